"""How the program starts, and how a run that goes wrong ends."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner, Result

from tests.program import PROJECT, run
from tflint_cognito import __version__
from tflint_cognito.cli import check as check_module
from tflint_cognito.cli.main import cli
from tflint_cognito.errors import CognitoLintError


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def hear(*_: object) -> None:
        raise error

    monkeypatch.setattr(check_module, "hear", hear)


def test_the_version_is_told() -> None:
    done = invoke("--version")
    assert (done.exit_code, done.stdout) == (0, f"cognito-lint {__version__}\n")


@pytest.mark.parametrize("help", ["-h", "--help"])
def test_help_lists_commands_and_the_options_of_check(help: str) -> None:
    done = invoke(help)
    assert done.exit_code == 0
    assert all(word in done.stdout for word in ("explain", "rules", "show", "--fail-on", "--version", "Which rules:"))


@pytest.mark.parametrize("command", ["check", "explain", "rules", "show"])
def test_every_command_has_help(command: str) -> None:
    done = invoke(command, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--fromat", "json"), "--format"),
        (("check", "--selct", "x"), "--select"),
        (("--format", "jsn"), "json"),
        (("--profile", "strct"), "'strict'"),
        (("explian", "x"), "'explain'"),
        (("rules", "--profile", "essentail"), "'essential'"),
        (("chek",), "neither a command nor a path 'chek'; did you mean 'check'"),
        (("complience", "fsbp"), "did you mean the option '--compliance'"),
        (("--select", "x", "baseline", "create"), "a command comes first: cognito-lint baseline"),
        (("compliance",), "did you mean the option '--compliance'"),
        (("baseline", "creat"), "'create'"),
        (("compare", "-f", "tabel"), "'table'"),
        (("completion", "bahs"), "'bash'"),
        (("explain", "mfa-enabld"), "'mfa-enabled'"),
        (("--compliance", "fsbq"), "'fsbp'"),
        (("-o", "htlm=page"), "'html'"),
        (("-o", "page.htlm"), "'.html'"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_word(arguments: tuple[str, ...], hint: str) -> None:
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert hint in done.stderr


@pytest.mark.parametrize("group", ["baseline", "config"])
def test_a_group_by_itself_shows_its_help(group: str) -> None:
    done = invoke(group)
    assert done.output.startswith("Usage: ")
    assert "show" in done.output


def test_what_the_user_can_put_right_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, CognitoLintError("there is no rule 'COG15'; did you mean 'COG151'?"))
    done = invoke("check")
    assert (done.exit_code, done.stderr) == (2, "error: there is no rule 'COG15'; did you mean 'COG151'?\n")


def test_a_bug_is_one_line_without_the_words_of_the_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, KeyError("hunter2"))
    done = invoke("check")
    assert done.exit_code == 4
    assert done.stderr.count("\n") == 1
    assert "KeyError in " in done.stderr and "report it" in done.stderr
    assert "hunter2" not in done.stderr and "Traceback" not in done.stderr


def test_a_bug_has_its_traceback_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, KeyError("mfa"))
    assert "Traceback" in invoke("check", "-v").stderr


def test_an_interrupted_run_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, KeyboardInterrupt())
    done = invoke("check")
    assert done.exit_code == 130
    assert done.output.strip() == ""


def test_the_first_word_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, click.UsageError("check was called"))
    for arguments in ((), ("--quiet",), (".",)):
        assert "check was called" in invoke(*arguments).stderr


def test_starting_imports_nothing_that_is_not_needed() -> None:
    program = "import sys; from tflint_cognito.cli.main import cli; sys.stdout.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("tflint_cognito.")}
    assert {name for name in ours if name.count(".") > 1 and ".cli." not in name} == set()
    heavy = {
        "lark",
        "hcl2",
        "yaml",
        "tabulate",
        "jsonschema",
        "re2",
        "regex",
        "difflib",
        "importlib.metadata",
        "decimal",
    }
    assert heavy & set(done.stdout.split()) == set()


def test_it_runs_as_a_module() -> None:
    assert run("--version").out == f"cognito-lint {__version__}\n"
