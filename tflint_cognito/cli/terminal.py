"""What the program prints, and to where."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import TextIO

import click

from tflint_cognito.cli.waiting import clear_line
from tflint_cognito.errors import CognitoLintError

#: The widest that words are wrapped to; wider lines are hard to read.
WIDEST = 120
#: Without a terminal.
USUAL = 100


def wants_colour(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """`--color` first, then NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, then whether `stream` is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    return min(WIDEST, _columns()) if stream.isatty() else USUAL


def columns(stream: TextIO) -> int | None:
    """How wide the terminal is that shows `stream`; None where none does."""
    return _columns() if stream.isatty() else None


def say(text: str, error: bool = False, commands: bool = False) -> None:
    """Prints `text`; what a log would obey only where it is made of `commands`. What the encoding cannot say is
    replaced; a reader who has gone away is no trouble."""
    from tflint_cognito.report.harmless import in_text

    text = text if commands else in_text(text)
    stream = sys.stderr if error else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    clear_line()
    try:
        click.echo(text, nl=False, err=error, color=True)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write(path: str, text: str) -> None:
    """Writes a report to a file, in UTF-8, and makes the folders around it. CognitoLintError where that cannot be
    done."""
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        a_file = isinstance(error, FileExistsError | NotADirectoryError)
        why = "what should be its folder is a file" if a_file else error.strerror
        raise CognitoLintError(f"{path} cannot be written: {why}") from None


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns
