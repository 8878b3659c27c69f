"""The report for programs: schemas/report.schema.json. Keys are only ever added within a version."""

from __future__ import annotations

import json

from tflint_cognito import __version__
from tflint_cognito.finding.compliance import Assessment, Evidence
from tflint_cognito.finding.finding import Edit, Finding, Fix, Ignored, Passed, Report
from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.report.comparison import rows_as_json
from tflint_cognito.report.summary import summarise
from tflint_cognito.report.view import View
from tflint_cognito.report.words import calls, trail
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.source import Position, Range

VERSION = "1"

Json = dict[str, object]


def render(report: Report, view: View) -> str:
    """ASCII only, so that no encoding can spoil it."""
    return json.dumps(as_json(report, view), indent=2) + "\n"


def as_json(report: Report, view: View) -> Json:
    findings = [finding for finding in report.findings if finding.severity >= view.min_severity]
    undetermined = [finding for finding in report.undetermined if finding.severity >= view.min_severity]
    data: Json = {
        "version": VERSION,
        "tool": {"name": "cognito-lint", "version": __version__},
        "inputs": [{"path": each.path, "kind": each.kind, "source": each.source} for each in report.inputs],
        "summary": _summary(report),
        "findings": [_finding(finding) for finding in findings],
        "undetermined": [_undetermined(finding) for finding in undetermined],
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in report.diagnostics],
    }
    if view.show_passed:
        data["passed"] = [_passed(one) for one in report.passed]
    if report.environments:
        data["environments"] = list(report.environments)
    if report.notes:
        data["notes"] = list(report.notes)
    if report.compliance:
        data["compliance"] = [_assessment(one) for one in report.compliance]
    if report.posture is not None:
        data["posture"] = rows_as_json(report.posture)
    return data


def _summary(report: Report) -> Json:
    summary = summarise(report)
    return {
        "complete": report.complete,
        "files": report.files,
        "resources": report.resources,
        "pass": summary.passed,
        "fail": summary.failed,
        "undetermined": summary.undetermined,
        "ignored": summary.ignored,
        "known": summary.known,
        "unchanged": summary.unchanged,
        "by_severity": {str(severity): number for severity, number in summary.by_severity.items()},
    }


def _finding(finding: Finding) -> Json:
    return {
        **_head(finding),
        "message": finding.message,
        "because": finding.because,
        **_place(finding),
        "related": [_related(place) for place in finding.related],
        "fix": _fix(finding.fix, finding.rule) if finding.fix is not None else None,
        "note": finding.note or None,
        "ignored": _ignored(finding.ignored),
        "fingerprint": finding.fingerprint,
    }


def _undetermined(finding: Finding) -> Json:
    return {
        **_head(finding),
        "because": finding.because,
        "decides": finding.decides,
        **_place(finding),
        "ignored": _ignored(finding.ignored),
        "fingerprint": finding.fingerprint,
    }


def _head(finding: Finding) -> Json:
    return {
        "rule": finding.rule.id,
        "name": finding.rule.name,
        "title": finding.rule.title,
        "severity": str(finding.severity),
        "outcome": "undetermined" if finding.outcome is Outcome.UNDETERMINED else "fail",
        "certainty": finding.certainty,
        **({"environments": list(finding.environments)} if finding.environments else {}),
    }


def _place(finding: Finding) -> Json:
    return {
        "root": finding.root,
        "address": str(finding.address) if finding.address is not None else None,
        "attribute": finding.place.attribute,
        "range": _range(finding.place.range),
        "pointer": finding.place.pointer,
        "trail": [{"range": _range(range), "says": says} for range, says in trail(finding)],
        "calls": [{"address": address, "range": _range(range)} for range, address in calls(finding)],
    }


def _related(place: Place) -> Json:
    return {"address": str(place.address), "attribute": place.attribute, "range": _range(place.range)}


def _fix(fix: Fix, rule: Rule) -> Json:
    hcl = rule.fix.get("hcl")
    return {"words": fix.words, "hcl": hcl, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> Json:
    return {"range": _range(edit.range), "text": edit.text}


def _ignored(ignored: Ignored | None) -> Json | None:
    if ignored is None:
        return None
    return {"by": ignored.by, "reason": ignored.reason, "range": _range(ignored.range)}


def _passed(passed: Passed) -> Json:
    return {"rule": passed.rule.id, "name": passed.rule.name, "address": str(passed.address), "root": passed.root}


def _assessment(assessment: Assessment) -> Json:
    return {
        "framework": assessment.framework.name,
        "control": assessment.control,
        "title": assessment.title,
        "status": assessment.status.value,
        "rules": [rule.id for rule in assessment.rules],
        "evidence": [_evidence(one) for one in assessment.evidence],
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "rule": evidence.rule.id,
        "address": str(evidence.address),
        "root": evidence.root,
        "outcome": evidence.outcome.value,
        "ignored": evidence.ignored,
    }


def _diagnostic(diagnostic: Diagnostic) -> Json:
    path = diagnostic.range.path if diagnostic.range is not None else diagnostic.path
    return {
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "path": path,
        "range": _range(diagnostic.range),
    }


def _range(range: Range | None) -> Json | None:
    if range is None:
        return None
    return {"path": range.path, "start": _position(range.start), "end": _position(range.end)}


def _position(position: Position) -> Json:
    return {"line": position.line, "column": position.column}
