"""The findings on the page: one article a policy, with why and what to write instead once, and all places below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass
from tflint_cognito.report.groups import Group
from tflint_cognito.report.html_text import code, excerpt, hidden, listed_or_folded, page_text
from tflint_cognito.report.references import titled
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.words import counted, in_environments, trail

#: With more policies than that, why and what to write instead are folded until someone asks.
MOST_OPEN = 8


@dataclass(frozen=True, slots=True)
class Wanting:
    """A policy that something does not hold to, and where, at one severity."""

    rule: Rule
    severity: Severity
    places: tuple[Group, ...]


def by_policy(groups: Sequence[Group]) -> list[Wanting]:
    """The worst first; of one severity, in the order of the first places."""
    found: dict[tuple[str, Severity], list[Group]] = {}
    for group in groups:
        found.setdefault((group.first.rule.id, group.first.severity), []).append(group)
    made = [Wanting(groups[0].first.rule, groups[0].first.severity, tuple(groups)) for groups in found.values()]
    return sorted(made, key=lambda one: -one.severity)


def article(wanting: Wanting, report: Report, id: str, opened: bool) -> Iterator[str]:
    rule, severity = wanting.rule, wanting.severity
    yield f'<article id="{id}" class="policy {severity}">'
    yield f'<h3><span class="severity">{severity}</span> {page_text(rule.title)}</h3>'
    number = f" · {counted(len(wanting.places), 'place')}" if len(wanting.places) > 1 else ""
    yield f'<p class="id">{rule.id} {code(rule.name)}{number}</p>'
    yield from listed_or_folded(["\n".join(_place(group, report)) for group in wanting.places], "places")
    yield f"<details{' open' if opened else ''}>"
    yield f"<summary>Why, and what to write instead{hidden(f', for {rule.id}')}</summary>"
    yield f"<p>{page_text(' '.join(rule.why.split()))}</p>"
    yield from _fix(wanting)
    yield from _references(rule)
    yield "</details>"
    yield "</article>"


def _place(group: Group, report: Report) -> Iterator[str]:
    first = group.first
    yield f'<div class="{" ".join(("place", *_environments(group, report)))}">'
    yield f"<h4>{page_text(first.message)}</h4>"
    yield f'<p class="where">{code(where(first))}{_holds_in(group, report)}</p>'
    if first.place.range is not None:
        yield f"<pre><code>{excerpt(first.place.range, report.secrets)}</code></pre>"
    yield from _addresses(group)
    yield from _way(group)
    if first.note:
        yield f'<p class="note">{page_text(first.note)}</p>'
    yield "</div>"


def _environments(group: Group, report: Report) -> list[str]:
    """The classes by which a reader picks an environment."""
    names = {name for finding in group.findings for name in finding.environments}
    return [f"in-{index}" for index, name in enumerate(report.environments) if name in names]


def _holds_in(group: Group, report: Report) -> str:
    names = {name for finding in group.findings for name in finding.environments}
    if len(report.environments) < 2 or not names:
        return ""
    ordered = [name for name in report.environments if name in names]
    return f' <span class="in">in {page_text(in_environments(ordered, report.environments))}</span>'


def _addresses(group: Group) -> Iterator[str]:
    addresses = list(dict.fromkeys(str(each.address) for each in group.findings if each.address is not None))
    if len(addresses) == 1:
        yield f'<p class="at">{code(addresses[0])}</p>'
    elif addresses:
        yield '<ul class="at">'
        yield from (f"<li>{code(address)}</li>" for address in addresses)
        yield "</ul>"


def _way(group: Group) -> Iterator[str]:
    steps = list(trail(group.first))
    if not steps:
        return
    yield '<p class="from">It comes from there:</p>'
    yield '<ol class="trail">'
    for range, says in steps:
        at = f" {code(f'{range.path}:{range.start.line}')}" if range is not None else ""
        yield f"<li>{page_text(says)}{at}</li>"
    yield "</ol>"


def _fix(wanting: Wanting) -> Iterator[str]:
    words = dict.fromkeys(group.first.fix.words for group in wanting.places if group.first.fix is not None)
    for each in words:
        yield f'<p class="fix"><strong>Fix:</strong> {page_text(each)}</p>'
    hcl = wanting.rule.fix.get("hcl")
    if words and hcl:
        yield f"<pre><code>{page_text(str(hcl).strip(chr(10)))}</code></pre>"


def _references(rule: Rule) -> Iterator[str]:
    if rule.references:
        yield '<ul class="references">'
        for title, link in map(titled, rule.references):
            shown = page_text(title)
            yield f'<li><a href="{page_text(link)}" rel="noreferrer">{shown}</a></li>' if link else f"<li>{shown}</li>"
        yield "</ul>"
