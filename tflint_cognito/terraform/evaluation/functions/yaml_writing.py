"""yamlencode: what libyaml's emitter makes of a value, as go-cty-yaml's does, which was ported from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, text
from tflint_cognito.terraform.evaluation.numerals import number_text
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, is_whole

if TYPE_CHECKING:
    from yaml.events import Event


def yamlencode(call: Invocation, value: Value) -> Value:
    if not is_whole(value):
        return call.unknown(value)
    import yaml

    if not yaml.__with_libyaml__:
        return call.unforeseeable("yamlencode needs PyYAML with libyaml, which is not installed", "lint the plan")
    written = yaml.emit(_document(value), Dumper=yaml.CSafeDumper, allow_unicode=True)
    written = written.removesuffix("...\n") if written.endswith("\n...\n") else written
    if not isinstance(value, Known) or isinstance(value.value, bool | int | Decimal):
        written += "...\n"  # versions of libyaml differ in when they write this mark
    call.budget.check_size(characters=len(written))
    return text(written)


def _document(value: Value) -> Iterator[Event]:
    from yaml import events

    yield events.StreamStartEvent()
    yield events.DocumentStartEvent(explicit=False)
    yield from _events(value)
    yield events.DocumentEndEvent(explicit=False)
    yield events.StreamEndEvent()


def _events(value: Value) -> Iterator[Event]:
    from yaml import events

    match value:
        case Known(value=tuple() as elements):
            yield events.SequenceStartEvent(None, None, implicit=True, flow_style=False)
            for element in elements:
                yield from _events(element)
            yield events.SequenceEndEvent()
        case Known(value=Mapping() as entries):
            yield events.MappingStartEvent(None, None, implicit=True, flow_style=False)
            for key in sorted(entries):
                yield _string(key)
                yield from _events(entries[key])
            yield events.MappingEndEvent()
        case Known(value=str() as content):
            yield _string(content)
        case _:
            yield events.ScalarEvent(None, None, (True, True), _plain(value))


def _string(content: str) -> Event:
    """Quoted, so that it cannot be taken for anything else; of several lines, as a block."""
    from yaml import events

    return events.ScalarEvent(None, None, (True, True), content, style="|" if "\n" in content else '"')


def _plain(value: Value) -> str:
    match value:
        case Known(value=bool() as truth):
            return "true" if truth else "false"
        case Known(value=int() | Decimal() as amount):
            return number_text(amount)
        case Absent():
            return "null"
        case Known() | Unknown():
            raise Failure("cannot serialize unknown value as YAML")
