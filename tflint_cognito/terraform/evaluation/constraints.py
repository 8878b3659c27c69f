"""The `type` of a variable: what it asks of a value, and the defaults of optional attributes in it.

`list(string)`, `object({ name = string, flows = optional(list(string), ["code"]) })`.
https://developer.hashicorp.com/terraform/language/expressions/type-constraints
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tflint_cognito.records import dataclass, field, replace
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.expressions import evaluate
from tflint_cognito.terraform.evaluation.scope import Budget, EvaluationError, Folders
from tflint_cognito.terraform.evaluation.structures import object_of, tuple_of
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Expression
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, ListOf, MapOf, ObjectOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

_KEYWORDS = {"string": STRING, "number": NUMBER, "bool": BOOL, "any": DYNAMIC}
_COLLECTIONS = {"list": ListOf, "set": SetOf, "map": MapOf}


@dataclass(frozen=True, slots=True)
class Constraint:
    """A type, the defaults of its optional attributes, and what stands inside it where that has defaults too.

    `inside` is keyed by attribute, by the index of a tuple's element, or "" for every element of a collection.
    """

    type: Type
    defaults: Mapping[str, Value] = field(default_factory=dict)
    inside: Mapping[str | int, Constraint] = field(default_factory=dict)

    @property
    def has_defaults(self) -> bool:
        return bool(self.defaults or self.inside)


def read_constraint(expression: Expression) -> Constraint:
    """The constraint that an expression spells out. EvaluationError, in Terraform's words, where it is none."""
    match expression.node:
        case syntax.Variable(name="list" | "map" as name):
            return Constraint(_COLLECTIONS[name](DYNAMIC))  # Terraform 0.11 wrote it so, and later ones still read it
        case syntax.Template():
            raise _refusal("Terraform 0.11 and earlier required type constraints to be given in quotes", expression)
    return _read(expression)


def apply(constraint: Constraint, value: Value) -> Value:
    """`value` with defaults filled in, as the constraint's type. EvaluationError where it does not fit."""
    return convert(_filled_in(constraint, value), constraint.type)


def _read(expression: Expression) -> Constraint:
    match expression.node:
        case syntax.Variable(name=name) if name in _KEYWORDS:
            return Constraint(_KEYWORDS[name])
        case syntax.Variable(name=name):
            raise _refusal(f'The keyword "{name}" is not a valid type specification', expression)
        case syntax.Call(name=name) if name in _COLLECTIONS:
            element = _read(_only_argument(expression, "the element type"))
            return Constraint(_COLLECTIONS[name](element.type), inside=_with_defaults([("", element)]))
        case syntax.Call(name="object"):
            return _read_object(_only_argument(expression, "the attribute types and values as a map"))
        case syntax.Call(name="tuple"):
            return _read_tuple(_only_argument(expression, "the element types as a list"))
        case syntax.Call(name="optional"):
            raise _refusal('Keyword "optional" is valid only as a modifier for object type attributes', expression)
        case syntax.Call(name=name):
            raise _refusal(f'Keyword "{name}" is not a valid type constructor', expression)
    raise _refusal(
        "A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor "
        "call, like list(string)",
        expression,
    )


def _only_argument(expression: Expression, what: str) -> Expression:
    assert isinstance(expression.node, syntax.Call)
    if len(expression.node.arguments) != 1:
        name = expression.node.name
        raise _refusal(f"The {name} type constructor requires one argument specifying {what}", expression)
    return Expression(expression.source, expression.node.arguments[0])


def _read_tuple(expression: Expression) -> Constraint:
    if not isinstance(expression.node, syntax.Tuple):
        raise _refusal("Tuple type constructor requires a list of element types", expression)
    elements = [_read(Expression(expression.source, item)) for item in expression.node.items]
    return Constraint(TupleOf(tuple(element.type for element in elements)), inside=_with_defaults(enumerate(elements)))


def _read_object(expression: Expression) -> Constraint:
    if not isinstance(expression.node, syntax.Object):
        raise _refusal(
            "Object type constructor requires a map whose keys are attribute names and whose values are the "
            "corresponding attribute types",
            expression,
        )
    types: dict[str, Type] = {}
    optional: set[str] = set()
    defaults: dict[str, Value] = {}
    attributes: dict[str, Constraint] = {}
    for key, node in expression.node.items:
        name = _attribute_name(Expression(expression.source, key), types)
        arguments = _optional_arguments(Expression(expression.source, node))
        attributes[name] = _read(arguments[0])
        types[name] = attributes[name].type
        if isinstance(node, syntax.Call) and node.name == "optional":
            optional.add(name)
        if len(arguments) == 2:
            defaults[name] = _read_default(arguments[1], types[name])
    return Constraint(ObjectOf(types, frozenset(optional)), defaults, _with_defaults(attributes.items()))


def _with_defaults(inner: Iterable[tuple[str | int, Constraint]]) -> Mapping[str | int, Constraint]:
    return {key: constraint for key, constraint in inner if constraint.has_defaults}


def _attribute_name(key: Expression, earlier: dict[str, Type]) -> str:
    if not isinstance(key.node, syntax.Word | syntax.Variable):
        raise _refusal("Object constructor map keys must be attribute names", key)
    name = key.range.text
    if name in earlier:
        raise _refusal("Object constructor map keys must be unique", key)
    return name


def _optional_arguments(expression: Expression) -> Sequence[Expression]:
    """The type of an attribute, and its default if it is `optional` with one."""
    match expression.node:
        case syntax.Call(name="optional", arguments=arguments):
            if not arguments:
                raise _refusal("Optional attribute modifier requires the attribute type as its argument", expression)
            if len(arguments) > 2:
                most = "at most two arguments: the attribute type, and a default value"
                raise _refusal(f"Optional attribute modifier expects {most}", expression)
            return [Expression(expression.source, argument) for argument in arguments]
    return [expression]


def _read_default(expression: Expression, type: Type) -> Value:
    try:
        return convert(evaluate(expression, NoNames()), type)
    except EvaluationError as error:
        said = f"This default value is not compatible with the attribute's type constraint: {error.message}"
        raise EvaluationError(said, error.range or expression.range) from error


def _refusal(message: str, expression: Expression) -> EvaluationError:
    return EvaluationError(message, expression.range)


class NoNames:
    """The scope of a default, which may refer to nothing."""

    def __init__(self) -> None:
        self.budget = Budget()
        self.folders = Folders(Path(), Path())

    def resolve(self, names: Sequence[str], range: Range) -> tuple[Value, int]:
        raise EvaluationError(f'Variables not allowed: "{names[0]}"', range)


def _filled_in(constraint: Constraint, value: Value) -> Value:
    """Defaults take the place of attributes that are missing or null; not of the value itself."""
    if not constraint.has_defaults:
        return value
    match value:
        case Known(value=tuple() as items):
            filled = tuple_of([_inside(constraint, at, item) for at, item in enumerate(items)])
            return replace(value, value=filled.value, type=filled.type)
        case Known(value=Mapping() as mapping):
            attributes = {name: _inside(constraint, name, item) for name, item in mapping.items()}
            for name, default in constraint.defaults.items():
                attributes[name] = _default(constraint, name, attributes.get(name), default)
            completed = object_of(attributes)
            return replace(value, value=completed.value, type=completed.type)
    return value


def _inside(constraint: Constraint, key: str | int, item: Value) -> Value:
    keyed = isinstance(constraint.type, TupleOf if isinstance(key, int) else ObjectOf)
    inner = constraint.inside.get(key if keyed else "")
    return item if inner is None else _filled_in(inner, item)


def _default(constraint: Constraint, name: str, given: Value | None, default: Value) -> Value:
    match given:
        case None | Absent():
            return _inside(constraint, name, default)
        case Unknown() if isinstance(default, Known) and given.type is not DYNAMIC:
            return replace(given, not_null=True)
    return given
