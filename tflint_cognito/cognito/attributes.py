"""Facts about the attributes of users: which a user pool has, as its schema declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import is_true
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.ledger import LEDGER
from tflint_cognito.cognito.resource_types import USER_POOL
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

#: What every user pool has of OpenID Connect. Source: developer guide, "Working with user attributes".
STANDARD: Final = frozenset(
    (
        "address",
        "birthdate",
        "email",
        "family_name",
        "gender",
        "given_name",
        "locale",
        "middle_name",
        "name",
        "nickname",
        "phone_number",
        "picture",
        "preferred_username",
        "profile",
        "updated_at",
        "website",
        "zoneinfo",
    )
)
#: What Cognito says of an address and a number once it has verified them, and what nobody but Cognito writes.
VERIFIED: Final = frozenset(("email_verified", "phone_number_verified"))
OWN: Final = frozenset(("sub", "identities"))

CUSTOM: Final = "custom:"
DEVELOPER: Final = "dev:"


def schema_attributes(pool: Resource, architecture: Architecture) -> Value:
    """The attributes that the schema blocks of a user pool declare, each a mapping of

    * name: as app clients and tokens write it: "email", "custom:tenant", "dev:custom:tenant"; bare: without "custom:"
      and "dev:";
    * kind: "standard", "custom", or "developer" (only developers with AWS credentials write it);
    * required and mutable: false where not written; type: the attribute_data_type.

    A standard attribute that no block declares is there all the same: mutable, and not required.
    Source: SchemaAttributeType; developer guide, "Working with user attributes".
    """
    value = pool.get("schema")
    match value:
        case Known(value=tuple() as blocks):
            return replace(value, value=tuple(_declared(block) for block in blocks))
        case Unknown(parts=blocks):
            return replace(value, parts=tuple(_declared(block) for block in blocks))
    return Known((), range=value.range)


FACTS: Final = (
    Fact(
        "schema_attributes", (USER_POOL,), "schema", "the attributes that the schema has are {value}", schema_attributes
    ),
)


def kind_of(name: str) -> str:
    """What kind of attribute a name is that an app client or an identity provider writes: "standard", "verified" (only
    Cognito and developers set it), "own" (Cognito's), "custom", "developer", or "malformed": none of these."""
    if name in STANDARD:
        return "standard"
    if name in VERIFIED:
        return "verified"
    if name in OWN:
        return "own"
    if name.startswith(CUSTOM) and name != CUSTOM:
        return "custom"
    return "developer" if name.startswith(DEVELOPER + CUSTOM) else "malformed"


def bare(name: str) -> str:
    """An attribute's name without what says that it is a custom one."""
    return name.removeprefix(DEVELOPER).removeprefix(CUSTOM)


@dataclass(frozen=True, slots=True)
class Schema:
    """What is known of the attributes of one user pool: those declared, and why there may be more."""

    declared: tuple[Mapping[str, Value], ...]
    doubt: Unknown | None

    def find(self, name: str) -> Mapping[str, Value] | Unknown | None:
        """The declaration of an attribute; None where there is none, Unknown where there may be one."""
        for attribute in self.declared:
            if is_text(attribute["name"], name):
                return attribute
        return self.doubt


def schema_of(resource: Resource, architecture: Architecture) -> Schema:
    """The schema of the user pool that a resource belongs to, whether or not it is declared here."""
    targets = architecture.targets(resource, "user_pool")
    if len(targets) != 1 or targets[0].resource is None:
        return Schema((), _undeclared(targets[0].value if targets else NOT_WRITTEN))
    pool = targets[0].resource
    value = architecture.fact("schema_attributes", pool)
    blocks: tuple[Value, ...] = ()
    match value:
        case Known(value=tuple() as items) | Unknown(parts=items):
            blocks = items
    declared = tuple(block.value for block in blocks if isinstance(block, Known) and isinstance(block.value, Mapping))
    open = (value, *blocks, *(attribute["name"] for attribute in declared))
    unknown = next((doubt(one) for one in open if isinstance(one, Unknown)), None)
    if unknown is None and {"schema", "all"} & set(pool.ignore_changes):
        because = f"{pool.address} ignores changes of its schema, so that it may have other attributes"
        unknown = Unknown(because, decides="lint the state")
    return Schema(declared, unknown)


def in_schema(name: str, resource: Resource, architecture: Architecture) -> Iterator[tuple[str, Value]]:
    """What the schema of a resource's user pool says of an attribute: whether it is `declared` ("here" or "missing"),
    where it has to be, and whether it is `mutable`."""
    kind = kind_of(name)
    found = schema_of(resource, architecture).find(f"custom:{name}" if kind == "malformed" else name)
    if kind in ("custom", "developer", "malformed"):
        yield "declared", found if isinstance(found, Unknown) else string("missing" if found is None else "here")
    match found:
        case Unknown():
            yield "mutable", found
        case Mapping():
            yield "mutable", found["mutable"]
        case None if kind == "standard":
            yield "mutable", boolean(True)


def is_text(value: Value, text: str) -> bool:
    return isinstance(value, Known) and value.value == text


def _undeclared(value: Value) -> Unknown:
    match value:
        case Unknown():
            return doubt(value)
        case Known():
            because = "the user pool is not declared here, and neither are its attributes"
            return Unknown(because, decides="lint the configuration that declares it as well")
    return Unknown("user_pool_id is not written", decides="write user_pool_id")


def _declared(block: Value) -> Value:
    match block:
        case Known(value=Mapping() as written):
            name, developer = written.get("name", NOT_WRITTEN), written.get("developer_only_attribute", NOT_WRITTEN)
            flags = {flag: _flag(flag, written) for flag in ("required", "mutable")}
            parts = {"@value": name, "@attribute": string("schema"), **_named(name, developer), **flags}
            parts["type"] = written.get("attribute_data_type", NOT_WRITTEN)
            return replace(block, value=parts)
    return block


def _named(name: Value, developer: Value) -> dict[str, Value]:
    """An attribute's name, in full and bare, and its kind."""
    match name:
        case Known(value=str() as text) if text in STANDARD:
            return {"name": string(text), "bare": string(text), "kind": string("standard")}
        case Known(value=str() as text):
            match developer:
                case Unknown():
                    return {"name": doubt(developer), "bare": string(text), "kind": doubt(developer)}
            prefix = DEVELOPER + CUSTOM if is_true(developer) else CUSTOM
            kind = "developer" if is_true(developer) else "custom"
            return {"name": string(prefix + text), "bare": string(text), "kind": string(kind)}
        case Unknown():
            return {part: doubt(name) for part in ("name", "bare", "kind")}
    return {"name": NOT_WRITTEN, "bare": NOT_WRITTEN, "kind": NOT_WRITTEN}


def _flag(name: str, block: Mapping[str, Value]) -> Value:
    value = block.get(name, NOT_WRITTEN)
    match value:
        case Absent():
            return boolean(bool(LEDGER[USER_POOL, f"schema.{name}"].value))
        case Unknown():
            return doubt(value, BOOL)
    return replace(boolean(is_true(value) is True), range=value.range, trail=value.trail)
