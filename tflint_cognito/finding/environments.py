"""The reports of several environments as one: what holds in more than one of them is said once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from tflint_cognito.finding.assemble import in_order
from tflint_cognito.finding.compliance import Assessment, Status
from tflint_cognito.finding.finding import Finding, Fix, Passed, Report
from tflint_cognito.finding.own import UNUSED
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.source import Range, Step

if TYPE_CHECKING:
    from tflint_cognito.cognito.landscape import Landscape

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one environment: its report, and the files that its resources are written in."""

    name: str
    report: Report
    files: frozenset[str] = frozenset()


def merged(parts: Sequence[Part], resources: int, all_of_them: bool = True) -> Report:
    """One report of all `parts`. `resources` is how many there are, those of several environments counted once.

    `all_of_them` says whether these are all environments that there are: only then can anything be said to be unused.
    """
    reports = [part.report for part in parts]

    def each(of: Callable[[Report], Sequence[Finding]]) -> tuple[Finding, ...]:
        return tuple(sorted(_merged((part.name, of(part.report)) for part in parts), key=in_order))

    return Report(
        inputs=_unique(one for report in reports for one in report.inputs),
        findings=tuple(_really_unused(each(lambda report: report.findings), parts, all_of_them)),
        undetermined=each(lambda report: report.undetermined),
        passed=_passed(reports),
        diagnostics=_unique(one for report in reports for one in report.diagnostics),
        resources=resources,
        files=max((report.files for report in reports), default=0),
        complete=all(report.complete for report in reports),
        rules={id: rule for report in reports for id, rule in report.rules.items()},
        compliance=tuple(_assessed(reports)),
        landscapes=tuple(_drawn(parts)),
        secrets=tuple({_at(one): one for report in reports for one in report.secrets}.values()),
        seconds=sum(report.seconds or 0 for report in reports),
        environments=tuple(part.name for part in parts),
        notes=_unique(note for report in reports for note in report.notes),
    )


def _drawn(parts: Sequence[Part]) -> Iterator[Landscape]:
    """What is to be drawn: what looks the same in several environments is one picture."""
    found: dict[Landscape, tuple[str, ...]] = {}
    for part in parts:
        for one in part.report.landscapes:
            found[one] = (*found.get(one, ()), part.name)
    paths = dict.fromkeys(one.path for one in found)
    return (replace(one, environments=names) for path in paths for one, names in found.items() if one.path == path)


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _passed(reports: Sequence[Report]) -> tuple[Passed, ...]:
    return tuple({(one.rule.id, one.address, one.root): one for report in reports for one in report.passed}.values())


def _trail(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Each step once; the same step may have come to another value in each environment."""
    found = {(step.subject, step.how, _at(step.range) if step.range is not None else None): step for step in steps}
    return tuple(found.values())


def _at(range: Range) -> tuple[str, int, int]:
    return range.path, range.begin, range.stop


def _merged(found: Iterable[tuple[str, Sequence[Finding]]]) -> Iterator[Finding]:
    """Each finding once, with the environments that it holds in and all places that its values came through."""
    by_key: dict[Hashable, Finding] = {}
    for name, findings in found:
        for finding in findings:
            key = _key(finding)
            known = by_key.get(key)
            if known is None:
                by_key[key] = replace(finding, environments=(name,))
            else:
                by_key[key] = _joined(known, finding, name)
    return iter(by_key.values())


def _joined(known: Finding, finding: Finding, name: str) -> Finding:
    place = replace(known.place, trail=_trail((*known.place.trail, *finding.place.trail)))
    certainty = "default" if "default" in (known.certainty, finding.certainty) else "proven"
    names = _unique((*known.environments, name))
    return replace(known, place=place, certainty=certainty, environments=names, fix=_fixed(known.fix, finding.fix))


def _fixed(one: Fix | None, other: Fix | None) -> Fix | None:
    """One fix with the edits of both: the value may be written in the variable file of each environment. Where they
    would edit the same, those of the first."""
    if one is None or other is None or not one.edits or not other.edits:
        return one
    held = [edit.range for edit in one.edits]
    if any(_meet(edit.range, range) for edit in other.edits for range in held):
        return one
    return replace(one, edits=(*one.edits, *other.edits), safe=one.safe and other.safe)


def _meet(one: Range, other: Range) -> bool:
    return one.path == other.path and one.begin <= other.stop and other.begin <= one.stop


def _key(finding: Finding) -> Hashable:
    """What makes two findings the same: rule, place, resource and words, and whether they count."""
    range, ignored = finding.place.range, finding.ignored
    place = _at(range) if range is not None else (finding.root, finding.place.pointer)
    said = finding.message, finding.because, finding.decides, finding.severity
    counts = (ignored.by, ignored.reason) if ignored is not None else None
    return finding.rule.id, place, finding.place.attribute, finding.address, said, counts


def _really_unused(findings: Iterable[Finding], parts: Sequence[Part], all_of_them: bool) -> Iterator[Finding]:
    """Without the comments, and ignores of the configuration, that only some environment has no use for: another may
    need them. A configuration is read by all."""
    for finding in findings:
        if finding.rule.id == UNUSED.id and finding.place.range is not None:
            path = finding.place.range.path
            readers = {part.name for part in parts if path in part.files} or {part.name for part in parts}
            if not all_of_them or not readers <= set(finding.environments):
                continue
        yield finding


def _assessed(reports: Sequence[Report]) -> Iterator[Assessment]:
    """Each control once: the worst that can be said of it in any environment."""
    order = list(Status)
    by_control: dict[tuple[str, str], list[Assessment]] = {}
    for report in reports:
        for one in report.compliance:
            by_control.setdefault((one.framework.name, one.control), []).append(one)
    for ones in by_control.values():
        worst = min((one.status for one in ones), key=order.index)
        yield replace(ones[0], status=worst, evidence=tuple(each for one in ones for each in one.evidence))
