"""Facts about tokens: how long each kind lives."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import in_force
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import CLIENTS
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import NUMBER
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: The units of TokenValidityUnitsType, in seconds.
SECONDS: Final = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
#: What AWS makes of a lifetime that is not written, whatever the unit beside it says ("valid for one hour", "30 days").
_UNWRITTEN: Final = {"access_token": 3600, "id_token": 3600, "refresh_token": 30 * 86400}


def access_token_lifetime(client: Resource, architecture: Architecture) -> Value:
    """How many seconds an access token lives: access_token_validity in token_validity_units.access_token (hours where
    that is not written); one hour where no validity is written. Unknown where either is, or where AWS made the client
    and nothing is written. Source: CreateUserPoolClient, AccessTokenValidity and TokenValidityUnits.
    """
    return _lifetime(client, "access_token")


def id_token_lifetime(client: Resource, architecture: Architecture) -> Value:
    """How many seconds an ID token lives; as for access tokens. Source: CreateUserPoolClient, IdTokenValidity."""
    return _lifetime(client, "id_token")


def refresh_token_lifetime(client: Resource, architecture: Architecture) -> Value:
    """How many seconds a refresh token lives: refresh_token_validity in token_validity_units.refresh_token (days where
    that is not written); 30 days where no validity is written, or 0 is ("Amazon Cognito overrides the value with the
    default value of 30 days"). Unknown as for access tokens. Source: CreateUserPoolClient, RefreshTokenValidity.
    """
    return _lifetime(client, "refresh_token")


def refresh_token_shortfall(client: Resource, architecture: Architecture) -> Value:
    """How many seconds the refresh token expires before the access or the ID token that it is meant to renew; 0 where
    it outlives both. Known as soon as it certainly falls short of one. Source: follows from the lifetimes.
    """
    refresh = _lifetime(client, "refresh_token")
    if not isinstance(refresh, Known):
        return refresh
    others = [_lifetime(client, token) for token in ("access_token", "id_token")]
    short = max((_amount(other) - _amount(refresh) for other in others if isinstance(other, Known)), default=Decimal(0))
    unknown = next((other for other in others if isinstance(other, Unknown)), None)
    if short <= 0 and unknown is not None:
        return unknown
    hidden = any(one.sensitive for one in (refresh, *others))
    return Known(_whole(max(short, Decimal(0))), NUMBER, refresh.range, refresh.trail, hidden)


def _fact(name: str, token: str, words: str, function: Callable[[Resource, Architecture], Value]) -> Fact:
    return Fact(name, CLIENTS, f"{token}_validity", words, function, "seconds")


FACTS: Final = (
    _fact("access_token_lifetime", "access_token", "access tokens live {value}", access_token_lifetime),
    _fact("id_token_lifetime", "id_token", "ID tokens live {value}", id_token_lifetime),
    _fact("refresh_token_lifetime", "refresh_token", "refresh tokens live {value}", refresh_token_lifetime),
    _fact(
        "refresh_token_shortfall",
        "refresh_token",
        "the refresh token expires {value} before a token that it renews",
        refresh_token_shortfall,
    ),
)


def duration(seconds: int) -> str:
    """Seconds as people say them, in the largest unit that divides them: "90 minutes", "30 days"."""
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds and seconds % size == 0:
            count = seconds // size
            return f"{count:,} {name}{'' if count == 1 else 's'}"
    return f"{seconds:,} second{'' if seconds == 1 else 's'}"


def _lifetime(client: Resource, token: str) -> Value:
    path, unit_path = f"{token}_validity", f"token_validity_units.{token}"
    validity = client.get(path)
    if isinstance(validity, Absent):
        default = in_force(client, path)  # unknown for a client that AWS made
        return default if isinstance(default, Unknown) else _said(_UNWRITTEN[token], validity, validity)
    # In a state, and on update, 0 also stands for a lifetime that nobody has set.
    unset = isinstance(validity, Known) and (token == "refresh_token" or validity.written is not True)
    if unset and _amount(validity) == 0:
        return _said(_UNWRITTEN[token], validity, validity)
    unit = in_force(client, unit_path)
    for value in (validity, unit):
        if isinstance(value, Unknown):
            return replace(doubt(value, NUMBER), range=validity.range)
    size = SECONDS.get(unit.value) if isinstance(unit, Known) and isinstance(unit.value, str) else None
    if size is None:
        return Unknown(
            f"{unit_path} is no unit of time", NUMBER, "write seconds, minutes, hours or days", range=unit.range
        )
    return _said(_amount(validity) * size, validity, unit)


def _said(seconds: Decimal | int, validity: Value, unit: Value) -> Known:
    trail = tuple(dict.fromkeys((*validity.trail, *unit.trail)))
    return Known(_whole(Decimal(seconds)), NUMBER, validity.range, trail, validity.sensitive or unit.sensitive)


def _amount(value: Value) -> Decimal:
    """A number, also where it is written as a string; 0 for what is none."""
    if isinstance(value, Known) and isinstance(value.value, str | int | Decimal):
        try:
            amount = Decimal(value.value)
        except ArithmeticError:
            return Decimal(0)
        return amount if amount.is_finite() else Decimal(0)
    return Decimal(0)


def _whole(seconds: Decimal) -> int | Decimal:
    return int(seconds) if seconds == int(seconds) else seconds
