"""The screen: each finding with its source, then what could not be decided or read, then one line."""

from __future__ import annotations

from collections.abc import Iterable

from tflint_cognito.finding.finding import Finding, Report
from tflint_cognito.report.colour import Paint
from tflint_cognito.report.diagnostics import diagnostic_lines
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.overview import overview
from tflint_cognito.report.printable import printable
from tflint_cognito.report.screen import Screen
from tflint_cognito.report.statistics import statistics_lines
from tflint_cognito.report.summary import closing
from tflint_cognito.report.undetermined import undetermined_lines, where
from tflint_cognito.report.view import View

#: How many inputs of a clean run are named.
MOST_INPUTS = 20
#: How many things that could not be read are shown; after those it is the same thing over and over.
MOST_DIAGNOSTICS = 100


def render(report: Report, view: View) -> str:
    paint = Paint(view.colour)
    groups = grouped(view.findings(report))
    lines: list[str] = []
    explained: set[str] = set()
    advised: set[str] = set()
    for group in groups:
        first = group.first
        lines += Screen(group, report, view).lines(first.rule.id not in explained, first.root not in advised)
        explained.add(first.rule.id)
        advised.update([first.root] if first.place.range is None else [])
    if not view.quiet:
        lines += overview(groups, view.terminal)
        lines += undetermined_lines(view.undetermined(report), paint)
        lines += _ignored(view.ignored(report)) if view.verbose else []
        lines += _passed(report) if view.show_passed else []
        lines += _compliance(report, paint)
        lines += [f"{paint.title('note')}: {printable(note)}" for note in report.notes]
    lines += _diagnostics(report, view, paint)
    counts = statistics_lines(report, view)
    lines += [*counts, ""] if counts else []
    if not view.quiet:
        lines += [*_looked_at(report), _last(report, view, paint)]
    return "".join(f"{line}\n" for line in lines)


def _compliance(report: Report, paint: Paint) -> Iterable[str]:
    if not report.compliance:
        return ()
    from tflint_cognito.report.compliance import compliance_lines

    return compliance_lines(report, paint)


def _ignored(findings: Iterable[Finding]) -> list[str]:
    lines = [
        f"  {finding.rule.id}  {finding.address}  {where(finding)}  -- {finding.ignored.reason}"
        for finding in findings
        if finding.ignored is not None
    ]
    return [f"ignored: {len(lines)}", "", *map(printable, lines), ""] if lines else []


def _passed(report: Report) -> list[str]:
    lines = [f"  {one.rule.id}  {one.address}  {one.rule.title}" for one in report.passed]
    return [f"passed: {len(lines)}", "", *map(printable, lines), ""] if lines else []


def _diagnostics(report: Report, view: View, paint: Paint) -> list[str]:
    told = [one for one in report.diagnostics if not view.quiet or one.severity == "error"]
    shown = told if view.verbose else told[:MOST_DIAGNOSTICS]
    lines = [line for one in shown for line in diagnostic_lines(one, paint, report.secrets)]
    return [*lines, f"and {len(told) - len(shown):,} more that -v shows", ""] if len(shown) < len(told) else lines


def _looked_at(report: Report) -> list[str]:
    """Of a run without findings: what was looked at, so that its silence can be judged."""
    if report.findings or report.undetermined or not report.resources:
        return []
    rules: dict[str, set[str]] = {}
    for one in report.passed:
        rules.setdefault(one.root, set()).add(one.rule.id)
    paths = list(dict.fromkeys(each.path for each in report.inputs if each.path in rules))
    lines = [f"{printable(path)}: {_hold(len(rules[path]))}" for path in paths[:MOST_INPUTS]]
    return [*lines, f"and {len(paths) - MOST_INPUTS} more"] if len(paths) > MOST_INPUTS else lines


def _hold(rules: int) -> str:
    return f"all {rules} rules that apply hold" if rules > 1 else "the one rule that applies holds"


def _last(report: Report, view: View, paint: Paint) -> str:
    line = printable(closing(report, view))
    if report.open_findings or any(one.severity == "error" for one in report.diagnostics):
        return paint.error(line)
    return paint.good(line) if report.complete and not report.undetermined else paint.warning(line)
