"""What could not be decided, by cause: one unknown often stands behind many rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tflint_cognito.finding.finding import Finding
from tflint_cognito.report.colour import Paint
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.printable import cells, pad, printable
from tflint_cognito.report.words import counted


def undetermined_lines(findings: Sequence[Finding], paint: Paint) -> list[str]:
    """A heading, then for each cause what it is, the lines that rest on it, and what would decide them."""
    if not findings:
        return []
    groups = grouped(findings)
    lines = [paint.warning(f"undetermined: {len(groups)}"), ""]
    for (because, decides), members in by_cause(groups).items():
        lines.append(f"  {paint.title(printable(because))}")
        lines += [f"    {line}" for line in _aligned(rows_of(members))]
        if decides:
            lines.append(f"    {paint.frame('=')} decides: {printable(decides)}")
        lines.append("")
    return lines


def by_cause(groups: Iterable[Group]) -> dict[tuple[str, str], list[Group]]:
    causes: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        causes.setdefault((group.first.because, group.first.decides), []).append(group)
    return causes


def rows_of(groups: Iterable[Group]) -> list[list[str]]:
    """Rules, address, attribute, place; the rules that ask about the same thing share a row."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for group in groups:
        row = _addresses(group), group.first.place.attribute or "", where(group.first)
        rows.setdefault(row, []).append(group.first.rule.id)
    return [[", ".join(rules), *row] for row, rules in rows.items()]


def _addresses(group: Group) -> str:
    others = len(group.findings) - 1
    return f"{group.first.address}" + (f" and {counted(others, 'more', 'more')}" if others else "")


def where(finding: Finding) -> str:
    """`infra/main.tf:12:35`; the plan or state of what has no place in a source."""
    range = finding.place.range
    if range is None:
        return finding.root
    return f"{range.path}:{range.start.line}:{range.start.column}"


def _aligned(rows: list[list[str]]) -> list[str]:
    safe = [[printable(cell) for cell in row] for row in rows]
    widths = [max(cells(row[column]) for row in safe) for column in range(len(safe[0]))]
    return ["  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in safe]
