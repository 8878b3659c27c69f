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
