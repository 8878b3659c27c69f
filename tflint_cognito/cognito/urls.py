"""Facts about URLs: where users are sent with a code or after signing out, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import CLIENTS
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTES: Final = ("callback_urls", "logout_urls", "default_redirect_uri")

#: The hosts that Cognito lets have http: "except for callback URLs to http://localhost, http://127.0.0.1 and http://[::1]".
LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "::1"))

#: RFC 3986, appendix B, with the authority taken apart.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = re.compile(r"//(?:([^/?#@]*)@)?(\[[^\]/?#]*\]|[^:/?#@\[\]]*)(?::(\d*))?(?=[/?#]|$)")


def redirect_urls(client: Resource, architecture: Architecture) -> Value:
    """Every URL in callback_urls, logout_urls and default_redirect_uri, each a mapping of scheme, userinfo, host, port,
    path, query and fragment (absent where the URL has none; scheme and host in lower case) and loopback (whether it is
    the user's own machine). In a template the parts that its known text settles are known: the scheme of
    "https://${var.host}/back". A whole attribute that is unknown is one URL of which nothing is known.
    Source: CreateUserPoolClient, CallbackURLs; RFC 3986 section 3.
    """
    return Known(tuple(url for attribute in ATTRIBUTES for url in _urls(client.get(attribute), attribute)))


FACTS: Final = (
    Fact("redirect_urls", CLIENTS, "callback_urls", "the URLs that users are sent to are {value}", redirect_urls),
)


def _urls(value: Value, attribute: str) -> Iterator[Value]:
    match value:
        case Known(value=tuple() as items):
            for item in items:
                yield _url(item, value, attribute)
        case Unknown(parts=parts) if attribute != "default_redirect_uri":
            for part in parts:
                yield _url(part, value, attribute)
            # The others, which nobody knows.
            yield _url(doubt(value), value, attribute)
        case Known() | Unknown():
            yield _url(value, value, attribute)


def _url(url: Value, whole: Value, attribute: str) -> Value:
    parts = {"@value": url, "@attribute": string(attribute), **dict(_parts(url))}
    range, trail = url.range or whole.range, url.trail or whole.trail
    return Known(parts, range=range, trail=trail, sensitive=url.sensitive or whole.sensitive)


def _parts(url: Value) -> Iterator[tuple[str, Value]]:
    match url:
        case Known(value=str() as text):
            yield from _taken_apart(text)
        case Unknown():
            yield from _partly(url)


def _taken_apart(text: str) -> Iterator[tuple[str, Value]]:
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    yield "scheme", _maybe(scheme and scheme[1].lower())
    authority = _AUTHORITY.match(rest)
    host = authority[2].strip("[]").lower() if authority else None
    yield "host", _maybe(host)
    yield "port", _maybe(authority and authority[3])
    yield "userinfo", _maybe(authority and authority[1])
    yield "loopback", boolean(host in LOOPBACK)
    rest = rest[authority.end() :] if authority else rest
    rest, hash, fragment = rest.partition("#")
    path, mark, query = rest.partition("?")
    yield "path", string(path)
    yield "query", _maybe(query if mark else None)
    yield "fragment", _maybe(fragment if hash else None)


def _partly(url: Unknown) -> Iterator[tuple[str, Value]]:
    """What the known start of a URL settles, and whether a fragment is certainly there; the rest stays unknown."""
    start = url.prefix
    scheme, unknown = _SCHEME.match(start), doubt(url)
    yield "scheme", string(scheme[1].lower()) if scheme else unknown
    rest = start[scheme.end() :] if scheme else ""
    authority = re.match(r"//(\[[^\]/?#]*\]|[^:/?#@\[\]]+)[:/?#]", rest)
    host = authority[1].strip("[]").lower() if authority else None
    yield "host", string(host) if host is not None else unknown
    yield "loopback", Known(host in LOOPBACK, BOOL) if host is not None else unknown
    for name in ("port", "userinfo", "path", "query"):
        yield name, unknown
    pieces = (part.value for part in url.parts if isinstance(part, Known))
    yield "fragment", unknown if not any(isinstance(piece, str) and "#" in piece for piece in pieces) else string("")


def _maybe(text: str | None) -> Value:
    return NOT_WRITTEN if text is None else string(text)
