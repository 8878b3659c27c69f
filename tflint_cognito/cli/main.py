"""The program `cognito-lint`. Starting it imports click and little else: each command imports what it needs."""

from __future__ import annotations

import gc

import click

from tflint_cognito import __version__
from tflint_cognito.cli.check import check
from tflint_cognito.cli.explain import explain
from tflint_cognito.cli.program import Program
from tflint_cognito.cli.rules import rules
from tflint_cognito.cli.show import show


@click.group(cls=Program, name="cognito-lint", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cognito-lint", message="%(prog)s %(version)s")
def cli() -> None:
    """A linter for Amazon Cognito in Terraform that never guesses.

    Without a command, PATHs are checked: folders, files, and plans or states that `terraform show -json` wrote.
    """


for command in (check, explain, rules, show):
    cli.add_command(command)


def main() -> None:
    """The entry point of the installed program.

    A run is short and makes almost nothing that only the search for circles of references could free: looking for them
    takes a tenth of its time, and as much again when the process ends. They are looked for seldom, and not at the end.
    """
    gc.set_threshold(50_000, 20, 20)
    try:
        cli(prog_name="cognito-lint")
    finally:
        gc.disable()
        gc.freeze()
