"""One rule, explained."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.framework import control_title
from tflint_cognito.policy.rule import Example, Rule
from tflint_cognito.report.colour import Paint

INDENT = "  "
_MARK = pattern(r"[ \t]*# (fail|undetermined)[ \t]*$", re.MULTILINE)


def explanation(rule: Rule, colour: bool, width: int) -> str:
    paint = Paint(colour)
    lines = [
        f"{paint.severity(rule.severity, f'{rule.severity}[{rule.id}]')} {paint.title(rule.name)}",
        "",
        *_wrapped(f"{rule.title}.", width, ""),
    ]
    for title, body in _sections(rule, width):
        lines += ["", paint.title(title), *body]
    return "".join(f"{line}\n" for line in lines)


def _sections(rule: Rule, width: int) -> Iterator[tuple[str, list[str]]]:
    yield "why", _wrapped(rule.why, width)
    yield from _examples(rule)
    words, hcl = rule.fix.get("words"), rule.fix.get("hcl")
    if words or hcl:
        yield "fix", [*_wrapped(str(words or ""), width), *_indented(str(hcl or ""))]
    if rule.resource:
        yield "judges", [f"{INDENT}{type}" for type in rule.resource]
    if rule.adjust:
        others = ", ".join(sorted({str(severity) for _, severity in rule.adjust}))
        yield "severity", _wrapped(f"{rule.severity}; in particular cases {others}", width)
    if rule.options:
        yield "options", [line for name, option in rule.options.items() for line in _option(name, option, width)]
    yield "profiles", [INDENT + ", ".join(dict.fromkeys((*rule.profiles, "all")))]
    if rule.needs:
        yield "since", [f"{INDENT}provider aws {rule.needs}"]
    if rule.resource:
        comment = f"# cognito-lint: ignore[{rule.id}] -- the reason"
        yield "ignore", [f"{INDENT}{comment}", *_wrapped("on the attribute's line, or in or above the block", width)]
    yield from _listed(rule)


def _option(name: str, option: Mapping[str, Any], width: int) -> list[str]:
    return _wrapped(f"{name} = {json.dumps(option['default'], ensure_ascii=False)}: {option['says']}", width)


def _listed(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    if rule.controls:
        yield "controls", [_control(framework, id) for framework, ids in rule.controls.items() for id in ids]
    if rule.aliases:
        yield "like", [f"{INDENT}{alias}" for alias in rule.aliases]
    if rule.references:
        yield "references", [f"{INDENT}{reference}" for reference in rule.references]


def _control(framework: str, id: str) -> str:
    title = control_title(framework, id)
    return f"{INDENT}{framework} {id}{f': {title}' if title else ''}"


def _examples(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    for title, mark in (("found", "fail"), ("good", None), ("undetermined", "undetermined")):
        example = next((each for each in rule.examples if _shows(each, mark)), None)
        if example is not None:
            yield f"{title}: {example.name}", _drawn(example, rule.id)


def _shows(example: Example, mark: str | None) -> bool:
    marks = {found for text in example.files.values() for found in _MARK.findall(text)}
    return example.applies and marks == ({mark} if mark is not None else set())


def _drawn(example: Example, id: str) -> list[str]:
    lines = [*_indented(f"# .cognito-lint.toml\n{example.configured}"), ""] if example.environments else []
    for path, text in example.files.items():
        lines += [f"{INDENT}# {path}"] if len(example.files) > 1 else []
        lines += _indented(_MARK.sub(lambda found: f"  # <-- {id}{'?' if found[1] == 'undetermined' else ''}", text))
    return lines


def _wrapped(text: str, width: int, indent: str = INDENT) -> list[str]:
    flat = " ".join(text.split())
    return textwrap.wrap(
        flat, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _indented(text: str) -> list[str]:
    return [f"{INDENT}{line}".rstrip() for line in text.strip("\n").splitlines()]
