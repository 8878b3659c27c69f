"""Environments beside each other: as a table, for a pull request, and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import takewhile

from tflint_cognito.cognito.posture import UNKNOWN, Posture, Row
from tflint_cognito.records import replace
from tflint_cognito.report.printable import printable
from tflint_cognito.report.words import counted
from tflint_cognito.terraform.notation import LONGEST, shorten

FORMATS = ("table", "markdown", "json")
#: How much of what is equal is shown before a difference that is too far behind to be seen.
_BEFORE = 12


def render(format: str, posture: Posture, everything: bool = False) -> str:
    """What differs, or `everything`; of a posture that nothing could be compared in, the tables say nothing."""
    chosen = posture if everything else replace(posture, rows=posture.differing)
    if format == "json":
        data = {"version": "1", "environments": list(posture.environments), **_compared(posture)}
        return json.dumps({**data, "rows": rows_as_json(chosen)}, indent=2) + "\n"
    if not posture.compared:
        return ""
    lines = [_table(chosen, format), ""] if chosen.rows else []
    return "\n".join((*lines, *map(printable, _remarks(posture, format)), ""))


def shown(cells: Sequence[str | None]) -> list[str]:
    """Cells short enough for a table. Where they only differ far behind, from a little before that on."""
    texts = [cell or "" for cell in cells]
    if max(map(len, texts)) <= LONGEST:
        return texts
    known = {cell for cell in cells if cell is not None and cell != UNKNOWN}
    alike = takewhile(lambda characters: len(set(characters)) == 1, zip(*known, strict=False))
    equal = len(list(alike)) if len(known) > 1 else 0
    skipped = equal - _BEFORE if equal > LONGEST // 2 else 0
    return [
        shorten(f"…{text[skipped:]}" if skipped and cell in known else text)
        for cell, text in zip(cells, texts, strict=True)
    ]


def rows_as_json(posture: Posture) -> list[dict[str, object]]:
    """The rows. `because` says of each environment whose value is not known why; `addresses`, only where they are not
    all the same, is the address in each."""
    return [_row_as_json(row, posture.environments) for row in posture.rows]


def _row_as_json(row: Row, environments: Sequence[str]) -> dict[str, object]:
    addresses = {"addresses": dict(zip(environments, row.addresses, strict=True))} if row.addresses else {}
    return {
        "address": row.address,
        "attribute": row.attribute or None,
        "differs": row.differs,
        "values": dict(zip(environments, row.cells, strict=True)),
        "because": {name: why for name, why in zip(environments, row.because, strict=True) if why},
        **addresses,
    }


def _compared(posture: Posture) -> dict[str, int]:
    unknown = sum(UNKNOWN in row.cells for row in posture.rows)
    return {"compared": len(posture.compared), "unknown": unknown, "differing": len(posture.differing)}


def _table(posture: Posture, format: str) -> str:
    from tabulate import tabulate

    heads = ["resource", "setting", *map(printable, posture.environments)]
    lines = [[printable(each) for each in (row.address, row.attribute, *shown(row.cells))] for row in posture.rows]
    if format == "markdown":
        lines = [[each.replace("|", "&#124;").replace("<", "&lt;") for each in line] for line in lines]
    style = "github" if format == "markdown" else "simple"
    return tabulate(lines, heads, tablefmt=style, disable_numparse=True)


def _remarks(posture: Posture, format: str) -> Iterator[str]:
    """What was paired although its addresses are not the same; and how much was compared."""
    item = "* " if format == "markdown" else ""
    for addresses in posture.pairs:
        named = zip(posture.environments, addresses, strict=True)
        words = ", ".join(f"{address} ({name})" for name, address in named if address is not None)
        yield f"{item}taken for the same: {words}"
    found = _compared(posture)
    differ = "no difference" if not found["differing"] else counted(found["differing"], "difference")
    unknown = f"; {found['unknown']} not known everywhere" if found["unknown"] else ""
    yield f"{item}{differ} in {counted(found['compared'], 'setting')} that could be compared{unknown}"
