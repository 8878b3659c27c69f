"""Terraform's frozen answers, and what this program makes of the same calls."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.evaluation.expressions import evaluate
from tflint_cognito.terraform.evaluation.scope import Budget, Folders
from tflint_cognito.terraform.hcl.body import Expression
from tflint_cognito.terraform.hcl.native import read_native
from tflint_cognito.terraform.source import Range, Source
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, ListOf, MapOf, ObjectOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

DATA = Path(__file__).parent / "data"
UNKNOWN = {"__unknown__": True}

_POOL = Address((), "aws_cognito_user_pool", "this")
_BECAUSE = "aws_cognito_user_pool.this.id is known only after apply"

#: The names that calls.txt uses, by what `local.` is followed by (tools/function_vectors.py has the same).
SURROUNDINGS: Mapping[str, Value] = {
    "string": Unknown(_BECAUSE, STRING),
    "number": Unknown(_BECAUSE, NUMBER),
    "bool": Unknown(_BECAUSE, BOOL),
    "list": Unknown(_BECAUSE, ListOf(STRING)),
    "set": Unknown(_BECAUSE, SetOf(DYNAMIC)),
    "map": Unknown(_BECAUSE, MapOf(STRING)),
    "any": Unknown(_BECAUSE, DYNAMIC),
    "secret": Known("s3cret", STRING, sensitive=True),
    "secret_number": Known(7, NUMBER, sensitive=True),
}

#: More names for tests that are not about what Terraform says.
LINKS: Mapping[str, Value] = {
    "id": Unknown(_BECAUSE, STRING, "lint the plan", Reference(_POOL, "id"), not_null=True),
    "other_id": Unknown(
        "aws_cognito_user_pool.other.id is known only after apply",
        STRING,
        refers_to=Reference(Address((), "aws_cognito_user_pool", "other"), "id"),
    ),
    # The ids of a pool whose count is unknown.
    "ids": Unknown("var.enabled has no value here", DYNAMIC, refers_to=Reference(_POOL, "id")),
    "input": Unknown("var.input has no value here", STRING, "give it with --var or --var-file, or lint the plan"),
    "inputs": Unknown("var.inputs has no value here", ListOf(STRING)),
}


class Surroundings:
    """The scope of a call: `local.` names, and the files of the test data."""

    def __init__(self, folder: Path = DATA, confines: Path = DATA, more: Mapping[str, Value] | None = None) -> None:
        self.budget = Budget()
        self.folders = Folders(folder, confines)
        self._values = {**SURROUNDINGS, **LINKS, **(more or {})}

    def resolve(self, names: Sequence[str], range: Range) -> tuple[Value, int]:
        return self._values[names[1]], 2


def parse(call: str) -> Expression:
    return read_native(Source("main.tf", f"answer = {call}\n")).body.attributes["answer"].expression


def ask(call: str, scope: Surroundings | None = None) -> Value:
    """The value of a call, by this program."""
    return evaluate(parse(call), scope or Surroundings())


def answers() -> Sequence[Mapping[str, Any]]:
    """Terraform's."""
    return tuple(_frozen()["answers"])


def signatures() -> Mapping[str, Any]:
    """Those of Terraform's functions, by its own account."""
    return dict(_frozen()["signatures"])


@cache
def _frozen() -> Mapping[str, Any]:
    return dict(json.loads((DATA / "answers.json").read_text(encoding="utf-8")))


def function_of(call: str) -> str:
    match = re.match(r"(?:core::)?(\w+)\(", call)
    assert match is not None
    return match[1]


def as_json(value: Value) -> object:
    """A value as answers.json has it: decimals as marked strings, unknown parts as marks."""
    match value:
        case Unknown():
            return UNKNOWN
        case Absent():
            return None
        case Known(value=tuple() as elements):
            return [as_json(element) for element in elements]
        case Known(value=Mapping() as entries):
            return {key: as_json(entry) for key, entry in entries.items()}
        case Known(value=Decimal() as amount):
            return f"__number__{amount}"
    return value.value


def type_as_json(type: Type) -> object:
    match type:
        case ListOf(element):
            return ["list", type_as_json(element)]
        case SetOf(element):
            return ["set", type_as_json(element)]
        case MapOf(element):
            return ["map", type_as_json(element)]
        case TupleOf(elements):
            return ["tuple", [type_as_json(element) for element in elements]]
        case ObjectOf(attributes):
            return ["object", {name: type_as_json(kind) for name, kind in attributes.items()}]
    return str(type)
