"""Defaults of a root module's variables that stand for a value which is given elsewhere: "", {}, "changeme".

A default that says something, such as "OFF", holds until somebody gives another value. One of these was written because
Terraform or a form wants something there: what comes of it tells nothing of what will be deployed.
"""

from __future__ import annotations

from collections.abc import Iterable

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.notation import notation
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.values import Absent, Known, Value, elements

#: What gives the variable a value, as something to do.
GIVE = "give it with --var or --var-file, or lint the plan"

#: Words that people put where a value is to be filled in. `<user-pool-id>` and `YOUR_DOMAIN` are two shapes of them.
_PLACEHOLDER = pattern(
    r"(?i)\s*(?:(?:change|replace)[-_ ]?(?:me|it|this)|replace[-_ ]with[-_ ].*|fill[-_ ]?in|to[-_ ]?do|tbd|fixme"
    r"|x{3,}|placeholder|<[\w -]+>|your[-_ ][-_ \w]+)\s*"
)


def empty_default(trail: Iterable[Step]) -> Step | None:
    """The first step of `trail` that is a default without anything in it: null, "", [] or {}."""
    return next((step for step in _defaults(trail) if _is_empty(step.value)), None)


def stand_in(trail: Iterable[Step], value: Value) -> Step | None:
    """The first step of `trail` that is a default which stands for another value, or that gave `value` as one.

    null, [] and {} are left to mean what they say: for most arguments that is a choice.
    """
    return next((step for step in _defaults(trail) if _stands_in(step.value) or _stands_in(value)), None)


def in_words(step: Step) -> str:
    """`var.host is "" by default`."""
    return f"{step.subject} is {notation(step.value) if step.value is not None else 'empty'} by default"


def _defaults(trail: Iterable[Step]) -> Iterable[Step]:
    return (step for step in trail if step.how == "default")


def _is_empty(value: Value | None) -> bool:
    match value:
        case Absent():
            return True
        case Known(value=str() | tuple() | dict() as payload):
            return not payload
    return False


def _stands_in(value: Value | None) -> bool:
    match value:
        case Known(value=str() as text):
            return not text.strip() or _PLACEHOLDER.fullmatch(text) is not None
        case Known(value=tuple() | dict() as payload) if payload:
            return all(isinstance(item, Absent) or _stands_in(item) for item in elements(payload))
    return False
