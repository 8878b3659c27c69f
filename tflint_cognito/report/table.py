"""A table with a row for each finding, then one for each that could not be decided."""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.finding.finding import Finding, Passed, Report
from tflint_cognito.report.diagnostics import diagnostic_line
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.printable import printable
from tflint_cognito.report.statistics import statistics_lines
from tflint_cognito.report.summary import closing
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.view import View

#: The last only where there are environments.
HEADERS = ("severity", "rule", "what", "address", "where", "in")

#: The columns that are wrapped in a terminal, and the least that they get.
_WRAPPED = ("what", "address")
_LEAST = 16


def render(report: Report, view: View) -> str:
    rows = [_row(group, str(group.first.severity)) for group in grouped(view.findings(report))]
    if not view.quiet:
        rows += [_row(group, "undetermined") for group in grouped(view.undetermined(report))]
        rows += [_row(group, "ignored") for group in grouped(view.ignored(report))] if view.verbose else []
        rows += [_passed(one) for one in report.passed] if view.show_passed else []
    lines = [_table(rows, HEADERS if report.environments else HEADERS[:-1], view.terminal), ""] if rows else []
    lines += [diagnostic_line(one) for one in report.diagnostics if not view.quiet or one.severity == "error"]
    lines += [] if view.quiet else [f"note: {printable(note)}" for note in report.notes]
    lines += statistics_lines(report, view)
    lines += [] if view.quiet else [printable(closing(report, view))]
    return "".join(f"{line}\n" for line in lines)


def _table(rows: list[list[str]], headers: Sequence[str], terminal: int | None) -> str:
    from tabulate import tabulate

    safe = [[printable(cell) for cell in row[: len(headers)]] for row in rows]
    widths = _widths(safe, headers, terminal) if terminal is not None else None
    return tabulate(safe, headers, tablefmt="simple", disable_numparse=True, maxcolwidths=widths)


def _widths(rows: Sequence[Sequence[str]], headers: Sequence[str], terminal: int) -> list[int | None]:
    """How wide columns may be so that rows fit into a terminal: the words and the addresses share what the others leave
    them. Nothing is wrapped elsewhere: there rows are for grep."""
    wide = {name: max(len(name), *(len(row[index]) for row in rows)) for index, name in enumerate(headers)}
    room = terminal - sum(wide[name] for name in headers if name not in _WRAPPED) - 2 * (len(headers) - 1)
    if sum(wide[name] for name in _WRAPPED) <= room:
        return [None] * len(headers)
    what = min(wide["what"], max(_LEAST, room // 2, room - wide["address"]))
    limits = {"what": what, "address": max(_LEAST, room - what)}
    return [limits.get(name) for name in headers]


def _passed(passed: Passed) -> list[str]:
    return ["passed", passed.rule.id, passed.rule.title, str(passed.address), passed.root, ""]


def _row(group: Group, outcome: str) -> list[str]:
    first = group.first
    environments = ", ".join(group.environments)
    return [outcome, first.rule.id, first.because, _address(first, len(group.findings) - 1), where(first), environments]


def _address(finding: Finding, others: int) -> str:
    if finding.address is None:
        return ""
    return f"{finding.address} and {others} more" if others else str(finding.address)
