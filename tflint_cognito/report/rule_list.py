"""The rules as a list."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from tflint_cognito.policy.rule import Rule


def as_table(rules: Sequence[Rule]) -> str:
    from tabulate import tabulate

    rows = [[rule.id, str(rule.severity), rule.name, rule.title] for rule in rules]
    return tabulate(rows, ["rule", "severity", "name", "policy"], tablefmt="simple", disable_numparse=True) + "\n"


def as_markdown(rules: Sequence[Rule]) -> str:
    rows = [
        f"| {rule.id} | `{rule.name}` | {rule.severity} | {rule.title} | {', '.join(rule.profiles)} |" for rule in rules
    ]
    return "\n".join(["| rule | name | severity | policy | profiles |", "| --- | --- | --- | --- | --- |", *rows, ""])


def as_json(rules: Sequence[Rule]) -> str:
    return json.dumps({"rules": [_rule(rule) for rule in rules]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": rule.name,
        "title": rule.title,
        "severity": str(rule.severity),
        "resource": list(rule.resource),
        "profiles": list(rule.profiles),
        "family": rule.family,
        "why": " ".join(rule.why.split()),
        "fix": rule.fix.get("words"),
        "options": {name: dict(option) for name, option in rule.options.items()},
        "controls": {framework: list(ids) for framework, ids in rule.controls.items()},
        "references": list(rule.references),
        "aliases": list(rule.aliases),
        "supersedes": list(rule.supersedes),
        "yields": rule.yields,
        "since": rule.since,
        "needs": rule.needs or None,
    }


RENDERERS: dict[str, Callable[[Sequence[Rule]], str]] = {"table": as_table, "markdown": as_markdown, "json": as_json}
