"""What a body is made of before any of it is opened: the splitter finds it, the cache keeps it, the reader opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tflint_cognito.terraform.hcl.fault import SyntaxFault


class AttributePiece(NamedTuple):
    """`name = expression`, by offsets."""

    name: str
    start: int
    value_start: int
    value_stop: int


class BlockPiece(NamedTuple):
    """`type "label" { body }`, by offsets; the closing brace stands at `body_stop`."""

    type: str
    labels: tuple[str, ...]
    start: int
    header_stop: int
    body_start: int
    body_stop: int


class Pieces(NamedTuple):
    """What one body is made of, in order of the text, and what is wrong with it."""

    attributes: tuple[AttributePiece, ...]
    blocks: tuple[BlockPiece, ...]
    faults: tuple[SyntaxFault, ...]
