"""What every condition is, and how conditions combine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.truth import Truth
from tflint_cognito.records import dataclass, replace

if TYPE_CHECKING:
    from tflint_cognito.policy.answer import Answer
    from tflint_cognito.policy.subject import Subject


class Condition:
    """Something that can be asked about a subject."""

    __slots__ = ()

    def ask(self, subject: Subject) -> Answer:
        raise NotImplementedError


class Deferred(Condition):
    """A condition that is made of its data when it is first asked: of many rules, most runs ask few.

    `path` is that of the rule, for the CognitoLintError about data that makes no condition.
    """

    __slots__ = ("_condition", "_data", "_path")

    def __init__(self, data: Mapping[str, Any], path: str) -> None:
        self._data = data
        self._path = path
        self._condition: Condition | None = None

    def ask(self, subject: Subject) -> Answer:
        if self._condition is None:
            self._condition = self._made()
        return self._condition.ask(subject)

    def _made(self) -> Condition:
        from tflint_cognito.policy.conditions import parse

        try:
            return parse(self._data)
        except CognitoLintError as error:
            raise CognitoLintError(f"{self._path}: {error}") from None


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    """Holds if every one of `conditions` does. The first that does not decides, then the first that cannot be told."""

    conditions: tuple[Condition, ...]

    def ask(self, subject: Subject) -> Answer:
        return _decide(self.conditions, subject, Truth.NO)


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    """Holds if one of `conditions` does. The first that does decides, then the first that cannot be told."""

    conditions: tuple[Condition, ...]

    def ask(self, subject: Subject) -> Answer:
        return _decide(self.conditions, subject, Truth.YES)


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """Holds if `condition` does not; the fact behind it, and its place, stay the same."""

    condition: Condition

    def ask(self, subject: Subject) -> Answer:
        answer = self.condition.ask(subject)
        return replace(answer, truth=~answer.truth)


def _decide(conditions: Sequence[Condition], subject: Subject, decisive: Truth) -> Answer:
    answers: list[Answer] = []
    rests_on_a_stand_in: Answer | None = None
    for condition in conditions:
        answer = condition.ask(subject)
        if answer.truth is not decisive:
            answers.append(answer)
        elif not answer.stand_in:
            return answer
        else:
            rests_on_a_stand_in = rests_on_a_stand_in or answer
    if rests_on_a_stand_in is not None:
        return rests_on_a_stand_in
    return next((answer for answer in answers if answer.truth is Truth.UNKNOWN), None) or _together(answers)


def _together(answers: list[Answer]) -> Answer:
    """The answer of several that agree: all their facts, the place of the first that stands at an attribute."""
    anchor = next((answer for answer in answers if answer.place.attribute is not None), answers[0])
    because = " and ".join(dict.fromkeys(answer.because for answer in answers if answer.because))
    stand_in = next((answer.stand_in for answer in answers if answer.stand_in), "")
    return replace(anchor, because=because, assumed=any(answer.assumed for answer in answers), stand_in=stand_in)
