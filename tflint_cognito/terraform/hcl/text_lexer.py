"""The literal text of expressions as tokens: quoted strings, heredocs, bare templates."""

from __future__ import annotations

import re

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.hcl.escapes import ESCAPE
from tflint_cognito.terraform.hcl.fault import SyntaxFault, quoted
from tflint_cognito.terraform.hcl.lexis import ANY_BLANKS, HEREDOC, IDENTIFIER, SPACE
from tflint_cognito.terraform.hcl.scanner import past
from tflint_cognito.terraform.hcl.tokens import DEEPEST, DIRECTIVES, Frame, Token

_QUOTED_RUN = pattern(rf'(?:[^"\\$%\r\n]++|{ESCAPE}|\$\$\{{|%%\{{|[$%](?!\{{))*+')
_HEREDOC_RUN = pattern(r"(?:[^$%\r\n]++|\r(?=\n)|\$\$\{|%%\{|[$%](?!\{))*+\n?")
_BARE_RUN = pattern(r"(?:[^$%\n]++|\$\$\{|%%\{|[$%](?!\{))*+\n?")
_SEQUENCE = pattern(rf"([$%])\{{~?(?:{ANY_BLANKS}({IDENTIFIER}))?")


class TextLexer:
    """The state of a pass over an expression, and the steps of it that read text."""

    def __init__(self, text: str, start: int, stop: int, frame: Frame) -> None:
        self.text = text
        self.offset = start
        self.stop = stop
        self.frames = [frame]
        self.result: list[Token] = []
        self.operand = False  # what was read last could be a whole operand
        self.last = ""  # the type of the last token; "ATTRIBUTE" for the name after a dot

    def add(self, type: str, start: int, stop: int) -> None:
        self.result.append(Token(type, start, stop))
        self.last = type
        self.operand = False

    def add_operand(self, type: str, start: int, stop: int) -> None:
        if self.operand:
            raise SyntaxFault("an operator, a comma or a line end is missing before this", start, stop)
        self.result.append(Token(type, start, stop))
        self.last = type
        self.operand = True

    def push(self, frame: Frame) -> None:
        if len(self.frames) > DEEPEST:
            raise SyntaxFault(f"expressions nest deeper than {DEEPEST} levels here", frame.start, frame.start + 1)
        self.frames.append(frame)

    def in_quotes(self) -> None:
        text, start = self.text, self.offset
        self.offset = past(_QUOTED_RUN, text, start, self.stop)
        if self.offset > start:
            self.add("STRING_CHARS", start, self.offset)
        match text[self.offset] if self.offset < self.stop else "":
            case '"':
                self.offset += 1
                self.frames.pop()
                self.add("DBLQUOTE", self.offset - 1, self.offset)
                self.operand = True
            case "$" | "%":
                self._sequence()
            case "\\":
                raise self._bad_escape()
            case _:
                raise SyntaxFault("this quoted string is not closed on its line", self.frames[-1].start, self.offset)

    def _bad_escape(self) -> SyntaxFault:
        escape = self.text[self.offset : self.offset + 2]
        match escape:
            case "\\$":
                hint = "; write $${ for a literal ${"
            case "\\u" | "\\U":
                hint = ": it takes the four or eight digits of a character that there is"
            case _:
                hint = "; write \\\\ for a backslash"
        return SyntaxFault(f"{quoted(escape)} is no escape of a quoted string{hint}", self.offset, self.offset + 2)

    def enter_heredoc(self, start: int) -> None:
        opening = HEREDOC.match(self.text, start, self.stop)
        if opening is None:
            raise SyntaxFault("a heredoc starts with << and a name, and its text on the next line", start, start + 2)
        self.add_operand("DBLQUOTE", start, opening.end())
        self.offset = opening.end()
        self.push(Frame("heredoc", start, opening[2]))

    def in_lines(self, frame: Frame) -> None:
        """One line of a heredoc or bare template, or as much of it as there is before a template sequence.

        Every line is a token, as in Terraform's scanner: strip markers work on one of them.
        """
        text, start = self.text, self.offset
        if frame.marker and text[start - 1] == "\n" and self._heredoc_ends(start, frame):
            return
        self.offset = past(_HEREDOC_RUN if frame.marker else _BARE_RUN, text, start, self.stop)
        if self.offset > start:
            self.add("STRING_CHARS", start, self.offset)
        elif text[start] == "\r":
            raise SyntaxFault("a carriage return alone ends no line of a heredoc", start, start + 1)
        else:
            self._sequence()

    def _heredoc_ends(self, start: int, frame: Frame) -> bool:
        end = self.text.find("\n", start, self.stop)
        end = self.stop if end < 0 else end
        if self.text[start:end].strip(SPACE) != frame.marker:
            return False
        self.offset = end - 1 if self.text[end - 1] == "\r" else end
        self.frames.pop()
        self.add("DBLQUOTE", start, self.offset)
        self.operand = True
        return True

    def _sequence(self) -> None:
        """`${` or `%{` and, for a directive, its first word."""
        opening = _SEQUENCE.match(self.text, self.offset, self.stop)
        assert opening is not None
        start = self.offset
        kind = opening[1] + "{"
        self.offset = start + (3 if self.text.startswith("~", start + 2, self.stop) else 2)
        self.add("INTERP_START" if kind == "${" else "DIRECTIVE_START", start, self.offset)
        frame = Frame(kind, start)
        self.push(frame)
        if kind == "%{":
            self._directive(opening, frame)

    def _directive(self, opening: re.Match[str], frame: Frame) -> None:
        word = opening[2] or ""
        if word not in DIRECTIVES:
            message = "this is no template directive; write %%{ for a literal %{"
            raise SyntaxFault(message, opening.start(), opening.end())
        self.add(DIRECTIVES[word], opening.start(2), opening.end(2))
        self.offset = opening.end()
        if word == "for":
            frame.loop = "names"
