"""Facts about attribute mappings: what an identity provider fills in of its users."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.attributes import bare, in_schema, is_text, kind_of, schema_of
from tflint_cognito.cognito.clients import is_true
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.resource_types import IDENTITY_PROVIDER
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "attribute_mapping"
#: The name of the user in the user pool, which every provider fills in: written or not, it is mapped.
_USERNAME: Final = "username"


def mapped_attributes(provider: Resource, architecture: Architecture) -> Value:
    """The attributes of the user pool that attribute_mapping fills in, each a mapping of

    * name, bare and kind: as for writable_attributes, and "username"; claim: what of the provider it is filled in with;
    * declared: "here" (the schema of the provider's user pool has it) or "missing", of a custom one, and of a malformed
      one: whether there is a custom one of that name; unknown where the schema is not known in full;
    * mutable: whether it can be changed once it is set; true of a standard attribute that no schema block declares.

    Source: CreateIdentityProvider, AttributeMapping; SchemaAttributeType, Mutable ("Any user pool attribute whose value
    you map from an IdP attribute must be mutable").
    """
    value = provider.get(ATTRIBUTE)
    match value:
        case Known(value=Mapping() as mapping):
            entries = (_entry(name, claim, value, provider, architecture) for name, claim in mapping.items())
            return replace(value, value=tuple(entries))
        case Unknown():
            return doubt(value)
    return Known((), range=value.range)


def required_not_mapped(provider: Resource, architecture: Architecture) -> Value:
    """The attributes that the user pool requires and that attribute_mapping does not fill in. Unknown where the mapping
    is, or the schema of the user pool. Source: developer guide, "Mapping IdP attributes to profiles and tokens" (a
    required attribute that the provider does not give makes the sign-up of its user fail).
    """
    mapping = provider.get(ATTRIBUTE)
    if isinstance(mapping, Unknown):
        return doubt(mapping)
    written = mapping.value if isinstance(mapping, Known) and isinstance(mapping.value, Mapping) else {}
    schema = schema_of(provider, architecture)
    missing: list[Value] = []
    unsure = [] if schema.doubt is None else [schema.doubt]
    for attribute in schema.declared:
        needed, name = attribute["required"], attribute["name"]
        if isinstance(needed, Unknown):
            unsure.append(doubt(needed))
        elif is_true(needed) and is_text(attribute["kind"], "standard") and _is_left_out(name, written):
            missing.append(name)
    if unsure:
        return Unknown(unsure[0].because, decides=unsure[0].decides, parts=tuple(missing), range=mapping.range)
    return Known(tuple(missing), range=mapping.range, trail=mapping.trail)


FACTS: Final = (
    Fact(
        "mapped_attributes",
        (IDENTITY_PROVIDER,),
        ATTRIBUTE,
        "the attributes that are mapped are {value}",
        mapped_attributes,
    ),
    Fact(
        "required_not_mapped",
        (IDENTITY_PROVIDER,),
        ATTRIBUTE,
        f"{ATTRIBUTE} lacks {{value}}, which the user pool requires",
        required_not_mapped,
    ),
)


def _is_left_out(name: Value, written: Mapping[str, Value]) -> bool:
    return isinstance(name, Known) and name.value not in written


def _entry(name: str, claim: Value, whole: Value, provider: Resource, architecture: Architecture) -> Value:
    parts: dict[str, Value] = {"@value": string(name), "@attribute": string(f'{ATTRIBUTE}["{name}"]')}
    parts |= {"name": string(name), "bare": string(bare(name)), "claim": claim}
    kind = _USERNAME if name == _USERNAME else kind_of(name)
    parts["kind"] = string(kind)
    if kind in ("standard", "custom", "developer", "malformed"):
        parts |= in_schema(name, provider, architecture)
    return Known(parts, range=claim.range or whole.range, trail=claim.trail or whole.trail)
