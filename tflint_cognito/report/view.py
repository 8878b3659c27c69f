"""How a reader wants a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tflint_cognito.finding.finding import Finding, Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Provenance:
    """What was looked at, by version control: the address of the repository (without anything secret), the id of the
    revision, and the branch; the last is empty where none is checked out."""

    repository: str
    revision: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """`width` is in columns, for words; `terminal` is how many the terminal has that shows the report, if one does.
    `quiet` leaves only findings and errors; `verbose` shortens nothing and shows ignored findings. Those below
    `min_severity` are not shown, but counted. `locate` turns a path as users see it into one from the root of the
    repository, which is what services that keep reports want. `now` is when the run ended; `stops` says whether its
    exit code stops a pipeline. `compared` says whether there is a baseline; `statistics` counts by rule; `environment`
    is the one that was asked for, if any. `room` is what fits where a comment is shown, in bytes."""

    colour: bool = False
    width: int = 100
    terminal: int | None = None
    quiet: bool = False
    verbose: bool = False
    show_passed: bool = False
    min_severity: Severity = Severity.INFO
    locate: Callable[[str], str] = str
    now: datetime | None = None
    stops: bool = False
    statistics: bool = False
    compared: bool = False
    environment: str = ""
    provenance: Provenance | None = None
    room: int = 65_536  # of a comment on GitHub, in characters; GitLab takes 1,000,000

    def findings(self, report: Report) -> list[Finding]:
        """The findings that count and are to be seen."""
        return [finding for finding in report.open_findings if finding.severity >= self.min_severity]

    def undetermined(self, report: Report) -> list[Finding]:
        open_ones = (finding for finding in report.undetermined if finding.ignored is None)
        return [finding for finding in open_ones if finding.severity >= self.min_severity]

    def ignored(self, report: Report) -> list[Finding]:
        return [finding for finding in (*report.findings, *report.undetermined) if finding.ignored is not None]
