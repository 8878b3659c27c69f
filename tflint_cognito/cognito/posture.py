"""The authentication posture of several environments beside each other: what is in force of each setting, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from posixpath import commonpath, relpath
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.clients import FLOWS, in_force
from tflint_cognito.cognito.protections import PROTECTIONS
from tflint_cognito.cognito.resource_types import CLIENTS, COGNITO_PREFIX, RESOURCE_SERVER, USER_POOL
from tflint_cognito.cognito.scopes import without_host
from tflint_cognito.cognito.tiers import tier
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import SENSITIVE, notation
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Value, first_unknown, is_sensitive

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

UNKNOWN: Final = "not known"


@dataclass(frozen=True, slots=True)
class Row:
    """One setting of one resource: its words in each environment, None where the resource is not there at all."""

    address: str
    attribute: str  # empty: whether the resource is there
    cells: tuple[str | None, ...]
    differs: bool
    #: For each cell why it is not known; empty for what is.
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Posture:
    """Environments by name, and what is in force in each."""

    environments: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)


@dataclass(frozen=True, slots=True)
class _Aspect:
    attribute: str
    value: Callable[[Resource, Architecture], Value]
    words: Callable[[Value], str]


_Found = tuple["Resource", "Architecture"]
#: Words, and why they are not known.
_Cell = tuple[str | None, str]


def _at(path: str) -> _Aspect:
    return _Aspect(path, lambda resource, _: in_force(resource, path), _in_order)


def _in_order(value: Value) -> str:
    """A list of texts by name: the order of flows and scopes means nothing."""
    match value:
        case Known(value=tuple() as items):
            return f"[{', '.join(sorted(map(notation, items)))}]"
    return notation(value)


def _without_hosts(value: Value) -> str:
    """Each environment has its own hosts: the scopes of https://api.dev.example.com are those of another's API."""
    match value:
        case Known(value=tuple() as items):
            return _in_order(replace(value, value=tuple(map(without_host, items))))
    return notation(value)


def _names(value: Value) -> str:
    """The names of a resource server's scopes; how they are described is no part of the posture."""
    blocks = value.value if isinstance(value, Known) and isinstance(value.value, tuple) else ()
    mappings = (each.value for each in blocks if isinstance(each, Known))
    found = (each.get("scope_name", NOT_WRITTEN) for each in mappings if isinstance(each, Mapping))
    return _in_order(Known(tuple(found)))


_SCOPES: Final = "allowed_oauth_scopes"
_MORE: Final[Mapping[str, tuple[_Aspect, ...]]] = {
    USER_POOL: (_Aspect("user_pool_tier", tier, notation), _at("account_recovery_setting.recovery_mechanism")),
    **{type: (_Aspect(_SCOPES, lambda one, _: in_force(one, _SCOPES), _without_hosts),) for type in CLIENTS},
    RESOURCE_SERVER: (_Aspect("scope", lambda one, _: one.get("scope"), _names),),
}
#: Compared as lists without order.
_LISTS: Final = (FLOWS, "explicit_auth_flows")


def posture(environments: Sequence[Sequence[Architecture]]) -> list[Row]:
    """What is in force in each environment, by resource and setting.

    Resources are paired by their addresses; where an environment has several root modules, also by the folder of the
    root module, as seen from the folder that is above all of that environment.
    """
    several = any(len(each) > 1 for each in environments)
    found = [dict(_cognito(each, several)) for each in environments]
    return [
        row
        for address in dict.fromkeys(a for each in found for a in each)
        for row in _rows(address, found, environments)
    ]


def _cognito(environment: Sequence[Architecture], several: bool) -> Iterator[tuple[str, _Found]]:
    top = _above([each.model.path for each in environment])
    for each in environment:
        root = f"{relpath(each.model.path, top)}: " if several else ""
        for one in each.resources:
            if one.type.startswith(COGNITO_PREFIX):
                yield f"{root}{one.address}", (one, each)


def _above(paths: Sequence[str]) -> str:
    """The folder that all `paths` are in, or the working directory where only that is above them."""
    try:
        return commonpath(paths) or "."
    except ValueError:  # there are none, or some of them start at the root of the file system and others do not
        return "."


def _rows(
    address: str, found: Sequence[Mapping[str, _Found]], environments: Sequence[Sequence[Architecture]]
) -> Iterator[Row]:
    here = [each.get(address) for each in found]
    type = next(one[0].type for one in here if one is not None)
    presence = [_presence(one, type, them) for one, them in zip(here, environments, strict=True)]
    yield _row(address, "", presence)
    for aspect in _aspects(type):
        yield _row(address, aspect.attribute, [_cell(aspect, one) for one in here])


def _row(address: str, attribute: str, cells: Sequence[_Cell]) -> Row:
    known = {words for words, _ in cells if words not in (None, UNKNOWN, SENSITIVE)}
    because = tuple(why for _, why in cells)
    return Row(address, attribute, tuple(words for words, _ in cells), len(known) > 1, because)


def _presence(found: _Found | None, type: str, architectures: Sequence[Architecture]) -> _Cell:
    """Absence is certain only where nothing may hide the resource, be it a gap or an unknown count."""
    if found is not None:
        possible = found[0].possible
        return ("present", "") if possible is None else (UNKNOWN, possible.because)
    for each in architectures:
        gap = each.gap((type,))
        if gap is not None:
            return UNKNOWN, gap.because
        for one in each.resources:
            if one.type == type and one.possible is not None:
                return UNKNOWN, one.possible.because
    return "absent", ""


def _aspects(type: str) -> Iterator[_Aspect]:
    for one in PROTECTIONS.get(type, ()):
        yield _Aspect(one.attribute, one.value, _in_order if one.attribute in _LISTS else one.words)
    yield from _MORE.get(type, ())


def _cell(aspect: _Aspect, found: _Found | None) -> _Cell:
    if found is None:
        return None, ""
    value = aspect.value(*found)
    if is_sensitive(value):
        return SENSITIVE, ""
    unknown = first_unknown(value)
    if unknown is not None:
        return UNKNOWN, unknown.because
    return "not written" if isinstance(value, Absent) else aspect.words(value), ""
