"""Elements of a plan find themselves in the source: lists by their order, sets by what they hold."""

from __future__ import annotations

from tflint_cognito.terraform.placing.pairs import pair
from tflint_cognito.terraform.values import Known, Unknown, Value, string

A, B, C = map(string, "abc")
UNKNOWN = Unknown("it is read by Terraform")


def scope(name: str, **more: Value) -> Known:
    return Known({"scope_name": string(name), **more})


def test_lists_of_one_length_are_paired_in_order() -> None:
    assert pair([A, B], [B, A], is_set=False) == [(A, B), (B, A)]


def test_a_shorter_list_is_paired_by_what_it_holds() -> None:
    assert pair([A, C], [A, B, C], is_set=False) == [(A, A), (C, C)]


def test_a_longer_list_keeps_its_order() -> None:
    assert pair([A, B, C], [B], is_set=False) == [(A, None), (B, B), (C, None)]


def test_sets_come_in_the_order_of_the_source() -> None:
    assert pair([A, B, C], [C, A, B], is_set=True) == [(C, C), (A, A), (B, B)]


def test_what_a_set_lacks_in_the_source_comes_last() -> None:
    assert pair([A, B], [B], is_set=True) == [(B, B), (A, None)]


def test_an_unknown_element_is_the_one_that_is_left() -> None:
    assert pair([A, B], [UNKNOWN, A], is_set=True) == [(B, UNKNOWN), (A, A)]


def test_blocks_are_paired_with_the_likest() -> None:
    read, write = scope("read"), scope("write")
    written = [scope("write", scope_description=UNKNOWN), scope("read", scope_description=UNKNOWN)]
    planned = [scope("read", scope_description=A), scope("write", scope_description=B)]
    assert pair(planned, written, is_set=True) == [(planned[1], written[0]), (planned[0], written[1])]
    assert pair([read, write], [write, read], is_set=True) == [(write, write), (read, read)]


def test_a_block_with_an_unknown_attribute_is_the_one_where_it_is_unknown() -> None:
    """What is not written in a block of a set is "" in a plan, which anything unknown may turn out to be."""
    half, whole = scope("", scope_description=UNKNOWN), Known({"scope_name": UNKNOWN, "scope_description": UNKNOWN})
    written = [whole, Known({"scope_description": UNKNOWN})]
    assert pair([half, whole], written, is_set=True) == [(whole, whole), (half, written[1])]


def test_an_element_is_paired_once() -> None:
    assert pair([A], [A, A], is_set=True) == [(A, A)]


def test_a_block_that_has_its_own_is_not_given_another() -> None:
    read, write = scope("read", scope_description=A), scope("write", scope_description=A)
    assert pair([read, write], [read], is_set=True) == [(read, read), (write, None)]
