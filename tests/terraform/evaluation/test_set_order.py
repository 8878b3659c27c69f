"""The order of a set's elements."""

from __future__ import annotations

from decimal import Decimal

from tflint_cognito.terraform.evaluation.set_order import as_set
from tflint_cognito.terraform.evaluation.structures import object_of, tuple_of
from tflint_cognito.terraform.types import NUMBER, STRING
from tflint_cognito.terraform.values import Absent, Unknown, Value, boolean, number, string


def test_elements_go_by_size_then_unknown_then_null() -> None:
    unknown, null = Unknown("var.x has no value here", STRING), Absent(STRING)
    assert as_set([null, unknown, string("b"), string("B"), string("a")]) == (
        string("B"),
        string("a"),
        string("b"),
        unknown,
        null,
    )
    assert as_set([number(10), number(9), number(Decimal("9.5"))]) == (number(9), number(Decimal("9.5")), number(10))
    assert as_set([boolean(True), boolean(False)]) == (boolean(False), boolean(True))


def test_equal_elements_are_one_and_unknown_ones_are_not() -> None:
    unknown = Unknown("var.x has no value here", STRING)
    assert as_set([string("a"), string("a"), unknown, unknown]) == (string("a"), unknown, unknown)


def test_objects_go_by_the_text_that_terraform_makes_of_them() -> None:
    def scope(size: int) -> Value:
        return object_of({"name": string("a"), "size": number(size)})

    assert as_set([scope(9), scope(10), scope(9)]) == (scope(10), scope(9))
    assert as_set([tuple_of([boolean(True)]), tuple_of([Absent()]), tuple_of([boolean(False)])]) == (
        tuple_of([boolean(False)]),
        tuple_of([boolean(True)]),
        tuple_of([Absent()]),
    )


def test_an_unknown_number_is_not_lost_behind_the_number_of_its_place() -> None:
    assert len(as_set([number(1), Unknown("it is not known", NUMBER)])) == 2
