"""What a root module's variables are in a plan, and where that is written."""

from __future__ import annotations

from collections.abc import Mapping

from tflint_cognito.terraform.agreement import agree
from tflint_cognito.terraform.evaluation.root_inputs import RootInputs
from tflint_cognito.terraform.evaluation.variables import Given, Variable
from tflint_cognito.terraform.values import Unknown, Value, is_whole


class PlannedInputs:
    """The inputs of a root module whose plan is known: its values are the truth.

    A file, the command line or a default that says the same is where the value is written; what says otherwise was
    not used for this plan.
    """

    default = RootInputs.default

    def __init__(self, written: RootInputs, planned: Mapping[str, Value]) -> None:
        self._written = written
        self._planned = planned

    def given(self, variable: Variable) -> Given | None:
        planned = self._planned.get(variable.name)
        if planned is None:
            return self._written.given(variable)
        written = self._written.given(variable) or variable.by_default(self.default)
        if written is not None and is_whole(written.value) and agree(written.value, planned):
            return written
        return Given(planned, "plan")

    def missing(self, variable: Variable) -> Unknown:
        return self._written.missing(variable)
