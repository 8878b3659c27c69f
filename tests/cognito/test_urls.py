from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, client, fact, plain
from tflint_cognito.terraform.source import Range, Source
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, Value


def template(*parts: str | None) -> Unknown:
    """A template with a hole wherever a part is None."""
    pieces: list[Value] = [NOBODY_KNOWS if part is None else Known(part, STRING) for part in parts]
    return Unknown(NOBODY_KNOWS.because, STRING, prefix=parts[0] or "", parts=tuple(pieces))


def taken_apart(url: Any) -> dict[str, Any]:
    (found,) = plain(fact("redirect_urls", client(callback_urls=[url])))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("url", "scheme", "host", "loopback"),
    [
        ("https://shop.example.com/back", "https", "shop.example.com", False),
        ("HTTP://Shop.Example.com", "http", "shop.example.com", False),
        ("http://localhost:3000/back", "http", "localhost", True),
        ("http://127.0.0.1", "http", "127.0.0.1", True),
        ("http://[::1]:8080/back", "http", "::1", True),
        ("http://localhost.example.com/", "http", "localhost.example.com", False),
        ("http://localhost@evil.example.com/", "http", "evil.example.com", False),
        ("com.example.shop://signed-in", "com.example.shop", "signed-in", False),
        ("shop.example.com/back", None, None, False),
        ("", None, None, False),
        (template("https://", None, "/back"), "https", "?", "?"),
        (template("http://localhost:", None, "/back"), "http", "localhost", True),
        (template("http://localhost", None), "http", "?", "?"),
        (template("http", None, "://shop.example.com"), "?", "?", "?"),
        (template(None, "/back"), "?", "?", "?"),
    ],
)
def test_a_url_is_taken_apart_as_far_as_it_is_known(url: Any, scheme: object, host: object, loopback: object) -> None:
    found = taken_apart(url)
    assert (found["scheme"], found["host"], found["loopback"]) == (scheme, host, loopback)


def test_every_part_of_a_url() -> None:
    found = taken_apart("https://me@shop.example.com:8443/back?x=1#top")
    names = ("userinfo", "port", "path", "query", "fragment")
    assert [found[name] for name in names] == ["me", "8443", "/back", "x=1", "top"]


def test_a_part_that_a_url_does_not_have_is_absent() -> None:
    found = taken_apart("https://shop.example.com")
    assert [found[name] for name in ("userinfo", "port", "query", "fragment")] == [None] * 4


def test_a_fragment_in_a_known_piece_is_certain() -> None:
    assert taken_apart(template("https://", None, "/#/back"))["fragment"] == ""
    assert taken_apart(template("https://", None, "/back"))["fragment"] == "?"


def test_urls_of_all_three_attributes_say_which_they_are_of() -> None:
    web = client(callback_urls=["https://a"], logout_urls=["https://b"], default_redirect_uri="https://c")
    found = plain(fact("redirect_urls", web))
    assert [(url["@attribute"], url["host"]) for url in found] == [
        ("callback_urls", "a"),
        ("logout_urls", "b"),
        ("default_redirect_uri", "c"),
    ]


def test_an_unknown_attribute_is_a_url_of_which_nothing_is_known_beside_those_that_are_certain() -> None:
    some = Unknown("var.more has no value here", parts=(Known("https://a", STRING),))
    found = plain(fact("redirect_urls", client(callback_urls=some, logout_urls=["https://b"])))
    assert [(url["@attribute"], url["scheme"]) for url in found] == [
        ("callback_urls", "https"),
        ("callback_urls", "?"),
        ("logout_urls", "https"),
    ]


def test_a_url_that_is_worked_out_stands_where_its_attribute_does() -> None:
    here = Range(Source("main.tf", "var.urls"), 0, 8)
    found = fact("redirect_urls", client(logout_urls=Known((Known("http://a", STRING),), range=here)))
    assert isinstance(found, Known) and isinstance(found.value, tuple)
    assert [url.range for url in found.value] == [here]


@pytest.mark.parametrize(
    ("url", "kind", "absolute"),
    [
        ("https://shop.example.com", "web", True),
        ("HTTP://shop.example.com", "web", True),
        ("com.example.shop:/back", "app", True),
        ("myapp://", "app", True),
        ("javascript:alert(1)", "script", True),
        ("data:text/html,hello", "script", True),
        ("shop.example.com/back", None, False),
        ("localhost:3000/back", None, False),
        ("/back", None, False),
        ("", None, False),
        (template("https://", None), "web", True),
        (template("myapp://", None), "app", True),
        (template("localhost:", None), "?", "?"),
        (template("localhost:30", None), "?", "?"),
        (template("localhost:3000/", None), "?", False),
        (template("shop", None), "?", "?"),
        (template("/", None), "?", False),
        (template(None, "/back"), "?", "?"),
    ],
)
def test_a_url_has_a_scheme_or_certainly_has_none(url: Any, kind: object, absolute: object) -> None:
    found = taken_apart(url)
    assert (found["kind"], found["absolute"]) == (kind, absolute)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://shop.example.com", None),
        ("https://shop4", None),
        ("http://127.0.0.1/back", "loopback"),
        ("http://[::1]:8080", "loopback"),
        ("https://10.1.2.3", "private"),
        ("https://52.95.110.1:8443/back", "public"),
        (template("https://52.95.110.1/", None), "public"),
        (template("https://", None), "?"),
    ],
)
def test_a_host_that_is_an_address_says_of_which_kind(url: Any, address: object) -> None:
    assert taken_apart(url)["address"] == address


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://shop.example.com/back", True),
        ("https://bücher.example.com/zurück", True),
        ("https://shop.example.com/ back", False),
        ("https://shop.example.com/back\n", False),
        ("", False),
        ("https://shop.example.com/" + "a" * 1000, False),
        (template("https://", None, "/back"), True),
        (template("https://", None, "/my back"), False),
    ],
)
def test_what_aws_refuses_is_not_well_formed(url: Any, clean: bool) -> None:
    assert taken_apart(url)["well_formed"] is clean


@pytest.mark.parametrize(
    ("url", "wildcard"),
    [
        ("https://*.example.com/back", True),
        ("https://shop.example.com/*", True),
        ("https://shop.example.com/back?q=*", False),
        ("https://shop.example.com/back#*", False),
        (template("https://", None, "/*"), True),
        (template("https://*.", None), True),
        (template("https://", None, "/back?q=*"), "?"),
        (template("https://shop.example.com/back?q=", None), False),
    ],
)
def test_a_star_before_the_query_is_a_wildcard(url: Any, wildcard: object) -> None:
    assert taken_apart(url)["wildcard"] == wildcard


def test_an_empty_default_is_how_a_state_shows_that_there_is_none() -> None:
    assert plain(fact("redirect_urls", client(default_redirect_uri=""))) == []
    assert len(plain(fact("redirect_urls", client(callback_urls=[""])))) == 1


def test_an_authority_that_is_settled_has_no_user_before_it() -> None:
    assert taken_apart(template("https://shop.example.com/", None))["userinfo"] is None
    assert taken_apart(template("https://shop.example.com:", None))["userinfo"] == "?"


@pytest.mark.parametrize(
    ("default", "callbacks", "listed"),
    [
        (None, ["https://a"], None),
        ("", ["https://a"], None),
        ("https://a", ["https://a", NOBODY_KNOWS], True),
        ("https://a", ["https://a/"], False),
        ("https://a", None, False),
        ("https://a", ["https://b", NOBODY_KNOWS], "?"),
        ("https://a", NOBODY_KNOWS, "?"),
        (NOBODY_KNOWS, ["https://a"], "?"),
    ],
)
def test_the_default_is_listed_letter_by_letter(default: Any, callbacks: Any, listed: object) -> None:
    web = client(default_redirect_uri=default, callback_urls=callbacks)
    assert plain(fact("default_redirect_listed", web)) == listed
