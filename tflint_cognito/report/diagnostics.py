"""What could not be read, as a reader sees it."""

from __future__ import annotations

from collections.abc import Collection

from tflint_cognito.report.colour import Paint
from tflint_cognito.report.excerpt import Excerpt, Mark
from tflint_cognito.report.printable import printable
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.shortening import shorten
from tflint_cognito.terraform.source import Range

#: A message quotes what is wrong, which may be as long as a file.
LONGEST_MESSAGE = 1_000


def diagnostic_lines(diagnostic: Diagnostic, paint: Paint, secrets: Collection[Range] = ()) -> list[str]:
    """The message, the place, and the line of source it stands in."""
    colour = paint.error if diagnostic.severity == "error" else paint.warning
    lines = [f"{colour(diagnostic.severity)}: {paint.title(_said(diagnostic))}"]
    if diagnostic.range is not None:
        lines += Excerpt(paint, None, secrets).lines([Mark(diagnostic.range, primary=True)])[0]
    elif diagnostic.path:
        lines.append(f" {paint.frame('-->')} {printable(diagnostic.path)}")
    return [*lines, ""]


def diagnostic_line(diagnostic: Diagnostic) -> str:
    """`infra/main.tf:3:14: error: …` on one line."""
    message = f"{diagnostic.severity}: {_said(diagnostic)}"
    if diagnostic.range is not None:
        start = diagnostic.range.start
        return f"{printable(diagnostic.range.path)}:{start.line}:{start.column}: {message}"
    return f"{printable(diagnostic.path)}: {message}" if diagnostic.path else message


def _said(diagnostic: Diagnostic) -> str:
    return printable(shorten(diagnostic.message, LONGEST_MESSAGE))
