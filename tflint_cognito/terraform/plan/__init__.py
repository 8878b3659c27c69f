"""`terraform show -json` of a plan or a state (also OpenTofu's) -> the same Model that a configuration gives."""

from tflint_cognito.terraform.plan.reading import read_plan
from tflint_cognito.terraform.plan.recognition import recognise

__all__ = ["read_plan", "recognise"]
