"""The page of each rule, and their index, from the rule files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tflint_cognito.policy.rule import Example, Rule
from tflint_cognito.policy.rulebook import load_with_examples

MARKS = re.compile(r"(?:#|//)\s*(fail|undetermined)\s*$", re.MULTILINE)


def rule_pages() -> Iterator[tuple[str, str]]:
    """File names and texts."""
    rules = list(load_with_examples())
    yield "README.md", index(rules)
    for rule in rules:
        yield f"{rule.name}.md", page(rule)


def index(rules: Sequence[Rule]) -> str:
    rows = [f"| {rule.id} | [{rule.name}]({rule.name}.md) | {rule.severity} | {rule.title} |" for rule in rules]
    table = ["| id | name | severity | what a good setup looks like |", "| --- | --- | --- | --- |", *rows]
    said = f"{len(rules)} rules; `cognito-lint explain RULE` says the same offline."
    return "\n\n".join(["# Rules", said, "\n".join(table)]) + "\n"


def _option(name: str, option: Mapping[str, Any]) -> str:
    return f"* `{name}` (default `{json.dumps(option['default'])}`): {option['says']}"


def page(rule: Rule) -> str:
    parts = [f"# {rule.id}: {rule.title}", "\n".join(_facts(rule)), rule.why]
    if rule.options:
        parts.append("## Options")
        parts.append("\n".join(_option(name, option) for name, option in rule.options.items()))
    if rule.fix:
        parts.append("## Fix")
        parts.append(_sentence(str(rule.fix.get("words", "see the example"))))
        if "hcl" in rule.fix:
            parts.append(_code("hcl", str(rule.fix["hcl"])))
    parts.append("## Examples")
    parts.extend(_example(example) for example in rule.examples)
    if rule.references:
        parts.append("## References")
        parts.append("\n".join(f"* {reference}" for reference in rule.references))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _facts(rule: Rule) -> Iterator[str]:
    resources = ", ".join(f"`{name}`" for name in rule.resource)
    yield f"* name: `{rule.name}`"
    yield f"* severity: {rule.severity}"
    yield f"* resources: {resources}"
    yield f"* profiles: {', '.join(rule.profiles)}"
    yield f"* since: cognito-lint {rule.since}"
    if rule.needs:
        yield f"* needs: AWS provider {rule.needs}"
    for framework, ids in sorted(rule.controls.items()):
        yield f"* {framework}: {', '.join(ids)}"
    if rule.aliases:
        yield f"* known elsewhere as: {', '.join(f'`{alias}`' for alias in rule.aliases)}"


def _example(example: Example) -> str:
    if not example.applies:
        verdict = "the rule says nothing"
    else:
        marks = {mark for text in example.files.values() for mark in MARKS.findall(text)}
        verdict = " and ".join(sorted(marks)) or "pass"
    blocks = []
    for name, text in example.files.items():
        title = f"`{name}`:\n\n" if len(example.files) > 1 else ""
        blocks.append(title + _code("yaml" if example.is_plan else "hcl", text))
    return f"### {_sentence(example.name)} ({verdict})\n\n" + "\n\n".join(blocks)


def _code(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
