"""A value as Terraform would write it, short enough for a sentence, with secrets masked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import islice

from tflint_cognito.terraform.shortening import LONGEST as LONGEST
from tflint_cognito.terraform.shortening import SENSITIVE as SENSITIVE
from tflint_cognito.terraform.shortening import shorten as shorten
from tflint_cognito.terraform.values import Absent, Known, Payload, Unknown, Value


def notation(value: Value, longest: int = LONGEST) -> str:
    """`"LEGACY"`, `["code", "implicit"]`, `null`; `(sensitive)` under the mark, `(unknown)` where nothing is known."""
    if value.sensitive:
        return SENSITIVE
    match value:
        case Absent():
            return "null"
        case Unknown(prefix=prefix):
            return f'"{prefix}…' if prefix else "(unknown)"
        case Known(value=payload):
            return shorten(_payload(payload, longest), longest)


def _payload(payload: Payload, longest: int) -> str:
    if isinstance(payload, bool):
        return "true" if payload else "false"
    if isinstance(payload, str):
        return quote(payload)
    if isinstance(payload, int):
        return str(payload)
    if isinstance(payload, Decimal):
        return format(payload.normalize(), "f")
    if isinstance(payload, Mapping):
        inner = ", ".join(f"{key} = {notation(item, longest)}" for key, item in islice(payload.items(), longest))
        return f"{{ {inner} }}" if inner else "{}"
    return f"[{', '.join(notation(item, longest) for item in payload[:longest])}]"


def quote(text: str) -> str:
    """`text` as a quoted string of HCL, on one line."""
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )
    return '"' + escaped.replace("${", "$${").replace("%{", "%%{") + '"'
