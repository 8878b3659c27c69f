"""The syntax of HCL: expressions as trees, bodies as attributes and blocks.

Nodes are named tuples of offsets into their source (cheap to make, to match on and to cache). They hold structure only:
the text of a string or number is read from the source when it is evaluated, so that no cache ever holds a secret.
https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Word(NamedTuple):
    """A bare identifier as the key of an object: `a` in `{ a = 1 }`, or as the placeholder of a keyword."""

    start: int
    stop: int


class Constant(NamedTuple):
    """`true`, `false` or `null`."""

    start: int
    stop: int
    value: bool | None


class Number(NamedTuple):
    """A number; its digits stand in the source."""

    start: int
    stop: int


class Text(NamedTuple):
    """A run of literal text inside a template. `quoted`: backslash escapes count; else (heredoc) only $${ and %%{."""

    start: int
    stop: int
    quoted: bool


class Verbatim(NamedTuple):
    """Literal text that does not stand in the source as it is: a JSON string with escapes. Never cached."""

    start: int
    stop: int
    text: str


class Template(NamedTuple):
    """A quoted string or heredoc. Parts are in order; stripping by ~ and by <<- is already applied to the texts.

    A quoted template whose only part is an expression has the value of that expression, of any type.
    """

    start: int
    stop: int
    parts: tuple[Part, ...]


class TemplateIf(NamedTuple):
    start: int
    stop: int
    condition: Node
    then: tuple[Part, ...]
    otherwise: tuple[Part, ...]


class TemplateFor(NamedTuple):
    start: int
    stop: int
    key: str | None
    value: str
    collection: Node
    body: tuple[Part, ...]


class Tuple(NamedTuple):
    start: int
    stop: int
    items: tuple[Node, ...]


class Object(NamedTuple):
    start: int
    stop: int
    items: tuple[tuple[Node, Node], ...]


class Variable(NamedTuple):
    """The first name of a traversal: `var` in `var.flows[0]`, or a name that `for` binds."""

    start: int
    stop: int
    name: str


class Attribute(NamedTuple):
    """`object.name`."""

    start: int
    stop: int
    object: Node
    name: str


class Index(NamedTuple):
    """`object[key]`, and the legacy `object.0`."""

    start: int
    stop: int
    object: Node
    key: Node


class Item(NamedTuple):
    """Inside the body of a splat: the element at hand."""

    start: int
    stop: int


class Splat(NamedTuple):
    """`object[*].name` or `object.*.name`; `body` is what is done with each `Item`."""

    start: int
    stop: int
    object: Node
    body: Node


class Unary(NamedTuple):
    start: int
    stop: int
    operator: str  # "-" | "!"
    operand: Node


class Binary(NamedTuple):
    start: int
    stop: int
    operator: str  # || && == != < > <= >= + - * / %
    left: Node
    right: Node


class Conditional(NamedTuple):
    start: int
    stop: int
    condition: Node
    yes: Node
    no: Node


class Call(NamedTuple):
    """A function call; `expand`: the last argument ends in `...`. Names may be `provider::aws::arn_parse`."""

    start: int
    stop: int
    name: str
    arguments: tuple[Node, ...]
    expand: bool


class ForTuple(NamedTuple):
    start: int
    stop: int
    key: str | None
    value: str
    collection: Node
    result: Node
    condition: Node | None


class ForObject(NamedTuple):
    start: int
    stop: int
    key: str | None
    value: str
    collection: Node
    result_key: Node
    result: Node
    condition: Node | None
    grouping: bool


class Parentheses(NamedTuple):
    start: int
    stop: int
    expression: Node


class Broken(NamedTuple):
    """An expression that could not be parsed; a diagnostic has been given."""

    start: int
    stop: int
    message: str


Node: TypeAlias = (
    Word | Constant | Number | Verbatim | Template | Tuple | Object | Variable | Attribute | Index | Item | Splat
    | Unary | Binary | Conditional | Call | ForTuple | ForObject | Parentheses | Broken
)  # fmt: skip
Part: TypeAlias = Text | Verbatim | TemplateIf | TemplateFor | Node
