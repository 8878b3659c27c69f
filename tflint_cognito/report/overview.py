"""Which rules are broken, how often, and where first: a table, where there is more than one finding."""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.report.groups import Group
from tflint_cognito.report.printable import printable
from tflint_cognito.report.undetermined import where


def overview(groups: Sequence[Group]) -> list[str]:
    if len(groups) < 2:
        return []
    from tabulate import tabulate

    by_rule: dict[str, list[Group]] = {}
    for group in sorted(groups, key=lambda group: (-group.first.severity, group.first.rule.id)):
        by_rule.setdefault(f"{group.first.severity}{group.first.rule.id}", []).append(group)
    rows = [_row(members) for members in by_rule.values()]
    table = tabulate(rows, ["severity", "rule", "policy", "hits", "where"], tablefmt="simple", disable_numparse=True,
                     colalign=("left", "left", "left", "right", "left"))  # fmt: skip
    return [*table.splitlines(), ""]


def _row(groups: Sequence[Group]) -> list[str]:
    first = groups[0].first
    more = f" and {len(groups) - 1} more" if len(groups) > 1 else ""
    hits = sum(len(group.findings) for group in groups)
    place = str(first.address) if first.place.range is None else where(first)
    return [str(first.severity), first.rule.id, printable(first.rule.title), str(hits), printable(place) + more]
