from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, client, plain, pool, resource
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource

POOL = attribute_of("aws_cognito_user_pool.customers")
STAFF = attribute_of("aws_cognito_user_pool.staff")
GAP = Gap("module.auth is not downloaded", "run terraform init")


def provider(label: str, name: Any = "Okta", more: Any = None, **attributes: Any) -> Resource:
    given = {"user_pool_id": POOL, "provider_name": name, **attributes}
    return resource(f"aws_cognito_identity_provider.{label}", more, **given)


def ask(name: str, of: Resource, *others: Resource, gaps: Any = ()) -> Any:
    return plain(architecture(of, pool(), pool("staff"), *others, gaps=gaps).fact(name, of))


def taken(*others: Resource, identifiers: Any = ("Larkspur-Books.com",), gaps: Any = ()) -> Any:
    found = ask("identifiers", provider("okta", idp_identifiers=list(identifiers)), *others, gaps=gaps)
    return [(one["domain"], one["taken"]) for one in found]


def test_an_identifier_is_taken_by_another_provider_of_the_same_user_pool() -> None:
    other = {"idp_identifiers": ["staff", "Larkspur-Books.com"]}
    assert taken(provider("adfs", "Staff", **other)) == [("larkspur-books.com", True)]
    assert taken(provider("adfs", "Staff", user_pool_id=STAFF, **other)) == [("larkspur-books.com", False)]
    assert taken() == [("larkspur-books.com", False)]


@pytest.mark.parametrize(
    "other",
    [
        provider("adfs", "Staff", idp_identifiers=NOBODY_KNOWS),
        provider("adfs", "Staff", user_pool_id=NOBODY_KNOWS, idp_identifiers=["Larkspur-Books.com"]),
        provider("adfs", "Staff", {"possible": NOBODY_KNOWS}, idp_identifiers=["Larkspur-Books.com"]),
    ],
)
def test_an_identifier_may_be_taken_where_another_provider_is_not_known(other: Resource) -> None:
    assert taken(other) == [("larkspur-books.com", "?")]


def test_what_could_not_be_read_may_take_an_identifier() -> None:
    assert taken(gaps=[GAP]) == [("larkspur-books.com", "?")]


def test_names_that_look_alike_are_twins() -> None:
    assert ask("name_twin", provider("okta"), provider("other", "OKTA")) == "OKTA"
    assert ask("name_twin", provider("okta"), provider("other", "\uff2fkta")) == "\uff2fkta"
    assert ask("name_twin", provider("okta"), provider("other", "Adfs")) is None
    assert ask("name_twin", provider("okta"), provider("other", "OKTA", user_pool_id=STAFF)) is None


def test_a_name_that_is_unknown_may_look_alike() -> None:
    assert ask("name_twin", provider("okta"), provider("other", NOBODY_KNOWS)) == "?"
    assert ask("name_twin", provider("okta", NOBODY_KNOWS)) == "?"
    assert ask("name_twin", provider("okta"), gaps=[GAP]) == "?"


def web(providers: Any, user_pool: Any = POOL) -> Resource:
    return client(user_pool_id=user_pool, supported_identity_providers=providers)


def test_a_provider_is_offered_by_an_app_client_that_lists_it() -> None:
    okta = provider("okta")
    assert ask("is_offered", okta, web(["COGNITO", "Okta"])) is True
    name = attribute_of("aws_cognito_identity_provider.okta", "provider_name")
    assert ask("is_offered", okta, web([name])) is True
    assert ask("is_offered", okta, web(["COGNITO"])) is False
    assert ask("is_offered", okta, web(None)) is False


def test_without_an_app_client_of_its_user_pool_nobody_here_would() -> None:
    assert ask("is_offered", provider("okta")) is None
    assert ask("is_offered", provider("okta"), web(["COGNITO"], STAFF)) is None


def test_a_provider_may_be_offered_where_a_list_or_an_app_client_is_not_known() -> None:
    okta = provider("okta")
    assert ask("is_offered", okta, web(NOBODY_KNOWS)) == "?"
    assert ask("is_offered", okta, web([NOBODY_KNOWS])) == "?"
    assert ask("is_offered", okta, web(["Okta"], NOBODY_KNOWS)) == "?"
    assert ask("is_offered", okta, web(["COGNITO"]), gaps=[GAP]) == "?"
    assert ask("is_offered", provider("okta", NOBODY_KNOWS), web(["Okta"])) == "?"
