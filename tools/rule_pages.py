"""The page of each rule, and their index, from the rule files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tflint_cognito.policy.framework import framework, frameworks
from tflint_cognito.policy.rule import Example, Rule
from tflint_cognito.policy.rulebook import PROFILES, load_with_examples
from tflint_cognito.policy.severity import Severity
from tflint_cognito.policy.weakness import TAXONOMY, weakness_titles
from tflint_cognito.report.references import titled
from tflint_cognito.report.words import counted

MARKS = re.compile(r"(?:#|//)\s*(fail|undetermined)\s*$", re.MULTILINE)

#: What a profile is for.
_PROFILES = {
    "essential": "the founding policies, and nothing else",
    "recommended": "what a maintainer would thank you for; the default",
    "strict": "what is recommended, and what takes an opinion, costs or goes beyond common practice",
    "all": "every rule",
}


def rule_pages() -> Iterator[tuple[str, str]]:
    """File names and texts."""
    rules = list(load_with_examples())
    yield "README.md", index(rules)
    for rule in rules:
        yield f"{rule.name}.md", page(rule)


def index(rules: Sequence[Rule]) -> str:
    """All rules in one table, then by family, severity, framework and profile."""
    said = (
        f"{len(rules)} rules; `cognito-lint explain RULE` says the same offline. "
        "[By family](#by-family), [by severity](#by-severity), [by framework](#by-framework), "
        "[by profile](#by-profile)."
    )
    families = {family: [rule for rule in rules if rule.family == family] for family in _families(rules)}
    severities = {
        str(severity): [rule for rule in rules if rule.severity is severity]
        for severity in sorted(Severity, reverse=True)
    }
    profiles = {name: [rule for rule in rules if name in (*rule.profiles, "all")] for name in PROFILES}
    parts = [
        "# Rules",
        said,
        "\n".join(_table(rules)),
        "## By family",
        *_sections(families, {}),
        "## By severity",
        *_sections(severities, {}),
        "## By framework",
        "What each framework is, and what can be said of a control, is in [compliance](../compliance.md).",
        *_by_framework(rules),
        "## By profile",
        *_sections(profiles, _PROFILES),
    ]
    return "\n\n".join(parts) + "\n"


def _families(rules: Iterable[Rule]) -> list[str]:
    return sorted({rule.family for rule in rules})


def _table(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| id | name | what a good setup looks like | severity | family | profiles | controls |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for rule in rules:
        controls = "<br>".join(f"{name}: {', '.join(ids)}" for name, ids in _controls(rule))
        profiles = ", ".join(rule.profiles) or "all"
        yield (
            f"| {rule.id} | [{rule.name}]({rule.name}.md) | {rule.title} | {_severities(rule)} | {rule.family} "
            f"| {profiles} | {controls} |"
        )


def _severities(rule: Rule) -> str:
    """The severity, and those of particular cases."""
    others = dict.fromkeys(str(severity) for _, severity in rule.adjust)
    return str(rule.severity) + (f" ({', '.join(others)})" if others else "")


def _sections(groups: Mapping[str, Sequence[Rule]], meanings: Mapping[str, str]) -> Iterator[str]:
    """A section for each group of rules."""
    for name, rules in groups.items():
        meaning = f"{_sentence(meanings[name])}: " if name in meanings else ""
        yield f"### {name}"
        yield f"{meaning}{counted(len(rules), 'rule')}."
        yield ", ".join(map(_link, rules))


def _by_framework(rules: Sequence[Rule]) -> Iterator[str]:
    for name in frameworks():
        found = framework(name)
        yield f"### {name}"
        yield f"{found.title}."
        yield "\n".join(
            f"* {control}, {title}: {', '.join(_link(rule) for rule in answering(rules, name, control)) or 'no rule'}"
            for control, title in found.controls.items()
        )


def answering(rules: Iterable[Rule], framework: str, control: str) -> list[Rule]:
    """The rules that answer for a control."""
    return [rule for rule in rules if control in rule.controls.get(framework, ())]


def _link(rule: Rule) -> str:
    return f"[{rule.id} {rule.name}]({rule.name}.md)"


def _controls(rule: Rule) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The controls by framework: weaknesses first, then frameworks in order."""
    for name in (TAXONOMY, *frameworks()):
        if name in rule.controls:
            yield name, rule.controls[name]


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
    if rule.controls:
        parts.append("## Controls")
        parts.append("\n".join(_control_lines(rule)))
    if rule.references:
        parts.append("## References")
        parts.append("\n".join(map(_reference, rule.references)))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _facts(rule: Rule) -> Iterator[str]:
    resources = ", ".join(f"`{name}`" for name in rule.resource)
    yield f"* name: `{rule.name}`"
    yield f"* severity: {_severities(rule)}"
    yield f"* resources: {resources}"
    yield f"* family: [{rule.family}](README.md#{rule.family})"
    yield f"* profiles: {', '.join(rule.profiles) or 'none but all'}"
    yield f"* since: cognito-lint {rule.since}"
    if rule.needs:
        yield f"* needs: AWS provider {rule.needs}"
    if rule.aliases:
        yield f"* known elsewhere as: {', '.join(f'`{alias}`' for alias in rule.aliases)}"


def _control_lines(rule: Rule) -> Iterator[str]:
    for name, ids in _controls(rule):
        for id in ids:
            if name == TAXONOMY:
                number = id.removeprefix("CWE-")
                yield f"* [{id}](https://cwe.mitre.org/data/definitions/{number}.html): {weakness_titles()[id]}"
            else:
                yield f"* {framework(name).title}, {id}: {framework(name).title_of(id)}"


def _reference(reference: str) -> str:
    title, link = titled(reference)
    return f"* [{title}]({link})" if link else f"* {title}"


def _example(example: Example) -> str:
    if not example.applies:
        verdict = "the rule says nothing"
    else:
        marks = {mark for text in example.files.values() for mark in MARKS.findall(text)}
        verdict = " and ".join(sorted(marks)) or "pass"
    blocks = [f"`.cognito-lint.toml`:\n\n{_code('toml', example.configured)}"] if example.environments else []
    for name, text in example.files.items():
        title = f"`{name}`:\n\n" if len(example.files) > 1 or example.environments else ""
        blocks.append(title + _code("yaml" if example.is_plan else "hcl", text))
    return f"### {_sentence(example.name)} ({verdict})\n\n" + "\n\n".join(blocks)


def _code(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
