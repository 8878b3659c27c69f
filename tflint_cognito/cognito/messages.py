"""Facts about the messages that a user pool sends: where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import USER_POOL
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

SOURCE: Final = "email_configuration.source_arn"

#: The ARN of an identity of Amazon SES: an address, or a domain. Source: service authorization reference, Amazon SES.
_IDENTITY: Final = pattern(r"arn:[\w-]+:ses:[\w-]*:[0-9]+:identity/.+")
_IDENTITIES: Final = frozenset(("aws_ses_domain_identity", "aws_ses_email_identity", "aws_sesv2_email_identity"))
_SES: Final = pattern("aws_sesv?2?_")


def email_source(pool: Resource, architecture: Architecture) -> Value:
    """What email_configuration.source_arn is the ARN of: an "identity" of Amazon SES, or something "other"; absent
    where none is written. Unknown where its text and what it refers to say neither.
    Source: EmailConfigurationType, SourceArn ("a verified email address or an address from a verified domain").
    """
    value = pool.get(SOURCE)
    match value:
        case Known(value=str() as text) if text:
            return Known("identity" if _IDENTITY.fullmatch(text) else "other", STRING, value.range, value.trail)
        case Unknown(refers_to=Reference(address=address, attribute="arn")) if address.type in _IDENTITIES:
            return Known("identity", STRING, value.range, value.trail)
        case Unknown(refers_to=Reference(address=address)) if _is_other(address.type, value):
            return Known("other", STRING, value.range, value.trail)
        case Unknown(prefix=prefix, parts=parts):
            texts = [part.value for part in parts if isinstance(part, Known) and isinstance(part.value, str)]
            if prefix.startswith("arn:") and any(":identity/" in text for text in texts):
                return Known("identity", STRING, value.range, value.trail)
            return doubt(value)
    return NOT_WRITTEN


FACTS: Final = (Fact("email_source", (USER_POOL,), SOURCE, f"{SOURCE} is the ARN of an {{value}}", email_source),)


def _is_other(type: str, value: Unknown) -> bool:
    """Whether a reference leads to another part of SES, or to what is no ARN of an identity (its id, its domain)."""
    attribute = value.refers_to.attribute if value.refers_to is not None else ""
    if type in _IDENTITIES:
        return attribute in ("id", "domain", "email")
    return _SES.match(type) is not None and attribute == "arn" and not type.endswith("_identity_verification")
