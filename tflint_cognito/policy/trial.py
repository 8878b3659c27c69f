"""A rule's examples as its author sees them: which hold, which do not and why, and which kind is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tflint_cognito.policy.examples import run_example
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.verdict import Outcome
from tflint_cognito.records import dataclass


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one rule's examples. `problems` are sentences, each with the name of its example."""

    rule: Rule
    examples: int
    problems: tuple[str, ...]


def try_rules(rules: Iterable[Rule]) -> Iterator[Trial]:
    for rule in rules:
        yield _try(rule)


def _try(rule: Rule) -> Trial:
    outcomes: set[Outcome] = set()
    problems: list[str] = []
    for example in rule.examples:
        ran = run_example(rule, example)
        outcomes |= {verdict.outcome for verdict in ran.verdicts}
        problems += [f"{example.name}: {problem}" for problem in ran.problems]
    problems += _lacking(outcomes)
    return Trial(rule, len(rule.examples), tuple(problems))


def _lacking(outcomes: set[Outcome]) -> Iterator[str]:
    """A rule that never fails may be unable to, and one that never passes is of no use."""
    for outcome, how in ((Outcome.PASS, "holds"), (Outcome.FAIL, "is broken (mark its line with # fail)")):
        if outcome not in outcomes:
            yield f"no example shows where the rule {how}: add one"
