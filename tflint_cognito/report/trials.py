"""What came of rules' examples, for their author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tflint_cognito.policy.trial import Trial
from tflint_cognito.report.printable import printable
from tflint_cognito.report.words import counted


def trial_lines(trials: Sequence[Trial]) -> Iterator[str]:
    """A line for each rule, and below those that do not hold why."""
    for trial in trials:
        verdict = "broken" if trial.problems else "ok"
        yield f"{verdict:<7} {trial.rule.id} {trial.rule.name}: {counted(trial.examples, 'example')}"
        yield from (f"          {printable(problem)}" for problem in trial.problems)
    broken = sum(bool(trial.problems) for trial in trials)
    yield ""
    yield f"{counted(len(trials), 'rule')}, {f'{broken} broken' if broken else 'all good'}"
