"""Facts about the certificates of user pool domains: where they are, and for which names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.following import may_be_same
from tflint_cognito.cognito.resource_types import CERTIFICATE, DOMAIN
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "certificate_arn"

#: arn:aws:acm:us-east-1:123456789012:certificate/…
_REGION = pattern(r"arn:[\w-]+:[\w-]+:([\w-]+):")


def certificate_region(domain: Resource, architecture: Architecture) -> Value:
    """The region of a user pool domain's certificate: what its ARN says, or the region of the certificate resource or
    data source that the ARN comes from (its `region`, or its provider's). Absent where no certificate is written;
    unknown where nothing here tells the region, as where the environment gives it to the provider.
    Source: CreateUserPoolDomain ("you must provide an SSL certificate in the US East (N. Virginia) Region").
    """
    value = domain.get(ATTRIBUTE)
    match value:
        case Absent() | Known(value=""):
            return NOT_WRITTEN
        case Known(value=str() as text) | Unknown(prefix=text) if (found := _REGION.match(text)) is not None:
            return Known(found[1], STRING, value.range, value.trail)
        case Known():
            return Unknown(f"{ATTRIBUTE} is no ARN", STRING, "write the ARN of a certificate", range=value.range)
    certificate = _certificate(domain, architecture)
    if certificate is None:
        return doubt(value)
    match certificate.region:
        case Known() as region:
            return replace(region, range=value.range)
        case Unknown(because=because, decides=decides):
            return Unknown(because, STRING, decides, range=value.range)
    because = f"nothing here tells the region of {certificate.address}"
    return Unknown(because, STRING, "write region in its provider block, or lint the plan", range=value.range)


def certificate_covers(domain: Resource, architecture: Architecture) -> Value:
    """Whether the certificate of a user pool domain is for the domain's name: its domain_name or one of its
    subject_alternative_names is that name, or a wildcard for it ("*.example.com" is for "login.example.com", not for
    "a.login.example.com"). Absent where the certificate is not declared here; unknown where it may be, where a name
    that decides is, and of a certificate that is imported or looked up, which may have more names than are written.
    Source: RFC 6125 section 6.4.3; CreateUserPoolDomain, CustomDomainConfig.
    """
    certificate, value = _certificate(domain, architecture), domain.get(ATTRIBUTE)
    if certificate is None:
        may_be = isinstance(value, Unknown) and architecture.declared.of_type((CERTIFICATE,))
        return doubt(value, BOOL) if may_be and isinstance(value, Unknown) else NOT_WRITTEN
    name, place = domain.get("domain"), value.range
    answers = [_is_for(one, name, certificate, domain) for one in _names(certificate)]
    if any(answer is True for answer in answers):
        return boolean(True)
    unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
    if unknown is not None:
        return replace(unknown, range=place)
    if certificate.address.mode == "data" or isinstance(certificate.get("domain_name"), Absent):
        because = f"all names of {certificate.address} are not written here"
        return Unknown(because, BOOL, "lint the state", range=place)
    return Known(False, BOOL, place)


FACTS: Final = (
    Fact("certificate_region", (DOMAIN,), ATTRIBUTE, "the certificate is in {value}", certificate_region),
    Fact(
        "certificate_covers",
        (DOMAIN,),
        ATTRIBUTE,
        "that the certificate is for the domain's name is {value}",
        certificate_covers,
    ),
)


def _certificate(domain: Resource, architecture: Architecture) -> Resource | None:
    """The certificate that is declared or looked up here, also behind the wait for its validation."""
    resource = domain
    while resource.type != CERTIFICATE:
        targets = architecture.targets(resource, "certificate")
        if len(targets) != 1:
            return None
        found = targets[0].resource or _looked_up(targets[0].value, architecture)
        if found is None:
            return None
        resource = found
    return resource


def _looked_up(value: Value, architecture: Architecture) -> Resource | None:
    """The one data source that a value is an attribute of."""
    match value:
        case Unknown(refers_to=Reference(address=address)) if (address.mode, address.type) == ("data", CERTIFICATE):
            found = [one for one in architecture.model.data_sources if may_be_same(one.address, address)]
            return found[0] if len(found) == 1 else None
    return None


def _names(certificate: Resource) -> Iterator[Value]:
    yield certificate.get("domain" if certificate.address.mode == "data" else "domain_name")
    others = certificate.get("subject_alternative_names")
    match others:
        case Known(value=tuple() as items):
            yield from items
        case Unknown(parts=parts):
            yield from parts
            yield others


def _is_for(one: Value, name: Value, certificate: Resource, domain: Resource) -> bool | Unknown:
    match one, name:
        case Known(value=str() as covering), Known(value=str() as wanted):
            return covering in (wanted, f"*.{wanted.partition('.')[2]}")
        case Absent(), _:
            return False
        case Unknown(), _ if _are_the_same_words(one, name) and certificate.address.module == domain.address.module:
            return True
        case Unknown() as unknown, _:
            return doubt(unknown, BOOL)
        case _, Unknown() as unknown:
            return doubt(unknown, BOOL)
    return False


def _are_the_same_words(one: Value, other: Value) -> bool:
    """Whether two unknown values are written in the same words: `var.domain` is the same name wherever it stands."""
    if not isinstance(other, Unknown) or one.range is None or other.range is None:
        return False
    words = one.range.text
    return words == other.range.text and not any(name in words for name in ("each.", "count.", "(", "for "))
