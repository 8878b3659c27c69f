"""`cognito-lint config`: what is set, and where; and the schema for editors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import click

from tflint_cognito.cli import completing
from tflint_cognito.cli.configured import load_configuration
from tflint_cognito.cli.options import Subcommands, config_options
from tflint_cognito.cli.program import CLEAN
from tflint_cognito.configuration.configuration import Configuration, Environment, RuleSetting

#: What holds where nobody says otherwise.
_DEFAULTS = {
    "profile": "recommended",
    "fail-on": "medium",
    "min-severity": "info",
    "incomplete": "report",
    "format": "text",
    "workspace": "default",
}


@click.group(cls=Subcommands)
def config() -> None:
    """The configuration: what is set, and where; its schema."""


@config.command("show")
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=completing.paths)
@config_options
@click.pass_context
def show(ctx: click.Context, paths: tuple[str, ...], config: str | None, no_config: bool) -> int:
    """Show every setting for PATHs, and where it comes from."""
    from tflint_cognito.cli.terminal import say

    given = {"paths": paths, "config": config, "no_config": no_config}
    configuration = load_configuration(ctx, given, os.environ)
    say("".join(f"{line}\n" for line in _lines(configuration)))
    return CLEAN


@config.command("schema")
def schema() -> int:
    """Print the JSON Schema of configuration files, for editors."""
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.configuration.reading import SCHEMA

    say(SCHEMA.read_text(encoding="utf-8"))
    return CLEAN


def _lines(configuration: Configuration) -> Iterator[str]:
    if not configuration.files:
        yield "# no file of configuration"
    for path in configuration.files:
        yield f"# {os.path.relpath(path)}"
    yield ""
    for key in sorted({*_DEFAULTS, *configuration.settings}):
        setting = configuration.settings.get(key)
        value, origin = (setting.value, setting.origin) if setting is not None else (_DEFAULTS[key], "default")
        yield f"{key} = {_value(value)}  # {origin}"
    if configuration.rules:
        yield ""
        for name, rule in sorted(configuration.rules.items()):
            yield f"rules.{name} = {_rule(rule)}  # {rule.origin}"
    for environment in configuration.environments:
        yield ""
        yield from _environment(environment)
    for override in configuration.overrides:
        yield ""
        yield f"overrides for {', '.join(override.paths)}: {len(override.rules)} rules, {len(override.ignore)} ignored"
    for ignore in configuration.ignores:
        until = f" until {ignore.until}" if ignore.until is not None else ""
        yield ""
        yield f"ignores {', '.join(ignore.rules)} at {ignore.address or ignore.path}{until}  # {ignore.origin}"


def _environment(environment: Environment) -> Iterator[str]:
    """Of variables only the names: their values may be anything."""
    yield f"environments.{environment.name}: rank {environment.rank}  # {environment.origin}"
    yield from (f"  paths: {os.path.relpath(path)}" for path in environment.paths)
    yield from (f"  var-files: {os.path.relpath(path)}" for path in environment.var_files)
    yield from (f"  vars: {name}" for name in environment.variables)
    own = {"workspace": environment.workspace, "profile": environment.profile, "fail-on": environment.fail_on}
    yield from (f"  {key}: {value}" for key, value in own.items() if value)


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item[-1] if isinstance(item, tuple) else item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _rule(setting: RuleSetting) -> str:
    parts = []
    if setting.enabled is not None:
        parts.append("on" if setting.enabled else "off")
    if setting.severity is not None:
        parts.append(str(setting.severity))
    parts += [f"{name} = {_value(value)}" for name, value in setting.options.items()]
    return ", ".join(parts)
