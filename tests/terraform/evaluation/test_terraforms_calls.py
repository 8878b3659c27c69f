"""Random modules and calls of them, and what real Terraform 1.11.4 makes of each call (tools/called_modules.py)."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.terraform.evaluation.surroundings import as_json
from tests.terraform.evaluation.test_terraforms_answers import unlike
from tests.terraform.evaluation.test_terraforms_modules import PROVIDER
from tflint_cognito.terraform.evaluation.modules import RootOutputs
from tflint_cognito.terraform.options import Options
from tflint_cognito.terraform.read import read
from tools.called_modules import FROZEN, call_text
from tools.expression_vectors import SURROUNDINGS

Vector = Mapping[str, Any]

UNUSED = "what is wrong with a default that is not used, or in a module that may have no instance, is not looked at"
UNKNOWN_HERE = "what is unknown here may be known to Terraform: there may be any number"
STRICTER = "Terraform 1.11 drops the mark of a module's output; we do not"

#: What Terraform refuses and we do not, by how it says so.
NOT_REFUSED = {
    "Invalid default value for (variable|optional attribute): ": UNUSED,
    "Invalid for_each argument: .* cannot be determined until apply": UNKNOWN_HERE,
}


@cache
def frozen() -> Sequence[Vector]:
    return tuple(json.loads(gzip.decompress(FROZEN.read_bytes()))["vectors"])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, str]:
    return differences(frozen(), tmp_path_factory.mktemp("calls"))


def test_every_difference_has_a_reason(found: Mapping[int, str]) -> None:
    assert {index: said for index, said in found.items() if not reason(frozen()[index], said)} == {}


def test_nothing_that_is_accepted_has_another_value(found: Mapping[int, str]) -> None:
    assert {reason(frozen()[index], said) for index, said in found.items() if "error" not in frozen()[index]} <= {
        STRICTER
    }


def test_the_answers_cover_refusals_unknowns_and_secrets() -> None:
    assert sum("error" in vector for vector in frozen()) > 100
    assert sum("__unknown__" in json.dumps(vector.get("value")) for vector in frozen()) > 10
    assert sum(bool(vector.get("sensitive")) for vector in frozen()) > 10


def reason(vector: Vector, said: str) -> str | None:
    if said == "Terraform's mark is False":
        return STRICTER
    for pattern, why in NOT_REFUSED.items():
        if re.match(pattern, vector.get("error", ""), re.DOTALL):
            return why
    # local.object is unknown.
    may_be_none = re.search(r"count = (0|local.mfa \? 1 : 0)\n|for_each = (\{\}|local.object)\n", vector["call"])
    return UNUSED if may_be_none and vector.get("error", "").startswith("Invalid value for input") else None


def differences(vectors: Sequence[Vector], folder: Path) -> dict[int, str]:
    """The numbers of the calls of which we say something else than Terraform, and what."""
    accepted = {index: vector for index, vector in enumerate(vectors) if "error" not in vector}
    refusals, outputs = _read(folder / "accepted", accepted)
    found = {index: f"we refuse it: {said}" for index, said in refusals.items()}
    for index, vector in enumerate(vectors):
        if "error" not in vector:
            said = unlike(vector, outputs[f"piece_{index}"])
        else:  # what cannot be loaded hides what is wrong elsewhere
            refused = _read(folder / str(index), {index: vector})[0]
            said = "" if refused else f"Terraform refuses it: {vector['error']}"
        if said:
            found.setdefault(index, said)
    return found


def _read(folder: Path, vectors: Mapping[int, Vector]) -> tuple[dict[int, str], RootOutputs]:
    """What we refuse of a module with these calls, and its outputs."""
    folder.mkdir()
    (folder / "surroundings.tf").write_text(SURROUNDINGS, "utf-8")
    for index, vector in vectors.items():
        name = f"piece_{index}"
        (folder / name).mkdir()
        (folder / name / "main.tf").write_text(vector["module"], "utf-8")
        more = "  sensitive = true\n" if vector.get("sensitive") else ""
        whole = f'output "whole_{name}" {{\n  value = [module.{name}]\n}}\n'
        (folder / f"{name}.tf").write_text(call_text(vector["call"], name, more) + whole, "utf-8")
    reading = read([str(folder)], Options(folder, cache=False), PROVIDER)
    outputs = reading.models[0].outputs
    assert isinstance(outputs, RootOutputs)
    for name in outputs:
        as_json(outputs[name])  # what nobody asks for is not worked out
    refused: dict[int, str] = {}
    for diagnostic in (*reading.diagnostics, *outputs.faults()):
        if diagnostic.severity == "error":
            named = re.search(r"piece_(\d+)", diagnostic.range.source.path if diagnostic.range else diagnostic.message)
            assert named is not None, diagnostic
            refused.setdefault(int(named[1]), diagnostic.message)
    return refused, outputs
