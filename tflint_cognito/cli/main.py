"""The program `cognito-lint`. Starting it imports click and little else: each command is imported when it is named."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from tflint_cognito import __version__
from tflint_cognito.cli.program import Program

#: Every command, and where it stands.
COMMANDS = {
    "check": "tflint_cognito.cli.check:check",
    "explain": "tflint_cognito.cli.explain:explain",
    "rules": "tflint_cognito.cli.rules:rules",
    "show": "tflint_cognito.cli.show:show",
    "graph": "tflint_cognito.cli.graph:graph",
    "fix": "tflint_cognito.cli.fix:fix",
    "compare": "tflint_cognito.cli.compare:compare",
    "baseline": "tflint_cognito.cli.baseline:baseline",
    "config": "tflint_cognito.cli.config:config",
    "init": "tflint_cognito.cli.init:init",
    "completion": "tflint_cognito.cli.completion:completion",
}


@click.group(
    cls=Program, name="cognito-lint", places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="cognito-lint", message="%(prog)s %(version)s")
def cli() -> None:
    """A linter for Amazon Cognito in Terraform that never guesses.

    Without a command, PATHs are checked: folders, files, and plans or states that `terraform show -json` wrote.
    """


def main() -> None:
    """The entry point of the installed program."""
    try:
        cli(prog_name="cognito-lint")
    except SystemExit as ended:
        leave(ended.code)


def leave(code: object) -> NoReturn:
    """Ends the process at once. To take three hundred modules apart one by one is a good part of a short run, and after
    the last flush nothing is left to do. mypy ends in the same way (`mypy.util.hard_exit`)."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)
