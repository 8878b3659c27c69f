"""Rule files: YAML that fits schemas/rule.schema.json, as rules. What is wrong with one is said with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.policy.condition import Condition, Deferred
from tflint_cognito.policy.rule import Example, Rule
from tflint_cognito.policy.severity import Severity

if TYPE_CHECKING:
    from tflint_cognito.policy.strict_yaml import Places

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
        validate(data, places, name)
    return {**data, "family": path.parent.name, "path": name}


def make_rule(data: Data) -> Rule:
    """The rule that validated data says. CognitoLintError where its conditions name what is not there."""
    from tflint_cognito.policy.conditions import parse

    try:
        return _rule(data, parse)
    except CognitoLintError as error:
        raise CognitoLintError(f"{data['path']}: {error}") from None


def rule_of_compiled(data: Data) -> Rule:
    """The same of data that has made a rule before, without making its conditions before they are asked."""
    return _rule(data, lambda condition: Deferred(condition, data["path"]))


def _rule(data: Data, parse: Callable[[Data], Condition]) -> Rule:
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
        adjust=tuple((parse(case["when"]), Severity.named(case["severity"])) for case in data.get("adjust", ())),
        fix=data.get("fix", {}),
        controls={framework: tuple(ids) for framework, ids in data.get("controls", {}).items()},
        references=tuple(data.get("references", ())),
        aliases=tuple(data.get("aliases", ())),
        profiles=tuple(data.get("profiles", ("recommended", "strict"))),
        supersedes=tuple(data.get("supersedes", ())),
        since=data.get("since", "0.1.0"),
        needs=data.get("needs", ""),
        examples=tuple(_example(example) for example in data.get("examples", ())),
        path=data["path"],
    )


def _listed(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _example(data: Data) -> Example:
    files = data["files"] if "files" in data else {"main.tf": data["hcl"]}
    return Example(data["name"], files, data.get("applies", True))


def validate(data: Any, places: Places, path: str) -> None:
    """CognitoLintError with the first thing in `data` that does not fit the schema."""
    errors = list(_validator().iter_errors(data))
    if errors:
        error = max(errors, key=_tells_most)
        at = tuple(error.absolute_path)
        line, column = _place(places, (*at, *_unexpected(error)[:1]))
        raise CognitoLintError(f"{path}:{line}:{column}: {_sentence(error, at)}")


def _tells_most(error: Any) -> tuple[int, bool]:
    """The deepest error is nearest to the fault; of a misspelt key and one that is lacking, the first explains both."""
    return len(error.absolute_path), error.validator == "additionalProperties"


def _place(places: Places, at: tuple[str | int, ...]) -> tuple[int, int]:
    while at and at not in places:
        at = at[:-1]
    return places.get(at, (1, 1))


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _unexpected(error: Any) -> list[str]:
    if error.validator != "additionalProperties":
        return []
    return [key for key in error.instance if key not in error.schema.get("properties", {})]


def _sentence(error: Any, at: tuple[str | int, ...]) -> str:
    where = f" in {'.'.join(map(str, at))}" if at else ""
    match error.validator:
        case "additionalProperties":
            word = _unexpected(error)[0]
            return f"{word!r} is not known{where}{did_you_mean(word, error.schema['properties'])}"
        case "required":
            lacking = [key for key in error.validator_value if key not in error.instance]
            return f"{', '.join(map(repr, lacking))} must be given{where}"
        case "enum":
            choices = [str(choice) for choice in error.validator_value]
            near = did_you_mean(str(error.instance), choices)
            return f"{error.instance!r} is not one of {', '.join(choices)}{where}{near}"
        case "type":
            return f"{error.instance!r} is no {error.validator_value}{where}"
        case _:
            holder = error.validator_value if error.validator == "not" else error.schema
            said = holder.get("description")
            return (
                f"{error.instance!r} does not fit{where}: {said}"
                if said and error.validator == "pattern"
                else f"{said or error.message}{where}"
            )
