"""`cognito-lint rules`: which rules there are, which controls they answer for, which other tools' checks they cover."""

from __future__ import annotations

from pathlib import Path

import click

from tflint_cognito.cli.options import PROFILES, OneOf, rules_option
from tflint_cognito.cli.program import CLEAN, FINDINGS


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
@click.option("--family", metavar="NAME", help="Only those of a family: a folder of rules/.")
@click.option("--control", metavar="CONTROL", help="Only those that answer for a control (Cognito.5), or a framework.")
@click.option("--covers", metavar="TOOL", help="Each check of another tool, and the rule that covers it.")
@rules_option
def rules(
    format: str, profile: str, family: str | None, control: str | None, covers: str | None, folders: tuple[Path, ...]
) -> int:
    """List the rules."""
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.finding.own import with_own
    from tflint_cognito.policy.rulebook import load
    from tflint_cognito.report.rule_list import RENDERERS

    rulebook = with_own(load(folders))
    if covers is not None:
        from tflint_cognito.policy.peer import coverage, peer
        from tflint_cognito.report.coverage import COVERAGE

        tool = peer(covers)
        found = coverage(tool, rulebook)
        say(COVERAGE[format](tool, found))
        return FINDINGS if any(one.missing for one in found) else CLEAN
    chosen = rulebook.select(profile)
    if family is not None:
        chosen = rulebook.of_family(family, chosen)
    if control is not None:
        chosen = rulebook.answering(control, chosen)
    say(RENDERERS[format](chosen))
    return CLEAN
