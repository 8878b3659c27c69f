"""Three promises that hold for every shipped rule: its examples, knowing less, and its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from tflint_cognito.cognito.ledger import LEDGER
from tflint_cognito.finding.message import message
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.examples import (
    architectures,
    environments_of,
    read_example,
    run_example,
    with_less_known,
)
from tflint_cognito.policy.rule import EVERY_RULE, Example, Rule
from tflint_cognito.policy.rule_file import read_rule_file
from tflint_cognito.policy.rulebook import load, load_with_examples, rule_paths, rules_folder
from tflint_cognito.policy.severity import Severity
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.model import Model

RULES = load_with_examples().rules
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
IDS = [f"{rule.name}: {example.name}" for rule, example in EXAMPLES]


#: As CONVENTIONS.md says.
LONGEST_MESSAGE = 120
#: Whoever chooses a stricter profile loses nothing.
NESTED = [(), ("strict",), ("recommended", "strict"), ("essential", "recommended", "strict")]


@pytest.mark.parametrize("path", rule_paths(rules_folder()), ids=lambda path: path.stem)
def test_every_rule_file_fits_the_schema_and_is_named_after_its_rule(path) -> None:  # type: ignore[no-untyped-def]
    assert read_rule_file(path)["name"] == path.stem


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=IDS)
def test_every_example_says_what_its_marks_say(rule: Rule, example: Example) -> None:
    assert run_example(rule, example).problems == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_shows_a_pass_a_fail_and_an_undetermined(rule: Rule) -> None:
    outcomes = {verdict.outcome for example in rule.examples for verdict in run_example(rule, example).verdicts}
    if rule.about == "change":  # what a plan does is often known for certain
        outcomes.add(Outcome.UNDETERMINED)
    assert outcomes == set(Outcome)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_changes_are_shown_by_plans_and_all_else_by_configurations_too(rule: Rule) -> None:
    shown = {example.is_plan for example in rule.examples if example.applies}
    assert shown == {True} if rule.about == "change" else False in shown


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=IDS)
def test_knowing_less_never_changes_the_answer(rule: Rule, example: Example) -> None:
    models = {name: read_example(example, name)[0] for name in environments_of(example)}
    known = _outcomes(rule, models)
    for hidden, poorer in _poorer(models):
        answers = _outcomes(rule, poorer)
        for place in known.keys() | answers.keys():
            before, after = known.get(place), answers.get(place)
            assert (
                after in (before, Outcome.UNDETERMINED)
                or (before, after) == (None, Outcome.PASS)  # what cannot be told to be out of scope, but is fine
            ), f"{place} was {before}, and is {after} once {hidden} is hidden"


def _poorer(models: Mapping[str, Sequence[Model]]) -> Iterator[tuple[str, Mapping[str, Sequence[Model]]]]:
    """The models of each environment, with one value hidden in one of them."""
    for name, ones in models.items():
        for index, model in enumerate(ones):
            for hidden, poorer in with_less_known(model):
                yield f"{hidden} {name}".strip(), {**models, name: (*ones[:index], poorer, *ones[index + 1 :])}


def _outcomes(rule: Rule, models: Mapping[str, Sequence[Model]]) -> dict[tuple[str, str, Address], Outcome]:
    """What the rule says of each resource, by environment and root module. All faults of one have the same outcome."""
    return {
        (one.standing.here.name if one.standing is not None else "", one.model.path, verdict.resource.address): (
            verdict.outcome
        )
        for one in architectures(models)
        for verdict in judge([rule], one)
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_worded_as_the_house_does(rule: Rule) -> None:
    assert not rule.message.endswith(".") and not rule.title.endswith(".")
    assert "should" not in rule.message and rule.id not in rule.message
    assert re.search(r"[.!?]", rule.why), "the why is a story in sentences"
    assert rule.references, "every outside fact has a source"
    assert rule.fix.get("words"), "every finding says what to write instead"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_message_fits_a_line_once_it_is_filled(rule: Rule) -> None:
    verdicts = [verdict for example in rule.examples for verdict in run_example(rule, example).verdicts]
    said = [message(verdict) for verdict in verdicts if verdict.outcome is Outcome.FAIL]
    assert [text for text in said if len(text) > LONGEST_MESSAGE] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_severities_mean_the_same_in_every_family(rule: Rule) -> None:
    """High is also an apply that fails; what everyone must know is in the profile that everyone has, and what is only
    worth knowing is not."""
    if "the apply fails" in rule.message:
        assert rule.severity >= Severity.HIGH
    if rule.severity is Severity.CRITICAL:
        assert "recommended" in rule.profiles
    if rule.severity is Severity.INFO:
        assert "recommended" not in rule.profiles
    assert rule.severity not in [severity for _, severity in rule.adjust], "a case of its own has a severity of its own"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_profiles_lie_within_one_another(rule: Rule) -> None:
    assert rule.profiles in NESTED


def test_ids_and_names_are_unique_and_what_is_superseded_exists() -> None:
    names = [rule.name for rule in RULES]
    assert len({rule.id for rule in RULES}) == len(RULES) == len(set(names))
    assert {name for rule in RULES for name in rule.supersedes} <= {*names, EVERY_RULE}


def test_the_rulebook_without_examples_has_the_same_rules() -> None:
    assert [rule.id for rule in load()] == [rule.id for rule in RULES]


def test_a_literal_default_agrees_with_the_ledger() -> None:
    for path in rule_paths(rules_folder()):
        data = read_rule_file(path)
        types = [data["resource"]] if isinstance(data["resource"], str) else data["resource"]
        for condition in _conditions([data.get("when", {}), data["require"]]):
            default = condition.get("default")
            if "attribute" in condition and default is not None and default != "ledger":
                for type in types:
                    assert LEDGER.agrees(type, condition["attribute"], default), f"{path.name}: {condition}"


def _conditions(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        for key, item in data.items():
            if key not in ("linked_to", "linked_from", "satisfies"):  # those are about other resources
                yield from _conditions(item)
    elif isinstance(data, list):
        for item in data:
            yield from _conditions(item)
