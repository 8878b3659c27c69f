"""`cognito-lint show`: what the linter sees."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, ClassVar

import click

from tflint_cognito.cli import completing
from tflint_cognito.cli.options import OneOf, OrderedCommand, progress_option, workspace_options
from tflint_cognito.cli.program import CLEAN, NOTHING, TROUBLE
from tflint_cognito.cli.settings import read_plan_sources, read_variables
from tflint_cognito.cli.waiting import progress_of


class ShowCommand(OrderedCommand):
    sections: ClassVar = {
        "What to look at": ("var", "var_file", "workspace", "source", "plan_file", "exclude", "no_gitignore"),
    }


@click.command(cls=ShowCommand)
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=completing.paths)
@workspace_options
@click.option("-f", "--format", type=OneOf("text", "json"), default="text", help="How to print.")
@progress_option
@click.pass_context
def show(ctx: click.Context, /, **given: Any) -> int:
    """Show every Cognito resource and consumer as it is seen: attributes, facts, links, and the outputs."""
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.cognito.architecture import Architecture
    from tflint_cognito.cognito.provider import PROVIDER
    from tflint_cognito.finding.secrets import without_secrets
    from tflint_cognito.report import sight
    from tflint_cognito.report.diagnostics import diagnostic_line
    from tflint_cognito.terraform.read import Options, read

    options = Options(
        working_directory=Path.cwd(),
        variables=read_variables(ctx, given),
        plan_sources=read_plan_sources(ctx, given),
        environment=os.environ,
        workspace=given["workspace"],
        exclude=tuple(given["exclude"]),
        gitignore=not given["no_gitignore"],
        cache=not given["no_cache"],
        stdin=lambda: sys.stdin.buffer.read(),
        progress=progress_of(ctx, given),
    )
    reading = read(given["paths"] or (".",), options, PROVIDER)
    architectures = [Architecture(without_secrets(model)) for model in reading.models]
    say(sight.as_text(architectures) if given["format"] == "text" else sight.as_json(architectures))
    diagnostics = (*reading.diagnostics, *(one for model in reading.models for one in model.diagnostics))
    say("".join(f"{diagnostic_line(one)}\n" for one in diagnostics), error=True)
    if any(one.severity == "error" for one in diagnostics):
        return TROUBLE
    return CLEAN if reading.found_terraform else NOTHING
