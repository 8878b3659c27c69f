"""Facts about the OAuth scopes that an app client may ask for: what each is, and which resource server defines it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import in_force
from tflint_cognito.cognito.declarations import Declaration
from tflint_cognito.cognito.fact import Fact, doubt
from tflint_cognito.cognito.ordering import references_in
from tflint_cognito.cognito.resource_types import CLIENTS, RESOURCE_SERVER
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE: Final = "allowed_oauth_scopes"

#: What every user pool has. Source: Cognito developer guide, "Scopes, M2M, and resource servers".
STANDARD: Final = frozenset(("openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"))
#: Scopes of AWS's own.
_RESERVED: Final = "aws.cognito/"
#: Source: API model, ScopeType.
_PATTERN = pattern(r"[\x21\x23-\x5B\x5D-\x7E]{1,256}")


def requested_scopes(client: Resource, architecture: Architecture) -> Value:
    """The scopes in allowed_oauth_scopes, each a mapping of

    * kind: "standard" (openid, email, phone, profile, aws.cognito.signin.user.admin), "custom" (identifier/name),
      "reserved" (aws.cognito/…), or "malformed": neither standard nor with a "/";
    * identifier and name, of a custom scope: what stands before and after its last "/"; well_formed: whether it has
      only characters that AWS accepts;
    * declared, of a custom scope: "here" (a resource server of the client's user pool has it), "elsewhere" (only one of
      another user pool has), "missing"; unknown where the pool's resource servers are not all known. Of one that is not
      well formed only "here" or unknown: AWS refuses it, whatever else there is;
    * ordered, of a custom scope: whether Terraform makes the client after the resource server; absent where none of
      this configuration can be meant.

    A scope that is not known in full is still "custom" where it certainly has a "/", or is an element of a resource
    server's scope_identifiers. Source: API model, ScopeType; developer guide, "Scopes, M2M, and resource servers".
    """
    value = in_force(client, ATTRIBUTE)
    match value:
        case Known(value=tuple() as items):
            found = (_scope(item, value, client, architecture) for item in items if not isinstance(item, Absent))
            return replace(value, value=tuple(found))
        case Unknown():
            parts = (_scope(part, value, client, architecture) for part in _certain(value, architecture))
            return replace(value, parts=tuple(parts))
    return Unknown(f"{ATTRIBUTE} is no list of strings", decides="write a list of strings", range=value.range)


FACTS: Final = (Fact("requested_scopes", CLIENTS, ATTRIBUTE, f"{ATTRIBUTE} is {{value}}", requested_scopes),)


def _certain(scopes: Unknown, architecture: Architecture) -> Iterator[Value]:
    """The scopes that an unknown list certainly has: its known elements, and one for each resource server whose
    scope_identifiers it is made of, unless that is known to have none."""
    yield from scopes.parts
    known = {reference.address for part in scopes.parts for reference in references_in(part)}
    for reference in dict.fromkeys(references_in(scopes)):
        from_server = reference.address.type == RESOURCE_SERVER and reference.attribute == "scope_identifiers"
        if from_server and reference.address not in known and not _has_none(reference, architecture):
            yield Unknown(
                scopes.because, STRING, scopes.decides, refers_to=reference, not_null=True, trail=scopes.trail
            )


def _has_none(reference: Reference, architecture: Architecture) -> bool:
    """Whether all resource servers that a reference may mean certainly define no scope."""
    servers = architecture.declared.meant_by(reference.address)
    return bool(servers) and all(isinstance(server.get("scope"), Absent) for server in servers)


def _scope(scope: Value, whole: Value, client: Resource, architecture: Architecture) -> Value:
    parts: dict[str, Value] = {"@value": scope, "@attribute": string(ATTRIBUTE), "kind": kind_of(scope)}
    if _is(parts["kind"], "custom"):
        declaration = Declaration(scope, client, architecture)
        if _is_well_formed(scope):
            parts |= {"well_formed": boolean(True), "declared": declaration.declared()}
        else:
            parts |= {"well_formed": boolean(False), "declared": declaration.if_here()}
        parts |= {**_names(scope), "ordered": declaration.ordered()}
    elif isinstance(scope, Unknown):
        parts |= {"declared": doubt(scope), "ordered": doubt(scope)}
    return Known(
        parts,
        range=scope.range or whole.range,
        trail=scope.trail or whole.trail,
        sensitive=scope.sensitive or whole.sensitive,
    )


def kind_of(scope: Value) -> Value:
    """What a scope is: "standard", "custom", "reserved" or "malformed", as for requested_scopes."""
    match scope:
        case Known(value=str() as text) if text in STANDARD:
            return string("standard")
        case Known(value=str() as text) if text.startswith(_RESERVED):
            return string("reserved")
        case Known(value=str() as text):
            return string("custom" if "/" in text else "malformed")
        case Unknown() if _has_a_slash(scope):
            return string("custom")
        case Unknown():
            return doubt(scope)
    return string("malformed")


def _has_a_slash(scope: Unknown) -> bool:
    """Whether an unknown scope certainly has a "/", so that it can only be a custom one."""
    reference = scope.refers_to
    if reference is not None and reference.address.type == RESOURCE_SERVER:
        return reference.attribute.startswith("scope_identifiers")
    known = [
        scope.prefix,
        *(part.value for part in scope.parts if isinstance(part, Known) and isinstance(part.value, str)),
    ]
    return any("/" in piece for piece in known)


def _is_well_formed(scope: Value) -> bool:
    """Whether nothing in a scope is known to be refused by AWS."""
    match scope:
        case Known(value=str() as text):
            return _PATTERN.fullmatch(text) is not None
    return True


def _names(scope: Value) -> dict[str, Value]:
    match scope:
        case Known(value=str() as text):
            identifier, _, name = text.rpartition("/")
            return {"identifier": string(identifier), "name": string(name)}
        case Unknown(parts=(*_, Known(value=str() as last))) if "/" in last:
            return {"identifier": doubt(scope), "name": string(last.rpartition("/")[2])}
        case Unknown():
            return {"identifier": doubt(scope), "name": doubt(scope)}
    return {}


def _is(value: Value, text: str) -> bool:
    return isinstance(value, Known) and value.value == text
