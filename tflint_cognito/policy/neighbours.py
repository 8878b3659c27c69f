"""Conditions across resources: what a resource is linked to, and what is linked to it."""

from __future__ import annotations

from tflint_cognito.cognito.architecture import Target
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.policy.answer import Answer
from tflint_cognito.policy.condition import Condition
from tflint_cognito.policy.subject import Seen, Subject
from tflint_cognito.policy.truth import Truth
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.values import Unknown


@dataclass(frozen=True, slots=True)
class LinkedTo(Condition):
    """Every resource that `link` leads to satisfies a condition. One that is not declared here cannot be told; none at
    all is NO."""

    link: str
    satisfies: Condition | None

    def ask(self, subject: Subject) -> Answer:
        if subject.resource.type not in LINKS[self.link].attributes:  # a rule may be about several types
            return Answer(Truth.NO, f"{subject.resource.type} leads to no {self.link}", subject.place())
        answers: list[Answer] = []
        for target in subject.architecture.targets(subject.resource, self.link):
            answer = self._ask(subject, target)
            if answer.truth is Truth.NO:
                return answer
            answers.append(answer)
        if not answers:
            seen = self._seen(subject)
            return Answer(Truth.NO, f"{seen.attribute} is not written", subject.place(seen))
        return next((answer for answer in answers if answer.truth is Truth.UNKNOWN), answers[0])

    def _ask(self, subject: Subject, target: Target) -> Answer:
        seen = replace(self._seen(subject), value=target.value)
        place = subject.place(seen)
        if target.resource is None:
            match target.value:
                case Unknown(because=because, decides=decides):
                    return Answer(Truth.UNKNOWN, because, place, decides)
                case value:
                    because = f"{seen.attribute} is {notation(value)}, which is not declared here"
                    return Answer(Truth.UNKNOWN, because, place, "lint the configuration that declares it as well")
        if self.satisfies is None:
            return Answer(Truth.YES, f"{seen.attribute} leads to {target.resource.address}", place)
        answer = self.satisfies.ask(subject.at(target.resource))
        return replace(answer, place=place, related=(answer.place, *answer.related))

    def _seen(self, subject: Subject) -> Seen:
        return subject.look(LINKS[self.link].attribute_of(subject.resource.type))


@dataclass(frozen=True, slots=True)
class LinkedFrom(Condition):
    """Some resource of `types` whose `link` leads here satisfies a condition. What may be hidden cannot be told.

    With `here` only what was read counts, not what a gap may hide: for a rule that leaves that doubt to another one.
    """

    types: tuple[str, ...]
    link: str
    satisfies: Condition | None
    because: str = ""
    here: bool = False

    def ask(self, subject: Subject) -> Answer:
        sources = subject.architecture.sources(subject.resource, self.types, self.link)
        undecided: list[Answer] = []
        for resource in sources.certain:
            answer = self._ask(subject, resource)
            if answer.truth is Truth.YES:
                return answer
            if answer.truth is Truth.UNKNOWN:
                undecided.append(replace(answer, place=subject.place(), related=(answer.place,)))
        for resource, unknown in sources.possible:
            if self._ask(subject, resource).truth is not Truth.NO:
                because = f"{resource.address} may belong to it: {unknown.because}"
                undecided.append(Answer(Truth.UNKNOWN, because, subject.place(), unknown.decides))
        if not undecided and sources.gap is not None and not self.here:
            undecided.append(Answer(Truth.UNKNOWN, sources.gap.because, subject.place(), sources.gap.decides))
        if undecided:
            return undecided[0]
        return Answer(Truth.NO, self.because or f"no {' or '.join(self.types)} refers to it", subject.place())

    def _ask(self, subject: Subject, resource: Resource) -> Answer:
        if self.satisfies is None:
            return Answer(Truth.YES, f"{resource.address} refers to it", subject.at(resource).place())
        return self.satisfies.ask(subject.at(resource))
