"""The authentication posture of several environments beside each other: what is in force of each setting, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tflint_cognito.cognito.aspects import Aspect, aspects
from tflint_cognito.cognito.counterparts import Pair, Pairing
from tflint_cognito.cognito.environment_words import Vocabulary
from tflint_cognito.cognito.identities import Counterpart
from tflint_cognito.cognito.standing import Environment
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.notation import SENSITIVE
from tflint_cognito.terraform.values import Absent, Known, Value, first_unknown, is_sensitive

UNKNOWN: Final = "not known"
#: Cells that tell no value.
_SAYS_NOTHING: Final = (None, UNKNOWN, SENSITIVE)


@dataclass(frozen=True, slots=True)
class Row:
    """One setting of one resource: its words in each environment, in full; None where the resource is not there."""

    address: str
    attribute: str  # empty: whether the resource is there
    cells: tuple[str | None, ...]
    differs: bool
    #: For each cell why it is not known; empty for what is.
    because: tuple[str, ...] = ()
    #: For each cell the address there, where these are not all the same; None where the resource is not there.
    addresses: tuple[str | None, ...] = ()

    @property
    def compared(self) -> bool:
        """Whether it is known in two environments at least, so that it can be told whether they differ."""
        return sum(cell not in _SAYS_NOTHING for cell in self.cells) > 1


@dataclass(frozen=True, slots=True)
class Posture:
    """Environments by name, and what is in force in each."""

    environments: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)

    @property
    def compared(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.compared)

    @property
    def pairs(self) -> tuple[tuple[str | None, ...], ...]:
        """The addresses of what was paired although they are not the same."""
        return tuple(dict.fromkeys(row.addresses for row in self.rows if row.addresses))


#: Words, and why they are not known.
_Cell = tuple[str | None, str]


def posture(environments: Sequence[Environment]) -> list[Row]:
    """What is in force in each environment, by resource and setting.

    Where an environment has several root modules, an address begins with the name of its root module.
    """
    pairing = Pairing(environments)
    return [row for pair in pairing.pairs for row in _rows(pair, pairing)]


def _rows(pair: Pair, pairing: Pairing) -> Iterator[Row]:
    several = any(len(each.roots) > 1 for each in pairing.environments)
    addresses = tuple(_address(one, several) if one is not None else None for one in pair.found)
    presence = [_presence(one) if one is not None else _absence(pair, at, pairing) for at, one in enumerate(pair.found)]
    yield _row(addresses, "", presence)
    for aspect in aspects(pair.there[0].resource.type):
        yield _row(addresses, aspect.attribute, [_cell(aspect, one) for one in pair.found])


def _address(one: Counterpart, several: bool) -> str:
    return f"{one.root}: {one.resource.address}" if several else str(one.resource.address)


def _row(addresses: Sequence[str | None], attribute: str, cells: Sequence[_Cell]) -> Row:
    known = {words for words, _ in cells if words not in _SAYS_NOTHING}
    there = [address for address in addresses if address is not None]
    words, because = (tuple(each) for each in zip(*cells, strict=True))
    return Row(there[0], attribute, words, len(known) > 1, because, tuple(addresses) if len(set(there)) > 1 else ())


def _presence(one: Counterpart) -> _Cell:
    possible = one.resource.possible
    return ("present", "") if possible is None else (UNKNOWN, possible.because)


def _absence(pair: Pair, index: int, pairing: Pairing) -> _Cell:
    """Absence is certain only where nothing may be it, be it hidden, of an unknown name, or not there after all."""
    doubt = pairing.absence(pair, index)
    return ("absent", "") if doubt is None else (UNKNOWN, doubt.because)


def _cell(aspect: Aspect, found: Counterpart | None) -> _Cell:
    """What is in force of one setting: of what may not be there, nobody knows."""
    if found is None:
        return None, ""
    if found.resource.possible is not None:
        return UNKNOWN, found.resource.possible.because
    value = aspect.value(found.resource, found.architecture)
    if is_sensitive(value):
        return SENSITIVE, ""
    unknown = first_unknown(value)
    if unknown is not None:
        return UNKNOWN, unknown.because
    if isinstance(value, Absent):
        return "not written", ""
    return aspect.words(_neutral(value, found.words) if aspect.names_environment else value), ""


def _neutral(value: Value, words: Vocabulary) -> Value:
    """A text, or a list of them, without the environment's own words."""
    match value:
        case Known(value=str() as text):
            return replace(value, value=words.neutral(text))
        case Known(value=tuple() as items):
            return replace(value, value=tuple(_neutral(item, words) for item in items))
    return value
