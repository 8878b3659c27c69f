"""Every control that a rule names exists, with a title; the rest of a framework is not passed over in silence."""

from __future__ import annotations

import re

import pytest

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.framework import framework, frameworks
from tflint_cognito.policy.rulebook import load
from tflint_cognito.policy.weakness import TAXONOMY, weakness_titles

RULES = load().rules


@pytest.mark.parametrize("name", frameworks())
def test_every_framework_says_what_it_is_and_what_its_controls_are_called(name: str) -> None:
    found = framework(name)
    assert found.title and found.source and found.controls
    assert found.scope in ("all", "part")
    assert found.proof in ("whole", "part")
    assert all(len(title) <= 150 for title in found.controls.values())
    assert all(title.strip() for title in found.controls.values())


def test_every_control_of_a_rule_has_its_own_title() -> None:
    named = [(rule.name, name, id) for rule in RULES for name, ids in rule.controls.items() for id in ids]
    unknown = [
        (rule, name, id)
        for rule, name, id in named
        if name != TAXONOMY and (name not in frameworks() or id not in framework(name).controls)
    ]
    assert unknown == []


def test_every_weakness_that_a_rule_names_has_its_title() -> None:
    named = {id for rule in RULES for id in rule.controls.get(TAXONOMY, ())}
    assert named - weakness_titles().keys() == set()
    assert all(re.fullmatch(r"CWE-\d+", id) for id in weakness_titles())


@pytest.mark.parametrize("name", [name for name in frameworks() if framework(name).proof == "whole"])
def test_a_control_that_can_be_proved_is_asked_for_of_every_resource(name: str) -> None:
    """A rule that is only about some user pools would let the others pass unseen. What the control itself leaves out is
    the exception: Cognito.5 is about sign-in policies of passwords alone."""
    partial = {rule.name for rule in RULES if name in rule.controls and rule.when is not None}
    assert partial == {"security-hub-mfa"}
    assert not any(rule.options for rule in RULES if name in rule.controls), "a team must not move what is asked"


@pytest.mark.parametrize("name", frameworks())
def test_a_framework_that_is_kept_in_part_lists_only_what_a_rule_answers_for(name: str) -> None:
    found = framework(name)
    answered = {id for rule in RULES for id in rule.controls.get(name, ())}
    if found.scope == "part":
        assert set(found.controls) == answered


def test_a_misspelt_framework_is_named_with_the_nearest_one() -> None:
    with pytest.raises(CognitoLintError, match="did you mean 'fsbp'"):
        framework("fspb")
