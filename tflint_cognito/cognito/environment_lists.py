"""Facts about lists that differ between environments: OAuth flows, sign-in flows, scopes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.beside import DIFFERENT, Beside, comparable, names, placed, unlike, unsure
from tflint_cognito.cognito.clients import FLOWS, written_or_in_force
from tflint_cognito.cognito.counterparts import Pair, pairing_of
from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.identities import Counterpart
from tflint_cognito.cognito.resource_types import CLIENTS, RESOURCE_SERVER
from tflint_cognito.cognito.scopes import ATTRIBUTE as SCOPES
from tflint_cognito.cognito.urls import without_host
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import quote
from tflint_cognito.terraform.values import NOT_WRITTEN, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

_AUTH_FLOWS: Final = "explicit_auth_flows"


def flows_elsewhere(client: Resource, architecture: Architecture) -> Value:
    """The OAuth flows that an app client may use in some environments, and not in others. Said of the highest
    environment that has it; absent of the others, and where no other has it. Each is a mapping of harmless: false, or
    unknown where the flows of one are. Source: AllowedOAuthFlows.
    """
    return unlike(client, architecture, lambda them: of_list(FLOWS, them))


def auth_flows_elsewhere(client: Resource, architecture: Architecture) -> Value:
    """The same of explicit_auth_flows: how users may sign in through the API. Source: ExplicitAuthFlows."""
    return unlike(client, architecture, lambda them: of_list(_AUTH_FLOWS, them))


def scopes_elsewhere(client: Resource, architecture: Architecture) -> Value:
    """The scopes that an app client may ask for in some environments, and not in others, as in flows_elsewhere. A scope
    is the same where it is that of the same resource server, or where nothing but the host, or the name of the
    environment, differs. Source: AllowedOAuthScopes.
    """
    return unlike(client, architecture, lambda them: of_list(SCOPES, them))


def declared_scopes_elsewhere(server: Resource, architecture: Architecture) -> Value:
    """The scopes that a resource server declares in some environments, and not in others, as in flows_elsewhere.
    Source: ResourceServerType, Scopes.
    """
    return unlike(server, architecture, _of_declared)


_DIFFERING: Final = "what differs between environments is {value}"
FACTS: Final = (
    Fact("flows_elsewhere", CLIENTS, FLOWS, _DIFFERING, flows_elsewhere),
    Fact("auth_flows_elsewhere", CLIENTS, _AUTH_FLOWS, _DIFFERING, auth_flows_elsewhere),
    Fact("scopes_elsewhere", CLIENTS, SCOPES, _DIFFERING, scopes_elsewhere),
    Fact("declared_scopes_elsewhere", (RESOURCE_SERVER,), "scope", _DIFFERING, declared_scopes_elsewhere),
)


@dataclass(frozen=True, slots=True)
class _Item:
    """An element of a list: how it is shown, all that it may be known by in other environments, and why it may be known
    by more."""

    value: Known
    shown: str
    known_by: frozenset[str]
    doubt: Unknown | None = None
    #: Of a scope, the resource server that defines it, in each environment, and its name there.
    defined: tuple[Pair, str] | None = None


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list of one environment."""

    whose: Counterpart
    items: tuple[_Item, ...]

    def has(self, item: _Item) -> bool:
        return any(item.known_by & each.known_by for each in self.items)


def of_list(path: str, them: Beside) -> Iterator[Known]:
    """What differs between lists whose order means nothing."""
    read = _scope if path == SCOPES else _plain
    yield from _unlike_lists(path, them, lambda one: written_or_in_force(one.resource, path), read, f"{path} has {{}}")


def _of_declared(them: Beside) -> Iterator[Known]:
    yield from _unlike_lists("scope", them, _declared, _plain, "the scope {} is")


def _declared(one: Counterpart) -> Value:
    """The names of the scopes that a resource server declares."""
    match one.resource.get("scope"):
        case Known(value=tuple() as blocks):
            return Known(tuple(_scope_name(block) for block in blocks))
        case Unknown() as unknown:
            return unknown
    return Known(())


def _scope_name(block: Value) -> Value:
    match block:
        case Known(value=Mapping() as scope):
            name: Value = scope.get("scope_name", NOT_WRITTEN)
            return name
    return block


def _unlike_lists(
    path: str,
    them: Beside,
    value: Callable[[Counterpart], Value],
    read: Callable[[Known, str, Counterpart], _Item],
    words: str,
) -> Iterator[Known]:
    """One for each element that is in some environments only, and one where something cannot be told."""
    resource = them.mine.resource
    values = [(one, comparable(value(one), path, one.environment)) for one in them.everyone]
    lists = [_Listed(one, _items(each, read, one)) for one, each in values if not isinstance(each, Unknown)]
    mine = next((each for each in lists if each.whose.environment is them.mine.environment), None)
    for item in _distinct(lists) if mine is not None else ():
        lacking = [each for each in lists if not each.has(item)]
        if not lacking:
            continue
        if all(_is_undefined(item, each.whose) is True for each in lacking):
            continue  # which is said of the resource server
        doubts = [one.doubt for one in (item, *(one for each in lacking for one in each.items))]
        doubts += [one for each in lacking if isinstance(one := _is_undefined(item, each.whose), Unknown)]
        doubt = next((one for one in doubts if one is not None), None)
        if doubt is not None:
            yield unsure(resource, path, doubt)
            continue
        having = [each.whose.environment for each in lists if each.has(item)]
        said = (
            f"{words.format(item.shown)} in {names(having)}, not in {names([one.whose.environment for one in lacking])}"
        )
        here = item.value if mine is not None and item in mine.items and item.value.range is not None else None
        yield placed(resource, path, said, DIFFERENT, here)
    for _, each in values:
        if isinstance(each, Unknown):
            yield unsure(resource, path, each)


def _distinct(lists: Sequence[_Listed]) -> Iterator[_Item]:
    seen: set[str] = set()
    for each in reversed(lists):  # the words of the highest environment come first
        for item in each.items:
            if not item.known_by & seen:
                yield item
            seen |= item.known_by


def _items(value: Value, read: Callable[[Known, str, Counterpart], _Item], one: Counterpart) -> tuple[_Item, ...]:
    elements = value.value if isinstance(value, Known) and isinstance(value.value, tuple) else ()
    return tuple(
        read(item, item.value, one) for item in elements if isinstance(item, Known) and isinstance(item.value, str)
    )


def _plain(value: Known, text: str, one: Counterpart) -> _Item:
    return _Item(value, quote(text), frozenset((text,)))


def _scope(value: Known, text: str, one: Counterpart) -> _Item:
    """A scope is known by its text, but for hosts and the environment's name; and where its resource server is
    declared, by what that is the same as, with the scope's name."""
    identifier, slash, name = text.rpartition("/")
    item = _Item(value, quote(text), frozenset((one.words.neutral(without_host(text)),)))
    for server in one.architecture.resources if slash else ():
        if server.type == RESOURCE_SERVER:
            match server.get("identifier"):
                case Known(value=str() as own) if own == identifier:
                    same = _pair_of(server, one)
                    known_by = f"{id(same)} {name}"
                    return replace(item, known_by=item.known_by | {known_by}, doubt=None, defined=(same, name))
                case Unknown() as unknown:
                    item = replace(item, doubt=unknown)
    return item


def _pair_of(server: Resource, one: Counterpart) -> Pair:
    pairing = pairing_of(one.architecture)
    return pairing.pair(pairing.place(server, one.architecture))


def _is_undefined(item: _Item, where: Counterpart) -> bool | Unknown:
    """Whether an environment has the resource server of a scope, and that does not define it there. Unknown where it is
    not known which one that is."""
    if item.defined is None:
        return False
    same, name = item.defined
    server = same.found[where.index]
    if server is None:
        doubts = (pairing_of(where.architecture).doubt(one, where.index) for one in same.there)
        return next((doubt for doubt in doubts if doubt is not None), False)
    names = comparable(_declared(server), "scope", where.environment)
    if isinstance(names, Unknown):
        return names
    assert isinstance(names, Known) and isinstance(names.value, tuple)
    return not any(isinstance(one, Known) and one.value == name for one in names.value)
