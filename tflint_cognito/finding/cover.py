"""What a comment is about: the attribute on its line, the one line of it, or the block that it stands in or above."""

from __future__ import annotations

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.hcl.body import Attribute, Block, Body
from tflint_cognito.terraform.source import Range, Source


@dataclass(frozen=True, slots=True)
class Cover:
    """`span` is the text that a comment is about, `block` the block at the top of the file around that text."""

    span: Range
    block: Block

    def holds(self, place: Range | None) -> bool:
        """Whether `place` begins in the span. By path and text, because every root module may read the file anew, and a
        binary plan has it as it was."""
        if place is None or place.path != self.span.path or place.source.text != self.span.source.text:
            return False
        return self.span.begin <= place.begin < self.span.stop


def cover(comment: Range, body: Body) -> Cover | None:
    """What `comment` is about, in the file that is `body`; None where it is about nothing.

    Beside something on its line: the attribute there (on its first or last line), that one line of a longer attribute,
    or the block that opens or closes there. Alone on its line: the block around it, the next line of an attribute
    around it, or the block whose header follows.
    """
    code = _beside(comment)
    blocks = _around(body, comment.begin if code is None else code)
    if not blocks:
        return _below(comment, body) if code is None else None
    inner = blocks[-1]
    attribute = _attribute(inner, comment.begin if code is None else code)
    if attribute is None:
        return Cover(inner.range, blocks[0])
    number = comment.start.line
    if code is None:
        return Cover(_line(comment.source, number + 1), blocks[0])
    whole = number in (attribute.range.start.line, attribute.range.end.line)
    return Cover(attribute.range if whole else _line(comment.source, number), blocks[0])


def _beside(comment: Range) -> int | None:
    """The offset of the code nearest to a comment on its line: before it, or else after it."""
    text = comment.source.text
    start = text.rfind("\n", 0, comment.begin) + 1
    before = text[start : comment.begin].rstrip()
    if before:
        return start + len(before) - 1
    end = text.find("\n", comment.stop)
    after = text[comment.stop : end if end >= 0 else len(text)]
    rest = after.lstrip()
    return comment.stop + len(after) - len(rest) if rest else None


def _around(body: Body, offset: int) -> list[Block]:
    """The blocks that `offset` lies in, the outermost first."""
    for block in body.blocks:
        if block.range.begin <= offset < block.range.stop:
            return [block, *_around(block.body, offset)]
    return []


def _attribute(block: Block, offset: int) -> Attribute | None:
    found = (each for each in block.body.attributes.values() if each.range.begin <= offset < each.range.stop)
    return next(found, None)


def _below(comment: Range, body: Body) -> Cover | None:
    """The block whose header is on the next line that is no comment."""
    number = comment.end.line + 1
    while comment.source.line(number).lstrip().startswith(("#", "//")):
        number += 1
    found = (block for block in body.blocks if block.range.start.line == number)
    return next((Cover(block.range, block) for block in found), None)


def _line(source: Source, number: int) -> Range:
    starts = source.line_starts
    if number > len(starts):
        return Range(source, len(source.text), len(source.text))
    return Range(source, starts[number - 1], starts[number] if number < len(starts) else len(source.text))
