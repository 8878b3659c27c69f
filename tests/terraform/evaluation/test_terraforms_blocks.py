"""Resources with dynamic blocks, and what real Terraform 1.11.4 plans of their blocks (tools/block_vectors.py)."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform.evaluation.numerals import format_number
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.options import Options
from tflint_cognito.terraform.read import read
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value
from tools.block_vectors import FROZEN, RESOURCES, SURROUNDINGS

UNKNOWN = {"__unknown__": True}
#: What is planned where nothing is written, or null.
EMPTY: tuple[Any, ...] = (None, "", [], {})
Vector = Mapping[str, Any]

SCHEMA = "what the provider's schema has, and of which type, is not asked here"
STRICTER = "Terraform loses the mark of a secret on blocks in blocks, and on those that are unknown; we keep it"
LATER = "behind a block that may not be there, Terraform refuses it only once that is known"
INSIDE = "what is in a block that may not be there is not looked into"

#: What Terraform refuses and we do not, by how it says so.
NOT_REFUSED = {
    "Incorrect attribute value type: ": SCHEMA,
    "Unsupported block type: ": SCHEMA,
    r"Unsupported argument: .* Did you mean to define a block": SCHEMA,
}
#: Other differences, by the number of the resource.
DIFFERENCES = {197: INSIDE, 244: LATER, 282: INSIDE, 309: LATER, 482: LATER}


@cache
def frozen() -> Sequence[Vector]:
    return tuple(json.loads(gzip.decompress(FROZEN.read_bytes()))["vectors"])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, str]:
    return differences(frozen(), tmp_path_factory.mktemp("blocks"))


def test_every_difference_has_a_reason(found: Mapping[int, str]) -> None:
    assert {index: said for index, said in found.items() if not reason(index, frozen()[index], said)} == {}


def test_every_reason_is_still_needed(found: Mapping[int, str]) -> None:
    assert DIFFERENCES.keys() - found.keys() == set()


def test_nothing_is_claimed_to_be_known_that_terraform_says_otherwise(found: Mapping[int, str]) -> None:
    reasons = {reason(index, frozen()[index], said) for index, said in found.items()}
    assert reasons <= {SCHEMA, STRICTER, LATER, INSIDE}


def test_the_answers_cover_refusals_unknowns_and_secrets() -> None:
    assert sum("error" in vector for vector in frozen()) > 100
    assert sum("__unknown__" in json.dumps(vector.get("instances")) for vector in frozen()) > 100
    assert sum("__sensitive__" in json.dumps(vector.get("instances")) for vector in frozen()) > 20


def reason(index: int, vector: Vector, said: str) -> str | None:
    for pattern, why in NOT_REFUSED.items():
        if re.match(pattern, vector.get("error", "")):
            return why
    return STRICTER if said == STRICTER else DIFFERENCES.get(index)


def differences(vectors: Sequence[Vector], folder: Path) -> dict[int, str]:
    """The numbers of the resources of which we say something else than Terraform, and what."""
    (folder / "surroundings.tf").write_text(SURROUNDINGS, "utf-8")
    for index, vector in enumerate(vectors):
        (folder / f"{index}.tf").write_text(vector["resource"].replace('"NAME"', f'"piece_{index}"'), "utf-8")
    reading = read([str(folder)], Options(folder, cache=False), PROVIDER)
    ours: dict[int, dict[str, Resource]] = {}
    for resource in reading.models[0].resources:
        key = "" if resource.address.key is None else str(resource.address.key)
        ours.setdefault(int(resource.address.name.removeprefix("piece_")), {})[key] = resource
    refused: dict[int, str] = {}
    for diagnostic in reading.diagnostics:
        if diagnostic.severity == "error":
            assert diagnostic.range is not None, diagnostic
            refused.setdefault(int(Path(diagnostic.range.source.path).stem), diagnostic.message)
    every = {index: difference(vector, ours.get(index, {}), refused.get(index)) for index, vector in enumerate(vectors)}
    return {index: said for index, said in every.items() if said}


def difference(vector: Vector, ours: Mapping[str, Resource], refused: str | None) -> str:
    if "error" in vector:
        return "" if refused else f"Terraform refuses it: {vector['error']}"
    if refused:
        return f"we refuse it: {refused}"
    type = vector["resource"].split('"')[1]
    block = RESOURCES[type][1].name
    said = {key: as_json(resource.get(block)) or [] for key, resource in ours.items()}
    theirs = {key: in_text(value) for key, value in vector["instances"].items()}
    if block in PROVIDER.resource_types[type].sets:
        said, theirs = ({key: as_set(value) for key, value in each.items()} for each in (said, theirs))
    if said == theirs:
        return ""
    bare = without_marks(said) == without_marks(theirs) and marks(theirs) <= marks(said)
    return STRICTER if bare else f"Terraform says {theirs}, we say {said}"


def as_json(value: Value) -> Any:
    """A value in the form of the frozen answers, its scalars as text: we know of no attribute that it is a string."""
    found = _as_json(value)
    return {"__sensitive__": found} if value.sensitive and found is not None else found


def _as_json(value: Value) -> Any:
    match value:
        case Unknown():
            return UNKNOWN
        case Absent():
            return None
        case Known(value=bool() as truth):
            return str(truth).lower()
        case Known(value=str() as text):
            return text
        case Known(value=int() | Decimal() as number):
            return format_number(number)
        case Known(value=tuple() as items):
            return [as_json(item) for item in items]
        case Known(value=mapping):
            assert isinstance(mapping, Mapping)
            both = {key: as_json(item) for key, item in mapping.items()}
            return {key: item for key, item in both.items() if item not in EMPTY}


def in_text(answer: Any) -> Any:
    match answer:
        case dict() if answer != UNKNOWN:
            both = {key: in_text(item) for key, item in answer.items()}
            return {key: item for key, item in both.items() if item not in EMPTY}
        case list():
            return [in_text(item) for item in answer]
        case bool():
            return str(answer).lower()
        case int() | float():
            return str(answer)
    return answer


def as_set(answer: Any) -> Any:
    """A set of blocks: equal ones are one to Terraform, and its marks are on the whole; here each keeps its place."""
    match answer:
        case {"__sensitive__": list() as items} | (list() as items):
            once = {json.dumps(without_marks(item), sort_keys=True) for item in items}
            blocks = [json.loads(item) for item in sorted(once)]
            return {"__sensitive__": blocks} if "__sensitive__" in json.dumps(answer) else blocks
    return answer


def without_marks(answer: Any) -> Any:
    match answer:
        case {"__sensitive__": inner}:
            return without_marks(inner)
        case dict():
            return {key: without_marks(item) for key, item in answer.items()}
        case list():
            return [without_marks(item) for item in answer]
    return answer


def marks(answer: Any, path: str = "") -> set[str]:
    """Where the marks of an answer are."""
    match answer:
        case {"__sensitive__": inner}:
            return {path, *marks(inner, path)}
        case dict():
            return {mark for key, item in answer.items() for mark in marks(item, f"{path}.{key}")}
        case list():
            return {mark for key, item in enumerate(answer) for mark in marks(item, f"{path}.{key}")}
    return set()
