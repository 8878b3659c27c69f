"""An expression of native syntax as the tokens of python-hcl2's grammar.

python-hcl2's own lexer refuses some of what Terraform reads and reads some of what Terraform refuses. This one follows
Terraform's scanner and hands the grammar only what it can take: line ends are dropped where they mean nothing and are
commas between the items of an object; heredocs are strings with parts; a run of unary operators is one token; a
namespaced function has one name. What the grammar would let pass although Terraform does not is a SyntaxFault here.

Terraform's scanner: https://github.com/hashicorp/hcl/blob/main/hclsyntax/scan_tokens.rl
"""

from __future__ import annotations

import re

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.hcl.fault import SyntaxFault, quoted
from tflint_cognito.terraform.hcl.lexis import ANY_BLANKS, BLANKS, IDENTIFIER, is_identifier
from tflint_cognito.terraform.hcl.scanner import past
from tflint_cognito.terraform.hcl.text_lexer import TextLexer
from tflint_cognito.terraform.hcl.tokens import BRACKETS, LITERALS, OPERATORS, Frame, Token


def tokens_of_expression(text: str, start: int, stop: int, in_brackets: bool = False) -> list[Token]:
    """The tokens of the expression in `text[start:stop]`. `in_brackets`: line ends mean nothing.

    Raises SyntaxFault.
    """
    return _Lexer(text, start, stop, Frame("brackets" if in_brackets else "", start)).tokens()


def tokens_of_template(text: str, start: int, stop: int) -> list[Token]:
    """The tokens of a template that is a whole text of its own: a JSON string, a template file.

    Raises SyntaxFault.
    """
    lexer = _Lexer(text, start, stop, Frame("template", start))
    lexer.add("DBLQUOTE", start, start)
    tokens = lexer.tokens()
    tokens.append(Token("DBLQUOTE", stop, stop))
    return tokens


_BLANKS = pattern(BLANKS)
_CODE = pattern(
    rf"""(?P<name>{IDENTIFIER})
    |(?P<number>[0-9](?:(?:[0-9.]|[eE][+-]?[0-9])*(?:[0-9]|[eE][+-]?[0-9]))?)
    |(?P<newline>\r?\n|(?:\#|//)[^\n]*(?:\n|\Z))
    |(?P<heredoc><<)
    |(?P<unary>!(?!=))
    |(?P<operator>\.\.\.|==|!=|<=|>=|=>|&&|\|\||::|[=,.*/%+\-<>?:])
    |(?P<open>[\[({{"])
    |(?P<close>~\}}|[\])}}])""",
    re.VERBOSE,
)
_CLOSERS = {"{": "}", "for{": "}", "[": "]", "for[": "]", "(": ")", "${": "}", "%{": "}"}
_NUMBER = pattern(r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")
_FOR = pattern(rf"{ANY_BLANKS}(for)(?![A-Za-z0-9_-]|[^\x00-\x7f])")
_SPLAT = pattern(rf"\[{BLANKS}\*{BLANKS}\]")
_SPLAT_IN_BRACKETS = pattern(r"\[\s*\*\s*\]")
_NAMESPACED = pattern(rf"(?:{BLANKS}::{BLANKS}{IDENTIFIER})++")
_UNARY_RUN = pattern(rf"[-!](?:{BLANKS}(?:-|!(?!=)))*+")
_UNARY_RUN_IN_BRACKETS = pattern(rf"[-!](?:{ANY_BLANKS}(?:-|!(?!=)))*+")


class _Lexer(TextLexer):
    """One pass over one expression or template: what stands outside the text of strings."""

    def tokens(self) -> list[Token]:
        frames, stop = self.frames, self.stop
        while self.offset < stop:
            kind = frames[-1].kind
            if kind == '"':
                self.in_quotes()
            elif kind == "heredoc" or kind == "template":
                self.in_lines(frames[-1])
            else:
                self._code(frames[-1])
        if len(frames) > 1:
            raise self._never_closed(frames[-1])
        return self.result

    def _code(self, frame: Frame) -> None:
        self.offset = past(_BLANKS, self.text, self.offset, self.stop)
        if self.offset >= self.stop:
            return
        match = _CODE.match(self.text, self.offset, self.stop)
        if match is None:
            raise self._no_token()
        start, self.offset = match.span()
        match match.lastgroup:
            case "name":
                self._name(match[0], start, frame)
            case "number":
                self._number(match[0], start)
            case "newline":
                self._newline(start, frame)
            case "operator":
                self._operator(match[0], start, frame)
            case "unary":
                self._unary(start, frame)
            case "open":
                self._open(match[0], start, frame)
            case "close":
                self._close(match[0], start, frame)
            case _:
                self.enter_heredoc(start)

    def _name(self, name: str, start: int, frame: Frame) -> None:
        if not is_identifier(name):
            raise SyntaxFault("this is not a name", start, self.offset)
        if self.last == "DOT":
            self.add_operand("NAME", start, self.offset)
            self.last = "ATTRIBUTE"
        elif frame.loop == "names" and name == "in" and self.last == "NAME":
            frame.loop = "rest"
            self.add("IN", start, self.offset)
        elif frame.kind in ("for[", "for{") and name == "if" and self.operand:
            self.add("IF", start, self.offset)
        elif namespaced := _NAMESPACED.match(self.text, self.offset, self.stop):
            self._function_name(start, namespaced.end())
        else:
            self.add_operand(LITERALS.get(name, "NAME"), start, self.offset)

    def _function_name(self, start: int, stop: int) -> None:
        self.add_operand("NAME", start, stop)
        self.offset = past(_BLANKS, self.text, stop, self.stop)
        if not self.text.startswith("(", self.offset, self.stop):
            raise SyntaxFault(f"{quoted(self.text[start:stop])} is a function, but no ( follows", start, stop)

    def _number(self, number: str, start: int) -> None:
        if self.last == "DOT" and not number.isdecimal():
            raise SyntaxFault("an index is missing its brackets: two numbers make a fraction", start, self.offset)
        if not _NUMBER.fullmatch(number):
            raise SyntaxFault("this is not a number", start, self.offset)
        self.add_operand("INT_LITERAL" if number.isdecimal() else "FLOAT_LITERAL", start, self.offset)

    def _newline(self, start: int, frame: Frame) -> None:
        if frame.kind not in ("", "{"):
            return
        if frame.kind == "{" and not self.operand and self.last in ("LBRACE", "COMMA") and frame.key:
            return
        if frame.kind == "{" and self.operand and not frame.key:
            self._end_item(frame)
            self.add("COMMA", start, start)
            return
        raise SyntaxFault("the value is not finished at the end of this line", start, start)

    def _end_item(self, frame: Frame) -> None:
        frame.key, frame.questions = True, 0

    def _operator(self, operator: str, start: int, frame: Frame) -> None:
        if operator == "-" and not self.operand:
            self._unary(start, frame)
            return
        if operator == "." and self._attribute_splat(start):
            return
        if operator == "::":
            raise SyntaxFault("`::` stands only in the name of a function", start, self.offset)
        if frame.kind == "{":
            self._in_object(operator, start, frame)
        self.add(OPERATORS[operator], start, self.offset)
        if operator == "..." and frame.kind == "for{":
            self.operand = True  # so that an `if` after it is seen

    def _in_object(self, operator: str, start: int, frame: Frame) -> None:
        """Keeps track of keys and values, so that line ends can be told apart."""
        if operator == "?":
            frame.questions += 1
        elif operator == ":" and frame.questions:
            frame.questions -= 1
        elif operator in ("=", ":"):
            frame.key = False
        elif operator == ",":
            if not self.operand:
                raise SyntaxFault("a value is missing before this comma", start, start + 1)
            self._end_item(frame)

    def _attribute_splat(self, start: int) -> bool:
        after = past(_BLANKS, self.text, self.offset, self.stop)
        if not self.text.startswith("*", after, self.stop):
            return False
        self.offset = after + 1
        self.add("ATTR_SPLAT", start, self.offset)
        self.operand = True
        return True

    def _unary(self, start: int, frame: Frame) -> None:
        """`-` and `!` before an operand, and all that follow them: the grammar knows only one."""
        if self.operand:
            raise SyntaxFault("an operator or a comma is missing before `!`", start, start + 1)
        run = _UNARY_RUN if frame.kind in ("", "{") else _UNARY_RUN_IN_BRACKETS
        self.offset = past(run, self.text, start, self.stop)
        self.add("MINUS", start, self.offset)

    def _open(self, bracket: str, start: int, frame: Frame) -> None:
        if bracket == '"':
            self.add_operand("DBLQUOTE", start, self.offset)
            self.push(Frame('"', start))
        elif bracket == "(":
            if self.operand and self.last != "NAME":
                raise SyntaxFault("the value ends before this (", start, start + 1)
            self.add("LPAR", start, self.offset)
            self.push(Frame("(", start))
        elif bracket == "[" and self.operand:
            self._index(start, frame)
        else:
            self._collection(bracket, start)

    def _index(self, start: int, frame: Frame) -> None:
        pattern = _SPLAT if frame.kind in ("", "{") else _SPLAT_IN_BRACKETS
        if splat := pattern.match(self.text, start, self.stop):
            self.offset = splat.end()
            self.add("FULL_SPLAT_START", start, self.offset)
            self.operand = True
            return
        self.add("LSQB", start, self.offset)
        self.push(Frame("[", start))

    def _collection(self, bracket: str, start: int) -> None:
        self.add_operand(BRACKETS[bracket], start, self.offset)
        self.operand = False
        loop = _FOR.match(self.text, self.offset, self.stop)
        frame = Frame("for" + bracket if loop else bracket, start)
        self.push(frame)
        if loop:
            frame.loop = "names"
            self.offset = loop.end()
            self.add("FOR", loop.start(1), loop.end(1))

    def _close(self, bracket: str, start: int, frame: Frame) -> None:
        if bracket == "~}" and frame.kind not in ("${", "%{"):
            raise SyntaxFault("`~` stands only at the ends of a template sequence", start, start + 1)
        if _CLOSERS.get(frame.kind) != bracket[-1]:
            if len(self.frames) > 1:
                raise self._never_closed(frame)
            raise SyntaxFault(f"this {bracket[-1]} closes nothing", start, self.offset)
        self.frames.pop()
        self.add(BRACKETS[bracket[-1]], start, self.offset)
        self.operand = True

    def _never_closed(self, frame: Frame) -> SyntaxFault:
        what = "heredoc" if frame.kind == "heredoc" else frame.kind.removeprefix("for")
        return SyntaxFault(f"this {what} is never closed", frame.start, frame.start + 1)

    def _no_token(self) -> SyntaxFault:
        character = self.text[self.offset]
        hint = {
            "'": "; strings stand in double quotes",
            "~": "; `~` stands only at the ends of a template sequence",
            ";": "; arguments are separated by line ends",
        }.get(character, "")
        return SyntaxFault(f"{quoted(character)} means nothing here{hint}", self.offset, self.offset + 1)
