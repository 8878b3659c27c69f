"""Colour, encodings, readers that go away, and files."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.program import PROJECT
from tflint_cognito.cli.terminal import USUAL, say, wants_colour, width, write
from tflint_cognito.errors import CognitoLintError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environment", "colours"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True),
        ("auto", io.StringIO(), {"CLICOLOR_FORCE": "1"}, True),
        ("auto", io.StringIO(), {"CLICOLOR_FORCE": "0"}, False),
        ("auto", Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_and_for_those_who_ask(
    choice: str, stream: io.StringIO, environment: Mapping[str, str], colours: bool
) -> None:
    assert wants_colour(choice, stream, environment) is colours


def test_a_pipe_has_the_usual_width() -> None:
    assert width(io.StringIO()) == USUAL


def test_what_an_encoding_cannot_say_is_replaced() -> None:
    done = _python("from tflint_cognito.cli.terminal import say; say('größe 日本\\n')", encoding="cp1252")
    assert (done.returncode, done.stdout) == (0, "größe ??\n".encode("cp1252"))


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    program = "from tflint_cognito.cli.terminal import say; say('x' * 1_000_000)"
    with subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, stdout=-1, stderr=-1) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_nothing_is_a_command_to_whoever_keeps_the_log_but_what_is_made_of_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("error: there is no\n::error::x ##[add-path]y\n", error=True)
    say("::error::x\n", commands=True)
    assert capsys.readouterr() == ("::error::x\n", "error: there is no\n: :error::x # #[add-path]y\n")


def test_a_file_is_utf_8(tmp_path: Path) -> None:
    write(str(tmp_path / "report.txt"), "größe\n")
    assert (tmp_path / "report.txt").read_bytes() == "größe\n".encode()


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(CognitoLintError, match=r"report\.txt cannot be written: what should be its folder is a file"):
        write(str(tmp_path / "a.txt" / "report.txt"), "")
    with pytest.raises(CognitoLintError, match="cannot be written: Is a directory"):
        write(str(tmp_path), "")


def test_the_folders_around_a_file_are_made(tmp_path: Path) -> None:
    write(str(tmp_path / "reports" / "today" / "report.txt"), "fine\n")
    assert (tmp_path / "reports" / "today" / "report.txt").read_text() == "fine\n"


def _python(program: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(PROJECT)}
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
