"""The leaves of conditions: where they look, what they ask there, and how the reply becomes an answer in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tflint_cognito.cognito.facts import FACTS
from tflint_cognito.cognito.ledger import LEDGER
from tflint_cognito.cognito.lifetimes import duration
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.answer import Answer
from tflint_cognito.policy.operators import OPERATORS, Operator
from tflint_cognito.policy.subject import Seen, Subject
from tflint_cognito.policy.truth import Truth
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.stand_ins import in_words, stand_in
from tflint_cognito.terraform.types import DYNAMIC
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value


@dataclass(frozen=True, slots=True)
class Sight:
    """What a leaf looks at: the value as it stands, the one to judge (a default where nothing is written), and the
    fact in words."""

    seen: Seen
    judged: Value
    words: str

    @property
    def shown(self) -> str:
        return notation(self.seen.value if isinstance(self.judged, Absent) else self.judged)


Look = Callable[[Subject], Sight]
#: Asks a sight; the string is a rule's own wording of the fact, empty for the generated one.
Question = Callable[[Subject, Sight, str], Answer]

#: The words that ask something of a value, and those that need not be told what "not written" means.
WORDS = frozenset([*OPERATORS, "each", "some", "count"])
NEEDS_NO_DEFAULT = frozenset(["written", "present"])


#: A finding says at most this many facts of a list.
_MOST_SAID = 3
_ROOM_TO_SAY = 80


def attribute(path: str, default: object) -> Look:
    """Looks at an attribute; where nothing is written, at `default` ("ledger": what the ledger says)."""

    def look(subject: Subject) -> Sight:
        seen = subject.look(path)
        judged = seen.value
        if isinstance(judged, Absent) and default is not None:
            judged = _ledger(subject, path) if default == "ledger" else literal(default)
        return Sight(seen, judged, _attribute_words(seen, judged))

    return look


def attribute_computed(path: str) -> Look:
    """Looks at an attribute that AWS chooses where nothing is written: then nothing tells its value."""

    def look(subject: Subject) -> Sight:
        seen = subject.look(path)
        if not isinstance(seen.value, Absent):
            return Sight(seen, seen.value, _attribute_words(seen, seen.value))
        because = f"{seen.attribute} is not written, and AWS chooses it"
        return Sight(seen, Unknown(because, decides=f"write {seen.attribute}"), because)

    return look


def fact(name: str) -> Look:
    """Looks at a fact of the resource; facts know the defaults themselves."""
    meaning = FACTS[name]

    def look(subject: Subject) -> Sight:
        value = subject.architecture.fact(name, subject.resource)
        header = Subject(subject.resource, subject.architecture).look(meaning.attribute).header
        seen = Seen(value, meaning.attribute or None, header)
        return Sight(seen, value, meaning.words.format(value=_amount(value, meaning.unit)))

    return look


def element(subject: Subject) -> Sight:
    """Looks at the element at hand, inside `each`, `some` or `count`."""
    seen = subject.element
    assert seen is not None, "an operator without attribute or fact stands inside each, some or count"
    return Sight(seen, seen.value, _element_words(seen))


@dataclass(frozen=True, slots=True)
class Operation:
    """One operator on the value."""

    operator: Operator

    def __call__(self, subject: Subject, sight: Sight, because: str) -> Answer:
        reply = self.operator(sight.judged)
        if reply.unknown is not None:
            return _cannot_tell(subject, sight, reply.unknown)
        elements = subject.elements(replace(sight.seen, value=sight.judged))
        culprits = [elements[index] for index in reply.elements if index < len(elements)]
        if not culprits:
            return _answer(subject, reply.truth, [sight.seen], because, sight.words, sight.shown)
        return _answer(
            subject, reply.truth, culprits, because, _element_words(culprits[0]), notation(culprits[0].value)
        )


Ask = Callable[[Subject], Answer]


@dataclass(frozen=True, slots=True)
class Each:
    """Every element satisfies a condition: NO as soon as one does not, whatever the others are."""

    ask: Ask

    def __call__(self, subject: Subject, sight: Sight, because: str) -> Answer:
        return _quantified(subject, sight, because, self.ask, Truth.NO)


@dataclass(frozen=True, slots=True)
class Some:
    """An element satisfies a condition: YES as soon as one does, whatever the others are."""

    ask: Ask

    def __call__(self, subject: Subject, sight: Sight, because: str) -> Answer:
        return _quantified(subject, sight, because, self.ask, Truth.YES)


def _quantified(subject: Subject, sight: Sight, because: str, ask: Ask, decisive: Truth) -> Answer:
    items = subject.elements(replace(sight.seen, value=sight.judged))
    answers = [ask(subject.within(item)) for item in items]
    deciding = [answer for answer in answers if answer.truth is decisive]
    if deciding:
        first, *others = sorted(deciding, key=lambda answer: bool(answer.stand_in))
        related = tuple(answer.place for answer in others)
        said = because.format(value=sight.shown, attribute=first.place.attribute) if because else first.because
        if not because and others and _says_itself(items[0]):
            said = listed([answer.because for answer in deciding])
        return replace(first, because=said, related=(*first.related, *related), apart=tuple(deciding))
    for answer in answers:
        if answer.truth is Truth.UNKNOWN:
            return answer
    if isinstance(sight.judged, Unknown):
        return _cannot_tell(subject, sight, sight.judged)
    return _answer(subject, ~decisive, [sight.seen], because, sight.words, sight.shown)


def _says_itself(element: Seen) -> bool:
    return (
        isinstance(element.value, Known)
        and isinstance(element.value.value, Mapping)
        and "@words" in element.value.value
    )


def listed(clauses: Sequence[str]) -> str:
    """At most three clauses, as far as they fit a line, and how many there are beyond."""
    said = list(dict.fromkeys(clauses))
    shown = max(1, *(count for count in range(_MOST_SAID + 1) if len(", ".join(said[:count])) <= _ROOM_TO_SAY))
    rest = len(said) - shown
    parts = [*said[:shown], *([f"{rest} more"] if rest > 0 else [])]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many elements satisfy a condition (all of them, without one)."""

    where: Ask | None
    at_least: int
    at_most: int | None

    def __call__(self, subject: Subject, sight: Sight, because: str) -> Answer:
        elements = subject.elements(replace(sight.seen, value=sight.judged))
        truths = [self.where(subject.within(item)).truth if self.where else Truth.YES for item in elements]
        certain, possible = truths.count(Truth.YES), truths.count(Truth.UNKNOWN)
        if isinstance(sight.judged, Unknown):
            possible += 1 << 20
        fits = self._fits(certain, certain + possible)
        if fits is Truth.UNKNOWN:
            unknown = sight.judged if isinstance(sight.judged, Unknown) else Unknown("an element is unknown")
            return _cannot_tell(subject, sight, unknown)
        return _answer(subject, fits, [sight.seen], because, sight.words, str(certain))

    def _fits(self, fewest: int, most: int) -> Truth:
        enough = Truth.YES if fewest >= self.at_least else Truth.NO if most < self.at_least else Truth.UNKNOWN
        if self.at_most is None:
            return enough
        few = Truth.YES if most <= self.at_most else Truth.NO if fewest > self.at_most else Truth.UNKNOWN
        return enough & few


def _cannot_tell(subject: Subject, sight: Sight, unknown: Unknown) -> Answer:
    return Answer(Truth.UNKNOWN, unknown.because, subject.place(sight.seen), unknown.decides)


def _answer(subject: Subject, truth: Truth, seens: Sequence[Seen], because: str, words: str, shown: str) -> Answer:
    first, *others = seens
    said = because.format(value=shown, attribute=first.attribute) if because else words
    place = subject.place(first)
    trail = [*first.value.trail, *place.trail, *subject.resource.trail]
    instead = stand_in(trail, first.value)
    return Answer(
        truth,
        said,
        place,
        related=tuple(subject.place(other) for other in others),
        assumed=any(step.how == "default" for step in trail),
        stand_in=in_words(instead) if instead is not None else "",
    )


def literal(data: Any) -> Value:
    """A value that a rule states: scalars, lists and mappings of YAML."""
    if isinstance(data, list | tuple):
        return Known(tuple(literal(item) for item in data), DYNAMIC, written=False)
    if isinstance(data, Mapping):
        return Known({key: literal(item) for key, item in data.items()}, DYNAMIC, written=False)
    return Absent() if data is None else Known(data, DYNAMIC, written=False)


def _ledger(subject: Subject, path: str) -> Value:
    if (subject.resource.type, path) not in LEDGER:
        raise CognitoLintError(f"the ledger has no default for {path} of {subject.resource.type}: state one instead")
    return LEDGER.value(subject.resource, path)


def _attribute_words(seen: Seen, judged: Value) -> str:
    if seen.part_of is not None and not isinstance(seen.value, Unknown):
        return _element_words(seen.part_of)
    match seen.value:
        case Known():
            return f"{seen.attribute} is {notation(seen.value)}"
        case Unknown(because=because):
            return because
        case Absent(range=range):
            state = "is not written" if range is None else "is null"
            used = "" if isinstance(judged, Absent) else f", so AWS uses {notation(judged)}"
            return f"{seen.attribute} {state}{used}"


def _element_words(seen: Seen) -> str:
    holds = "is" if seen.attribute is not None and seen.attribute.endswith("]") else "has"
    match seen.value:
        case Known(value={"@words": Known(value=str() as words)}):
            return words
        case Known(value=Mapping() as mapping) if "@value" in mapping:
            return f"{seen.attribute} {holds} {notation(mapping['@value'])}"
        case Unknown(because=because):
            return because
        case value:
            return f"{seen.attribute} {holds} {notation(value)}"


def _as_written(value: Value) -> Value:
    match value:
        case Known(value=Mapping() as mapping) if "@value" in mapping:
            written: Value = mapping["@value"]
            return written
    return value


def _amount(value: Value, unit: str) -> str:
    match value:
        case Known(sensitive=True):
            return notation(value)
        case Known(value=int() as amount) if unit == "seconds":
            return duration(amount)
        case Known(value=str() as text):
            return text
        case Known(value=tuple() as items):
            return notation(replace(value, value=tuple(_as_written(item) for item in items)))
        case _:
            return notation(value)
