"""Where things are kept from one run to the next, and the report of the last one like this."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tflint_cognito.records import replace

if TYPE_CHECKING:
    from tflint_cognito.cli.settings import Settings
    from tflint_cognito.finding.finding import Report
    from tflint_cognito.finding.kept import Kept, KeptReport
    from tflint_cognito.policy.rulebook import Rulebook
    from tflint_cognito.terraform.read import Survey


def kept_in() -> Path | None:
    """The user's private cache folder; None where there is none."""
    from tflint_cognito.terraform.hcl.cache_folder import private_folder

    return private_folder(os.environ)


def rules_kept_in() -> Path | None:
    """Where a checkout keeps its rules compiled: beside its compiled modules, or else in the user's cache folder."""
    beside = Path(__file__).parent / "__pycache__"
    return beside if not sys.dont_write_bytecode and os.access(beside, os.W_OK) else kept_in()


class Known:
    """What an earlier run with the same settings came to, where `survey` finds the same to read."""

    def __init__(self, place: KeptReport, survey: Survey) -> None:
        self._place = place
        self._survey = survey
        kept = place.read()
        self._kept: Kept | None = kept if kept is not None and survey.still_holds(kept.seen) else None

    @classmethod
    def of(cls, settings: Settings, survey: Survey) -> Known | None:
        """None where nothing is kept: there is no folder for it, or more to read than plain configuration."""
        folder = kept_in()
        if folder is None or not survey.is_plain:
            return None
        from tflint_cognito.cli.looking import today
        from tflint_cognito.finding.kept import KeptReport, program

        given = {name: text for name, text in os.environ.items() if name.startswith("TF_VAR_")}
        rules = [(str(path), path.read_bytes()) for path in _own_rules(settings)]
        of = repr((program(), today(), survey.roots, sorted(given.items()), rules))
        return cls(KeptReport(folder, f"{os.getcwd()} {_asked(settings)}", of), survey)

    @property
    def files(self) -> tuple[str, ...]:
        return self._kept.files if self._kept is not None else ()

    def report(self, rulebook: Rulebook) -> Report | None:
        return self._kept.report(rulebook, os.getcwd()) if self._kept is not None else None

    def keep(self, report: Report, files: tuple[str, ...]) -> None:
        seen = self._survey.seen()
        if seen is not None:
            self._place.write(report, seen, files, os.getcwd())


def _asked(settings: Settings) -> str:
    """All settings that a report depends on before it is heard what is known, ignored or unchanged: all but those that
    say how it is shown, and what it is weighed by."""
    return repr(
        replace(
            settings,
            fail_on="",
            incomplete="",
            exit_zero=False,
            format="edits" if settings.wants_edits else "",
            outputs=(),
            summary="",
            min_severity="",
            show_passed=False,
            color="",
            quiet=False,
            verbose=False,
            statistics=False,
            baseline=None,
            changed_since=None,
            given=frozenset(),
        )
    )


def _own_rules(settings: Settings) -> list[Path]:
    from tflint_cognito.policy.rulebook import rule_paths

    return [path for folder in settings.folders for path in rule_paths(folder)]
