"""`cognito-lint fix`: shows the fixes that are safe, and makes them once someone has agreed."""

from __future__ import annotations

import sys
from typing import Any

import click

from tflint_cognito.cli.check import CheckCommand, check, make_fixes
from tflint_cognito.cli.looking import look
from tflint_cognito.cli.options import defaults
from tflint_cognito.cli.outcome import exit_code
from tflint_cognito.cli.program import CLEAN
from tflint_cognito.cli.settings import read_settings
from tflint_cognito.errors import CognitoLintError

#: What `fix` says by its name, or has no use for.
_WITHOUT = {"fix", "diff", "format", "output", "show_passed", "statistics", "stdin_filename"}
_PARAMS = [parameter for parameter in check.params if parameter.name not in _WITHOUT]


@click.command(cls=CheckCommand, params=_PARAMS)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def fix(ctx: click.Context, /, yes: bool, **given: Any) -> int:
    """Show the fixes of PATHs that are safe, and make them once you agree."""
    from tflint_cognito.cli.fixing import check_sources, unsafe_words
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.fix.apply import diff, rewrites

    settings = read_settings(ctx, {**defaults(check), **given, "fix": True})
    looked = look(settings)
    check_sources(looked.reading.models)
    found = rewrites(looked.report, unsafe=settings.unsafe_fixes)
    if not found:
        left_out = "" if settings.unsafe_fixes else unsafe_words(looked.report)
        say(f"{'; '.join(filter(None, ('nothing to fix', left_out)))}\n", error=True)
        return exit_code(looked.report, looked.reading.found_terraform, settings)
    say("".join(map(diff, found)))
    if not yes and not _agreed():
        say("nothing was changed\n", error=True)
        return CLEAN
    report = make_fixes(looked.report, settings)
    return exit_code(report, looked.reading.found_terraform, settings)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise CognitoLintError("nothing was changed: there is no terminal to ask at; --yes makes these fixes")
    return click.confirm("make these changes?", default=False, err=True)
