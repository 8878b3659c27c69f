"""What a value was at the places that it came through, in words: no more than that may a report show or keep."""

from __future__ import annotations

from tflint_cognito.records import replace
from tflint_cognito.terraform.source import Step


def in_words(step: Step, sensitive: bool = False) -> str:
    """`"LEGACY"`, `null`, `not known`; empty where a step has no value. `sensitive` masks whatever the value is."""
    if step.value is None:
        return step.said
    from tflint_cognito.terraform.notation import SENSITIVE, notation
    from tflint_cognito.terraform.values import Unknown

    match step.value:
        case value if sensitive or value.sensitive:
            return SENSITIVE
        case Unknown():
            return "not known"
        case value:
            return notation(value)


def worded(step: Step, sensitive: bool = False) -> Step:
    """The step with words in place of its value."""
    return replace(step, value=None, said=in_words(step, sensitive))
