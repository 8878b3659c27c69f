"""Where a new argument goes in a block, laid out as `terraform fmt` would have it."""

from __future__ import annotations

from functools import lru_cache

from tflint_cognito.finding.finding import Edit
from tflint_cognito.terraform.hcl.body import Attribute, Block, Body
from tflint_cognito.terraform.hcl.native import read_native
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Range, Source

INDENT = "  "


def insertion(resource: Resource, path: str, text: str) -> Edit | None:
    """An edit that adds `path = text` to the block of `resource`; None where that has no plain place."""
    if resource.range is None or resource.range.path.endswith(".json"):
        return None
    block = _block_at(resource.range)
    *outer, name = path.split(".")
    while block is not None and outer:
        inner = block.body.of_type(outer[0])
        if not inner:
            return _add(block, _nested(outer, name, text))
        block = inner[0] if len(inner) == 1 else None
        outer = outer[1:]
    return _add(block, [(name, text)]) if block is not None else None


def _block_at(header: Range) -> Block | None:
    return next((block for block in _blocks(header.source) if block.range.begin == header.begin), None)


@lru_cache(maxsize=32)
def _blocks(source: Source) -> tuple[Block, ...]:
    return read_native(source).body.blocks


#: Lines to add: an argument and its value, or a line as it is.
Lines = list[tuple[str, str] | str]


def _nested(outer: list[str], name: str, text: str) -> Lines:
    lines: Lines = ["", *(f"{INDENT * depth}{type} {{" for depth, type in enumerate(outer))]
    lines.append(f"{INDENT * len(outer)}{name} = {text}")
    lines.extend(f"{INDENT * depth}}}" for depth in reversed(range(len(outer))))
    return lines


def _add(block: Block, lines: Lines) -> Edit | None:
    source = block.range.source
    if source.position(block.range.begin).line == source.position(block.range.stop).line:
        return None  # a block on one line holds one argument at most
    indent = _indent(source, block) + INDENT
    last = _last_argument(block.body) if not isinstance(lines[0], str) else None
    at = _line_end(source, last.range.stop if last is not None else _last(block))
    newline = "\r\n" if "\r\n" in source.text else "\n"
    added = "".join(newline + (indent + _laid_out(line, last) if line else "") for line in lines)
    return Edit(Range(source, at, at), added)


def _laid_out(line: tuple[str, str] | str, neighbour: Attribute | None) -> str:
    if isinstance(line, str):
        return line
    name, text = line
    width = 0
    if neighbour is not None:  # keep the column of the equals sign that the line above has
        between = neighbour.range.source.text[neighbour.range.begin : neighbour.value_range.begin]
        width = between.find("=") - 1
    return f"{name:<{max(width, 0)}} = {text}"


def _last_argument(body: Body) -> Attribute | None:
    return max(body.attributes.values(), key=lambda attribute: attribute.range.stop, default=None)


def _last(block: Block) -> int:
    """Where the last thing in a block ends; for an empty one, its opening brace."""
    ends = [*(a.range.stop for a in block.body.attributes.values()), *(b.range.stop for b in block.body.blocks)]
    return max(ends, default=block.range.source.text.index("{", block.header.stop) + 1)


def _line_end(source: Source, offset: int) -> int:
    end = source.text.find("\n", offset)
    end = len(source.text) if end < 0 else end
    return end - 1 if source.text[end - 1 : end] == "\r" else end


def _indent(source: Source, block: Block) -> str:
    start = source.line_starts[source.position(block.range.begin).line - 1]
    line = source.text[start : block.range.begin]
    return line if not line.strip() else ""
