from typing import Any

from tests.cognito.architectures import (
    NOBODY_KNOWS,
    architecture,
    attribute_of,
    client,
    plain,
    pool,
    resource,
)
from tflint_cognito.terraform.values import Known, Unknown, Value

POOL = attribute_of("aws_cognito_user_pool.customers")
EMAIL = {"name": "email", "required": True, "mutable": True}
TENANT = {"name": "tenant", "mutable": False}


def asked(fact: str, write: Any, *schema: Any, others: Any = (), **attributes: Any) -> Value:
    web = client(**{"user_pool_id": POOL, "write_attributes": write, **attributes})
    return architecture(web, pool(schema=list(schema)), *others).fact(fact, web)


def writable(write: Any, *schema: Any, **attributes: Any) -> Any:
    return plain(asked("writable_attributes", write, *schema, **attributes))


def test_an_attribute_that_a_client_writes_is_looked_up_in_the_schema() -> None:
    found = writable(["email", "custom:tenant", "custom:role"], TENANT)
    assert [(one["bare"], one["kind"], one.get("declared"), one.get("mutable")) for one in found] == [
        ("email", "standard", None, True),
        ("tenant", "custom", "here", False),
        ("role", "custom", "missing", None),
    ]


def test_a_name_without_custom_is_looked_up_as_a_custom_one() -> None:
    found = writable(["tenant", "role"], TENANT)
    assert [(one["kind"], one["declared"]) for one in found] == [("malformed", "here"), ("malformed", "missing")]


def test_a_custom_attribute_of_a_user_pool_elsewhere_may_be_declared() -> None:
    assert writable(["custom:role"], user_pool_id="eu-west-1_Staff")[0]["declared"] == "?"


def test_with_nothing_written_the_standard_attributes_are_certain_and_others_are_not_known() -> None:
    empties: tuple[Any, ...] = (None, [])
    for empty in empties:
        found = asked("writable_attributes", empty)
        assert isinstance(found, Unknown)
        names = [plain(part)["name"] for part in found.parts]
        assert "email" in names and "email_verified" not in names


def test_what_an_aws_service_chose_is_not_known_at_all() -> None:
    search = resource("aws_cognito_managed_user_pool_client.search", user_pool_id=POOL)
    found = architecture(search, pool()).fact("writable_attributes", search)
    assert isinstance(found, Unknown) and found.parts == ()


def test_what_is_listed_is_of_both_lists_and_nothing_where_neither_is_written() -> None:
    both = plain(asked("listed_attributes", ["email"], read_attributes=["sub"]))
    assert [(one["name"], one["access"], one["@attribute"]) for one in both] == [
        ("sub", "read", "read_attributes"),
        ("email", "write", "write_attributes"),
    ]
    assert plain(asked("listed_attributes", None)) == []


def test_a_list_that_is_unknown_is_an_attribute_of_which_nothing_is_known() -> None:
    some = Unknown("var.more has no value here", parts=(Known("email"),))
    assert [one["kind"] for one in plain(asked("listed_attributes", some))] == ["standard", "?"]


def test_a_required_attribute_that_the_list_leaves_out_is_missing() -> None:
    assert plain(asked("required_not_writable", ["name"], EMAIL)) == ["email"]
    assert plain(asked("required_not_writable", ["name", "email"], EMAIL)) == []
    assert plain(asked("required_not_writable", None, EMAIL)) == []
    assert plain(asked("required_not_writable", ["name"], {"name": "email"})) == []


def test_an_unknown_attribute_in_the_list_may_be_the_required_one() -> None:
    assert plain(asked("required_not_writable", ["name", NOBODY_KNOWS], EMAIL)) == "?"
    assert plain(asked("required_not_writable", ["email", NOBODY_KNOWS], EMAIL)) == []


def test_whether_an_attribute_is_required_may_be_unknown() -> None:
    assert plain(asked("required_not_writable", ["name"], {"name": "email", "required": NOBODY_KNOWS})) == "?"


def test_a_certain_lack_stays_certain_beside_one_that_is_not() -> None:
    found = asked("required_not_writable", ["name"], EMAIL, {"name": NOBODY_KNOWS, "required": True})
    assert isinstance(found, Unknown)
    assert [plain(part) for part in found.parts] == ["email"]


def google(mapping: Any, name: Any = "Google") -> Any:
    given = {"user_pool_id": POOL, "provider_name": name, "attribute_mapping": mapping}
    return resource("aws_cognito_identity_provider.google", **given)


def mapped(write: Any, mapping: Any, providers: Any = ("COGNITO", "Google"), name: Any = "Google") -> Any:
    others = [google(mapping, name)]
    return plain(asked("mapped_not_writable", write, others=others, supported_identity_providers=list(providers)))


def test_a_mapped_attribute_that_the_list_leaves_out_is_missing() -> None:
    assert mapped(["name"], {"email": "email", "name": "name"}) == ["email"]
    assert mapped(["name", "email"], {"email": "email", "name": "name"}) == []
    assert mapped(None, {"email": "email"}) == []


def test_the_name_of_the_user_and_what_only_cognito_writes_need_no_permission() -> None:
    assert mapped(["name"], {"username": "sub", "email_verified": "email_verified"}) == []


def test_a_provider_that_the_client_does_not_offer_writes_nothing_through_it() -> None:
    assert mapped(["name"], {"email": "email"}, providers=["COGNITO"]) == []


def test_a_mapping_and_a_provider_that_are_not_known_may_leave_something_out() -> None:
    assert mapped(["name"], NOBODY_KNOWS) == "?"
    assert mapped(["name"], {"email": "email"}, providers=[NOBODY_KNOWS]) == "?"
    assert mapped(["name"], {"email": "email"}, name=NOBODY_KNOWS) == "?"


def test_a_list_that_is_unknown_keeps_what_it_certainly_has() -> None:
    some = Unknown("var.more has no value here", parts=(Known("email"),))
    assert mapped(some, {"email": "email"}) == []
    assert mapped(some, {"name": "name"}) == "?"
