"""Numbers as Terraform counts with them: binary, 512 digits long, written as the shortest decimals that mean the same.

A number here is an int where it is whole, else the Decimal of fewest digits that lies nearest to one such binary number
and to no other, so that equal numbers have equal decimals: 0.1 is Decimal("0.1"), and a third has 155 digits.
https://github.com/zclconf/go-cty/blob/main/docs/types.md#ctynumber and math/big's Float.
"""

from __future__ import annotations

import decimal
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.evaluation.scope import BoundExceeded

if TYPE_CHECKING:
    from fractions import Fraction

Number = int | Decimal

BINARY_DIGITS = 512
#: Every decimal of this many digits has a binary number of its own, and so is the shortest that stands for it;
CERTAIN_DIGITS = 154
#: no binary number needs more than this many to be told from its neighbours.
MOST_DIGITS = 156
#: Numbers with more digits than this before or behind the point are given up. Python itself stops a little above.
MAX_DIGITS = 4_000

_DECIMAL = pattern(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INFINITE = pattern(r"[+-]?[iI]nf")


class NegativeZero(int):
    """The zero below zero, which Terraform's numbers have: equal to zero in all but what it is as a string, "-0"."""

    __slots__ = ()


NEGATIVE_ZERO = NegativeZero()


def signed(number: Number, negative: bool) -> Number:
    """A result that is as negative as an exact one would be, had it not come to zero."""
    return NEGATIVE_ZERO if negative and number == 0 else number


def is_negative(number: Number) -> bool:
    return number < 0 or isinstance(number, NegativeZero)


def parse_number(text: str) -> Number | None:
    """The number that `text` is, in decimal notation; None where it is none."""
    if _INFINITE.fullmatch(text):
        return Decimal(text)
    if not _DECIMAL.fullmatch(text):
        return None
    exponent = text.lower().partition("e")[2]
    if len(text) > MAX_DIGITS or len(exponent) > len(str(-MAX_DIGITS)):
        raise _too_long()
    number = Decimal(text)
    if not number:
        return signed(0, number.is_signed())
    if len(number.as_tuple().digits) <= CERTAIN_DIGITS:
        return simplest(number)
    from fractions import Fraction

    return rounded(Fraction(number))


def number_text(number: Number) -> str:
    """How Terraform turns a number into a string: all its digits, without an exponent, and the sign even of zero."""
    return "-0" if isinstance(number, NegativeZero) else format_number(number)


def format_number(number: Number) -> str:
    """All digits of a number, without an exponent."""
    if isinstance(number, int):
        return str(number)
    if number.is_infinite():
        return "+Inf" if number > 0 else "-Inf"
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def exact(number: Number) -> Fraction:
    """What a finite number means exactly: the binary number that its decimal stands for."""
    from fractions import Fraction

    if isinstance(number, int) and number.bit_length() <= BINARY_DIGITS:
        return Fraction(number)
    return nearest(Fraction(number))


def nearest(amount: Fraction) -> Fraction:
    """The nearest number of 512 binary digits; of two that are equally near, the even one."""
    if not amount:
        return amount
    unit = _last_digit(amount)
    return round(amount / unit) * unit


def rounded(amount: Fraction) -> Number:
    """The number that stands for an exact amount."""
    if amount.denominator == 1 and amount.numerator.bit_length() <= BINARY_DIGITS:
        return amount.numerator
    binary = nearest(amount)
    tolerance = _last_digit(binary) / 2
    fewest, most = 1, MOST_DIGITS
    while fewest < most:
        count = (fewest + most) // 2
        if abs(_to_digits(binary, count) - binary) <= tolerance:
            most = count
        else:
            fewest = count + 1
    return simplest(_to_decimal(binary, fewest))


def simplest(number: Decimal) -> Number:
    """A finite number as values hold it: an int where it is whole."""
    if number and abs(number.adjusted()) > MAX_DIGITS:
        raise _too_long()
    return int(number) if number == number.to_integral_value() else _context(MOST_DIGITS).normalize(number)


def _last_digit(amount: Fraction) -> Fraction:
    """What the last of 512 binary digits is worth in `amount`."""
    from fractions import Fraction

    unit = Fraction(2) ** (amount.numerator.bit_length() - amount.denominator.bit_length() - BINARY_DIGITS)
    return unit * 2 if abs(amount) >= unit * 2**BINARY_DIGITS else unit


def _to_digits(amount: Fraction, count: int) -> Fraction:
    from fractions import Fraction

    return Fraction(_to_decimal(amount, count))


def _to_decimal(amount: Fraction, count: int) -> Decimal:
    """`amount` rounded to `count` decimal digits."""
    return _context(count).divide(Decimal(amount.numerator), Decimal(amount.denominator))


def _context(digits: int) -> decimal.Context:
    return decimal.Context(prec=digits, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)


def _too_long() -> BoundExceeded:
    return BoundExceeded(f"a number of more than {MAX_DIGITS:,} digits")
