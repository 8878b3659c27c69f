"""Facts about attribute permissions: which attributes of its user the tokens of an app client read and write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.attributes import STANDARD, VERIFIED, bare, in_schema, is_text, kind_of, schema_of
from tflint_cognito.cognito.clients import is_true
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.identity_providers import providers_of
from tflint_cognito.cognito.resource_types import CLIENTS, MANAGED_CLIENT
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, first_unknown, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

READ: Final = "read_attributes"
WRITE: Final = "write_attributes"

#: What a mapping names that app clients need no permission for: the name of the user, and what Cognito alone writes.
_NEVER_WRITTEN: Final = frozenset(("username", "sub", "identities", *VERIFIED))


def writable_attributes(client: Resource, architecture: Architecture) -> Value:
    """The attributes in write_attributes, which a signed-in user sets with UpdateUserAttributes, each a mapping of

    * name, bare and kind: as for schema_attributes, and "verified" (email_verified, phone_number_verified), "own" (sub,
      identities), or "malformed": neither standard nor with "custom:";
    * declared: "here" (the schema of the client's user pool has it) or "missing", of a custom one; of a malformed one
      whether there is a custom one of that name; unknown where the schema is not known in full;
    * mutable: whether it can be changed once it is set; true of a standard attribute that no schema block declares.

    Where nothing is written, or an empty list, tokens write the standard attributes; sources differ about custom ones,
    so that nothing tells. Source: CreateUserPoolClient, WriteAttributes.
    """
    value = client.get(WRITE)
    match value:
        case Known(value=tuple() as items) if items:
            return replace(value, value=tuple(_attribute(item, value, WRITE, client, architecture) for item in items))
        case Unknown(parts=parts):
            return replace(value, parts=tuple(_attribute(part, value, WRITE, client, architecture) for part in parts))
    if client.type == MANAGED_CLIENT:
        return Unknown(f"{WRITE} is not written, and AWS chose it", decides=f"write {WRITE}")
    names = (string(name) for name in sorted(STANDARD))
    certain = tuple(_attribute(name, value, WRITE, client, architecture) for name in names)
    because = f"{WRITE} is not written, and what it has besides the standard attributes is not documented"
    return Unknown(because, decides=f"write {WRITE}", parts=certain, range=value.range)


def listed_attributes(client: Resource, architecture: Architecture) -> Value:
    """The attributes that read_attributes and write_attributes list, each as for writable_attributes, and with access:
    "read" or "write". None where no list is written. A list that is unknown is, besides what it certainly has, one
    attribute of which nothing is known. Source: CreateUserPoolClient, ReadAttributes and WriteAttributes.
    """
    return Known((*_listed(client, READ, "read", architecture), *_listed(client, WRITE, "write", architecture)))


def required_not_writable(client: Resource, architecture: Architecture) -> Value:
    """The attributes that the user pool requires and that a written list of write_attributes leaves out; none where no
    list is written. Unknown where the list, or the schema of the user pool, is not known in full.
    Source: CreateUserPoolClient ("Invalid write attributes specified while creating a client").
    """
    return _left_out(client, []) if not _has_list(client) else _of_schema(client, architecture)


def mapped_not_writable(client: Resource, architecture: Architecture) -> Value:
    """The attributes that an identity provider of the app client is mapped to, and that a written list of
    write_attributes leaves out; none where no list is written. An attribute that no app client writes
    (email_verified), or that the user pool does not have, is not among them. Unknown where the list, or which
    providers the client has, is.
    Source: CreateUserPoolClient, WriteAttributes ("this array must include all attributes that you have mapped").
    """
    if not _has_list(client):
        return _left_out(client, [])
    found: list[Value] = []
    for provider in providers_of(client, architecture):
        if isinstance(provider, Unknown):
            found.append(provider)
            continue
        mapping = provider.get("attribute_mapping")
        match mapping:
            case Known(value=Mapping() as named):
                found.extend(_as_mapped(name, client, architecture) for name in named if name not in _NEVER_WRITTEN)
            case Unknown():
                found.append(doubt(mapping))
    return _left_out(client, [name for name in found if not isinstance(name, Absent)])


FACTS: Final = (
    Fact("writable_attributes", CLIENTS, WRITE, f"{WRITE} is {{value}}", writable_attributes),
    Fact("listed_attributes", CLIENTS, READ, "the attributes that are listed are {value}", listed_attributes),
    Fact(
        "required_not_writable",
        CLIENTS,
        WRITE,
        f"{WRITE} lacks {{value}}, which the user pool requires",
        required_not_writable,
    ),
    Fact(
        "mapped_not_writable",
        CLIENTS,
        WRITE,
        f"{WRITE} lacks {{value}}, which an identity provider is mapped to",
        mapped_not_writable,
    ),
)


def _listed(client: Resource, path: str, access: str, architecture: Architecture) -> Iterator[Value]:
    value = client.get(path)
    named = {"access": string(access)}
    for item in _items(value):
        yield _attribute(item, value, path, client, architecture, named)
    if isinstance(value, Unknown):
        yield _attribute(doubt(value), value, path, client, architecture, named)


def _attribute(
    name: Value,
    whole: Value,
    path: str,
    client: Resource,
    architecture: Architecture,
    more: Mapping[str, Value] = MappingProxyType({}),
) -> Value:
    parts: dict[str, Value] = {"@value": name, "@attribute": string(path), **more}
    match name:
        case Known(value=str() as text):
            parts |= {"name": name, "bare": string(bare(text)), "kind": string(kind_of(text))}
            parts |= in_schema(text, client, architecture)
        case Unknown():
            parts |= dict.fromkeys(("name", "bare", "kind", "declared", "mutable"), doubt(name))
    return Known(parts, range=name.range or whole.range, trail=name.trail or whole.trail)


def _has_list(client: Resource) -> bool:
    """Whether a list of attributes to write is, or may be, written."""
    match client.get(WRITE):
        case Absent() | Known(value=()):
            return False
    return True


def _of_schema(client: Resource, architecture: Architecture) -> Value:
    schema = schema_of(client, architecture)
    names: list[Value] = []
    for attribute in schema.declared:
        needed = attribute["required"]
        match needed:
            case Unknown():
                names.append(doubt(needed))
            case _ if is_true(needed) and is_text(attribute["kind"], "standard"):
                names.append(attribute["name"])
    return _left_out(client, names if schema.doubt is None else [*names, schema.doubt])


def _as_mapped(name: str, client: Resource, architecture: Architecture) -> Value:
    """The name of an attribute that a provider is mapped to; absent where the user pool has none of that name."""
    if any(is_text(item, name) for item in _items(client.get(WRITE))):
        return string(name)
    match dict(in_schema(name, client, architecture)).get("declared"):
        case Unknown() as declared:
            return doubt(declared)
        case Known(value="missing"):
            return NOT_WRITTEN
    return string(name)


def _left_out(client: Resource, needed: list[Value]) -> Value:
    """Which of the needed attributes are not in a list that is written; unknown where one of them may not be."""
    written = client.get(WRITE)
    listed = {item.value for item in _items(written) if isinstance(item, Known) and isinstance(item.value, str)}
    open = first_unknown(written)
    missing: dict[str, Value] = {}
    unsure: list[Unknown] = []
    for name in needed:
        match name:
            case Unknown():
                unsure.append(name)
            case Known(value=str() as text) if text not in listed:
                if open is None:
                    missing[text] = string(text)
                else:
                    unsure.append(doubt(open))
    parts = tuple(missing.values())
    if unsure:
        return Unknown(unsure[0].because, decides=unsure[0].decides, parts=parts, range=written.range)
    return Known(parts, range=written.range, trail=written.trail)


def _items(value: Value) -> tuple[Value, ...]:
    match value:
        case Known(value=tuple() as items) | Unknown(parts=items):
            return items
    return ()
