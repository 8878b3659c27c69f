"""Rules and weaknesses as SARIF describes them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.references import HOME, first_link, titled
from tflint_cognito.report.sarif_result import level

Json = dict[str, object]

_ALONE = pattern(r"\b([a-z])-")

#: GitHub's: above 9.0 is critical, from 7.0 high, from 4.0 medium, below low.
_SCORES = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "3.0",
    Severity.INFO: "0.1",
}
#: The longest full description that GitHub takes.
_LONGEST = 1024
#: GitHub takes at most 20 tags, and shows the first ten.
_MOST_TAGS = 10


def described(rule: Rule, taxa: Sequence[str]) -> Json:
    why = " ".join(rule.why.split())
    return {
        "id": rule.id,
        "name": _pascal(rule.name),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": textwrap.shorten(why, _LONGEST, placeholder=" ...")},
        "help": {"text": _help(rule, why), "markdown": _markdown(rule, why)},
        "helpUri": first_link(rule) or HOME,
        "messageStrings": {"default": {"text": "'{0}'. Affected: '{1}'."}},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {
            "security-severity": _SCORES[rule.severity],
            "problem.severity": "error" if rule.severity >= Severity.HIGH else "warning",
            "precision": "high",
            "tags": _tags(rule),
        },
        "relationships": [_relationship(id, taxa) for id in rule.controls.get("cwe", ())],
    }


def _pascal(name: str) -> str:
    """`ignore-comment-names-a-rule` as IgnoreCommentNamesArule: the validator takes no word of one letter."""
    return "".join(word.capitalize() for word in _ALONE.sub(r"\1", name).split("-"))


def _help(rule: Rule, why: str) -> str:
    fix = f" Fix: {rule.fix['words']}." if rule.fix.get("words") else ""
    return f"{rule.title}. {why}{fix}"


def _markdown(rule: Rule, why: str) -> str:
    parts = [f"**{rule.title}**", why]
    if rule.fix.get("words"):
        parts.append(f"Fix: {rule.fix['words']}.")
    if rule.fix.get("hcl"):
        parts.append(f"```hcl\n{str(rule.fix['hcl']).strip()}\n```")
    links = [f"* [{title}]({link})" if link else f"* {title}" for title, link in map(titled, rule.references)]
    return "\n\n".join([*parts, "\n".join(links)]).strip()


def _tags(rule: Rule) -> list[str]:
    weaknesses = [f"external/cwe/{id.lower()}" for id in rule.controls.get("cwe", ())]
    controls = [f"{name}/{id}" for name, ids in sorted(rule.controls.items()) if name != "cwe" for id in ids]
    return ["security", "terraform", "cognito", rule.family, *weaknesses, *controls][:_MOST_TAGS]


def _relationship(id: str, taxa: Sequence[str]) -> Json:
    target = {"id": id, "index": taxa.index(id), "toolComponent": {"name": "CWE", "index": 0}}
    return {"target": target, "kinds": ["superset"]}


def weaknesses(rules: Iterable[Rule]) -> list[str]:
    """The ids of all weaknesses that `rules` name, by their numbers."""
    found = {id for rule in rules for id in rule.controls.get("cwe", ())}
    return sorted(found, key=lambda id: int(id.removeprefix("CWE-")))


def taxonomy(taxa: Sequence[str], titles: Mapping[str, str]) -> Json:
    """The weaknesses `taxa` with their titles. One of a user's own rule may have none here: its id stands for it."""
    return {
        "name": "CWE",
        "organization": "MITRE",
        "shortDescription": {"text": "The MITRE Common Weakness Enumeration."},
        "informationUri": "https://cwe.mitre.org/",
        "isComprehensive": False,
        "taxa": [
            {
                "id": id,
                "shortDescription": {"text": f"{titles.get(id, id)}."},
                "helpUri": f"https://cwe.mitre.org/data/definitions/{id.removeprefix('CWE-')}.html",
            }
            for id in taxa
        ],
    }
