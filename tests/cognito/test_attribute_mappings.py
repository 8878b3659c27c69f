from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, plain, pool, resource
from tflint_cognito.terraform.model import Resource

POOL = attribute_of("aws_cognito_user_pool.customers")


def provider(mapping: Any, user_pool: Any = POOL) -> Resource:
    return resource("aws_cognito_identity_provider.google", user_pool_id=user_pool, attribute_mapping=mapping)


def attribute(name: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "attribute_data_type": "String", **more}


def ask(name: str, mapping: Any, *schema: Any, user_pool: Any = POOL) -> Any:
    google = provider(mapping, user_pool)
    return plain(architecture(google, pool(schema=list(schema))).fact(name, google))


def entry(name: str, *schema: Any, **more: Any) -> Any:
    (found,) = ask("mapped_attributes", {name: "claim"}, *schema, **more)
    return {part: found.get(part) for part in ("kind", "declared", "mutable")}


@pytest.mark.parametrize(
    ("name", "kind", "declared", "mutable"),
    [
        ("username", "username", None, None),
        ("email", "standard", None, True),
        ("name", "standard", None, False),
        ("email_verified", "verified", None, None),
        ("custom:tenant", "custom", "here", True),
        ("custom:role", "custom", "missing", None),
        ("tenant", "malformed", "here", True),
        ("emailAddress", "malformed", "missing", None),
    ],
)
def test_a_mapped_attribute_is_what_the_schema_makes_of_it(
    name: str, kind: str, declared: object, mutable: object
) -> None:
    found = entry(name, attribute("tenant", mutable=True), attribute("name", required=True))
    assert found == {"kind": kind, "declared": declared, "mutable": mutable}


def test_of_a_user_pool_elsewhere_no_attribute_is_known() -> None:
    assert entry("custom:tenant", user_pool="eu-west-1_Staff") == {"kind": "custom", "declared": "?", "mutable": "?"}


def test_a_mapping_that_is_unknown_has_unknown_entries() -> None:
    assert ask("mapped_attributes", NOBODY_KNOWS) == "?"
    assert ask("mapped_attributes", None) == []


@pytest.mark.parametrize(
    ("mapping", "missing"),
    [
        ({"email": "email"}, ["name"]),
        ({"email": "email", "name": "name"}, []),
        (None, ["email", "name"]),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_what_is_required_and_not_mapped_is_missing(mapping: object, missing: object) -> None:
    schema = [attribute("email", required=True), attribute("name", required=True), attribute("locale")]
    assert ask("required_not_mapped", mapping, *schema) == missing


def test_a_custom_attribute_is_never_required_whatever_the_schema_says() -> None:
    assert ask("required_not_mapped", {"email": "email"}, attribute("tenant", required=True)) == []


def test_whether_something_is_required_may_be_unknown() -> None:
    assert ask("required_not_mapped", {"email": "email"}, attribute("name", required=NOBODY_KNOWS)) == "?"
    assert ask("required_not_mapped", {"email": "email"}, user_pool="eu-west-1_Staff") == "?"
