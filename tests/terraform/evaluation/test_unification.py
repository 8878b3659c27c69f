"""The types that others have in common."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tflint_cognito.terraform.evaluation.unification import is_convertible, unify
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, ListOf, MapOf, ObjectOf, SetOf, TupleOf, Type


@pytest.mark.parametrize(
    ("types", "common"),
    [
        ([], None),
        ([NUMBER], NUMBER),
        ([NUMBER, STRING], STRING),
        ([BOOL, STRING, NUMBER], STRING),
        ([BOOL, NUMBER], None),
        ([NUMBER, DYNAMIC], NUMBER),
        ([ListOf(NUMBER), ListOf(STRING)], ListOf(STRING)),
        ([ListOf(NUMBER), DYNAMIC], DYNAMIC),
        ([ListOf(NUMBER), SetOf(STRING)], ListOf(NUMBER)),
        ([ListOf(STRING), SetOf(STRING)], ListOf(STRING)),
        ([ListOf(STRING), TupleOf((NUMBER, BOOL))], ListOf(STRING)),
        ([ListOf(STRING), TupleOf((NUMBER, STRING))], ListOf(STRING)),
        ([MapOf(NUMBER), ObjectOf({"a": STRING})], MapOf(STRING)),
        ([TupleOf((NUMBER,)), TupleOf((STRING,))], TupleOf((STRING,))),
        ([TupleOf((NUMBER,)), TupleOf((STRING, NUMBER))], ListOf(STRING)),
        ([TupleOf(()), TupleOf((NUMBER,))], ListOf(NUMBER)),
        ([ObjectOf({"a": NUMBER}), ObjectOf({"a": STRING})], ObjectOf({"a": STRING})),
        ([ObjectOf({"a": NUMBER}), ObjectOf({"b": STRING})], MapOf(STRING)),
        ([ObjectOf({"a": NUMBER}), ObjectOf({"b": ListOf(STRING)})], None),
        ([ObjectOf({"a": NUMBER}), ObjectOf({"a": BOOL})], None),
        ([ObjectOf({"a": NUMBER}), TupleOf((NUMBER,))], None),
    ],
)
def test_types_have_in_common_what_they_all_convert_to(types: Sequence[Type], common: Type | None) -> None:
    assert unify(types) == common


def test_a_safe_conversion_neither_fails_nor_loses() -> None:
    assert is_convertible(NUMBER, STRING, safe=True)
    assert is_convertible(SetOf(NUMBER), ListOf(STRING), safe=True)
    for given, wanted in [(STRING, NUMBER), (ListOf(STRING), SetOf(STRING)), (DYNAMIC, STRING)]:
        assert is_convertible(given, wanted)
        assert not is_convertible(given, wanted, safe=True)


def test_an_object_converts_where_all_attributes_are_there_or_optional() -> None:
    wanted = ObjectOf({"name": STRING, "flows": ListOf(STRING)}, frozenset({"flows"}))
    assert is_convertible(ObjectOf({"name": NUMBER, "more": BOOL}), wanted)
    assert not is_convertible(ObjectOf({"flows": ListOf(STRING)}), wanted)
    assert not is_convertible(ObjectOf({"name": STRING, "flows": STRING}), wanted)
    assert is_convertible(MapOf(STRING), wanted)


def test_a_tuple_whose_elements_have_nothing_in_common_makes_no_list() -> None:
    assert not is_convertible(TupleOf((STRING, ObjectOf({}))), ListOf(DYNAMIC))
    assert not is_convertible(TupleOf((DYNAMIC, ObjectOf({}))), ListOf(DYNAMIC))
    assert is_convertible(TupleOf((DYNAMIC, DYNAMIC)), ListOf(DYNAMIC))
