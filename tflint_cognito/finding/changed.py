"""Only what changed: findings whose place, or a place that their value came through, is on changed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tflint_cognito.finding.finding import Finding, Ignored
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.source import Range

#: How findings that a change did not touch are ignored.
BY = "unchanged"

#: First and last line, both included.
Lines = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """The changed lines of each file, by its path as findings have it; None where all of a file is new.

    `since` is how users named the state to compare with. All that lies in `folders` is new: git sees a repository in
    a repository as one thing. `top` is where the repository lies, as seen from the working directory: "../.." above it,
    "." at it, "infra" below it; empty where all is in it.
    """

    since: str
    lines: Mapping[str, Sequence[Lines] | None]
    folders: tuple[str, ...] = ()
    top: str = ""

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, ignored where nothing of them is on a changed line."""
        ignored = Ignored(f"nothing of it has changed since {self.since}", BY)
        return [
            finding if finding.ignored is not None or self.touches(finding) else replace(finding, ignored=ignored)
            for finding in findings
        ]

    def touches(self, finding: Finding) -> bool:
        """Whether something of it is on a changed line. Of what stands nowhere that git knows, nobody can tell: such a
        finding counts, because the other mistake would hide it."""
        if finding.place.range is None:
            return True
        return any(self._holds(range) for range in _places(finding))

    def _holds(self, range: Range) -> bool:
        if self._is_outside(range.path) or range.path.startswith(self.folders):
            return True
        if range.path not in self.lines:
            return False
        changed = self.lines[range.path]
        first, last = range.start.line, range.end.line
        return changed is None or any(start <= last and first <= end for start, end in changed)

    def _is_outside(self, path: str) -> bool:
        if not self.top:
            return False
        above = self.top.split("/").count("..")
        below = "" if above or self.top == "." else f"{self.top}/"
        return path.startswith("/") or path.split("/").count("..") > above or not path.startswith(below)


def _places(finding: Finding) -> Iterator[Range]:
    for place in (finding.place, *finding.related):
        if place.range is not None:
            yield place.range
        yield from (step.range for step in place.trail if step.range is not None)
    yield from finding.calls
