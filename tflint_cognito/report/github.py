"""Workflow commands: GitHub shows them beside the changed lines, without any permission.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.harmless import in_text
from tflint_cognito.report.printable import printable
from tflint_cognito.report.spots import sentence, spot, spot_of
from tflint_cognito.report.summary import closing
from tflint_cognito.report.view import View
from tflint_cognito.terraform.diagnostic import Diagnostic

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
    Severity.INFO: "notice",
}
#: How many of each level GitHub shows of one step; the last line takes the place of one notice.
#: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
MOST = {"error": 10, "warning": 10, "notice": 9}


@dataclass(frozen=True, slots=True)
class _Note:
    """One annotation: its level, its properties and its message."""

    level: str
    properties: dict[str, str]
    message: str

    @property
    def command(self) -> str:
        given = ",".join(f"{name}={_property(value)}" for name, value in self.properties.items() if value)
        said = "\n".join(map(printable, self.message.splitlines()))
        return f"::{self.level} {given}::{_data(said)}"

    @property
    def line(self) -> str:
        """In the log only."""
        where = ":".join(filter(None, (self.properties.get(name, "") for name in ("file", "line", "col"))))
        said = f"{self.level}: {where}: {self.properties['title']}: {' / '.join(self.message.splitlines())}"
        return in_text(printable(said))


def render(report: Report, view: View) -> str:
    """The worst as annotations, as many as GitHub shows; the rest in the log, folded."""
    notes = _notes(report, view)
    shown = [note for level in MOST for note in _of(level, notes)[: MOST[level]]]
    left = [note for level in MOST for note in _of(level, notes)[MOST[level] :]]
    lines = [note.command for note in shown]
    if left:
        lines += [f"::group::{len(left)} more", *(note.line for note in left), "::endgroup::"]
    if not view.quiet:
        more = f"; {len(left)} of them stand in the log of this step only" if left else ""
        lines.append(_Note("notice", {"title": "cognito-lint"}, closing(report, view) + more).command)
    return "".join(f"{line}\n" for line in lines)


def _of(level: str, notes: Sequence[_Note]) -> list[_Note]:
    return [note for note in notes if note.level == level]


def _notes(report: Report, view: View) -> list[_Note]:
    """What could not be read first, then findings, the worst first."""
    errors = [one for one in report.diagnostics if one.severity == "error"]
    others = [] if view.quiet else [one for one in report.diagnostics if one.severity != "error"]
    groups = sorted(grouped(view.findings(report)), key=lambda group: -group.first.severity)
    return [
        *(_diagnostic(one, view) for one in errors),
        *(_finding(group, view) for group in groups),
        *(_diagnostic(one, view) for one in others),
    ]


def _finding(group: Group, view: View) -> _Note:
    first = group.first
    at = spot_of(group, view)
    properties = {
        "file": at.path,
        "line": str(at.start.line),
        "endLine": str(at.end.line),
        "col": str(at.start.column),
        "endColumn": str(max(at.start.column, at.end.column - 1)) if at.start.line == at.end.line else "",
        "title": f"{first.rule.id} {first.rule.title}",
    }
    fix = f"\nfix: {first.fix.words}" if first.fix is not None else ""
    return _Note(_LEVELS[first.severity], properties, sentence(group) + fix)


def _diagnostic(diagnostic: Diagnostic, view: View) -> _Note:
    at = spot(diagnostic.range, diagnostic.path or "", view)
    properties = {"title": "cognito-lint could not read this"}
    if diagnostic.range is not None:
        properties |= {"file": at.path, "line": str(at.start.line), "col": str(at.start.column)}
    elif diagnostic.path:
        properties |= {"file": at.path}
    return _Note("error" if diagnostic.severity == "error" else "warning", properties, diagnostic.message)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
