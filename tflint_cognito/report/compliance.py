"""The controls of a framework, and how the architecture stands to each, for the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tflint_cognito.finding.compliance import Assessment, Evidence, Status
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.framework import Framework
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.report.colour import Paint
from tflint_cognito.report.printable import printable
from tflint_cognito.report.words import counted

#: How many resources are named behind one control.
MOST_NAMED = 5

_SCOPE = {
    "all": "every control of it that is about Amazon Cognito",
    "part": "only the controls of it that a rule answers for",
}
#: What a framework asks for that no configuration shows: people, procedures, other systems.
_SUPPORTED = "supported: all rules pass, and the control asks for more than a configuration shows"


def compliance_lines(report: Report, paint: Paint) -> Iterator[str]:
    """One section for each framework that was asked for."""
    by_framework: dict[str, list[Assessment]] = {}
    for assessment in report.compliance:
        by_framework.setdefault(assessment.framework.name, []).append(assessment)
    for assessments in by_framework.values():
        yield from _section(assessments, paint)


def tally(assessments: Iterable[Assessment]) -> str:
    """`1 not met, 2 undetermined, 3 met`"""
    counts = Counter(assessment.status for assessment in assessments)
    return ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])


def scope(framework: Framework) -> str:
    return f"{framework.title} ({framework.name}): {_SCOPE[framework.scope]}"


def remarks(assessments: Iterable[Assessment]) -> Iterator[str]:
    """What a reader must know about the words that say how controls stand."""
    if any(assessment.status is Status.SUPPORTED for assessment in assessments):
        yield _SUPPORTED


def _section(assessments: Sequence[Assessment], paint: Paint) -> Iterator[str]:
    framework = assessments[0].framework
    yield paint.title(scope(framework))
    yield ""
    widest = max(len(assessment.control) for assessment in assessments)
    for assessment in assessments:
        status = _painted(assessment.status, f"{assessment.status.value:<14}", paint)
        yield f"  {status}  {assessment.control:<{widest}}  {printable(assessment.title)}"
        for line in behind(assessment):
            yield f"  {'':<14}  {'':<{widest}}  {line}"
    yield ""
    for line in remarks(assessments):
        yield f"  {line}"
    yield f"  {tally(assessments)} of {counted(len(assessments), 'control')}; {framework.source}"
    yield ""


def _painted(status: Status, text: str, paint: Paint) -> str:
    match status:
        case Status.NOT_MET:
            return paint.error(text)
        case Status.MET | Status.SUPPORTED:
            return paint.good(text)
        case Status.UNDETERMINED | Status.NO_RULE:
            return paint.warning(text)
        case Status.NOT_APPLICABLE:
            return text


def behind(assessment: Assessment) -> Iterator[str]:
    """What the status rests on: who fails, who cannot be told, and how many pass."""
    if assessment.status is Status.NO_RULE:
        yield "no rule answers for it: judge it by other means"
    for outcome in (Outcome.FAIL, Outcome.UNDETERMINED):
        found = assessment.with_outcome(outcome)
        for one in found[:MOST_NAMED]:
            yield _named(one)
        if len(found) > MOST_NAMED:
            yield f"and {len(found) - MOST_NAMED} more"
    passed = assessment.with_outcome(Outcome.PASS)
    if passed:
        resources = len({one.address for one in passed})
        yield f"{counted(resources, 'resource')} pass{'es' if resources == 1 else ''}"


def _named(evidence: Evidence) -> str:
    verdict = "fails" if evidence.outcome is Outcome.FAIL else "cannot be decided for"
    ignored = ", which is ignored" if evidence.ignored else ""
    return printable(f"{evidence.rule.id} {verdict} {evidence.address}{ignored}")
