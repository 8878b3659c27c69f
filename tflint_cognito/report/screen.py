"""One finding as a reader sees it: what is wrong, where, where that comes from, why it matters, what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tflint_cognito.finding.finding import Finding, Report, advice
from tflint_cognito.policy.answer import Place
from tflint_cognito.report.colour import Paint
from tflint_cognito.report.excerpt import Excerpt, Mark
from tflint_cognito.report.groups import Group
from tflint_cognito.report.printable import printable
from tflint_cognito.report.undetermined import where
from tflint_cognito.report.view import View
from tflint_cognito.report.words import called, in_environments, listed, steps
from tflint_cognito.terraform.source import Range

#: How many addresses, and how many places of a trail, are shown of one finding unless all are asked for.
MOST_ADDRESSES = 4
MOST_PLACES = 8
#: The narrowest column that words are wrapped to.
NARROWEST = 40


class Screen:
    """One finding, for all instances that share it."""

    def __init__(self, group: Group, report: Report, view: View) -> None:
        self._group = group
        self._first = group.first
        self._report = report
        self._view = view
        self._paint = Paint(view.colour)

    def lines(self, explain: bool, advise: bool = True) -> list[str]:
        """`explain`: say why the rule is there, which is enough once for all findings of a rule; `advise`: what shows
        the places that a plan does not, which is enough once for each plan."""
        drawn, width = self._excerpt()
        lines = [self._title(), *drawn]
        if self._first.place.range is not None:
            lines.append(self._paint.frame(" " * width + " |"))
        for name, text in (*self._notes(explain), *self._more(advise)):
            lines += self._note(width, name, text)
            if name == "fix":
                lines += self._terraform(width, explain)
        return [*lines, ""]

    def _title(self) -> str:
        first = self._first
        severity = self._paint.severity(first.severity, f"{first.severity}[{first.rule.id}]")
        return f"{severity}: {self._paint.title(printable(first.message))}"

    def _excerpt(self) -> tuple[list[str], int]:
        marks = self._marks()
        if not marks:
            return self._in_plan(), 1
        return Excerpt(self._paint, self._first.severity, self._report.secrets).lines(marks)

    def _in_plan(self) -> list[str]:
        """The place of what has none in a source: the plan, the address, and the value there."""
        first = self._first
        address = f"  {self._address(first)}" if first.address is not None and first.place.pointer else ""
        bar = self._paint.frame("  |")
        lines = [f" {self._paint.frame('-->')} {printable(where(first) + address)}"]
        return [*lines, bar, f"{bar} {printable(first.planned)}", bar] if first.planned else lines

    def _marks(self) -> list[Mark]:
        """The place, the further places of the same fault, and the places that the values came through."""
        place = self._first.place
        if place.range is None:
            return []
        marks = [Mark(place.range, self._label(), primary=True)]
        marks += [Mark(other.range, "and here", True) for other in _siblings(self._first) if other.range is not None]
        marks += [Mark(range, says) for range, says in self._trail() if range is not None]
        unique: dict[str, Mark] = {}
        for mark in marks:
            unique.setdefault(_spot(mark.range), mark)
        return list(unique.values())[: None if self._view.verbose else MOST_PLACES]

    def _trail(self) -> Iterator[tuple[Range | None, str]]:
        """The steps of all instances, then the calls that no argument among them shows."""
        for finding in self._group.findings:
            yield from steps(finding)
        for finding in self._group.findings:
            shown = {
                step.range.path for step in finding.place.trail if step.how == "argument" and step.range is not None
            }
            yield from ((call, says) for call, says in called(finding) if call.path not in shown)

    def _label(self) -> str:
        """What the value is, where the source does not show it."""
        first = self._first
        if not first.place.trail or not self._group.agree:
            return ""
        said = first.because.removeprefix(f"{first.place.attribute} ")
        return said if self._kind() == "hcl" else f"{said} in the {self._kind()}"

    def _notes(self, explain: bool) -> Iterator[tuple[str, str]]:
        first = self._first
        for range, says in dict.fromkeys(self._trail()):
            if range is None:
                yield "from", says
        for other in _elsewhere(first):
            yield "see", f"{other.address}" + (f" at {_spot(other.range)}" if other.range is not None else "")
        if explain:
            yield "why", " ".join(first.rule.why.split())
        if first.address is not None:
            yield "at", "\n".join(self._addresses())
        if self._together and first.environments:
            yield "in", in_environments(first.environments, self._report.environments)
        if first.place.pointer:
            yield self._kind(), first.place.pointer
        if first.fix is not None:
            yield "fix", first.fix.words
        if any(finding.certainty == "default" for finding in self._group.findings):
            yield "note", f"this rests on the default of {self._variables()}, which a caller may set otherwise"
        if first.note:
            yield "note", first.note

    def _more(self, advise: bool) -> Iterator[tuple[str, str]]:
        first = self._first
        if advise and first.place.range is None and first.place.pointer:
            yield "note", f"{advice(self._kind())} to see file and line"
        yield "help", f"cognito-lint explain {first.rule.id} ({first.rule.name})"

    def _kind(self) -> str:
        return next((each.kind for each in self._report.inputs if each.path == self._first.root), "hcl")

    def _variables(self) -> str:
        steps = (step for finding in self._group.findings for step in finding.place.trail if step.how == "default")
        return listed(list(dict.fromkeys(step.subject for step in steps))) or "a variable"

    def _addresses(self) -> list[str]:
        findings = self._group.findings
        if not self._group.agree:  # each instance has a value of its own
            return [f"{self._address(finding)}: {finding.because}" for finding in findings]
        shown = findings if self._view.verbose else findings[:MOST_ADDRESSES]
        more = len(findings) - len(shown)
        return [*(self._address(finding) for finding in shown), *([f"and {more:,} more"] if more else [])]

    def _address(self, finding: Finding) -> str:
        """The address, and in brackets the input, where there are several, and what a plan does to the resource."""
        of = [finding.root] * (len(self._report.inputs) > 1) + [_doing(finding.actions)] * bool(finding.actions)
        if not self._together and finding.environments:
            of.append(f"in {in_environments(finding.environments, self._report.environments)}")
        return f"{finding.address} ({', '.join(of)})" if of else str(finding.address)

    @property
    def _together(self) -> bool:
        """Whether all instances are of the same environments."""
        return len({finding.environments for finding in self._group.findings}) == 1

    def _note(self, width: int, name: str, text: str) -> list[str]:
        indent = width + len(f" = {name}: ")
        room = max(NARROWEST, self._view.width - indent)
        first, *rest = _wrapped(text, room)
        head = f"{' ' * width} {self._paint.frame('=')} {self._paint.title(name)}: {first}"
        return [head, *(" " * indent + line for line in rest)]

    def _terraform(self, width: int, whole: bool) -> list[str]:
        """What to write instead: one line always, a block once."""
        lines = str(self._first.rule.fix.get("hcl", "")).strip("\n").splitlines()
        indent = " " * (width + len(" = fix: "))
        return [f"{indent}{line}".rstrip() for line in lines] if whole or len(lines) == 1 else []


@cache
def _wrapped(text: str, room: int) -> tuple[str, ...]:
    """The lines of a text, none longer than `room`. What a rule says, it says of every finding."""
    wrapper = textwrap.TextWrapper(room, break_long_words=False, break_on_hyphens=False)
    lines = (wrapper.wrap(printable(line)) for line in text.splitlines() or [""])
    return tuple(line for wrapped in lines for line in wrapped) or ("",)


def _doing(actions: Sequence[str]) -> str:
    """What a plan does, in the words of its summary: a replacement is both delete and create."""
    if "create" in actions and "delete" in actions:
        return "replace"
    return "no change" if actions == ("no-op",) else " and ".join(actions)


def _siblings(finding: Finding) -> Iterable[Place]:
    return (place for place in finding.related if place.address == finding.place.address)


def _elsewhere(finding: Finding) -> Iterable[Place]:
    """The places of the same fault in other resources, one for each resource."""
    return {place.address: place for place in finding.related if place.address != finding.place.address}.values()


def _spot(range: Range) -> str:
    start = range.start
    return f"{range.path}:{start.line}:{start.column}"
