"""Checkstyle's XML, which most code review tools read."""

from __future__ import annotations

from tflint_cognito import __version__
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.spots import sentence, spot, spot_of
from tflint_cognito.report.view import View
from tflint_cognito.report.xml import Element, document

_SEVERITIES = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "info",
    Severity.INFO: "info",
}


def render(report: Report, view: View) -> str:
    files: dict[str, list[Element]] = {}
    for diagnostic in report.diagnostics:
        at = spot(diagnostic.range, diagnostic.path or ".", view)
        severity = "error" if diagnostic.severity == "error" else "warning"
        files.setdefault(at.path, []).append(
            _error(at.start.line, at.start.column, severity, diagnostic.message, "cognito-lint.reading")
        )
    for group in grouped(view.findings(report)):
        at = spot_of(group, view)
        source = f"cognito-lint.{group.first.rule.id}"
        severity = _SEVERITIES[group.first.severity]
        files.setdefault(at.path, []).append(_error(at.start.line, at.start.column, severity, sentence(group), source))
    children = [Element("file", {"name": path}, tuple(errors)) for path, errors in sorted(files.items())]
    return document(Element("checkstyle", {"version": f"cognito-lint-{__version__}"}, tuple(children)))


def _error(line: int, column: int, severity: str, message: str, source: str) -> Element:
    attributes = {
        "line": str(line),
        "column": str(column),
        "severity": severity,
        "message": message,
        "source": source,
    }
    return Element("error", attributes)
