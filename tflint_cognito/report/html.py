"""The report as one page: no network, no script; to be read on a screen, on paper, and by a screen reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tflint_cognito import __version__
from tflint_cognito.finding.finding import Input, Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report import html_sections as more
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.html_finding import MOST_OPEN, Wanting, article, by_policy
from tflint_cognito.report.html_picture import figure
from tflint_cognito.report.html_style import STYLE, picking
from tflint_cognito.report.html_text import code, head, heading, page_text, table
from tflint_cognito.report.picture.scene import scenes
from tflint_cognito.report.summary import closing, summarise
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.view import View
from tflint_cognito.report.words import counted, listed

_TITLE = "Amazon Cognito in Terraform"
_KINDS = {"hcl": "root module"}
#: How many paths are named in one sentence.
MOST_LISTED = 4


def render(report: Report, view: View) -> str:
    found = by_policy(grouped(view.findings(report)))
    drawn = scenes(report.landscapes, report)
    places = sum(len(each.places) for each in found)
    doubts = len(grouped(view.undetermined(report)))
    ignored = more.ignored(report, view)
    sections = [
        ("summary", "Summary", list(_summary(report, found, doubts))),
        ("reading", f"Not read: {counted(len(report.diagnostics), 'part')}", more.reading(report)),
        ("picture", "Architecture", list(figure(drawn)) if drawn else []),
        ("findings", f"Findings: {places:,}", list(_findings(report, found))),
        ("undetermined", f"Undetermined: {doubts:,}", list(more.undetermined(report, view))),
        ("environments", "Environments", list(more.environments(report.posture)) if report.posture else []),
        ("compliance", "Compliance", list(more.compliance(report))),
        ("ignored", f"Ignored: {len(grouped(view.ignored(report))):,}", ignored),
    ]
    present = [(id, title, lines) for id, title, lines in sections if lines]
    return "".join(f"{line}\n" for line in _page(report, view, places, present))


#: The id of a section, its title, and its lines of HTML; none where there is nothing to say.
Section = tuple[str, str, list[str]]


def _page(report: Report, view: View, places: int, sections: Sequence[Section]) -> Iterator[str]:
    said = page_text(closing(report, view))
    yield from head(f"cognito-lint: {said}", f"{STYLE}{picking(len(report.environments))}")
    yield "<body>"
    yield '<a class="skip" href="#main">Skip to the report</a>'
    yield "<header>"
    yield f'<p class="tool">cognito-lint {__version__}</p>'
    yield f"<h1>{_TITLE}</h1>"
    yield f'<p class="closing">{_verdict(report, places)} {said}</p>'
    yield "</header>"
    yield '<nav aria-label="Sections"><ul>'
    yield from (f'<li><a href="#{id}">{page_text(title)}</a></li>' for id, title, _ in sections)
    yield "</ul></nav>"
    yield '<main id="main" tabindex="-1">'
    for id, title, lines in sections:
        yield f'<section class="of-{id}" aria-labelledby="{id}">'
        yield heading(2, title, id)
        yield from lines
        yield "</section>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _verdict(report: Report, places: int) -> str:
    if not report.complete:
        return '<strong class="verdict unsure">not complete</strong>'
    if places:
        return '<strong class="verdict bad">to be mended</strong>'
    if any(each.ignored is None for each in report.undetermined):
        return '<strong class="verdict unsure">not all decided</strong>'
    return '<strong class="verdict good">nothing to mend</strong>' if report.resources else ""


def _summary(report: Report, found: Sequence[Wanting], doubts: int) -> Iterator[str]:
    summary = summarise(report)
    yield '<ul class="counts">'
    for severity in sorted(Severity, reverse=True):
        yield _count(sum(len(each.places) for each in found if each.severity is severity), str(severity))
    yield _count(doubts, "undetermined")
    yield _count(summary.ignored, "ignored")
    yield _count(summary.passed, "passed")
    yield "</ul>"
    if not report.complete:
        yield '<p class="warning">Not everything could be <a href="#reading">read or looked into</a>.</p>'
    yield from _looked_at(report)
    yield from (f'<p class="note">{page_text(note)}</p>' for note in report.notes)
    if found:
        rows = [
            [
                f'<span class="severity">{each.severity}</span>',
                f'<a href="#p{number}">{page_text(each.rule.title)}</a>',
                each.rule.id,
                f"{len(each.places):,}",
                code(where(each.places[0].first)),
            ]
            for number, each in enumerate(found)
        ]
        heads = ["severity", "policy", "rule", "places", "first"]
        yield from table("What is to be mended", heads, rows, [str(each.severity) for each in found])


def _count(number: int, of: str) -> str:
    return f'<li class="{of}{"" if number else " none"}"><b>{number:,}</b> {of}</li>'


def _looked_at(report: Report) -> Iterator[str]:
    """What was looked at, so that nobody takes silence for an answer."""
    there = {(each.path, one.id): one.kind for each in report.landscapes for one in each.members if one.address}
    words = listed([counted(number, kind) for kind, number in Counter(there.values()).items()])
    asked = {each.rule.id for each in report.passed}
    asked |= {each.rule.id for each in (*report.findings, *report.undetermined)}
    if asked:
        of = "them" if words else counted(report.resources, "resource")
        there_is = f"{page_text(words)}; " if words else ""
        yield f"<p>{there_is}{counted(len(asked), 'policy', 'policies')} asked of {of}.</p>"
    looked = [f"{code(each.path)} ({_kind(each)})" for each in report.inputs]
    if len(looked) > MOST_LISTED:
        yield f"<details><summary>What was looked at: {counted(len(looked), 'path')}</summary>"
        yield f"<ul>{''.join(f'<li>{each}</li>' for each in looked)}</ul></details>"
    elif looked:
        yield f"<p>What was looked at: {', '.join(looked)}.</p>"


def _kind(of: Input) -> str:
    kind = _KINDS.get(of.kind, of.kind)
    return f"{kind}, its source {code(of.source)}" if of.source else kind


def _findings(report: Report, found: Sequence[Wanting]) -> Iterator[str]:
    if not found:
        return
    severities = sorted({each.severity for each in found}, reverse=True)
    if len(severities) > 1:
        boxes = (f'<label><input type="checkbox" id="show-{each}" checked> {each}</label>' for each in severities)
        yield from ('<fieldset class="filter"><legend>Show</legend>', *boxes, "</fieldset>")
    if len(report.environments) > 1:
        yield '<fieldset class="filter"><legend>In</legend>'
        yield '<label><input type="radio" name="in" id="in-all" checked> any environment</label>'
        for index, name in enumerate(report.environments):
            yield f'<label><input type="radio" name="in" id="in-{index}"> {page_text(name)}</label>'
        yield "</fieldset>"
    for number, each in enumerate(found):
        yield from article(each, report, f"p{number}", opened=len(found) <= MOST_OPEN)
