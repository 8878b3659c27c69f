"""The outputs of a root module as blocks that can be judged, as resources are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance
from tflint_cognito.terraform.evaluation.places import placed
from tflint_cognito.terraform.evaluation.run import deep_calls
from tflint_cognito.terraform.model import OUTPUT, Resource
from tflint_cognito.terraform.module import Declaration
from tflint_cognito.terraform.values import Value


def output_blocks(root: ModuleInstance) -> tuple[Resource, ...]:
    """Every output of the root module: its arguments (`value`, `sensitive`, …) are worked out when asked for, and
    `value` is what is written, whatever `sensitive` makes of it."""
    return tuple(
        Resource(
            Address(root.path, OUTPUT, name),
            _Arguments(root, name, declaration),
            range=declaration.header,
            body=declaration.range,
        )
        for (name,), declaration in root.module.declared["output"].items()
    )


class _Arguments(Mapping[str, Value]):
    """The arguments of one output."""

    def __init__(self, root: ModuleInstance, output: str, declaration: Declaration) -> None:
        self._root = root
        self._name = f"output.{output}"
        self._declaration = declaration
        self._memory: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        expression = self._declaration.body.attributes[name].expression
        run = self._root.run

        def work_out() -> Value:
            return placed(run.evaluate(expression, self._root.scope), expression)

        with deep_calls():
            return run.value_once(self._memory, name, f"{self._name}.{name}", self._declaration.header, work_out)

    def __iter__(self) -> Iterator[str]:
        return iter(self._declaration.body.attributes)

    def __len__(self) -> int:
        return len(self._declaration.body.attributes)
