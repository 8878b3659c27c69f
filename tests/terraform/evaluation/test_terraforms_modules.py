"""Whole modules, and what real Terraform 1.11.4 plans for them (tools/module_vectors.py freezes its answers)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
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
from tools.module_vectors import INPUTS, MODULES, Scenario, read_scenarios

PROVIDER = Provider({"terraform_data": ResourceType()}, (b"variable", b"output", b"resource", b"locals", b"module"))

UNKNOWN_HERE = "what is unknown here may be known to Terraform: there may be any number"
OUTPUTS = "outputs are not judged"
CONDITIONS = "conditions are not evaluated: whatever they say, Terraform says it itself"

#: What Terraform refuses and we do not, and why.
NOT_REFUSED: Mapping[str, str] = {
    "a module's for_each is not known": UNKNOWN_HERE,
    "for_each over a set with an unknown element": UNKNOWN_HERE,
    "an unknown count": UNKNOWN_HERE,
    "a function of a provider that is not required": "what providers' functions give is not known here",
    "a secret in an output that is not sensitive": OUTPUTS,
    "an ephemeral value in an ordinary output": OUTPUTS,
    "validation that fails": CONDITIONS,
    "a precondition that fails": CONDITIONS,
    "a function of a provider that it does not have": "what providers' functions there are is not known here",
    "an output that no instance of a module has": "Terraform checks a module with its instances unknown first",
    "a kind of block that there is not in JSON": "it may be new: what is not known is said, and left out",
    "a splat of a null list": "a root variable's default of null stands for a value that is given elsewhere",
}

PROVIDERS = "functions of providers are not worked out, those of the built-in one among them"
WORKING = "where Terraform will be run is not known here"
EPHEMERAL = "an ephemeral value is unknown here, and so is what becomes of it"

#: Outputs of which we know less or something else, and why.
DIFFERENCES: Mapping[tuple[str, str], str] = {
    ("sensitive and null through modules", "is"): "Terraform 1.11 drops the mark of a module's output; we do not",
    ("the functions of the built-in provider", "a"): PROVIDERS,
    ("the functions of the built-in provider", "b"): PROVIDERS,
    ("the functions of the built-in provider", "c"): PROVIDERS,
    ("functions of providers in modules", "m"): PROVIDERS,
    ("functions of providers in modules", "tried"): PROVIDERS,
    ("paths in modules", "root"): WORKING,
    ("paths in modules", "cwd"): WORKING,
    ("a resource that is imported", "id"): "the id that an import block gives is not taken for known",
    ("an ephemeral variable", "mixed"): EPHEMERAL,
    ("an ephemeral variable", "nothing"): EPHEMERAL,
}

SCENARIOS = {scenario.name: scenario for scenario in read_scenarios()}


@cache
def answers() -> Mapping[str, Any]:
    return dict(json.loads((MODULES / "answers.json").read_text(encoding="utf-8"))["modules"])


#: What Terraform refuses of the random modules and we do not, by how it says so.
LENIENT: Mapping[str, str] = {
    "Invalid default value for variable": "a default that is not used is not looked at",
    "No value for required variable": "then it is unknown here: it may be given elsewhere",
}


def ours(folder: Path, scenario: Scenario) -> Reading:
    folder.mkdir(exist_ok=True)
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


@cache
def inputs() -> Sequence[Mapping[str, Any]]:
    return tuple(json.loads(gzip.decompress(INPUTS.read_bytes()))["modules"])


def test_every_way_to_give_a_variable_and_to_override_a_block_is_terraforms(tmp_path: Path) -> None:
    wrong = {}
    for index, answer in enumerate(inputs()):
        scenario = Scenario(str(index), answer["files"], answer["arguments"], answer["environment"])
        said = unlike(ours(tmp_path / str(index), scenario), answer)
        if said:
            wrong[index] = said
    assert wrong == {}


def unlike(found: Reading, answer: Mapping[str, Any]) -> list[str]:
    root = min(found.models, key=lambda model: len(model.path)).outputs
    assert isinstance(root, RootOutputs)
    refused = errors(found) + [fault.message for fault in root.faults() if fault.severity == "error"]
    if "error" in answer:
        is_lenient = any(answer["error"].startswith(said) for said in LENIENT)
        return [] if refused or is_lenient else [f"Terraform refuses it: {answer['error']}"]
    return refused or [said for name, output in answer["outputs"].items() if (said := difference(root[name], output))]


def test_the_random_modules_cover_refusals_arguments_and_overrides() -> None:
    assert sum("error" in answer for answer in inputs()) > 30
    assert sum(bool(answer["arguments"]) for answer in inputs()) > 60
    assert sum(any("override" in name for name in answer["files"]) for answer in inputs()) > 60
