"""Where the `source` of a module call leads, as far as the text alone tells."""

from __future__ import annotations

import os

from tflint_cognito.terraform.hcl.body import Body, Expression
from tflint_cognito.terraform.hcl.syntax import Parentheses, Template, Text, Verbatim


def written_source(body: Body) -> str | None:
    """The `source` of a module block; None where it is not written as a plain string."""
    attribute = body.attributes.get("source")
    return None if attribute is None else literal_text(attribute.expression)


def literal_text(expression: Expression) -> str | None:
    """The string that an expression spells out; None for anything but a string without interpolation or escapes."""
    node = expression.node
    while isinstance(node, Parentheses):
        node = node.expression
    match node:
        case Template(parts=()):
            return ""
        case Template(parts=(Text(start=start, stop=stop),)):
            text = expression.source.text[start:stop]
            return None if "\\" in text or "$${" in text or "%%{" in text else text
        case Template(parts=(Verbatim(text=text),)) | Verbatim(text=text):
            return text
    return None


def local_folder(folder: str, source: str) -> str | None:
    """The folder that a local source leads to from the module in `folder`; None for a source that is not local.

    https://developer.hashicorp.com/terraform/language/modules/sources#local-paths
    """
    source = source.replace("\\", "/")
    return os.path.normpath(os.path.join(folder, source)) if source.startswith(("./", "../")) else None
