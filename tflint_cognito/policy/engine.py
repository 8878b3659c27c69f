"""Rules and an architecture in, verdicts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.policy.answer import Answer
from tflint_cognito.policy.rule import ENVIRONMENTS, Rule
from tflint_cognito.policy.severity import Severity
from tflint_cognito.policy.subject import Subject
from tflint_cognito.policy.truth import Truth
from tflint_cognito.policy.verdict import Outcome, Verdict
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import OUTPUT, Resource
from tflint_cognito.terraform.stand_ins import GIVE


def judge(rules: Iterable[Rule], architecture: Architecture) -> list[Verdict]:
    """Every verdict of `rules` on the resources of `architecture`, in the order of rules and resources."""
    return [verdict for rule in rules for verdict in _verdicts(rule, architecture)]


def _verdicts(rule: Rule, architecture: Architecture) -> Iterator[Verdict]:
    for resource in _judged(rule, architecture):
        if resource.type in rule.resource:
            yield from _judge_one(rule, Subject(resource, architecture))


def _judged(rule: Rule, architecture: Architecture) -> Iterable[Resource]:
    if rule.about == "change":
        return architecture.changed
    if rule.about == ENVIRONMENTS and architecture.standing is None:
        return ()
    return (*architecture.resources, *architecture.outputs) if OUTPUT in rule.resource else architecture.resources


def _judge_one(rule: Rule, subject: Subject) -> list[Verdict]:
    """What one rule says of one resource: nothing where the rule is not about it, else one verdict, or one fault at
    each place where the rule tells them apart.

    An unknown `when` cannot be told apart from a NO: only a failing `require` matters then, and is undetermined. So is
    one that fails by a default which stands for a value that is given elsewhere.
    """
    possible = subject.resource.possible
    applies = rule.when.ask(subject) if rule.when is not None else None
    if applies is not None and applies.truth is Truth.NO:
        return []
    answer = rule.require.ask(subject)
    if answer.truth is Truth.YES:
        return [_verdict(rule, subject, Outcome.PASS, answer)]
    if answer.truth is Truth.UNKNOWN:
        return [_verdict(rule, subject, Outcome.UNDETERMINED, answer)]
    if applies is not None and applies.truth is Truth.UNKNOWN:
        return [_verdict(rule, subject, Outcome.UNDETERMINED, applies)]
    if possible is not None:
        maybe = Answer(Truth.UNKNOWN, possible.because, answer.place, possible.decides)
        return [_verdict(rule, subject, Outcome.UNDETERMINED, maybe)]
    faults = _by_place(answer.apart) if rule.per == "place" and answer.apart else [answer]
    certain = [fault for fault in faults if not fault.stand_in]
    if not certain:
        nobody_knows = Answer(Truth.UNKNOWN, faults[0].stand_in, faults[0].place, GIVE)
        return [_verdict(rule, subject, Outcome.UNDETERMINED, nobody_knows)]
    return [_verdict(rule, subject, Outcome.FAIL, fault) for fault in certain]


def _by_place(answers: Iterable[Answer]) -> list[Answer]:
    """One answer for each place, with all that is to be said there."""
    from tflint_cognito.policy.leaves import listed

    found: dict[object, list[Answer]] = {}
    for answer in answers:
        range = answer.place.range
        at = (range.path, range.begin, range.stop) if range is not None else None
        found.setdefault((answer.place.attribute, at), []).append(answer)
    return [replace(same[0], because=listed([one.because for one in same])) for same in found.values()]


def _verdict(rule: Rule, subject: Subject, outcome: Outcome, answer: Answer) -> Verdict:
    return Verdict(
        rule=rule,
        resource=subject.resource,
        outcome=outcome,
        severity=_severity(rule, subject) if outcome is Outcome.FAIL else rule.severity,
        because=answer.because,
        place=answer.place,
        decides=answer.decides if outcome is Outcome.UNDETERMINED else "",
        related=answer.related,
        assumed=answer.assumed,
    )


def _severity(rule: Rule, subject: Subject) -> Severity:
    for condition, severity in rule.adjust:
        if condition.ask(subject).truth is Truth.YES:
            return severity
    return rule.severity
