"""Puts the parts of a template together: strips blanks at `~` and `<<-`, nests directives, joins texts.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.escapes import ESCAPE, unescape
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.lexis import SPACE
from tflint_cognito.terraform.hcl.syntax import Node, Part
from tflint_cognito.terraform.hcl.tokens import Token


class Interpolation(NamedTuple):
    """`${ node }`, with `~` before or after."""

    start: int
    stop: int
    node: Node
    strip_before: bool
    strip_after: bool


class Directive(NamedTuple):
    """`%{ word … }`: `if` with its condition as `node`, `for` with its names and collection, else, endif, endfor."""

    start: int
    stop: int
    word: str
    names: tuple[str, ...]
    node: Node | None
    strip_before: bool
    strip_after: bool


@dataclass(slots=True)
class Literal:
    """A run of literal text, of one line at most; stripping moves its ends."""

    start: int
    stop: int


Piece: TypeAlias = Literal | Interpolation | Directive


def template(text: str, opening: Token, closing: Token, pieces: Sequence[Piece]) -> syntax.Template:
    """The template between two quotes, the first and last line of a heredoc, or nothing at all. Raises SyntaxFault."""
    quoted = opening.stop - opening.start == 1
    _strip_at_markers(text, pieces, quoted)
    if text.startswith("<<-", opening.start, opening.stop):
        _strip_indentation(text, pieces)
    parts = _Nesting(quoted).parts(pieces)
    # Terraform hands through the value of a lone expression, of any type; not where text stood, even if stripped.
    if len(parts) == 1 < len(pieces) and not isinstance(parts[0], syntax.Text | syntax.TemplateIf | syntax.TemplateFor):
        parts = (*parts, syntax.Text(parts[0].stop, parts[0].stop, quoted))
    return syntax.Template(opening.start, closing.stop, parts)


def _strip_at_markers(text: str, pieces: Sequence[Piece], quoted: bool) -> None:
    """A `~` reaches only the text next to it, and of a heredoc only its line."""
    for before, after in pairwise(pieces):
        if isinstance(before, Literal) and isinstance(after, Interpolation | Directive) and after.strip_before:
            before.stop = _without_blanks(text, before, quoted)[1]
        elif isinstance(after, Literal) and isinstance(before, Interpolation | Directive) and before.strip_after:
            after.start = _without_blanks(text, after, quoted)[0]


_UNIT = pattern(rf"{ESCAPE}|\$\$\{{|%%\{{|.", re.DOTALL)


def _without_blanks(text: str, literal: Literal, quoted: bool) -> tuple[int, int]:
    """Where the text proper of a literal starts and stops; escaped blanks such as a written \\n are blanks as well."""
    run = text[literal.start : literal.stop]
    if not quoted or "\\" not in run:
        return literal.stop - len(run.lstrip(SPACE)), literal.start + len(run.rstrip(SPACE))
    proper = [unit.span() for unit in _UNIT.finditer(run) if unescape(unit[0], quoted=True).strip(SPACE)]
    if not proper:
        return literal.stop, literal.start
    return literal.start + proper[0][0], literal.start + proper[-1][1]


def _strip_indentation(text: str, pieces: Sequence[Piece]) -> None:
    """`<<-`: takes from every line the blanks that all lines start with. Lines of nothing but blanks do not count.

    Mirrors Terraform also where strip markers have emptied a text: flushHeredocTemplateParts in
    https://github.com/hashicorp/hcl/blob/main/hclsyntax/parser_template.go
    """
    lines: list[Literal] = []
    indentations: list[int] = []
    at_line_start = True
    for piece in pieces:
        run = text[piece.start : piece.stop] if isinstance(piece, Literal) else ""
        if at_line_start:
            proper = run.lstrip(SPACE)
            if proper or not run.endswith("\n"):
                indentations.append(len(run) - len(proper))
            if isinstance(piece, Literal) and (proper or not run.endswith("\n")):
                lines.append(piece)
        at_line_start = run.endswith("\n")
    shared = min(indentations, default=0)
    for line in lines:
        line.start += shared


@dataclass(slots=True)
class _Open:
    """A directive that waits for its end, and the parts inside it so far."""

    directive: Directive
    then: list[Part] = field(default_factory=list)
    otherwise: list[Part] | None = None

    @property
    def current(self) -> list[Part]:
        return self.then if self.otherwise is None else self.otherwise


class _Nesting:
    """Turns the flat run of pieces into parts that hold each other."""

    def __init__(self, quoted: bool) -> None:
        self.quoted = quoted
        self.root: list[Part] = []
        self.open: list[_Open] = []

    def parts(self, pieces: Sequence[Piece]) -> tuple[Part, ...]:
        for piece in pieces:
            match piece:
                case Literal():
                    self._add_text(piece)
                case Interpolation():
                    self._current.append(piece.node)
                case _:
                    self._directive(piece)
        if self.open:
            directive = self.open[-1].directive
            message = f"this %{{ {directive.word} }} has no %{{ end{directive.word} }}"
            raise SyntaxFault(message, directive.start, directive.stop)
        return tuple(self.root)

    @property
    def _current(self) -> list[Part]:
        return self.open[-1].current if self.open else self.root

    def _add_text(self, literal: Literal) -> None:
        if literal.start >= literal.stop:
            return
        parts = self._current
        if parts and isinstance(parts[-1], syntax.Text) and parts[-1].stop == literal.start:
            parts[-1] = parts[-1]._replace(stop=literal.stop)
        else:
            parts.append(syntax.Text(literal.start, literal.stop, self.quoted))

    def _directive(self, directive: Directive) -> None:
        word = directive.word
        if word in ("if", "for"):
            self.open.append(_Open(directive))
            return
        opener = self.open[-1] if self.open else None
        belongs = "for" if word == "endfor" else "if"
        if opener is None or opener.directive.word != belongs or (word == "else" and opener.otherwise is not None):
            raise SyntaxFault(f"this %{{ {word} }} belongs to no %{{ {belongs} }}", directive.start, directive.stop)
        if word == "else":
            opener.otherwise = []
        else:
            self.open.pop()
            self._current.append(_closed(opener, directive.stop))


def _closed(opener: _Open, stop: int) -> Part:
    start, node, names = opener.directive.start, opener.directive.node, opener.directive.names
    assert node is not None
    if opener.directive.word == "if":
        return syntax.TemplateIf(start, stop, node, tuple(opener.then), tuple(opener.otherwise or ()))
    key = names[0] if len(names) == 2 else None
    return syntax.TemplateFor(start, stop, key, names[-1], node, tuple(opener.then))
