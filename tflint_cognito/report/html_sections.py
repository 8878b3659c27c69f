"""The sections of the page besides findings: what could not be decided or read, environments, controls, ignores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tflint_cognito.cognito.posture import UNKNOWN, Posture, Row
from tflint_cognito.finding.compliance import Assessment
from tflint_cognito.finding.finding import Report
from tflint_cognito.report.compliance import behind, remarks, scope, tally
from tflint_cognito.report.groups import grouped
from tflint_cognito.report.html_text import FOLDED_FROM, breakable, code, heading, hidden, page_text, table
from tflint_cognito.report.undetermined import by_cause, rows_of, where
from tflint_cognito.report.view import View
from tflint_cognito.report.words import counted


def undetermined(report: Report, view: View) -> Iterator[str]:
    """By cause: one unknown often stands behind many policies, and one answer decides them all."""
    rules = {each.rule.id: each.rule.title for each in report.undetermined}
    for (because, decides), groups in by_cause(grouped(view.undetermined(report))).items():
        yield '<article class="cause">'
        yield heading(3, because)
        if decides:
            yield f'<p class="decides"><strong>What would decide it:</strong> {page_text(decides)}</p>'
        rows = [
            [code(address), code(attribute) if attribute else "", _policies(ids, rules), code(at)]
            for ids, address, attribute, at in rows_of(groups)
        ]
        drawn = table(f"What rests on it: {because}", ["resource", "setting", "policies", "where"], rows)
        if len(rows) > FOLDED_FROM:
            yield f"<details><summary>{counted(len(rows), 'setting')} rest on it</summary>"
            yield from drawn
            yield "</details>"
        else:
            yield from drawn
        yield "</article>"


def _policies(ids: str, titles: dict[str, str]) -> str:
    each = (f"<li>{id} {page_text(titles.get(id, ''))}</li>" for id in ids.split(", "))
    return f'<ul class="plain">{"".join(each)}</ul>'


def reading(report: Report) -> list[str]:
    rows = []
    for one in report.diagnostics:
        at = f"{one.range.path}:{one.range.start.line}" if one.range is not None else one.path or ""
        rows.append([one.severity, page_text(one.message), code(at) if at else ""])
    kinds = [one.severity for one in report.diagnostics]
    return table("What could not be read or looked into", ["severity", "what", "where"], rows, kinds) if rows else []


def ignored(report: Report, view: View) -> list[str]:
    found = [group for group in grouped(view.ignored(report)) if group.first.ignored is not None]
    rows = [
        [
            f"{group.first.rule.id} {page_text(group.first.rule.title)}",
            code(str(group.first.address)),
            f"{page_text(group.first.ignored.reason)} ({group.first.ignored.by})" if group.first.ignored else "",
            code(where(group.first)),
        ]
        for group in found
    ]
    return table("What is ignored, and why", ["policy", "resource", "reason", "where"], rows) if rows else []


def compliance(report: Report) -> Iterator[str]:
    for name in dict.fromkeys(one.framework.name for one in report.compliance):
        found = [one for one in report.compliance if one.framework.name == name]
        yield heading(3, found[0].framework.title)
        yield f"<p>{page_text(tally(found))} of {counted(len(found), 'control')}</p>"
        rows = [[one.status.value, page_text(one.control), page_text(one.title), _evidence(one)] for one in found]
        kinds = [one.status.value.replace(" ", "-") for one in found]
        yield from table(scope(found[0].framework), ["status", "control", "title", "rests on"], rows, kinds)
        yield from (f'<p class="source">{page_text(line)}</p>' for line in (*remarks(found), found[0].framework.source))


def _evidence(assessment: Assessment) -> str:
    each = (f"<li>{page_text(line)}</li>" for line in behind(assessment))
    items = "".join(each)
    return f'<ul class="plain">{items}</ul>' if items else ""


def environments(posture: Posture) -> Iterator[str]:
    """The matrix: settings as rows, environments as columns. What is equal everywhere is shown on request."""
    unknown = sum(UNKNOWN in row.cells for row in posture.rows)
    said = f"{counted(len(posture.differing), 'setting')} of {len(posture.rows):,} differ"
    yield f"<p>{said}; {unknown:,} not known everywhere. What differs is marked with ≠.</p>"
    yield '<p class="filter"><label><input type="checkbox" id="equal"> Show what is equal, too</label></p>'
    yield '<div class="matrix" role="region" aria-label="Environments side by side" tabindex="0">'
    yield "<table><caption>What is in force in each environment</caption>"
    heads = "".join(f'<th scope="col">{page_text(name)}</th>' for name in posture.environments)
    yield f'<thead><tr><th scope="col">setting</th>{heads}</tr></thead>'
    by_address: dict[str, list[Row]] = {}
    for row in posture.rows:
        by_address.setdefault(row.address, []).append(row)
    for address, rows in by_address.items():
        yield f"<tbody{'' if any(map(_matters, rows)) else _EQUAL}>"
        span = len(posture.environments) + 1
        yield f'<tr><th class="resource" scope="rowgroup" colspan="{span}">{code(address)}</th></tr>'
        yield from map(_setting, rows)
        yield "</tbody>"
    yield "</table></div>"


_EQUAL, _ODD = ' class="equal"', ' class="odd"'


def _matters(row: Row) -> bool:
    """Whether environments differ, or may: what nobody knows anywhere for the same reason is the same."""
    return row.differs or (UNKNOWN in row.cells and len(set(zip(row.cells, row.because, strict=True))) > 1)


def _setting(row: Row) -> str:
    name = code(row.attribute) if row.attribute else "is there"
    odd = _odd(row)
    cells = "".join(map(_cell, row.cells, row.because, (cell in odd for cell in row.cells)))
    return f'<tr{"" if _matters(row) else _EQUAL}><th scope="row">{name}</th>{cells}</tr>'


def _odd(row: Row) -> Sequence[str | None]:
    """The values that are marked: all but the most common one, or all where there is none such."""
    if not row.differs:
        return ()
    counts = Counter(cell for cell in row.cells if cell is not None and cell != UNKNOWN)
    (common, most), *others = counts.most_common()
    if others and others[0][1] == most:
        return list(counts)
    return [cell for cell in counts if cell != common]


def _cell(words: str | None, because: str, odd: bool) -> str:
    if words is None:
        return f'<td class="none"><span aria-hidden="true">·</span>{hidden("there is no such resource")}</td>'
    if words == UNKNOWN:
        return f'<td class="unknown">{UNKNOWN}<small>{breakable(because)}</small></td>'
    mark = f'<span aria-hidden="true">≠ </span>{hidden("differs: ")}' if odd else ""
    return f"<td{_ODD if odd else ''}>{mark}{page_text(words)}</td>"
