"""Reading and judging, as every command does that needs a report."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tflint_cognito.cli.run_rules import RunRules, rules_of
from tflint_cognito.cli.waiting import with_rules
from tflint_cognito.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tflint_cognito.cli.settings import Settings
    from tflint_cognito.cognito.architecture import Architecture
    from tflint_cognito.finding.finding import Report
    from tflint_cognito.terraform.folders import Folders
    from tflint_cognito.terraform.provider import Provider
    from tflint_cognito.terraform.read import Reading, Survey


@dataclass(frozen=True, slots=True)
class Heard:
    """What is to be said of a run, and whether there was any Terraform, or some that git ignores."""

    report: Report
    found_terraform: bool
    left_something_out: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What was read, what it means, and what is to be said of it."""

    reading: Reading
    architectures: tuple[Architecture, ...]
    report: Report
    ran: frozenset[str]

    @property
    def heard(self) -> Heard:
        """What is to be said of it."""
        return Heard(self.report, self.reading.found_terraform, self.reading.left_something_out)


def look(settings: Settings, opened: dict[str, Folders] | None = None) -> Look:
    """Reads what `settings` name, judges it, and applies what the configuration, the baseline and git say.

    That of every environment that there is to look at, if there are any; `opened` is what `read` keeps between them."""
    if settings.environments:
        from tflint_cognito.cli.environments import look_at_all

        return look_at_all(settings)
    return judged(sight(settings, opened))


def hear(settings: Settings) -> Heard:
    """What is to be said, for those who ask for nothing else: where nothing has changed since an earlier run came to
    it, it is not worked out again."""
    if not _may_be_known(settings):
        return look(settings).heard
    from tflint_cognito.cli.hearing import heard
    from tflint_cognito.cli.keeping import Known

    started = time.monotonic()
    rules = rules_of(settings)
    survey = _survey(settings, None)
    known = Known.of(settings, survey)
    report = known.report(rules.rulebook) if known is not None else None
    if report is None:
        looked = _judged(_sight(settings, rules, survey, started))
        report, files = looked.report, files_of(looked.architectures)
        if known is not None:
            known.keep(report, files)
        reading = looked.reading
    else:
        assert known is not None
        survey.save()
        reading, files = survey.told(()), known.files
        report = replace(report, files=reading.files, seconds=time.monotonic() - started)
    report = heard(report, settings, rules.rulebook, rules.ran(), files)
    return Heard(report, reading.found_terraform, reading.left_something_out)


def _may_be_known(settings: Settings) -> bool:
    """Whether an earlier report could be all that is asked for: what draws or edits needs the models themselves."""
    needs_models = settings.draws or settings.fix or settings.diff or settings.compliance
    return settings.cache and not (settings.environments or settings.overlay or needs_models)


@dataclass(frozen=True, slots=True)
class Sight:
    """What settings name, read and not judged yet: several environments are all read before one is judged."""

    settings: Settings
    rules: RunRules
    survey: Survey
    reading: Reading
    architectures: tuple[Architecture, ...]
    seconds: float


def sight(settings: Settings, opened: dict[str, Folders] | None = None) -> Sight:
    """Reads what `settings` name."""
    started = time.monotonic()
    return _sight(settings, rules_of(settings), _survey(settings, opened), started)


def judged(sight: Sight) -> Look:
    """Judges what was read, and applies what the configuration, the baseline and git say."""
    from tflint_cognito.cli.hearing import heard

    looked = _judged(sight)
    report = looked.report
    if sight.settings.draws:
        from tflint_cognito.cognito.landscape import landscape

        report = replace(report, landscapes=tuple(map(landscape, looked.architectures)))
    report = heard(report, sight.settings, sight.rules.rulebook, looked.ran, files_of(looked.architectures))
    return replace(looked, report=report)


def _sight(settings: Settings, rules: RunRules, survey: Survey, started: float) -> Sight:
    from tflint_cognito.cognito.architecture import Architecture
    from tflint_cognito.finding.secrets import without_secrets

    reading = survey.read()
    architectures = tuple(Architecture(without_secrets(model)) for model in reading.models)
    return Sight(settings, rules, survey, reading, architectures, time.monotonic() - started)


def _judged(sight: Sight) -> Look:
    """A look, before it is heard what the configuration, the baseline and git say."""
    from tflint_cognito.finding.assemble import Judged, Run, assemble, in_words
    from tflint_cognito.fix.edits import fix_for
    from tflint_cognito.policy.engine import judge

    started = time.monotonic()
    settings, rules = sight.settings, sight.rules
    settings.progress.within = settings.environment
    verdicts = [
        Judged(each.model, judge(asked, each), len(each.resources))
        for each, asked in with_rules(rules.selected, sight.architectures, settings.progress)
    ]
    ran, reading = rules.ran(sight.architectures), sight.reading
    run = Run(
        rules.rulebook,
        ran,
        reading.diagnostics,
        reading.files,
        sight.seconds + time.monotonic() - started,
        rules.frameworks,
        today,
        settings.ignores,
    )
    settings.progress.begin("putting together what was found")
    report = assemble(verdicts, run, from_repository, fix_for if settings.wants_edits else in_words)
    sight.survey.save()
    return Look(reading, sight.architectures, report, ran)


def _survey(settings: Settings, opened: dict[str, Folders] | None) -> Survey:
    from tflint_cognito.cognito.signs import SIGNS
    from tflint_cognito.terraform.read import Options, Survey

    settings.progress.within = settings.environment
    options = Options(
        working_directory=Path.cwd(),
        variables=settings.variables,
        plan_sources=settings.plan_sources,
        environment=os.environ,
        workspace=settings.workspace,
        exclude=settings.exclude,
        gitignore=settings.gitignore,
        cache=settings.cache,
        hook=settings.hook,
        overlay=settings.overlay,
        stdin=lambda: sys.stdin.buffer.read(),
        progress=settings.progress,
    )
    return Survey(settings.paths, options, SIGNS, _provider, opened)


def _provider() -> Provider:
    from tflint_cognito.cognito.provider import PROVIDER

    return PROVIDER


def files_of(architectures: Iterable[Architecture]) -> tuple[str, ...]:
    """The files that resources stand in."""
    ranges = (resource.range for each in architectures for resource in each.resources)
    return tuple(sorted({range.path for range in ranges if range is not None}))


def today() -> date:
    from datetime import date

    return date.today()


def from_repository(path: str) -> str:
    """`path` as seen from the repository that it is in, so that it is the same from wherever one looks."""
    absolute = Path(os.path.abspath(path))
    root = repository_root(str(absolute))
    return absolute.relative_to(root).as_posix() if root is not None else path


def repository_root(path: str) -> str | None:
    """The nearest folder above (or at) `path` with `.git`."""
    for folder in (Path(path), *Path(path).parents):
        if (folder / ".git").exists():
            return str(folder)
    return None
