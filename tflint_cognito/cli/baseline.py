"""`cognito-lint baseline`: writes down what is known, so that only what is new fails; and takes out what is mended."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from tflint_cognito.cli.check import CheckCommand, check
from tflint_cognito.cli.looking import Look, from_repository, look
from tflint_cognito.cli.options import Subcommands, defaults
from tflint_cognito.cli.program import CLEAN, NOTHING, TROUBLE
from tflint_cognito.cli.settings import Settings, nearest_baseline, read_settings
from tflint_cognito.configuration.discovery import BASELINE
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.finding.baseline import Baseline, baseline_of, read_baseline
from tflint_cognito.records import replace


@click.group(cls=Subcommands)
def baseline() -> None:
    """Known findings: write them down, take out the mended ones, show them."""


class BaselineCommand(CheckCommand):
    """Takes what `check` takes, except for what a baseline has no use for."""


def _command(name: str, words: str) -> Callable[[Callable[..., int]], click.Command]:
    """A command with the paths and options of `check`."""
    without = {
        "fix",
        "unsafe_fixes",
        "diff",
        "format",
        "output",
        "show_passed",
        "statistics",
        "changed_since",
        "hook",
        "stdin_filename",
    }
    params = [parameter for parameter in check.params if parameter.name not in without]
    return lambda function: click.command(name, cls=BaselineCommand, params=params, help=words)(function)


@_command("create", "Write down every finding of PATHs, so that only new ones fail from now on.")
@click.pass_context
def create(ctx: click.Context, /, **given: Any) -> int:
    path, settings = _settings(ctx, given)
    looked = look(settings)
    known = read_baseline(path) if os.path.isfile(path) else None
    made = baseline_of(looked.report.findings, path, known, from_repository)
    return _write(path, made, looked, f"{_entries(made)} written to {path}")


@_command("prune", "Take out of the baseline what is mended.")
@click.pass_context
def prune(ctx: click.Context, /, **given: Any) -> int:
    from tflint_cognito.cli.hearing import looked_at
    from tflint_cognito.cli.looking import files_of

    path, settings = _settings(ctx, given)
    known = read_baseline(path)
    looked = look(settings)
    fixed = known.fixed(looked.report.findings, looked.ran, looked_at(looked.report, files_of(looked.architectures)))
    left = known.without(fixed)
    gone = len(known.entries) - len(left.entries)
    said = f"{gone} of {len(known.entries)} taken out of {path}" if fixed else f"nothing in {path} is mended"
    return _write(path, left, looked, said) if fixed else _say(said, looked)


@click.command()
@click.option("--baseline", "path", metavar="FILE", help=f"[default: {BASELINE}]")
def show(path: str | None) -> int:
    """List what the baseline knows."""
    from tabulate import tabulate

    from tflint_cognito.cli.terminal import say
    from tflint_cognito.report.printable import printable

    path = path or nearest_baseline() or BASELINE
    known = read_baseline(path)
    rows = [
        [entry.rule, *map(printable, (entry.address, entry.attribute or "", str(entry.count), entry.path, entry.note))]
        for entry in known.entries
    ]
    heads = ["rule", "resource", "attribute", "instances", "file", "note"]
    say(tabulate(rows, heads, tablefmt="simple", disable_numparse=True) + "\n" if rows else "")
    say(f"{_entries(known)} in {path}\n", error=True)
    return CLEAN


for command in (create, prune, show):
    baseline.add_command(command)


def _settings(ctx: click.Context, given: dict[str, Any]) -> tuple[str, Settings]:
    """Where the baseline is, and the settings of a look that does not hear it."""
    settings = read_settings(ctx, {**defaults(check), **given})
    path = given["baseline"] or settings.configuration.get("baseline") or nearest_baseline() or BASELINE
    return str(path), replace(settings, baseline=None)


def _entries(known: Baseline) -> str:
    instances = sum(entry.count for entry in known.entries)
    entries = f"{len(known.entries)} known finding{'' if len(known.entries) == 1 else 's'}"
    return entries + (f" ({instances} instances)" if instances > len(known.entries) else "")


def _write(path: str, made: Baseline, looked: Look, said: str) -> int:
    from tflint_cognito.cli.terminal import write

    if not looked.reading.found_terraform:
        raise CognitoLintError("there is no Terraform to look at, so that there is nothing to write down")
    write(path, made.as_text())
    return _say(said, looked)


def _say(said: str, looked: Look) -> int:
    """What was done, and what could not be read: a baseline of half a configuration would hide the other half's."""
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.report.diagnostics import diagnostic_line

    errors = [one for one in looked.report.diagnostics if one.severity == "error"]
    say("".join(f"{diagnostic_line(one)}\n" for one in errors), error=True)
    say(f"{said}\n", error=True)
    if not looked.reading.found_terraform:
        return NOTHING
    return TROUBLE if errors else CLEAN
