"""What is heard of a report: what the configuration, the baseline and git say of its findings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tflint_cognito.cli import looking
from tflint_cognito.cli.looking import from_repository, repository_root
from tflint_cognito.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tflint_cognito.cli.settings import Settings
    from tflint_cognito.finding.configured import Spent
    from tflint_cognito.finding.finding import Finding, Report
    from tflint_cognito.policy.rulebook import Rulebook


def heard(
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

        applied = ConfiguredFindings(configuration, rulebook, os.getcwd(), looking.today(), settings.environment)
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
        compared = _against_baseline(report, settings.baseline, ran, files)
        report = compared if all_of_them else replace(compared, notes=report.notes)
    if settings.changed_since is not None:
        from tflint_cognito.cli.git import changed_since

        report = _each(report, changed_since(settings.changed_since, os.getcwd(), _repository_of(settings.paths)).apply)
        report = replace(report, notes=(*report.notes, *_without_place(report)))
    return report


def _repository_of(paths: Sequence[str]) -> str | None:
    """The repository that all paths are in, where that is not the one around the working directory."""
    here = repository_root(os.getcwd())
    whole = [os.path.abspath(path) for path in paths if path != "-"]
    outside = [path for path in whole if here is None or os.path.commonpath([path, here]) != here]
    tops = {repository_root(path) for path in outside}
    return tops.pop() if len(tops) == 1 and len(outside) == len(whole) else None


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
