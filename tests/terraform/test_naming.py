import pytest

from tflint_cognito.terraform.naming import name_before
from tflint_cognito.terraform.source import Range, Source


def found(text: str, value: str, name: str) -> str:
    source = Source("main.tf", text)
    begin = text.rindex(value)
    range = name_before(Range(source, begin, begin + len(value)), name)
    assert range is not None
    return range.text


@pytest.mark.parametrize("text", ["  mfa   = 1", "mfa=1", "mfa = (1)", "mfa =\n  1"])
def test_a_name_stands_before_its_value(text: str) -> None:
    assert found(text, "1", "mfa") == "mfa"


def test_a_place_far_down_a_file_is_as_good() -> None:
    assert found("#" * 1000 + "\nmfa = 1", "1", "mfa") == "mfa"


def test_json_has_quotes_around_it() -> None:
    assert found('{"mfa": 1}', "1", "mfa") == '"mfa"'


@pytest.mark.parametrize(("text", "value"), [("for_each = var.mfa", "var.mfa"), ("mfa {", "mfa"), ("[1]", "1")])
def test_what_has_no_such_name_before_it_stays_as_it_is(text: str, value: str) -> None:
    assert found(text, value, "mfa") == value


def test_no_place_has_no_name() -> None:
    assert name_before(None, "mfa") is None
