"""Attributes that AWS works out, and that follow from written ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tflint_cognito.cognito.policy_document import document_id, minified, rendered
from tflint_cognito.cognito.resource_types import DOMAIN, RESOURCE_SERVER
from tflint_cognito.terraform.provider import Derivation, ResourceType
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.types import STRING, ListOf
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, string

#: As long a trail as readers keep.
_LONGEST_TRAIL = 12


def scope_identifiers(attributes: Mapping[str, Value]) -> Value:
    """The scopes of a resource server as clients ask for them: `identifier/scope_name`, in the order of the blocks.

    Source: internal/service/cognitoidp/resource_server.go. Elements have no range and no trail of their own: they stand
    wherever the list is used. An unknown part makes one scope unknown; unknown blocks leave those that are certain.
    """
    identifier = attributes.get("identifier", NOT_WRITTEN)
    match attributes.get("scope", NOT_WRITTEN):
        case Absent():
            return Known((), ListOf(STRING))
        case Unknown(parts=blocks) as unknown:
            certain = tuple(_scope(identifier, block) for block in blocks)
            return Unknown(
                unknown.because, ListOf(STRING), unknown.decides, parts=certain, not_null=True, trail=unknown.trail
            )
        case Known(value=tuple() as blocks) as scopes:
            listed = tuple(_scope(identifier, block) for block in blocks)
            return Known(listed, ListOf(STRING), scopes.range, _trail(identifier, blocks))
    return Unknown("its scopes cannot be read", ListOf(STRING))


def _scope(identifier: Value, block: Value) -> Value:
    name = _name(block)
    match identifier, name:
        case Known(value=str() as server), Known(value=str() as scope):
            return Known(f"{server}/{scope}", STRING, sensitive=identifier.sensitive or name.sensitive)
    lacking = next((part for part in (identifier, name) if isinstance(part, Unknown)), None)
    because = lacking.because if lacking is not None else "its scope_name is not written"
    start = (
        f"{identifier.value}/"
        if isinstance(identifier, Known)
        else identifier.prefix
        if isinstance(identifier, Unknown)
        else ""
    )
    return Unknown(
        because,
        STRING,
        lacking.decides if lacking is not None else "write scope_name",
        prefix=start,
        parts=(identifier, string("/"), name),
        not_null=True,
        sensitive=identifier.sensitive or name.sensitive,
    )


def _name(block: Value) -> Value:
    match block:
        case Known(value=Mapping() as scope):
            name: Value = scope.get("scope_name", NOT_WRITTEN)
            return name
        case Unknown():
            return block
    return NOT_WRITTEN


def _trail(identifier: Value, blocks: tuple[Value, ...]) -> tuple[Step, ...]:
    trails = (identifier.trail, *(_name(block).trail for block in blocks))
    return tuple(dict.fromkeys(step for trail in trails for step in trail))[:_LONGEST_TRAIL]


def domain_id(attributes: Mapping[str, Value]) -> Value:
    """The id of a user pool domain is its `domain`. Source: internal/service/cognitoidp/user_pool_domain.go."""
    value = attributes.get("domain", NOT_WRITTEN)
    return Unknown("domain is not written", STRING, "write domain") if isinstance(value, Absent) else value


#: By resource type and attribute.
DERIVED: Final[Mapping[str, Mapping[str, Derivation]]] = {
    RESOURCE_SERVER: {"scope_identifiers": scope_identifiers},
    DOMAIN: {"id": domain_id},
}

#: Data sources that compute instead of asking AWS, for those that refer to them.
HELPERS: Final[Mapping[str, ResourceType]] = {
    "data.aws_iam_policy_document": ResourceType(
        blocks=frozenset(
            {"statement", "statement.condition", "statement.not_principals", "statement.principals"},
        ),
        derived={"id": document_id, "json": rendered, "minified_json": minified},
    ),
}
