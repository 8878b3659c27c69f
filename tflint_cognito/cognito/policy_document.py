"""What the data source aws_iam_policy_document renders: a pure function of what is written in it.

Source: terraform-provider-aws 6, internal/service/iam/policy_document_data_source.go and policy_model.go. Lists of
actions, resources and identifiers are sets: one alone is a string, several are sorted backwards. Statements keep their
order, and one with the Sid of an earlier one takes its place.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, is_sensitive, string

_LISTS: Final = (
    ("Action", "actions"),
    ("NotAction", "not_actions"),
    ("Resource", "resources"),
    ("NotResource", "not_resources"),
)
_PRINCIPALS: Final = (("Principal", "principals"), ("NotPrincipal", "not_principals"))
_ORDER: Final = ("Sid", "Effect", *(key for key, _ in _LISTS), *(key for key, _ in _PRINCIPALS), "Condition")
#: The version of the language that has no variables, and so no `&{`.
_OLD: Final = "2008-10-17"


class _Undecided(Exception):
    """The document cannot be told: something that matters to all of it is unknown, or the provider refuses it."""

    def __init__(self, because: str, decides: str = "lint the plan") -> None:
        super().__init__(because)
        self.unknown = Unknown(because, STRING, decides, not_null=True)


@dataclass(slots=True)
class _Document:
    version: str = ""
    id: object = ""
    statements: list[dict[str, object]] = field(default_factory=list)

    def merge(self, other: _Document) -> None:
        """Takes over what the other document says, statements of the same Sid in the place of its own."""
        self.id = other.id or self.id if not isinstance(other.id, Unknown) else other.id
        self.version = max(self.version, other.version)
        for statement in other.statements:
            sid = statement.get("Sid")
            if isinstance(sid, Unknown) and self.statements:
                raise _Undecided(sid.because, sid.decides)
            at = next((at for at, one in enumerate(self.statements) if sid and one.get("Sid") == sid), None)
            if at is None:
                self.statements.append(statement)
            else:
                self.statements[at] = statement

    def as_json(self) -> dict[str, object]:
        whole = {"Version": self.version, "Id": self.id, "Statement": self.statements}
        return {key: value for key, value in whole.items() if isinstance(value, Unknown) or value}


def rendered(attributes: Mapping[str, Value]) -> Value:
    """`json`: the document with an indentation of two spaces."""
    return _rendered(attributes, indented=True)


def minified(attributes: Mapping[str, Value]) -> Value:
    """`minified_json`: the same without spaces."""
    return _rendered(attributes, indented=False)


def document_id(attributes: Mapping[str, Value]) -> Value:
    """`id`: the checksum of the document."""
    match rendered(attributes):
        case Known(value=str() as text) as known:
            return replace(known, value=str(zlib.crc32(text.encode())))
        case other:
            return replace(other, type=STRING) if isinstance(other, Absent) else _without_text(other)


def _without_text(value: Value) -> Value:
    return replace(value, prefix="", parts=()) if isinstance(value, Unknown) else value


def _rendered(attributes: Mapping[str, Value], indented: bool) -> Value:
    sensitive = any(map(is_sensitive, attributes.values()))
    try:
        pieces = list(_joined(_written(_merged(attributes).as_json(), "\n" if indented else "")))
    except _Undecided as error:
        return replace(error.unknown, sensitive=sensitive)
    trail = tuple(dict.fromkeys(step for value in attributes.values() for step in value.trail))
    unknown = next((piece for piece in pieces if isinstance(piece, Unknown)), None)
    if unknown is None:
        return Known("".join(map(str, pieces)), STRING, _place(attributes), trail, sensitive)
    parts = tuple(string(piece) if isinstance(piece, str) else piece for piece in pieces)
    start = pieces[0] if isinstance(pieces[0], str) else ""
    # Terraform reads the data source only when all of it is known, and until then goes by nothing.
    return Unknown(
        unknown.because,
        STRING,
        unknown.decides,
        prefix=start,
        compares=0,
        parts=parts,
        not_null=True,
        trail=trail,
        sensitive=sensitive,
    )


def _place(attributes: Mapping[str, Value]) -> Range | None:
    return next((value.range for value in attributes.values() if value.range is not None), None)


def _merged(attributes: Mapping[str, Value]) -> _Document:
    merged = _Document()
    taken: set[object] = set()
    for text in _texts(attributes.get("source_policy_documents", NOT_WRITTEN)):
        source = _read(text)
        for statement in source.statements:
            sid = statement.get("Sid")
            if sid and sid in taken:
                raise _Undecided(f"two source_policy_documents have a statement {sid}", "give each its own Sid")
            taken.add(sid)
        merged.merge(source)
    merged.merge(_own(attributes))
    for text in _texts(attributes.get("override_policy_documents", NOT_WRITTEN)):
        merged.merge(_read(text))
    return merged


def _own(attributes: Mapping[str, Value]) -> _Document:
    """The document of the statements that are written as blocks."""
    version = _text(attributes.get("version", NOT_WRITTEN)) or "2012-10-17"
    if isinstance(version, Unknown):
        raise _Undecided(version.because, version.decides)
    statements = [_statement(block, version) for block in _blocks(attributes.get("statement", NOT_WRITTEN))]
    sids = [statement["Sid"] for statement in statements if isinstance(statement.get("Sid"), str)]
    if len(set(sids)) < len(sids):
        raise _Undecided("two of its statements have the same sid", "give each its own sid")
    return _Document(version, _text(attributes.get("policy_id", NOT_WRITTEN)), statements)


def _statement(block: Mapping[str, Value], version: str) -> dict[str, object]:
    found: dict[str, object] = {
        "Sid": _text(block.get("sid", NOT_WRITTEN)),
        "Effect": _text(block.get("effect", NOT_WRITTEN)) or "Allow",
    }
    for key, name in _LISTS:
        found[key] = _one_or_many(block.get(name, NOT_WRITTEN), "" if key.endswith("Action") else version)
    for key, name in _PRINCIPALS:
        found[key] = _principals(_blocks(block.get(name, NOT_WRITTEN)), version)
    found["Condition"] = _conditions(_blocks(block.get("condition", NOT_WRITTEN)), version)
    return {key: found[key] for key in _ORDER if isinstance(found[key], Unknown) or found[key]}


def _principals(blocks: Iterable[Mapping[str, Value]], version: str) -> object:
    kinds: dict[str, object] = {}
    for block in blocks:
        kind = _certain(block.get("type", NOT_WRITTEN), "type")
        if kind in kinds:
            raise _Undecided(f"in which order the provider puts several principals of type {kind} is not known")
        kinds[kind] = _one_or_many(block.get("identifiers", NOT_WRITTEN), version) or []
    return "*" if kinds == {"*": "*"} else dict(sorted(kinds.items()))


def _conditions(blocks: Iterable[Mapping[str, Value]], version: str) -> object:
    tests: dict[str, dict[str, object]] = {}
    for block in blocks:
        test, variable = (_certain(block.get(name, NOT_WRITTEN), name) for name in ("test", "variable"))
        if variable in tests.setdefault(test, {}):
            raise _Undecided(f"in which order the provider puts several conditions on {variable} is not known")
        tests[test][variable] = _values(block.get("values", NOT_WRITTEN), version)
    return {test: dict(sorted(tests[test].items())) for test in sorted(tests)}


def _values(value: Value, version: str) -> object:
    """The values of a condition, which keep their order."""
    found = _elements(value)
    if isinstance(found, Unknown):
        return found
    listed = [_with_variables(text, version) for text in found]
    return listed[0] if len(listed) == 1 else listed


def _one_or_many(value: Value, version: str) -> object:
    """A set of strings; unknown as a whole where one of several is, since its place is."""
    found = _elements(value)
    if isinstance(found, Unknown):
        return found
    if len(found) > 1 and (unknown := next((text for text in found if isinstance(text, Unknown)), None)):
        return unknown
    listed = sorted({text for text in found if isinstance(text, str)}, reverse=True) or list(found)
    replaced = [_with_variables(text, version) for text in listed]
    return replaced[0] if len(replaced) == 1 else replaced


def _elements(value: Value) -> list[str | Unknown] | Unknown:
    match value:
        case Unknown():
            return value
        case Absent():
            return []
        case Known(value=tuple() as items):
            return [_text(item) for item in items]
    raise _Undecided("a list in it is none")


def _with_variables(text: str | Unknown, version: str) -> str | Unknown:
    """`&{aws:username}` is how a variable of the policy is written, beside Terraform's own `${ }`."""
    if isinstance(text, Unknown) or not version:
        return text
    if version == _OLD and "&{" in text:
        raise _Undecided(f"a document of version {_OLD} has no variables", "write version 2012-10-17")
    return text.replace("&{", "${")


def _text(value: Value) -> str | Unknown:
    match value:
        case Unknown():
            return value
        case Absent():
            return ""
        case Known(value=bool() as truth):
            return "true" if truth else "false"
        case Known(value=content) if not isinstance(content, tuple | Mapping):
            return str(content)
    raise _Undecided("a string in it is none")


def _certain(value: Value, name: str) -> str:
    found = _text(value)
    if isinstance(found, Unknown):
        raise _Undecided(found.because, found.decides)
    if not found:
        raise _Undecided(f"{name} is not written", f"write {name}")
    return found


def _texts(value: Value) -> Iterator[str]:
    """The documents in a list of them; null and empty ones are passed over."""
    found = _elements(value)
    for text in [found] if isinstance(found, Unknown) else found:
        if isinstance(text, Unknown):
            raise _Undecided(text.because, text.decides)
        if text:
            yield text


def _blocks(value: Value) -> Iterator[Mapping[str, Value]]:
    match value:
        case Unknown():
            raise _Undecided(value.because, value.decides)
        case Known(value=tuple() as items):
            for item in items:
                if not isinstance(item, Known) or not isinstance(item.value, Mapping):
                    raise _Undecided(item.because if isinstance(item, Unknown) else "a block in it cannot be read")
                yield item.value


def _read(text: str) -> _Document:
    """A document that is merged in, as the provider reads it: what it does not know is lost."""
    try:
        found = json.loads(text)
    except ValueError:
        raise _Undecided("a document that is merged in is not JSON", "correct it") from None
    statements = found.get("Statement", []) if isinstance(found, dict) else None
    if not isinstance(statements, list) or not all(isinstance(one, dict) for one in statements):
        raise _Undecided("a document that is merged in has no list of statements", "write Statement as a list")
    return _Document(
        str(found.get("Version", "")),
        str(found.get("Id", "")),
        [_read_statement(statement) for statement in statements],
    )


def _read_statement(given: dict[str, object]) -> dict[str, object]:
    found = {key: given[key] for key in _ORDER if given.get(key) not in (None, "")}
    for key, _ in _PRINCIPALS:
        if key in found:
            found[key] = _read_principals(found[key])
    if "Condition" in found:
        found["Condition"] = _read_conditions(found["Condition"])
    return {
        key: value for key, value in found.items() if key in ("Action", "NotAction", "Resource", "NotResource") or value
    }


def _read_principals(given: object) -> object:
    if isinstance(given, str):
        return "*"  # whatever it says, the provider takes it for this
    if not isinstance(given, dict):
        raise _Undecided("a principal that is merged in cannot be read", "correct it")
    read = {kind: sorted(ones, reverse=True) if isinstance(ones, list) else ones for kind, ones in given.items()}
    return "*" if read in ({"*": "*"}, {"*": ["*"]}) else dict(sorted(read.items()))


def _read_conditions(given: object) -> object:
    if not isinstance(given, dict) or not all(isinstance(tests, dict) for tests in given.values()):
        raise _Undecided("a condition that is merged in cannot be read", "correct it")
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


def _written(value: object, newline: str) -> Iterator[str | Unknown]:
    """JSON as Go writes it: pieces of text, and in between what is unknown. No `newline`: without any space."""
    inner = f"{newline}  " if newline else ""
    match value:
        case Unknown():
            yield replace(value, prefix="", parts=())
        case dict() if value:
            yield from _surrounded(
                "{",
                ((_quoted(key) + (": " if newline else ":"), one) for key, one in value.items()),
                "}",
                newline,
                inner,
            )
        case list() if value:
            yield from _surrounded("[", (("", one) for one in value), "]", newline, inner)
        case str():
            yield _quoted(value)
        case _:
            yield json.dumps(value)


def _surrounded(
    opening: str, items: Iterable[tuple[str, object]], closing: str, newline: str, inner: str
) -> Iterator[str | Unknown]:
    before = opening
    for start, item in items:
        yield f"{before}{inner}{start}"
        yield from _written(item, inner)
        before = ","
    yield f"{newline}{closing}"


#: Go escapes what could end a script element or a JavaScript line.
_ESCAPES: Final = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPES)


def _joined(pieces: Iterable[str | Unknown]) -> Iterator[str | Unknown]:
    run = ""
    for piece in pieces:
        if isinstance(piece, str):
            run += piece
            continue
        if run:
            yield run
        yield piece
        run = ""
    if run:
        yield run
