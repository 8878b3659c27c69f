"""csvdecode, as Go's encoding/csv reads: RFC 4180, strict about quotes."""

from __future__ import annotations

from collections.abc import Iterator

from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, go_quote, text
from tflint_cognito.terraform.types import DYNAMIC, STRING, ListOf, ObjectOf, Type
from tflint_cognito.terraform.values import Known, Value


def csvdecode_type(content: Value) -> Type:
    if not isinstance(content, Known):
        return DYNAMIC
    return ListOf(ObjectOf(dict.fromkeys(sorted(_header(str(content.value))), STRING)))


def csvdecode(call: Invocation, content: Value) -> Value:
    if not isinstance(content, Known):
        return call.unknown(content)
    names = _header(str(content.value))
    assert isinstance(call.type, ListOf)
    rows: list[Value] = []
    for line, record in list(_records(str(content.value)))[1:]:
        if len(record) != len(names):
            raise Failure(f"CSV parse error on line {line}: wrong number of fields")
        cells = dict(zip(names, record, strict=True))
        rows.append(Known({name: text(cells[name]) for name in sorted(cells)}, call.type.element))
    call.budget.check_size(elements=len(rows) * len(names))
    return Known(tuple(rows), call.type)


def _header(content: str) -> list[str]:
    first = next(_records(content), None)
    if first is None:
        raise Failure("missing header line")
    _, names = first
    for index, name in enumerate(names):
        if name in names[:index]:
            raise Failure(f"duplicate column name {go_quote(name)}")
    return names


def _records(content: str) -> Iterator[tuple[int, list[str]]]:
    """The records with the line that each starts on. Lines with nothing in them are skipped."""
    lines = content.replace("\r\n", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    lines[-1:] = [line.removesuffix("\r") for line in lines[-1:]]
    at = 0
    while at < len(lines):
        start = at
        if not lines[at]:
            at += 1
            continue
        fields, at = _record(lines, at)
        yield start + 1, fields


def _record(lines: list[str], at: int) -> tuple[list[str], int]:
    """The fields of the record that starts at line `at`, and the line behind it."""
    fields: list[str] = []
    rest = lines[at]
    while True:
        if not rest.startswith('"'):
            field, comma, rest = rest.partition(",")
            if '"' in field:
                raise Failure(f'CSV parse error on line {at + 1}: bare " in non-quoted-field')
        else:
            field, comma, rest, at = _quoted(rest[1:], lines, at)
        fields.append(field)
        if not comma:
            return fields, at + 1


def _quoted(rest: str, lines: list[str], at: int) -> tuple[str, str, str, int]:
    """A quoted field from behind its first quote: the field, the comma behind it, the rest of the line, the line."""
    field, start = "", at
    while True:
        inside, quote, rest = rest.partition('"')
        field += inside
        if not quote:
            at += 1
            if at >= len(lines):
                raise Failure(f'CSV parse error on line {start + 1}: extraneous or missing " in quoted-field')
            field, rest = field + "\n", lines[at]
        elif rest.startswith('"'):
            field, rest = field + '"', rest[1:]
        elif not rest or rest.startswith(","):
            return field, rest[:1], rest[1:], at
        else:
            raise Failure(f'CSV parse error on line {at + 1}: extraneous or missing " in quoted-field')
