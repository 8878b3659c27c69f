"""What a module's variable holds: what it is given, else its default, as its type constraint makes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.evaluation import constraints
from tflint_cognito.terraform.evaluation.run import Run, Surroundings
from tflint_cognito.terraform.evaluation.scope import Budget, EvaluationError, Folders
from tflint_cognito.terraform.evaluation.sensitivity import marked
from tflint_cognito.terraform.evaluation.trails import suffix
from tflint_cognito.terraform.hcl.body import Body, Expression
from tflint_cognito.terraform.module import Declaration
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


@dataclass(frozen=True, slots=True)
class Given:
    """A value for a variable, before its type constraint, and how it got there (one of source.HOW, or "")."""

    value: Value
    how: str


class Inputs(Protocol):
    """Where the values of a module's variables come from."""

    def given(self, variable: Variable) -> Given | None:
        """What the variable is given; None for its default."""
        ...

    def missing(self, variable: Variable) -> Unknown:
        """What a variable stands for that has neither."""
        ...

    #: How a default is worded: one of source.HOW.
    default: str


class NoNames:
    """The scope of a variable's default, and of a variable file: nothing may be referred to there."""

    def __init__(self, outer: Surroundings) -> None:
        self._outer = outer
        self.in_doubt = outer.in_doubt

    @property
    def budget(self) -> Budget:
        return self._outer.budget

    @property
    def folders(self) -> Folders:
        return self._outer.folders

    def depends_on_workspace(self, expression: Expression) -> bool:
        return False

    def empty_default(self, expression: Expression) -> Step | None:
        return None

    def resolve(self, names: Sequence[str], range: Range) -> tuple[Value, int]:
        raise EvaluationError("nothing can be referred to here", range)


class Variable:
    """One `variable` block."""

    def __init__(self, name: str, declaration: Declaration, run: Run, scope: Surroundings) -> None:
        self.name = name
        self.declaration = declaration
        self._run = run
        self._scope = NoNames(scope)
        self._unreadable: Unknown | None = None
        self.constraint = self._read_constraint()

    @property
    def body(self) -> Body:
        return self.declaration.body

    @property
    def takes_text(self) -> bool:
        """Whether a value from the command line or the environment is the text itself, and not an expression."""
        return "type" not in self.body.attributes or self.constraint.type in (STRING, NUMBER, BOOL)

    def default(self) -> Value | None:
        attribute = self.body.attributes.get("default")
        return None if attribute is None else self._run.evaluate(attribute.expression, self._scope)

    def settle(self, inputs: Inputs) -> Given:
        """The variable's value, and how it got there."""
        given = inputs.given(self) or self.by_default(inputs.default)
        if given is not None and isinstance(given.value, Absent) and not self._is("nullable", True):
            range = given.value.range or self.declaration.header
            given = self.by_default(inputs.default)
            if given is None:
                refusal = EvaluationError(f"var.{self.name} may not be null", range)
                return Given(self._run.refused(refusal, range, self._scope.in_doubt), "")
        if given is None:
            return Given(self._finished(inputs.missing(self)), "")
        converted = self._converted(given.value)
        if self.constraint.has_defaults:
            converted = self._with_steps(converted, f"var.{self.name}", inputs.default)
        return replace(given, value=self._finished(converted))

    def by_default(self, how: str) -> Given | None:
        default = self.default()
        return None if default is None else Given(default, how)

    def _converted(self, value: Value) -> Value:
        if self._unreadable is not None:
            return self._unreadable
        try:
            return constraints.apply(self.constraint, value)
        except EvaluationError as error:
            range = error.range or value.range or self.declaration.header
            refusal = EvaluationError(f"var.{self.name}: {error.message}", range)
            return self._run.refused(refusal, range, self._scope.in_doubt)

    def _with_steps(self, value: Value, subject: str, how: str) -> Value:
        """`value` with a step on the trail of what stands for an optional attribute: where its default is written."""
        if value.range is not None and self.body.attributes["type"].value_range.holds(value.range):
            value = replace(value, trail=(Step(subject, how, value.range, value), *value.trail))
        match value:
            case Known(value=tuple() as items):
                inner = (self._with_steps(item, f"{subject}{suffix(at)}", how) for at, item in enumerate(items))
                return replace(value, value=tuple(inner))
            case Known(value=dict() as entries):
                named = {key: self._with_steps(item, f"{subject}{suffix(key)}", how) for key, item in entries.items()}
                return replace(value, value=named)
        return value

    def _finished(self, value: Value) -> Value:
        if self._is("ephemeral", False) and not isinstance(value, Absent):
            # What it holds now it need not hold later, and all that may be made of it is as ephemeral.
            value = Unknown(f"var.{self.name} is ephemeral", value.type, range=value.range, trail=value.trail)
        return marked(value) if self._is("sensitive", False) else value

    def _is(self, argument: str, otherwise: bool) -> bool:
        attribute = self.body.attributes.get(argument)
        if attribute is None:
            return otherwise
        match self._run.evaluate(attribute.expression, self._scope):
            case Known(value=bool() as said):
                return said
        return otherwise

    def _read_constraint(self) -> constraints.Constraint:
        attribute = self.body.attributes.get("type")
        if attribute is None:
            return constraints.Constraint(DYNAMIC)
        try:
            return constraints.read_constraint(attribute.expression)
        except EvaluationError as error:
            self._unreadable = self._run.cannot_load(error, attribute.value_range)
            return constraints.Constraint(DYNAMIC)
