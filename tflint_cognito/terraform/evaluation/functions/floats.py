"""Numbers as text as Go's big.Float writes them at Terraform's precision: %e, %f, %g, and the shortest exact form."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from tflint_cognito.terraform.evaluation.numerals import Number, exact

#: From this exponent on, the shortest form of a number has an exponent.
SHORTEST_LIMIT = 6


def shortest(amount: Number) -> str:
    """%v: with an exponent where that is below -4 or above 5, and the digits that it takes to tell the number."""
    if isinstance(amount, Decimal) and amount.is_infinite():
        return "+Inf" if amount > 0 else "-Inf"
    sign, digits, exponent = _scientific(amount)
    if exponent < -4 or exponent >= SHORTEST_LIMIT:
        return sign + _with_exponent(digits, len(digits) - 1, exponent, "e")
    return sign + _positional(digits, exponent, max(len(digits) - 1 - exponent, 0))


def format_float(amount: Number, mode: str, flags: str, width: int | None, precision: int | None) -> str:
    """%e, %E, %f, %g and %G, rounded from the binary number that Terraform holds."""
    from tflint_cognito.terraform.evaluation.functions.formatting import pad_number

    if isinstance(amount, Decimal) and amount.is_infinite():
        sign = "-" if amount < 0 else "+"
        return pad_number(sign, "Inf", flags.replace("0", ""), width)
    sign = "-" if amount < 0 else "+" if "+" in flags else " " if " " in flags else ""
    return pad_number(sign, _magnitude(amount, mode, flags, precision), flags, width)


def _magnitude(amount: Number, mode: str, flags: str, precision: int | None) -> str:
    if mode in "gG":
        return _general(amount, mode, precision)
    places = 6 if precision is None else precision
    magnitude = abs(exact(amount))
    if mode == "f":
        scaled = round(magnitude * 10**places)  # to the even one where two are as near, as Go does
        digits = str(scaled).rjust(places + 1, "0")
        return f"{digits[:-places]}.{digits[-places:]}" if places else digits
    digits, exponent = _significant(magnitude, places + 1)
    return _with_exponent(digits, places, exponent, mode)


def _general(amount: Number, mode: str, precision: int | None) -> str:
    letter = "e" if mode == "g" else "E"
    if precision is None:
        _, digits, exponent = _scientific(amount)
        limit = SHORTEST_LIMIT
    else:
        count = precision or 1
        digits, exponent = _significant(abs(exact(amount)), count)
        digits = digits.rstrip("0") or "0"
        limit = len(digits) if count > len(digits) and len(digits) >= exponent + 1 else count
    if exponent < -4 or exponent >= limit:
        return _with_exponent(digits, len(digits) - 1, exponent, letter)
    return _positional(digits, exponent, max(len(digits) - 1 - exponent, 0))


def _scientific(amount: Number) -> tuple[str, str, int]:
    """Sign, significant digits and the exponent of the first of them."""
    sign, digits, exponent = Decimal(amount).as_tuple()
    assert isinstance(exponent, int)
    kept = "".join(map(str, digits)).lstrip("0")
    position = exponent + len(kept) - 1 if kept else 0
    return ("-" if sign else ""), kept.rstrip("0") or "0", position


def _with_exponent(digits: str, places: int, exponent: int, letter: str) -> str:
    fraction = digits[1 : places + 1].ljust(places, "0")
    sign = "-" if exponent < 0 else "+"
    return f"{digits[0]}{'.' if places else ''}{fraction}{letter}{sign}{abs(exponent):02d}"


def _positional(digits: str, exponent: int, places: int) -> str:
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + digits
    whole = digits[: exponent + 1].ljust(exponent + 1, "0")
    return f"{whole}.{digits[exponent + 1 :]}" if places else whole


def _significant(magnitude: Fraction, count: int) -> tuple[str, int]:
    """The first `count` digits, rounded, and the exponent of the first of them."""
    if magnitude == 0:
        return "0" * count, 0
    context = Context(prec=count, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)
    # A binary fraction has a finite decimal expansion, so this division is exact before it is rounded.
    quotient = context.divide(Decimal(magnitude.numerator), Decimal(magnitude.denominator))
    digits = "".join(map(str, quotient.as_tuple().digits))
    return digits.ljust(count, "0"), quotient.adjusted()
