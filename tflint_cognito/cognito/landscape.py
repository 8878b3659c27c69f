"""The architecture as people draw it: from where users sign in, through user pools and clients, to who takes tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from tflint_cognito.cognito import resource_types as types
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.landscape_settings import settings_of
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import SENSITIVE, notation
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

#: What stands in one column, in the order in which a sign-in goes through them.
LAYERS: Final = (
    "Sign-in sources",
    "User pools",
    "App clients",
    "Resource servers",
    "Who accepts tokens",
    "Identity pools",
    "IAM roles",
)
_SOURCES, _POOLS, _CLIENTS, _SERVERS, _CONSUMERS, _IDENTITY_POOLS, _ROLES = range(len(LAYERS))

_KINDS: Final[Mapping[str, tuple[int, str]]] = {
    types.IDENTITY_PROVIDER: (_SOURCES, "identity provider"),
    types.DOMAIN: (_SOURCES, "domain"),
    types.USER_POOL: (_POOLS, "user pool"),
    **dict.fromkeys(types.CLIENTS, (_CLIENTS, "app client")),
    types.RESOURCE_SERVER: (_SERVERS, "resource server"),
    types.AUTHORIZER: (_CONSUMERS, "API Gateway authorizer"),
    types.HTTP_AUTHORIZER: (_CONSUMERS, "HTTP API authorizer"),
    **dict.fromkeys((*types.LISTENERS, *types.LISTENER_RULES), (_CONSUMERS, "load balancer")),
    types.GRAPHQL_API: (_CONSUMERS, "AppSync API"),
    **dict.fromkeys(types.SEARCH_DOMAINS, (_CONSUMERS, "OpenSearch domain")),
    types.IDENTITY_SOURCE: (_CONSUMERS, "Verified Permissions"),
    types.IDENTITY_POOL: (_IDENTITY_POOLS, "identity pool"),
    types.ROLE: (_ROLES, "IAM role"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One box. `address` is None where what is meant is not declared here; `settings` are the telling ones in words."""

    id: str
    layer: int
    kind: str
    title: str
    address: Address | None
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One arrow between the ids of two members, in the direction in which a sign-in goes. `certain` is false where it
    is not known that it leads there."""

    source: str
    target: str
    words: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Landscape:
    """One root module, plan or state: `path`, its members in the order of their layers, and the ways between them.

    `environments` are those that it is the same in, where there are any.
    """

    path: str
    members: tuple[Member, ...]
    ways: tuple[Way, ...]
    environments: tuple[str, ...] = ()


def landscape(architecture: Architecture) -> Landscape:
    """What of an architecture is drawn: all that belongs to Cognito, and what uses it."""
    return _Surveyor(architecture).survey()


class _Surveyor:
    def __init__(self, architecture: Architecture) -> None:
        self._architecture = architecture
        self._members: dict[str, Member] = {}
        self._ways: dict[tuple[str, str], Way] = {}

    def survey(self) -> Landscape:
        for resource in self._architecture.resources:
            if resource.type in _KINDS and _KINDS[resource.type][0] not in (_CONSUMERS, _ROLES):
                self._stand(resource)
        for resource in self._architecture.resources:
            survey = _SURVEYS.get(resource.type)
            if survey is not None:
                survey(self, resource)
        members = sorted(self._members.values(), key=lambda member: member.layer)
        return Landscape(self._architecture.model.path, tuple(members), tuple(self._ways.values()))

    def belongs(self, resource: Resource) -> None:
        """A sign-in source leads to its user pool; a user pool to its clients and resource servers."""
        layer, _ = _KINDS[resource.type]
        for other, certain in self._targets(resource, "user_pool", _POOLS, "user pool"):
            if layer == _SOURCES:
                self._lead(self._stand(resource), other, "signs in", certain)
            else:
                self._lead(other, self._stand(resource), "has", certain)

    def client(self, resource: Resource) -> None:
        self.belongs(resource)
        for server, scopes in self._servers(resource):
            self._lead(self._stand(resource), self._stand(server), f"may ask for {', '.join(scopes)}")

    def consumer(self, resource: Resource) -> None:
        """What accepts tokens: of the clients that it names, or else of the whole user pool."""
        clients = list(self._targets(resource, "client", _CLIENTS, "app client"))
        for client, certain in clients:
            self._lead(client, self._stand(resource), "gets tokens for", certain)
        pools = [] if clients else list(self._targets(resource, "user_pool", _POOLS, "user pool"))
        for pool, certain in pools:
            self._lead(pool, self._stand(resource), "issues tokens for", certain)

    def roles(self, resource: Resource) -> None:
        pools = list(self._targets(resource, "identity_pool", _IDENTITY_POOLS, "identity pool"))
        for target in self._architecture.targets(resource, "role"):
            if target.resource is not None:
                for pool, certain in pools:
                    self._lead(pool, self._stand(target.resource), "gives credentials of", certain)

    def _servers(self, client: Resource) -> Iterator[tuple[Resource, list[str]]]:
        """The resource servers of the client's user pool that have scopes which it asks for."""
        requested = self._architecture.fact("requested_scopes", client)
        items = requested.value if isinstance(requested, Known) and isinstance(requested.value, tuple) else ()
        asked = [(_text(item, "identifier"), _text(item, "name")) for item in items]
        servers = self._architecture.siblings(client, (types.RESOURCE_SERVER,), "user_pool").certain
        for server in servers:
            identifier = server.get("identifier")
            own = identifier.value if isinstance(identifier, Known) else None
            names = [name for of, name in asked if name is not None and own is not None and of == own]
            if names:
                yield server, names

    def _targets(self, resource: Resource, link: str, layer: int, kind: str) -> Iterator[tuple[str, bool]]:
        """The ids of where a link leads, and whether that is certain. What is not declared here stands for itself."""
        for target in self._architecture.targets(resource, link):
            if target.resource is not None:
                yield self._stand(target.resource), True
            elif not isinstance(target.value, Absent):
                yield self._outside(target.value, layer, kind), isinstance(target.value, Known)

    def _stand(self, resource: Resource) -> str:
        id = str(resource.address)
        if id not in self._members:
            layer, kind = _KINDS[resource.type]
            title = resource.address.name if resource.address.key is None else resource.address.local.split(".", 1)[1]
            settings = tuple(settings_of(resource, self._architecture))
            self._members[id] = Member(id, layer, kind, title, resource.address, settings)
        return id

    def _outside(self, value: Value, layer: int, kind: str) -> str:
        words = _outside_words(value)
        id = f"{kind} {words}"
        self._members.setdefault(id, Member(id, layer, kind, words, None, ("not declared here",)))
        return id

    def _lead(self, source: str, target: str, words: str, certain: bool = True) -> None:
        known = self._ways.get((source, target))
        if known is None or (certain and not known.certain):
            self._ways[(source, target)] = Way(source, target, words, certain)


_SURVEYS: Final[Mapping[str, Callable[[_Surveyor, Resource], None]]] = {
    **dict.fromkeys((types.IDENTITY_PROVIDER, types.DOMAIN, types.RESOURCE_SERVER), _Surveyor.belongs),
    **dict.fromkeys(types.CLIENTS, _Surveyor.client),
    **dict.fromkeys(
        (type for type, (layer, _) in _KINDS.items() if layer in (_CONSUMERS, _IDENTITY_POOLS)), _Surveyor.consumer
    ),
    types.ROLES_ATTACHMENT: _Surveyor.roles,
}


def _outside_words(value: Value) -> str:
    """What an unknown target is called: the expression that stands for it, or its text."""
    if value.sensitive:
        return SENSITIVE
    match value:
        case Known(value=str() as text):
            return text
        case Unknown(refers_to=reference) if reference is not None:
            return str(reference)
        case Unknown(trail=(*_, last)):
            return last.subject
        case _ if value.range is not None:
            return " ".join(value.range.text.split())
    return notation(value)


def _text(scope: Value, name: str) -> str | None:
    if isinstance(scope, Known) and isinstance(scope.value, Mapping):
        value = scope.value.get(name)
        if isinstance(value, Known) and isinstance(value.value, str) and not value.sensitive:
            return value.value
    return None


def members_of(landscapes: Iterable[Landscape]) -> int:
    """How many boxes there are."""
    return sum(len(each.members) for each in landscapes)
