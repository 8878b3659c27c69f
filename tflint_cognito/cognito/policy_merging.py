"""Documents of policies that aws_iam_policy_document merges: what it makes of their JSON, and which statements stay.

Source: terraform-provider-aws 6, internal/service/iam/policy_model.go.
"""

from __future__ import annotations

import json
from typing import Final

from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Unknown

#: The keys of a statement, in the provider's order.
ORDER: Final = (
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "Condition",
)
_LISTS: Final = ("Action", "NotAction", "Resource", "NotResource")


class Undecided(Exception):
    """The document cannot be told: something that matters to all of it is unknown, or the provider refuses it."""

    def __init__(self, because: str, decides: str = "lint the plan") -> None:
        super().__init__(because)
        self.unknown = Unknown(because, STRING, decides, not_null=True)


@dataclass(slots=True)
class Document:
    version: str = ""
    id: object = ""
    statements: list[dict[str, object]] = field(default_factory=list)

    def merge(self, other: Document) -> None:
        """Takes over what the other document says, statements of the same Sid in the place of its own."""
        if isinstance(other.id, Unknown) or other.id:
            self.id = other.id
        self.version = max(self.version, other.version)
        if not self.statements:
            self.statements.extend(other.statements)
            return
        for one in (*self.statements, *other.statements):
            if isinstance(unknown := one.get("Sid"), Unknown):
                raise Undecided(unknown.because, unknown.decides)
        for statement in other.statements:
            sid = statement.get("Sid")
            at = next((at for at, one in enumerate(self.statements) if sid and one.get("Sid") == sid), None)
            if at is None:
                self.statements.append(statement)
            else:
                self.statements[at] = statement

    def as_json(self) -> dict[str, object]:
        whole = {"Version": self.version, "Id": self.id, "Statement": self.statements}
        return {key: value for key, value in whole.items() if isinstance(value, Unknown) or value}


def read_document(text: str) -> Document:
    """A document that is merged in, as the provider reads it: what it does not know is lost."""
    try:
        found = json.loads(text)
    except ValueError:
        raise Undecided("a document that is merged in is not JSON", "correct it") from None
    statements = found.get("Statement", []) if isinstance(found, dict) else None
    if not isinstance(statements, list) or not all(isinstance(one, dict) for one in statements):
        raise Undecided("a document that is merged in has no list of statements", "write Statement as a list")
    return Document(
        str(found.get("Version", "")),
        str(found.get("Id", "")),
        [_read_statement(statement) for statement in statements],
    )


def _read_statement(given: dict[str, object]) -> dict[str, object]:
    found = {key: given[key] for key in ORDER if given.get(key) not in (None, "")}
    for key in ("Principal", "NotPrincipal"):
        if key in found:
            found[key] = _read_principals(found[key])
    if "Condition" in found:
        found["Condition"] = _read_conditions(found["Condition"])
    return {key: value for key, value in found.items() if key in _LISTS or value}


def _read_principals(given: object) -> object:
    if isinstance(given, str):
        return "*"  # whatever it says, the provider takes it for this
    if not isinstance(given, dict):
        raise Undecided("a principal that is merged in cannot be read", "correct it")
    read = {kind: sorted(ones, reverse=True) if isinstance(ones, list) else ones for kind, ones in given.items()}
    return "*" if read in ({"*": "*"}, {"*": ["*"]}) else dict(sorted(read.items()))


def _read_conditions(given: object) -> object:
    if not isinstance(given, dict) or not all(isinstance(tests, dict) for tests in given.values()):
        raise Undecided("a condition that is merged in cannot be read", "correct it")
    read = {test: {name: _read_values(given[test][name]) for name in sorted(given[test])} for test in sorted(given)}
    kept = {test: {name: one for name, one in tests.items() if one is not None} for test, tests in read.items()}
    return {test: tests for test, tests in kept.items() if tests}


def _read_values(given: object) -> object:
    match given:
        case bool():
            return "true" if given else "false"
        case [only]:
            return only
        case str() | list():
            return given
    return None  # a number: the provider drops it
