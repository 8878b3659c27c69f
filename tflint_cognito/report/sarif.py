"""SARIF 2.1.0, as GitHub's code scanning and the Microsoft validator want it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from tflint_cognito import __version__
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.weakness import weakness_titles
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.sarif_result import ROOT, Results
from tflint_cognito.report.sarif_rule import described, taxonomy, weaknesses
from tflint_cognito.report.spots import identified
from tflint_cognito.report.view import View
from tflint_cognito.terraform.diagnostic import Diagnostic

Json = dict[str, object]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: The address of the project.
HOME = "https://github.com/OWNER/cognito-lint"


def render(report: Report, view: View) -> str:
    """ASCII only, so that no encoding can spoil it."""
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, view)]}, indent=2) + "\n"


def _run(report: Report, view: View) -> Json:
    groups = grouped(finding for finding in report.findings if finding.severity >= view.min_severity)
    rules = _rules(groups)
    taxa = weaknesses(rules)
    results = Results(report, view, {rule.id: index for index, rule in enumerate(rules)})
    driver: Json = {
        "name": "cognito-lint",
        "fullName": "cognito-lint: a linter for Amazon Cognito in Terraform",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [described(rule, taxa) for rule in rules],
        "supportedTaxonomies": [{"name": "CWE"}],
    }
    return {
        "tool": {"driver": driver},
        "taxonomies": [taxonomy(taxa, weakness_titles() if taxa else {})],
        "automationDetails": {"id": _category(report)},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, results)],
        "results": [results.result(group, fingerprint) for group, fingerprint in identified(groups)],
    }


def _category(report: Report) -> str:
    """One for each environment that is looked at alone, so that services keep their results apart."""
    return f"cognito-lint/{report.environments[0]}/" if len(report.environments) == 1 else "cognito-lint/"


def _rules(groups: Sequence[Group]) -> list[Rule]:
    found = {group.first.rule.id: group.first.rule for group in groups}
    return [found[id] for id in sorted(found)]


def _invocation(report: Report, results: Results) -> Json:
    """What could not be read, or not be decided, is about the run and is no result."""
    notifications = [_unread(one, results) for one in report.diagnostics]
    open_ones = (finding for finding in report.undetermined if finding.ignored is None)
    notifications += [_undecided(group, results) for group in grouped(open_ones)]
    successful = not any(one.severity == "error" for one in report.diagnostics)
    return {"executionSuccessful": successful, "toolExecutionNotifications": notifications}


def _unread(diagnostic: Diagnostic, results: Results) -> Json:
    located = results.location(diagnostic.range, diagnostic.path or "")
    return {
        "level": "error" if diagnostic.severity == "error" else "warning",
        "message": {"text": _ended(diagnostic.message)},
        **({"locations": [located]} if located else {}),
    }


def _undecided(group: Group, results: Results) -> Json:
    first = group.first
    decides = f"; {first.decides}" if first.decides else ""
    said = f"'{first.rule.id} {first.rule.name}' is undetermined for '{first.address}': {first.because}{decides}"
    located = results.location(first.place.range, first.root)
    return {
        "level": "note",
        "message": {"text": _ended(said)},
        **({"locations": [located]} if located else {}),
    }


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
