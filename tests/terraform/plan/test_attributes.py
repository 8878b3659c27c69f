"""Planned values, the masks over them and the configuration, made one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.terraform.plan.plans import (
    block,
    change,
    constant,
    data,
    plan,
    read,
    refers,
    resource,
    value,
)
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.types import NUMBER, STRING, SetOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, is_sensitive, is_whole, to_json

CLIENT = "aws_cognito_user_pool_client.web"
POOL = "aws_cognito_user_pool.customers"


def client(after: dict[str, Any], unknown: dict[str, Any], expressions: dict[str, Any], **more: Any) -> Model:
    return read(plan(change(CLIENT, after, unknown, **more), configured=[block(CLIENT, expressions)]))


def pool(after: dict[str, Any], unknown: dict[str, Any], expressions: dict[str, Any], **more: Any) -> Model:
    return read(plan(change(POOL, after, unknown, **more), configured=[block(POOL, expressions)]))


def known(found: Value) -> Known:
    assert isinstance(found, Known), found
    return found


def written(found: Value) -> bool | None:
    return known(found).written


# On create


@pytest.mark.parametrize("expressions", [{}, {"prevent_user_existence_errors": constant(None)}])
def test_what_is_left_out_or_null_is_absent_on_create_although_it_looks_unknown(expressions: dict[str, Any]) -> None:
    model = client({"name": "web"}, {"prevent_user_existence_errors": True}, expressions)
    assert isinstance(value(model, CLIENT, "prevent_user_existence_errors"), Absent)


def test_what_is_given_is_known_and_written() -> None:
    model = client({"name": "web"}, {}, {"name": constant("web")})
    assert value(model, CLIENT, "name") == Known("web", STRING, written=True)


def test_a_schema_default_is_absent_on_create_as_in_the_source() -> None:
    model = pool({"mfa_configuration": "OFF"}, {}, {})
    assert isinstance(value(model, POOL, "mfa_configuration"), Absent)


def test_the_same_value_written_out_is_written() -> None:
    model = pool({"mfa_configuration": "OFF"}, {}, {"mfa_configuration": constant("OFF")})
    assert written(value(model, POOL, "mfa_configuration")) is True


def test_a_default_that_nobody_listed_is_known_but_not_written() -> None:
    model = client({"refresh_token_validity": 30}, {}, {})
    assert to_json(value(model, CLIENT, "refresh_token_validity")) == 30
    assert written(value(model, CLIENT, "refresh_token_validity")) is False


def test_a_schema_default_inside_a_written_block_is_absent() -> None:
    units = {"access_token": "minutes", "id_token": "hours", "refresh_token": "days"}
    model = client(
        {"token_validity_units": [units]}, {}, {"token_validity_units": [{"access_token": constant("minutes")}]}
    )
    assert to_json(value(model, CLIENT, "token_validity_units")) == [{"access_token": "minutes"}]


def test_an_argument_that_is_null_by_its_variable_is_absent() -> None:
    model = data("references")
    assert isinstance(value(model, "aws_cognito_user_pool_client.exact", "prevent_user_existence_errors"), Absent)


def test_an_argument_that_is_null_for_one_key_only_is_absent_there() -> None:
    model, argument = data("references"), "prevent_user_existence_errors"
    assert isinstance(value(model, 'aws_cognito_user_pool_client.obj["ios"]', argument), Absent)
    assert to_json(value(model, 'aws_cognito_user_pool_client.obj["web"]', argument)) == "ENABLED"


def test_an_argument_made_by_a_function_alone_is_not_taken_for_null() -> None:
    model = client({}, {"name": True}, {"name": {}})
    assert isinstance(value(model, CLIENT, "name"), Unknown)


def test_a_local_may_hide_anything() -> None:
    model = client({}, {"explicit_auth_flows": True}, {"explicit_auth_flows": refers("local.flows")})
    match value(model, CLIENT, "explicit_auth_flows"):
        case Unknown(because=because, refers_to=None, parts=()):
            assert because == "explicit_auth_flows comes from local.flows, which a plan does not show"
        case other:
            raise AssertionError(other)


def test_an_empty_list_that_is_written_is_known() -> None:
    model = client({"allowed_oauth_scopes": []}, {}, {"allowed_oauth_scopes": constant([])})
    assert to_json(value(model, CLIENT, "allowed_oauth_scopes")) == []


@pytest.mark.parametrize("empty", [[], {}, "", None])
def test_what_is_empty_and_not_written_is_absent(empty: object) -> None:
    model = client({"analytics_configuration": empty}, {"analytics_configuration": empty}, {})
    assert isinstance(value(model, CLIENT, "analytics_configuration"), Absent)


# Blocks


def test_blocks_are_lists_of_mappings() -> None:
    model = pool(
        {"password_policy": [{"minimum_length": 12, "require_symbols": None}]},
        {"password_policy": [{}]},
        {"password_policy": [{"minimum_length": constant(12)}]},
    )
    assert to_json(value(model, POOL, "password_policy")) == [{"minimum_length": 12}]
    assert to_json(value(model, POOL, "password_policy.minimum_length")) == 12


def test_a_block_of_which_there_is_one_only_is_a_list_too() -> None:
    model = pool({"timeouts": {"create": "5m"}}, {}, {"timeouts": [{"create": constant("5m")}]})
    assert to_json(value(model, POOL, "timeouts")) == [{"create": "5m"}]


def test_a_map_is_no_block() -> None:
    model = pool({"tags": {"team": "identity"}}, {"tags": {}}, {"tags": constant({"team": "identity"})})
    assert to_json(value(model, POOL, "tags")) == {"team": "identity"}


def test_a_dynamic_block_is_written_although_the_configuration_does_not_show_it() -> None:
    model = data("dynamic_blocks")
    policy = known(value(model, "aws_cognito_user_pool.this", "password_policy"))
    assert policy.written is True
    assert written(value(model, "aws_cognito_user_pool.this", "password_policy.minimum_length")) is True
    assert written(value(model, "aws_cognito_user_pool.this", "password_policy.require_symbols")) is True


def test_in_a_dynamic_block_nothing_tells_a_schema_default_from_the_author() -> None:
    model, address = data("references"), 'aws_cognito_user_pool_client.obj["web"]'
    assert written(value(model, address, "token_validity_units.access_token")) is True
    assert written(value(model, address, "token_validity_units.id_token")) is None


def test_in_a_dynamic_block_nothing_tells_what_is_left_out_from_what_is_unknown() -> None:
    path = "password_policy.temporary_password_validity_days"
    assert isinstance(value(data("dynamic_blocks"), "aws_cognito_user_pool.this", path), Unknown)


def test_a_computed_block_that_is_left_out_is_absent() -> None:
    assert isinstance(value(data("dynamic_blocks"), "aws_cognito_user_pool.this", "sms_configuration"), Absent)


def test_a_block_that_is_never_computed_is_unknown_only_by_a_dynamic_block() -> None:
    found = value(data("dynamic_blocks"), "aws_cognito_user_pool.this", "user_attribute_update_settings")
    assert isinstance(found, Unknown)


def test_blocks_of_a_set_are_told_apart_by_their_constants() -> None:
    schema = [
        {"name": "age", "attribute_data_type": "Number", "mutable": None, "required": None},
        {"name": "email", "attribute_data_type": "String", "mutable": None, "required": True},
    ]
    email = {"name": constant("email"), "attribute_data_type": constant("String"), "required": constant(True)}
    age = {"name": constant("age"), "attribute_data_type": constant("Number")}
    model = pool({"schema": schema}, {"schema": [{}, {}]}, {"schema": [email, age]})
    assert to_json(value(model, POOL, "schema")) == [
        {"name": "age", "attribute_data_type": "Number"},
        {"name": "email", "attribute_data_type": "String", "required": True},
    ]
    assert written(value(model, POOL, "schema.1.required")) is True


def test_a_set_stays_in_the_order_of_the_plan_and_has_the_type_of_a_set() -> None:
    model = data("provider_3_39")
    schema = known(value(model, "aws_cognito_user_pool.main", "schema"))
    assert isinstance(schema.type, SetOf)
    assert [to_json(value(model, "aws_cognito_user_pool.main", f"schema.{n}.name")) for n in (0, 1)] == [
        "tenant",
        "email",
    ]


def test_beside_a_dynamic_block_nothing_tells_which_block_is_which() -> None:
    mechanisms = [{"name": "verified_email", "priority": 1}, {"name": "verified_phone_number", "priority": 2}]
    model = pool(
        {"account_recovery_setting": [{"recovery_mechanism": mechanisms}]},
        {},
        {"account_recovery_setting": [{"recovery_mechanism": [{"name": constant("verified_email")}]}]},
    )
    assert written(value(model, POOL, "account_recovery_setting.recovery_mechanism.0.priority")) is None


# Unknown in part


def test_one_unknown_element_leaves_the_others_known() -> None:
    model = data("unknown_inputs")
    match value(model, "aws_cognito_user_pool_client.app", "callback_urls"):
        case Known(value=(Known(value=first), Unknown(refers_to=reference))):
            assert first == "https://fixed.example.com/cb"
            assert str(reference) == "aws_lb.app.dns_name"
        case other:
            raise AssertionError(other)


def test_a_null_in_a_list_that_is_not_unknown_is_absent() -> None:
    model = client({"callback_urls": [None]}, {"callback_urls": [False]}, {"callback_urls": constant([None])})
    assert isinstance(value(model, CLIENT, "callback_urls.0"), Absent)
    assert is_whole(value(model, CLIENT, "callback_urls"))


def test_an_unknown_entry_of_a_map_leaves_the_others_known() -> None:
    address = "aws_cognito_identity_provider.google"
    details = {"provider_details": {"client_id": "web"}}
    expressions = {"provider_details": refers("aws_ssm_parameter.google.value", "aws_ssm_parameter.google")}
    document = plan(
        change("aws_ssm_parameter.google", {}, {"value": True}),
        change(address, details, {"provider_details": {"client_secret": True}}),
        configured=[block(address, expressions)],
    )
    found = value(read(document), address, "provider_details.client_secret")
    assert isinstance(found, Unknown)
    assert found.sensitive
    assert to_json(value(read(document), address, "provider_details.client_id")) == "web"


def test_an_unknown_argument_of_a_block_leaves_the_others_known() -> None:
    model = data("unknown_inputs")
    assert isinstance(value(model, "aws_cognito_user_pool.this", "password_policy.minimum_length"), Unknown)
    assert to_json(value(model, "aws_cognito_user_pool.this", "password_policy.require_numbers")) is True


def test_numbers_are_whole_where_they_can_be() -> None:
    model = client({"access_token_validity": 1.0, "id_token_validity": 0.5}, {}, {})
    assert value(model, CLIENT, "access_token_validity") == Known(1, NUMBER, written=False)
    assert to_json(value(model, CLIENT, "id_token_validity")) == 0.5


# On update


def test_on_update_what_is_left_out_keeps_what_it_was() -> None:
    model = client({"enable_token_revocation": False}, {}, {}, actions="update")
    found = value(model, CLIENT, "enable_token_revocation")
    assert (to_json(found), written(found)) == (False, False)


def test_on_update_even_a_schema_default_is_known() -> None:
    model = pool({"mfa_configuration": "OFF"}, {}, {}, actions="no-op")
    assert (to_json(value(model, POOL, "mfa_configuration")), written(value(model, POOL, "mfa_configuration"))) == (
        "OFF",
        False,
    )


def test_on_replacement_what_is_left_out_is_absent_again() -> None:
    model = client({"name": "web"}, {"enable_token_revocation": True}, {}, actions="delete create")
    assert isinstance(value(model, CLIENT, "enable_token_revocation"), Absent)


def test_on_update_what_is_left_out_and_unknown_is_unknown() -> None:
    model = client({}, {"enable_token_revocation": True}, {}, actions="update")
    assert isinstance(value(model, CLIENT, "enable_token_revocation"), Unknown)


def test_a_block_that_was_there_before_may_be_nobodys() -> None:
    policy = {"password_policy": [{"minimum_length": 8}]}
    model = pool(policy, {}, {}, actions="update")
    assert written(value(model, POOL, "password_policy")) is None
    assert written(value(model, POOL, "password_policy.minimum_length")) is None


def test_a_block_that_changes_is_the_authors() -> None:
    model = pool({"password_policy": [{"minimum_length": 8}]}, {}, {}, actions="update", before={"password_policy": []})
    assert written(value(model, POOL, "password_policy.minimum_length")) is True


def test_on_update_a_variable_that_is_null_leaves_open_who_chose_the_value() -> None:
    document = plan(
        change(CLIENT, {"prevent_user_existence_errors": "LEGACY"}, actions="update"),
        configured=[block(CLIENT, {"prevent_user_existence_errors": refers("var.errors")})],
        variables={"errors": {"value": None}},
    )
    assert written(value(read(document), CLIENT, "prevent_user_existence_errors")) is None


# Secrets


def test_marks_hold_for_all_below_them() -> None:
    model = data("sensitive_values")
    urls = known(value(model, "aws_cognito_user_pool_client.web", "callback_urls"))
    assert urls.sensitive
    assert all(element.sensitive for element in urls.value)  # type: ignore[union-attr]
    assert is_sensitive(value(model, "aws_cognito_user_pool.this", "password_policy"))


def test_an_identity_providers_secret_is_one_without_any_mark() -> None:
    model = data("provider_3_39")
    found = value(model, "aws_cognito_identity_provider.google", "provider_details.client_secret")
    assert found.sensitive
    assert not value(model, "aws_cognito_identity_provider.google", "provider_details.client_id").sensitive


def test_no_secret_stands_in_what_is_printed_of_a_model() -> None:
    for name in ("sensitive_values", "sensitive_values_state", "provider_3_39", "provider_3_39_state"):
        printed = repr([to_json(found) for one in data(name).resources for found in one.attributes.values()])
        assert "google-secret" not in printed
        assert "'secret'" not in printed


# Without a configuration


def test_without_a_configuration_nothing_tells_what_is_written() -> None:
    document = plan(change(CLIENT, {"name": "web"}, {"enable_token_revocation": True}))
    del document["configuration"]
    assert written(value(read(document), CLIENT, "name")) is None
    assert isinstance(value(read(document), CLIENT, "enable_token_revocation"), Unknown)


def test_every_attribute_of_the_old_client_is_read_as_of_the_new_one() -> None:
    # Provider 3.39 plans null where 6.x plans unknown.
    old = resource(data("provider_3_39"), "aws_cognito_user_pool_client.bare").attributes
    assert set(old) == {"name", "user_pool_id", "refresh_token_validity"}


def test_of_a_secret_that_is_a_constant_the_configuration_is_the_trail() -> None:
    google = "aws_cognito_identity_provider.google"
    details = {"client_id": "books", "client_secret": "hunter2"}

    def trails(expression: dict[str, Any]) -> dict[str, list[str]]:
        model = read(
            plan(
                change(google, {"provider_details": details}),
                configured=[block(google, {"provider_details": expression})],
            )
        )
        return {key: [step.how for step in value(model, google, f"provider_details.{key}").trail] for key in details}

    assert trails(constant(details)) == {"client_id": [], "client_secret": ["constant"]}
    assert trails(refers("var.google_secret")) == {"client_id": [], "client_secret": []}
