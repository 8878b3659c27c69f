"""Spells syntax trees in one line, so that a test can say what it expects."""

from __future__ import annotations

from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Body, File
from tflint_cognito.terraform.hcl.native import parse_everything, read_native
from tflint_cognito.terraform.hcl.syntax import Part
from tflint_cognito.terraform.source import Source


def file_of(text: str, path: str = "main.tf") -> File:
    return read_native(Source(path, text))


def value_of(text: str, name: str = "a") -> str:
    """The spelled tree of an attribute at the top level of `text`, which has nothing wrong with it."""
    file = file_of(text)
    spelled = spell(file.body.attributes[name].expression.node, text)
    assert not complaints(file)
    return spelled


def complaints(file: File) -> list[str]:
    """All that is wrong with a file: "line:column message"."""
    parse_everything(file)
    found = []
    for diagnostic in file.diagnostics:
        assert diagnostic.range is not None
        start = diagnostic.range.start
        found.append(f"{start.line}:{start.column} {diagnostic.message}")
    return found


def outline(body: Body) -> list[str]:
    """The names of a body's attributes, then its blocks with their labels."""
    return [*body.attributes, *(" ".join((block.type, *block.labels)) for block in body.blocks)]


def spell(node: Part, text: str) -> str:
    """`(what field …)`; names, numbers and texts as they stand in `text`."""
    written = text[node.start : node.stop]
    match node:
        case syntax.Word() | syntax.Number():
            return written
        case syntax.Text(quoted=quoted):
            return f"'{written}'" if quoted else f"<{written}>"
        case syntax.Verbatim(text=value):
            return f"«{value}»"
        case syntax.Constant(value=value):
            return "null" if value is None else str(value).lower()
        case syntax.Variable(name=name):
            return name
        case syntax.Item():
            return "_"
        case syntax.Broken(message=message):
            return f"(broken {message})"
        case syntax.Object(items=items):
            return _form("object", *(f"{spell(key, text)}={spell(value, text)}" for key, value in items))
        case syntax.Attribute(object=inner, name=name):
            return f"{spell(inner, text)}.{name}"
        case syntax.Index(object=inner, key=key):
            return f"{spell(inner, text)}[{spell(key, text)}]"
    fields = [_field(field, text) for field in node[2:]]
    return _form(type(node).__name__.lower(), *fields)


def _field(field: object, text: str) -> str:
    if type(field) is tuple:
        return f"[{' '.join(spell(part, text) for part in field)}]"
    return spell(field, text) if isinstance(field, tuple) else str(field).lower()  # type: ignore[arg-type]


def _form(word: str, *fields: str) -> str:
    return f"({' '.join((word, *fields))})"
