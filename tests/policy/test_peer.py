"""Every check of another tool is covered by a rule, or left out for a reason that is written down."""

from __future__ import annotations

import pytest

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.peer import coverage, peer, peers
from tflint_cognito.policy.rulebook import load


@pytest.mark.parametrize("name", peers())
def test_every_check_of_a_peer_is_covered_or_left_out_for_a_reason(name: str) -> None:
    assert [one.check for one in coverage(peer(name), load()) if one.missing] == []


@pytest.mark.parametrize("name", peers())
def test_a_check_that_is_covered_is_not_listed_as_left_out(name: str) -> None:
    assert [one.check for one in coverage(peer(name), load()) if one.rules and one.reason] == []


@pytest.mark.parametrize("name", peers())
def test_an_alias_names_a_check_that_the_peer_has(name: str) -> None:
    known = set(peer(name).checks)
    assert [one.check for one in coverage(peer(name), load()) if one.check not in known] == []


def test_every_alias_is_of_a_tool_that_is_listed() -> None:
    tools = {alias.partition(":")[0] for rule in load() for alias in rule.aliases}
    assert tools - set(peers()) == set()


def test_a_misspelt_tool_is_named_with_the_nearest_one() -> None:
    with pytest.raises(CognitoLintError, match="did you mean 'checkov'"):
        peer("chekov")
