"""How often a block is there: `count` and `for_each` to instances, each with its key and its `each` or `count`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Key
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.places import arrived, placed
from tflint_cognito.terraform.evaluation.run import Run, Surroundings
from tflint_cognito.terraform.evaluation.scope import INDEXED, BoundExceeded, Budget, EvaluationError, Folders
from tflint_cognito.terraform.evaluation.structures import whole
from tflint_cognito.terraform.hcl.body import Body, Expression
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.stand_ins import GIVE, empty_default, in_words
from tflint_cognito.terraform.types import BOOL, NUMBER, SetOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, number, string


@dataclass(frozen=True, slots=True)
class Repeated:
    """One instance: its key, and the values of `each.key`, `each.value` or `count.index` in it."""

    key: Key
    names: Mapping[tuple[str, str], Value]
    trail: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Expansion:
    """All instances of a block. `possible` is set where it cannot be told which: then there is one, without a key.

    `left_out` is set where there are none, and only a default with nothing in it says so: the default of a root
    module's variable that is given a value where it is deployed.
    """

    repeats: str  # "" | "count" | "for_each" | "enabled": at most one, without a key
    instances: tuple[Repeated, ...]
    possible: Unknown | None = None
    left_out: Unknown | None = None

    @property
    def is_many(self) -> bool:
        """Whether a reference to the block leads to instances by key."""
        return self.repeats in ("count", "for_each")


ONCE = Expansion("", (Repeated(None, {}),))


def expand(run: Run, body: Body, scope: Surroundings) -> Expansion:
    """The instances that the `count` or `for_each` in `body` makes; BoundExceeded where even one more is too many."""
    if {"count", "for_each"} <= body.attributes.keys():
        message = "count and for_each are mutually exclusive: one block has only one of them"
        return unsure("for_each", run.refused(EvaluationError(message), body.attributes["count"].range, scope.in_doubt))
    for repeats, instances in (("for_each", _for_each), ("count", _count)):
        if repeats in body.attributes:
            expression = body.attributes[repeats].expression
            value = run.evaluate(expression, scope)
            try:
                expansion = instances(run, value, expression)
                run.count_instances(len(expansion.instances))
            except EvaluationError as error:
                return unsure(repeats, run.refused(error, expression.range, scope.in_doubt))
            except BoundExceeded as error:
                return unsure(repeats, run.given_up(error.message, expression.range))
            empty = None if expansion.instances else empty_default(value.trail)
            return expansion if empty is None else replace(expansion, left_out=_given_elsewhere(empty, expression))
    run.count_instances(1)
    return _enabled(run, body, scope)


def _enabled(run: Run, body: Body, scope: Surroundings) -> Expansion:
    """One instance, unless OpenTofu's `lifecycle { enabled = false }` leaves it out.

    https://opentofu.org/docs/language/meta-arguments/enabled/
    """
    blocks = [block for block in body.of_type("lifecycle") if "enabled" in block.body.attributes]
    if not blocks:
        return ONCE
    expression = blocks[0].body.attributes["enabled"].expression
    try:
        value = convert(run.evaluate(expression, scope), BOOL)
    except EvaluationError as error:
        return unsure("enabled", run.refused(error, expression.range, scope.in_doubt))
    match value:
        case Unknown():
            return unsure("enabled", value)
        case Known(value=False):
            return Expansion("enabled", ())
        case Known():
            return ONCE
    return unsure("enabled", run.refused(EvaluationError("enabled is null"), expression.range, scope.in_doubt))


def _given_elsewhere(empty: Step, expression: Expression) -> Unknown:
    """Why it cannot be told whether a block has instances: only a default with nothing in it says that it has none."""
    return Unknown(in_words(empty), decides=GIVE, range=expression.range, trail=(empty,))


def unsure(repeats: str, possible: Unknown) -> Expansion:
    """The expansion of a block whose instances cannot be told."""
    unknown = Unknown(possible.because, decides=possible.decides, range=possible.range, trail=possible.trail)
    names: dict[tuple[str, str], Value] = {("count", "index"): unknown}
    if repeats == "for_each":
        names = {("each", "key"): unknown, ("each", "value"): unknown}
    return Expansion(repeats, (Repeated(None, names, possible.trail),), possible)


def _count(run: Run, value: Value, expression: Expression) -> Expansion:
    value = convert(value, NUMBER)
    match value:
        case Unknown():
            return unsure("count", value)
        case Known(value=int() as times) if times >= 0:
            run.budget.check_size(elements=times)
        case Absent():
            raise EvaluationError("count is null; a whole number is required")
        case _:
            raise EvaluationError("count must be a whole number, and not below zero")
    steps = (Step("count", "each", expression.range, value), *value.trail)
    instances = tuple(Repeated(index, {("count", "index"): number(index)}, steps) for index in range(times))
    return Expansion("count", instances)


def _for_each(run: Run, value: Value, expression: Expression) -> Expansion:
    value = placed(whole(value), expression)
    if isinstance(value, Unknown):
        return unsure("for_each", value)
    items = _items(value)
    unknown = next((key for key, _ in items if isinstance(key, Unknown)), None)
    if unknown is not None:
        return unsure("for_each", unknown)
    instances = tuple(_each(key, element) for key, element in items if isinstance(key, Known))
    return Expansion("for_each", instances)


def _items(value: Known | Absent) -> Sequence[tuple[Value, Value]]:
    """The keys and values of what for_each is given."""
    if value.sensitive:
        raise EvaluationError("for_each may not be sensitive, since its keys would be shown")
    match value:
        case Known(value=Mapping() as mapping):
            return [(replace(string(key), range=element.range), element) for key, element in mapping.items()]
        case Known(value=tuple() as elements, type=SetOf()):
            return [(_set_key(element), element) for element in elements]
        case Absent():
            raise EvaluationError("for_each is null; a map or a set of strings is required")
    raise EvaluationError("for_each needs a map or a set of strings")


def _set_key(element: Value) -> Value:
    match element:
        case Known(value=str()) | Unknown():
            return element
    raise EvaluationError("for_each needs a set of strings")


def _each(key: Known, element: Value) -> Repeated:
    assert isinstance(key.value, str)
    step = Step("each.key", "each", element.range, key)
    return Repeated(key.value, {("each", "key"): key, ("each", "value"): element}, (step, *element.trail))


#: What stands in the place of a name's second half for the whole of it, where it may be used as one.
WHOLE = ""


class Repetition:
    """The scope inside one instance: `each`, `count` or the iterators of dynamic blocks, in front of the module's."""

    __slots__ = ("_names", "_outer", "in_doubt")

    def __init__(self, outer: Surroundings, names: Mapping[tuple[str, str], Value], in_doubt: bool = False) -> None:
        self._outer = outer
        self._names = names
        self.in_doubt = in_doubt or outer.in_doubt

    @property
    def budget(self) -> Budget:
        return self._outer.budget

    @property
    def folders(self) -> Folders:
        return self._outer.folders

    def depends_on_workspace(self, expression: Expression) -> bool:
        return self._outer.depends_on_workspace(expression)

    def empty_default(self, expression: Expression) -> Step | None:
        return self._outer.empty_default(expression)

    def resolve(self, names: Sequence[str], range: Range) -> tuple[Value, int]:
        value = self._names.get((names[0], names[1])) if len(names) > 1 else None
        if value is None:
            entire = self._names.get((names[0], WHOLE))
            if entire is not None and names[1:2] in ([], [INDEXED]):
                return arrived(entire, range), 1
            if any(names[0] == name for name, _ in self._names):
                raise EvaluationError(f"{names[0]} is to be followed by .key or .value", range)
            return self._outer.resolve(names, range)
        subject = f"{names[0]}.{names[1]}"
        if isinstance(value, Unknown) or subject == "count.index":
            return arrived(value, range), 2
        return arrived(value, range, Step(subject, "each", value.range, value)), 2
