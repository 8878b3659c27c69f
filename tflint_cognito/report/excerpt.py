"""Lines of source with marks under them."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Sequence

from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass
from tflint_cognito.report.colour import Paint
from tflint_cognito.report.printable import cells, printable, unfold_tabs
from tflint_cognito.terraform.shortening import SENSITIVE
from tflint_cognito.terraform.source import Range

#: The widest line that is shown whole, in columns; of a wider one, what is around the mark.
WIDEST = 160
#: What of a line is looked at, in characters to both sides of where the mark begins: a line may be as long as a file.
REACH = 1_000


@dataclass(frozen=True, slots=True)
class Mark:
    """What to underline and what to say there. The primary one has carets and the colour of the severity."""

    range: Range
    label: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """How marks are drawn: `secrets` are the ranges that must not be seen."""

    paint: Paint
    severity: Severity | None
    secrets: Collection[Range] = ()

    def lines(self, marks: Sequence[Mark]) -> tuple[list[str], int]:
        """The drawing of `marks` in their order, and the width of its gutter."""
        width = max((len(str(mark.range.start.line)) for mark in marks), default=1)
        drawn: list[str] = []
        path = line = None
        for mark in marks:
            start = mark.range.start
            if mark.range.path != path:
                arrow = "-->" if path is None else ":::"
                place = f"{printable(mark.range.path)}:{start.line}:{start.column}"
                drawn += [f"{' ' * width}{self.paint.frame(arrow)} {place}", self._bar(width)]
            text, before, length = self._line(mark.range)
            if (mark.range.path, start.line) != (path, line):
                drawn.append(f"{self.paint.frame(f'{start.line:>{width}} |')} {text}".rstrip())
            drawn.append(f"{self._bar(width)} {' ' * before}{self._underline(mark, length)}")
            path, line = mark.range.path, start.line
        return drawn, width

    def _bar(self, width: int) -> str:
        return self.paint.frame(f"{' ' * width} |")

    def _underline(self, mark: Mark, length: int) -> str:
        text = ("^" if mark.primary else "-") * max(1, length)
        text = f"{text} {printable(mark.label)}".rstrip()
        if mark.primary:
            return self.paint.severity(self.severity, text) if self.severity is not None else self.paint.error(text)
        return self.paint.remark(text)

    def _line(self, range: Range) -> tuple[str, int, int]:
        """The first line of `range` as it is shown, the columns before the mark, and those under it."""
        number = range.start.line
        line = range.source.line(number)
        offset = range.source.line_starts[number - 1]
        cut = max(0, range.begin - offset - REACH)
        line, offset = line[cut : range.begin - offset + REACH], offset + cut
        begin, stop = range.begin - offset, min(range.stop - offset, len(line))
        if not _hidden(line, offset, range, self.secrets):
            end = max(stop, begin + 1)
            before, under, after = _shown(line[:begin]), _shown(line[begin:end]), _shown(line[end:])
            return _window(before, under.rstrip() or under, under + after)
        pieces = _masked(line, offset, range, self.secrets)
        if begin < len(line):  # a secret is pointed at as a whole
            begin = max(start for start, _ in pieces if start <= begin)
        before = "".join(_shown(text) for start, text in pieces if start < begin)
        under = "".join(_shown(text) for start, text in pieces if begin <= start < max(stop, begin + 1))
        after = "".join(_shown(text) for start, text in pieces if start >= max(stop, begin + 1))
        return _window(before, under.rstrip() or under, under + after)


def masked(range: Range, secrets: Collection[Range]) -> list[str]:
    """The text of `range`, line by line, without any secret."""
    source, lines = range.source, list[str]()
    for number in builtins.range(range.start.line, range.end.line + 1):
        offset, line = source.line_starts[number - 1], source.line(number)
        pieces = _masked(line, offset, range, secrets)
        lines.append("".join(text for start, text in pieces if range.begin <= offset + start < range.stop))
    return lines


def _masked(line: str, offset: int, range: Range, secrets: Iterable[Range]) -> list[tuple[int, str]]:
    """`line` character by character with its offsets, each secret in it as one piece."""
    hidden = _hidden(line, offset, range, secrets)
    pieces: list[tuple[int, str]] = []
    at = 0
    while at < len(line):
        stop = max((end for begin, end in hidden if begin <= at < end), default=0)
        pieces.append((at, SENSITIVE if stop else line[at]))
        at = stop or at + 1
    return pieces


def _hidden(line: str, offset: int, range: Range, secrets: Iterable[Range]) -> list[tuple[int, int]]:
    """Where secrets stand in `line`."""
    return [
        (max(0, secret.begin - offset), min(len(line), secret.stop - offset))
        for secret in secrets
        if secret.path == range.path and secret.begin < offset + len(line) and secret.stop > offset
    ]


def _shown(text: str) -> str:
    return printable(unfold_tabs(text))


def _window(before: str, under: str, rest: str) -> tuple[str, int, int]:
    """A line cut to the widest that is shown, around what is underlined."""
    if cells(before) + cells(rest) <= WIDEST:
        return before + rest, cells(before), cells(under)
    if cells(before) > WIDEST // 2:
        before = "..." + before[-WIDEST // 3 :]
    room = WIDEST - cells(before)
    if cells(rest) > room:
        rest = rest[: room - 3] + "..."
    return before + rest, cells(before), min(cells(under), cells(rest))
