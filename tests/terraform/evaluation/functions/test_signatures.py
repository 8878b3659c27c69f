"""The table of functions beside Terraform's own account of them (`terraform metadata functions`)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.terraform.evaluation.functions.asking import signatures, type_as_json
from tflint_cognito.terraform.evaluation.functions import FUNCTIONS, Parameter

#: What the evaluator of expressions does itself.
ELSEWHERE = {"try", "can", "templatefile", "templatestring"}

#: Terraform gives these parameters a type only after it has looked at the arguments.
UNTYPED_RESULT = "dynamic"


def test_the_table_holds_every_function_of_terraform() -> None:
    terraform = {name for name, function in FUNCTIONS.items() if not function.opentofu}
    assert terraform == signatures().keys() - ELSEWHERE


@pytest.mark.parametrize("name", sorted(signatures().keys() - ELSEWHERE))
def test_parameters_are_those_that_terraform_says(name: str) -> None:
    told, signature = signatures()[name], FUNCTIONS[name].signature
    assert [_described(parameter) for parameter in signature.parameters] == told["parameters"]
    assert (signature.variadic and _described(signature.variadic)) == told["variadic"]


@pytest.mark.parametrize("name", sorted(signatures().keys() - ELSEWHERE))
def test_a_result_has_the_type_that_terraform_says(name: str) -> None:
    told, result = signatures()[name]["result"], FUNCTIONS[name].signature.result
    if result is None or told == UNTYPED_RESULT:
        return  # by the arguments: the answers tell
    assert type_as_json(result) == told


def test_calling_a_function_imports_no_module_but_its_own() -> None:
    code = (
        "import sys; from tflint_cognito.terraform.evaluation.functions import FUNCTIONS, call;"
        "print(*sorted({'re2', 'regex', 'yaml', 'json', 'fractions', 'hashlib', 'datetime', 'uuid',"
        " *(f'{call.__module__.rpartition(chr(46))[0]}.{each.module}' for each in FUNCTIONS.values())}"
        " & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def _described(parameter: Parameter) -> list[object]:
    return [parameter.name, type_as_json(parameter.type), parameter.nullable]
