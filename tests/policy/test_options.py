"""What a rule lets its users choose goes where it says, and nothing else is let in."""

from __future__ import annotations

from typing import Any

import pytest

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.configuration.chosen import configured
from tflint_cognito.configuration.configuration import Configuration, RuleSetting
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.engine import judge
from tflint_cognito.policy.examples import read_example
from tflint_cognito.policy.options import filled
from tflint_cognito.policy.rule import Example
from tflint_cognito.policy.rulebook import Rulebook, load
from tflint_cognito.policy.verdict import Outcome

CLIENT = """\
resource "aws_cognito_user_pool_client" "web" {
  access_token_validity = 30
  token_validity_units {
    access_token = "minutes"
  }
}
"""


def outcome(options: dict[str, Any]) -> Outcome:
    """What access-token-lifetime-max says of half an hour."""
    setting = {"access-token-lifetime-max": RuleSetting(options=options)}
    rule = configured(load(), Configuration(rules=setting)).find("access-token-lifetime-max")
    [model], _ = read_example(Example("a client", {"main.tf": CLIENT}))
    [verdict] = judge([rule], Architecture(model))
    return verdict.outcome


def test_the_default_holds_where_nobody_chooses() -> None:
    assert outcome({}) is Outcome.PASS


def test_what_is_chosen_decides() -> None:
    assert outcome({"seconds": 900}) is Outcome.FAIL
    assert outcome({"seconds": 1800}) is Outcome.PASS


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"second": 900}, "has no option 'second'; did you mean 'seconds'?"),
        ({"seconds": "900"}, "seconds is a whole number, not '900'"),
        ({"seconds": True}, "seconds is a whole number, not True"),
    ],
)
def test_an_option_that_is_none_is_an_error(options: dict[str, Any], said: str) -> None:
    with pytest.raises(CognitoLintError) as caught:
        outcome(options)
    assert said in str(caught.value)


def test_a_rule_without_options_says_so() -> None:
    setting = {"no-implicit-grant": RuleSetting(options={"strict": True})}
    with pytest.raises(CognitoLintError, match="no-implicit-grant has no option 'strict'; it has none"):
        configured(load(), Configuration(rules=setting))


def test_an_option_that_a_rule_does_not_declare_is_named() -> None:
    data = {
        "options": {"seconds": {"default": 1, "says": "x"}},
        "require": {"fact": "x", "at_most": {"option": "second"}},
    }
    with pytest.raises(CognitoLintError, match="no option 'second' in this rule; did you mean 'seconds'"):
        filled(data)


def test_every_option_of_a_shipped_rule_is_used_and_explained() -> None:
    for rule in Rulebook(tuple(rule for rule in load() if rule.options)):
        for name, option in rule.options.items():
            assert f"'option': '{name}'" in str(rule.source), rule.name
            assert option["says"] and "default" in option
