"""A module as the scope of expressions: its variables, locals and terraform_data."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.evaluation import constraints
from tflint_cognito.terraform.evaluation.expressions import evaluate
from tflint_cognito.terraform.evaluation.numerals import format_number
from tflint_cognito.terraform.evaluation.places import arrived
from tflint_cognito.terraform.evaluation.scope import Budget, EvaluationError, Folders
from tflint_cognito.terraform.evaluation.sensitivity import marked
from tflint_cognito.terraform.evaluation.structures import object_of
from tflint_cognito.terraform.hcl.body import Block
from tflint_cognito.terraform.hcl.native import parse_expression, read_native
from tflint_cognito.terraform.source import Range, Source, Step
from tflint_cognito.terraform.types import DYNAMIC, STRING, ListOf, MapOf, ObjectOf, Primitive, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

UNKNOWN = {"__unknown__": True}


class Surroundings:
    """The scope inside one text of configuration."""

    def __init__(self, text: str) -> None:
        self.budget = Budget()
        self.folders = Folders(Path(), Path())
        body = read_native(Source("main.tf", text)).body
        self._blocks = {(block.type, *block.labels): block for block in body.blocks}

    def evaluate(self, text: str, budget: Budget | None = None) -> Value:
        """The value of an expression in this module."""
        self.budget = budget or Budget()
        return evaluate(parse_expression(Source("expression.tf", text)), self)

    def resolve(self, names: Sequence[str], range: Range) -> tuple[Value, int]:
        match names:
            case ["var", name, *_]:
                value = self.variable(name)
                if isinstance(value, Unknown):
                    return arrived(value, range), 2
                return arrived(value, range, Step(f"var.{name}", "default", value.range, value)), 2
            case ["local", name, *_]:
                attribute = self._blocks[("locals",)].body.attributes[name]
                value = evaluate(attribute.expression, self)
                return arrived(value, range, Step(f"local.{name}", "local", value.range, value)), 2
            case ["terraform_data", name, *_] if ("resource", "terraform_data", name) in self._blocks:
                return arrived(_terraform_data(name), range), 2
        raise EvaluationError(f'There is no "{".".join(names)}"', range)

    def variable(self, name: str) -> Value:
        """The default of a variable; one without has no value."""
        block = self._blocks["variable", name]
        constraint = _constraint(block)
        default = block.body.attributes.get("default")
        if default is None:
            return Unknown(f"var.{name} has no value here", constraint.type, decides="give it with --var")
        value = constraints.apply(constraint, evaluate(default.expression, self))
        return marked(value) if "sensitive" in block.body.attributes else value


def _constraint(block: Block) -> constraints.Constraint:
    attribute = block.body.attributes.get("type")
    return constraints.Constraint(DYNAMIC) if attribute is None else constraints.read_constraint(attribute.expression)


def _terraform_data(name: str) -> Value:
    address = Address((), "terraform_data", name)
    because = f"{address}.id is known only after apply"
    return object_of(
        {
            "id": Unknown(because, STRING, refers_to=Reference(address, "id"), not_null=True),
            "input": Absent(),
            "output": Unknown(because),
            "triggers_replace": Absent(),
        }
    )


def as_json(value: Value) -> object:
    """A value as the frozen answers write it."""
    match value:
        case Unknown():
            return UNKNOWN
        case Absent():
            return None
        case Known(value=tuple() as items):
            return [as_json(item) for item in items]
        case Known(value=bool() | str() as scalar):
            return scalar
        case Known(value=int() | Decimal() as number):
            return {"__number__": format_number(number)}
        case Known(value=mapping):
            assert not isinstance(mapping, str | bool | int | Decimal | tuple)
            return {key: as_json(item) for key, item in mapping.items()}


def with_digits(answer: object) -> object:
    """A frozen answer with every number in the form that keeps its digits."""
    match answer:
        case {"__number__": str(digits)}:
            return {"__number__": format_number(_number(digits))}
        case dict():
            return {key: with_digits(item) for key, item in answer.items()}
        case list():
            return [with_digits(item) for item in answer]
        case bool() | str() | None:
            return answer
        case _:
            return {"__number__": format_number(_number(str(answer)))}


def _number(digits: str) -> int | Decimal:
    number = Decimal(digits)
    return int(number) if number == number.to_integral_value() else number


def type_as_json(type: Type) -> object:
    """A type in Terraform's JSON notation."""
    match type:
        case ListOf(element):
            return ["list", type_as_json(element)]
        case SetOf(element):
            return ["set", type_as_json(element)]
        case MapOf(element):
            return ["map", type_as_json(element)]
        case TupleOf(elements):
            return ["tuple", [type_as_json(element) for element in elements]]
        case ObjectOf(attributes):
            return ["object", {name: type_as_json(kind) for name, kind in attributes.items()}]
        case Primitive(name):
            return name
    raise AssertionError(type)
