"""The pages of frameworks and of other tools' checks, from tflint_cognito.policy and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tflint_cognito.policy.framework import Framework, framework, frameworks
from tflint_cognito.policy.peer import Coverage, coverage, peer, peers
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import load
from tflint_cognito.report.references import titled

COMPLIANCE = """\
# Compliance

`cognito-lint check --compliance fsbp` says how a configuration stands to each control of a framework, and on what that
rests. Several frameworks are separated by commas; the formats text, markdown, html, json and jsonl show it. It runs the
rules that answer for those controls, in whatever profile they are, with the options that the configuration gives them;
those of controls that can be met have no options. To ask for a framework is to say that its controls apply to these
user pools: whose users they are, and what data they lead to, no configuration tells.

| status | means |
| --- | --- |
| met | the control is one setting, rules ask for exactly that, all of them pass, and everything could be read |
| supported | all rules that bear on it pass; what else it asks, no configuration shows |
| not met | a rule that it rests on fails, ignored or not |
| undetermined | a value that decides it is not known, or not everything could be read |
| not applicable | there is nothing that it is about |
| no rule | no rule answers for it |

Only controls that a failing rule contradicts are listed, few and right rather than many: a framework that says "part"
has more that is about sign-in. There is no CIS benchmark here, because none has a control for Amazon Cognito."""

COVERAGE = """\
# Other tools' checks

Every check of Amazon Cognito that other tools have, with the rule that covers it, or the reason why none does. A rule
that covers a check may find more, and spares what the check gets wrong. `cognito-lint rules --covers TOOL` says it of
one tool, and fails where a check has neither. What other tools call a rule is among its aliases."""


def compliance_page() -> str:
    rules = load().rules
    parts = [COMPLIANCE, *(part for name in frameworks() for part in _framework(framework(name), rules))]
    return "\n\n".join(parts) + "\n"


def _framework(framework: Framework, rules: Sequence[Rule]) -> Iterator[str]:
    scope = "every control that is about Cognito" if framework.scope == "all" else "part"
    said = (
        "rules can show that a control is met" if framework.proof == "whole" else "rules can support or contradict it"
    )
    yield f"## {framework.name}"
    yield f"{framework.title}. {_source(framework)}. Here: {scope}; {said}."
    rows = [
        f"| {control} | {title} | {_links([rule for rule in rules if control in _answers(rule, framework)])} |"
        for control, title in framework.controls.items()
    ]
    yield "\n".join(["| control | title | rules |", "| --- | --- | --- |", *rows])


def _source(framework: Framework) -> str:
    title, link = titled(framework.source)
    return f"[{title}]({link})" if link else title


def _answers(rule: Rule, framework: Framework) -> tuple[str, ...]:
    return rule.controls.get(framework.name, ())


def coverage_page() -> str:
    rules = load().rules
    found = {name: coverage(peer(name), rules) for name in peers()}
    parts = [COVERAGE, "\n".join(_summary(found)), *(part for name in found for part in _peer(name, found[name]))]
    return "\n\n".join(parts) + "\n"


def _summary(found: dict[str, list[Coverage]]) -> Iterator[str]:
    yield "| tool | checks | covered | left out, with a reason |"
    yield "| --- | --- | --- | --- |"
    for name, checks in found.items():
        covered = sum(bool(one.rules) for one in checks)
        yield f"| [{peer(name).title}](#{name}) | {len(checks)} | {covered} | {len(checks) - covered} |"


def _peer(name: str, checks: Sequence[Coverage]) -> Iterator[str]:
    tool = peer(name)
    yield f"## {name}"
    yield f"{tool.title}, {tool.version}."
    rows = [f"| `{one.check}` | {_links(one.rules) or one.reason} |" for one in checks]
    yield "\n".join(["| check | covered by, or why not |", "| --- | --- |", *rows])


def _links(rules: Sequence[Rule]) -> str:
    return ", ".join(f"[{rule.id} {rule.name}](rules/{rule.name}.md)" for rule in rules)
