"""A line for whoever waits at a terminal: how far a long run has come, rewritten in place, and gone at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

import click

from tflint_cognito.progress import Progress

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture
    from tflint_cognito.policy.rule import Rule


def wants_progress(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether someone can see a line that is rewritten: at a terminal that can go back, and not in a pipeline."""
    in_pipeline = environment.get("CI", "").lower() not in ("", "0", "false")
    return stream.isatty() and environment.get("TERM") != "dumb" and not in_pipeline


def progress_of(ctx: click.Context, given: Mapping[str, Any]) -> Progress:
    """The progress of a run, shown on the line of its program unless the options say otherwise."""
    line = ctx.obj
    unwanted = given.get("quiet") or given.get("no_progress")
    if unwanted or not isinstance(line, Line) or not wants_progress(line.stream, os.environ):
        return Progress()
    return Progress(line.show)


def clear_line() -> None:
    """Makes room for what is printed."""
    ctx = click.get_current_context(silent=True)
    if ctx is not None and isinstance(ctx.obj, Line):
        ctx.obj.clear()


def with_rules(
    rules: tuple[Rule, ...], architectures: tuple[Architecture, ...], progress: Progress
) -> Iterator[tuple[Architecture, Iterator[Rule]]]:
    """Each architecture, with the rules to ask of it. Of one by itself, the rules are counted."""
    several = len(architectures) > 1
    progress.begin("judging", "root modules" if several else "rules", len(architectures if several else rules))
    for each in architectures:
        progress.now = each.model.path
        yield each, progress.each(rules, count=not several)
        progress.step(several)


class Line:
    """One line of a terminal. Blanks wipe it out, because not every terminal of Windows knows a code for that."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._width = 0

    def show(self, words: str) -> None:
        from tflint_cognito.report.printable import cells, printable

        text = printable(f"cognito-lint: {words}")
        while cells(text) >= self._columns():  # in the last column some terminals begin a new line
            text = text[: -max(1, cells(text) - self._columns())]
        self._write(f"\r{text}{' ' * (self._width - cells(text))}")
        self._width = cells(text)

    def clear(self) -> None:
        if self._width:
            self._write(f"\r{' ' * self._width}\r")
        self._width = 0

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self.stream.fileno()).columns or 80
        except OSError:
            return 80

    def _write(self, text: str) -> None:
        encoding = self.stream.encoding or "ascii"
        try:
            self.stream.write(text.encode(encoding, "replace").decode(encoding))
            self.stream.flush()
        except OSError:
            self._width = 0  # the terminal has gone away, and nobody waits any more
