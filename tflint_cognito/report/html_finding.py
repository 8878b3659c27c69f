"""One finding on the page: what, where, where that comes from, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from tflint_cognito.finding.finding import Report
from tflint_cognito.report.excerpt import masked
from tflint_cognito.report.groups import Group
from tflint_cognito.report.html_text import page_text
from tflint_cognito.report.references import titled
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.words import trail
from tflint_cognito.terraform.source import Range

#: How many lines of a place are shown.
MOST_LINES = 8


def article(group: Group, report: Report, id: str) -> Iterator[str]:
    first = group.first
    yield f'<article id="{id}" class="finding {first.severity}">'
    yield f'<h3><span class="severity">{first.severity}</span> {page_text(first.message)}</h3>'
    yield f'<p class="where"><code>{page_text(where(first))}</code></p>'
    if first.place.range is not None:
        yield from _excerpt(first.place.range, report)
    yield from _way(group, report)
    yield "<dl>"
    yield from _entry("At", [f"<code>{page_text(address)}</code>" for address in _addresses(group)])
    yield from _entry("Why", [page_text(" ".join(first.rule.why.split()))])
    if first.fix is not None:
        yield from _entry("Fix", [page_text(first.fix.words), *_terraform(group)])
    if first.note:
        yield from _entry("Note", [page_text(first.note)])
    yield from _entry("Rule", [f"{first.rule.id} <code>{first.rule.name}</code>", *_links(group)])
    yield "</dl>"
    yield "</article>"


def _addresses(group: Group) -> list[str]:
    return list(dict.fromkeys(str(finding.address) for finding in group.findings if finding.address is not None))


def _entry(name: str, texts: list[str]) -> Iterator[str]:
    if texts:
        yield f"<dt>{name}</dt>"
        yield from (f"<dd>{text}</dd>" for text in texts)


def _excerpt(range: Range, report: Report) -> Iterator[str]:
    """The lines of a place, with the place itself marked."""
    source, start = range.source, range.start.line
    last = min(range.end.line, start + MOST_LINES - 1)
    begin = source.line_starts[start - 1]
    stop = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    inside = "\n".join(masked(Range(source, range.begin, min(range.stop, stop)), report.secrets))
    before = "\n".join(masked(Range(source, begin, range.begin), report.secrets)) if range.begin > begin else ""
    after = "\n".join(masked(Range(source, min(range.stop, stop), stop), report.secrets)) if range.stop < stop else ""
    text = f"{page_text(before)}<mark>{page_text(inside)}</mark>{page_text(after.rstrip())}"
    yield f'<pre aria-label="Line {start} of {page_text(range.path)}"><code>{text}</code></pre>'


def _way(group: Group, report: Report) -> Iterator[str]:
    steps = [(range, says) for range, says in trail(group.first)]
    if not steps:
        return
    yield "<p>It comes from there:</p>"
    yield '<ol class="trail">'
    for range, says in steps:
        at = f" <code>{page_text(f'{range.path}:{range.start.line}')}</code>" if range is not None else ""
        yield f"<li>{page_text(says)}{at}</li>"
    yield "</ol>"


def _terraform(group: Group) -> list[str]:
    hcl = group.first.rule.fix.get("hcl")
    return [f"<pre><code>{page_text(str(hcl).strip(chr(10)))}</code></pre>"] if hcl else []


def _links(group: Group) -> list[str]:
    return [
        f'<a href="{page_text(link)}" rel="noreferrer">{page_text(title)}</a>' if link else page_text(title)
        for title, link in map(titled, group.first.rule.references)
    ]
