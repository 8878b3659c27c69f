"""Facts about identity pools: which app clients they trust, and what their roles attachments make of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt, elsewhere
from tflint_cognito.cognito.following import Target, may_lead_to
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.resource_types import IDENTITY_POOL, ROLES_ATTACHMENT, USER_POOL
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource, descend
from tflint_cognito.terraform.types import BOOL, DYNAMIC, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: What a fact says of one block.
Parts = Callable[[Value], Mapping[str, Value]]

PROVIDERS: Final = "cognito_identity_providers"
MAPPINGS: Final = "role_mapping"

#: A user pool as the key of a role mapping: its provider name, and the app client.
#: Source: SetIdentityPoolRoles, RoleMappings.
_USER_POOL_KEY: Final = pattern(r"cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/[\w-]+_[0-9A-Za-z]+:[\w+]+")


def trusted_clients(pool: Resource, architecture: Architecture) -> Value:
    """The app clients whose ID tokens an identity pool accepts, one for each cognito_identity_providers block: a
    mapping of of_pool: whether the client belongs to the user pool that provider_name names. Absent where a block has
    not both; unknown where one of the two is not declared here. Source: CreateIdentityPool, CognitoIdentityProviders.
    """
    return each_block(pool.get(PROVIDERS), PROVIDERS, lambda block: {"of_pool": _of_pool(block, architecture)})


def role_kinds(attachment: Resource, architecture: Architecture) -> Value:
    """The keys of `roles`: Cognito knows "authenticated" and "unauthenticated". Source: SetIdentityPoolRoles, Roles."""
    value = attachment.get("roles")
    match value:
        case Known(value=Mapping() as roles):
            keys = tuple(
                Known(key, STRING, role.range or value.range, role.trail, role.sensitive) for key, role in roles.items()
            )
            return Known(keys, DYNAMIC, value.range, value.trail, value.sensitive)
        case Unknown():
            return doubt(value, DYNAMIC)
    return Known((), DYNAMIC, value.range)


def shared_role(attachment: Resource, architecture: Architecture) -> Value:
    """Whether guests and users get the same role. False where one of the two has none; unknown where either is not
    known, and does not refer to a role. Source: SetIdentityPoolRoles, Roles.
    """
    roles = attachment.get("roles")
    if isinstance(roles, Unknown):
        return doubt(roles, BOOL)
    guests, users = attachment.get("roles.unauthenticated"), attachment.get("roles.authenticated")
    if isinstance(guests, Absent) or isinstance(users, Absent):
        return boolean(False)
    same = _are_same(guests, users, architecture)
    for value in (guests, users):
        if same is None and isinstance(value, Unknown):
            return doubt(value, BOOL)
    return Known(same is True, BOOL, guests.range, guests.trail)


def mapped_providers(attachment: Resource, architecture: Architecture) -> Value:
    """The identity provider of each role_mapping: a mapping of well_formed: false where a user pool is named in a way
    that no token will ever match: with a scheme, or not as "cognito-idp.REGION.amazonaws.com/POOL:CLIENT". True for
    other providers; unknown where too little of the text is known. Source: SetIdentityPoolRoles, RoleMappings.
    """
    return each_block(
        attachment.get(MAPPINGS),
        MAPPINGS,
        lambda block: {"well_formed": _well_formed(descend(block, ["identity_provider"]), architecture)},
        named="identity_provider",
    )


FACTS: Final = (
    Fact(
        "trusted_clients",
        (IDENTITY_POOL,),
        PROVIDERS,
        "the app clients whose tokens are accepted are {value}",
        trusted_clients,
    ),
    Fact("role_kinds", (ROLES_ATTACHMENT,), "roles", "the keys of roles are {value}", role_kinds),
    Fact(
        "shared_role",
        (ROLES_ATTACHMENT,),
        "roles",
        "that guests and users get the same role is {value}",
        shared_role,
    ),
    Fact(
        "mapped_providers",
        (ROLES_ATTACHMENT,),
        MAPPINGS,
        "the providers whose claims choose a role are {value}",
        mapped_providers,
    ),
)


def each_block(blocks: Value, path: str, parts: Parts, named: str = "") -> Value:
    """A list fact with an element for each block: what `parts` says of it, placed at its attribute `named`."""
    match blocks:
        case Known(value=tuple() as items):
            return replace(blocks, value=tuple(_element(item, path, parts, named) for item in items))
        case Unknown(parts=items):
            return replace(doubt(blocks, DYNAMIC), parts=tuple(_element(item, path, parts, named) for item in items))
    return Known((), DYNAMIC)


def _element(block: Value, path: str, parts: Parts, named: str) -> Value:
    if isinstance(block, Unknown):
        return doubt(block, DYNAMIC)
    value = descend(block, [named]) if named else block
    stands = f"{path}.{named}" if named else path
    known = {"@value": value, "@attribute": string(stands), **parts(block)}
    return Known(known, DYNAMIC, value.range or block.range, value.trail, value.sensitive)


def _of_pool(block: Value, architecture: Architecture) -> Value:
    """Whether the client of a block belongs to the user pool of the block."""
    client = architecture.declared.target(descend(block, ["client_id"]), LINKS["client"])
    pool = architecture.declared.target(descend(block, ["provider_name"]), LINKS["user_pool"])
    if client is None or pool is None or isinstance(client.value, Absent) or isinstance(pool.value, Absent):
        return NOT_WRITTEN
    if client.resource is None:
        return elsewhere(client.value, "client_id", BOOL)
    for own in architecture.targets(client.resource, "user_pool"):
        return same_user_pool(own, pool)
    return NOT_WRITTEN


def same_user_pool(one: Target, other: Target) -> Value:
    """Whether two links lead to the same user pool."""
    link = LINKS["user_pool"]
    match one.resource, other.resource:
        case Resource() as first, Resource() as second:
            return boolean(first.address == second.address)
        case Resource() as first, None:
            return _unless_certain(may_lead_to(other.value, first, link))
        case None, Resource() as second:
            return _unless_certain(may_lead_to(one.value, second, link))
    match one.value, other.value:
        case Known(value=str() as text), Known(value=str() as other_text):
            return boolean(link.identity(text) == link.identity(other_text))
        case (Unknown() as unknown, _) | (_, Unknown() as unknown):
            return doubt(unknown, BOOL)
    return NOT_WRITTEN


def _unless_certain(reason: Unknown | None) -> Value:
    return boolean(False) if reason is None else doubt(reason, BOOL)


def _role(architecture: Architecture, value: Value) -> Resource | None:
    target = architecture.declared.target(value, LINKS["role"])
    return None if target is None else target.resource


def _are_same(one: Value, other: Value, architecture: Architecture) -> bool | None:
    first, second = _role(architecture, one), _role(architecture, other)
    if first is not None and second is not None:
        return first.address == second.address
    match one, other:
        case Known(value=text), Known(value=other_text):
            return text == other_text
        case Unknown(refers_to=reference), Unknown(refers_to=other_reference) if reference is not None:
            return True if reference == other_reference else None
    return None


def _well_formed(provider: Value, architecture: Architecture) -> Value:
    match provider:
        case Known(value=str() as text):
            return boolean("cognito-idp." not in text or _USER_POOL_KEY.fullmatch(text) is not None)
        case Unknown():
            formed = _is_formed(provider) if provider.parts or architecture.shows_expressions else None
            return doubt(provider, BOOL) if formed is None else boolean(formed)
    return NOT_WRITTEN


def _is_formed(provider: Unknown) -> bool | None:
    """What the known pieces of a user pool's key settle."""
    parts = provider.parts or (provider,)
    ends_in_pool = _is_of_pool(parts[-1])
    if ends_in_pool or (provider.prefix.startswith(("https://", "http://")) and any(map(_is_of_pool, parts))):
        return False
    match parts:
        case (Unknown() as first, Known(value=str() as next), *_) if _is_of_pool(first):
            return next.startswith(":") or None
    return None


def _is_of_pool(part: Value) -> bool:
    reference = part.refers_to if isinstance(part, Unknown) else None
    return reference is not None and reference.address.type == USER_POOL and reference.address.mode == "managed"
