"""What users write, held against its JSON Schema; what does not fit is said with its place, in a sentence."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from tflint_cognito.errors import CognitoLintError, did_you_mean
from tflint_cognito.policy.strict_yaml import Places


def validate(data: Any, places: Places, path: str, schema: Path) -> None:
    """CognitoLintError, with place and nearest word, where something in `data` does not fit the JSON Schema."""
    errors = list(_validator(schema).iter_errors(data))
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
def _validator(schema: Path) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


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
