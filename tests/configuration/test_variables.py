"""Environment variables set what a line of text can say."""

from __future__ import annotations

import pytest

from tflint_cognito.configuration.variables import from_environment
from tflint_cognito.errors import CognitoLintError


def test_a_variable_sets_and_says_where_it_comes_from() -> None:
    found = from_environment({"COGNITO_LINT_FAIL_ON": "high", "COGNITO_LINT_SELECT": "COG1, COG801"}, "/work")
    assert (found["fail-on"].value, found["fail-on"].origin) == ("high", "COGNITO_LINT_FAIL_ON")
    assert found["select"].value == ["COG1", "COG801"]


def test_an_empty_variable_says_nothing() -> None:
    assert from_environment({"COGNITO_LINT_PROFILE": "", "HOME": "/root"}, "/work") == {}


def test_paths_are_relative_to_the_working_directory() -> None:
    found = from_environment({"COGNITO_LINT_RULE_FOLDERS": "policy,/shared/policy"}, "/work")
    assert found["rule-folders"].value == ["/work/policy", "/shared/policy"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COGNITO_LINT_PROFIL", "strict", "is no setting; did you mean 'COGNITO_LINT_PROFILE'?"),
        ("COGNITO_LINT_PROFILE", "strickt", "'strickt' is not one of"),
        ("COGNITO_LINT_RULES", "COG1", "is no setting"),
    ],
)
def test_a_mistake_is_an_error(name: str, value: str, said: str) -> None:
    with pytest.raises(CognitoLintError) as caught:
        from_environment({name: value}, "/work")
    assert said in str(caught.value)
