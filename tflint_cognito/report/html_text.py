"""Text, excerpts and tables as HTML, whatever is in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from textwrap import dedent

from tflint_cognito.report.excerpt import masked
from tflint_cognito.report.printable import printable, unfold_tabs
from tflint_cognito.report.xml import escaped
from tflint_cognito.terraform.source import Range

#: How many lines of a place are shown, and how many characters to both sides of it.
MOST_LINES = 8
_REACH = 240
#: How long a word of a program may be that never breaks, in characters.
_UNBROKEN = 12
#: How long a list may be before what is left of it is folded.
FOLDED_FROM = 10
#: Stand for the beginning and the end of a mark. No text has them any more: they would show as escapes.
_BEGIN, _END = "\x00", "\x01"


def head(title: str, style: str) -> Iterator[str]:
    """The beginning of a page, up to its body. Nothing in it comes from elsewhere, and nothing in it is ever run."""
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{title}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def page_text(text: str) -> str:
    """`text` with its lines, and without anything that could be markup or turn the direction of reading."""
    return escaped("\n".join(printable(unfold_tabs(line)) for line in text.split("\n")), keep_lines=True)


def code(text: str) -> str:
    """An address, a path or an attribute."""
    return f"<code>{breakable(text)}</code>"


def breakable(text: str) -> str:
    """Text with words of programs. A long one breaks behind its dots and the like, if it must."""
    shown = page_text(text)
    if len(text) > _UNBROKEN:
        shown = re.sub(r"(?<=[^\W\d])([._/:])(?=\w)", r"\1<wbr>", shown)
    return shown


def heading(level: int, text: str, id: str = "") -> str:
    named = f' id="{id}"' if id else ""
    return f"<h{level}{named}>{page_text(text)}</h{level}>"


def hidden(text: str) -> str:
    """For those who hear the page: what others see by its place or its form."""
    return f'<span class="heard">{page_text(text)}</span>'


def excerpt(range: Range, secrets: Collection[Range]) -> str:
    """The lines of a place, with the place itself marked and what stands in front of all of them taken away."""
    source, start = range.source, range.start.line
    last = min(range.end.line, start + MOST_LINES - 1)
    begin = source.line_starts[start - 1]
    stop = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    end = min(range.stop, stop)
    before = "\n".join(masked(Range(source, begin, range.begin), secrets)) if range.begin > begin else ""
    inside = "\n".join(masked(Range(source, range.begin, end), secrets))
    after = "\n".join(masked(Range(source, end, stop), secrets)) if range.stop < stop else ""
    more = "\n…" if last < range.end.line else ""
    before = before if len(before) <= _REACH else f"…{before[-_REACH:]}"
    inside, after = (text if len(text) <= 4 * _REACH else f"{text[: 4 * _REACH]}…" for text in (inside, after))
    text = f"{page_text(before)}{_BEGIN}{page_text(inside.rstrip(chr(10)))}{_END}{page_text(after.rstrip() + more)}"
    return dedent(text).replace(_BEGIN, "<mark>").replace(_END, "</mark>")


def listed_or_folded(items: Sequence[str], noun: str) -> Iterator[str]:
    """The first items as they are, and the others behind "312 more …", which a click opens."""
    yield from items[:FOLDED_FROM]
    rest = items[FOLDED_FROM:]
    if rest:
        yield f"<details><summary>{len(rest):,} more {page_text(noun)}</summary>"
        yield from rest
        yield "</details>"


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], kinds: Sequence[str] = ()) -> list[str]:
    """A table with its caption. Cells are HTML; `kinds` are the classes of the rows.

    On a narrow screen each row becomes a block with the heads beside its cells, which takes the roles away that
    browsers give; therefore they are written.
    """
    lines = ['<table role="table">', f"<caption>{page_text(caption)}</caption>"]
    cells = "".join(f'<th role="columnheader" scope="col">{page_text(head)}</th>' for head in heads)
    lines += [f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead>', '<tbody role="rowgroup">']
    for number, row in enumerate(rows):
        kind = f' class="{kinds[number]}"' if kinds else ""
        cells = "".join(
            f'<td role="cell" data-head="{page_text(head)}">{cell}</td>' for head, cell in zip(heads, row, strict=True)
        )
        lines.append(f'<tr role="row"{kind}>{cells}</tr>')
    return [*lines, "</tbody>", "</table>"]
