"""reviewdog's diagnostic format. https://github.com/reviewdog/reviewdog/tree/master/proto/rdf"""

from __future__ import annotations

import json
from collections.abc import Sequence

from tflint_cognito.finding.finding import Finding, Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.references import first_link
from tflint_cognito.report.spots import Spot, sentence, spot, spot_of
from tflint_cognito.report.view import View
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.source import Position, Range

_SEVERITIES = {
    Severity.CRITICAL: "ERROR",
    Severity.HIGH: "ERROR",
    Severity.MEDIUM: "WARNING",
    Severity.LOW: "INFO",
    Severity.INFO: "INFO",
}

Json = dict[str, object]


def render(report: Report, view: View) -> str:
    diagnostics = [_unread(one, view) for one in report.diagnostics]
    diagnostics += [_diagnostic(group, view, report.secrets) for group in grouped(view.findings(report))]
    return json.dumps({"source": {"name": "cognito-lint"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _diagnostic(group: Group, view: View, secrets: Sequence[Range]) -> Json:
    first = group.first
    link = first_link(first.rule)
    diagnostic: Json = {
        "message": sentence(group),
        "location": _location(spot_of(group, view)),
        "severity": _SEVERITIES[first.severity],
        "code": {"value": first.rule.id, **({"url": link} if link else {})},
    }
    suggestion = _suggestion(first, secrets)
    if suggestion is not None:
        diagnostic["suggestions"] = [suggestion]
    return diagnostic


def _suggestion(finding: Finding, secrets: Sequence[Range]) -> Json | None:
    """The whole fix as one replacement: each suggestion is taken or left by itself, and half a fix is none. It is about
    the file that it stands in, and what is between its edits must be such that it can be shown."""
    edits = sorted(finding.fix.edits if finding.fix is not None else (), key=lambda edit: edit.range.begin)
    if not edits or finding.place.range is None or {edit.range.path for edit in edits} != {finding.place.range.path}:
        return None
    source = edits[0].range.source
    whole = Range(source, edits[0].range.begin, max(edit.range.stop for edit in edits))
    if any(secret.path == whole.path and secret.begin < whole.stop and whole.begin < secret.stop for secret in secrets):
        return None
    text, at = "", whole.begin
    for edit in edits:
        text, at = text + source.text[at : edit.range.begin] + edit.text, edit.range.stop
    return {"range": _range(whole), "text": text}


def _unread(diagnostic: Diagnostic, view: View) -> Json:
    severity = "ERROR" if diagnostic.severity == "error" else "WARNING"
    at = spot(diagnostic.range, diagnostic.path or ".", view)
    return {"message": diagnostic.message, "location": _location(at), "severity": severity}


def _location(at: Spot) -> Json:
    return {"path": at.path, **({"range": _range(at.range)} if at.range is not None else {})}


def _range(range: Range) -> Json:
    return {"start": _position(range, range.start), "end": _position(range, range.end)}


def _position(range: Range, position: Position) -> Json:
    """Columns are UTF-8 code units there, from 1; the end is exclusive, as here."""
    before = range.source.line(position.line)[: position.column - 1]
    return {"line": position.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
