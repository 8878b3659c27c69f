"""`cognito-lint compare`: where the environments of one configuration differ in how users sign in."""

from __future__ import annotations

import os
from typing import Any, ClassVar

import click

from tflint_cognito.cli.check import CheckCommand, check
from tflint_cognito.cli.looking import look
from tflint_cognito.cli.options import OneOf, defaults
from tflint_cognito.cli.program import CLEAN, FINDINGS, NOTHING, TROUBLE
from tflint_cognito.cli.settings import read_settings
from tflint_cognito.records import replace
from tflint_cognito.report.comparison import FORMATS

_TAKEN = ("paths", "environments", "var", "var_file", "workspace", "exclude", "no_gitignore", "no_cache")
_CONFIG = ("config", "no_config", "no_progress", "exit_zero")


class CompareCommand(CheckCommand):
    sections: ClassVar = {"What to look at": _TAKEN[1:]}


@click.command(cls=CompareCommand, params=[each for each in check.params if each.name in (*_TAKEN, *_CONFIG)])
@click.option("-f", "--format", type=OneOf(*FORMATS), default="table", help=f"{', '.join(FORMATS)}.  [default: table]")
@click.option("--all", "everything", is_flag=True, help="Show what is equal, too.")
@click.pass_context
def compare(ctx: click.Context, /, format: str, everything: bool, **given: Any) -> int:
    """Compare environments of the configuration, or PATHs: folders, plans and states.

    Resources are paired by address, name or role. Each environment's own hosts, ARNs and secrets are left aside.

    Exit code: 0 no difference is known, 1 they differ, 2 something could not be read or nothing be compared, 3 there is
    no Terraform.
    """
    from tflint_cognito.cli.environments import posture_of, side, within
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.configuration.configuration import Environment
    from tflint_cognito.report.comparison import render
    from tflint_cognito.report.diagnostics import diagnostic_line

    settings = read_settings(ctx, {**defaults(check), **given})
    environments = settings.environments
    if len(given["paths"]) > 1:
        if given["environments"]:
            raise click.UsageError("compare either environments (--env) or paths")
        environments = tuple(Environment(path, (os.path.abspath(path),)) for path in given["paths"])
    if len(environments) < 2:
        raise click.UsageError("there is nothing to compare with: name two environments with --env, or two paths")
    settings = replace(settings, paths=(".",) if len(given["paths"]) > 1 else settings.paths)
    own = [within(settings, each) for each in environments]
    looks = [look(each) for each in own]
    sides = zip(environments, own, looks, strict=True)
    found = posture_of([side(each, mine.paths, one.architectures) for each, mine, one in sides])
    diagnostics = dict.fromkeys(each for one in looks for each in one.report.diagnostics)
    say(render(format, found, everything))
    say("".join(f"{diagnostic_line(one)}\n" for one in diagnostics), error=True)
    missing = [each.name for each, one in zip(environments, looks, strict=True) if not one.reading.found_terraform]
    say("".join(f"error: there is no Terraform in {name}\n" for name in missing), error=True)
    if not found.compared and not missing:
        because = "nothing of them is known in two of them" if found.rows else "no Amazon Cognito resource was seen"
        say(f"error: nothing could be compared: {because}\n", error=True)
    if missing and len(missing) == len(looks):
        return NOTHING
    if missing or not found.compared or any(one.severity == "error" for one in diagnostics):
        return TROUBLE
    return FINDINGS if found.differing and not given["exit_zero"] else CLEAN
