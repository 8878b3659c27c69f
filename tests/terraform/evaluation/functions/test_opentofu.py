"""What OpenTofu has beyond Terraform: https://opentofu.org/docs/language/functions/"""

from __future__ import annotations

import base64
import gzip

import pytest

from tests.terraform.evaluation.functions.asking import as_json, ask
from tflint_cognito.terraform.evaluation.functions import FUNCTIONS
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, EvaluationError
from tflint_cognito.terraform.values import Unknown


def zipped(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, mtime=0)).decode()


def test_the_table_marks_them() -> None:
    marked = {name for name, function in FUNCTIONS.items() if function.opentofu and not name.startswith("assume")}
    assert marked == {"base64gunzip", "cidrcontains", "urldecode"}


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ('convert("true", bool)', True),
        ('convert({}, object({ name = optional(string, "web") }))', {"name": "web"}),
        ("convert([1, 2], list(string))", ["1", "2"]),
        ("convert(null, number)", None),
        ('assumenotnull("a")', "a"),
        ('assumestringprefix("vpc-1", "vpc-")', "vpc-1"),
        ('startswith(assumestringprefix(local.input, "vpc-"), "vpc")', True),
        ("assumenotnull(local.input) != null", True),
        ('assumeequal(local.input, "arn:aws:x")', "arn:aws:x"),
        ('assumeequal(1, "1")', "1"),
        ('assumelistlength(["a"], 1, 2)', ["a"]),
        ("assumemaplengthmin({ a = 1 }, 1)", {"a": 1}),
        ('assumesetlengthmax(["a", "a"], 1)', ["a"]),
    ],
)
def test_what_is_to_come_is_worked_out_as_documented(call: str, answer: object) -> None:
    assert as_json(ask(call)) == answer


@pytest.mark.parametrize(
    "call",
    [
        'convert("x", bool)',
        'convert("x")',
        "convert(1, nowhere)",
        "assumenotnull(tostring(null))",
        'assumestringprefix("a", "b")',
        'assumeequal("a", "b")',
        'assumeequal([], "b")',
        'assumelistlengthmin(["a"], 2)',
        'assumelistlengthmax(["a", "b"], 1)',
    ],
)
def test_what_is_to_come_and_is_not_so_is_refused(call: str) -> None:
    with pytest.raises(EvaluationError):
        ask(call)


@pytest.mark.parametrize("call", ["convert(local.input, string)", "assumelistlength(local.inputs, 1, 2)"])
def test_what_is_to_come_stays_unknown_where_it_is(call: str) -> None:
    assert isinstance(ask(call), Unknown)


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ('cidrcontains("192.168.2.0/20", "192.168.2.1")', True),
        ('cidrcontains("192.168.2.0/20", "192.168.2.0/22")', True),
        ('cidrcontains("192.168.2.0/20", "192.126.2.1")', False),
        ('cidrcontains("192.168.2.0/22", "192.168.2.0/20")', False),
        ('cidrcontains("fe80::/48", "fe80::1")', True),
        ('cidrcontains("fe81::/48", "fe80::/48")', False),
        ('urldecode("Hello+World")', "Hello World"),
        ('urldecode("%E3%83%86%E3%82%B9%E3%83%88")', "テスト"),
        ('urldecode("")', ""),
        (f'base64gunzip("{zipped(b"customers")}")', "customers"),
        (f'base64gunzip("{zipped(b"")}")', ""),
    ],
)
def test_they_answer_as_documented(call: str, answer: object) -> None:
    assert as_json(ask(call)) == answer


@pytest.mark.parametrize(
    "call",
    [
        'cidrcontains("192.168.2.0", "192.168.2.1")',
        'cidrcontains("192.168.2.0/20", "fe80::1")',
        'cidrcontains("192.168.2.0/20", "somewhere")',
        'urldecode("%zz")',
        'urldecode("%e")',
        'urldecode("%ff")',
        'base64gunzip("Y3VzdG9tZXJz")',
        'base64gunzip("not base64")',
        f'base64gunzip("{zipped(b"customers")[:-8]}")',
    ],
)
def test_they_refuse_what_makes_no_sense(call: str) -> None:
    with pytest.raises(EvaluationError):
        ask(call)


@pytest.mark.parametrize(
    "call", ['cidrcontains("10.0.0.0/8", local.input)', "urldecode(local.input)", "base64gunzip(local.input)"]
)
def test_of_something_unknown_they_are_unknown(call: str) -> None:
    assert isinstance(ask(call), Unknown)


def test_a_small_text_that_unpacks_to_a_huge_one_is_a_bound() -> None:
    with pytest.raises(BoundExceeded):
        ask(f'base64gunzip("{zipped(bytes(6_000_000))}")')
