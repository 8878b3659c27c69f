"""What is certain of an answer that is unknown: elements of a collection, pieces and the beginning of a string."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.functions.asking import as_json, ask
from tflint_cognito.terraform.values import Unknown

UNKNOWN = {"__unknown__": True}


@pytest.mark.parametrize(
    ("call", "parts"),
    [
        ('concat(["http://localhost"], local.inputs)', ["http://localhost"]),
        ('concat(local.inputs, ["a"], ["b"])', ["a", "b"]),
        ("concat(local.inputs, [local.id])", [UNKNOWN]),
        ('setunion(["a"], local.inputs, ["b"])', ["a", "b"]),
        ('flatten([["a", ["b"]], local.inputs])', ["a", "b"]),
        ('flatten([concat(["a"], local.inputs), ["b"]])', ["a", "b"]),
        ('toset(concat(["a"], local.inputs))', ["a"]),
        ('tolist(concat(["a"], local.inputs))', ["a"]),
        ('distinct(concat(["a", "b", "a"], local.inputs))', ["a", "b"]),
        ('compact(concat(["a", ""], local.inputs))', ["a"]),
        ('compact(["a", "", local.input])', ["a"]),
        ('compact(["a", local.id])', ["a", UNKNOWN]),
        ('concat(concat(["a"], local.inputs), ["b"])', ["a", "b"]),
    ],
)
def test_elements_that_are_certain_are_kept(call: str, parts: list[object]) -> None:
    value = ask(call)
    assert isinstance(value, Unknown)
    assert [as_json(part) for part in value.parts] == parts


@pytest.mark.parametrize(
    ("call", "parts", "prefix"),
    [
        ('format("https://%s/callback", local.input)', ["https://", UNKNOWN, "/callback"], "https://"),
        ('format("%s://%s", "http", local.input)', ["http://", UNKNOWN], "http://"),
        ('format("%s-%s", local.input, "a")', [UNKNOWN, "-a"], ""),
        ('format("%%%d", local.number)', ["%", UNKNOWN], "%"),
        ('join("/", ["https:", "", local.input, "x"])', ["https:", "/", "", "/", UNKNOWN, "/", "x"], "https://"),
        ('join(",", concat(["a"], local.inputs))', [], ""),
        ('join(",", ["a"], local.inputs)', ["a", ","], "a,"),
        ('format("%s/b", format("https://%s", local.input))', [UNKNOWN, "/b"], "https://"),
        (
            'jsonencode({ Action = "*", Resource = local.input })',
            ['{"Action":"*","Resource":', UNKNOWN, "}"],
            '{"Action":"*","Resource":',
        ),
        ("jsonencode([local.input])", ["[", UNKNOWN, "]"], "["),
        (
            'jsonencode(["arn:\\"${local.input}/*"])',
            ['["arn:\\"', UNKNOWN, '/*"]'],
            '["arn:\\"',
        ),
        ('jsonencode(["ab${local.input}"])', ['["ab', UNKNOWN, '"]'], '["a'),
        ("jsonencode(local.input)", [UNKNOWN], ""),
    ],
)
def test_pieces_and_the_beginning_of_a_string_are_kept(call: str, parts: list[object], prefix: str) -> None:
    value = ask(call)
    assert isinstance(value, Unknown)
    assert ([as_json(part) for part in value.parts], value.prefix) == (parts, prefix)


def test_the_beginning_answers_whether_a_string_starts_with_it() -> None:
    assert as_json(ask('startswith(format("https://%s", local.input), "https://")')) is True
    assert as_json(ask('startswith(format("https://%s", local.input), "http://")')) is False
    assert as_json(ask('startswith(format("https://%s", local.input), "https://example")')) == UNKNOWN
