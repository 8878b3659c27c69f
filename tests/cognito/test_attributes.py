from typing import Any

import pytest

from tests.cognito.architectures import (
    NOBODY_KNOWS,
    architecture,
    attribute_of,
    client,
    fact,
    plain,
    pool,
)
from tflint_cognito.cognito.attributes import kind_of, schema_of
from tflint_cognito.terraform.values import Known, Unknown

POOL = attribute_of("aws_cognito_user_pool.customers")
TENANT = {"name": "tenant", "attribute_data_type": "String"}


def declared(*blocks: Any) -> Any:
    return plain(fact("schema_attributes", pool(schema=list(blocks))))


def test_attributes_are_named_as_clients_and_tokens_name_them() -> None:
    secret = {"name": "score", "developer_only_attribute": True}
    found = declared({"name": "email"}, TENANT, secret)
    assert [(one["name"], one["bare"], one["kind"]) for one in found] == [
        ("email", "email", "standard"),
        ("custom:tenant", "tenant", "custom"),
        ("dev:custom:score", "score", "developer"),
    ]


@pytest.mark.parametrize(
    ("written", "required"), [({}, False), ({"required": True}, True), ({"required": NOBODY_KNOWS}, "?")]
)
def test_a_flag_that_is_not_written_is_false(written: dict[str, Any], required: object) -> None:
    assert declared({"name": "email", **written})[0]["required"] == required


def test_a_user_pool_without_schema_declares_nothing() -> None:
    assert plain(fact("schema_attributes", pool())) == []


def test_an_unknown_name_and_an_unknown_number_of_blocks_leave_the_others_known() -> None:
    assert [one["name"] for one in declared(TENANT, {"name": NOBODY_KNOWS})] == ["custom:tenant", "?"]
    some = Unknown("var.attributes has no value here", parts=(Known({"name": Known("email")}),))
    found = fact("schema_attributes", pool(schema=some))
    assert isinstance(found, Unknown)
    assert [plain(part)["name"] for part in found.parts] == ["email"]


def test_whether_an_attribute_is_for_developers_may_be_unknown() -> None:
    assert declared({"name": "score", "developer_only_attribute": NOBODY_KNOWS})[0]["name"] == "?"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("email", "standard"),
        ("email_verified", "verified"),
        ("sub", "own"),
        ("custom:tenant", "custom"),
        ("dev:custom:score", "developer"),
        ("tenant", "malformed"),
        ("custom:", "malformed"),
        ("Email", "malformed"),
    ],
)
def test_a_name_tells_what_kind_of_attribute_it_is(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def found_in_the_schema(name: str, *blocks: Any, user_pool_id: Any = POOL, **more: Any) -> Any:
    web, customers = client(user_pool_id=user_pool_id), pool(schema=list(blocks), **more)
    return schema_of(web, architecture(web, customers)).find(name)


def test_an_attribute_is_found_by_its_full_name() -> None:
    assert found_in_the_schema("custom:tenant", TENANT) is not None
    assert found_in_the_schema("tenant", TENANT) is None
    assert found_in_the_schema("custom:role", TENANT) is None


def test_an_unknown_name_may_be_that_of_any_attribute() -> None:
    assert isinstance(found_in_the_schema("custom:role", {"name": NOBODY_KNOWS}), Unknown)


def test_an_unknown_block_may_declare_any_attribute() -> None:
    assert isinstance(found_in_the_schema("custom:role", TENANT, NOBODY_KNOWS), Unknown)


def test_the_schema_of_a_user_pool_that_is_not_declared_here_is_unknown() -> None:
    assert isinstance(found_in_the_schema("custom:role", user_pool_id="eu-west-1_Staff"), Unknown)


def test_a_user_pool_that_ignores_changes_of_its_schema_may_have_more() -> None:
    assert isinstance(found_in_the_schema("custom:role", more={"ignore_changes": ("schema",)}), Unknown)
    assert found_in_the_schema("custom:role", more={"ignore_changes": ("tags",)}) is None
