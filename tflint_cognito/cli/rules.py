"""`cognito-lint rules`: which rules there are, which controls they answer for, which other tools' checks they cover;
and rules of one's own: `rules new` writes one, `rules test` runs their examples."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from tflint_cognito.cli.options import PROFILES, OneOf, Subcommands, rules_option
from tflint_cognito.cli.program import CLEAN, FINDINGS
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.lazy_patterns import pattern

_NAME = pattern(r"[a-z0-9]+(-[a-z0-9]+)*")
_ID = pattern(r"[A-Z]{2,10}\d{1,5}")


@click.group(cls=Subcommands, invoke_without_command=True)
@click.option(
    "-f",
    "--format",
    metavar="FORMAT",
    type=OneOf("table", "json", "markdown"),
    default="table",
    help="table, json or markdown.",
)
@click.option("--profile", metavar="NAME", type=OneOf(*PROFILES), default="all", help="Only those of a profile.")
@click.option("--family", metavar="NAME", help="Only those of a family: a folder of rules/.")
@click.option("--control", metavar="CONTROL", help="Only those that answer for a control (Cognito.5), or a framework.")
@click.option("--covers", metavar="TOOL", help="Each check of another tool, and the rule that covers it.")
@rules_option
@click.pass_context
def rules(
    ctx: click.Context,
    format: str,
    profile: str,
    family: str | None,
    control: str | None,
    covers: str | None,
    folders: tuple[Path, ...],
) -> int:
    """List the rules; with a command, write and test your own."""
    if ctx.invoked_subcommand is not None:
        return CLEAN
    from tflint_cognito.cli.keeping import rules_kept_in
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.finding.own import with_own
    from tflint_cognito.policy.rulebook import load
    from tflint_cognito.report.rule_list import RENDERERS

    rulebook = with_own(load(folders, rules_kept_in))
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


@rules.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("-k", "names", metavar="RULE", multiple=True, help="Only these, by id or name.")
def test(folder: Path, names: tuple[str, ...]) -> int:
    """Run the examples of the rules in DIR, and say which do not hold."""
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.policy.rulebook import load, rule_paths
    from tflint_cognito.policy.trial import try_rules
    from tflint_cognito.report.trials import trial_lines

    if not rule_paths(folder):
        raise CognitoLintError(f"there is no rule in {folder}: write one with `cognito-lint rules new NAME`")
    rulebook = load([folder])
    own = [rule for rule in rulebook if rule.path.startswith(str(folder))]
    chosen = [rule for rule in own if not names or {rule.id, rule.name} & set(names)]
    if not chosen:
        raise CognitoLintError(f"none of the rules in {folder} is called {' or '.join(names)}")
    trials = list(try_rules(chosen))
    say("".join(f"{line}\n" for line in trial_lines(trials)))
    return FINDINGS if any(trial.problems for trial in trials) else CLEAN


@rules.command()
@click.argument("name", metavar="NAME")
@click.option("--dir", "folder", metavar="DIR", type=click.Path(path_type=Path), default=Path(".cognito-lint/rules"))
@click.option("--id", "id", metavar="ID", help="Letters and digits; not COG.  [default: ORG and the next number]")
def new(name: str, folder: Path, id: str | None) -> int:
    """Write a rule called NAME, with examples that run, to start from."""
    from tflint_cognito.cli.terminal import say
    from tflint_cognito.policy.template import new_rule

    if not _NAME.fullmatch(name):
        raise CognitoLintError(f"{name!r} is no name for a rule: use words and hyphens, as in callback-hosts")
    path = folder / f"{name}.yaml"
    if path.exists():
        raise CognitoLintError(f"{path} is there already")
    chosen = id if id is not None else _next_id(folder)
    if not _ID.fullmatch(chosen) or chosen.startswith("COG"):
        raise CognitoLintError(f"{chosen!r} is no id for a rule of yours: use letters and digits, as in ORG001")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(new_rule(name, chosen), encoding="utf-8")
    except OSError as error:
        raise CognitoLintError(f"{path} cannot be written: {error.strerror}") from None
    say(f"{path}\n")
    say(f"run its examples with `cognito-lint rules test {folder}`, use it with `--rules {folder}`\n", error=True)
    return CLEAN


def _next_id(folder: Path) -> str:
    """ORG and the first number that no rule file in `folder` has."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*.y*ml")]
    taken = {int(number) for text in texts for number in re.findall(r"^id:\s*ORG(\d+)", text, re.MULTILINE)}
    return f"ORG{next(number for number in range(1, sys.maxsize) if number not in taken):03}"
