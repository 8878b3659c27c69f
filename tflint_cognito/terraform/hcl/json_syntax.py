"""Reads configuration in Terraform's JSON syntax (.tf.json, .tofu.json).

https://developer.hashicorp.com/terraform/language/syntax/json

The blocks of Terraform itself come out as blocks, as from native syntax: `resource`, `lifecycle`, `dynamic` and so on.
Of what else a resource holds, JSON does not say whether it is an argument or a nested block: only the provider's schema
does. All of it is in `attributes`, where a nested block is an object or a list of objects. A consumer that knows `name`
to be a block takes `body.attributes[name].as_blocks()` instead of the expression.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.hcl.body import Attribute, Block, Body, Expression, File
from tflint_cognito.terraform.hcl.fault import SyntaxFault, quoted
from tflint_cognito.terraform.hcl.json_expression import JsonExpressions, Strings
from tflint_cognito.terraform.hcl.json_text import (
    JsonArray,
    JsonConstant,
    JsonObject,
    JsonString,
    JsonValue,
    read_json_text,
)
from tflint_cognito.terraform.hcl.native import refuse_long
from tflint_cognito.terraform.hcl.syntax import Broken
from tflint_cognito.terraform.source import Range, Source


def read_json(source: Source) -> File:
    """The file's blocks. A text that is no JSON gives an error in `File.diagnostics` and an empty body."""
    reader = JsonReader(source)
    return File(source, reader.file(_FILE), reader.diagnostics)


def read_json_values(source: Source) -> File:
    """A file of plain values by name, as .tfvars.json is: nothing in its strings is an expression."""
    reader = JsonReader(source)
    return File(source, reader.file(Shape(strings=Strings.LITERAL)), reader.diagnostics)


def _may_be_block(value: JsonValue) -> bool:
    """Whether a value can be the content of a block: an object, or several that count as one."""
    if isinstance(value, JsonArray):
        return all(map(_may_be_block, value.items))
    return isinstance(value, JsonObject)


@dataclass(slots=True, kw_only=True)
class Shape:
    """What is known of a kind of body: its blocks, by type, and what its strings are."""

    labels: int = 0
    blocks: dict[str, Shape] = field(default_factory=dict)
    strings: Strings = Strings.TEMPLATES
    #: Attributes whose strings are something else.
    exceptions: dict[str, Strings] = field(default_factory=dict)
    #: Whether all that it may hold are `blocks`.
    closed: bool = False


def _expressions(*names: str) -> dict[str, Strings]:
    return dict.fromkeys(names, Strings.EXPRESSIONS)


def _literals(*names: str) -> dict[str, Strings]:
    return dict.fromkeys(names, Strings.LITERAL)


_PLAIN = Shape()
_LITERAL = Shape(strings=Strings.LITERAL)
_CONTENT = Shape()
_DYNAMIC = Shape(labels=1, blocks={"content": _CONTENT}, exceptions=_expressions("iterator"))
_CONTENT.blocks["dynamic"] = _DYNAMIC
_CONDITIONS = {"precondition": _PLAIN, "postcondition": _PLAIN}
_LIFECYCLE = Shape(blocks=_CONDITIONS, exceptions=_expressions("ignore_changes", "replace_triggered_by"))
_RESOURCE = Shape(
    labels=2,
    blocks={
        "lifecycle": _LIFECYCLE,
        "connection": _PLAIN,
        "provisioner": Shape(labels=1, blocks={"connection": _PLAIN}),
        "dynamic": _DYNAMIC,
    },
    exceptions=_expressions("provider", "depends_on"),
)
_FILE = Shape(
    closed=True,
    blocks={
        "resource": _RESOURCE,
        "data": _RESOURCE,
        "ephemeral": _RESOURCE,
        "module": Shape(
            labels=1,
            exceptions=_expressions("providers", "depends_on") | _literals("source", "version"),
        ),
        "variable": Shape(
            labels=1, blocks={"validation": _PLAIN}, strings=Strings.LITERAL, exceptions=_expressions("type")
        ),
        "output": Shape(
            labels=1,
            blocks={"precondition": _PLAIN},
            exceptions=_expressions("depends_on") | _literals("description"),
        ),
        "locals": _PLAIN,
        "provider": Shape(labels=1, exceptions=_literals("alias", "version")),
        "terraform": Shape(
            blocks={
                "required_providers": _LITERAL,
                "backend": Shape(labels=1, strings=Strings.LITERAL),
                "cloud": Shape(blocks={"workspaces": _LITERAL}, strings=Strings.LITERAL),
                "provider_meta": Shape(labels=1),
            },
            strings=Strings.LITERAL,
        ),
        "moved": Shape(exceptions=_expressions("from", "to")),
        "import": Shape(exceptions=_expressions("to", "provider")),
        "removed": Shape(blocks={"lifecycle": _LIFECYCLE}, exceptions=_expressions("from")),
        "check": Shape(labels=1, blocks={"data": _RESOURCE, "assert": _PLAIN}),
    },
)


class JsonReader:
    """Reads one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.expressions = JsonExpressions(source.text, self._report)

    def file(self, shape: Shape) -> Body:
        try:
            refuse_long(self.source)
            root = read_json_text(self.source.text)
        except SyntaxFault as fault:
            self._report(fault)
            return Body({}, ())
        if isinstance(root, JsonConstant):
            self._report(SyntaxFault("an object is expected here", root.start, root.stop))
            return Body({}, ())
        return self._body(root, shape)

    def _body(self, value: JsonValue, shape: Shape) -> Body:
        """A body: an object, or an array of objects that count as one."""
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        for name, member in self._members(value):
            if name.value in shape.blocks:
                blocks += self._blocks(name.value, (), name, member, shape.blocks[name.value])
            elif name.value == "//":
                continue  # a comment
            elif shape.closed:
                message = f"{quoted(name.value)} is no kind of block that Terraform has; it is left out"
                self._report(SyntaxFault(message, name.start, name.stop), "warning")
            elif first := attributes.get(name.value):
                attributes[name.value] = self._twice(first, self._attribute(name, member, shape))
            else:
                attributes[name.value] = self._attribute(name, member, shape)
        return Body(attributes, tuple(blocks))

    def _members(self, value: JsonValue) -> Iterator[tuple[JsonString, JsonValue]]:
        match value:
            case JsonObject(_, _, members):
                yield from members
            case JsonArray(_, _, items):
                for item in items:
                    yield from self._members(item)
            case JsonConstant(_, _, None):
                return
            case _:
                self._report(SyntaxFault("an object is expected here", value.start, value.stop))

    def _blocks(
        self, type: str, labels: tuple[str, ...], name: JsonString, value: JsonValue, shape: Shape
    ) -> Iterator[Block]:
        """The blocks of a type, below the labels that have been read; `name` is the last of them, or the type."""
        if len(labels) < shape.labels:
            members = list(self._members(value))
            if not members:
                self._report(SyntaxFault(f"a {type} block needs a name here", value.start, value.stop))
            for label, member in members:
                if label.value != "//" or not isinstance(member, JsonString):
                    yield from self._blocks(type, (*labels, label.value), label, member, shape)
            return
        match value:
            case JsonObject():
                yield self._block(type, labels, Range(self.source, name.start, name.stop), value, shape)
            case JsonArray(_, _, items):
                for item in items:
                    brace = Range(self.source, item.start, item.start + 1)
                    yield self._block(type, labels, brace, item, shape)
            case JsonConstant(_, _, None):
                return
            case _:
                message = f"an object is expected here, the content of a {type} block"
                self._report(SyntaxFault(message, value.start, value.stop))

    def _block(self, type: str, labels: tuple[str, ...], header: Range, value: JsonValue, shape: Shape) -> Block:
        whole = Range(self.source, value.start, value.stop)
        return Block(type, labels, header, whole, partial(self._body, value, shape))

    def _attribute(self, name: JsonString, value: JsonValue, shape: Shape) -> Attribute:
        strings = shape.exceptions.get(name.value, shape.strings)
        return Attribute(
            name.value,
            Range(self.source, name.start, value.stop),
            Range(self.source, value.start, value.stop),
            partial(self._expression, value, strings),
            partial(self._nested, name, value) if shape.strings is Strings.TEMPLATES else None,
        )

    def _twice(self, first: Attribute, second: Attribute) -> Attribute:
        """What stands for two of one name: nested blocks, if both may be; as an argument it is wrong, and unknown."""
        message = f"{quoted(first.name)} is set twice; the first is in line {first.range.start.line}"
        blocks = (*first.as_blocks(), *second.as_blocks())
        if not first.as_blocks() or not second.as_blocks():
            start = second.range.begin
            self._report(SyntaxFault(message, start, start + len(first.name) + 2))
            return first
        broken = Expression(self.source, Broken(first.value_range.begin, first.value_range.stop, message))
        return Attribute(first.name, first.range, first.value_range, lambda: broken, lambda: blocks)

    def _expression(self, value: JsonValue, strings: Strings) -> Expression:
        return Expression(self.source, self.expressions.node(value, strings))

    def _nested(self, name: JsonString, value: JsonValue) -> tuple[Block, ...]:
        items = value.items if isinstance(value, JsonArray) else (value,)
        if not all(_may_be_block(item) for item in items):
            return ()
        return tuple(self._blocks(name.value, (), name, value, _CONTENT))

    def _report(self, fault: SyntaxFault, severity: str = "error") -> None:
        self.diagnostics.append(Diagnostic(severity, fault.message, Range(self.source, fault.start, fault.stop)))
