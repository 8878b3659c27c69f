"""Facts about the claims that identity pools act on: whether users choose them themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.attributes import STANDARD
from tflint_cognito.cognito.clients import in_force
from tflint_cognito.cognito.fact import Fact, doubt, reached
from tflint_cognito.cognito.following import values_at
from tflint_cognito.cognito.resource_types import PRINCIPAL_TAG, ROLES_ATTACHMENT
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, DYNAMIC
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

_CLAIM: Final = "role_mapping.mapping_rule.claim"
_TAGS: Final = "principal_tags"

#: Standard attributes that nothing verifies. Source: developer guide, "User pool attributes"; OpenID Connect Core 5.1.
_OF_PROFILE: Final = STANDARD - {"email", "phone_number", "updated_at"}
#: The app clients that the identity pool of a roles attachment or a principal tag trusts.
_TO_CLIENTS: Final = (("identity_pool", "identity_pool_id"), ("client", "client_id"))


def role_claims(attachment: Resource, architecture: Architecture) -> Value:
    """The claim of each rule that chooses a role, as a mapping of self_chosen: whether an app client that the pool
    trusts lets users write the attribute behind it (write_attributes), so that they choose their role. False for claims
    that no user writes (cognito:groups, sub). Unknown where the app client, or what it lets write, is not known; also
    where write_attributes is not written. Source: developer guide, "Role-based access control"; API model,
    CreateUserPoolClient, WriteAttributes.
    """
    claims = values_at(Known(attachment.attributes), _CLAIM.split("."))
    return _claims(claims, _CLAIM, attachment, architecture)


def tagged_claims(tags: Resource, architecture: Architecture) -> Value:
    """The claims that become tags of a user's session, as for role_claims.
    Source: developer guide, "Using attributes for access control".
    """
    value = tags.get(_TAGS)
    match value:
        case Known(value=Mapping() as named):
            return _claims(named.values(), _TAGS, tags, architecture)
        case Unknown():
            return doubt(value, DYNAMIC)
    return Known((), DYNAMIC)


FACTS: Final = (
    Fact("role_claims", (ROLES_ATTACHMENT,), _CLAIM, "the claims that choose a role are {value}", role_claims),
    Fact("tagged_claims", (PRINCIPAL_TAG,), _TAGS, "the claims that become tags are {value}", tagged_claims),
)


def _claims(claims: Iterable[Value], path: str, holder: Resource, architecture: Architecture) -> Value:
    found = (claim for claim in claims if not isinstance(claim, Absent))
    return Known(tuple(_claim(claim, path, holder, architecture) for claim in found), DYNAMIC)


def _claim(claim: Value, path: str, holder: Resource, architecture: Architecture) -> Value:
    parts = {
        "@value": claim,
        "@attribute": string(path),
        "self_chosen": _self_chosen(claim, holder, architecture),
    }
    return Known(parts, DYNAMIC, claim.range, claim.trail, claim.sensitive)


def _self_chosen(claim: Value, holder: Resource, architecture: Architecture) -> Value:
    if not isinstance(claim, Known):
        return doubt(claim, BOOL) if isinstance(claim, Unknown) else claim
    name = str(claim.value)
    if not name.startswith("custom:") and name not in _OF_PROFILE:
        return boolean(False)
    answers = [_lets_write(client, name) for client in reached(holder, architecture, *_TO_CLIENTS)]
    if any(answer is True for answer in answers):
        return boolean(True)
    unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
    return boolean(False) if unknown is None else doubt(unknown, BOOL)


def _lets_write(client: Resource | Unknown, name: str) -> bool | Unknown:
    if isinstance(client, Unknown):
        return client
    attributes = in_force(client, "write_attributes")
    match attributes:
        case Known(value=tuple() as items) | Unknown(parts=items):
            if any(isinstance(item, Known) and item.value == name for item in items):
                return True
            return next((item for item in (attributes, *items) if isinstance(item, Unknown)), False)
    return False
