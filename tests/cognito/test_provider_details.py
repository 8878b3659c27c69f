from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, fact, plain, resource
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Range, Source, Step
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

LITERAL = "GOCSPX-4mZr1vKq8sT2wYb6nD9"


def provider(details: Any, type: Any = "Google") -> Resource:
    return resource("aws_cognito_identity_provider.google", provider_type=type, provider_details=details)


def entries(details: Any, type: Any = "Google") -> Any:
    found = plain(fact("provider_details", provider(details, type)))
    return {entry["key"]: entry for entry in found}


def origin(value: Any) -> Any:
    return entries({"client_secret": value})["client_secret"].get("origin")


def through(how: str) -> Known:
    return Known(LITERAL, STRING, trail=(Step("var.secret", how, None),), sensitive=True)


@pytest.mark.parametrize("how", ["default", "module default", "argument", "local", "planned default"])
def test_a_secret_in_the_configuration_is_in_the_code(how: str) -> None:
    assert origin(through(how)) == "code"
    assert origin(LITERAL) == "code"


@pytest.mark.parametrize("how", ["variable file", "command line", "environment"])
def test_a_secret_that_is_given_from_outside_is_not(how: str) -> None:
    assert origin(through(how)) == "outside"


def test_a_secret_that_is_not_known_here_is_not_written_here() -> None:
    assert origin(Unknown("var.secret has no value here", STRING, sensitive=True)) == "outside"


def test_a_plan_shows_whether_a_secret_is_written_with_its_source_or_where_it_is_a_constant() -> None:
    def planned(secret: Value) -> object:
        google = provider({"client_secret": secret})
        (entry,) = plain(architecture(google, kind="plan").fact("provider_details", google))
        return entry["origin"]

    there = Range(Source("main.tf", "client_secret"), 0, 13)
    assert planned(Known(LITERAL, STRING)) == "?"
    assert planned(through("constant")) == "code"
    assert planned(Known(LITERAL, STRING, there)) == "code"
    assert planned(replace(through("plan"), range=there)) == "outside"
    assert planned(replace(through("planned default"), range=there)) == "code"


def test_a_value_that_is_hidden_may_be_written() -> None:
    assert origin(Unknown("it is hidden")) == "?"


@pytest.mark.parametrize(
    "text", ["CHANGE_ME", "changeme", "<client secret>", "your-secret", "xxxxxx", "dummy", "REPLACE"]
)
def test_what_stands_in_for_a_secret_is_none(text: str) -> None:
    assert origin(text) == "placeholder"


@pytest.mark.parametrize("nothing", ["", None])
def test_nothing_is_no_secret(nothing: object) -> None:
    assert origin(nothing) is None


def test_only_secrets_have_an_origin_and_only_endpoints_a_scheme() -> None:
    found = entries({"client_id": "books", "client_secret": LITERAL, "token_url": "HTTP://login.example/token"}, "OIDC")
    assert [("origin" in one, "scheme" in one) for one in found.values()] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert found["token_url"]["scheme"] == "http"


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://login.example", "https"),
        ("login.example", ""),
        (Unknown("var.host has no value here", STRING, prefix="http://"), "http"),
        (NOBODY_KNOWS, "?"),
    ],
)
def test_the_start_of_an_address_settles_its_scheme(address: object, scheme: str) -> None:
    assert entries({"oidc_issuer": address}, "OIDC")["oidc_issuer"]["scheme"] == scheme


@pytest.mark.parametrize(
    ("key", "type", "kind"),
    [
        ("api_version", "Facebook", "documented"),
        ("api_version", "Google", "undocumented"),
        ("ActiveEncryptionCertificate", "SAML", "read-only"),
        ("SSORedirectBindingURI", "SAML", "documented"),
        ("token_endpoint", "OIDC", "undocumented"),
        ("client_id", NOBODY_KNOWS, "?"),
        ("client_id", "Other", None),
    ],
)
def test_each_type_documents_its_keys(key: str, type: object, kind: object) -> None:
    assert entries({key: "x"}, type)[key].get("kind") == kind


@pytest.mark.parametrize(
    ("type", "details", "missing"),
    [
        ("Google", {"client_id": "a", "client_secret": "b", "authorize_scopes": "email"}, []),
        (
            "Google",
            {"client_id": "a", "client_secret": "", "authorize_scopes": None},
            ["client_secret", "authorize_scopes"],
        ),
        ("Google", {"client_id": NOBODY_KNOWS, "client_secret": "b", "authorize_scopes": "email"}, []),
        ("OIDC", {"client_id": "a", "authorize_scopes": "openid"}, ["attributes_request_method", "oidc_issuer"]),
        (
            "SignInWithApple",
            {"client_id": "a", "team_id": "b", "key_id": "c", "authorize_scopes": "name"},
            ["private_key"],
        ),
        ("SAML", {"MetadataFile": "<x/>"}, []),
        ("SAML", {"MetadataURL": "https://login.example"}, []),
        ("SAML", {}, ["MetadataURL"]),
        ("SAML", None, ["MetadataURL"]),
        (NOBODY_KNOWS, {}, "?"),
        ("SAML", NOBODY_KNOWS, "?"),
    ],
)
def test_each_type_needs_its_keys(type: object, details: object, missing: object) -> None:
    assert plain(fact("missing_details", provider(details, type))) == missing


def test_scopes_stand_apart_at_blanks_and_commas() -> None:
    def scopes(value: object) -> Any:
        found = fact("identity_provider_scopes", provider({"authorize_scopes": value}))
        items = found.parts if isinstance(found, Unknown) else found.value if isinstance(found, Known) else ()
        return [plain(item)["scope"] for item in items] if isinstance(items, tuple) else None

    assert scopes("openid  email,profile") == ["openid", "email", "profile"]
    more = Unknown("var.more has no value here", STRING, parts=(Known("openid em"), NOBODY_KNOWS, Known("ail name")))
    assert scopes(more) == ["openid", "name"]
    assert isinstance(fact("identity_provider_scopes", provider({})), Absent)


def test_details_that_are_unknown_have_unknown_entries() -> None:
    assert plain(fact("provider_details", provider(NOBODY_KNOWS))) == "?"
    assert plain(fact("provider_details", provider(None))) == []
