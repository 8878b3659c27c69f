"""What someone who waits at a terminal sees of a long run: whole runs, their standard error at a pseudo-terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import FIXTURES, PROJECT

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

#: The program, impatient: it says at once what it says after a second.
PROGRAM = (
    "import tflint_cognito.progress as progress\n"
    "progress.PATIENCE = progress.PAUSE = 0\n"
    "from tflint_cognito.cli.main import main\n"
    "main()\n"
)
ENVIRONMENTS = FIXTURES / "environments"


def seen(*arguments: str | Path, columns: int = 200, folder: Path = ENVIRONMENTS, **environment: str) -> bytes:
    """All that the terminal was sent on standard error. What standard output holds is no concern of it."""
    ours = ("TF_", "COGNITO_LINT_", "CI", "COLUMNS")
    outer = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    near, far = pty.openpty()
    _resize(far, columns)
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments), "--no-cache"]
    given = {**outer, "TERM": "xterm", "PYTHONPATH": str(PROJECT), **environment}
    with subprocess.Popen(command, cwd=folder, env=given, stdin=-3, stdout=subprocess.PIPE, stderr=far) as process:
        os.close(far)
        assert process.stdout is not None
        sent = _until_it_ends(near)
        assert b"\r" not in process.stdout.read().replace(b"\r\n", b"")
    return sent


def _resize(terminal: int, columns: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def _until_it_ends(terminal: int) -> bytes:
    sent = b""
    while True:
        try:
            more = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            more = b""
        if not more:
            os.close(terminal)
            return sent
        sent += more


def screen(sent: bytes) -> str:
    """What is left on the terminal's lines after all of it: a carriage return goes back, and nothing else does."""
    lines = []
    for line in sent.decode().replace("\r\n", "\n").split("\n"):
        shown: list[str] = []
        at = 0
        for character in line:
            if character == "\r":
                at = 0
                continue
            shown[at : at + 1] = character
            at += 1
        lines.append("".join(shown).rstrip())
    return "\n".join(lines)


def test_a_long_run_says_on_one_line_how_far_it_is_and_leaves_nothing_behind() -> None:
    sent = seen("-e", "prod")
    assert b"\rcognito-lint: prod: reading: ." in sent
    assert b" rules: ." in sent
    assert b"\n" not in sent
    assert screen(sent) == ""


def test_each_environment_is_named() -> None:
    sent = seen()
    assert all(f"cognito-lint: {name}: judging".encode() in sent for name in ("dev", "staging", "prod"))


def test_a_plan_is_counted_in_megabytes(tmp_path: Path) -> None:
    plan = (FIXTURES / "published" / "modules" / "plan.json").read_text(encoding="utf-8")
    padding = ", ".join(f'"{"x" * 1000}"' for _ in range(9000))
    (tmp_path / "plan.json").write_text(f'{plan.rstrip()[:-1]}, "padding": [{padding}]}}', encoding="utf-8")
    assert b" of 8 MB: plan.json" in seen("plan.json", folder=tmp_path)


@pytest.mark.parametrize(("option", "environment"), [("-q", {}), ("--no-progress", {}), ("", {"CI": "true"})])
def test_it_can_be_had_without(option: str, environment: dict[str, str]) -> None:
    assert seen(*filter(None, [option]), columns=200, folder=ENVIRONMENTS, **environment) == b""


def test_a_terminal_that_cannot_go_back_is_sent_nothing() -> None:
    assert seen(TERM="dumb") == b""


def test_a_pipe_is_sent_nothing() -> None:
    command = [sys.executable, "-c", PROGRAM, "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TERM": "xterm", "CI": ""}
    done = subprocess.run(command, cwd=ENVIRONMENTS, env=environment, capture_output=True, check=False)
    assert done.stderr == b""


def test_what_is_wider_than_the_terminal_is_cut_off() -> None:
    frames = seen("-e", "prod", columns=30).split(b"\r")
    assert max(map(len, frames)) == 29


def test_an_error_stands_on_a_line_of_its_own() -> None:
    sent = seen("--var", "nothing=1", "-e", "prod")
    assert b"reading" in sent
    assert screen(sent) == "error: environments.prod: --var nothing: no root module declares this variable\n"


@pytest.mark.parametrize("command", ["show", "compare", "graph", "baseline"])
def test_other_commands_that_read_say_it_too(command: str, tmp_path: Path) -> None:
    more = ("create", "--baseline", str(tmp_path / "debts.json")) if command == "baseline" else ()
    sent = seen(command, *more)
    assert b"\rcognito-lint: " in sent
    assert "cognito-lint: " not in screen(sent).partition("\n")[0]
