"""The words that all formats share: what a step of a trail says, how things are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tflint_cognito.finding.finding import Finding
from tflint_cognito.finding.trail import in_words
from tflint_cognito.terraform.source import HOW, Range, Step


def says(step: Step, sensitive: bool = False) -> str:
    """`var.errors is "LEGACY" here`, `var.errors is "LEGACY" by default`. `sensitive` masks whatever the value is."""
    where = HOW[step.how]
    words = in_words(step, sensitive)
    if not words:
        return f"{step.subject} comes from here" if where == "here" else f"{step.subject} is set {where}"
    return f"{step.subject} is {words} {where}"


def trail(finding: Finding) -> Iterator[tuple[Range | None, str]]:
    """The places that a finding came through, from the resource outwards, each with what it says; then the module
    calls that the steps have not led through."""
    seen: set[Range | None] = {finding.place.range}  # in a downloaded module the finding stands at the call itself
    for range, said in steps(finding):
        seen.add(range)
        yield range, said
    yield from ((call, said) for call, said in called(finding) if call not in seen)


def steps(finding: Finding) -> Iterator[tuple[Range | None, str]]:
    """The places that its value came through."""
    return ((step.range, says(step, finding.place.sensitive)) for step in finding.place.trail)


def called(finding: Finding) -> Iterator[tuple[Range, str]]:
    """The module calls on the way to it, the nearest first."""
    return ((call, f"{name} is called here") for call, name in reversed(calls(finding)))


def calls(finding: Finding) -> list[tuple[Range, str]]:
    """The module calls on the way to a finding, the root module's first, each with its address (without keys)."""
    modules = finding.address.block.module if finding.address is not None else ()
    names = [".".join(str(step) for step in modules[: index + 1]) for index in range(len(modules))]
    return list(zip(finding.calls, names, strict=False))


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 finding`, `2 findings`, `1,200 resources`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def in_environments(environments: Sequence[str], everywhere: Sequence[str]) -> str:
    """`dev, prod (not staging)`."""
    others = [name for name in everywhere if name not in environments]
    return ", ".join(environments) + (f" (not {', '.join(others)})" if others else "")
