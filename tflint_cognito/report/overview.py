"""Which rules are broken, how often, and where first: a table, where there is more than one finding."""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.report.groups import Group
from tflint_cognito.report.printable import printable
from tflint_cognito.report.undetermined import where

HEADERS = ("severity", "rule", "policy", "hits", "where")


#: The least that is left of a policy's title, in columns.
_LEAST = 20


def overview(groups: Sequence[Group], terminal: int | None = None) -> list[str]:
    """The table; in a `terminal` of so many columns the titles are cut so that rows do not break, if that is enough."""
    if len(groups) < 2:
        return []
    by_rule: dict[str, list[Group]] = {}
    for group in sorted(groups, key=lambda group: (-group.first.severity, group.first.rule.id)):
        by_rule.setdefault(f"{group.first.severity}{group.first.rule.id}", []).append(group)
    rows = [_row(members) for members in by_rule.values()]
    if terminal is not None:
        rows = _narrowed(rows, terminal)
    return [*columns([HEADERS, *rows], right=HEADERS.index("hits")), ""]


def _narrowed(rows: Sequence[list[str]], terminal: int) -> list[list[str]]:
    title = HEADERS.index("policy")
    wide = max(len(line) for line in columns([HEADERS, *rows], right=HEADERS.index("hits")))
    room = max(len(row[title]) for row in rows) - max(0, wide - terminal)
    return [[*row[:title], _cut(row[title], max(_LEAST, room)), *row[title + 1 :]] for row in rows]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 3].rstrip()}..."


def columns(rows: Sequence[Sequence[str]], right: int) -> list[str]:
    """Rows as tabulate lays them out in its format "simple", the first as headers; one column is set to the right.

    This table is on every screen with two findings, and importing tabulate would take as long as all of the reading.
    """
    headers, *rest = rows
    widths = [max(len(header) + 2, *map(len, column)) for header, *column in zip(*rows, strict=True)]
    return [_line(row, widths, right) for row in (headers, ["-" * width for width in widths], *rest)]


def _line(cells: Sequence[str], widths: Sequence[int], right: int) -> str:
    placed = (f"{cell:{'>' if index == right else '<'}{widths[index]}}" for index, cell in enumerate(cells))
    return "  ".join(placed).rstrip()


def _row(groups: Sequence[Group]) -> list[str]:
    first = groups[0].first
    more = f" and {len(groups) - 1} more" if len(groups) > 1 else ""
    hits = sum(len(group.findings) for group in groups)
    place = str(first.address) if first.place.range is None else where(first)
    return [str(first.severity), first.rule.id, printable(first.rule.title), str(hits), printable(place) + more]
