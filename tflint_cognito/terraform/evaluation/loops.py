"""`for` expressions.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#for-expressions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.context import Context
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.structures import object_of, tuple_of, whole
from tflint_cognito.terraform.evaluation.trails import LONGEST_TRAIL, join, join_elements, picked, unknown
from tflint_cognito.terraform.hcl.syntax import ForObject, ForTuple, Node
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import BOOL, DYNAMIC, STRING, ListOf, MapOf, ObjectOf, SetOf, TupleOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, number, string

#: A name's value while nothing is known of the element: what Terraform checks an `if` with before it goes through.
ANYTHING = Unknown("it is one of many")


def for_tuple(node: ForTuple, context: Context) -> Value:
    """`[for value in collection : result if condition]`."""
    rounds = Rounds(node.key, node.value, node.collection, node.condition, context)
    range = context.range(node)
    if isinstance(rounds.collection, Unknown):
        return rounds.unknown(range, parts=rounds.certain(node.result))
    results: list[Value] = []
    for inner in rounds:
        results.append(inner.value(node.result))
        context.budget.check_size(elements=len(results))
    if rounds.undecided:
        return rounds.unknown(range, parts=tuple(results))
    return rounds.result(tuple_of(results), results, range)


def for_object(node: ForObject, context: Context) -> Value:
    """`{for key, value in collection : result_key => result... if condition}`."""
    rounds = Rounds(node.key, node.value, node.collection, node.condition, context)
    range = context.range(node)
    if isinstance(rounds.collection, Unknown):
        return rounds.unknown(range)
    groups: dict[str, list[Value]] = {}
    for inner in rounds:
        key = rounds.key(node.result_key, inner)
        if key is None:
            continue
        group = groups.setdefault(key, [])
        group.append(inner.value(node.result))
        if len(group) > 1 and not node.grouping:
            said = "a sensitive key" if rounds.sensitive or rounds.collection.sensitive else f'the key "{key}"'
            raise EvaluationError(
                f"Two different items produced {said} in this 'for' expression. If duplicates are expected, use the "
                "ellipsis (...) after the value expression to enable grouping by key",
                context.range(node.result_key),
            )
        context.budget.check_size(elements=len(groups))
    if rounds.undecided:
        return rounds.unknown(range)
    attributes = {key: tuple_of(group) if node.grouping else group[0] for key, group in groups.items()}
    return rounds.result(object_of(attributes), [each for group in groups.values() for each in group], range)


class Rounds:
    """The rounds of one loop: a context for each element that the condition lets through.

    `undecided` holds what made it unknown whether, or under which key, some element takes part.
    """

    def __init__(self, key: str | None, value: str, collection: Node, condition: Node | None, context: Context) -> None:
        self.names = (key, value)
        self.condition = condition
        self.context = context
        self.range = context.range(collection)
        self.undecided: list[Value] = []
        self.sensitive = False
        self.collection = self._collection(whole(context.value(collection)))

    def __iter__(self) -> Iterator[Context]:
        for key, element in self._entries():
            self.context.budget.spend()
            inner = self._bind(key, element)
            if self._takes_part(inner):
                yield inner

    def key(self, node: Node, inner: Context) -> str | None:
        """The key of a round's result; None where it is unknown."""
        value = inner.value(node)
        self.sensitive = self.sensitive or value.sensitive
        range = inner.range(node)
        match value:
            case Absent():
                self._fault("Key expression in 'for' expression must not produce a null value", range)
                return None
            case Unknown():
                self.undecided.append(value)
                return None
        try:
            converted = convert(value, STRING)
        except EvaluationError as error:
            self._fault(f"The key expression produced an invalid result: {error.message}", range)
            return None
        assert isinstance(converted, Known)
        return str(converted.value)

    def certain(self, result: Node) -> tuple[Value, ...]:
        """What becomes of the elements that an unknown collection certainly has, as far as that can be told."""
        parts = self.collection.parts if isinstance(self.collection, Unknown) else ()
        results: list[Value] = []
        for part in parts if self.names[0] is None else ():
            inner = self._bind(ANYTHING, self._arrived(part, None))
            try:
                if self._takes_part(inner):
                    results.append(inner.value(result))
            except EvaluationError:
                continue
        return tuple(results)

    def result(self, made: Value, items: Iterable[Value], range: Range) -> Value:
        """What was made of the rounds' `items`, as it stands at `range`."""
        trail = join_elements(self.collection.trail, (item.trail for item in items))
        sensitive = made.sensitive or self.sensitive or self.collection.sensitive
        return replace(made, range=range, trail=trail, sensitive=sensitive)

    def unknown(self, range: Range, parts: tuple[Value, ...] = ()) -> Unknown:
        cause = self.collection if isinstance(self.collection, Unknown) else self.undecided[0]
        sensitive = self.sensitive or self.collection.sensitive
        trail = join((cause.trail, self.collection.trail))
        return replace(unknown(cause), parts=parts, range=range, trail=trail, sensitive=sensitive)

    def _collection(self, value: Value) -> Value:
        match value:
            case Absent():
                said = "A null value cannot be used as the collection in a 'for' expression"
                raise EvaluationError(said, self.range)
            case Unknown() if value.type is DYNAMIC:
                return value
        if not _is_iterable(value):
            said = f"A value of type {value.type} cannot be used as the collection in a 'for' expression"
            raise EvaluationError(said, self.range)
        self._takes_part(self._bind(ANYTHING, ANYTHING))
        self.undecided.clear()
        return value

    def _entries(self) -> Iterator[tuple[Value, Value]]:
        """The keys and elements of the known collection, in Terraform's order."""
        match self.collection:
            case Known(value=Mapping() as mapping):
                for name in sorted(mapping):
                    yield string(name), self._arrived(mapping[name], name)
            case Known(value=tuple() as items, type=SetOf()):
                for item in items:
                    element = self._arrived(item, None)
                    yield element, element
            case Known(value=tuple() as items):
                for position, item in enumerate(items):
                    yield number(position), self._arrived(item, position)

    def _arrived(self, element: Value, key: str | int | None) -> Value:
        """An element as the loop's name for it stands for it: its trail says where it is written."""
        arrived = picked(element, self.collection, self.range, key)
        if element.range is None or not self.range.holds(element.range):
            return arrived
        step = Step(self.names[1], "each", element.range, replace(arrived, range=element.range))
        return replace(arrived, trail=(step, *arrived.trail)[:LONGEST_TRAIL])

    def _bind(self, key: Value, element: Value) -> Context:
        key_name, name = self.names
        return self.context.with_names({name: element} if key_name is None else {key_name: key, name: element})

    def _takes_part(self, inner: Context) -> bool:
        if self.condition is None:
            return True
        value = inner.value(self.condition)
        self.sensitive = self.sensitive or value.sensitive
        range = inner.range(self.condition)
        try:
            value = convert(value, BOOL)
        except EvaluationError as error:
            self._fault(f"The 'if' clause value is invalid: {error.message}", range)
            return False
        match value:
            case Absent():
                self._fault("The value of the 'if' clause must not be null", range)
                return False
            case Unknown():
                self.undecided.append(value)
                return False
            case Known(value=truth):
                return truth is True

    def _fault(self, message: str, range: Range) -> None:
        """Refuses what a round gives, unless the result is unknown already: Terraform then lets it pass."""
        if not self.undecided:
            raise EvaluationError(message, range)


def _is_iterable(value: Value) -> bool:
    if isinstance(value, Known):
        return isinstance(value.value, tuple | Mapping)
    return isinstance(value.type, ListOf | SetOf | MapOf | TupleOf | ObjectOf)
