"""Numbers of 512 binary digits, checked against what Terraform prints."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tflint_cognito.terraform.evaluation.numerals import exact, format_number, parse_number, rounded
from tflint_cognito.terraform.evaluation.scope import BoundExceeded


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("+5", 5),
        ("-0.50", Decimal("-0.5")),
        (".5", Decimal("0.5")),
        ("5.", 5),
        ("1e3", 1000),
        ("2.50", Decimal("2.5")),
        ("1e-7", Decimal("1E-7")),
        ("-Inf", Decimal("-Infinity")),
    ],
)
def test_a_decimal_number_is_read(text: str, number: int | Decimal) -> None:
    found = parse_number(text)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize("text", ["", "a", " 5", "1_000", "0x10", "1e", "--1", "\u0661", "nan", "1.2.3"])
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["1e4001", "1e99999999999999999999", "-1e-9999", "9" * 4001])
def test_a_number_of_too_many_digits_is_given_up(text: str) -> None:
    with pytest.raises(BoundExceeded):
        parse_number(text)


@pytest.mark.parametrize(
    ("amount", "digits"),
    [
        (Fraction(1, 3), f"0.{'3' * 154}5"),
        (Fraction(2, 3), f"0.{'6' * 153}7"),
        (Fraction(10**400, 3), f"{'3' * 154}4{'0' * 245}"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1000), "1000"),
        (Fraction(1, 10**7), "0.0000001"),
    ],
)
def test_a_number_has_as_many_digits_as_it_takes_to_tell_it_from_its_neighbours(amount: Fraction, digits: str) -> None:
    assert format_number(rounded(amount)) == digits


def test_sums_are_those_of_binary_numbers() -> None:
    assert rounded(exact(Decimal("0.1")) + exact(Decimal("0.2"))) == Decimal("0.3")
    assert rounded(exact(Decimal("1.1")) + exact(Decimal("2.2"))) != Decimal("3.3")
    third = rounded(Fraction(1, 3))
    assert rounded(exact(third) * 3) == 1


@pytest.mark.parametrize(("number", "text"), [(Decimal("Infinity"), "+Inf"), (Decimal("-Infinity"), "-Inf")])
def test_infinity_has_a_sign(number: Decimal, text: str) -> None:
    assert format_number(number) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=20, min_value=-(10**30), max_value=10**30))
def test_what_is_written_is_read_again(number: Decimal) -> None:
    found = parse_number(format_number(number))
    assert found is not None
    assert found == number == rounded(exact(found))
