"""`--fix` and `--diff`: the edits of a report onto the files, round by round, until none is left to make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.finding.finding import Report
from tflint_cognito.fix.apply import Rewrite, rewrites
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.hcl.decoding import decode
from tflint_cognito.terraform.model import Model

#: One edit may make room for the next (a block that another one joins), but not for ever.
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """How many findings were settled, and in which files."""

    findings: int
    paths: tuple[str, ...]

    @property
    def words(self) -> str:
        if not self.paths:
            return "nothing to fix"
        return f"fixed {_counted(self.findings, 'finding')} in {_counted(len(self.paths), 'file')}"


def fix(report: Report, unsafe: bool, look_again: Callable[[], Report]) -> tuple[Fixed, Report]:
    """Writes what the fixes of `report` make of the files; the report of what is left comes with it."""
    findings, paths = 0, dict[str, None]()
    for _ in range(ROUNDS):
        found = rewrites(report, unsafe=unsafe)
        if not found:
            break
        for rewrite in found:
            write(rewrite)
        findings += sum(rewrite.findings for rewrite in found)
        paths.update(dict.fromkeys(rewrite.source.path for rewrite in found))
        report = look_again()
    return Fixed(findings, tuple(paths)), report


PLAN_AGAIN = "plan again to see what is left: the plan at hand is of the source as it was"


def check_sources(models: Iterable[Model]) -> None:
    """CognitoLintError where a plan or state is to be fixed, and its source is not there to be edited."""
    for model in models:
        if model.kind == "hcl" or (model.backing is not None and model.backing.on_disk):
            continue
        because = f"the source of this {model.kind} is not at hand"
        if model.backing is not None:
            because = f"the source in {model.backing.path} is the plan's own copy, and never written to"
        raise CognitoLintError(f"{model.path} cannot be fixed: {because}; give --source DIR")


def write(rewrite: Rewrite) -> None:
    """Writes one file as it will be; CognitoLintError if it is no longer the one that was read."""
    path = Path(rewrite.source.path)
    before = path.read_bytes()
    if decode(before) != rewrite.source.text:
        raise CognitoLintError(f"{path} has changed since it was read: run cognito-lint again")
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    temporary = path.with_name(f".{path.name}.cognito-lint")
    temporary.write_bytes(mark + rewrite.text.encode("utf-8"))
    temporary.chmod(path.stat().st_mode)
    temporary.replace(path)


def unsafe_words(report: Report) -> str:
    """How many fixes `--unsafe-fixes` would add; empty where there are none."""
    waiting = sum(1 for one in report.open_findings if one.fix is not None and one.fix.edits and not one.fix.safe)
    return f"{_counted(waiting, 'unsafe fix', 'unsafe fixes')} left out: --unsafe-fixes" if waiting else ""


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
