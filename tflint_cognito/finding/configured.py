"""What a configuration says of findings: where rules are silent or weigh otherwise, and which findings are ignored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from tflint_cognito.configuration.chosen import by_id, matching_ids
from tflint_cognito.configuration.configuration import Configuration, ConfiguredIgnore
from tflint_cognito.configuration.patterns import address_matches, path_matches
from tflint_cognito.finding.finding import Finding, Ignored
from tflint_cognito.finding.ignores import Fault
from tflint_cognito.finding.own import EXPIRED, UNUSED
from tflint_cognito.policy.rulebook import Rulebook
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.source import Range, Source

#: How findings that a configuration is silent about are ignored.
BY = "configuration"


@dataclass(frozen=True, slots=True)
class Spent:
    """An ignore in a configuration that has no effect any more, and why."""

    ignore: ConfiguredIgnore
    expired: bool


class ConfiguredFindings:
    """Applies one configuration to findings. Paths of findings are relative to `working_directory`."""

    def __init__(
        self,
        configuration: Configuration,
        rulebook: Rulebook,
        working_directory: str,
        today: date,
        environment: str = "",
    ) -> None:
        self._configuration = configuration
        self._working_directory = working_directory
        self._today = today
        self._environment = environment
        self._ignores = [(each, matching_ids(rulebook, each.rules)) for each in configuration.ignores]
        self._overrides = [
            (each, matching_ids(rulebook, each.ignore), by_id(rulebook, each.rules)) for each in configuration.overrides
        ]
        self._used: set[str] = set()

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        return [self._ignored(self._overridden(finding)) for finding in findings]

    def spent(self, ran: Collection[str], seen: Callable[[Path], bool]) -> Iterator[Spent]:
        """The ignores that are over, and those that no finding needed, as far as their rules ran and all was `seen`
        that their folder holds."""
        for ignore, ids in self._ignores:
            if ignore.environment not in ("", self._environment):
                continue
            if self._is_over(ignore):
                yield Spent(ignore, expired=True)
            elif ignore.origin not in self._used and ids <= set(ran) and seen(ignore.folder):
                yield Spent(ignore, expired=False)

    def _overridden(self, finding: Finding) -> Finding:
        path = finding.place.range.path if finding.place.range is not None else finding.root
        for override, silent, settings in self._overrides:
            if not path_matches(override.folder, override.paths, path, self._working_directory):
                continue
            setting = settings.get(finding.rule.id)
            off = finding.rule.id in silent or (setting is not None and setting.enabled is False)
            if off and finding.ignored is None:
                finding = replace(finding, ignored=Ignored("switched off for this path", BY))
            if setting is not None and setting.severity is not None:
                finding = replace(finding, severity=setting.severity)
        return finding

    def _ignored(self, finding: Finding) -> Finding:
        if finding.ignored is not None:
            return finding
        for ignore, ids in self._ignores:
            if finding.rule.id in ids and not self._is_over(ignore) and self._fits(ignore, finding):
                self._used.add(ignore.origin)
                return replace(finding, ignored=Ignored(ignore.reason, BY))
        return finding

    def _is_over(self, ignore: ConfiguredIgnore) -> bool:
        return ignore.until is not None and ignore.until < self._today

    def _fits(self, ignore: ConfiguredIgnore, finding: Finding) -> bool:
        if ignore.environment not in ("", self._environment):
            return False
        if ignore.attribute and not _is_at(finding.place.attribute or "", ignore.attribute):
            return False
        if ignore.address and (finding.address is None or not address_matches(ignore.address, str(finding.address))):
            return False
        path = finding.place.range.path if finding.place.range is not None else finding.root
        return not ignore.path or path_matches(ignore.folder, [ignore.path], path, self._working_directory)


def spent_fault(spent: Spent, path: str, text: str) -> Fault:
    """What is wrong with an ignore that does nothing any more, at its line of the configuration `text` in `path`."""
    ignore, rules = spent.ignore, ", ".join(spent.ignore.rules)
    source = Source(path, text)
    line = source.line(ignore.line)
    begin = source.line_starts[ignore.line - 1]
    range = Range(source, begin, begin + len(line.rstrip()))
    if spent.expired:
        return Fault(EXPIRED, f"the ignore of {rules} was to hold until {ignore.until}", range, None)
    return Fault(UNUSED, f"there is no {rules} at {ignore.address or ignore.path} to ignore", range, None)


def _is_at(attribute: str, wanted: str) -> bool:
    """Whether an attribute's path is the wanted one, or below it."""
    return attribute == wanted or attribute.startswith((f"{wanted}.", f"{wanted}["))
