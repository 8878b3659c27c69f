"""JSON values as expressions.

https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Any

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.escapes import unescape
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.json_text import (
    JsonArray,
    JsonConstant,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonValue,
)
from tflint_cognito.terraform.hcl.lexis import SEQUENCE
from tflint_cognito.terraform.hcl.syntax import Node


class Strings(Enum):
    """What the strings of a JSON value are."""

    TEMPLATES = "templates"
    LITERAL = "literal"  # as they are, `${` included
    EXPRESSIONS = "expressions"  # a reference or a type constraint, as it would stand in native syntax


class JsonExpressions:
    """Makes syntax trees of the values of one JSON text; what is wrong with one goes to `report`."""

    def __init__(self, text: str, report: Callable[[SyntaxFault], None]) -> None:
        self.text = text
        self.report = report

    def node(self, value: JsonValue, strings: Strings) -> Node:
        match value:
            case JsonString():
                return self._string(value, strings)
            case JsonNumber(start, stop):
                if self.text[start] == "-":
                    return syntax.Unary(start, stop, "-", syntax.Number(start + 1, stop))
                return syntax.Number(start, stop)
            case JsonConstant(start, stop, constant):
                return syntax.Constant(start, stop, constant)
            case JsonArray(start, stop, items):
                return syntax.Tuple(start, stop, tuple([self.node(item, strings) for item in items]))
            case JsonObject():
                return self._object(value, strings)

    def _object(self, value: JsonObject, strings: Strings) -> Node:
        keys = Strings.LITERAL if strings is Strings.LITERAL else Strings.TEMPLATES
        seen: set[str] = set()
        items = []
        for name, member in value.members:
            if name.value in seen:
                self.report(SyntaxFault("this name is written twice in its object", name.start, name.stop))
                continue
            seen.add(name.value)
            items.append((self._string(name, keys), self.node(member, strings)))
        return syntax.Object(value.start, value.stop, tuple(items))

    def _string(self, string: JsonString, strings: Strings) -> Node:
        if strings is Strings.LITERAL:
            parts = (syntax.Verbatim(string.start + 1, string.stop - 1, string.value),) if string.value else ()
            return syntax.Template(string.start, string.stop, parts)
        if strings is Strings.TEMPLATES and not SEQUENCE.search(string.value):
            return self._plain(string)
        return self._parsed(string, strings)

    def _plain(self, string: JsonString) -> Node:
        """A template without sequences."""
        start, stop, value = string
        part: syntax.Part = syntax.Text(start + 1, stop - 1, False)
        if string.escaped:
            part = syntax.Verbatim(start + 1, stop - 1, unescape(value, quoted=False))
        return syntax.Template(start, stop, (part,) if value else ())

    def _parsed(self, string: JsonString, strings: Strings) -> Node:
        from tflint_cognito.terraform.hcl import grammar

        start, stop, value = string
        text, first = (value, 0) if string.escaped else (self.text, start + 1)
        try:
            if strings is Strings.EXPRESSIONS:
                node = grammar.parse_expression(text, first, first + len(value), in_brackets=True)
            else:
                node = grammar.parse_template(text, first, first + len(value))
        except SyntaxFault as fault:
            places = _places(self.text, string) if string.escaped else range(stop)
            self.report(SyntaxFault(fault.message, places[fault.start], places[fault.stop]))
            return syntax.Broken(start, stop, fault.message)
        if string.escaped:
            node = self._replaced(node, value, _places(self.text, string))
        return node._replace(start=start, stop=stop) if isinstance(node, syntax.Template) else node

    def _replaced(self, root: Node, value: str, places: list[int]) -> Node:
        """A tree over the text of an escaped string as one over the source."""

        def make(node: Any, fields: list[Any]) -> Any:
            start, stop = places[node.start], places[node.stop]
            written = self.text[start:stop] == value[node.start : node.stop]
            if isinstance(node, syntax.Text) and not written:
                return syntax.Verbatim(start, stop, unescape(value[node.start : node.stop], node.quoted))
            if isinstance(node, syntax.Number | syntax.Word) and not written:
                # Only someone who hides something writes the letters of a number or name as \u escapes.
                self.report(SyntaxFault("this is written with escapes and not read", start, stop))
                return syntax.Broken(start, stop, "it is written with escapes")
            return type(node)._make([start, stop, *fields[2:]])

        from tflint_cognito.terraform.hcl.walk import fold

        return fold(root, make)  # type: ignore[no-any-return]


_UNIT = pattern(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)


def _places(text: str, string: JsonString) -> list[int]:
    """Where in the source each character of a string's text stands, and where the text ends."""
    return [unit.start() for unit in _UNIT.finditer(text, string.start + 1, string.stop - 1)] + [string.stop - 1]
