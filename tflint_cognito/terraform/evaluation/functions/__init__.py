"""Terraform's functions: one table of signatures, and modules of implementations by subject.

An implementation is the function of the same name in the module that the table names, with an underscore behind it
where Python has that name too (`abs_`). A plain one takes and gives Python's own values; the others take an Invocation
and Values. `<name>_type` beside it works out the result's type where that depends on the arguments. Modules are
imported when one of their functions is first called.
"""

from tflint_cognito.terraform.evaluation.functions.calling import call
from tflint_cognito.terraform.evaluation.functions.signatures import FUNCTIONS, Function, Parameter, Signature

__all__ = ["FUNCTIONS", "Function", "Parameter", "Signature", "call"]
