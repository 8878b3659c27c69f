"""Operators on numbers and truths, as Terraform 1.11 has them: both sides count, even where one of them decides.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#operations
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from tflint_cognito.terraform.evaluation.bounds import compare, of_number
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.equality import equal
from tflint_cognito.terraform.evaluation.numerals import Number, exact, is_negative, nearest, rounded, signed
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.trails import result, unknown
from tflint_cognito.terraform.hcl.syntax import Binary, Node, Unary
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import BOOL, NUMBER, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, number

if TYPE_CHECKING:
    from fractions import Fraction

INFINITY = Decimal("Infinity")


def unary(node: Unary, context: Context) -> Value:
    """`!operand` or `-operand`."""
    type = BOOL if node.operator == "!" else NUMBER
    operand = _operand(node.operand, type, "unary operand", context)
    return _operation(node, (operand,), type, context.range(node))


def binary(node: Binary, context: Context) -> Value:
    """`left operator right`."""
    range = context.range(node)
    if node.operator in ("==", "!="):
        return _equality(node.operator, context.value(node.left), context.value(node.right), range)
    type = BOOL if node.operator in ("&&", "||") else NUMBER
    left = _operand(node.left, type, "left operand", context)
    right = _operand(node.right, type, "right operand", context)
    return _operation(node, (left, right), NUMBER if node.operator in "+-*/%" else BOOL, range)


def _operand(node: Node, type: Type, side: str, context: Context) -> Value:
    value = context.value(node)
    try:
        return convert(value, type)
    except EvaluationError as error:
        raise EvaluationError(f"Unsuitable value for {side}: {error.message}", context.range(node)) from error


def _operation(node: Unary | Binary, operands: tuple[Value, ...], type: Type, range: Range) -> Value:
    if any(isinstance(operand, Absent) for operand in operands):
        raise EvaluationError("Error during operation: argument must not be null", range)
    if any(isinstance(operand, Unknown) for operand in operands):
        return result(_of_unknown(node.operator, operands, type), range, *operands)
    payloads = [operand.value for operand in operands if isinstance(operand, Known)]
    match node.operator, payloads:
        case "!", [bool() as truth]:
            answer: Value = boolean(not truth)
        case "&&", [bool() as left, bool() as right]:
            answer = boolean(left and right)
        case "||", [bool() as left, bool() as right]:
            answer = boolean(left or right)
        case "-", [int() | Decimal() as amount]:
            answer = number(
                signed(-amount if isinstance(amount, int) else amount.copy_negate(), not is_negative(amount))
            )
        case operator, [int() | Decimal() as left, int() | Decimal() as right]:
            answer = _calculation(operator, left, right, range)
        case _:
            raise AssertionError((node.operator, payloads))
    return result(answer, range, *operands)


def _unknown(operands: tuple[Value, ...], type: Type) -> Unknown:
    cause = unknown(*operands)
    return Unknown(cause.because, type, cause.decides, not_null=True)


def _of_unknown(operator: str, operands: tuple[Value, ...], type: Type) -> Value:
    if operator in _COMPARISONS:
        answer = compare(operator, *map(of_number, operands))
        if answer is not None:
            return boolean(answer)
    return _unknown(operands, type)


def _equality(operator: str, left: Value, right: Value, range: Range) -> Value:
    answer = equal(left, right)
    if answer is None:
        return result(_unknown((left, right), BOOL), range, left, right)
    return result(boolean(answer is (operator == "==")), range, left, right)


_COMPARISONS: dict[str, Callable[[Number, Number], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def _calculation(operator: str, left: Number, right: Number, range: Range) -> Value:
    if operator in _COMPARISONS:
        return boolean(_COMPARISONS[operator](left, right))
    if INFINITY in (abs(left), abs(right)):
        return number(_with_infinity(operator, Decimal(left), Decimal(right), range))
    if operator in "/%" and right == 0:
        return number(_by_zero(operator, left, right, range))
    amount = rounded(_calculate(operator, exact(left), exact(right)))
    return number(signed(amount, _is_below_zero(operator, left, right)))


def _is_below_zero(operator: str, left: Number, right: Number) -> bool:
    """Whether the result is negative even if it is zero."""
    match operator:
        case "*" | "/":
            return is_negative(left) is not is_negative(right)
        case "+":
            return left == right == 0 and is_negative(left) and is_negative(right)
        case "-":
            return left == right == 0 and is_negative(left) and not is_negative(right)
    return left == 0 and is_negative(left)


def _calculate(operator: str, left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
    return left - nearest(right * int(nearest(left / right)))


def _by_zero(operator: str, left: Number, right: Number, range: Range) -> Number:
    """Terraform divides by zero, and what remains of that is the dividend."""
    if operator == "%":
        return left
    if left == 0:
        raise EvaluationError("Error during operation: can't divide zero by zero or infinity by infinity", range)
    return INFINITY if is_negative(left) is is_negative(right) else -INFINITY


def _with_infinity(operator: str, left: Decimal, right: Decimal, range: Range) -> Number:
    match operator:
        case "+" if left == -right:
            raise EvaluationError("Error during operation: can't compute sum of opposing infinities", range)
        case "-" if left == right:
            raise EvaluationError("Error during operation: can't subtract infinity from itself", range)
        case "*" if 0 in (left, right):
            raise EvaluationError("Error during operation: can't multiply zero by infinity", range)
        case "/" | "%" if abs(left) == abs(right):
            raise EvaluationError("Error during operation: can't divide zero by zero or infinity by infinity", range)
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right if left.is_infinite() else signed(0, left.is_signed() is not right.is_signed())
    return left
