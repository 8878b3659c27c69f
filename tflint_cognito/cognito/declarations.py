"""Which resource server defines a custom scope, and whether it is made before the app client that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tflint_cognito.cognito.derived import scope_identifiers
from tflint_cognito.cognito.following import values_at
from tflint_cognito.cognito.ordering import comes_after, references_in
from tflint_cognito.cognito.resource_types import RESOURCE_SERVER
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL, STRING
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value, boolean, first_unknown, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


class Declaration:
    """The resource servers that may define one custom scope of one app client."""

    def __init__(self, scope: Value, client: Resource, architecture: Architecture) -> None:
        self._scope = scope
        self._client = client
        self._architecture = architecture
        self._own = architecture.siblings(client, (RESOURCE_SERVER,), "user_pool")
        self._having = [server for server in self._own.certain if has_scope(server, scope) is True]

    def declared(self) -> Value:
        """ "here", "elsewhere" or "missing"; unknown where it cannot be told."""
        if self._having:
            return string("here")
        doubt = self._doubt()
        if doubt is not None:
            return doubt
        apart = {server.address: has_scope(server, self._scope) for server in self._of_other_pools()}
        if any(apart.get(reference.address) for reference in references_in(self._scope)):
            return string("elsewhere")
        if self._own.gap is not None:
            return Unknown(self._own.gap.because, STRING, self._own.gap.decides)
        if any(apart.values()):
            return string("elsewhere")
        for server in self._of_other_pools():
            if apart[server.address] is None:
                return why_unknown(server, self._scope)
        return string("missing")

    def if_here(self) -> Value:
        """ "here", or unknown where it may be; absent where no resource server declared here can have the scope."""
        if self._having:
            return string("here")
        doubt = self._doubt()
        return NOT_WRITTEN if doubt is None else doubt

    def ordered(self) -> Value:
        """Whether the client is made after a resource server that has the scope; absent where none is declared here."""
        orders = [comes_after(self._client, server, self._architecture) for server in self._having]
        if any(orders):
            return boolean(True)
        if orders:
            if None not in orders:
                return boolean(False)
            address = self._having[0].address
            because = f"whether {self._client.address} is made after {address} is not shown here"
            return Unknown(because, BOOL, "lint the configuration")
        doubt = self._doubt()
        if doubt is not None:
            return doubt
        gap = self._architecture.gap((RESOURCE_SERVER,))
        return NOT_WRITTEN if gap is None else Unknown(gap.because, BOOL, gap.decides)

    def _doubt(self) -> Unknown | None:
        """Why a resource server declared here may have the scope all the same; None where none may."""
        for server in self._own.certain:
            if has_scope(server, self._scope) is None:
                return why_unknown(server, self._scope)
        for server, reason in self._own.possible:
            if has_scope(server, self._scope) is not False:
                because = f"{server.address} may belong to the same user pool: {reason.because}"
                return Unknown(because, STRING, reason.decides)
        return None

    def _of_other_pools(self) -> list[Resource]:
        """The resource servers of other user pools, where both pools are declared here."""
        found = []
        for server in self._architecture.declared.of_type((RESOURCE_SERVER,)):
            others = self._pools(server)
            apart = None not in self._pools(self._client) and None not in others and others != self._pools(self._client)
            if apart and server.possible is None:
                found.append(server)
        return found

    def _pools(self, resource: Resource) -> list[Address | None]:
        targets = self._architecture.targets(resource, "user_pool")
        return [None if target.resource is None else target.resource.address for target in targets]


def has_scope(server: Resource, scope: Value) -> bool | None:
    """Whether a resource server defines a scope; None where either is not known well enough."""
    offered = scope_identifiers(server.attributes)
    match scope:
        case Known(value=str() as text):
            return _offers(offered, server.get("identifier"), text)
        case Unknown():
            return _offers_unknown(server, scope)
    return False


def _offers(offered: Value, identifier: Value, text: str) -> bool | None:
    known: tuple[Value, ...] = ()
    match offered:
        case Known(value=tuple() as items):
            known = items
        case Unknown(parts=parts):
            known = parts
    if any(isinstance(one, Known) and one.value == text for one in known):
        return True
    if any(isinstance(one, Unknown) and _may_be(one, text) for one in known):
        return None
    if isinstance(offered, Unknown) and _may_start(identifier, text):
        return None
    return False


def _offers_unknown(server: Resource, scope: Unknown) -> bool | None:
    reference = scope.refers_to
    if reference is not None and reference.attribute.startswith("scope_identifiers"):
        return True if reference.address == server.address else None
    match scope.parts:
        case (*identifier, Known(value=str() as last)) if last.startswith("/"):
            named = {reference.address for part in identifier for reference in references_in(part)}
            if server.address not in named or len(identifier) != 1:
                return None
            return _has_name(server, last[1:])
    return None


def _has_name(server: Resource, name: str) -> bool | None:
    scopes = server.get("scope")
    names = [below for below in values_at(scopes, ["scope_name"]) if isinstance(below, Known)]
    if any(one.value == name for one in names):
        return True
    return None if first_unknown(scopes) is not None else False


def _may_be(offered: Unknown, text: str) -> bool:
    """Whether an offered scope of which a part is unknown may be `text`."""
    if not text.startswith(offered.prefix):
        return False
    match offered.parts:
        case (*_, Known(value=str() as name)):
            return text.endswith(f"/{name}")
    return True


def _may_start(identifier: Value, text: str) -> bool:
    match identifier:
        case Known(value=str() as known):
            return text.startswith(f"{known}/")
    return True


def why_unknown(server: Resource, scope: Value) -> Unknown:
    """What is unknown about a resource server, or about the scope itself."""
    for value in (scope, server.get("identifier"), server.get("scope")):
        unknown = first_unknown(value)
        if unknown is not None:
            return Unknown(unknown.because, STRING, unknown.decides)
    return Unknown(f"the scopes of {server.address} are not known", STRING)
