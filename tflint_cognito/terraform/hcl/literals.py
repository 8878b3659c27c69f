"""Reads the expressions that most attributes are: strings, numbers, true, plain references, lists of those.

So three quarters of all attributes never need the parser. What is not recognised here is no error; what is recognised
comes out as exactly the tree that the grammar makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.syntax import Node

_NAME = r"[A-Za-z_][A-Za-z0-9_-]*+"
_WORD_END = r"(?![A-Za-z0-9_-]|[^\x00-\x7f])"
_REFERENCE = rf"(?!(?:true|false|null|for){_WORD_END}){_NAME}(?:\.{_NAME}){{0,20}}+{_WORD_END}(?![.\[(])"
_LITERAL = pattern(
    r'"(?P<text>(?:[^"\\$%\r\n]++|\\["nrt\\]|[$%](?![{$%]))*+)"'
    rf"|(?P<number>-?[0-9]++(?:\.[0-9]++)?+(?![0-9eE.]|{_NAME}))"
    rf"|(?P<constant>(?:true|false|null)){_WORD_END}(?![.\[(])"
    rf"|(?P<reference>{_REFERENCE})"
    rf'|"\$\{{[ \t]*+(?P<inside>{_REFERENCE})[ \t]*+\}}"'
)
_BLANK = r"(?:[ \t\n]|\r\n)*+"
_SEPARATOR = pattern(rf"{_BLANK}(?:(?P<comma>,){_BLANK})?+(?P<end>\])?")
_BLANKS = pattern(_BLANK)
_CONSTANTS = {"true": True, "false": False, "null": None}


def literal(text: str, start: int, stop: int) -> Node | None:
    """The tree of the expression in `text[start:stop]` if it is a plain one, else None."""
    if start < stop and text[start] == "[":
        return _list(text, start, stop)
    match = _LITERAL.match(text, start, stop)
    return _node(match, text) if match and match.end() == stop else None


def _list(text: str, start: int, stop: int) -> Node | None:
    items: list[Node] = []
    offset = _blanks(text, start + 1, stop)
    while not text.startswith("]", offset, stop):
        match = _LITERAL.match(text, offset, stop)
        separator = match and _SEPARATOR.match(text, match.end(), stop)
        if not match or not separator or not (separator["comma"] or separator["end"]):
            return None
        items.append(_node(match, text))
        offset = separator.end() - (1 if separator["end"] else 0)
    return syntax.Tuple(start, stop, tuple(items)) if offset + 1 == stop else None


def _blanks(text: str, offset: int, stop: int) -> int:
    match = _BLANKS.match(text, offset, stop)
    return match.end() if match else offset


def _node(match: re.Match[str], text: str) -> Node:
    start, stop = match.span()
    match match.lastgroup:
        case "text":
            parts = (syntax.Text(start + 1, stop - 1, True),) if stop - start > 2 else ()
            return syntax.Template(start, stop, parts)
        case "number":
            if text[start] == "-":
                return syntax.Unary(start, stop, "-", syntax.Number(start + 1, stop))
            return syntax.Number(start, stop)
        case "constant":
            return syntax.Constant(start, stop, _CONSTANTS[match[0]])
        case "reference":
            return _reference(start, match[0].split("."))
        case _:
            return syntax.Template(start, stop, (_reference(match.start("inside"), match["inside"].split(".")),))


def _reference(start: int, names: Sequence[str]) -> Node:
    stop = start + len(names[0])
    node: Node = syntax.Variable(start, stop, names[0])
    for name in names[1:]:
        stop += 1 + len(name)
        node = syntax.Attribute(start, stop, node, name)
    return node
