"""How to read configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tflint_cognito.progress import Progress
from tflint_cognito.records import dataclass, field

#: One --var ("value", name, text) or --var-file ("file", path).
VariableSource = tuple[str, str, str] | tuple[str, str]


@dataclass(frozen=True, slots=True)
class PlanSource:
    """Where a plan or state was made from: a "folder" (--source), or the "binary plan" (--plan-file) of the same run.

    `path` may be PLAN=PATH, to say which plan it is of.
    """

    kind: str  # "folder" | "binary plan"
    path: str


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. `variables` and `environment` as on Terraform's own command line; `stdin` is asked for `-` only."""

    working_directory: Path
    variables: tuple[VariableSource, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    workspace: str = "default"
    #: Patterns as in .gitignore, of what is not looked at.
    exclude: tuple[str, ...] = ()
    #: Whether what git ignores is left alone.
    gitignore: bool = True
    #: Whether parsed trees are kept between runs.
    cache: bool = True
    #: Whether paths are hints only, as a pre-commit hook gets them.
    hook: bool = False
    stdin: Callable[[], bytes] | None = None
    #: Text that stands in place of files, or of files that are not there yet, by path: what an editor has not saved.
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    #: What gives the plans among the inputs their places, in the order of the command line.
    plan_sources: tuple[PlanSource, ...] = ()
    progress: Progress = field(default_factory=Progress)
