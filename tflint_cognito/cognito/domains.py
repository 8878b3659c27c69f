"""Facts about user pool domains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import DOMAIN
from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

_RESERVED: Final = ("aws", "amazon", "cognito")


def domain_kind(domain: Resource, architecture: Architecture) -> Value:
    """Whether a user pool domain is a "prefix" of AWS's own domain, or a "custom" one: a host name of one's own, known
    by its dot. Unknown where the domain is, and no known piece of it has a dot.
    Source: CreateUserPoolDomain, Domain ("For prefix domains, this is the prefix alone").
    """
    value = domain.get("domain")
    match value:
        case Known(value=str() as text):
            return _kind(text, value)
        case Unknown(parts=parts, prefix=prefix):
            known = [prefix, *(part.value for part in parts if isinstance(part, Known) and isinstance(part.value, str))]
            return _kind(".", value) if any("." in piece for piece in known) else doubt(value)
        case Absent():
            return value
    return Unknown("domain is no string", STRING, "write a string", range=value.range)


def reserved_word(domain: Resource, architecture: Architecture) -> Value:
    """Which of the words that AWS keeps for itself (aws, amazon, cognito) a domain is, or has between hyphens; absent
    where it has none. "laws" and "awsome" have none: AWS's guide says that a prefix cannot contain the words, but AWS
    was seen to take them inside longer ones. Known as soon as a known piece of the domain has one between hyphens.
    Source: developer guide, "Using the Amazon Cognito prefix domain"; for longer words, pairs that were deployed
    (badmintoncryer/cdk-preflight, cognito-domain-reserved-word).
    """
    value = domain.get("domain")
    match value:
        case Known(value=str() as text):
            found = _reserved(f"-{text}-")
            return NOT_WRITTEN if found is None else replace(value, value=found)
        case Unknown(parts=parts, prefix=prefix):
            last = len(parts) - 1
            known = [
                part.value + "-" * (index == last)
                for index, part in enumerate(parts)
                if isinstance(part, Known) and isinstance(part.value, str)
            ]
            found = next(filter(None, map(_reserved, (f"-{prefix}", *known))), None)
            return doubt(value) if found is None else Known(found, STRING, value.range, value.trail)
    return NOT_WRITTEN


def has_certificate(domain: Resource, architecture: Architecture) -> Value:
    """Whether a user pool domain has a certificate of its own. An ARN of another resource or data source counts as one,
    although its text is known only after apply; unknown where a variable or a condition may leave it out.
    Source: CreateUserPoolDomain, CustomDomainConfig.
    """
    value = domain.get("certificate_arn")
    match value:
        case Absent() | Known(value=""):
            # That one is needed follows from the domain's name: its trail leads to the reason.
            return Known(False, BOOL, value.range, (*value.trail, *domain.get("domain").trail))
        case Known():
            return Known(True, BOOL, value.range, value.trail)
        case Unknown(refers_to=Reference(attribute=attribute)) if attribute.endswith("arn"):
            return Known(True, BOOL, value.range, value.trail)
        case Unknown(not_null=not_null):
            return Known(True, BOOL, value.range, value.trail) if not_null else doubt(value, BOOL)


def _reserved(text: str) -> str | None:
    """The first reserved word in a text that stands between hyphens."""
    return next((word for word in _RESERVED if f"-{word}-" in text), None)


def _kind(text: str, value: Value) -> Known:
    return Known("custom" if "." in text else "prefix", STRING, value.range, value.trail, value.sensitive)


FACTS: Final = (
    Fact("domain_kind", (DOMAIN,), "domain", "the user pool domain is of the kind {value}", domain_kind),
    Fact("reserved_word", (DOMAIN,), "domain", "the domain has the word {value}", reserved_word),
    Fact(
        "has_certificate",
        (DOMAIN,),
        "certificate_arn",
        "that the user pool domain has a certificate is {value}",
        has_certificate,
    ),
)
