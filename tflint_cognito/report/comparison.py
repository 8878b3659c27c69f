"""Environments beside each other: as a table, for a pull request, and for programs."""

from __future__ import annotations

import json

from tflint_cognito.cognito.posture import Posture
from tflint_cognito.report.printable import printable

FORMATS = ("table", "markdown", "json")


def render(format: str, posture: Posture) -> str:
    environments, rows = posture.environments, posture.rows
    if format == "json":
        data = {"version": "1", "environments": list(environments), "rows": rows_as_json(posture)}
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


def rows_as_json(posture: Posture) -> list[dict[str, object]]:
    """The rows; `because` says of each environment whose value is not known why."""
    return [
        {
            "address": row.address,
            "attribute": row.attribute or None,
            "differs": row.differs,
            "values": dict(zip(posture.environments, row.cells, strict=True)),
            "because": {name: why for name, why in zip(posture.environments, row.because, strict=True) if why},
        }
        for row in posture.rows
    ]
