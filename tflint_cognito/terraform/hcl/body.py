"""A file of configuration as bodies of attributes and blocks, opened piece by piece.

The readers (native syntax and JSON) build these; nothing below a block is split, and no expression parsed, before
someone asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.source import Range, Source

if TYPE_CHECKING:
    from tflint_cognito.terraform.hcl.syntax import Node


class Expression(NamedTuple):
    """An expression tree and the source that its offsets count in."""

    source: Source
    node: Node

    @property
    def range(self) -> Range:
        return Range(self.source, self.node.start, self.node.stop)


class Attribute:
    """`name = expression`. `expression` is parsed when first asked for; a broken one is `syntax.Broken`.

    JSON syntax does not tell an attribute from nested blocks: there `as_blocks` gives the same value read as blocks.
    """

    __slots__ = ("_blocks", "_expression", "_open", "_parse", "name", "range", "value_range")

    def __init__(
        self,
        name: str,
        range: Range,
        value_range: Range,
        parse: Callable[[], Expression],
        open: Callable[[], tuple[Block, ...]] | None = None,
    ) -> None:
        self.name = name
        self.range = range  # from the name to the end of the expression
        self.value_range = value_range
        self._parse = parse
        self._expression: Expression | None = None
        self._open = open
        self._blocks: tuple[Block, ...] | None = None

    @property
    def expression(self) -> Expression:
        if self._expression is None:
            self._expression = self._parse()
        return self._expression

    def as_blocks(self) -> tuple[Block, ...]:
        """The blocks that this is if the provider says that `name` is one; none in native syntax."""
        if self._blocks is None:
            self._blocks = self._open() if self._open else ()
        return self._blocks


class Block:
    """`type "label" { … }`. `header` is from the type to the last label; `range` the whole block."""

    __slots__ = ("_body", "_open", "header", "labels", "range", "type")

    def __init__(
        self, type: str, labels: tuple[str, ...], header: Range, range: Range, open: Callable[[], Body]
    ) -> None:
        self.type = type
        self.labels = labels
        self.header = header
        self.range = range
        self._open = open
        self._body: Body | None = None

    @property
    def body(self) -> Body:
        if self._body is None:
            self._body = self._open()
        return self._body


class Body:
    """The attributes, by name, and the blocks, in order, of one body."""

    __slots__ = ("attributes", "blocks")

    def __init__(self, attributes: Mapping[str, Attribute], blocks: tuple[Block, ...]) -> None:
        self.attributes = attributes
        self.blocks = blocks

    def of_type(self, type: str) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.type == type)


class File:
    """One file of configuration. `diagnostics` grows as more of it is opened and parsed."""

    __slots__ = ("body", "diagnostics", "source")

    def __init__(self, source: Source, body: Body, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.body = body
        self.diagnostics = diagnostics
