import pytest

from tflint_cognito.cognito.releases import newest
from tflint_cognito.terraform.pins import Pin
from tflint_cognito.terraform.values import string


def allowed(*constraints: str, locked: str | None = None) -> str | None:
    pin = Pin(string(locked) if locked is not None else None, tuple(map(string, constraints)))
    found = newest(pin)
    return None if found is None else str(found.release)


@pytest.mark.parametrize(
    ("constraint", "most"),
    [
        ("~> 5.0", "5.100"),
        ("~> 5.31.0", "5.31"),
        ("< 5.0", "4.67"),
        ("< 5.31.2", "5.31"),
        ("<= 5.31", "5.31"),
        ("= 4.2.1", "4.2"),
        ("4.2.1", "4.2"),
        (">= 4.0, < 6.0", "5.100"),
    ],
)
def test_a_constraint_allows_at_most(constraint: str, most: str) -> None:
    assert allowed(constraint) == most


@pytest.mark.parametrize("constraint", [">= 4.0", "> 3", "!= 5.1.0", "~> 6.0", "~> 5", "^5.0", "latest"])
def test_what_sets_no_bound_that_is_known_sets_none(constraint: str) -> None:
    assert allowed(constraint) is None


def test_all_constraints_must_be_met() -> None:
    assert allowed(">= 3.0", "~> 4.0", "< 6.0") == "4.67"


def test_the_lock_file_decides() -> None:
    assert allowed("~> 5.0", locked="5.40.1") == "5.40"


def test_nothing_is_known_without_a_pin() -> None:
    assert newest(None) is None
    assert allowed("~> 5.0", locked="a version") is None
