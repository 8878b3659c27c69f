"""GitLab's code quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import json

from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.spots import identified, sentence, spot_of
from tflint_cognito.report.view import View

_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}


def render(report: Report, view: View) -> str:
    rows = []
    for group, fingerprint in identified(grouped(view.findings(report))):
        at = spot_of(group, view)
        rows.append(
            {
                "description": sentence(group),
                "check_name": group.first.rule.id,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[group.first.severity],
                "location": {"path": at.path, "lines": {"begin": at.start.line, "end": at.end.line}},
            }
        )
    return json.dumps(rows, indent=2) + "\n"
