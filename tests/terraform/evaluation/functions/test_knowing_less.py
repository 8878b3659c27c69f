"""Knowing less about an argument never changes an answer: it only makes it unknown, in whole or in part."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from tests.terraform.evaluation.functions.asking import Surroundings, answers, as_json, parse
from tflint_cognito.terraform.evaluation.expressions import evaluate
from tflint_cognito.terraform.evaluation.functions import call
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.hcl.body import Expression
from tflint_cognito.terraform.hcl.syntax import Call
from tflint_cognito.terraform.types import DYNAMIC, ObjectOf, SetOf, TupleOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

CALLS = [answer["call"] for answer in answers() if "value" in answer]
HIDDEN = "it is hidden"

#: A literal null has no type, and Terraform makes exceptions of it; try and can evaluate their arguments themselves.
EXCEPTIONS = {"issensitive", "ephemeralasnull", "try", "can"}


@pytest.mark.parametrize("text", CALLS)
def test_hiding_a_part_of_an_argument_never_changes_the_answer(text: str) -> None:
    expression = parse(text)
    node = expression.node
    if not isinstance(node, Call) or node.expand or node.name in EXCEPTIONS:
        pytest.skip("not a plain call")
    scope = Surroundings()
    arguments = [evaluate(Expression(expression.source, each), scope) for each in node.arguments]
    try:
        full = call(node.name, arguments, expression.range, scope)
    except EvaluationError:
        pytest.skip("we refuse it")
    for fewer in _with_one_part_hidden(arguments):
        less = call(node.name, fewer, expression.range, scope)
        assert _agrees(less, full), f"{[as_json(value) for value in fewer]} gives {less}, not {full}"


def _with_one_part_hidden(arguments: Sequence[Value]) -> Iterator[list[Value]]:
    for index, argument in enumerate(arguments):
        for hidden in _hidden(argument):
            yield [*arguments[:index], hidden, *arguments[index + 1 :]]


def _hidden(value: Value) -> Iterator[Value]:
    """`value` with itself or any part of it unknown, its type known or not."""
    if isinstance(value, Absent):
        return
    yield Unknown(HIDDEN, value.type, sensitive=value.sensitive)
    yield Unknown(HIDDEN, DYNAMIC, sensitive=value.sensitive)
    match value:
        case Known(value=tuple() as elements):
            for index, element in enumerate(elements):
                for hidden in _hidden(element):
                    inner = (*elements[:index], hidden, *elements[index + 1 :])
                    yield replace(value, value=inner, type=_tuple_type(value.type, inner))
        case Known(value=Mapping() as entries):
            for key, entry in entries.items():
                for hidden in _hidden(entry):
                    changed = {**entries, key: hidden}
                    yield replace(value, value=changed, type=ObjectOf({k: v.type for k, v in changed.items()}))


def _tuple_type(kind: Type, elements: Sequence[Value]) -> Type:
    return TupleOf(tuple(element.type for element in elements)) if isinstance(kind, TupleOf) else kind


def _agrees(less: Value, full: Value) -> bool:
    match less, full:
        case Unknown(), _:
            return _is_part_of(less, full)
        case Known(value=tuple() as fewer, type=SetOf()), Known(value=tuple() as all_):
            known = [as_json(element) for element in fewer if not _is_partly_unknown(element)]
            return all(_loosely_in(element, [as_json(each) for each in all_]) for element in known)
        case Known(value=tuple() as ours), Known(value=tuple() as theirs):
            return len(ours) == len(theirs) and all(map(_agrees, ours, theirs))
        case Known(value=Mapping() as ours), Known(value=Mapping() as theirs):
            return ours.keys() == theirs.keys() and all(_agrees(ours[key], theirs[key]) for key in ours)
    return isinstance(full, Unknown) or _loosely_in(as_json(less), [as_json(full)])


def _is_partly_unknown(value: Value) -> bool:
    return "__unknown__" in str(as_json(value))


def _is_part_of(less: Unknown, full: Value) -> bool:
    """Whether what is said to be certain about `less` holds of the full answer."""
    match full:
        case Known(value=str() as text):
            certain = [str(part.value) for part in less.parts if isinstance(part, Known)]
            at = 0
            for piece in certain:
                found = text.find(piece, at)
                if found < 0:
                    return False
                at = found + len(piece)
            return text.startswith(less.prefix)
        case Known(value=tuple() as elements):
            known = [as_json(element) for element in elements]
            certain_elements = [as_json(part) for part in less.parts if not _is_partly_unknown(part)]
            return all(_loosely_in(part, known) for part in certain_elements)
    return True


def _loosely_in(part: object, elements: Sequence[object]) -> bool:
    """Terraform converts elements to the type of the others; hide a string, and "1" beside it is 1 again."""
    return _loosely(part) in map(_loosely, elements)


def _loosely(part: object) -> str:
    return json.dumps(part, sort_keys=True).lower().replace('"', "")
