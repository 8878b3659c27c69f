"""Workflow commands: GitHub shows them beside the changed lines, without any permission.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.spots import sentence, spot, spot_of
from tflint_cognito.report.summary import closing
from tflint_cognito.report.view import View
from tflint_cognito.terraform.diagnostic import Diagnostic

#: GitHub shows at most ten of each level in one step, so the worst come first.
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
    Severity.INFO: "notice",
}


def render(report: Report, view: View) -> str:
    errors = [one for one in report.diagnostics if one.severity == "error"]
    others = [] if view.quiet else [one for one in report.diagnostics if one.severity != "error"]
    groups = sorted(grouped(view.findings(report)), key=lambda group: -group.first.severity)
    lines = [_diagnostic(one, view) for one in errors]
    lines += [_finding(group, view) for group in groups]
    lines += [_diagnostic(one, view) for one in others]
    if not view.quiet:
        lines.append(f"::notice title=cognito-lint::{_data(closing(report, view))}")
    return "".join(f"{line}\n" for line in lines)


def _finding(group: Group, view: View) -> str:
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
    return _command(_LEVELS[first.severity], properties, sentence(group) + fix)


def _diagnostic(diagnostic: Diagnostic, view: View) -> str:
    at = spot(diagnostic.range, diagnostic.path or "", view)
    properties = {"title": "cognito-lint could not read this"}
    if diagnostic.range is not None:
        properties |= {"file": at.path, "line": str(at.start.line), "col": str(at.start.column)}
    elif diagnostic.path:
        properties |= {"file": at.path}
    return _command("error" if diagnostic.severity == "error" else "warning", properties, diagnostic.message)


def _command(level: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{level} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
