"""The options of a command once the configuration has been heard: command line, environment, file, default."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tflint_cognito.configuration.configuration import Configuration, Setting
from tflint_cognito.errors import CognitoLintError

#: The option of the command line that stands for each setting of a file.
OPTIONS: Mapping[str, str] = {
    "profile": "profile",
    "select": "select",
    "ignore": "ignore",
    "compliance": "compliance",
    "fail-on": "fail_on",
    "min-severity": "min_severity",
    "incomplete": "incomplete",
    "format": "format",
    "baseline": "baseline",
    "rule-folders": "folders",
    "workspace": "workspace",
}


def load_configuration(ctx: click.Context, given: Mapping[str, Any], environment: Mapping[str, str]) -> Configuration:
    """The configuration of a run: the file that --config names, or the nearest one; and the environment over it."""
    here = os.getcwd()
    configuration = _file(given, here)
    if not any(name.startswith("COGNITO_LINT_") for name in environment):
        return configuration
    from tflint_cognito.configuration.variables import from_environment

    return configuration.with_settings(from_environment(environment, here))


def _file(given: Mapping[str, Any], here: str) -> Configuration:
    if given.get("no_config"):
        return Configuration()
    path = Path(given["config"]) if given.get("config") else _nearest(given, here)
    if path is None:
        return Configuration()
    if not path.is_file():
        raise CognitoLintError(f"--config {path}: there is no such file")
    from tflint_cognito.configuration.reading import read_configuration

    return read_configuration(path, here)


def _nearest(given: Mapping[str, Any], here: str) -> Path | None:
    """The file that all paths have in common; a hook has names of files here and there, and asks for the folder's."""
    from tflint_cognito.configuration.discovery import nearest

    paths: Sequence[str] = given.get("paths") or (".",)
    looked_from = ["." if path == "-" or given.get("hook") else path for path in paths]
    found = dict.fromkeys(path for each in looked_from if (path := nearest(each, here)) is not None)
    missing = len(found) == 1 and any(nearest(each, here) is None for each in looked_from)
    if len(found) > 1 or missing:
        from tflint_cognito.configuration.reading import shown_path

        names = " and ".join(shown_path(path, here) for path in found)
        raise CognitoLintError(
            f"the paths do not have one configuration ({names}{' for some only' if missing else ''}): "
            "lint them apart, or name one with --config"
        )
    return next(iter(found), None)


def heard(ctx: click.Context, given: Mapping[str, Any], configuration: Configuration) -> dict[str, Any]:
    """The options, with those that nobody gave on the command line taken from the configuration."""
    effective = dict(given)
    for key, option in OPTIONS.items():
        setting = configuration.settings.get(key)
        if setting is not None and option in given and not was_given(ctx, option):
            effective[option] = _converted(ctx, option, setting)
    return effective


def was_given(ctx: click.Context, option: str) -> bool:
    return ctx.get_parameter_source(option) is ParameterSource.COMMANDLINE


def _converted(ctx: click.Context, option: str, setting: Setting) -> Any:
    """A setting as the option would have it; what the option refuses is said with where it stands."""
    if option == "folders":
        return tuple(Path(path) for path in setting.value)
    if isinstance(setting.value, list):
        return tuple(setting.value)
    parameter = next(each for each in ctx.command.params if each.name == option)
    try:
        return parameter.type.convert(setting.value, parameter, ctx)
    except click.BadParameter as error:
        raise CognitoLintError(f"{setting.origin}: {error.message}") from None


def excluded_from(configuration: Configuration, here: str) -> tuple[str, ...]:
    """The patterns of `exclude` in files, as patterns from the working directory."""
    return tuple(
        pattern
        for folder, text in configuration.get("exclude", ())
        for pattern in [_from_here(text, os.path.relpath(folder, here).replace(os.sep, "/"))]
        if pattern
    )


def _from_here(pattern: str, folder: str) -> str:
    """A pattern of `folder` (relative) as one of the working directory; empty where it can match nothing there."""
    negation, body = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    anchored = "/" in body.strip("/") or body.startswith("/")
    if folder == ".":
        return pattern
    if not anchored:
        return pattern if folder.startswith("..") else f"{negation}{folder}/**/{body}"
    joined = os.path.normpath(f"{folder}/{body.lstrip('/')}").replace(os.sep, "/")
    joined += "/" if body.endswith("/") else ""
    if folder.startswith(".."):
        steps = [step for step in os.getcwd().split(os.sep) if step][-folder.count("..") :]
        inner = body.lstrip("/").split("/")
        if inner[: len(steps)] != steps:
            return pattern if inner[0] == "**" else ""
        joined = "/".join(inner[len(steps) :])
    return f"{negation}/{joined}" if joined else ""
