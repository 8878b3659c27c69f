"""YAML read strictly: 1.2 booleans (`ON` is a string), no duplicate keys; every node's place kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.lazy_patterns import pattern

#: From the path of a node ("require", "default") to its line and column, both from 1.
Places = Mapping[tuple[str | int, ...], tuple[int, int]]

_INTEGER = pattern(r"[-+]?\d+")
_FLOAT = pattern(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?")
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_yaml(text: str, path: str) -> tuple[Any, Places]:
    """The data of one YAML document, and where each node stands. CognitoLintError with path, line and what is wrong."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise CognitoLintError(f"{path}{line}: this is not YAML: {error.problem or error.context}") from None
    places: dict[tuple[str | int, ...], tuple[int, int]] = {}
    return (_build(node, (), places, path) if node is not None else None), places


def _build(
    node: Any, at: tuple[str | int, ...], places: dict[tuple[str | int, ...], tuple[int, int]], path: str
) -> Any:
    places[at] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if node.id == "scalar":
        return _scalar(node)
    if node.id == "sequence":
        return [_build(item, (*at, index), places, path) for index, item in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in result:
            first = places[(*at, key)][0]
            raise CognitoLintError(
                f"{path}:{key_node.start_mark.line + 1}: {key!r} is set twice; the first is in line {first}"
            )
        result[key] = _build(value_node, (*at, key), places, path)
        places[(*at, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
    return result


def _scalar(node: Any) -> Any:
    text: str = node.value
    if node.style:  # quoted, or a block of text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
