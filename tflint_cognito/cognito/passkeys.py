"""Facts about passkeys: the domain that they are made for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.domains import domain_kind
from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.resource_types import DOMAIN, USER_POOL
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

RELYING_PARTY: Final = "web_authn_configuration.relying_party_id"


def relying_party(pool: Resource, architecture: Architecture) -> Value:
    """Whom the passkeys of a user pool with a domain of its own are for: "domain" (relying_party_id is that domain), or
    "other". Absent where there is no such domain. Unknown where either name is, where relying_party_id is not written
    (AWS chooses), and where there may be a domain; a reference to the domain is the domain, whatever its name.
    Source: WebAuthnConfigurationType, RelyingPartyId ("must be the fully-qualified domain name of your custom domain").
    """
    domains = architecture.sources(pool, (DOMAIN,), "user_pool")
    kinds = [(domain, domain_kind(domain, architecture)) for domain in domains.certain]
    custom = [domain for domain, kind in kinds if _is(kind, "custom")]
    if custom:
        return _party(pool.get(RELYING_PARTY), custom[0])
    doubts = [kind for _, kind in kinds if isinstance(kind, Unknown)]
    doubts += [reason for domain, reason in domains.possible if not _is(domain_kind(domain, architecture), "prefix")]
    if doubts:
        return Unknown(doubts[0].because, STRING, doubts[0].decides)
    return Absent() if domains.gap is None else Unknown(domains.gap.because, STRING, domains.gap.decides)


FACTS: Final = (
    Fact(
        "relying_party",
        (USER_POOL,),
        RELYING_PARTY,
        "passkeys are made for the {value} of the user pool",
        relying_party,
    ),
)


def _party(party: Value, domain: Resource) -> Value:
    name = domain.get("domain")
    match party, name:
        case Unknown(refers_to=reference), _ if reference is not None and reference.address == domain.address:
            return Known("domain", STRING, party.range, party.trail)
        case (Unknown(because=because, decides=decides), _) | (Known(), Unknown(because=because, decides=decides)):
            return Unknown(because, STRING, decides, range=party.range)
        case Known(value=one), Known(value=other):
            return Known("domain" if one == other else "other", STRING, party.range, party.trail, party.sensitive)
    return Unknown(f"{RELYING_PARTY} is not written, and AWS chooses it", STRING, "write relying_party_id")


def _is(value: Value, text: str) -> bool:
    return isinstance(value, Known) and value.value == text
