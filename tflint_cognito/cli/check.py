"""`cognito-lint check`: read, judge, report."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, ClassVar

import click

from tflint_cognito.cli import completing
from tflint_cognito.cli.looking import Heard, from_repository, hear, look
from tflint_cognito.cli.options import (
    PROFILES,
    SEVERITIES,
    OneOf,
    OrderedCommand,
    color_option,
    config_options,
    progress_option,
    rules_option,
    workspace_options,
)
from tflint_cognito.cli.outcome import exit_code
from tflint_cognito.cli.program import CLEAN, FINDINGS, TROUBLE
from tflint_cognito.cli.settings import Settings, read_settings, with_summary
from tflint_cognito.records import replace
from tflint_cognito.report.formats import COMMANDS, FOR_PROGRAMS, FORMATS, WITH_PROVENANCE

if TYPE_CHECKING:
    from tflint_cognito.finding.finding import Report
    from tflint_cognito.report.view import Provenance, View


class CheckCommand(OrderedCommand):
    sections: ClassVar = {
        "What to look at": (
            "environments",
            "var",
            "var_file",
            "workspace",
            "source",
            "plan_file",
            "exclude",
            "no_gitignore",
            "stdin_filename",
        ),
        "Which rules": ("profile", "select", "ignore", "compliance", "folders"),
        "Which findings": ("changed_since", "baseline", "no_baseline", "no_ignores"),
        "Outcome": ("fail_on", "incomplete", "exit_zero", "fix", "unsafe_fixes", "diff", "hook"),
        "Output": (
            "format",
            "output",
            "min_severity",
            "show_passed",
            "statistics",
            "color",
            "no_progress",
            "quiet",
            "verbose",
        ),
    }


@click.command(cls=CheckCommand)
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=completing.paths)
@click.option(
    "-e", "--env", "environments", metavar="NAME", multiple=True, help="Only this environment of the configuration."
)
@workspace_options
@click.option(
    "--profile",
    metavar="NAME",
    type=OneOf(*PROFILES),
    default="recommended",
    help=f"{', '.join(PROFILES)}.  [default: recommended]",
)
@click.option(
    "-s",
    "--select",
    metavar="RULES",
    multiple=True,
    shell_complete=completing.rules,
    help="Only these: ids, names, beginnings (COG1).",
)
@click.option("-i", "--ignore", metavar="RULES", multiple=True, shell_complete=completing.rules, help="All but these.")
@click.option(
    "--compliance",
    metavar="NAME",
    multiple=True,
    help="Assess the controls of a framework (fsbp, ...), by the rules that answer for them.",
)
@rules_option
@click.option(
    "--changed-since",
    metavar="REF",
    help="Only findings that lines changed since this revision have a part in.",
)
@click.option("--baseline", metavar="FILE", help="Known findings do not fail.  [default: .cognito-lint-baseline.json]")
@click.option("--no-baseline", is_flag=True, help="Leave the baseline aside.")
@click.option("--no-ignores", is_flag=True, help="Show what comments and the configuration ignore.")
@config_options
@click.option(
    "--fail-on",
    metavar="LEVEL",
    type=OneOf(*SEVERITIES, "never"),
    default="medium",
    help=f"Exit with 1 from this severity on: {', '.join(SEVERITIES)}, never.  [default: medium]",
)
@click.option(
    "--incomplete",
    metavar="HOW",
    type=OneOf("report", "fail"),
    default="report",
    help='Where something could not be looked into: report, or exit with 2 ("fail").  [default: report]',
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever the findings.")
@click.option("--fix", is_flag=True, help="Make the fixes that are safe: those that change nothing but the fault.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff, also those that someone must look at.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing; exit with 1 if anything.")
@click.option("--stdin-filename", metavar="NAME", help="Standard input (-) is the text of this file, not saved yet.")
@click.option("--hook", is_flag=True, help="As a pre-commit hook: PATHs are hints; no Terraform is no trouble.")
@click.option(
    "-f",
    "--format",
    metavar="FORMAT",
    type=OneOf(*FORMATS),
    default="text",
    help=f"{', '.join(FORMATS)}.  [default: text]",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    multiple=True,
    help="Write there too, by its ending or as FORMAT=FILE; - is standard output.",
)
@click.option(
    "--min-severity",
    metavar="LEVEL",
    type=OneOf(*SEVERITIES),
    default="info",
    help="Hide what is below; it still counts.",
)
@click.option("--show-passed", is_flag=True, help="List what holds as well.")
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
@color_option
@progress_option
@click.option("-q", "--quiet", is_flag=True, help="Print findings and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Shorten nothing; list what is ignored; say how long it took.")
@click.pass_context
def check(ctx: click.Context, /, **given: Any) -> int:
    """Check folders, files, plans and states ("-" reads a plan or state from standard input)."""
    settings = with_summary(read_settings(ctx, given), os.environ)
    _refuse_misspelt_command(ctx, settings.paths)
    heard = _fixable(settings) if settings.fix or settings.diff else hear(settings)
    report = heard.report
    if settings.diff:
        return _diff(report, settings)
    if settings.fix:
        report = make_fixes(report, settings)
    code = exit_code(report, heard.found_terraform, settings)
    _print(report, heard, settings, code)
    _write(report, settings, code)
    return code


def _fixable(settings: Settings) -> Heard:
    """What is to be said, where the sources are such that they can be fixed."""
    from tflint_cognito.cli.fixing import check_sources

    looked = look(settings)
    check_sources(looked.reading.models)
    return looked.heard


def _diff(report: Report, settings: Settings) -> int:
    """What --fix would change, to standard output. Exit code 1 if anything, as a formatter's check does."""
    from tflint_cognito.cli.fixing import unsafe_words
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.fix.apply import diff, rewrites

    found = rewrites(report, unsafe=settings.unsafe_fixes)
    say("".join(diff(rewrite) for rewrite in found))
    left_out = "" if settings.unsafe_fixes else unsafe_words(report)
    say(f"{'; '.join(filter(None, ('' if found else 'nothing to fix', left_out)))}\n".lstrip("\n"), error=True)
    if any(diagnostic.severity == "error" for diagnostic in report.diagnostics):
        return TROUBLE
    return FINDINGS if found and not settings.exit_zero else CLEAN


def make_fixes(report: Report, settings: Settings) -> Report:
    """Makes the fixes, and says so to standard error; the report of what is left is what is printed."""
    from tflint_cognito.cli.fixing import PLAN_AGAIN, fix, unsafe_words
    from tflint_cognito.cli.terminal import say

    fixed, report = fix(report, settings.unsafe_fixes, lambda: look(settings).report)
    left_out = "" if settings.unsafe_fixes else unsafe_words(report)
    stale = PLAN_AGAIN if fixed.paths and any(each.kind != "hcl" for each in report.inputs) else ""
    say(f"{'; '.join(filter(None, (fixed.words, stale, left_out)))}\n", error=True)
    return report


def _view(settings: Settings, code: int, format: str, colour: bool = False, width: int = 100) -> View:
    from datetime import UTC, datetime

    from tflint_cognito.policy.severity import Severity
    from tflint_cognito.report.view import View

    return View(
        colour=colour,
        width=width,
        quiet=settings.quiet,
        verbose=settings.verbose,
        show_passed=settings.show_passed,
        min_severity=Severity.named(settings.min_severity),
        locate=from_repository,
        now=datetime.now(UTC),
        stops=code != CLEAN,
        statistics=settings.statistics,
        environment=settings.environments[0].name if len(settings.environments) == 1 else "",
        compared=settings.baseline is not None,
        provenance=_provenance(settings) if format in WITH_PROVENANCE else None,
    )


def _provenance(settings: Settings) -> Provenance | None:
    from tflint_cognito.cli.git import provenance

    return provenance(settings.paths[0])


def _print(report: Report, heard: Heard, settings: Settings, code: int) -> None:
    """The report to standard output. What a program that reads it may not see is said to standard error as well."""
    from tflint_cognito.cli.terminal import columns, say, wants_colour, width
    from tflint_cognito.report.diagnostics import diagnostic_line
    from tflint_cognito.report.formats import render

    if not heard.found_terraform and not report.diagnostics:
        if not settings.hook:
            more = "; what git ignores was not looked at (--no-gitignore)" if heard.left_something_out else ""
            say(f"error: there is no Terraform in {', '.join(settings.paths)}{more}\n", error=True)
        if settings.format not in FOR_PROGRAMS:
            return
    colour = wants_colour(settings.color, sys.stdout, os.environ)
    view = _view(settings, code, settings.format, colour, width(sys.stdout))
    text = render(settings.format, report, replace(view, terminal=columns(sys.stdout)))
    say(text, commands=settings.format in COMMANDS)
    if settings.format in FOR_PROGRAMS and not settings.quiet:
        say("".join(f"{diagnostic_line(one)}\n" for one in report.diagnostics), error=True)


def _write(report: Report, settings: Settings, code: int) -> None:
    from tflint_cognito.cli.outputs import write_outputs
    from tflint_cognito.report.formats import render

    def rendered(format: str, room: int | None) -> str:
        view = _view(settings, code, format)
        return render(format, report, view if room is None else replace(view, room=room))

    write_outputs(settings, rendered)


def _refuse_misspelt_command(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """`cognito-lint explian RULE` is meant as a command, not as two paths; `cognito-lint compliance` as an option."""
    first = paths[0]
    if os.path.exists(first):
        return
    import difflib

    program = ctx.find_root().command
    commands = program.list_commands(ctx) if isinstance(program, click.Group) else []
    options = {name[2:]: name for option in ctx.command.params for name in option.opts if name.startswith("--")}
    if first in commands:
        raise click.UsageError(f"a command comes first: {ctx.find_root().info_name} {first} ...")
    near = difflib.get_close_matches(first, [*options, *commands], n=1, cutoff=0.7)
    if near and near[0] in commands:
        raise click.UsageError(f"there is neither a command nor a path {first!r}; did you mean {near[0]!r}?")
    if near:
        raise click.UsageError(f"there is no path {first!r}; did you mean the option {options[near[0]]!r}?")
