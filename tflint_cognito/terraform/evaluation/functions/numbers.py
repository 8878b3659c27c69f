"""Functions on numbers."""

from __future__ import annotations

import math
import string
from decimal import Decimal

from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, go_quote, integer
from tflint_cognito.terraform.evaluation.numerals import (
    MAX_DIGITS,
    Number,
    exact,
    is_negative,
    rounded,
    signed,
    simplest,
)
from tflint_cognito.terraform.evaluation.scope import BoundExceeded
from tflint_cognito.terraform.types import NUMBER, STRING, Type
from tflint_cognito.terraform.values import Known, Unknown, Value, number


def add(left: Number, right: Number) -> Number:
    """The sum of two numbers, of which at most one is infinite."""
    if isinstance(left, int) and isinstance(right, int):
        return signed(left + right, left == right == 0 and is_negative(left) and is_negative(right))
    for amount in (left, right):
        if isinstance(amount, Decimal) and amount.is_infinite():
            return amount
    return rounded(exact(left) + exact(right))


def abs_(amount: Number) -> Number:
    return abs(amount) if isinstance(amount, int) else amount.copy_abs()


def ceil(amount: Number) -> Number:
    return +amount if isinstance(amount, int) or not amount.is_finite() else math.ceil(amount)


def floor(amount: Number) -> Number:
    return +amount if isinstance(amount, int) or not amount.is_finite() else math.floor(amount)


def signum(amount: Number) -> int:
    sign = integer(amount)
    return (sign > 0) - (sign < 0)


def min_(*amounts: Number) -> Number:
    if not amounts:
        raise Failure("must pass at least one number")
    return min(amounts)


def max_(*amounts: Number) -> Number:
    if not amounts:
        raise Failure("must pass at least one number")
    return max(amounts)


def log(amount: Number, base: Number) -> Number:
    return _from_float(_divide(_logarithm(_to_float(amount)), _logarithm(_to_float(base))))


def pow_(amount: Number, power: Number) -> Number | Unknown:
    exponent = _to_float(power)
    if (amount == 0 and exponent > 0) or amount == 1:
        return _from_float(_power(_to_float(amount), exponent))
    if exponent % 1 not in (0, 0.5) or (exponent % 1 == 0.5 and abs(exponent) != 0.5):
        return Unknown("pow with a fraction as its power depends on Terraform's own arithmetic", NUMBER)
    return _from_float(_power(_to_float(amount), exponent))


def _to_float(amount: Number) -> float:
    try:
        converted = math.copysign(float(amount), -1 if is_negative(amount) else 1)
    except OverflowError:
        converted = math.inf
    if math.isinf(converted) and not (isinstance(amount, Decimal) and amount.is_infinite()):
        largest = f"{1.7976931348623157e308:f}"
        raise Failure(f"value must be between -{largest} and {largest} inclusive")
    return converted


def _from_float(result: float) -> Number:
    if math.isnan(result):
        raise Failure("result is not a number")
    if result == 0:
        return signed(0, math.copysign(1, result) < 0)
    return Decimal(repr(result)) if math.isinf(result) else simplest(Decimal(repr(result)))


#: The coefficients of fdlibm's logarithm, and ln 2 in two parts.
_ODD = (6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01, 1.479819860511658591e-01)
_EVEN = (3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01)
_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10


def _logarithm(amount: float) -> float:
    """math.Log of Go, which is fdlibm's: other libraries differ in the last digit.

    https://www.netlib.org/fdlibm/e_log.c
    """
    if amount <= 0 or math.isinf(amount):
        return -math.inf if amount == 0 else math.nan if amount < 0 else amount
    fraction, exponent = math.frexp(amount)
    if fraction < math.sqrt(2) / 2:
        fraction, exponent = fraction * 2, exponent - 1
    f = fraction - 1
    s = f / (2 + f)
    s2 = s * s
    s4 = s2 * s2
    odd = s2 * (_ODD[0] + s4 * (_ODD[1] + s4 * (_ODD[2] + s4 * _ODD[3])))
    even = s4 * (_EVEN[0] + s4 * (_EVEN[1] + s4 * _EVEN[2]))
    half = 0.5 * f * f
    return exponent * _LN2_HIGH - ((half - (s * (half + odd + even) + exponent * _LN2_LOW)) - f)


def _divide(left: float, right: float) -> float:
    if right != 0:
        return left / right
    return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left) * math.copysign(1, right)


def _power(base: float, power: float) -> float:
    """math.Pow of Go for whole powers: by repeated squaring, whose last digits are not always those of C's pow."""
    if power == 0 or base == 1:
        return 1.0
    if base == 0 or math.isinf(base) or math.isinf(power) or abs(power) >= 2**63:
        return _power_at_the_edge(base, power)
    if abs(power) == 0.5:
        root = math.sqrt(base) if base > 0 else math.nan
        return root if power > 0 else 1 / root
    mantissa, exponent = _squared(base, int(abs(power)))
    return _scaled(1 / mantissa, -exponent) if power < 0 else _scaled(mantissa, exponent)


def _squared(base: float, power: int) -> tuple[float, int]:
    """base ** power as a mantissa and an exponent of 2."""
    result, scale = 1.0, 0
    square, exponent = math.frexp(base)
    while power:
        if abs(exponent) > 1 << 12:  # far beyond any float
            return result, scale + exponent
        if power & 1:
            result, scale = result * square, scale + exponent
        square, exponent = square * square, exponent * 2
        if square < 0.5:
            square, exponent = square * 2, exponent - 1
        power >>= 1
    return result, scale


def _scaled(mantissa: float, exponent: int) -> float:
    try:
        return math.ldexp(mantissa, exponent)
    except OverflowError:
        return math.copysign(math.inf, mantissa)


def _power_at_the_edge(base: float, power: float) -> float:
    """Of zero, of infinity, and of powers that are infinite or too large to count."""
    try:
        return math.pow(base, power)
    except OverflowError:
        return math.inf
    except ValueError:  # zero to a negative power
        return math.inf


_DIGITS = string.digits + string.ascii_lowercase + string.ascii_uppercase


def parseint_type(given: Value, base: Value) -> Type:
    if given.type != STRING:
        raise Failure(f"first argument must be a string, not {given.type}", 0)
    return NUMBER


def parseint(call: Invocation, given: Value, base: Value) -> Value:
    assert isinstance(given, Known) and isinstance(given.value, str)
    assert isinstance(base, Known) and isinstance(base.value, int | Decimal)
    radix = integer(base.value, argument=1)
    if not 2 <= radix <= 62:
        raise Failure("base must be a whole number between 2 and 62 inclusive", 1)
    if len(given.value) > MAX_DIGITS:
        raise BoundExceeded(f"a number of more than {MAX_DIGITS:,} digits")
    parsed = _parse(given.value, radix)
    if parsed is None:
        raise Failure(f"cannot parse {go_quote(given.value)} as a base {radix} integer", 0)
    return number(parsed)


def _parse(content: str, base: int) -> int | None:
    digits = content[1:] if content[:1] in ("+", "-") else content
    if base <= 36:
        digits = digits.lower()
    if not digits:
        return None
    total = 0
    for digit in digits:
        worth = _DIGITS.find(digit)
        if not 0 <= worth < base:
            return None
        total = total * base + worth
    return -total if content.startswith("-") else total
