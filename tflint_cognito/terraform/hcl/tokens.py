"""The tokens of expressions: what python-hcl2's grammar calls its terminals."""

from __future__ import annotations

from typing import NamedTuple

#: Brackets, strings and templates inside each other, and operators after each other, beyond which nobody reads on.
DEEPEST = 250


class Token(NamedTuple):
    """A terminal of the grammar. The quotes of a heredoc are its first line and the line of its closing marker."""

    type: str
    start: int
    stop: int


class Frame:
    """What is open at a point of the text."""

    __slots__ = ("key", "kind", "loop", "marker", "questions", "start")

    def __init__(self, kind: str, start: int, marker: str = "") -> None:
        self.kind = kind  # ( [ { for[ for{ ${ %{ " heredoc; outermost: "" brackets template
        self.start = start
        self.marker = marker
        self.key = True  # in an object: no separator yet in this item
        self.questions = 0  # in an object: conditionals that wait for their colon
        self.loop = ""  # of a for: "names" until `in`, then "rest"


OPERATORS = {
    "...": "ELLIPSIS", "==": "DOUBLE_EQ", "!=": "NEQ", "<=": "LEQ", ">=": "GEQ", "=>": "FOR_OBJECT_ARROW",
    "&&": "DOUBLE_AMP", "||": "DOUBLE_PIPE", "=": "EQ", ",": "COMMA", ".": "DOT", "*": "ASTERISK", "/": "SLASH",
    "%": "PERCENT", "+": "PLUS", "-": "MINUS", "<": "LT", ">": "GT", "?": "QMARK", ":": "COLON",
}  # fmt: skip
LITERALS = {"true": "TRUE", "false": "FALSE", "null": "NULL"}
BRACKETS = {"(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB", "{": "LBRACE", "}": "RBRACE"}
DIRECTIVES = {"if": "IF", "else": "ELSE", "endif": "ENDIF", "for": "FOR", "endfor": "ENDFOR"}
#: Every terminal that the lexer makes.
TERMINALS = frozenset(
    {*OPERATORS.values(), *LITERALS.values(), *BRACKETS.values(), *DIRECTIVES.values()}
    | {"NAME", "IN", "INT_LITERAL", "FLOAT_LITERAL", "DBLQUOTE", "STRING_CHARS", "INTERP_START", "DIRECTIVE_START"}
    | {"ATTR_SPLAT", "FULL_SPLAT_START"}
)
