"""Reads configuration in Terraform's native syntax (.tf, .tofu, .tfvars), piece by piece, as it is asked for."""

from __future__ import annotations

from functools import partial

from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Attribute, Block, Body, Expression, File
from tflint_cognito.terraform.hcl.cache import TreeCache, Trees
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.literals import literal
from tflint_cognito.terraform.hcl.pieces import AttributePiece, BlockPiece, Pieces
from tflint_cognito.terraform.hcl.syntax import Node
from tflint_cognito.terraform.source import Range, Source

#: Longer texts are not read; nobody writes them, and a hostile one would keep us busy.
LONGEST = 10_000_000
#: Blocks inside each other beyond this depth are not opened.
DEEPEST_BLOCK = 100
#: Every level is read once more when it is opened. Beyond this depth (real files reach 25, where tools write them) no
#: more characters than this are opened in one file.
DEEP_BLOCK = 20
MOST_DEEP = 2_000_000


def read_native(source: Source, cache: TreeCache | None = None) -> File:
    """The file's attributes and blocks; blocks are opened and expressions parsed when asked for.

    What is wrong becomes an error in `File.diagnostics`, at the latest when its piece is opened, and the rest is read
    where that is sound: after an unclosed block from the next one that starts a line.
    """
    reader = _Reader(source, cache)
    return File(source, reader.file(), reader.diagnostics)


def parse_everything(file: File) -> None:
    """Opens every block and parses every expression, so that `diagnostics` lists all that is wrong with the file."""
    waiting = [file.body]
    while waiting:
        body = waiting.pop()
        for attribute in body.attributes.values():
            attribute.expression  # noqa: B018  # parses it
        waiting += [block.body for block in reversed(body.blocks)]
    file.diagnostics.sort(key=lambda diagnostic: diagnostic.range.begin if diagnostic.range else 0)


def parse_expression(source: Source) -> Expression:
    """A text that as a whole is one expression, such as the value of a variable on the command line.

    Raises SyntaxFault, with offsets into the source.
    """
    from tflint_cognito.terraform.hcl import grammar

    refuse_long(source)
    return Expression(source, grammar.parse_expression(source.text, 0, len(source.text), in_brackets=True))


def parse_template(source: Source) -> Expression:
    """A text that as a whole is a template, such as a file for templatefile. Raises SyntaxFault."""
    from tflint_cognito.terraform.hcl import grammar

    refuse_long(source)
    return Expression(source, grammar.parse_template(source.text, 0, len(source.text)))


def refuse_long(source: Source) -> None:
    if len(source.text) > LONGEST:
        raise SyntaxFault(f"the text is longer than {LONGEST:,} characters and is not read", 0, 0)


class _Reader:
    """Reads one file."""

    def __init__(self, source: Source, cache: TreeCache | None) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self._deep = 0
        self.trees = cache.trees(source.text) if cache else Trees()

    def file(self) -> Body:
        try:
            refuse_long(self.source)
        except SyntaxFault as fault:
            self._report(fault)
            return Body({}, ())
        pieces = self.trees.pieces(-1)
        if pieces is None:
            from tflint_cognito.terraform.hcl.splitter import split_file

            pieces = split_file(self.source.text)
            self._keep(-1, pieces)
        return self._body(pieces, 0)

    def _open(self, block: BlockPiece, depth: int) -> Body:
        if depth > DEEP_BLOCK:
            self._deep += block.body_stop - block.body_start
        if depth > DEEPEST_BLOCK or self._deep > MOST_DEEP:
            message = "blocks nest too deeply here to be read"
            self._report(SyntaxFault(message, block.start, block.header_stop))
            return Body({}, ())
        pieces = self.trees.pieces(block.body_start)
        if pieces is None:
            from tflint_cognito.terraform.hcl.splitter import split_body

            pieces = split_body(self.source.text, block.body_start, block.body_stop)
            self._keep(block.body_start, pieces)
        return self._body(pieces, depth)

    def _keep(self, start: int, pieces: Pieces) -> None:
        for fault in pieces.faults:
            self._report(fault)
        self.trees.keep_pieces(start, pieces)

    def _body(self, pieces: Pieces, depth: int) -> Body:
        attributes: dict[str, Attribute] = {}
        for piece in pieces.attributes:
            if first := attributes.get(piece.name):
                line = first.range.start.line
                message = f"{piece.name} is set twice; the first is in line {line}"
                self._report(SyntaxFault(message, piece.start, piece.start + len(piece.name)))
            else:
                attributes[piece.name] = self._attribute(piece)
        return Body(attributes, tuple(self._block(piece, depth + 1) for piece in pieces.blocks))

    def _attribute(self, piece: AttributePiece) -> Attribute:
        name, start, value_start, value_stop = piece
        whole, value = Range(self.source, start, value_stop), Range(self.source, value_start, value_stop)
        return Attribute(name, whole, value, partial(self._parse, value_start, value_stop))

    def _block(self, piece: BlockPiece, depth: int) -> Block:
        header = Range(self.source, piece.start, piece.header_stop)
        whole = Range(self.source, piece.start, piece.body_stop + 1)
        return Block(piece.type, piece.labels, header, whole, partial(self._open, piece, depth))

    def _parse(self, start: int, stop: int) -> Expression:
        return Expression(self.source, self._node(start, stop))

    def _node(self, start: int, stop: int) -> Node:
        text = self.source.text
        node = literal(text, start, stop) or self.trees.tree(start)
        if node is None:
            from tflint_cognito.terraform.hcl import grammar

            try:
                node = grammar.parse_expression(text, start, stop)
            except SyntaxFault as fault:
                self._report(fault)
                return syntax.Broken(start, stop, fault.message)
            self.trees.keep_tree(start, node)
        return node

    def _report(self, fault: SyntaxFault) -> None:
        self.diagnostics.append(Diagnostic("error", fault.message, Range(self.source, fault.start, fault.stop)))
