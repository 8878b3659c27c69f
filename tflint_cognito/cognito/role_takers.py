"""Who takes a role: the guests and users of identity pools, the members of groups and those whom a rule picks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.following import may_lead_to
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.resource_types import (
    ROLE,
    ROLE_POLICY,
    ROLE_POLICY_ATTACHMENT,
    ROLES_ATTACHMENT,
    USER_GROUP,
)
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import DYNAMIC, STRING, ListOf
from tflint_cognito.terraform.values import Known, Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: What may be granted to a role, and the role itself.
HOLDERS: Final = (ROLE, ROLE_POLICY, ROLE_POLICY_ATTACHMENT)
_TAKERS: Final = (
    ("guests", (ROLES_ATTACHMENT,), "guest_role"),
    ("users", (ROLES_ATTACHMENT,), "default_user_role"),
    ("members", (USER_GROUP,), "role"),
    ("members", (ROLES_ATTACHMENT,), "mapped_role"),
)


def granted_to(holder: Resource, architecture: Architecture) -> Value:
    """Who gets the permissions of a role, of a policy of one or of an attachment to one: "guests" and "users" (whoever
    signs in) of an identity pool, "members" of a user pool's group, or those whose claims a rule matches. Unknown
    beside those that are certain where more may be declared, unless the role's trust policy certainly lets no identity
    pool take it.
    """
    found = [taker for role in roles_of(holder, architecture) for taker in _takers(role, architecture)]
    names = tuple(string(who) for who in dict.fromkeys(who for who in found if isinstance(who, str)))
    unknown = next((reason for reason in found if isinstance(reason, Unknown)), None)
    if unknown is None:
        return Known(names, ListOf(STRING))
    return Unknown(unknown.because, ListOf(STRING), unknown.decides, parts=names)


FACTS: Final = (Fact("granted_to", HOLDERS, "role", "who gets the permissions is {value}", granted_to),)


def roles_of(holder: Resource, architecture: Architecture) -> Iterator[Resource | Unknown]:
    """The roles that `holder` is, or grants something to; unknown where one that is declared here may be meant."""
    if holder.type == ROLE:
        yield holder
        return
    for target in architecture.targets(holder, "role"):
        if target.resource is not None:
            yield target.resource
            continue
        for role in architecture.declared.of_type((ROLE,)):
            reason = may_lead_to(target.value, role, LINKS["role"])
            if reason is not None:
                yield reason


def _may_be_taken(role: Resource, architecture: Architecture) -> bool:
    """Whether anything in a role's trust policy may let identity pools' tokens take it."""
    trust = architecture.fact("identity_trust", role)
    return not (isinstance(trust, Known) and trust.value == ())


def _takers(role: Resource | Unknown, architecture: Architecture) -> Iterator[str | Unknown]:
    """Who takes a role, and why others may."""
    for who, types, link in _TAKERS:
        if isinstance(role, Unknown):
            if architecture.declared.of_type(types):
                yield role
            continue
        sources = architecture.sources(role, types, link)
        if sources.certain:
            yield who
        if sources.certain or not _may_be_taken(role, architecture):
            continue
        yield from (reason for _, reason in sources.possible)
        if sources.gap is not None:
            yield Unknown(sources.gap.because, DYNAMIC, sources.gap.decides)
