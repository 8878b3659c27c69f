"""Reading and judging, as every command does that needs a report."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tflint_cognito.cli.run_rules import RunRules, rules_of
from tflint_cognito.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from tflint_cognito.cli.settings import Settings
    from tflint_cognito.cognito.architecture import Architecture
    from tflint_cognito.finding.configured import Spent
    from tflint_cognito.finding.finding import Finding, Report
    from tflint_cognito.policy.rulebook import Rulebook
    from tflint_cognito.terraform.folders import Folders
    from tflint_cognito.terraform.read import Reading, Survey


@dataclass(frozen=True, slots=True)
class Look:
    """What was read, what it means, and what is to be said of it."""

    reading: Reading
    architectures: tuple[Architecture, ...]
    report: Report
    ran: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heard:
    """What is to be said of a run, and whether there was any Terraform, or some that git ignores."""

    report: Report
    found_terraform: bool
    left_something_out: bool


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
        looked = look(settings)
        return Heard(looked.report, looked.reading.found_terraform, looked.reading.left_something_out)
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
    report = _heard(report, settings, rules.rulebook, rules.ran(), files)
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
    looked = _judged(sight)
    report = looked.report
    if sight.settings.draws:
        from tflint_cognito.cognito.landscape import landscape

        report = replace(report, landscapes=tuple(map(landscape, looked.architectures)))
    heard = _heard(report, sight.settings, sight.rules.rulebook, looked.ran, files_of(looked.architectures))
    return replace(looked, report=heard)


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
    verdicts = [Judged(each.model, judge(rules.selected, each), len(each.resources)) for each in sight.architectures]
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
    report = assemble(verdicts, run, from_repository, fix_for if settings.wants_edits else in_words)
    sight.survey.save()
    return Look(reading, sight.architectures, report, ran)


def _survey(settings: Settings, opened: dict[str, Folders] | None) -> Survey:
    from tflint_cognito.cognito.provider import PROVIDER
    from tflint_cognito.terraform.read import Options, Survey

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
    )
    return Survey(settings.paths, options, PROVIDER, opened)


def _heard(
    report: Report,
    settings: Settings,
    rulebook: Rulebook,
    ran: frozenset[str],
    files: Iterable[str],
) -> Report:
    """The report, with what is known, switched off or not of interest set aside."""
    configuration = settings.configuration
    if (configuration.overrides or configuration.ignores) and settings.ignores:
        from tflint_cognito.finding.configured import ConfiguredFindings

        applied = ConfiguredFindings(configuration, rulebook, os.getcwd(), today(), settings.environment)
        report = _each(report, applied.apply)
        report = _spent(report, applied.spent(ran, _seen(report, settings)), ran)
    return heard_of_all(report, settings, ran, files)


def heard_of_all(
    report: Report,
    settings: Settings,
    ran: frozenset[str],
    files: Iterable[str],
    all_of_them: bool = True,
) -> Report:
    """What is heard of all environments together: the baseline, and git. Where not `all_of_them` were looked at, a
    known finding may hold in another one, and none is said to be mended."""
    if settings.baseline is not None:
        heard = _against_baseline(report, settings.baseline, ran, files)
        report = heard if all_of_them else replace(heard, notes=report.notes)
    if settings.changed_since is not None:
        from tflint_cognito.cli.git import changed_since

        report = _each(report, changed_since(settings.changed_since, os.getcwd()).apply)
        report = replace(report, notes=(*report.notes, *_without_place(report)))
    return report


def _without_place(report: Report) -> Iterator[str]:
    """What git cannot tell anything of: what a plan or state holds, where its source is not at hand."""
    from tflint_cognito.finding.finding import advice

    kinds = {each.path: each.kind for each in report.inputs}
    for root in dict.fromkeys(one.root for one in report.open_findings if one.place.range is None):
        kind = kinds.get(root, "plan")
        said = f"the source of this {kind} is not at hand, so --changed-since cannot tell what of it is new"
        yield f"{root}: {said}, and all of it counts: {advice(kind)}"


def _each(report: Report, apply: Callable[[Iterable[Finding]], list[Finding]]) -> Report:
    return replace(report, findings=tuple(apply(report.findings)), undetermined=tuple(apply(report.undetermined)))


def _spent(report: Report, spent: Iterable[Spent], ran: frozenset[str]) -> Report:
    """The report, with what is to be said of ignores in the configuration that do nothing."""
    from tflint_cognito.configuration.reading import shown_path
    from tflint_cognito.finding.assemble import with_faults
    from tflint_cognito.finding.configured import spent_fault

    faults = [
        spent_fault(each, shown_path(file, os.getcwd()), file.read_text(encoding="utf-8-sig"))
        for each in spent
        if (file := each.ignore.file) is not None
    ]
    return with_faults(report, [fault for fault in faults if fault.rule.id in ran], from_repository)


def _seen(report: Report, settings: Settings) -> Callable[[Path], bool]:
    """Whether all that a folder holds was looked at: of a part of it, nobody can tell what an ignore is for."""
    tops = [Path(os.path.abspath(path)) for path in settings.paths]
    whole = report.complete and not settings.hook and all(each.kind == "hcl" for each in report.inputs)
    return lambda folder: whole and any(folder == top or top in folder.parents for top in tops)


def _against_baseline(report: Report, path: str, ran: frozenset[str], files: Iterable[str]) -> Report:
    from tflint_cognito.finding.baseline import read_baseline

    baseline = read_baseline(path)
    fixed = baseline.fixed(report.findings, ran, looked_at(report, files))
    report = replace(report, findings=tuple(baseline.apply(report.findings)))
    if not fixed:
        return report
    entries = "1 entry of the baseline is" if len(fixed) == 1 else f"{len(fixed)} entries of the baseline are"
    note = f"{entries} mended: take {'it' if len(fixed) == 1 else 'them'} out with `cognito-lint baseline prune`"
    return replace(report, notes=(*report.notes, note))


def files_of(architectures: Iterable[Architecture]) -> tuple[str, ...]:
    """The files that resources stand in."""
    ranges = (resource.range for each in architectures for resource in each.resources)
    return tuple(sorted({range.path for range in ranges if range is not None}))


def looked_at(report: Report, sources: Iterable[str]) -> Callable[[str], bool]:
    """Whether a file (from the repository) was looked at: its module was, or it is gone."""
    files = {from_repository(path) for path in (*sources, *(each.path for each in report.inputs))}
    folders = {os.path.dirname(path) for path in files} | files
    root = repository_root(os.getcwd())

    def was(path: str) -> bool:
        if root is not None and not os.path.exists(os.path.join(root, path)):
            return True
        return path in files or os.path.dirname(path) in folders

    return was


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
