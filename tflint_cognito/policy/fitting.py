"""Whether conditions can be asked of a rule's resources at all: facts that are about them, links that they have.

A rule about several types may ask what only some of them have: a fact about others is absent, their links lead nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from tflint_cognito.cognito.facts import FACTS
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.errors import CognitoLintError

Data = Mapping[str, Any]


def check_fit(condition: Data, types: Sequence[str]) -> None:
    """CognitoLintError where `condition`, asked of resources of `types`, names a fact or a link that they do not have.

    Names that do not exist at all are for parsing to refuse.
    """
    match condition:
        case {"all": items} | {"any": items}:
            for item in items:
                check_fit(item, types)
        case {"not": item}:
            check_fit(item, types)
        case {"linked_to": link, **rest} if link in LINKS:
            _check_leaving(link, types)
            _check_satisfies(rest, LINKS[link].targets)
        case {"linked_from": sources, "link": link, **rest} if link in LINKS:
            names = (sources,) if isinstance(sources, str) else tuple(sources)
            _check_leaving(link, names)
            _check_arriving(link, types)
            _check_satisfies(rest, names)
        case {"fact": name} if name in FACTS:
            _check(f"the fact {name!r} is about", FACTS[name].types, "about", types)
    for item in _asked_of_elements(condition):
        check_fit(item, types)


def _asked_of_elements(condition: Data) -> Iterator[Data]:
    match condition:
        case {"each": item} | {"some": item} | {"count": {"where": item}}:
            yield item


def _check_leaving(link: str, types: Sequence[str]) -> None:
    _check(f"the link {link!r} leads from", LINKS[link].attributes, "from", types)


def _check_arriving(link: str, types: Sequence[str]) -> None:
    _check(f"the link {link!r} leads to", LINKS[link].targets, "to", types)


def _check_satisfies(rest: Data, types: Sequence[str]) -> None:
    if "satisfies" in rest:
        check_fit(rest["satisfies"], types)


def _check(said: str, has: Collection[str], word: str, types: Sequence[str]) -> None:
    if not set(types) & set(has):
        raise CognitoLintError(f"{said} {_listed(has)}, not {word} {_listed(types)}")


def _listed(names: Collection[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
