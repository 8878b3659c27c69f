"""`cognito-lint explain`: all that there is to know of one rule, without a network."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tflint_cognito.cli import completing
from tflint_cognito.cli.options import color_option, rules_option


@click.command()
@click.argument("rule", metavar="RULE", shell_complete=completing.rules)
@rules_option
@color_option
def explain(rule: str, folders: tuple[Path, ...], color: str) -> int:
    """Say what RULE (an id or a name) wants, why, and how to get there."""
    from tflint_cognito.cli.keeping import rules_kept_in
    from tflint_cognito.cli.terminal import say, wants_colour, width
    from tflint_cognito.finding.own import with_own
    from tflint_cognito.policy.rulebook import load, load_with_examples
    from tflint_cognito.report.explanation import explanation

    found = with_own(load(folders, rules_kept_in)).find(rule)
    if not found.examples:  # the compiled rulebook goes without
        found = next(iter(load_with_examples([found.name])), found)
    say(explanation(found, wants_colour(color, sys.stdout, os.environ), width(sys.stdout)))
    return 0
