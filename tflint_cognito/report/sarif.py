"""SARIF 2.1.0, as GitHub's code scanning and the Microsoft validator want it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from urllib.parse import quote

from tflint_cognito import __version__
from tflint_cognito.finding.finding import Report
from tflint_cognito.finding.own import FAMILY as OWN
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.weakness import weakness_titles
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.references import HOME
from tflint_cognito.report.sarif_result import ROOT, Results, is_suppressed
from tflint_cognito.report.sarif_rule import described, taxonomy, weaknesses
from tflint_cognito.report.spots import identified
from tflint_cognito.report.view import View
from tflint_cognito.report.words import counted
from tflint_cognito.terraform.diagnostic import Diagnostic

Json = dict[str, object]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: What GitHub takes: this many results, and this many bytes once compressed.
MOST_RESULTS = 25_000
LARGEST = 10_000_000


def render(report: Report, view: View) -> str:
    """ASCII only, so that no encoding can spoil it. Of more than GitHub takes, the worst are kept, and that is said."""
    groups = grouped(finding for finding in report.findings if finding.severity >= view.min_severity)
    keep = min(len(groups), MOST_RESULTS)
    text = _document(report, view, groups, keep)
    while keep and (size := _compressed(text)) > LARGEST:
        keep = min(keep - 1, int(keep * 0.9 * LARGEST / size))
        text = _document(report, view, groups, keep)
    return text


def _compressed(text: str) -> int:
    """The size in bytes as it is uploaded; of what is small anyway, the size as it is."""
    return len(text) if len(text) <= LARGEST else len(gzip.compress(text.encode()))


def _document(report: Report, view: View, groups: Sequence[Group], keep: int) -> str:
    run = _run(report, view, _worst(groups, keep), len(groups) - keep)
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _worst(groups: Sequence[Group], keep: int) -> list[Group]:
    """As many as are kept, in their order: what is open before what is ignored, the severe before the rest."""
    ranked = sorted(range(len(groups)), key=lambda index: (is_suppressed(groups[index]), -groups[index].first.severity))
    return [groups[index] for index in sorted(ranked[:keep])]


def _run(report: Report, view: View, groups: Sequence[Group], left_out: int) -> Json:
    rules = _rules(report, groups)
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
        "automationDetails": {"id": _category(view)},
        **_provenance(view),
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, results, left_out)],
        "results": [results.result(group, fingerprint) for group, fingerprint in identified(groups)],
    }


def _rules(report: Report, groups: Sequence[Group]) -> list[Rule]:
    """Those that judged something, so that a run without results tells what it looked for; where there was nothing to
    judge, the tool's own, which look all the same."""
    judged = [group.first.rule for group in groups]
    judged += [one.rule for one in report.undetermined]
    judged += [one.rule for one in report.passed]
    own = [rule for rule in report.rules.values() if rule.family == OWN]
    found = {rule.id: rule for rule in judged or own}
    return [found[id] for id in sorted(found)]


def _category(view: View) -> str:
    """What GitHub keeps apart: runs for several environments must not replace one another."""
    return f"cognito-lint/{quote(view.environment, safe='')}/" if view.environment else "cognito-lint/"


def _provenance(view: View) -> Json:
    known = view.provenance
    if known is None:
        return {}
    details: Json = {
        "repositoryUri": known.repository,
        "revisionId": known.revision,
        **({"branch": known.branch} if known.branch else {}),
        "mappedTo": {"uriBaseId": ROOT},
    }
    return {"versionControlProvenance": [details]}


def _invocation(report: Report, results: Results, left_out: int) -> Json:
    """What could not be read, or not be decided, is about the run and is no result."""
    notifications = [_left_out(left_out)] if left_out else []
    notifications += [_unread(one, results) for one in report.diagnostics]
    open_ones = (finding for finding in report.undetermined if finding.ignored is None)
    notifications += [_undecided(group, results) for group in grouped(open_ones)]
    successful = not any(one.severity == "error" for one in report.diagnostics)
    return {"executionSuccessful": successful, "toolExecutionNotifications": notifications}


def _left_out(number: int) -> Json:
    said = f"{counted(number, 'result')} of the lowest severity did not fit into what GitHub takes, and were left out."
    return {"level": "warning", "message": {"text": said}}


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
