"""Facts about the provider's own schema: arguments that it does not have, no longer or not yet, and what it refuses.

They are about what is written, and so about configurations: what a plan or a state has, the provider has taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.cognito.provider_schema import Argument, Body, Nested, Span, newest_release, schema_of
from tflint_cognito.cognito.releases import SOURCE, newest
from tflint_cognito.cognito.resource_types import COGNITO_PREFIX, CONSUMERS
from tflint_cognito.cognito.schema_conflicts import faults_between
from tflint_cognito.cognito.schema_values import NEWER, REFUSED, REMOVED, Fault, faults_of_value, said
from tflint_cognito.cognito.slips import meant
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.naming import name_before
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import DYNAMIC, SetOf
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

_TYPES: Final = tuple(
    sorted(name for name in PROVIDER.resource_types if name.startswith(COGNITO_PREFIX) or name in CONSUMERS)
)


def schema_faults(resource: Resource, architecture: Architecture) -> Value:
    """What is wrong with what is written, by the provider's schema. Each is a mapping of

    * kind: "refused" (an argument that no release has, a value of the wrong type or out of range, what is required and
      lacking, blocks too many, arguments that exclude each other), "newer" (an argument, a block or the type itself
      that the newest release which may be used does not have yet: the one in .terraform.lock.hcl, or else the newest
      that all version constraints allow), "removed" (what only older releases had);
    * certain: true, or unknown where it may be right after all: a value that is not known, or a name that is like none
      and may be newer than the table of releases.

    None of a plan or a state. Source: the schemas of the provider's releases, the validators in its source, the
    enumerations of AWS's API models.
    """
    if architecture.model.kind != "hcl":
        return NOT_WRITTEN
    faults = sorted(_Walk(resource, architecture).faults(), key=_place)
    return Known(tuple(map(_element, faults)), range=resource.range)


FACTS: Final = (Fact("schema_faults", _TYPES, "", "what the provider's schema says is {value}", schema_faults),)


def _element(fault: Fault) -> Known:
    parts: dict[str, Value] = {"@value": fault.value, "@words": string(fault.words), "kind": string(fault.kind)}
    if fault.attribute is not None:
        parts["@attribute"] = string(fault.attribute)
    parts["certain"] = boolean(True) if fault.doubt is None else fault.doubt
    return Known(parts, range=fault.range, trail=fault.value.trail)


def _place(fault: Fault) -> tuple[str, int]:
    return (fault.range.path, fault.range.begin) if fault.range is not None else ("", 0)


class _Walk:
    """Goes through what is written in one resource, beside its schema."""

    def __init__(self, resource: Resource, architecture: Architecture) -> None:
        self._resource = resource
        self._schema = schema_of(resource.type)
        self._newest = newest(architecture.model.pins.get(SOURCE))
        known = PROVIDER.resource_types.get(resource.type)
        self._sets = known.sets if known is not None else frozenset[str]()

    def faults(self) -> Iterator[Fault]:
        if self._schema is None:
            yield from self._beyond_the_table()
            return
        yield from self._not_yet(self._schema.since, self._resource.type, None, self._resource.range)
        yield from self._body(self._schema.body, self._resource.attributes, "", self._resource.range)
        yield from faults_between(self._resource)

    @property
    def _is_closed(self) -> bool:
        """Whether the table has all that the release in use has."""
        if self._schema is None or self._newest is None:
            return False
        return self._schema.oldest <= self._newest.release <= self._schema.newest

    def _beyond_the_table(self) -> Iterator[Fault]:
        if self._newest is not None and self._newest.release <= newest_release():
            words = f"{self._resource.type} needs a provider newer than {newest_release()}, and {self._newest.said}"
            yield Fault(NEWER, words, None, NOT_WRITTEN, self._resource.range)

    def _body(self, body: Body, values: Mapping[str, Value], path: str, header: Range | None) -> Iterator[Fault]:
        for name, value in values.items():
            if name in body.arguments:
                yield from self._argument(body.arguments[name], name, path + name, value)
            elif name in body.blocks:
                yield from self._nested(body.blocks[name], name, path + name, value)
            else:
                yield self._unheard_of(body, name, path + name, value)
        for name in _required(body):
            if name not in values:
                words = f"{said(path + name)} is required and not written"
                yield Fault(REFUSED, words, path + name, NOT_WRITTEN, header)

    def _unheard_of(self, body: Body, name: str, path: str, value: Value) -> Fault:
        """What is wrong with a name that no release has: a slip, or something newer than the table."""
        choices = [*(one for one, argument in body.arguments.items() if not argument.computed), *body.blocks]
        near = meant(name, choices)
        at = name_before(value.range, name)
        if near is not None:
            return Fault(REFUSED, f"the provider has no {said(path)} (did you mean {near}?)", path, value, at)
        if self._is_closed and self._newest is not None:
            return Fault(REFUSED, f"the provider has no {said(path)}, and {self._newest.said}", path, value, at)
        because = f"{path} is newer than provider {newest_release()}, or misspelt"
        unsure = Unknown(because, decides="correct it, or pin the provider's version")
        return Fault(REFUSED, because, path, value, at, unsure)

    def _not_yet(self, since: Span | None, words: str, path: str | None, range: Range | None) -> Iterator[Fault]:
        if since is None or self._newest is None or self._newest.release >= since.after:
            return
        needed = f"provider {since.after}" if since.is_exact else f"a provider newer than {since.before}"
        sentence = f"{said(words)} needs {needed}, and {self._newest.said}"
        unsure = None
        if self._newest.release > since.before:
            because = f"{words} came between provider {since.before} and {since.after}, and {self._newest.said}"
            unsure = Unknown(because, decides="use a newer release of the provider")
        yield Fault(NEWER, sentence, path, NOT_WRITTEN, range, unsure)

    def _no_longer(self, until: Span | None, path: str, value: Value, range: Range | None) -> Iterator[Fault]:
        if until is not None:
            when = f"in {until.after}" if until.is_exact else f"after {until.before}"
            yield Fault(REMOVED, f"{said(path)} was removed from the provider {when}", path, value, range)

    def _argument(self, argument: Argument, name: str, path: str, value: Value) -> Iterator[Fault]:
        at = name_before(value.range, name)
        yield from self._no_longer(argument.until, path, value, at)
        newer = list(self._not_yet(argument.since, path, path, at))
        yield from newer
        if newer:
            return
        if _is_header(value.range, name) and argument.type in ("string", "number", "bool", "map"):
            yield Fault(REFUSED, f"{said(path)} is an argument, not a block: it takes a =", path, value, at)
        elif argument.computed and not isinstance(value, Absent):
            unsure = doubt(value) if isinstance(value, Unknown) else None
            yield Fault(REFUSED, f"{said(path)} is worked out by the provider, not written", path, value, at, unsure)
        else:
            yield from faults_of_value(argument, path, value, self._is_closed, path not in self._sets)

    def _nested(self, nested: Nested, name: str, path: str, value: Value) -> Iterator[Fault]:
        yield from self._no_longer(nested.until, path, value, value.range)
        newer = list(self._not_yet(nested.since, path, path, value.range))
        yield from newer
        if newer:
            return
        at = name_before(value.range, name)
        if at != value.range:
            yield Fault(REFUSED, f"{said(path)} is a block, not an argument: it takes no =", path, value, at)
            return
        match value:
            case Known(value=tuple() as blocks, type=type) if type in (DYNAMIC, SetOf(DYNAMIC)):
                yield from self._counted(nested, len(blocks), path, value)
                yield from self._each(nested, blocks, path)
            case Unknown(parts=blocks):
                yield from self._each(nested, blocks, path)
                yield from self._hidden(nested.body, path, value)
            case Absent():
                yield from self._counted(nested, 0, path, value)

    def _counted(self, nested: Nested, count: int, path: str, value: Value) -> Iterator[Fault]:
        if nested.at_most is not None and count > nested.at_most:
            assert isinstance(value, Known) and isinstance(value.value, tuple)
            words = f"{count} blocks {said(path)} are written, and the provider takes {nested.at_most}"
            yield Fault(REFUSED, words, path, value, value.value[nested.at_most].range)
        elif count < nested.at_least:
            words = f"{count or 'no'} blocks {said(path)} are written, and the provider wants {nested.at_least}"
            yield Fault(REFUSED, words, path, value, value.range)

    def _each(self, nested: Nested, blocks: tuple[Value, ...], path: str) -> Iterator[Fault]:
        for index, block in enumerate(blocks):
            at = path if nested.at_most == 1 or path in self._sets else f"{path}[{index}]"
            match block:
                case Known(value=Mapping() as values):
                    yield from self._body(nested.body, values, f"{at}.", block.range)
                case Unknown():
                    yield from self._hidden(nested.body, at, block)

    def _hidden(self, body: Body, path: str, value: Unknown) -> Iterator[Fault]:
        """Blocks that nobody can see may have whatever can be wrong in them."""
        below = list(_below(body))
        yield Fault(REFUSED, value.because, path, value, value.range, doubt(value))
        if any(one.until is not None for one in below):
            yield Fault(REMOVED, value.because, path, value, value.range, doubt(value))
        if any(fault for one in below for fault in self._not_yet(one.since, path, path, value.range)):
            yield Fault(NEWER, value.because, path, value, value.range, doubt(value))


def _required(body: Body) -> Iterator[str]:
    """The arguments and blocks that must be written."""
    yield from (name for name, argument in body.arguments.items() if argument.required)
    yield from (name for name, nested in body.blocks.items() if nested.at_least)


def _below(body: Body) -> Iterator[Argument | Nested]:
    """All arguments and blocks in a body, at any depth."""
    yield from body.arguments.values()
    for nested in body.blocks.values():
        yield nested
        yield from _below(nested.body)


def _is_header(range: Range | None, name: str) -> bool:
    """Whether a value stands for blocks: their headers name them."""
    return range is not None and range.text in (name, f'dynamic "{name}"')
