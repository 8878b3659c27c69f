"""The authentication posture of several environments beside each other: what is in force of each setting, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from posixpath import commonpath, relpath
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.aspects import Aspect, aspects
from tflint_cognito.cognito.counterparts import Found, Pair, paired
from tflint_cognito.cognito.resource_types import COGNITO_PREFIX
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.notation import SENSITIVE
from tflint_cognito.terraform.values import Absent, first_unknown, is_sensitive

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

UNKNOWN: Final = "not known"


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
        return sum(cell not in (None, UNKNOWN, SENSITIVE) for cell in self.cells) > 1


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


def posture(environments: Sequence[Sequence[Architecture]], names: Sequence[str] = ()) -> list[Row]:
    """What is in force in each environment, by resource and setting.

    Where an environment has several root modules, its addresses begin with the folder of the root module, as seen from
    the folder that is above all of that environment. `names` are those of the environments: what has one of them in its
    address can be paired with what has another.
    """
    several = any(len(each) > 1 for each in environments)
    pairs = paired([_cognito(each, several) for each in environments], names)
    return [row for pair in pairs for row in _rows(pair, environments)]


def _cognito(environment: Sequence[Architecture], several: bool) -> Iterator[Found]:
    top = _above([each.model.path for each in environment])
    for each in environment:
        root = f"{relpath(each.model.path, top)}: " if several else ""
        for one in each.resources:
            if one.type.startswith(COGNITO_PREFIX):
                yield Found(f"{root}{one.address}", one, each)


def _above(paths: Sequence[str]) -> str:
    """The folder that all `paths` are in, or the working directory where only that is above them."""
    try:
        return commonpath(paths) or "."
    except ValueError:  # there are none, or some of them start at the root of the file system and others do not
        return "."


def _rows(pair: Pair, environments: Sequence[Sequence[Architecture]]) -> Iterator[Row]:
    type = pair.there[0].resource.type
    yield _row(pair, "", [_presence(one, type, them) for one, them in zip(pair.found, environments, strict=True)])
    for aspect in aspects(type):
        yield _row(pair, aspect.attribute, [_cell(aspect, one) for one in pair.found])


def _row(pair: Pair, attribute: str, cells: Sequence[_Cell]) -> Row:
    known = {words for words, _ in cells if words not in (None, UNKNOWN, SENSITIVE)}
    because = tuple(why for _, why in cells)
    addresses = pair.addresses if len({one.address for one in pair.there}) > 1 else ()
    words = tuple(words for words, _ in cells)
    return Row(pair.there[0].address, attribute, words, len(known) > 1, because, addresses)


def _presence(found: Found | None, type: str, architectures: Sequence[Architecture]) -> _Cell:
    """Absence is certain only where nothing may hide the resource, be it a gap or an unknown count."""
    if found is not None:
        possible = found.resource.possible
        return ("present", "") if possible is None else (UNKNOWN, possible.because)
    for each in architectures:
        gap = each.gap((type,))
        if gap is not None:
            return UNKNOWN, gap.because
        for one in each.resources:
            if one.type == type and one.possible is not None:
                return UNKNOWN, one.possible.because
    return "absent", ""


def _cell(aspect: Aspect, found: Found | None) -> _Cell:
    if found is None:
        return None, ""
    value = aspect.value(found.resource, found.architecture)
    if is_sensitive(value):
        return SENSITIVE, ""
    unknown = first_unknown(value)
    if unknown is not None:
        return UNKNOWN, unknown.because
    return "not written" if isinstance(value, Absent) else aspect.words(value), ""
