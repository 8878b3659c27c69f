"""Facts about URLs: where users are sent with a code or after signing out, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final
from unicodedata import category

from tflint_cognito.cognito.aws_hosts import with_hosts
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import CLIENTS
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, first_unknown, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

DEFAULT: Final = "default_redirect_uri"
ATTRIBUTES: Final = ("callback_urls", "logout_urls", DEFAULT)

#: The hosts that Cognito lets have http: "except for callback URLs to http://localhost, http://127.0.0.1 and http://[::1]".
LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "::1"))

_HTTP: Final = pattern(r"(?is)(https?)://(\[[^\]/?#]*\]|[^/?#:]*)[^/?#]*(.*)")
#: RFC 3986, appendix B, with the authority taken apart.
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = pattern(r"//(?:([^/?#@]*)@)?(\[[^\]/?#]*\]|[^:/?#@\[\]]*)(?::(\d*))?(?=[/?#]|$)")


#: "shop.example.com:443/back": by RFC 3986 a scheme, but nobody means one.
_HOST_AND_PORT = pattern(r"[A-Za-z0-9.-]+:\d+(?:[/?#]|$)")

#: Source: API model, RedirectUrlType.
_LONGEST: Final = 1024
#: Schemes that make a browser run or read what follows, instead of going somewhere.
_SCRIPTS: Final = frozenset(("javascript", "data", "file", "vbscript", "blob", "about"))


def redirect_urls(client: Resource, architecture: Architecture) -> Value:
    """Every URL in callback_urls, logout_urls and default_redirect_uri, each a mapping of

    * scheme, userinfo, host, port, path, query and fragment: absent where it has none; scheme and host in lower case;
    * loopback: whether it is the user's own machine;
    * kind: "web" (http and https), "script" (what a browser runs or reads instead of going there: javascript, data
      and the like) or "app" (a scheme that an app on a phone has); absent where there is no scheme;
    * address: of a host that is an IP address, "loopback", "private" or "public"; absent where it is a name;
    * absolute: whether it has a scheme ("shop.example.com:443/back" has a host and a port, and no scheme);
    * well_formed: whether nothing known of it is refused: white space, control characters, more than 1024 characters;
    * wildcard: whether there is a "*" before its query.

    In a template the parts that its known text settles are known: the scheme of "https://${var.host}/back". A host name
    that AWS makes up (of a distribution, a load balancer) stands for one like it. A whole attribute that is unknown is
    one URL of which nothing is known.
    Source: CreateUserPoolClient, CallbackURLs; API model, RedirectUrlType; RFC 3986 section 3; RFC 8252 section 7.
    """
    return Known(tuple(url for attribute in ATTRIBUTES for url in _urls(client.get(attribute), attribute)))


def default_redirect_listed(client: Resource, architecture: Architecture) -> Value:
    """Whether default_redirect_uri is one of callback_urls, letter by letter; absent where there is none. Unknown where
    either is not known in full. Source: CreateUserPoolClient, DefaultRedirectURI ("Must be in the CallbackURLs list").
    """
    default, callbacks = client.get(DEFAULT), client.get("callback_urls")
    if isinstance(default, Absent) or (isinstance(default, Known) and default.value == ""):
        return NOT_WRITTEN
    if isinstance(default, Unknown):
        return doubt(default, BOOL)
    listed = callbacks.value if isinstance(callbacks, Known) and isinstance(callbacks.value, tuple) else ()
    if isinstance(callbacks, Unknown):
        listed = callbacks.parts
    if any(isinstance(url, Known) and url.value == default.value for url in listed):
        return Known(True, BOOL, default.range, default.trail)
    unknown = first_unknown(callbacks)
    if unknown is None:
        return Known(False, BOOL, default.range, default.trail)
    return replace(doubt(unknown, BOOL), range=default.range)


def without_host(url: str) -> str:
    """A URL, or a scope that is one, without the host that each environment has of its own. The user's own machine is
    none of these, nor is what follows an app's own scheme."""
    match = _HTTP.fullmatch(url)
    if match is None or match[2].strip("[]").lower() in LOOPBACK:
        return url
    return f"{match[1].lower()}://…{match[3] or '/'}"


FACTS: Final = (
    Fact("redirect_urls", CLIENTS, "callback_urls", "the URLs that users are sent to are {value}", redirect_urls),
    Fact(
        "default_redirect_listed",
        CLIENTS,
        DEFAULT,
        "that default_redirect_uri is one of callback_urls is {value}",
        default_redirect_listed,
    ),
)


def _urls(value: Value, attribute: str) -> Iterator[Value]:
    match value:
        case Known(value=tuple() as items):
            for item in items:
                yield _url(item, value, attribute)
        case Known(value="") if attribute == DEFAULT:
            return  # how a state shows that there is none
        case Unknown(parts=parts) if attribute != DEFAULT:
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
            filled_in = with_hosts(url)
            yield from _taken_apart(filled_in) if filled_in is not None else _partly(url)


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
    is_authority = _HOST_AND_PORT.match(text) is not None
    yield "kind", _maybe(None if scheme is None or is_authority else _kind(scheme[1].lower()))
    yield "address", _maybe(_address(host))
    yield "absolute", boolean(scheme is not None and not is_authority)
    yield "well_formed", boolean(0 < len(text) <= _LONGEST and _is_clean(text))
    yield "wildcard", boolean("*" in re.split(r"[?#]", text)[0])


def _partly(url: Unknown) -> Iterator[tuple[str, Value]]:
    """What the known start of a URL settles, and what its known pieces certainly have; the rest stays unknown."""
    start = url.prefix
    scheme, unknown = _SCHEME.match(start), doubt(url)
    yield "scheme", string(scheme[1].lower()) if scheme else unknown
    absolute = _is_absolute(start)
    yield "absolute", unknown if absolute is None else boolean(absolute)
    yield "kind", string(_kind(scheme[1].lower())) if scheme and absolute else unknown
    rest = start[scheme.end() :] if scheme else ""
    authority = re.match(r"//(\[[^\]/?#]*\]|[^:/?#@\[\]]+)[:/?#]", rest)
    host = authority[1].strip("[]").lower() if authority else None
    yield "host", string(host) if host is not None else unknown
    yield "loopback", Known(host in LOOPBACK, BOOL) if host is not None else unknown
    yield "address", _maybe(_address(host)) if host is not None else unknown
    settled = authority is not None and not authority[0].endswith(":")
    yield "userinfo", NOT_WRITTEN if settled else unknown
    yield "port", NOT_WRITTEN if settled else unknown
    yield from ((name, unknown) for name in ("path", "query"))
    pieces = [part.value for part in url.parts if isinstance(part, Known) and isinstance(part.value, str)]
    yield "fragment", string("") if any("#" in piece for piece in pieces) else unknown
    wildcard = _has_a_star((start, *pieces))
    yield "wildcard", unknown if wildcard is None else boolean(wildcard)
    yield "well_formed", boolean(all(map(_is_clean, pieces)) and sum(map(len, pieces)) <= _LONGEST)


def _is_absolute(start: str) -> bool | None:
    """Whether a URL that begins so has a scheme; None where what follows settles it."""
    scheme = _SCHEME.match(start)
    if scheme is None:
        return None if re.fullmatch(r"(?:[A-Za-z][A-Za-z0-9+.-]*)?", start) else False
    after = re.match(r"\d*", start[scheme.end() :])
    if after is not None and scheme.end() + after.end() == len(start):
        return None
    return _HOST_AND_PORT.match(start) is None


def _has_a_star(pieces: Iterable[str]) -> bool | None:
    """Whether there is a "*" before the query of a URL of which these pieces are known, the first being its start; None
    where what is not known of it settles it."""
    for index, piece in enumerate(pieces):
        before = re.split(r"[?#]", piece)[0]
        if "*" in before:
            return True
        if before != piece:
            return None if index else False
    return None


def _kind(scheme: str) -> str:
    if scheme in ("http", "https"):
        return "web"
    return "script" if scheme in _SCRIPTS else "app"


def _address(host: str | None) -> str | None:
    """Of what kind an IP address is; None for a name."""
    if host is None or not (":" in host or host[-1:].isdigit()):
        return None
    from ipaddress import ip_address

    try:
        address = ip_address(host)
    except ValueError:
        return None
    if address.is_loopback:
        return "loopback"
    return "private" if address.is_private or address.is_link_local else "public"


def _is_clean(text: str) -> bool:
    """Whether a text has only the characters of RedirectUrlType: letters, marks, symbols, numbers and punctuation."""
    return all(category(character)[0] in "LMSNP" for character in text)


def _maybe(text: str | None) -> Value:
    return NOT_WRITTEN if text is None else string(text)
