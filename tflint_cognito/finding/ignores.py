"""Comments that ignore findings: which findings each one covers, and what is wrong with the comments themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.finding.cover import Cover, cover
from tflint_cognito.finding.directive import Directive, directives, speaks
from tflint_cognito.finding.finding import Finding, Ignored
from tflint_cognito.finding.own import EXPIRED, MISREAD, OWN_RULES, UNKNOWN_RULE, UNREASONED, UNUSED
from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.rule import Rule
from tflint_cognito.policy.rulebook import Rulebook
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.source import Range, Source

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a comment: the own rule that says so, the fact, and the resource around the comment."""

    rule: Rule
    because: str
    range: Range
    block: Resource | None


@dataclass(frozen=True, slots=True)
class Ignore:
    """One rule that one comment ignores. `cover` is None where the comment is about nothing."""

    rule: Rule
    directive: Directive
    cover: Cover | None


class Ignores:
    """All comments of the sources of some models that ignore findings."""

    def __init__(self, models: Sequence[Model], rulebook: Rulebook, today: Callable[[], date] | None = None) -> None:
        self._today = today
        self._blocks = {
            (resource.body.path, resource.body.begin): resource
            for model in models
            for resource in _blocks(model)
            if resource.body is not None
        }
        self._ignores: list[Ignore] = []
        self._faults: list[Fault] = []
        self._used: set[tuple[str, str, int]] = set()
        for source in _sources(models):
            self._read(source, rulebook)

    def apply(self, finding: Finding, resource: Resource) -> Finding:
        """`finding`, ignored if comments cover all of its places: another fault in the same list stays visible."""
        keys = {"", *_keys(resource.address)}
        relevant = [
            ignore for ignore in self._ignores if ignore.rule.id == finding.rule.id and ignore.directive.key in keys
        ]
        if not relevant:
            return finding
        chosen = [_covering(relevant, place, resource) for place in (finding.place, *_siblings(finding))]
        for ignore in chosen:
            if ignore is not None:
                self._used.add(_key(ignore))
        first = chosen[0]
        if first is None or None in chosen:
            return finding
        return replace(finding, ignored=Ignored(first.directive.reason, "comment", first.directive.range))

    def faults(self, ran: Collection[str]) -> list[Fault]:
        """What is wrong with the comments. Whether one is unused can only be told of the rules (ids) that `ran`."""
        unused = [
            ignore
            for ignore in self._ignores
            if ignore.rule.id in ran and _key(ignore) not in self._used and not ignore.directive.tool
        ]
        return [*self._faults, *(self._unused(ignore) for ignore in unused if self._was_judged(ignore))]

    def _read(self, source: Source, rulebook: Rulebook) -> None:
        found = directives(source)
        if not found:
            return
        from tflint_cognito.terraform.hcl.native import read_native

        body = read_native(source).body
        for directive in found:
            self._take(directive, cover(directive.range, body), rulebook)

    def _take(self, directive: Directive, about: Cover | None, rulebook: Rulebook) -> None:
        block = self._block(about)
        if directive.tool:
            self._take_of_another(directive, about, rulebook)
            return
        if directive.rules is None:
            said = " ".join(directive.range.text.removesuffix("*/").split())
            self._faults.append(Fault(MISREAD, f"{said!r} is no `ignore[RULE] -- reason`", directive.range, block))
            return
        if not directive.reason:
            because = f"ignore[{', '.join(directive.rules)}] gives no reason"
            self._faults.append(Fault(UNREASONED, because, directive.range, block))
        if self._is_over(directive):
            because = f"ignore[{', '.join(directive.rules)}] was to hold until {directive.until}"
            self._faults.append(Fault(EXPIRED, because, directive.range, block))
            return
        for word in directive.rules:
            try:
                rule = rulebook.find(word)
            except CognitoLintError as error:
                self._faults.append(Fault(UNKNOWN_RULE, _in_brackets(str(error)), directive.range, block))
                continue
            if rule in OWN_RULES:
                self._faults.append(Fault(UNKNOWN_RULE, f"{rule.id} cannot be ignored", directive.range, block))
            elif directive.reason:
                self._ignores.append(Ignore(rule, directive, about))

    def _take_of_another(self, directive: Directive, about: Cover | None, rulebook: Rulebook) -> None:
        """Takes a comment to another tool, where a rule of ours covers that check."""
        if self._is_over(directive):
            return
        for id in directive.rules or ():
            covering = [rule for rule in rulebook if f"{directive.tool}:{id}" in rule.aliases]
            self._ignores += [Ignore(rule, directive, about) for rule in covering]

    def _is_over(self, directive: Directive) -> bool:
        if not directive.until or self._today is None:
            return False
        from datetime import date

        return date.fromisoformat(directive.until) < self._today()

    def _unused(self, ignore: Ignore) -> Fault:
        because = f"there is no {ignore.rule.id} here to ignore"
        return Fault(UNUSED, because, ignore.directive.range, self._block(ignore.cover))

    def _was_judged(self, ignore: Ignore) -> bool:
        """Whether the rule could have found something there. A block of the rule's own type without an instance
        (count = 0) may have one in the next run."""
        if ignore.cover is None or self._block(ignore.cover) is not None:
            return True
        labels = ignore.cover.block.labels
        return not labels or labels[0] not in ignore.rule.resource

    def _block(self, about: Cover | None) -> Resource | None:
        if about is None:
            return None
        return self._blocks.get((about.block.range.path, about.block.range.begin))


def _in_brackets(text: str) -> str:
    """`there is no rule 'x' (did you mean 'y'?)`: in the middle of a sentence, the question stands in brackets."""
    fact, semicolon, question = text.partition("; ")
    return f"{fact} ({question})" if semicolon else fact


def _blocks(model: Model) -> tuple[Resource, ...]:
    """All that a comment may stand in."""
    return (*model.resources, *model.data_sources, *model.output_blocks)


def _sources(models: Iterable[Model]) -> list[Source]:
    """The sources that may hold such comments, each once: a path may have two, on disk and in a plan made earlier."""
    found: dict[tuple[str, str], Source] = {}
    for model in models:
        for resource in _blocks(model):
            for range in (resource.range, resource.body, *resource.calls):
                if range is not None and speaks(range.source.text):
                    found.setdefault((range.path, range.source.text), range.source)
    return [found[key] for key in sorted(found)]


def _siblings(finding: Finding) -> list[Place]:
    """The other places of the same fault in the same attribute: the further elements of a list."""
    base = _base(finding.place)
    return [place for place in finding.related if place.address == finding.place.address and _base(place) == base]


def _base(place: Place) -> str:
    return (place.attribute or "").partition("[")[0]


def _covering(ignores: Sequence[Ignore], place: Place, resource: Resource) -> Ignore | None:
    """The comment that covers a place: there, on the whole resource that was judged, on a module call around it, or on
    the argument of one that the value came through."""
    for ignore in ignores:
        if ignore.directive.whole_file:
            if place.range is not None and place.range.path == ignore.directive.range.path:
                return ignore
        elif ignore.cover is not None and _covers(ignore.cover, place, resource):
            return ignore
    return None


def _covers(about: Cover, place: Place, resource: Resource) -> bool:
    whole = about.span == about.block.range
    if about.holds(place.range) or (whole and about.holds(resource.range)):
        return True
    if whole:
        return any(map(about.holds, resource.calls))
    return any(step.how == "argument" and about.holds(step.range) for step in place.trail)


def _keys(address: Address) -> Iterator[str]:
    """The keys of an instance, and of the module instances around it, as text."""
    keys = (*(step.key for step in address.module), address.key)
    yield from (str(key) for key in keys if key is not None)


def _key(ignore: Ignore) -> tuple[str, str, int]:
    return ignore.rule.id, ignore.directive.range.path, ignore.directive.range.begin
