"""Rule files: YAML that fits schemas/rule.schema.json, as rules. What is wrong with one is said with file and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.policy.condition import Condition, Deferred
from tflint_cognito.policy.options import filled
from tflint_cognito.policy.rule import PLAN, Example, Rule
from tflint_cognito.policy.severity import Severity

SCHEMA = Path(__file__).parent.parent / "schemas" / "rule.schema.json"

Data = Mapping[str, Any]


def read_rule_file(path: Path, shown: str | None = None, *, trusted: bool = False) -> Data:
    """The data of one rule file. CognitoLintError says file, line and the wrong word.

    A `trusted` file is not validated: the tests have done that for the shipped ones, and jsonschema is slow to import.
    """
    from tflint_cognito.policy.strict_yaml import read_yaml

    name = shown or str(path)
    data, places = read_yaml(path.read_text(encoding="utf-8"), name)
    if not trusted:
        from tflint_cognito.policy.validation import validate

        validate(_with_defaults(data, name), places, name, SCHEMA)
    return {**data, "family": path.parent.name, "path": name}


def make_rule(data: Data) -> Rule:
    """The rule that validated data says. CognitoLintError where its conditions name what is not there, or what its
    resources do not have."""
    from tflint_cognito.policy.conditions import parse
    from tflint_cognito.policy.fitting import check_fit

    types = _listed(data["resource"])

    def parse_fitting(condition: Data) -> Condition:
        check_fit(condition, types)
        return parse(condition)

    try:
        return _rule(data, parse_fitting)
    except CognitoLintError as error:
        raise CognitoLintError(f"{data['path']}: {error}") from None


def rule_of_compiled(data: Data, chosen: Data | None = None) -> Rule:
    """The same of data that has made a rule before, without making its conditions before they are asked. Options are as
    `chosen`, or else their defaults."""
    return _rule(data, lambda condition: Deferred(condition, data["path"]), chosen)


def _with_defaults(data: Any, name: str) -> Any:
    """The data as the grammar of conditions is to see it: without options. What is no rule at all stays as it is."""
    if not isinstance(data, Mapping) or not _declares_options(data):
        return data
    try:
        return filled(data)
    except CognitoLintError as error:
        raise CognitoLintError(f"{name}: {error}") from None


def _declares_options(data: Data) -> bool:
    options = data.get("options")
    if not isinstance(options, Mapping):
        return False
    return all(isinstance(each, Mapping) and "default" in each for each in options.values())


def _rule(raw: Data, parse: Callable[[Data], Condition], chosen: Data | None = None) -> Rule:
    data = filled(raw, chosen)
    return Rule(
        id=data["id"],
        name=data["name"],
        title=data["title"],
        severity=Severity.named(data["severity"]),
        resource=_listed(data["resource"]),
        require=parse(data["require"]),
        message=data["message"],
        why=data["why"].strip(),
        family=data["family"],
        when=parse(data["when"]) if "when" in data else None,
        about=data.get("about", ""),
        per=data.get("per", ""),
        adjust=tuple((parse(case["when"]), Severity.named(case["severity"])) for case in data.get("adjust", ())),
        options=data.get("options", {}),
        source=raw if "options" in data else {},
        fix=data.get("fix", {}),
        controls={framework: tuple(ids) for framework, ids in data.get("controls", {}).items()},
        references=tuple(data.get("references", ())),
        aliases=tuple(data.get("aliases", ())),
        profiles=tuple(data.get("profiles", ("recommended", "strict"))),
        supersedes=_listed(data.get("supersedes", ())),
        yields="yields" in data,
        since=data.get("since", "0.1.0"),
        needs=data.get("needs", ""),
        examples=tuple(_example(example) for example in data.get("examples", ())),
        path=data["path"],
    )


def _listed(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _example(data: Data) -> Example:
    return Example(data["name"], _files(data), data.get("applies", True), data.get("environments", {}))


def _files(data: Data) -> Mapping[str, str]:
    match data:
        case {"files": files}:
            return dict(files)
        case {"plan": text}:
            return {PLAN: text}
    return {"main.tf": data["hcl"]}
