"""The formats by name. Each is a module with `render(report, view) -> str`, imported when asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tflint_cognito.finding.finding import Report
    from tflint_cognito.report.view import View

#: Every format.
FORMATS: Final = ("text", "concise", "table", "json")
#: The ending of a file -> the format that it is written in.
ENDINGS: Final = {".json": "json", ".txt": "text"}


def render(format: str, report: Report, view: View) -> str:
    text: str = import_module(f"tflint_cognito.report.{format}").render(report, view)
    return text
