"""Splits one body of native syntax into its attributes and blocks, without parsing an expression or opening a block.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#structural-elements
"""

from __future__ import annotations

import re

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.hcl.escapes import ESCAPE, unescape
from tflint_cognito.terraform.hcl.fault import SyntaxFault, quoted
from tflint_cognito.terraform.hcl.lexis import BLANKS, COMMENT, HEREDOC, IDENTIFIER, is_identifier
from tflint_cognito.terraform.hcl.pieces import AttributePiece, BlockPiece, Pieces
from tflint_cognito.terraform.hcl.scanner import closing, expression_end, past


def split_file(text: str) -> Pieces:
    """The attributes and blocks at the top level of a file."""
    return _Splitter(text, 0, len(text), whole_file=True).split()


def split_body(text: str, start: int, stop: int) -> Pieces:
    """The attributes and blocks between the braces of a block: `start` after the opening one, `stop` at the closing."""
    return _Splitter(text, start, stop, whole_file=False).split()


#: So many faults of one body are reported; what follows is probably not HCL. It also keeps hostile input linear.
MOST_FAULTS = 20
#: So often reading goes on after something that is never closed; each time the rest of the file is read once more.
MOST_UNCLOSED = 5

_LABEL_STRING = r'"(?:[^"\\\r\n]++|\\[^\r\n])*+"'
_LINE_END = r"\r?\n|#|//"
_GAP = pattern(rf"(?:[ \t\n]++|\r\n|#[^\n]*+|//[^\n]*+|{COMMENT})*+")
_BLANKS = pattern(BLANKS)
_AT_LINE_END = pattern(rf"{BLANKS}(?:{_LINE_END}|\Z)")
_WORDS = rf"({IDENTIFIER})((?>{BLANKS}(?:{_LABEL_STRING}|{IDENTIFIER}))*+){BLANKS}"
_HEAD = pattern(rf"{_WORDS}(?:(\{{)|(=)(?![=>]))")
_LABEL = pattern(rf"{COMMENT}|({_LABEL_STRING}|{IDENTIFIER})")
_BRACE_ON_NEXT_LINE = pattern(rf"{_WORDS}\r?\n\s*+(\{{)")
_WORD = pattern(IDENTIFIER)
_LINE = pattern(r"[^\r\n]{0,80}")
_BAD_LABEL = pattern(rf"(?:[^\\$%]++|{ESCAPE}|\$\$\{{|%%\{{|[$%](?!\{{))*+(?P<fault>.)?", re.DOTALL)
#: Where reading goes on after a block that is never closed: the head of one of Terraform's blocks that starts a line.
_LANDMARK = pattern(
    r"^(?:resource|data|ephemeral|module|variable|output|locals|provider|terraform|moved|import|removed|check|action)"
    rf"(?>[ \t]+{_LABEL_STRING})*+[ \t]*\{{|(?P<heredoc>{HEREDOC.pattern})|{COMMENT}",
    re.MULTILINE,
)


class _Splitter:
    """One pass over one body."""

    def __init__(self, text: str, start: int, stop: int, whole_file: bool) -> None:
        self.text = text
        self.start = start
        self.stop = stop
        self.whole_file = whole_file
        self.attributes: list[AttributePiece] = []
        self.blocks: list[BlockPiece] = []
        self.faults: list[SyntaxFault] = []
        self.unclosed = 0

    def split(self) -> Pieces:
        if not self.whole_file and not _AT_LINE_END.match(self.text, self.start, self.stop):
            self._single_line()
        else:
            self._lines()
        return Pieces(tuple(self.attributes), tuple(self.blocks), tuple(self.faults))

    def _lines(self) -> None:
        offset = past(_GAP, self.text, self.start, self.stop)
        while offset < self.stop:
            try:
                offset = self._line_end(self._item(offset))
            except SyntaxFault as fault:
                self.faults.append(fault)
                offset = self._resume(offset)
            if len(self.faults) >= MOST_FAULTS:
                return
            offset = past(_GAP, self.text, offset, self.stop)

    def _single_line(self) -> None:
        """`{ name = expression }`: one attribute and no block."""
        offset = past(_BLANKS, self.text, self.start, self.stop)
        try:
            offset = self._item(offset)
            if self.blocks:
                raise SyntaxFault("a block inside another stands on a line of its own", self.blocks[0].start, offset)
            if past(_BLANKS, self.text, offset, self.stop) < self.stop:
                raise SyntaxFault("a block on one line ends on that line, after one argument", offset, offset + 1)
        except SyntaxFault as fault:
            self.faults.append(fault)
            if past(_GAP, self.text, offset, self.stop) < self.stop and self.attributes:
                self.start = offset
                self._lines()

    def _item(self, offset: int) -> int:
        """Takes the attribute or block at `offset`; returns the offset after it."""
        head = _HEAD.match(self.text, offset, self.stop)
        if head is None:
            head = self._brace_on_next_line(offset)
        if not is_identifier(head[1]):
            raise SyntaxFault("this is not a name", offset, head.end(1))
        if head[3]:
            return self._block(head)
        if head[2]:
            raise SyntaxFault("a block has no = before its {, and an argument no label", offset, head.end(2))
        return self._attribute(head)

    def _attribute(self, head: re.Match[str]) -> int:
        text = self.text
        start = past(_BLANKS, text, head.end(), self.stop)
        end = stop = expression_end(text, start, self.stop)
        if text.startswith("\r\n", end - 1):
            stop -= 1
        while stop > start and text[stop - 1] in " \t":
            stop -= 1
        self.attributes.append(AttributePiece(head[1], head.start(), start, stop))
        return end

    def _block(self, head: re.Match[str]) -> int:
        try:
            after = closing(self.text, head.end() - 1, self.stop)
        except SyntaxFault as fault:
            if fault.start != head.end() - 1:
                raise
            name = " ".join(head[0][:-1].split())
            raise SyntaxFault(f"this block is never closed: {quoted(name)}", head.start(), head.end()) from None
        header_stop = head.end(2) if head[2] else head.end(1)
        labels = tuple(self._labels(head.start(2), header_stop)) if head[2] else ()
        self.blocks.append(BlockPiece(head[1], labels, head.start(), header_stop, head.end(), after - 1))
        return after

    def _labels(self, offset: int, stop: int) -> list[str]:
        labels = []
        for label in _LABEL.finditer(self.text, offset, stop):
            if label[1] is None:
                continue
            if label[1][0] != '"':
                if not is_identifier(label[1]):
                    raise SyntaxFault("this is not a name", label.start(), label.end())
                labels.append(label[1])
                continue
            self._check_label(label.start() + 1, label.end() - 1)
            labels.append(unescape(label[1][1:-1], quoted=True))
        return labels

    def _check_label(self, start: int, stop: int) -> None:
        bad = _BAD_LABEL.match(self.text, start, stop)
        if bad and bad["fault"]:
            what = "backslash escape" if bad["fault"] == "\\" else "template"
            self.faults.append(SyntaxFault(f"the label of a block holds no such {what}", bad.start("fault"), stop))

    def _line_end(self, offset: int) -> int:
        """Checks that a line ends after an item; the closing brace of the body is no line end."""
        at_line_end = _AT_LINE_END.match(self.text, offset, self.stop)
        offset = past(_BLANKS, self.text, offset, self.stop)
        if at_line_end and (self.whole_file or offset < self.stop):
            return offset
        what = quoted(self.text[offset : offset + 1])
        self.faults.append(SyntaxFault(f"a new line is missing before {what}", offset, offset + 1))
        return offset

    def _brace_on_next_line(self, offset: int) -> re.Match[str]:
        """What is not the head of anything: mostly a fault; a brace one line late is read as what was meant."""
        head = _BRACE_ON_NEXT_LINE.match(self.text, offset, self.stop)
        if head is None:
            raise self._not_an_item(offset)
        self.faults.append(SyntaxFault("the { of a block stands on the line of its name", head.start(3), head.end()))
        return head

    def _not_an_item(self, offset: int) -> SyntaxFault:
        text = self.text
        end = past(_LINE, text, offset, self.stop)
        if text.startswith(("<<<<<<<", "=======", ">>>>>>>"), offset):
            return SyntaxFault("a merge conflict is not resolved here", offset, end)
        if text[offset] == '"':
            return SyntaxFault("the name of an argument stands without quotes", offset, end)
        if text[offset] in ")]}":
            return SyntaxFault(f"this {text[offset]} closes nothing", offset, offset + 1)
        if text.startswith("/*", offset):
            return SyntaxFault("this comment is never closed", offset, offset + 2)
        word = _WORD.match(text, offset, self.stop)
        if word is None or not is_identifier(word[0]):
            what = quoted(text[offset])
            return SyntaxFault(f"an argument or a block is expected here, not {what}", offset, offset + 1)
        return SyntaxFault("this line is neither an argument (with =) nor a block (with {)", offset, end)

    def _resume(self, offset: int) -> int:
        """Where to go on after a fault at `offset`: the next line, or past an unclosed block its next landmark."""
        try:
            after = expression_end(self.text, offset, self.stop)
        except SyntaxFault:
            return self._landmark(offset) if self.whole_file else self.stop
        return after if after > offset else offset + 1

    def _landmark(self, offset: int) -> int:
        """The next head of a block of Terraform that starts a line, and is not the text of a heredoc or a comment."""
        text = self.text
        self.unclosed += 1
        if self.unclosed > MOST_UNCLOSED:
            return self.stop
        offset = text.find("\n", offset, self.stop)
        while 0 <= offset < self.stop and (found := _LANDMARK.search(text, offset, self.stop)):
            if not found["heredoc"]:
                if text[found.start()] != "/":
                    return found.start()
                offset = found.end()
                continue
            try:
                offset = closing(text, found.start(), self.stop)
            except SyntaxFault:
                offset = found.end()
                self.unclosed += 1
                if self.unclosed > MOST_UNCLOSED:
                    return self.stop
        return self.stop
