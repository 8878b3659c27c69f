"""Which versions a configuration admits."""

from __future__ import annotations

import pytest

from tflint_cognito.configuration.version import require
from tflint_cognito.errors import CognitoLintError


@pytest.mark.parametrize(
    "wanted", [">=0.3", ">=0.3,<1", "0.4.1", "==0.4.1", "~=0.4", "~=0.4.0", "!=0.5", " > 0.4 , < 0.10 "]
)
def test_a_version_that_fits_may_run(wanted: str) -> None:
    require(wanted, "0.4.1", "a.toml")


@pytest.mark.parametrize("wanted", [">=1", "<0.4.1", "0.4", "~=0.3.9", ">=0.10", "!=0.4.1"])
def test_another_one_may_not_and_is_told_so(wanted: str) -> None:
    with pytest.raises(CognitoLintError, match=r"this is cognito-lint 0\.4\.1: install one that fits"):
        require(wanted, "0.4.1", "a.toml")


def test_what_is_no_version_is_said_with_an_example() -> None:
    with pytest.raises(CognitoLintError, match=r"a\.toml: .* is 'latest', which cannot be read"):
        require("latest", "0.4.1", "a.toml")
