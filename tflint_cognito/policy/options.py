"""What a rule lets its users choose: `{option: seconds}` stands in its conditions where the choice goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.policy.rule import Rule
from tflint_cognito.records import replace

Data = Mapping[str, Any]

#: The parts of a rule file in which an option may stand.
_WITH_OPTIONS = ("require", "when", "adjust")
_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "text", list: "a list"}


def filled(data: Data, chosen: Data | None = None) -> Data:
    """The data of a rule with a value in the place of every option: the chosen one, or else its default.

    CognitoLintError for an option that the rule does not declare.
    """
    if "options" not in data:
        return data
    values = {name: option["default"] for name, option in data["options"].items()} | dict(chosen or {})
    return {key: _filled(item, values) if key in _WITH_OPTIONS else item for key, item in data.items()}


def _filled(data: Any, values: Data) -> Any:
    match data:
        case {"option": str(name), **rest} if not rest:
            if name not in values:
                raise CognitoLintError(f"there is no option {name!r} in this rule{did_you_mean(name, values)}")
            return values[name]
        case Mapping():
            return {key: _filled(item, values) for key, item in data.items()}
        case list():
            return [_filled(item, values) for item in data]
    return data


def with_options(rule: Rule, chosen: Data, origin: str) -> Rule:
    """`rule` as its options are chosen. CognitoLintError, which names `origin`, where there is no such option or
    the value is of another kind than the default.
    """
    for name, value in chosen.items():
        if name not in rule.options:
            hint = did_you_mean(name, rule.options) or (
                f"; it has {', '.join(rule.options)}" if rule.options else "; it has none"
            )
            raise CognitoLintError(f"{origin}: {rule.name} has no option {name!r}{hint}")
        default = rule.options[name]["default"]
        if not _is_like(value, default):
            raise CognitoLintError(f"{origin}: {rule.name}: {name} is {_KINDS[type(default)]}, not {value!r}")
    from tflint_cognito.policy.rule_file import rule_of_compiled

    made = rule_of_compiled(rule.source, chosen)
    return replace(rule, require=made.require, when=made.when, adjust=made.adjust)


def _is_like(value: object, default: object) -> bool:
    if isinstance(value, bool) or isinstance(default, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))
