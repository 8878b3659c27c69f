"""A comment for a pull request: a table, the findings folded, and a marker by which the next run finds it again."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from tflint_cognito.cognito.posture import Posture
from tflint_cognito.finding.finding import Report
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.report.comparison import shown
from tflint_cognito.report.compliance import remarks, scope, tally
from tflint_cognito.report.excerpt import masked
from tflint_cognito.report.groups import Group, grouped
from tflint_cognito.report.harmless import in_text
from tflint_cognito.report.picture.mermaid import mermaid
from tflint_cognito.report.picture.scene import boxes_of, scenes
from tflint_cognito.report.printable import printable
from tflint_cognito.report.references import titled
from tflint_cognito.report.spots import MOST_NAMED
from tflint_cognito.report.summary import closing
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.view import View
from tflint_cognito.report.words import counted, in_environments, trail
from tflint_cognito.terraform.source import Range

#: The most lines of source that are shown of one finding.
MOST_LINES = 8
#: A line of usual length, in characters.
WIDEST = 200
#: Kept for what says that the rest was cut off.
_RESERVE = 400
#: The largest picture that is drawn; a larger one cannot be read there.
MOST_BOXES = 40

#: What makes a link, or a reference that those who are meant hear of: the colon of an address, the mark before a
#: person, an issue, a request, a label (`@octocat`, `#1`, GitLab's `!1 &1 %1 $1 ~1 ^1`, `[issue:1]`), GitHub's `GH-1`.
#: An entity would not keep Git hosts from seeing it, for they look at what entities stand for.
_APART = pattern(r"[#@!&%$~^](?=[\w\"'])|\[(?=\w+:)|:(?=//)|\bwww(?=\.)|\bGH-(?=\d)", re.IGNORECASE)
#: A space of no width.
_NO_WIDTH = "\u200b"

#: Whoever posts the comment looks for this line, to change the last one instead of adding another.
MARKER = "<!-- cognito-lint -->"


def render(report: Report, view: View) -> str:
    groups = sorted(grouped(view.findings(report)), key=lambda group: -group.first.severity)
    head = [_marker(view), f"### {_title(report, groups, view)}", "", *_table(groups, view.room // 2)]
    parts = [*_picture(report), *(_details(group, report) for group in groups), *_rest(report, view)]
    return _fitting(["\n".join(head), *parts], f"<sub>{_text(closing(report, view))}</sub>\n", view.room)


def _marker(view: View) -> str:
    """One comment for each environment."""
    if not view.environment:
        return MARKER
    return f"<!-- cognito-lint:{re.sub('[^A-Za-z0-9_.]', '_', view.environment)} -->"


def _picture(report: Report) -> Iterator[str]:
    """The architecture, as long as it is one that a comment can show."""
    drawn = scenes(report.landscapes, report)
    if 0 < boxes_of(drawn) <= MOST_BOXES:
        yield _folded("Architecture", _fenced("mermaid", mermaid(drawn)))


def _title(report: Report, groups: Sequence[Group], view: View) -> str:
    """What came out, in a few words that are no better than it is."""
    if any(one.severity == "error" for one in report.diagnostics):
        said = "not everything could be read"
    elif groups:
        said = counted(len(groups), "finding")
    elif not report.inputs:
        said = "there is no Terraform here"
    elif not report.complete:
        said = "no findings, but not everything could be looked into"
    elif not report.resources:
        said = "no Amazon Cognito resources"
    else:
        undetermined = len(grouped(view.undetermined(report)))
        said = f"no findings, {undetermined} undetermined" if undetermined else "no findings"
    return f"cognito-lint: {said}"


def _table(groups: Sequence[Group], room: int) -> Iterator[str]:
    if not groups:
        return
    yield "| severity | rule | what | where |"
    yield "| --- | --- | --- | --- |"
    for index, group in enumerate(groups):
        first = group.first
        row = f"| {first.severity} | {first.rule.id} | {_text(first.rule.title)} | {_code(_place(group))} |"
        room -= _size(row) + 1
        if room < 0:
            yield f"\n*and {counted(len(groups) - index, 'more', 'more')}, none of them worse*"
            break
        yield row
    yield ""


def _details(group: Group, report: Report) -> str:
    first = group.first
    lines = [
        "<details>",
        f"<summary><b>{first.rule.id}</b> {_text(first.message)}</summary>",
        "",
        f"{_code(where(first))}, {_addresses(group)}{_within(group, report)}",
        "",
    ]
    if first.place.range is not None:
        lines += [*_excerpt(first.place.range, report), ""]
    elif first.planned:
        lines += [*_fenced("hcl", first.planned), ""]
    lines += [f"* {_code(_spot(range))} {_text(says)}" for range, says in trail(first) if range is not None]
    lines += ["", _text(" ".join(first.rule.why.split())), ""]
    if first.fix is not None:
        lines += [f"**Fix:** {_text(first.fix.words)}", ""]
        lines += [*_fenced("hcl", str(first.rule.fix["hcl"]).strip("\n")), ""] if "hcl" in first.rule.fix else []
    lines += [f"[{_text(title)}]({link})  " for title, link in map(titled, first.rule.references) if link]
    return "\n".join([*lines, "", "</details>", ""])


def _place(group: Group) -> str:
    """Where it stands; of a plan without source whom it is about, since all are in one file."""
    first = group.first
    return str(first.address) if first.place.range is None and first.address is not None else where(first)


def _within(group: Group, report: Report) -> str:
    """` in dev (not prod)`, where there are environments."""
    found = group.environments
    return f" in {_text(in_environments(found, report.environments))}" if found else ""


def _excerpt(range: Range, report: Report) -> list[str]:
    """The lines that a place stands on, fenced, without what they are all indented by; of many, the first."""
    source, start = range.source, range.start.line
    last = min(range.end.line, start + MOST_LINES - 1)
    begin, stop = source.line_starts[start - 1], source.line_starts[last - 1] + len(source.line(last))
    if stop - begin > MOST_LINES * WIDEST:  # a file that is all one line: the place alone
        begin, stop = range.begin, min(range.stop, range.begin + WIDEST)
    lines = textwrap.dedent("\n".join(masked(Range(source, begin, stop), report.secrets))).splitlines()
    more = ["..."] if stop < range.stop else []
    return _fenced("json" if range.path.endswith(".json") else "hcl", "\n".join([*lines, *more]))


def _spot(range: Range) -> str:
    return f"{range.path}:{range.start.line}"


def _addresses(group: Group) -> str:
    addresses = list(dict.fromkeys(str(finding.address) for finding in group.findings if finding.address is not None))
    more = f" and {len(addresses) - MOST_NAMED} more" if len(addresses) > MOST_NAMED else ""
    return ", ".join(map(_code, addresses[:MOST_NAMED])) + more


def _rest(report: Report, view: View) -> Iterator[str]:
    undetermined = grouped(view.undetermined(report))
    if undetermined:
        rows = [_undetermined(group) for group in undetermined]
        yield _folded(
            f"{len(undetermined)} undetermined",
            ["| rule | what | because | what would decide it |", "| --- | --- | --- | --- |", *rows],
        )
    if report.diagnostics:
        lines = [f"* **{one.severity}** {_text(one.message)}" for one in report.diagnostics]
        yield _folded(f"{counted(len(report.diagnostics), 'part')} not read", lines)
    if report.compliance:
        yield _compliance(report)
    if report.posture is not None and report.posture.differing:
        yield _environments(report.posture)


def _undetermined(group: Group) -> str:
    first = group.first
    return f"| {first.rule.id} | {_addresses(group)} | {_text(first.because)} | {_text(first.decides)} |"


def _compliance(report: Report) -> str:
    rows = [f"| {one.status.value} | {_text(one.control)} | {_text(one.title)} |" for one in report.compliance]
    titles = ", ".join(dict.fromkeys(scope(one.framework) for one in report.compliance))
    return _folded(
        f"Compliance: {tally(report.compliance)}",
        [
            _text(". ".join([titles, *remarks(report.compliance)])),
            "",
            "| status | control | title |",
            "| --- | --- | --- |",
            *rows,
        ],
    )


def _environments(posture: Posture) -> str:
    """Only where they differ: a comment has little room."""
    rows = posture.differing
    heads = ("resource", "setting", *posture.environments)
    lines = [f"| {' | '.join(map(_text, heads))} |", f"|{' --- |' * len(heads)}"]
    for row in rows:
        words = map(_text, shown(row.cells))
        lines.append(f"| {' | '.join((_code(row.address), _text(row.attribute), *words))} |")
    return _folded(f"Environments differ in {counted(len(rows), 'setting')}", lines)


def _folded(summary: str, lines: Sequence[str]) -> str:
    return "\n".join(["<details>", f"<summary>{_text(summary)}</summary>", "", *lines, "", "</details>", ""])


def _fitting(parts: Sequence[str], last: str, room: int) -> str:
    """The parts that fit into one comment, the first always; what is left out is said."""
    text = parts[0]
    room -= _size(last) + _RESERVE + _size(text)
    for index, part in enumerate(parts[1:], 1):
        room -= _size(part) + 1
        if room < 0:
            left = len(parts) - index
            text += f"\n\n*{counted(left, 'part')} of this report did not fit; the whole is in the run's log.*\n"
            break
        text += f"\n{part}"
    return f"{text}\n{last}"


def _size(text: str) -> int:
    """In bytes: hosts count in one unit or another, and none of theirs is smaller."""
    return len(text.encode("utf-8", "replace"))


def _text(text: str) -> str:
    """Words in a paragraph, a summary or a cell of a table: nothing in them is markup, a link, a mention or HTML."""
    return _entities(_APART.sub(lambda found: found[0] + _NO_WIDTH, printable(text)))


def _entities(text: str) -> str:
    return re.sub(r"[\\`*_{}\[\]<>#|@~&]", lambda found: f"&#{ord(found[0])};", text)


def _code(text: str) -> str:
    """Inline code, whatever is in it. There is no way to write a bar within backticks both in a table and outside."""
    safe = _plain(text)
    if "|" in safe:
        return f"<code>{_entities(safe)}</code>"
    longest = max((len(run) for run in re.findall("`+", safe)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if safe.startswith("`") or safe.endswith("`") else ""
    return f"{ticks}{space}{safe}{space}{ticks}"


def _plain(text: str) -> str:
    """Code, with no command in it that a log would obey; so here already, where it is counted what fits."""
    return in_text(printable(text))


def _fenced(language: str, text: str) -> list[str]:
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return [f"{fence}{language}", *map(_plain, text.splitlines()), fence]
