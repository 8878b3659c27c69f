"""Settings from environment variables: COGNITO_LINT_PROFILE for `profile`, and so on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from tflint_cognito.configuration.configuration import Setting
from tflint_cognito.configuration.reading import SCHEMA
from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.policy.validation import validate

PREFIX = "COGNITO_LINT_"
#: Of no setting: where parsed files are kept.
_OTHERS = frozenset({"CACHE_DIR"})


def from_environment(environment: Mapping[str, str], working_directory: str) -> dict[str, Setting]:
    """The settings that variables make. CognitoLintError for a variable of ours that is none, or a value that is none.

    An empty one says nothing, so that a pipeline can clear what it inherits. Lists are separated by commas.
    """
    given = {name: text for name, text in environment.items() if name.startswith(PREFIX) and text}
    settings: dict[str, Setting] = {}
    for name, text in sorted(given.items()):
        word = name.removeprefix(PREFIX)
        if word in _OTHERS:
            continue
        key = word.lower().replace("_", "-")
        value = _value(name, key, text)
        settings[key] = Setting(_placed(key, value, working_directory), name)
    return settings


def _value(name: str, key: str, text: str) -> Any:
    kinds = _kinds()
    if key not in kinds:
        names = [PREFIX + each.upper().replace("-", "_") for each in kinds]
        raise CognitoLintError(f"the environment variable {name} is no setting{did_you_mean(name, names)}")
    value: Any = [part.strip() for part in text.split(",") if part.strip()] if kinds[key] == "array" else text
    validate({key: value}, {}, name, SCHEMA)
    return value


@cache
def _kinds() -> Mapping[str, str]:
    """The settings that one line of text can hold, and whether it is a list."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    found = {}
    for key, property in schema["properties"].items():
        resolved = {**schema["$defs"].get(property.get("$ref", "").rpartition("/")[2], {}), **property}
        strings = resolved.get("items", {}).get("type") == "string"
        if "enum" in resolved or resolved.get("type") == "string":
            found[key] = "string"
        elif resolved.get("type") == "array" and strings:
            found[key] = "array"
    return {key: kind for key, kind in found.items() if key not in ("required-version", "extend")}


def _placed(key: str, value: Any, working_directory: str) -> Any:
    """Patterns and paths are relative to the working directory, as on the command line."""
    import os

    if key == "exclude":
        return [(working_directory, pattern) for pattern in value]
    if key in ("rule-folders", "var-files"):
        return [os.path.normpath(os.path.join(working_directory, item)) for item in value]
    return os.path.normpath(os.path.join(working_directory, value)) if key == "baseline" else value
