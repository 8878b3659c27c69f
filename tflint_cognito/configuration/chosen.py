"""Which rules run and how much each weighs, once a configuration has been heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tflint_cognito.configuration.configuration import Configuration, RuleSetting
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import Rulebook
from tflint_cognito.records import replace


def configured(rulebook: Rulebook, configuration: Configuration) -> Rulebook:
    """`rulebook` with the severities and options that the configuration gives. CognitoLintError for a rule or an option
    that is none."""
    settings = by_id(rulebook, configuration.rules)
    if not settings:
        return rulebook
    origin = configuration.files[0].name if configuration.files else "the configuration"
    return Rulebook(tuple(_weighed(rule, settings.get(rule.id), origin) for rule in rulebook))


def choose(chosen: Iterable[Rule], rulebook: Rulebook, configuration: Configuration) -> tuple[Rule, ...]:
    """`chosen`, with the rules that the configuration switches on, and without those that it switches off."""
    settings = by_id(rulebook, configuration.rules)
    ids = {rule.id for rule in chosen} | {id for id, setting in settings.items() if setting.enabled is True}
    ids -= {id for id, setting in settings.items() if setting.enabled is False}
    return tuple(rule for rule in rulebook if rule.id in ids)


def by_id(rulebook: Rulebook, settings: Mapping[str, RuleSetting]) -> Mapping[str, RuleSetting]:
    """What is set, by the ids of the rules; a word that names several (COG1) gives way to one that names a rule."""
    found: dict[str, RuleSetting] = {}
    for word in sorted(settings, key=lambda word: -len(rulebook.matching(word))):
        for rule in rulebook.matching(word):
            found[rule.id] = settings[word].over(found.get(rule.id, RuleSetting()))
    return found


def check_rules(rulebook: Rulebook, configuration: Configuration) -> None:
    """CognitoLintError where a configuration names rules that there are not."""
    words: list[tuple[str, str]] = [("rules", word) for word in configuration.rules]
    words += [("overrides", word) for each in configuration.overrides for word in (*each.ignore, *each.rules)]
    words += [(ignore.origin, word) for ignore in configuration.ignores for word in ignore.rules]
    for key in ("select", "ignore"):
        setting = configuration.settings.get(key)
        if setting is not None:
            words += [(setting.origin, word) for word in setting.value]
    for where, word in words:
        try:
            rulebook.matching(word)
        except CognitoLintError as error:
            place = where if ":" in where or not configuration.files else f"{configuration.files[0].name}: {where}"
            raise CognitoLintError(f"{place}: {error}") from None


def _weighed(rule: Rule, setting: RuleSetting | None, origin: str) -> Rule:
    if setting is None:
        return rule
    if setting.options:
        from tflint_cognito.policy.options import with_options

        rule = with_options(rule, setting.options, origin)
    return replace(rule, severity=setting.severity, adjust=()) if setting.severity is not None else rule


def matching_ids(rulebook: Rulebook, words: Sequence[str]) -> frozenset[str]:
    return frozenset(rule.id for word in words for rule in rulebook.matching(word))
