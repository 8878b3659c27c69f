"""`terraform show -json` of a plan or a state (also OpenTofu's) -> the same Model that a configuration gives."""

from tflint_cognito.terraform.plan.mistaken import mistaken_for
from tflint_cognito.terraform.plan.reading import read_plan
from tflint_cognito.terraform.plan.recognition import recognise

__all__ = ["mistaken_for", "read_plan", "recognise"]
