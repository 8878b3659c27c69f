"""What every call has in common: counts, nulls, marks, places."""

from __future__ import annotations

import pytest

from tests.terraform.evaluation.functions.asking import Surroundings, ask
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, EvaluationError
from tflint_cognito.terraform.source import Range, Source, Step
from tflint_cognito.terraform.types import BOOL, DYNAMIC, STRING, ListOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

VARIABLES = Source("variables.tf", 'variable "flows" { default = ["code", "implicit"] }')


def written(text: str) -> Range:
    begin = VARIABLES.text.index(text)
    return Range(VARIABLES, begin, begin + len(text))


def flows() -> Known:
    """What `var.flows` is: a list that is written in another file."""
    elements = tuple(Known(flow, STRING, written(f'"{flow}"')) for flow in ("code", "implicit"))
    whole = Known(elements, ListOf(STRING), written('["code", "implicit"]'))
    return Known(elements, ListOf(STRING), whole.range, (Step("var.flows", "default", whole.range, whole),))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("upper()", 'Function "upper" expects 1 argument(s). Missing value for "str"'),
        ("join()", 'Function "join" expects at least 1 argument(s). Missing value for "separator"'),
        ('upper("a", "b")', 'Function "upper" expects only 1 argument(s)'),
        ('nosuch("a")', 'There is no function named "nosuch"'),
        ("upper(null)", 'Invalid value for "str" parameter: argument must not be null'),
        ("element([], 0)", 'Call to function "element" failed: cannot use element function with an empty list'),
    ],
)
def test_a_wrong_call_is_an_error_in_terraforms_words(call: str, message: str) -> None:
    with pytest.raises(EvaluationError) as refused:
        ask(call)
    assert refused.value.message == message


def test_an_error_of_one_argument_is_placed_there() -> None:
    with pytest.raises(EvaluationError) as refused:
        ask('join(",", ["a"], [["b"]])')
    assert refused.value.range is not None
    assert refused.value.range.text == '[["b"]]'


def test_an_error_of_the_call_is_placed_at_the_call() -> None:
    with pytest.raises(EvaluationError) as refused:
        ask("[1, element([], 0)]")
    assert refused.value.range is not None
    assert refused.value.range.text == "element([], 0)"


def test_an_error_does_not_quote_a_secret() -> None:
    with pytest.raises(EvaluationError) as refused:
        ask("parseint(local.secret, 10)")
    assert "s3cret" not in refused.value.message


def test_an_unknown_reason_does_not_quote_a_secret() -> None:
    outside = Known("/etc/s3cret", STRING, sensitive=True)
    value = ask("file(local.path)", Surroundings(more={"path": outside}))
    assert isinstance(value, Unknown)
    assert value.sensitive
    assert "s3cret" not in value.because


def test_a_result_stands_at_the_call() -> None:
    value = ask('concat(["a"], [upper("b")])')
    assert value.range is not None
    assert value.range.text == 'concat(["a"], [upper("b")])'


def test_elements_of_a_result_keep_their_own_places() -> None:
    value = ask('concat(["a"], ["b"])')
    assert [element.range.text for element in _elements(value) if element.range] == ['"a"', '"b"']


def test_the_trails_of_all_arguments_are_joined_without_repeating_a_step() -> None:
    value = ask("concat(local.flows, local.flows)", Surroundings(more={"flows": flows()}))
    assert [step.subject for step in value.trail] == ["var.flows"]


@pytest.mark.parametrize(
    "call", ["element(local.flows, 1)", "one([local.flows[1]])", 'lookup({ a = local.flows[1] }, "a")']
)
def test_the_trail_of_a_picked_element_leads_to_where_it_is_written(call: str) -> None:
    value = ask(call, Surroundings(more={"flows": flows()}))
    assert isinstance(value, Known)
    assert value.value == "implicit"
    assert value.range is not None
    assert value.range.text == call
    assert [step.range.text for step in value.trail if step.range] == ['"implicit"']


def test_an_unknown_argument_gives_its_reason_and_what_decides() -> None:
    value = ask("upper(local.input)")
    assert value == Unknown(
        "var.input has no value here",
        STRING,
        "give it with --var or --var-file, or lint the plan",
        not_null=True,
        range=value.range,
    )


def test_the_first_of_several_unknown_arguments_gives_the_reason() -> None:
    value = ask("contains(local.inputs, local.input)")
    assert isinstance(value, Unknown)
    assert value.because == "var.inputs has no value here"
    assert value.type is BOOL


def test_an_argument_of_unknown_type_leaves_the_type_of_the_result_unknown() -> None:
    value = ask("reverse(local.any)")
    assert isinstance(value, Unknown)
    assert value.type is DYNAMIC
    assert not value.not_null


def test_an_argument_of_unknown_type_is_no_reason_to_refuse_a_call() -> None:
    value = ask('distinct([local.any, { name = "web" }])')
    assert isinstance(value, Unknown)


@pytest.mark.parametrize(
    "call",
    [
        "upper(local.secret)",
        'format("%s", local.secret)',
        "jsonencode({ a = [local.secret] })",
        "sha256(local.secret)",
        "merge({ a = 1 }, sensitive({ b = 1 }))",
        'lookup(sensitive({ a = "x" }), "a")',
        'zipmap([local.secret], ["x"])',
        "toset([local.secret])",
        'replace("a", "a", local.secret)',
        'startswith(local.secret, "s")',
        'concat(sensitive(["a"]), ["b"])',
        "flatten([sensitive([1])])",
        "upper(sensitive(local.input))",
    ],
)
def test_what_is_made_of_a_secret_is_one(call: str) -> None:
    assert ask(call).sensitive


@pytest.mark.parametrize(
    "call",
    [
        'concat([local.secret], ["a"])',
        "keys({ a = local.secret })",
        "length([local.secret])",
        'lookup({ a = local.secret, b = "x" }, "b")',
        "nonsensitive(local.secret)",
        "issensitive(local.secret)",
        "merge({ a = local.secret }, { b = 1 })",
        'lookup({ a = "x" }, "a", local.secret)',
    ],
)
def test_a_secret_that_does_not_reach_the_whole_of_a_result_does_not_mark_it(call: str) -> None:
    assert not ask(call).sensitive


def test_a_provider_function_is_unknown() -> None:
    value = ask('provider::aws::arn_parse("arn:aws:iam::444455556666:role/example")')
    assert isinstance(value, Unknown)
    assert value.because == "provider::aws::arn_parse is a function of a provider"


def test_a_core_function_may_be_called_by_its_full_name() -> None:
    assert ask('core::upper("a")') == ask('upper("a")') or ask('core::upper("a")').type is STRING


@pytest.mark.parametrize(
    "call",
    [
        "timestamp()",
        "plantimestamp()",
        "uuid()",
        'bcrypt("a")',
        'base64gzip("a")',
        'rsadecrypt("a", "b")',
        'abspath("pools")',
        'pathexpand("~/pools")',
    ],
)
def test_what_another_run_or_machine_decides_is_unknown_with_a_reason(call: str) -> None:
    value = ask(call)
    assert isinstance(value, Unknown)
    assert value.type is STRING
    assert value.because


#: A few lines that stand for half a million elements.
LAUGHS = "\n".join(
    [
        "a: &a [1,1,1,1,1,1,1,1,1]",
        *(f"{key}: &{key} [{','.join([f'*{of}'] * 9)}]" for of, key in ("ab", "bc", "cd", "de", "ef")),
    ]
)


@pytest.mark.parametrize(
    "call",
    [
        'indent(4000000, "\\n\\n\\n")',
        'replace(local.long, "a", local.long)',
        'replace(local.long, "/a/", local.long)',
        'format("%999999999d", 1)',
        'format("%.999999999f", 1)',
        "setproduct(range(1000), range(1000))",
        'parseint(join("", range(1024), range(1024)), 10)',
        'jsondecode("1e99999")',
        'regex("\\\\pL{1000}", "a")',
        'jsondecode(replace(local.long, "a", "["))',
        'yamldecode(replace(local.long, "a", "["))',
        "yamldecode(local.laughs)",
    ],
)
def test_what_is_too_large_to_make_is_a_bound(call: str) -> None:
    with pytest.raises(BoundExceeded):
        ask(call, Surroundings(more={"long": Known("a" * 10_000, STRING), "laughs": Known(LAUGHS, STRING)}))


def test_null_where_it_is_allowed_is_no_error() -> None:
    assert isinstance(ask("tostring(null)"), Absent)


def _elements(value: Value) -> tuple[Value, ...]:
    assert isinstance(value, Known)
    assert isinstance(value.value, tuple)
    return value.value
