"""Environments beside each other: as a table, for a pull request, and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tflint_cognito.cognito.posture import Row
from tflint_cognito.report.printable import printable

FORMATS = ("table", "markdown", "json")


def render(format: str, environments: Sequence[str], rows: Sequence[Row]) -> str:
    if format == "json":
        data = {"version": "1", "environments": list(environments), "rows": _data(environments, rows)}
        return json.dumps(data, indent=2) + "\n"
    if not rows:
        return "no difference\n"
    from tabulate import tabulate

    heads = ["resource", "setting", *map(_safe, environments)]
    cells = [
        [_safe(each) for each in (row.address, row.attribute, *(cell or "" for cell in row.cells))] for row in rows
    ]
    style = "github" if format == "markdown" else "simple"
    if format == "markdown":
        cells = [[each.replace("|", "&#124;").replace("<", "&lt;") for each in line] for line in cells]
    return tabulate(cells, heads, tablefmt=style, disable_numparse=True) + "\n"


def _safe(text: str) -> str:
    return printable(text)


def _data(environments: Sequence[str], rows: Sequence[Row]) -> list[dict[str, object]]:
    return [
        {
            "address": row.address,
            "attribute": row.attribute or None,
            "differs": row.differs,
            "values": dict(zip(environments, row.cells, strict=True)),
        }
        for row in rows
    ]
