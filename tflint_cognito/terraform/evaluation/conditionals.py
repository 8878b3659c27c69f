"""`condition ? yes : no`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.bounds import UNBOUNDED, around, of_length, of_number, settled
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.trails import join, unknown
from tflint_cognito.terraform.evaluation.unification import unify
from tflint_cognito.terraform.hcl.syntax import Binary, Conditional, Node, Parentheses, Template, Unary
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, ListOf, MapOf, ObjectOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Bounds, Known, Unknown, Value

Branch = Value | EvaluationError


def conditional(node: Conditional, context: Context) -> Value:
    """The branch that the condition chooses, as the type that both have in common.

    A branch that is not chosen may be refused; its type counts all the same.
    https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#conditional-operator
    """
    yes = branch(lambda: context.value(node.yes))
    no = branch(lambda: context.value(node.no))
    range = context.range(node)
    type = _common_type(_stand_in(yes, node.yes, context), _stand_in(no, node.no, context), range)
    return choose(node.condition, yes, no, type, context, range)


def branch(evaluate: Callable[[], Value]) -> Branch:
    """The value of a branch, or why it is refused."""
    try:
        return evaluate()
    except EvaluationError as error:
        return error


def choose(condition: Node, yes: Branch, no: Branch, type: Type, context: Context, range: Range) -> Value:
    """What the condition makes of two branches: one of them as `type`, or unknown if it is unknown itself."""
    decider = _condition(condition, context)
    if isinstance(decider, Unknown):
        found = _undecided(decider, yes, no, type)
    elif decider.value is True:
        found = _chosen(yes, no, type, "true")
    else:
        found = _chosen(no, yes, type, "false")
    sensitive = any(not isinstance(each, EvaluationError) and each.sensitive for each in (decider, found, yes, no))
    step = Step(context.text(condition), "condition", context.range(condition), decider)
    trail = join((found.trail, (step,), decider.trail))
    return replace(found, range=range, trail=trail, sensitive=sensitive)


def _stand_in(found: Branch, node: Node, context: Context) -> Value:
    """The branch's value; of one that is refused, an unknown value of the type that it would have had."""
    if isinstance(found, EvaluationError):
        return Unknown(found.message, _type_when_refused(node, context))
    return found


def _type_when_refused(node: Node, context: Context) -> Type:
    match node:
        case Binary(operator="+" | "-" | "*" | "/" | "%") | Unary(operator="-"):
            return NUMBER
        case Binary() | Unary():
            return BOOL
        case Template(parts=(_, _, *_)):
            return STRING
        case Parentheses(expression=inner):
            return _type_when_refused(inner, context)
        case Conditional(yes=yes, no=no):
            one, other = (_stand_in(branch(partial(context.value, each)), each, context) for each in (yes, no))
            try:
                return _common_type(one, other, context.range(node))
            except EvaluationError:
                return DYNAMIC
    return DYNAMIC


def _common_type(yes: Value, no: Value, range: Range) -> Type:
    if isinstance(yes, Absent) and yes.type is DYNAMIC:
        return no.type
    if isinstance(no, Absent) and no.type is DYNAMIC:
        return yes.type
    if yes.type is DYNAMIC or no.type is DYNAMIC:
        return DYNAMIC
    common = unify((yes.type, no.type))
    if common is None:
        raise EvaluationError(
            "The true and false result expressions must have consistent types. "
            f"The 'true' value is {yes.type}, but the 'false' value is {no.type}",
            range,
        )
    return common


def _condition(node: Node, context: Context) -> Known | Unknown:
    value = context.value(node)
    range = context.range(node)
    if isinstance(value, Absent):
        raise EvaluationError("The condition value is null. Conditions must either be true or false", range)
    if isinstance(value, Unknown):
        return value
    try:
        converted = convert(value, BOOL)
    except EvaluationError as error:
        raise EvaluationError("The condition expression must be of type bool", range) from error
    assert isinstance(converted, Known)
    return converted


def _chosen(branch: Branch, other: Branch, type: Type, name: str) -> Value:
    if isinstance(branch, EvaluationError):
        raise branch
    if type is DYNAMIC:
        return branch
    try:
        if not isinstance(other, EvaluationError) and isinstance(other.type, ListOf | MapOf):
            type = _as_beside_collection(branch.type, type)
        return convert(branch, type)
    except EvaluationError as error:
        raise EvaluationError(f"The {name} result value has the wrong type: {error.message}", branch.range) from error


def _as_beside_collection(given: Type, wanted: Type) -> Type:
    """`wanted`; if it is a map or list of anything, one of what an object or tuple holds, which has to be all alike.

    Beside a map of anything, an object's attributes are not converted to the type that they have in common.
    """
    match given, wanted:
        case ObjectOf(attributes), MapOf(element) if element is DYNAMIC:
            return MapOf(_only(attributes.values(), "map"))
        case TupleOf(elements), ListOf(element) if element is DYNAMIC:
            return ListOf(_only(elements, "list"))
    return wanted


def _only(types: Iterable[Type], collection: str) -> Type:
    distinct: list[Type] = []
    for each in types:
        if each is not DYNAMIC and each not in distinct:
            distinct.append(each)
    if len(distinct) > 1:
        raise EvaluationError(f"element types must all match for conversion to {collection}")
    return distinct[0] if distinct else DYNAMIC


def _undecided(condition: Unknown, yes: Branch, no: Branch, type: Type) -> Value:
    if isinstance(yes, Absent) and isinstance(no, Absent):
        return Absent(type)
    not_null = _is_something(yes) and _is_something(no)
    return settled(replace(unknown(condition), type=type, not_null=not_null, trail=(), bounds=_bounds(yes, no)))


def _bounds(yes: Branch, no: Branch) -> Bounds:
    """Between which numbers both branches lie, or both their lengths."""
    if isinstance(yes, EvaluationError) or isinstance(no, EvaluationError) or yes.type != no.type:
        return UNBOUNDED
    if isinstance(yes.type, ListOf | SetOf | MapOf):
        return around(of_length(yes), of_length(no))
    return around(of_number(yes), of_number(no))


def _is_something(branch: Branch) -> bool:
    return isinstance(branch, Known) or (isinstance(branch, Unknown) and branch.not_null)
