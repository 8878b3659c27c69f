"""Where text stands: a source, a point in it, a span of it, and the way a value took to get there."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tflint_cognito.records import dataclass, field

if TYPE_CHECKING:
    from tflint_cognito.terraform.address import Reference
    from tflint_cognito.terraform.values import Value


class Source:
    """One text that was read, and the path under which users know it.

    `path` is relative to the working directory, with `/`; `text` is decoded, without its byte-order mark, line ends
    untouched. Offsets count code points, as all columns that users see do.
    """

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    def position(self, offset: int) -> Position:
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its line end; empty past the end."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @property
    def line_starts(self) -> list[int]:
        if self._line_starts is None:
            starts = [0]
            find, offset = self.text.find, -1
            while (offset := find("\n", offset + 1)) >= 0:
                starts.append(offset + 1)
            self._line_starts = starts
        return self._line_starts


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A point in a source: line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Range:
    """A span of a source by offsets, its end exclusive. Lines and columns are worked out when someone asks."""

    source: Source
    begin: int
    stop: int

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def start(self) -> Position:
        return self.source.position(self.begin)

    @property
    def end(self) -> Position:
        return self.source.position(self.stop)

    @property
    def text(self) -> str:
        return self.source.text[self.begin : self.stop]

    def holds(self, other: Range) -> bool:
        """Whether `other` lies inside this range, of the same source."""
        return self.source is other.source and self.begin <= other.begin and other.stop <= self.stop


@dataclass(frozen=True, slots=True)
class Step:
    """One place that a value came through on its way to an attribute.

    `subject` is what a reader sees there ("var.errors", "local.flows", "module.auth.scopes"); `how` says what kind of
    place it is. `value` is what the subject is at that place; reports word it, so that a secret can still be masked.
    `reference` is set where the value came out of another resource.
    """

    subject: str
    how: str  # one of HOW
    range: Range | None
    value: Value | None = field(default=None, compare=False)
    reference: Reference | None = None
    #: The value in words, where it is not at hand itself.
    said: str = field(default="", compare=False)


#: The kinds of places a value comes through, and how a report words them after the subject and its value.
HOW = {
    "default": "by default",  # the default of a root module's variable: a caller may change it
    "planned default": "by default",  # the same where a plan or state shows that nobody did
    "module default": "by the module's default",  # the default of a called module's variable, not overridden
    "argument": "here",  # an argument of a module call
    "variable file": "here",  # a line of a tfvars file
    "command line": "by --var",
    "environment": "by a TF_VAR_ variable",
    "local": "here",
    "output": "here",  # the expression of a called module's output
    "resource": "here",  # an attribute of another resource
    "each": "here",  # an element of for_each, or of a for expression
    "condition": "here",  # what made a conditional take this side
    "written": "here",  # where an element or operand is written
    "constant": "in the configuration",  # a secret that a plan shows to be written out there
    "plan": "in the plan",  # a value that the plan knows, and the source does not show
    "state": "in the state",
}
