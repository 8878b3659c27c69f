"""What the data source aws_iam_policy_document renders: a pure function of what is written in it.

Source: terraform-provider-aws 6, internal/service/iam/policy_document_data_source.go and policy_model.go. Lists of
actions, resources and identifiers are sets: one alone is a string, several are sorted backwards. Statements keep their
order, and one with the Sid of an earlier one takes its place.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from tflint_cognito.cognito.partly_known_json import joined, written
from tflint_cognito.cognito.policy_merging import ORDER, Document, Undecided, read_document
from tflint_cognito.records import replace
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
#: The version of the language that has no variables, and so no `&{`.
_OLD: Final = "2008-10-17"


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
        pieces = list(joined(written(_merged(attributes).as_json(), "\n" if indented else "")))
    except Undecided as error:
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


def _merged(attributes: Mapping[str, Value]) -> Document:
    merged = Document()
    taken: set[object] = set()
    for text in _texts(attributes.get("source_policy_documents", NOT_WRITTEN)):
        source = read_document(text)
        for statement in source.statements:
            sid = statement.get("Sid")
            if sid and sid in taken:
                raise Undecided(f"two source_policy_documents have a statement {sid}", "give each its own Sid")
            taken.add(sid)
        merged.merge(source)
    merged.merge(_own(attributes))
    for text in _texts(attributes.get("override_policy_documents", NOT_WRITTEN)):
        merged.merge(read_document(text))
    return merged


def _own(attributes: Mapping[str, Value]) -> Document:
    """The document of the statements that are written as blocks."""
    version = _text(attributes.get("version", NOT_WRITTEN), "2012-10-17")
    if isinstance(version, Unknown):
        raise Undecided(version.because, version.decides)
    statements = [_statement(block, version) for block in _blocks(attributes.get("statement", NOT_WRITTEN))]
    sids = [statement["Sid"] for statement in statements if isinstance(statement.get("Sid"), str)]
    if len(set(sids)) < len(sids):
        raise Undecided("two of its statements have the same sid", "give each its own sid")
    return Document(version, _text(attributes.get("policy_id", NOT_WRITTEN)), statements)


def _statement(block: Mapping[str, Value], version: str) -> dict[str, object]:
    found: dict[str, object] = {
        "Sid": _text(block.get("sid", NOT_WRITTEN)),
        "Effect": _text(block.get("effect", NOT_WRITTEN), "Allow"),
    }
    for key, name in _LISTS:
        found[key] = _one_or_many(block.get(name, NOT_WRITTEN), "" if key.endswith("Action") else version)
    for key, name in _PRINCIPALS:
        found[key] = _principals(_blocks(block.get(name, NOT_WRITTEN)), version)
    found["Condition"] = _conditions(_blocks(block.get("condition", NOT_WRITTEN)), version)
    return {key: found[key] for key in ORDER if isinstance(found[key], Unknown) or found[key]}


def _principals(blocks: Iterable[Mapping[str, Value]], version: str) -> object:
    kinds: dict[str, object] = {}
    for block in blocks:
        kind = _certain(block.get("type", NOT_WRITTEN), "type")
        if kind in kinds:
            raise Undecided(f"in which order the provider puts several principals of type {kind} is not known")
        kinds[kind] = _one_or_many(block.get("identifiers", NOT_WRITTEN), version)
    return "*" if kinds == {"*": "*"} else dict(sorted(kinds.items()))


def _conditions(blocks: Iterable[Mapping[str, Value]], version: str) -> object:
    tests: dict[str, dict[str, object]] = {}
    for block in blocks:
        test, variable = (_certain(block.get(name, NOT_WRITTEN), name) for name in ("test", "variable"))
        if variable in tests.setdefault(test, {}):
            raise Undecided(f"in which order the provider puts several conditions on {variable} is not known")
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
    unknown = [text for text in found if isinstance(text, Unknown)]
    if unknown:
        return unknown[0]
    listed = sorted({text for text in found if isinstance(text, str)}, reverse=True)
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
    raise Undecided("a list in it is none")


def _with_variables(text: str | Unknown, version: str) -> str | Unknown:
    """`&{aws:username}` is how a variable of the policy is written, beside Terraform's own `${ }`."""
    if isinstance(text, Unknown) or not version:
        return text
    if version == _OLD and "&{" in text:
        raise Undecided(f"a document of version {_OLD} has no variables", "write version 2012-10-17")
    return text.replace("&{", "${")


def _text(value: Value, otherwise: str = "") -> str | Unknown:
    """A string; `otherwise` where there is none, or an empty one."""
    match value:
        case Unknown():
            return value
        case Absent():
            return otherwise
        case Known(value=bool() as truth):
            return "true" if truth else "false"
        case Known(value=content) if not isinstance(content, tuple | Mapping):
            return str(content) or otherwise
    raise Undecided("a string in it is none")


def _certain(value: Value, name: str) -> str:
    found = _text(value)
    if isinstance(found, Unknown):
        raise Undecided(found.because, found.decides)
    if not found:
        raise Undecided(f"{name} is not written", f"write {name}")
    return found


def _texts(value: Value) -> Iterator[str]:
    """The documents in a list of them; null and empty ones are passed over."""
    found = _elements(value)
    for text in [found] if isinstance(found, Unknown) else found:
        if isinstance(text, Unknown):
            raise Undecided(text.because, text.decides)
        if text:
            yield text


def _blocks(value: Value) -> Iterator[Mapping[str, Value]]:
    match value:
        case Unknown():
            raise Undecided(value.because, value.decides)
        case Known(value=tuple() as items):
            for item in items:
                if not isinstance(item, Known) or not isinstance(item.value, Mapping):
                    raise Undecided(item.because if isinstance(item, Unknown) else "a block in it cannot be read")
                yield item.value
