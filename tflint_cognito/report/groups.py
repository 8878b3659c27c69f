"""Findings of all instances of one block, as one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from tflint_cognito.finding.finding import Finding
from tflint_cognito.records import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """The same rule at the same place, for each instance of the block and each root module that reaches it."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def agree(self) -> bool:
        """Whether one message holds for all."""
        return all(finding.message == self.first.message for finding in self.findings)

    @property
    def environments(self) -> tuple[str, ...]:
        """Those that any of the instances is found in, in their order."""
        return tuple(dict.fromkeys(name for finding in self.findings for name in finding.environments))


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Groups in the order of their first findings."""
    found: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        found.setdefault(_key(finding), []).append(finding)
    return [Group(tuple(members)) for members in found.values()]


def _key(finding: Finding) -> Hashable:
    range = finding.place.range
    if range is not None:
        return finding.rule.id, finding.severity, range.path, range.begin, range.stop, _detail(finding)
    block = finding.address.block if finding.address is not None else None
    return finding.rule.id, finding.severity, finding.root, block, finding.place.attribute


def _detail(finding: Finding) -> Hashable:
    """What tells findings at one place apart: two faults of one comment, two attributes that one block lacks."""
    return finding.because if finding.address is None else finding.place.attribute
