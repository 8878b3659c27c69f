"""What a report is made of. `Report` holds all that a format may use; formats add nothing but wording and layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.severity import Severity
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.source import Range

if TYPE_CHECKING:
    from tflint_cognito.cognito.landscape import Landscape
    from tflint_cognito.cognito.posture import Posture
    from tflint_cognito.finding.compliance import Assessment


@dataclass(frozen=True, slots=True)
class Ignored:
    """Why a finding is not counted: the comment's reason, and where it stands."""

    reason: str
    by: str  # "comment" | "configuration" | "baseline" | "unchanged"
    range: Range | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement of a range of source text."""

    range: Range
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The edits that satisfy a rule, in words as well; safe where nothing but the fault changes."""

    words: str
    safe: bool = False
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict that someone must act on, for one resource instance."""

    rule: Rule
    severity: Severity
    outcome: Outcome  # FAIL | UNDETERMINED
    message: str
    because: str
    address: Address | None  # None only for the tool's own, where a comment stands outside of any resource
    place: Place
    root: str  # the root module, plan or state that it was found through
    calls: tuple[Range, ...] = ()
    related: tuple[Place, ...] = ()
    decides: str = ""
    certainty: str = "proven"  # "proven" | "default"
    note: str = ""
    fix: Fix | None = None
    fingerprint: str = ""
    #: Of a plan: what it does to the resource, as Terraform names it; and of a plan or state the value there, in words.
    actions: tuple[str, ...] = ()
    planned: str = ""
    ignored: Ignored | None = None
    #: The environments that it holds in, of those that were looked at; none where there are none.
    environments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    rule: Rule
    address: Address
    root: str


@dataclass(frozen=True, slots=True)
class Input:
    """One root module, plan or state that was looked at. `kind` is "hcl", "plan" or "state"."""

    path: str
    kind: str
    #: The folder or binary plan that showed where a plan or state is written.
    source: str | None = None


def advice(kind: str) -> str:
    """What to do to see where a plan or state is written. A state has no binary plan of its own."""
    return f"give --source DIR{' or --plan-file tf.plan' if kind == 'plan' else ''}"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that came of a run. Findings and undetermined ones are sorted by file, position, rule and address."""

    inputs: tuple[Input, ...]
    findings: tuple[Finding, ...] = ()  # FAIL, ignored ones included
    undetermined: tuple[Finding, ...] = ()
    passed: tuple[Passed, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    resources: int = 0  # Cognito resources and consumers that were judged
    files: int = 0
    complete: bool = True
    rules: Mapping[str, Rule] = field(default_factory=dict)
    #: The controls of the frameworks that were asked for.
    compliance: tuple[Assessment, ...] = ()
    #: What else is to be said: of a baseline, and of ignores that do nothing. No finding, and no part of the exit code.
    notes: tuple[str, ...] = ()
    #: What is to be drawn, for formats that draw.
    landscapes: tuple[Landscape, ...] = ()
    #: Where secrets stand in the sources: no format may show this text.
    secrets: tuple[Range, ...] = ()
    seconds: float | None = None
    #: The environments that were looked at, in the order of the configuration.
    environments: tuple[str, ...] = ()
    #: What is in force in each of several environments, for formats that set them side by side.
    posture: Posture | None = None

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that count: not ignored."""
        return tuple(finding for finding in self.findings if finding.ignored is None)
