"""`cognito-lint init`: a first configuration, the hook and the pipeline, to start from."""

from __future__ import annotations

from pathlib import Path

import click

from tflint_cognito import __version__
from tflint_cognito.cli.options import OneOf
from tflint_cognito.cli.program import CLEAN
from tflint_cognito.errors import CognitoLintError

CONFIGURATION = """\
# Settings of cognito-lint for this folder and what is below it; `cognito-lint config show` says where each comes from.
required-version = ">={version}"

# essential: the five founding policies; recommended; strict: everything that can be defended; all.
profile = "recommended"

# From which severity on the exit code is 1: critical, high, medium, low, info, never.
fail-on = "medium"

# What is not looked at, as in .gitignore.
# exclude = ["examples/"]

# Rules of your own: cognito-lint rules new NAME
# rule-folders = [".cognito-lint/rules"]

# Other weights, or off. Names and ids: cognito-lint rules
[rules]
# deletion-protection = "high"
# api-method-scopes = "off"

# The environments of one configuration, each linted with its own values, and compared.
# [environments.prod]
# var-files = ["env/prod.tfvars"]
# [environments.dev]
# var-files = ["env/dev.tfvars"]

# Findings that are ignored. A reason is required; a last day is a good idea.
# [[ignores]]
# rules = ["guest-access-disabled"]
# address = "module.public_site.**"
# reason = "guests may read the public catalogue"
# until = 2027-06-30
"""
HOOK = """\
repos:
  - repo: https://github.com/OWNER/cognito-lint # the address of this repository
    rev: v{version}
    hooks:
      - id: cognito-lint
"""
WORKFLOW = """\
name: cognito-lint
on: pull_request
permissions:
  contents: read
jobs:
  cognito-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: OWNER/cognito-lint@v{version} # the address of this repository
"""


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--ci", type=OneOf("github", "none"), metavar="NAME", help="github or none.  [default: what is there]")
def init(dry_run: bool, ci: str | None) -> int:
    """Write a first configuration here, and say what to add to hooks and pipelines."""
    from tflint_cognito.cli.terminal import say

    here = Path.cwd()
    wanted = {".cognito-lint.toml": CONFIGURATION}
    if not (here / ".pre-commit-config.yaml").exists():
        wanted[".pre-commit-config.yaml"] = HOOK
    if ci == "github" or (ci is None and (here / ".github").is_dir()):
        wanted[".github/workflows/cognito-lint.yml"] = WORKFLOW
    files = {here / name: text.replace("{version}", __version__) for name, text in wanted.items()}
    there = [path for path in files if path.exists()]
    if there and not dry_run:
        names = ", ".join(str(path.relative_to(here)) for path in there)
        raise CognitoLintError(f"{names} is there already: nothing was written; --dry-run shows what would be")
    for path, text in files.items():
        if dry_run:
            say(f"# {path.relative_to(here)}\n{text}\n")
        else:
            _write(path, text)
            say(f"{path.relative_to(here)}\n")
    say(_next((here / ".pre-commit-config.yaml") in files), error=True)
    return CLEAN


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CognitoLintError(f"{path} cannot be written: {error.strerror}") from None


def _next(hook_written: bool) -> str:
    lines = [] if hook_written else ["add the hook to your .pre-commit-config.yaml:", "", *HOOK.splitlines()[1:], ""]
    lines.append("next: `cognito-lint` shows what to mend, `cognito-lint baseline create` keeps old debts apart")
    return "".join(f"{line}\n" for line in lines).replace("{version}", __version__)
