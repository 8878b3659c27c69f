"""Rules and an architecture in, verdicts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.policy.answer import Answer
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.severity import Severity
from tflint_cognito.policy.subject import Subject
from tflint_cognito.policy.truth import Truth
from tflint_cognito.policy.verdict import Outcome, Verdict
from tflint_cognito.terraform.model import OUTPUT, Resource
from tflint_cognito.terraform.stand_ins import GIVE


def judge(rules: Iterable[Rule], architecture: Architecture) -> list[Verdict]:
    """Every verdict of `rules` on the resources of `architecture`, in the order of rules and resources."""
    return [verdict for rule in rules for verdict in _verdicts(rule, architecture)]


def _verdicts(rule: Rule, architecture: Architecture) -> Iterator[Verdict]:
    for resource in _judged(rule, architecture):
        if resource.type in rule.resource:
            verdict = judge_one(rule, Subject(resource, architecture))
            if verdict is not None:
                yield verdict


def _judged(rule: Rule, architecture: Architecture) -> Iterable[Resource]:
    if rule.about == "change":
        return architecture.changed
    return (*architecture.resources, *architecture.outputs) if OUTPUT in rule.resource else architecture.resources


def judge_one(rule: Rule, subject: Subject) -> Verdict | None:
    """The verdict of one rule on one resource; None where the rule is not about it.

    An unknown `when` cannot be told apart from a NO: only a failing `require` matters then, and is undetermined. So is
    one that fails by a default which stands for a value that is given elsewhere.
    """
    possible = subject.resource.possible
    applies = rule.when.ask(subject) if rule.when is not None else None
    if applies is not None and applies.truth is Truth.NO:
        return None
    answer = rule.require.ask(subject)
    if answer.truth is Truth.YES:
        return _verdict(rule, subject, Outcome.PASS, answer)
    if answer.truth is Truth.UNKNOWN:
        return _verdict(rule, subject, Outcome.UNDETERMINED, answer)
    if applies is not None and applies.truth is Truth.UNKNOWN:
        return _verdict(rule, subject, Outcome.UNDETERMINED, applies)
    if answer.stand_in:
        nobody_knows = Answer(Truth.UNKNOWN, answer.stand_in, answer.place, GIVE)
        return _verdict(rule, subject, Outcome.UNDETERMINED, nobody_knows)
    if possible is not None:
        maybe = Answer(Truth.UNKNOWN, possible.because, answer.place, possible.decides)
        return _verdict(rule, subject, Outcome.UNDETERMINED, maybe)
    return _verdict(rule, subject, Outcome.FAIL, answer)


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
