"""The tool's own rules: what it says about ignores, in comments and in the configuration. They judge no resource."""

from __future__ import annotations

from typing import Final

from tflint_cognito.policy.condition import Condition
from tflint_cognito.policy.rule import Example, Rule
from tflint_cognito.policy.rulebook import PROFILES, Rulebook
from tflint_cognito.policy.severity import Severity

#: The family of these rules.
FAMILY: Final = "own"

_LEGACY: Final = 'prevent_user_existence_errors = "LEGACY"'
_ENABLED: Final = 'prevent_user_existence_errors = "ENABLED"'
_NAME: Final = "user-existence-errors-prevented"
_REASONED: Final = f"{_LEGACY} # cognito-lint: ignore[{_NAME}] -- sign-up tells as much, see SEC-118"


def _rule(id: str, name: str, title: str, harm: str, why: str, fix: str, bad: str, good: str) -> Rule:
    return Rule(
        id=id,
        name=name,
        title=title,
        severity=Severity.LOW,
        resource=(),
        require=Condition(),
        message="{because}; " + harm,
        why=why,
        family=FAMILY,
        fix={"words": fix},
        profiles=PROFILES,
        examples=(
            Example("as it is found", {"main.tf": f"{bad} # fail\n"}),
            Example("put right", {"main.tf": f"{good}\n"}),
        ),
    )


UNUSED: Final = _rule(
    "COG001",
    "ignore-comment-used",
    "Every ignore has a finding to ignore",
    "it would hide the next one unseen",
    "The fault is gone, or the ignore never had an effect where it stands, in a comment or in the configuration. Left "
    "in place, it hides the next fault of that rule, and nobody will have decided that.",
    "take the rule out of the ignore, or the whole ignore",
    f"{_ENABLED} # cognito-lint: ignore[{_NAME}] -- sign-up tells as much",
    _ENABLED,
)
UNREASONED: Final = _rule(
    "COG002",
    "ignore-comment-has-reason",
    "Every comment that ignores a finding says why",
    "it ignores nothing until it does",
    "Who reads the comment in a year must be able to tell whether it still holds. Without a reason it ignores nothing.",
    "add the reason: # cognito-lint: ignore[RULE] -- reason",
    f"{_LEGACY} # cognito-lint: ignore[{_NAME}]",
    _REASONED,
)
UNKNOWN_RULE: Final = _rule(
    "COG003",
    "ignore-comment-names-a-rule",
    "Every comment that ignores a finding names a rule that exists",
    "nothing is ignored by it",
    "A misspelt or renamed rule is ignored by nobody, while the comment says that it is.",
    "name the rule by its id or name, as cognito-lint rules lists them",
    f"{_LEGACY} # cognito-lint: ignore[user-existence-error] -- sign-up tells as much",
    _REASONED,
)
MISREAD: Final = _rule(
    "COG004",
    "ignore-comment-understood",
    "Every comment to cognito-lint can be understood",
    "nothing is ignored by it",
    "The comment speaks to cognito-lint, but not in words that it knows, so that it has no effect.",
    "write it as # cognito-lint: ignore[RULE, RULE] -- reason",
    f"{_LEGACY} # cognito-lint: skip {_NAME}, sign-up tells as much",
    _REASONED,
)

EXPIRED: Final = _rule(
    "COG005",
    "ignore-not-expired",
    "Every ignore with a last day is taken out or renewed by then",
    "it ignores nothing any more",
    "Whoever set a day wanted the fault to be looked at again by then. From that day on it counts like any other, and "
    "the ignore only tells that somebody once meant to come back.",
    "mend the fault and take the ignore out, or decide anew and set another day",
    f"{_LEGACY} # cognito-lint: ignore[{_NAME}] until=2020-01-01 -- migration ends in December",
    f"{_LEGACY} # cognito-lint: ignore[{_NAME}] until=2099-01-01 -- migration ends in December",
)

OWN_RULES: Final = (UNUSED, UNREASONED, UNKNOWN_RULE, MISREAD, EXPIRED)


def with_own(rulebook: Rulebook) -> Rulebook:
    """`rulebook` with the tool's own rules in it: they are selected, listed and explained like all others."""
    return Rulebook(tuple(sorted((*OWN_RULES, *rulebook.rules), key=lambda rule: rule.id)))
