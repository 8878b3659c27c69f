"""Where programs that read a report shall put a finding, and how they know it again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tflint_cognito.records import dataclass
from tflint_cognito.report.groups import Group
from tflint_cognito.report.view import View
from tflint_cognito.report.words import counted
from tflint_cognito.terraform.source import Position, Range

#: How many addresses one message names.
MOST_NAMED = 5
_TOP = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its path from the repository's root. `end` is exclusive. Of what has no place in a source (a plan
    without one), the first character of the file that was read."""

    path: str
    start: Position = _TOP
    end: Position = _TOP
    range: Range | None = None


def spot(range: Range | None, root: str, view: View) -> Spot:
    if range is None:
        return Spot(view.locate(root))
    return Spot(view.locate(range.path), range.start, range.end, range)


def spot_of(group: Group, view: View) -> Spot:
    return spot(group.first.place.range, group.first.root, view)


def identified(groups: Iterable[Group]) -> Iterator[tuple[Group, str]]:
    """Each group with a fingerprint of its own. Two places that share one (two elements of a set) are numbered."""
    times: Counter[str] = Counter()
    for group in groups:
        own = group.first.fingerprint
        times[own] += 1
        if times[own] > 1:
            own = hashlib.sha256(f"{own}\0{times[own]}".encode()).hexdigest()[:32]
        yield group, own


def sentence(group: Group) -> str:
    """The message, and whom it is about: `… [aws_cognito_user_pool_client.web and 2 more] in dev, prod`."""
    first = group.first
    addresses = list(dict.fromkeys(str(finding.address) for finding in group.findings if finding.address is not None))
    named = ", ".join(addresses[:MOST_NAMED])
    others = len(addresses) - MOST_NAMED
    more = f" and {counted(others, 'more', 'more')}" if others > 0 else ""
    whom = f" [{named}{more}]" if addresses else ""
    return f"{first.message}{whom}{found_in(group.environments)}"


def found_in(environments: Sequence[str]) -> str:
    """` in dev, prod`; nothing where there are no environments."""
    return f" in {', '.join(environments)}" if environments else ""
