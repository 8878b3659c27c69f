"""How many findings there are of each rule, worst first."""

from __future__ import annotations

from tflint_cognito.finding.finding import Report
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.view import View


def statistics_lines(report: Report, view: View) -> list[str]:
    """A line for each rule with findings that are shown: how many, how severe, which. Instances of one block are one,
    as everywhere on the screen."""
    if not view.statistics:
        return []
    counts: dict[tuple[int, str], list[str]] = {}
    for group in grouped(view.findings(report)):
        first = group.first
        line = f"{first.severity!s:<8}  {first.rule.id}  {first.rule.name}"
        counts.setdefault((-first.severity, first.rule.id), []).append(line)
    ordered = sorted(counts.items(), key=lambda each: (each[0][0], -len(each[1]), each[0][1]))
    width = max((len(str(len(lines))) for lines in counts.values()), default=0)
    return [f"{len(lines):>{width}}  {lines[0]}" for _, lines in ordered]
