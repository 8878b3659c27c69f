"""One fault, one finding: which of the findings on a resource another one says better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tflint_cognito.finding.finding import Finding
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.rule import EVERY_RULE
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.model import Resource


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in the making, with the resource that was judged."""

    finding: Finding
    resource: Resource


_INDEX = pattern(r"\[\d+\]")

#: The findings that stand for those of other rules on a resource, by its address and the word for the other rule.
_Better = Mapping[tuple[Address, str], Sequence[Finding]]


def without_superseded(found: Sequence[Found]) -> list[Found]:
    """Those that no other fault of the same resource, or of the same place in it, says better. An ignored one still
    stands for all of them."""
    better: dict[tuple[Address, str], list[Finding]] = {}
    for one in found:
        if one.finding.outcome is Outcome.FAIL:
            for word in one.finding.rule.supersedes:
                better.setdefault((one.resource.address, word), []).append(one.finding)
    heard = [one for one in found if not any(_says_better(other, one.finding) for other in _naming(one, better))]
    return [one for one in heard if not one.finding.rule.yields or not any(_says_enough(other, one) for other in heard)]


def _says_enough(other: Found, one: Found) -> bool:
    """Whether a rule that yields has nothing to add: another one, that does not, failed at the same place."""
    if other.finding.rule.yields or other.finding.outcome is not Outcome.FAIL:
        return False
    return other.resource.address == one.resource.address and _is_one_place(other.finding.place, one.finding.place)


def _naming(one: Found, better: _Better) -> Iterator[Finding]:
    for word in (one.finding.rule.id, one.finding.rule.name, EVERY_RULE):
        yield from better.get((one.resource.address, word), ())


def _says_better(better: Finding, finding: Finding) -> bool:
    if better.rule.per != "place" and EVERY_RULE not in better.rule.supersedes:
        return True
    return better.rule.id != finding.rule.id and _is_one_place(better.place, finding.place)


def _is_one_place(one: Place, other: Place) -> bool:
    """Whether two places are the same attribute, or one of them an element of the other."""
    if one.attribute is None or other.attribute is None or not _is_one_path(one.attribute, other.attribute):
        return False
    if one.range is None or other.range is None:
        return one.range is other.range
    if not one.range.holds(other.range) and not other.range.holds(one.range):
        return False
    return not _come_from_elsewhere(one, other)


def _is_one_path(one: str, other: str) -> bool:
    """Whether two paths are the same but for indexes, which not all rules write: `scope` and `scope[0]`."""
    return _INDEX.sub("", one) == _INDEX.sub("", other)


def _come_from_elsewhere(one: Place, other: Place) -> bool:
    """Whether two elements of a list that a variable holds are written beside each other."""
    mine, yours = (next((step.range for step in place.trail[::-1] if step.range), None) for place in (one, other))
    return mine is not None and yours is not None and not mine.holds(yours) and not yours.holds(mine)
