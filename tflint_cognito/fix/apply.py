"""Edits onto files: all edits of a file or none, from the last to the first, and only if the result still reads."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.finding.finding import Edit, Finding, Report
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.hcl.native import parse_everything
from tflint_cognito.terraform.repository import open_source
from tflint_cognito.terraform.source import Range, Source


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One file as it is and as it will be, with the number of findings that this settles."""

    source: Source
    text: str
    findings: int


def rewrites(report: Report, *, unsafe: bool) -> list[Rewrite]:
    """What the fixes of a report's open findings make of each file. Overlapping edits: the first finding's wins."""
    chosen: dict[Source, list[Edit]] = {}
    settled: dict[Source, int] = {}
    for finding in report.open_findings:
        edits = _edits(finding, unsafe)
        if edits and all(_fits(edit, chosen.get(edit.range.source, ())) for edit in edits):
            for edit in edits:
                held = chosen.setdefault(edit.range.source, [])
                if edit not in held:
                    held.append(edit)
            settled[edits[0].range.source] = settled.get(edits[0].range.source, 0) + 1
    found = [Rewrite(source, rewritten(source, edits), settled.get(source, 0)) for source, edits in chosen.items()]
    return [checked(rewrite) for rewrite in sorted(found, key=lambda rewrite: rewrite.source.path)]


def checked(rewrite: Rewrite) -> Rewrite:
    """`rewrite`, if what it makes still reads as Terraform; CognitoLintError otherwise."""
    source = Source(rewrite.source.path, rewrite.text)
    file = open_source(source, variables=source.path.endswith((".tfvars", ".tfvars.json")))
    parse_everything(file)
    if any(found.severity == "error" for found in file.diagnostics):
        raise CognitoLintError(f"{source.path}: the fix would not read as Terraform any more; nothing was written")
    return rewrite


def diff(rewrite: Rewrite) -> str:
    """The change to one file as a unified diff."""
    path = rewrite.source.path
    lines = difflib.unified_diff(
        rewrite.source.text.splitlines(keepends=True), rewrite.text.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _edits(finding: Finding, unsafe: bool) -> tuple[Edit, ...]:
    if finding.fix is None or not (finding.fix.safe or unsafe):
        return ()
    return finding.fix.edits


def _fits(edit: Edit, held: Iterable[Edit]) -> bool:
    return all(other == edit or (_apart(edit.range, other.range) and not _same_block(edit, other)) for other in held)


def _apart(one: Range, other: Range) -> bool:
    return one.stop <= other.begin or other.stop <= one.begin


def _same_block(one: Edit, other: Edit) -> bool:
    """Whether both add a block in the same spot: the second waits for the next run, to join the first one's block."""
    return one.range == other.range and "{" in one.text and "{" in other.text


def rewritten(source: Source, edits: Iterable[Edit]) -> str:
    """The text of `source` with `edits` made; they may not overlap."""
    return "".join(_pieces(source, sorted(edits, key=lambda edit: (edit.range.begin, edit.range.stop))))


def _pieces(source: Source, edits: Iterable[Edit]) -> Iterator[str]:
    at = 0
    for edit in edits:
        yield source.text[at : edit.range.begin]
        yield edit.text
        at = edit.range.stop
    yield source.text[at:]
