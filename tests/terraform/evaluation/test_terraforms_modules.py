"""Whole modules, and what real Terraform 1.11.4 plans for them (tools/module_vectors.py freezes its answers)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.terraform.evaluation.surroundings import as_json, type_as_json, with_digits
from tests.terraform.tree import errors
from tflint_cognito.terraform.evaluation.modules import RootOutputs
from tflint_cognito.terraform.options import Options, VariableSource
from tflint_cognito.terraform.provider import Provider, ResourceType
from tflint_cognito.terraform.read import Reading, read
from tflint_cognito.terraform.values import Absent, Unknown, Value, is_whole
from tools.module_vectors import MODULES, Scenario, read_scenarios

PROVIDER = Provider({"terraform_data": ResourceType()}, (b"variable", b"output", b"resource", b"locals", b"module"))

UNKNOWN_HERE = "what is unknown here may be known to Terraform: there may be any number"
OUTPUTS = "outputs are not judged"

#: What Terraform refuses and we do not, and why.
NOT_REFUSED: Mapping[str, str] = {
    "a module's for_each is not known": UNKNOWN_HERE,
    "for_each over a set with an unknown element": UNKNOWN_HERE,
    "an unknown count": UNKNOWN_HERE,
    "a function of a provider that is not required": "what providers' functions give is not known here",
    "a secret in an output that is not sensitive": OUTPUTS,
    "an ephemeral value in an ordinary output": OUTPUTS,
    "a splat of a null list": "a root variable's default of null stands for a value that is given elsewhere",
    "validation that fails": "validation is not evaluated: whatever it says, Terraform says it itself",
}

PROVIDERS = "functions of providers are not worked out, those of the built-in one among them"
EPHEMERAL = "an ephemeral value is unknown here, and so is what becomes of it"

#: Outputs of which we know less or something else, and why.
DIFFERENCES: Mapping[tuple[str, str], str] = {
    ("sensitive and null through modules", "is"): "Terraform 1.11 drops the mark of a module's output; we do not",
    ("the functions of the built-in provider", "a"): PROVIDERS,
    ("the functions of the built-in provider", "b"): PROVIDERS,
    ("the functions of the built-in provider", "c"): PROVIDERS,
    ("an ephemeral variable", "mixed"): EPHEMERAL,
    ("an ephemeral variable", "nothing"): EPHEMERAL,
}

SCENARIOS = {scenario.name: scenario for scenario in read_scenarios()}


@cache
def answers() -> Mapping[str, Any]:
    return dict(json.loads((MODULES / "answers.json").read_text(encoding="utf-8"))["modules"])


def ours(folder: Path, scenario: Scenario) -> Reading:
    for path, text in scenario.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    options = Options(
        folder,
        variables=tuple(_variables(scenario.arguments)),
        environment=scenario.environment,
        workspace=scenario.workspace,
        cache=False,
    )
    return read([str(folder)], options, PROVIDER)


def _variables(arguments: list[str]) -> list[VariableSource]:
    sources: list[VariableSource] = []
    words = iter(arguments)
    for word in words:
        if word == "-var":
            name, _, text = next(words).partition("=")
            sources.append(("value", name, text))
        else:
            sources.append(("file", word.removeprefix("-var-file=")))
    return sources


def difference(value: Value, answer: Mapping[str, Any]) -> str:
    theirs = with_digits(answer["value"])
    if as_json(value) != theirs:
        return f"Terraform says {theirs}, we say {as_json(value)}"
    if "type" not in answer or isinstance(value, Unknown | Absent) or not is_whole(value):
        return ""
    type = type_as_json(value.type)
    return "" if type == answer["type"] else f"Terraform's type is {answer['type']}, ours {type}"


def test_the_answers_are_those_to_the_modules() -> None:
    assert list(answers()) == list(SCENARIOS), "run tools/module_vectors.py"


@pytest.mark.parametrize("name", [name for name in answers() if "outputs" in answers()[name]])
def test_the_outputs_of_a_module_are_terraforms(tmp_path: Path, name: str) -> None:
    found = ours(tmp_path, SCENARIOS[name])
    outputs = dict(found.models[0].outputs)
    assert not errors(found)
    wrong = {}
    for output, answer in answers()[name]["outputs"].items():
        said = difference(outputs[output], answer)
        if said and (name, output) not in DIFFERENCES:
            wrong[output] = said
    assert wrong == {}


@pytest.mark.parametrize("name", [name for name in answers() if "error" in answers()[name]])
def test_what_terraform_refuses_is_an_error(tmp_path: Path, name: str) -> None:
    found = ours(tmp_path, SCENARIOS[name])
    said = errors(found)
    for model in found.models:
        assert isinstance(model.outputs, RootOutputs)
        said += [fault.message for fault in model.outputs.faults() if fault.severity == "error"]
    assert bool(said) is (name not in NOT_REFUSED)
