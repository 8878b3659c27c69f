import json

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, attribute_of, plain
from tflint_cognito.cognito.partial_json import parse_json
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, Value, string

POOL = attribute_of("aws_cognito_identity_pool.visitors")


def text(*parts: str | Unknown) -> Value:
    """What a template or jsonencode makes of `parts`."""
    pieces = tuple(string(part) if isinstance(part, str) else part for part in parts)
    return Unknown("a piece is unknown", STRING, parts=pieces, not_null=True)


def read(*parts: str | Unknown) -> Value:
    return parse_json(text(*parts), "policy")


def test_a_text_that_is_known_is_read_as_it_is() -> None:
    data = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*"], "n": 1.5, "b": True}]}
    assert plain(parse_json(string(json.dumps(data)), "policy")) == data


def test_a_piece_without_quotes_around_it_is_a_value_as_jsonencode_writes_it() -> None:
    value = read('{"aud":', POOL, ',"amr":"authenticated"}')
    assert isinstance(value, Known) and value.value == {"aud": POOL, "amr": string("authenticated")}


def test_a_piece_inside_quotes_is_a_string_as_a_heredoc_writes_it() -> None:
    value = read('{"aud": "', POOL, '"}')
    assert isinstance(value, Known) and isinstance(value.value, dict)
    (aud,) = value.value.values()
    assert isinstance(aud, Unknown) and aud.refers_to == POOL.refers_to


def test_text_around_a_piece_inside_quotes_stays_known() -> None:
    value = read('["arn:aws:s3:::', NOBODY_KNOWS, '/\\u00e4*", "x"]')
    assert isinstance(value, Known) and isinstance(value.value, tuple)
    first, second = value.value
    assert isinstance(first, Unknown) and first.prefix == "arn:aws:s3:::"
    assert [plain(part) for part in first.parts] == ["arn:aws:s3:::", "?", "/ä*"]
    assert second == string("x")


def test_an_escaped_quote_does_not_end_the_string() -> None:
    value = read('{"a": "say \\"', NOBODY_KNOWS, '\\"", "b": "\\\\", "c": ', POOL, "}")
    assert isinstance(value, Known) and isinstance(value.value, dict)
    assert (value.value["b"], value.value["c"]) == (string("\\"), POOL)


def test_an_attribute_between_elements_is_one_of_them() -> None:
    value = read('["*",', POOL, "]")
    assert isinstance(value, Known) and value.value == (string("*"), POOL)


def test_what_else_stands_between_elements_may_be_many_and_leaves_the_others_certain() -> None:
    value = read('["*",', NOBODY_KNOWS, "]")
    assert isinstance(value, Unknown) and value.parts == (string("*"),)


@pytest.mark.parametrize(
    "parts",
    [
        ('{"', NOBODY_KNOWS, '": 1}'),
        ("{", NOBODY_KNOWS, ": 1}"),
        ("{", NOBODY_KNOWS, "}"),
        ('["a" ', NOBODY_KNOWS, ' "b"]'),
        (NOBODY_KNOWS, ", 1"),
        ('{"a": ', NOBODY_KNOWS, NOBODY_KNOWS, "}"),
        ('{"a": "\\', NOBODY_KNOWS, '"}'),
        ("\ue000", '{"a": ', NOBODY_KNOWS, "}"),
    ],
)
def test_a_piece_that_may_change_the_structure_leaves_nothing_known(parts: tuple[str | Unknown, ...]) -> None:
    value = read(*parts)
    assert isinstance(value, Unknown) and (value.because, value.parts) == (NOBODY_KNOWS.because, ())


@pytest.mark.parametrize("content", ["", "{", '{"a": 1, "a": 2}', "[" * 100_000, "NaN,", "\ue0000\ue001"])
def test_what_is_no_json_is_unknown_with_that_as_the_reason(content: str) -> None:
    value = parse_json(string(content), "assume_role_policy")
    assert isinstance(value, Unknown) and value.because == "assume_role_policy is no JSON that can be read"


def test_characters_of_ours_in_a_text_that_is_known_mean_nothing() -> None:
    assert plain(parse_json(string('["\ue0007\ue001"]'), "policy")) == ["\ue0007\ue001"]


def test_a_secret_text_gives_secret_values() -> None:
    value = parse_json(Known('{"a": ["b"]}', STRING, sensitive=True), "policy")
    assert isinstance(value, Known) and isinstance(value.value, dict)
    assert value.sensitive and value.value["a"].sensitive
