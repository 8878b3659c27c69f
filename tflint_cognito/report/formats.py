"""The formats by name. Each is a module with `render(report, view) -> str`, imported when asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tflint_cognito.finding.finding import Report
    from tflint_cognito.report.view import View

#: Every format.
FORMATS: Final = (
    "text",
    "concise",
    "table",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "gitlab-sast",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
    "html",
    "atlantis",
)
#: Those that a program reads: never cut short, and nothing else on the same stream.
FOR_PROGRAMS: Final = frozenset(FORMATS) - {"text", "concise", "table", "markdown", "html", "atlantis"}
#: Those that carry fixes as edits of the text.
WITH_EDITS: Final = frozenset({"json", "jsonl", "sarif", "rdjson"})
#: Those that draw the architecture.
WITH_PICTURE: Final = frozenset({"html", "markdown"})
#: Those that set what is in force in several environments side by side.
WITH_POSTURE: Final = frozenset({"html", "markdown", "json", "jsonl"})
#: Those that say which revision of which repository was looked at.
WITH_PROVENANCE: Final = frozenset({"sarif"})
#: The ending of a file -> the format that it is written in.
ENDINGS: Final = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".html": "html",
    ".md": "markdown",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".txt": "text",
    ".xml": "junit",
}


#: What is written in JSON, and in XML or HTML: there a character can be said in another way.
_IN_JSON: Final = frozenset({"json", "jsonl", "sarif", "gitlab", "gitlab-sast", "rdjson"})
_IN_MARKUP: Final = frozenset({"junit", "checkstyle", "html"})
#: What is made of commands, and minds by itself what else stands in it.
COMMANDS: Final = frozenset({"github"})


def render(format: str, report: Report, view: View) -> str:
    """The report in `format`, with nothing in it that a log would obey, but what is meant so."""
    from tflint_cognito.report.harmless import in_json, in_markup, in_text

    text: str = import_module(f"tflint_cognito.report.{format.replace('-', '_')}").render(report, view)
    if format in COMMANDS:
        return text
    return in_json(text) if format in _IN_JSON else in_markup(text) if format in _IN_MARKUP else in_text(text)
