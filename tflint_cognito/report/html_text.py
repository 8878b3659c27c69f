"""Text and tables as HTML, whatever is in them."""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.report.printable import printable, unfold_tabs
from tflint_cognito.report.xml import escaped


def page_text(text: str) -> str:
    """`text` with its lines, and without anything that could be markup or turn the direction of reading."""
    return escaped("\n".join(printable(unfold_tabs(line)) for line in text.split("\n")), keep_lines=True)


def heading(level: int, text: str, id: str = "") -> str:
    named = f' id="{id}"' if id else ""
    return f"<h{level}{named}>{page_text(text)}</h{level}>"


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], links: Sequence[str] = ()) -> list[str]:
    """A table with its caption; `links` are where the second cell of each row leads."""
    lines = ['<div class="table"><table>', f"<caption>{page_text(caption)}</caption>"]
    lines.append("<thead><tr>" + "".join(f'<th scope="col">{page_text(head)}</th>' for head in heads) + "</tr></thead>")
    lines.append("<tbody>")
    for number, row in enumerate(rows):
        cells = [page_text(cell) for cell in row]
        if links:
            cells[1] = f'<a href="{links[number]}">{cells[1]}</a>'
        kind = f' class="{cells[0].replace(" ", "-")}"' if heads[0] in ("severity", "status") else ""
        lines.append(f"<tr{kind}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return [*lines, "</tbody>", "</table></div>"]
