"""The report as one page: no network, no script; to be read on a screen, on paper, and by a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tflint_cognito import __version__
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.compliance import remarks
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.html_finding import article
from tflint_cognito.report.html_style import STYLE
from tflint_cognito.report.html_text import heading, page_text, table
from tflint_cognito.report.picture.scene import scenes
from tflint_cognito.report.picture.svg import svg
from tflint_cognito.report.summary import closing, summarise
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.view import View
from tflint_cognito.report.words import counted

_TITLE = "Amazon Cognito in Terraform"


def render(report: Report, view: View) -> str:
    groups = sorted(grouped(view.findings(report)), key=lambda group: -group.first.severity)
    sections = [
        _summary(report, view, groups),
        _picture(report),
        _findings(report, groups),
        _undetermined(report, view),
        _compliance(report),
        _reading(report),
        _ignored(report, view),
    ]
    present = [(id, title, lines) for id, title, lines in sections if lines]
    return "".join(f"{line}\n" for line in _page(report, view, present))


#: The id of a section, its title, and its lines of HTML; none where there is nothing to say.
Section = tuple[str, str, list[str]]


def _page(report: Report, view: View, sections: Sequence[Section]) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    # Nothing in a report comes from elsewhere, and nothing in it is ever run.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>cognito-lint: {page_text(closing(report, view))}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#main">Skip to the report</a>'
    yield "<header>"
    yield f'<p class="tool">cognito-lint {__version__}</p>'
    yield f"<h1>{_TITLE}</h1>"
    yield f'<p class="closing">{page_text(closing(report, view))}</p>'
    yield '<nav aria-label="Sections"><ul>'
    yield from (f'<li><a href="#{id}">{page_text(title)}</a></li>' for id, title, _ in sections)
    yield "</ul></nav>"
    yield "</header>"
    yield '<main id="main" tabindex="-1">'
    for id, title, lines in sections:
        yield f'<section aria-labelledby="{id}">'
        yield heading(2, title, id)
        yield from lines
        yield "</section>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _summary(report: Report, view: View, groups: Sequence[Group]) -> Section:
    summary = summarise(report)
    lines = ['<ul class="counts">']
    for severity in sorted(Severity, reverse=True):
        number = sum(group.first.severity is severity for group in groups)
        empty = "" if number else " none"
        lines.append(f'<li class="{severity}{empty}"><b>{number}</b> {severity}</li>')
    lines.append(f"<li><b>{summary.undetermined}</b> undetermined</li>")
    lines.append(f"<li><b>{summary.passed}</b> passed</li>")
    lines.append(f"<li><b>{summary.ignored}</b> ignored</li>")
    lines.append("</ul>")
    if not report.complete:
        lines.append('<p class="warning" role="note">Not everything could be looked into: see below.</p>')
    looked = [[each.path, {"hcl": "root module"}.get(each.kind, each.kind)] for each in report.inputs]
    lines += table("What was looked at", ["path", "kind"], looked) if looked else []
    if groups:
        rows = [
            [str(group.first.severity), group.first.rule.id, group.first.rule.title, where(group.first)]
            for group in groups
        ]
        links = [f"#f{number}" for number in range(len(rows))]
        lines += table("Findings", ["severity", "rule", "policy", "where"], rows, links)
    return "summary", "Summary", lines


def _picture(report: Report) -> Section:
    drawn = scenes(report.landscapes, report)
    if not drawn:
        return "picture", "Architecture", []
    return "picture", "Architecture", ['<div class="picture" tabindex="0">', svg(drawn), "</div>"]


def _findings(report: Report, groups: Sequence[Group]) -> Section:
    if not groups:
        return "findings", "Findings", []
    severities = sorted({group.first.severity for group in groups}, reverse=True)
    boxes = (f'<label><input type="checkbox" id="show-{each}" checked> {each}</label>' for each in severities)
    lines = ['<fieldset class="filter"><legend>Show</legend>', *boxes, "</fieldset>"]
    for number, group in enumerate(groups):
        lines += article(group, report, f"f{number}")
    return "findings", f"Findings: {len(groups)}", lines


def _undetermined(report: Report, view: View) -> Section:
    groups = grouped(view.undetermined(report))
    rows = [
        [
            group.first.rule.id,
            f"{group.first.address}" + (f" and {len(group.findings) - 1} more" if len(group.findings) > 1 else ""),
            group.first.because,
            group.first.decides,
            where(group.first),
        ]
        for group in groups
    ]
    lines = table("What could not be decided", ["rule", "resource", "because", "what would decide it", "where"], rows)
    return "undetermined", f"Undetermined: {len(groups)}", lines if rows else []


def _compliance(report: Report) -> Section:
    lines: list[str] = []
    for name in dict.fromkeys(one.framework.name for one in report.compliance):
        found = [one for one in report.compliance if one.framework.name == name]
        rows = []
        for one in found:
            behind = dict.fromkeys(str(each.address) for each in one.evidence if each.outcome.value == "fail")
            rows.append([one.status.value, one.control, one.title, ", ".join(behind)])
        lines += table(found[0].framework.title, ["status", "control", "title", "failing"], rows)
        lines += [f'<p class="source">{page_text(line)}</p>' for line in (*remarks(found), found[0].framework.source)]
    return "compliance", "Compliance", lines


def _reading(report: Report) -> Section:
    rows = []
    for one in report.diagnostics:
        at = f"{one.range.path}:{one.range.start.line}" if one.range is not None else one.path or ""
        rows.append([one.severity, one.message, at])
    lines = table("What could not be read or looked into", ["severity", "what", "where"], rows) if rows else []
    return "reading", f"Not read: {counted(len(rows), 'part')}", lines


def _ignored(report: Report, view: View) -> Section:
    found = grouped(view.ignored(report))
    rows = [
        [group.first.rule.id, str(group.first.address), group.first.ignored.reason, where(group.first)]
        for group in found
        if group.first.ignored is not None
    ]
    lines = table("What is ignored, and why", ["rule", "resource", "reason", "where"], rows) if rows else []
    return "ignored", f"Ignored: {len(rows)}", lines
