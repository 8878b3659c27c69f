"""Every control that a rule names exists, with a title; the rest of a framework is not passed over in silence."""

from __future__ import annotations

import pytest

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.framework import framework, frameworks
from tflint_cognito.policy.rulebook import load

#: A taxonomy of weaknesses: something to be found under, and nothing to be met.
TAXONOMIES = {"cwe"}


@pytest.mark.parametrize("name", frameworks())
def test_every_framework_says_what_it_is_and_what_its_controls_are_called(name: str) -> None:
    found = framework(name)
    assert found.title and found.source and found.controls
    assert found.scope in ("all", "part")
    assert all(title.strip() for title in found.controls.values())


def test_every_control_of_a_rule_has_its_own_title() -> None:
    named = [(rule.name, name, id) for rule in load() for name, ids in rule.controls.items() for id in ids]
    unknown = [
        (rule, name, id)
        for rule, name, id in named
        if name not in TAXONOMIES and (name not in frameworks() or id not in framework(name).controls)
    ]
    assert unknown == []


@pytest.mark.parametrize("name", frameworks())
def test_a_framework_that_is_kept_in_part_lists_only_what_a_rule_answers_for(name: str) -> None:
    found = framework(name)
    answered = {id for rule in load() for id in rule.controls.get(name, ())}
    if found.scope == "part":
        assert set(found.controls) == answered


def test_a_misspelt_framework_is_named_with_the_nearest_one() -> None:
    with pytest.raises(CognitoLintError, match="did you mean 'fsbp'"):
        framework("fspb")
