"""Conditions on resources made by hand: truth, words and place of their answers."""

from collections.abc import Mapping
from typing import Any

import pytest

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.answer import Answer
from tflint_cognito.policy.conditions import parse
from tflint_cognito.policy.examples import run_example
from tflint_cognito.policy.rule import Example
from tflint_cognito.policy.rulebook import load
from tflint_cognito.policy.subject import Subject
from tflint_cognito.policy.truth import Truth
from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.source import Range, Source, Step
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
SOURCE = Source("main.tf", "x" * 1000)
HEADER = Range(SOURCE, 0, 10)
CLIENT, POOL, DOMAIN = "aws_cognito_user_pool_client", "aws_cognito_user_pool", "aws_cognito_user_pool_domain"


def at(begin: int) -> Range:
    return Range(SOURCE, begin, begin + 5)


def resource(type: str, label: str = "web", /, **attributes: Value) -> Resource:
    return Resource(Address((), type, label), attributes, range=HEADER)


def ask(data: Mapping[str, Any], subject: Resource, *others: Resource, gaps: tuple[Gap, ...] = ()) -> Answer:
    model = Model("infra", "hcl", resources=(subject, *others), gaps=gaps)
    return parse(data).ask(Subject(subject, Architecture(model)))


ERRORS = {"attribute": "prevent_user_existence_errors", "equals": "ENABLED", "default": "LEGACY"}


def test_a_written_value_is_judged_in_its_place() -> None:
    answer = ask(ERRORS, resource(CLIENT, prevent_user_existence_errors=Known("LEGACY", range=at(20))))
    assert answer.truth is NO
    assert answer.because == 'prevent_user_existence_errors is "LEGACY"'
    assert (answer.place.attribute, answer.place.range) == ("prevent_user_existence_errors", at(20))


def test_what_is_not_written_is_judged_by_its_default_at_the_header() -> None:
    answer = ask(ERRORS, resource(CLIENT))
    assert (answer.truth, answer.place.range) == (NO, HEADER)
    assert answer.because == 'prevent_user_existence_errors is not written, so AWS uses "LEGACY"'


def test_a_written_null_counts_as_absent_but_is_placed_at_its_expression() -> None:
    answer = ask(ERRORS, resource(CLIENT, prevent_user_existence_errors=Absent(range=at(30))))
    assert (answer.truth, answer.place.range) == (NO, at(30))
    assert "is null" in answer.because


def test_an_unknown_value_is_undecided_with_its_reason_and_what_decides() -> None:
    value = Unknown("var.errors has no value here", decides="give it with --var")
    answer = ask(ERRORS, resource(CLIENT, prevent_user_existence_errors=value))
    assert (answer.truth, answer.because, answer.decides) == (
        UNKNOWN,
        "var.errors has no value here",
        "give it with --var",
    )


def test_a_value_that_rests_on_a_root_default_is_assumed() -> None:
    step = Step("var.errors", "default", at(50))
    answer = ask(ERRORS, resource(CLIENT, prevent_user_existence_errors=Known("LEGACY", range=at(20), trail=(step,))))
    assert answer.assumed


def test_what_is_worked_out_from_an_element_is_assumed_where_the_element_is() -> None:
    step = Step("var.site", "default", at(50))
    url = Known("/signed-in", range=at(20), trail=(step,))
    absolute = {"fact": "redirect_urls", "each": {"attribute": "absolute", "equals": True, "default": None}}
    answer = ask(absolute, resource(CLIENT, callback_urls=Known((url,), range=at(20))))
    assert (answer.truth, answer.assumed) == (NO, True)


def test_inside_a_block_that_is_written_the_header_is_that_of_the_block() -> None:
    units = Known((Known({"id_token": Known("hours")}, range=at(40)),), range=at(40))
    condition = {"attribute": "token_validity_units.access_token", "written": True}
    answer = ask(condition, resource(CLIENT, token_validity_units=units))
    assert (answer.truth, answer.place.range) == (NO, at(40))
    assert answer.place.attribute == "token_validity_units.access_token"


def test_a_fault_of_an_element_is_placed_at_the_first_and_the_others_are_related() -> None:
    urls = Known(
        tuple(Known(url, range=at(100 + 10 * n)) for n, url in enumerate(["https://a", "http://b", "http://c"]))
    )
    condition = {"attribute": "callback_urls", "each": {"matches": "https://.*"}, "default": None}
    answer = ask(condition, resource(CLIENT, callback_urls=urls))
    assert (answer.truth, answer.place.range) == (NO, at(110))
    assert [place.range for place in answer.related] == [at(120)]
    assert '"http://b"' in answer.because


def test_a_forbidden_element_is_placed_at_that_element() -> None:
    flows = Known((Known("code", range=at(60)), Known("implicit", range=at(70))), range=at(55))
    condition = {"not": {"attribute": "allowed_oauth_flows", "contains": "implicit", "default": None}}
    answer = ask(condition, resource(CLIENT, allowed_oauth_flows=flows))
    assert (answer.truth, answer.place.range) == (NO, at(70))


def test_a_condition_on_the_blocks_of_a_repeated_block_sees_each() -> None:
    scopes = Known(
        tuple(Known({"scope_name": Known(name, range=at(200 + 10 * n))}) for n, name in enumerate(["read", "a/b"]))
    )
    condition = {
        "attribute": "scope",
        "each": {"attribute": "scope_name", "matches": "[^/]+", "default": None},
        "default": None,
    }
    answer = ask(condition, resource("aws_cognito_resource_server", scope=scopes))
    assert (answer.truth, answer.place.range) == (NO, at(210))
    assert answer.place.attribute is not None
    assert answer.place.attribute.endswith("scope_name")


def test_all_of_nothing_wrong_is_a_yes_and_one_wrong_decides() -> None:
    right, wrong = (
        {"attribute": "name", "equals": "web", "default": None},
        {"attribute": "name", "equals": "x", "default": None},
    )
    client = resource(CLIENT, name=Known("web"))
    assert ask({"all": [right, right]}, client).truth is YES
    assert ask({"all": [right, wrong]}, client).truth is NO
    assert ask({"any": [wrong, right]}, client).truth is YES
    assert ask({"not": {"any": [wrong, wrong]}}, client).truth is YES


def test_one_unknown_does_not_hide_a_certain_fault() -> None:
    unknown = {"attribute": "other", "equals": "x", "computed": True}
    wrong = {"attribute": "name", "equals": "x", "default": None}
    assert ask({"all": [unknown, wrong]}, resource(CLIENT, name=Known("web"))).truth is NO


def linked(type: str, name: str, to: Resource) -> Resource:
    value = Unknown("known after apply", refers_to=Reference(to.address, "id"), range=at(300))
    return resource(type, name, user_pool_id=value)


HAS_DOMAIN = {"linked_from": DOMAIN, "link": "user_pool"}


def test_a_resource_that_refers_to_it_is_a_link() -> None:
    pool = resource(POOL, "customers")
    assert ask(HAS_DOMAIN, pool, linked(DOMAIN, "login", pool)).truth is YES


def test_none_that_refers_to_it_is_a_no_at_the_resource() -> None:
    pool = resource(POOL, "customers")
    answer = ask(HAS_DOMAIN, pool, linked(DOMAIN, "login", resource(POOL, "staff")))
    assert (answer.truth, answer.place.range) == (NO, HEADER)


def test_a_gap_makes_absence_undetermined() -> None:
    gap = Gap("module.login is not downloaded", "run terraform init")
    answer = ask(HAS_DOMAIN, resource(POOL, "customers"), gaps=(gap,))
    assert (answer.truth, answer.because, answer.decides) == (
        UNKNOWN,
        "module.login is not downloaded",
        "run terraform init",
    )


def test_a_link_that_cannot_be_told_makes_absence_undetermined() -> None:
    domain = resource(DOMAIN, "login", user_pool_id=Unknown("var.pool has no value here"))
    assert ask(HAS_DOMAIN, resource(POOL, "customers"), domain).truth is UNKNOWN


@pytest.mark.parametrize(("mfa", "expected"), [("ON", YES), ("OFF", NO)])
def test_what_it_is_linked_to_is_asked_over_there(mfa: str, expected: Truth) -> None:
    pool = resource(POOL, "customers", mfa_configuration=Known(mfa))
    condition = {
        "linked_to": "user_pool",
        "satisfies": {"attribute": "mfa_configuration", "equals": "ON", "default": "OFF"},
    }
    answer = ask(condition, linked(CLIENT, "web", pool), pool)
    assert (answer.truth, answer.place.range) == (expected, at(300))


def test_a_link_that_leads_out_of_the_configuration_cannot_be_told() -> None:
    client = resource(CLIENT, user_pool_id=Known("eu-west-1_abc", range=at(300)))
    assert ask({"linked_to": "user_pool"}, client).truth is UNKNOWN


def test_a_ledger_that_is_silent_and_a_pattern_that_is_none_are_for_the_author_to_put_right() -> None:
    with pytest.raises(CognitoLintError, match="the ledger has no default for callback"):
        ask({"attribute": "callback", "equals": "x", "default": "ledger"}, resource(CLIENT))
    with pytest.raises(CognitoLintError, match="is no regular expression"):
        ask({"attribute": "name", "matches": "(", "default": None}, resource(CLIENT, name=Known("web")))


def test_several_elements_that_say_themselves_what_they_are_fit_a_line() -> None:
    (rule,) = [replace(rule, per="") for rule in load() if rule.name == "provider-would-reject"]
    body = 'name = "customers"\nuser_pool_teir = "LITE"\nmfa_configuration = "REQUIRED"\n'
    example = Example("", {"main.tf": f'resource "aws_cognito_user_pool" "customers" {{\n{body}}}\n'})
    (verdict,) = run_example(rule, example).verdicts
    assert verdict.because == "the provider has no user_pool_teir (did you mean user_pool_tier?) and 1 more"
    assert len(verdict.related) == 1


def by_default(value: Value) -> Step:
    return Step("var.name", "default", at(0), value)


@pytest.mark.parametrize("text", ["", "  ", "changeme", "CHANGE_ME", "TODO", "<user pool id>", "your-domain"])
def test_a_fact_that_rests_on_a_default_for_a_value_given_elsewhere_says_so(text: str) -> None:
    name = Known(text, range=at(20), trail=(by_default(Known(text)),))
    answer = ask({"attribute": "name", "matches": "^[a-z]{3}$", "default": None}, resource(CLIENT, name=name))
    assert (answer.truth, answer.assumed) == (NO, True)
    assert answer.stand_in.startswith("var.name is ")


@pytest.mark.parametrize("default", [Known("OFF"), Known(False), Known(0), Known(()), Absent(), Known("example-shop")])
def test_a_default_that_says_something_holds(default: Value) -> None:
    name = Known("OFF", range=at(20), trail=(by_default(default),))
    answer = ask({"attribute": "name", "equals": "ON", "default": None}, resource(CLIENT, name=name))
    assert (answer.truth, answer.assumed, answer.stand_in) == (NO, True, "")


def test_a_fault_that_is_certain_is_told_before_one_that_rests_on_such_a_default() -> None:
    open_one = {"attribute": "name", "equals": "ON", "default": None}
    certain = {"attribute": "description", "equals": "ON", "default": None}
    name = Known("", range=at(20), trail=(by_default(Known("")),))
    client = resource(CLIENT, name=name, description=Known("OFF", range=at(40)))
    assert ask({"all": [open_one, certain]}, client).place.attribute == "description"
    assert ask({"any": [open_one, certain]}, client).stand_in == 'var.name is "" by default'


def test_an_element_that_is_certain_is_told_before_one_that_rests_on_such_a_default() -> None:
    urls = Known((Known("", range=at(20), trail=(by_default(Known("")),)), Known("http", range=at(30))))
    answer = ask(
        {"attribute": "callback_urls", "each": {"matches": "^https"}, "default": None},
        resource(CLIENT, callback_urls=urls),
    )
    assert (answer.place.range, answer.stand_in) == (at(30), "")


def test_only_what_was_read_counts_where_a_rule_wants_it_so() -> None:
    condition = {"linked_from": DOMAIN, "link": "user_pool"}
    pool = resource(POOL, "customers")
    missing = Gap("module.auth is not downloaded", "run terraform init")
    assert ask(condition, pool, gaps=(missing,)).truth is UNKNOWN
    assert ask({**condition, "here": True}, pool, gaps=(missing,)).truth is NO
    domain = resource(DOMAIN, user_pool_id=Unknown("known after apply", refers_to=Reference(pool.address, "id")))
    assert ask({**condition, "here": True}, pool, domain, gaps=(missing,)).truth is YES
    elsewhere = resource(DOMAIN, user_pool_id=Unknown("var.pool has no value here"))
    assert ask({**condition, "here": True}, pool, elsewhere).truth is UNKNOWN
