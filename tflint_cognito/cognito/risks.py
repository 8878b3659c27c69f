"""Facts about risk configurations: what they leave unwatched, and whose app client they are for."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.resource_types import BRANDING, RISK_CONFIGURATION, UI_CUSTOMIZATION
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

SKIPPED: Final = "risk_exception_configuration.skipped_ip_range_list"
#: The fewest bits of a prefix that one organisation still has: a /16 of IPv4, a /32 of IPv6 (what registries hand out).
_NARROW: Final = {4: 16, 6: 32}


def skipped_ranges(configuration: Resource, architecture: Architecture) -> Value:
    """Every range of addresses whose sign-ins threat protection leaves alone, with `broad`: whether it is wider than
    the addresses of one organisation (an IPv4 prefix under 16 bits, an IPv6 one under 32), private addresses apart,
    which no request from the internet has. What is no range is not broad: AWS refuses it.
    Source: RiskExceptionConfigurationType, SkippedIPRangeList ("Risk detection isn't performed").
    """
    value = configuration.get(SKIPPED)
    match value:
        case Known(value=tuple() as items):
            return Known(tuple(_range(item, value) for item in items))
        case Unknown(parts=parts):
            return Unknown(
                value.because, decides=value.decides, parts=tuple(_range(part, value) for part in parts),
                range=value.range, trail=value.trail,
            )  # fmt: skip
    return Known(())


def client_pool(resource: Resource, architecture: Architecture) -> Value:
    """Whether the app client that something is for belongs to the user pool that it names: "same" or "other". Absent
    where it is for no client in particular. Unknown where a client or a user pool is not declared here.
    Source: API_SetRiskConfiguration, UserPoolId and ClientId.
    """
    value = resource.get("client_id")
    match value:
        case Absent() | Known(value="ALL"):
            return Absent()
    client = _target(resource, "client", architecture)
    own = _target(resource, "user_pool", architecture)
    theirs = _target(client, "user_pool", architecture) if isinstance(client, Resource) else client
    for found in (own, theirs):
        if isinstance(found, Unknown):
            return replace(found, range=value.range)
    same = isinstance(own, Resource) and isinstance(theirs, Resource) and own.address == theirs.address
    return Known("same" if same else "other", STRING, value.range, value.trail, value.sensitive)


FACTS: Final = (
    Fact("skipped_ranges", (RISK_CONFIGURATION,), SKIPPED, "the ranges that are skipped are {value}", skipped_ranges),
    Fact(
        "client_pool",
        (RISK_CONFIGURATION, BRANDING, UI_CUSTOMIZATION),
        "client_id",
        "the user pool of the app client is the {value} one",
        client_pool,
    ),
)


def _range(item: Value, whole: Value) -> Value:
    parts = {"@value": item, "@attribute": string(SKIPPED), "broad": _is_broad(item)}
    return Known(
        parts,
        range=item.range or whole.range,
        trail=item.trail or whole.trail,
        sensitive=item.sensitive or whole.sensitive,
    )


def _is_broad(item: Value) -> Value:
    match item:
        case Known(value=str() as text):
            try:
                network = ipaddress.ip_network(text, strict=False)
            except ValueError:
                return boolean(False)
            return boolean(network.prefixlen < _NARROW[network.version] and not network.is_private)
        case Unknown():
            return doubt(item, BOOL)
    return boolean(False)


def _target(resource: Resource, link: str, architecture: Architecture) -> Resource | Unknown:
    """The one resource that a link leads to, or why that is not known."""
    target = next(iter(architecture.targets(resource, link)), None)
    if target is not None and target.resource is not None:
        return target.resource
    if target is not None and isinstance(target.value, Unknown):
        return doubt(target.value)
    name = LINKS[link].attribute_of(resource.type)
    because = f"{name} of {resource.address} leads to nothing that is declared here"
    return Unknown(because, STRING, "lint the configuration that declares it as well")
