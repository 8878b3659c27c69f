"""What could not be read, and what the model therefore lacks."""

from __future__ import annotations

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.source import Range


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that could not be read. An error (exit code 2) is broken input; a warning could not be looked into.

    `message` is a plain sentence: what, and what to do about it. `path` is set where there is no range.
    """

    severity: str  # "error" | "warning"
    message: str
    range: Range | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the configuration that the model lacks, so that "there is none" cannot be said.

    `because` is the reason as a clause ("module.auth comes from a registry and is not downloaded"); `decides` what
    would settle it ("run terraform init, or lint the plan").
    """

    because: str
    decides: str = ""
    range: Range | None = None
    #: The resource types that may hide in it; empty means any.
    types: frozenset[str] = frozenset()
