"""Which rules a run asks: those that the command line and the configuration choose, weighed as that says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tflint_cognito.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tflint_cognito.cli.settings import Settings
    from tflint_cognito.cognito.architecture import Architecture
    from tflint_cognito.policy.framework import Framework
    from tflint_cognito.policy.rule import Rule
    from tflint_cognito.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class RunRules:
    """All rules as the configuration weighs them, and those that run; the frameworks to assess."""

    rulebook: Rulebook
    frameworks: list[Framework]
    selected: tuple[Rule, ...]

    def ran(self, architectures: Iterable[Architecture] = ()) -> frozenset[str]:
        """The ids of those that are asked: not those about environments, where one is looked at alone."""
        from tflint_cognito.policy.rule import ENVIRONMENTS

        several = any(each.standing is not None for each in architectures)
        return frozenset(rule.id for rule in self.selected if several or rule.about != ENVIRONMENTS)


def rules_of(settings: Settings) -> RunRules:
    from tflint_cognito.cli.keeping import rules_kept_in
    from tflint_cognito.finding.own import with_own
    from tflint_cognito.policy.rulebook import load

    rulebook = with_own(load(settings.folders, rules_kept_in if settings.cache else None))
    frameworks = _frameworks(settings)
    if not settings.configuration.files and not settings.configuration.settings:
        names = [each.name for each in frameworks]
        chosen = rulebook.select(settings.profile, settings.select, settings.ignore, names)
        return RunRules(rulebook, frameworks, chosen)
    from tflint_cognito.configuration.chosen import check_rules, choose, configured

    check_rules(rulebook, settings.configuration)
    weighed = configured(rulebook, settings.configuration)
    chosen = weighed.select(settings.profile, settings.select, settings.ignore, [each.name for each in frameworks])
    selected = chosen if settings.select else choose(chosen, weighed, settings.configuration)
    return RunRules(weighed, frameworks, selected)


def _frameworks(settings: Settings) -> list[Framework]:
    if not settings.compliance:
        return []
    from tflint_cognito.policy.framework import framework

    return [framework(name) for name in dict.fromkeys(settings.compliance)]
