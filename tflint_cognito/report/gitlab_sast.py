"""GitLab's security report for static analysis, whose ids stay the same from run to run.

https://gitlab.com/gitlab-org/security-products/security-report-schemas (sast-report-format, 15.x)
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta

from tflint_cognito import __version__
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.references import first_link
from tflint_cognito.report.spots import identified, sentence, spot_of
from tflint_cognito.report.view import View
from tflint_cognito.terraform.notation import shorten

SCHEMA_VERSION = "15.2.1"
#: The longest texts that the schema takes, in characters.
LONGEST = {"name": 255, "description": 1_048_576, "solution": 7_000}
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "cognito-lint")
_SEVERITIES = {
    Severity.CRITICAL: "Critical",
    Severity.HIGH: "High",
    Severity.MEDIUM: "Medium",
    Severity.LOW: "Low",
    Severity.INFO: "Info",
}

Json = dict[str, object]


def render(report: Report, view: View) -> str:
    tool: Json = {"id": "cognito-lint", "name": "cognito-lint", "vendor": {"name": "cognito-lint"}}
    ended = view.now or datetime.now(UTC)
    started = ended - timedelta(seconds=report.seconds or 0)
    complete = not any(one.severity == "error" for one in report.diagnostics)
    data: Json = {
        "version": SCHEMA_VERSION,
        "scan": {
            "analyzer": {**tool, "version": __version__},
            "scanner": {**tool, "version": __version__},
            "type": "sast",
            "start_time": _time(started),
            "end_time": _time(ended),
            "status": "success" if complete else "failure",
            "messages": [
                {"level": "warn" if one.severity == "warning" else "fatal", "value": one.message}
                for one in report.diagnostics
            ],
        },
        "vulnerabilities": [
            _vulnerability(group, fingerprint, view)
            for group, fingerprint in identified(grouped(view.findings(report)))
        ],
    }
    return json.dumps(data, indent=2) + "\n"


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _vulnerability(group: Group, fingerprint: str, view: View) -> Json:
    first = group.first
    at = spot_of(group, view)
    vulnerability: Json = {
        "id": str(uuid.uuid5(_IDS, fingerprint)),
        "category": "sast",
        "name": shorten(first.rule.title, LONGEST["name"]),
        "description": shorten(f"{sentence(group)}\n\n{' '.join(first.rule.why.split())}", LONGEST["description"]),
        "severity": _SEVERITIES[first.severity],
        "identifiers": _identifiers(first.rule),
        "location": {"file": at.path, "start_line": at.start.line, "end_line": at.end.line},
    }
    if first.fix is not None:
        vulnerability["solution"] = shorten(first.fix.words, LONGEST["solution"])
    return vulnerability


def _identifiers(rule: Rule) -> list[Json]:
    own: Json = {"type": "cognito_lint_rule", "name": f"{rule.id} {rule.name}", "value": rule.id}
    link = first_link(rule)
    if link:
        own["url"] = link
    weaknesses: list[Json] = [
        {
            "type": "cwe",
            "name": id,
            "value": id.removeprefix("CWE-"),
            "url": f"https://cwe.mitre.org/data/definitions/{id.removeprefix('CWE-')}.html",
        }
        for id in rule.controls.get("cwe", ())
    ]
    return [own, *weaknesses]
