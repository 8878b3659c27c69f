"""`cognito-lint rules`: which rules there are."""

from __future__ import annotations

from pathlib import Path

import click

from tflint_cognito.cli.options import PROFILES, OneOf, rules_option


@click.command()
@click.option(
    "-f",
    "--format",
    metavar="FORMAT",
    type=OneOf("table", "json", "markdown"),
    default="table",
    help="table, json or markdown.",
)
@click.option("--profile", type=OneOf(*PROFILES), default="all", help="Only those of a profile.")
@rules_option
def rules(format: str, profile: str, folders: tuple[Path, ...]) -> int:
    """List the rules."""
    from tflint_cognito.cli.keeping import kept_in
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.finding.own import with_own
    from tflint_cognito.policy.rulebook import load
    from tflint_cognito.report.rule_list import RENDERERS

    say(RENDERERS[format](with_own(load(folders, kept_in)).select(profile)))
    return 0
