"""Findings as SARIF's results: one for each place in the source, however many instances share it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from tflint_cognito.finding.finding import Edit, Finding, Fix, Ignored, Report
from tflint_cognito.policy.answer import Place
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.excerpt import masked
from tflint_cognito.report.groups import Group
from tflint_cognito.report.spots import MOST_NAMED, found_in, spot
from tflint_cognito.report.view import View
from tflint_cognito.report.words import trail
from tflint_cognito.terraform.source import Position, Range

Json = dict[str, object]

#: What paths are relative to.
ROOT = "SRCROOT"
#: What ignores that which was there before.
_KNOWN = frozenset({"baseline", "unchanged"})


def level(severity: Severity) -> str:
    if severity >= Severity.HIGH:
        return "error"
    return "warning" if severity is Severity.MEDIUM else "note"


class Results:
    """Makes the results of one report. `rules` are the indexes of rules by id."""

    def __init__(self, report: Report, view: View, rules: Mapping[str, int]) -> None:
        self._report = report
        self._view = view
        self._rules = rules
        # Where one result has a state, all of them have (section 3.27.24).
        self._compared = view.compared or any(_is_compared(finding) for finding in report.findings)

    def result(self, group: Group, fingerprint: str) -> Json:
        first = group.first
        addresses = list(dict.fromkeys(str(each.address) for each in group.findings if each.address is not None))
        located = self.location(first.place.range, first.root) or {}
        if first.place.range is None:
            located |= _in_plan(located, first.planned)
        located["logicalLocations"] = [{"fullyQualifiedName": address, "kind": "resource"} for address in addresses]
        affected = ", ".join(addresses[:MOST_NAMED]) + (", ..." if len(addresses) > MOST_NAMED else "")
        affected += found_in(group.environments)
        result: Json = {
            "ruleId": first.rule.id,
            "ruleIndex": self._rules[first.rule.id],
            "level": level(first.severity),
            "message": {
                "id": "default",
                "arguments": [first.message, affected],
                "text": f"{first.message}. Affected: '{affected}'.",
            },
            "locations": [located],
            "partialFingerprints": {"cognitoLint/v1": fingerprint},
            "properties": {
                "severity": str(first.severity),
                "certainty": first.certainty,
                "instances": len(group.findings),
                **({"attribute": first.place.attribute} if first.place.attribute else {}),
                **({"environments": list(group.environments)} if group.environments else {}),
            },
        }
        result |= self._way(first)
        if first.fix is not None and first.fix.edits:
            result["fixes"] = [self._fix(first.fix)]
        if is_suppressed(group):
            result["suppressions"] = self._suppressions(group)
        if self._compared:
            result["baselineState"] = "unchanged" if all(map(_is_compared, group.findings)) else "new"
        return result

    def location(self, range: Range | None, root: str, says: str = "") -> Json | None:
        """A place in a source, or the file that was read as a whole; None where neither is known."""
        at = spot(range, root, self._view)
        if not at.path:
            return None
        physical: Json = {"artifactLocation": self._artifact(at.path)}
        if range is not None:
            physical["region"] = {**_region(range), "snippet": {"text": self._snippet(range)}}
            physical["contextRegion"] = self._context(range)
        else:
            physical["region"] = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}
        return {"physicalLocation": physical, **({"message": {"text": says}} if says else {})}

    def _way(self, finding: Finding) -> Json:
        """The places that a value came through: as related locations, and from where it is written to the attribute as
        a code flow."""
        steps = [(range, says) for range, says in trail(finding) if range is not None]
        others = [(place.range, _also(place)) for place in finding.related if place.range is not None]
        related = [self.location(range, finding.root, f"{says}.") for range, says in (*steps, *others)]
        way: Json = {}
        if related:
            way["relatedLocations"] = [{"id": index, **(each or {})} for index, each in enumerate(related, 1)]
        if steps:
            here = (finding.place.range, finding.because) if finding.place.range is not None else None
            flow = [*reversed(steps), *([here] if here else [])]
            locations = [{"location": self.location(range, finding.root, f"{says}.")} for range, says in flow]
            way["codeFlows"] = [{"threadFlows": [{"locations": locations}]}]
        return way

    def _fix(self, fix: Fix) -> Json:
        by_file: dict[str, list[Edit]] = {}
        for edit in fix.edits:
            by_file.setdefault(self._view.locate(edit.range.path), []).append(edit)
        changes = [
            {
                "artifactLocation": self._artifact(path),
                "replacements": [
                    {"deletedRegion": _region(edit.range), "insertedContent": {"text": edit.text}} for edit in edits
                ],
            }
            for path, edits in by_file.items()
        ]
        safety = "safe" if fix.safe else "someone must look at it"
        return {"description": {"text": f"{fix.words} ({safety})."}, "artifactChanges": changes}

    def _suppressions(self, group: Group) -> list[Json]:
        """Each way in which instances are ignored, once."""
        ways = {finding.ignored: finding.root for finding in group.findings if finding.ignored is not None}
        return [self._suppression(ignored, root) for ignored, root in ways.items()]

    def _suppression(self, ignored: Ignored, root: str) -> Json:
        located = self.location(ignored.range, root) if ignored.range is not None else None
        return {
            "kind": "inSource" if ignored.by == "comment" else "external",
            "status": "accepted",
            **({"justification": ignored.reason} if ignored.reason else {}),
            **({"location": located} if located else {}),
        }

    def _artifact(self, path: str) -> Json:
        return {"uri": quote(path, safe="/-._~!$&'()*+,;=:@"), "uriBaseId": ROOT}

    def _snippet(self, range: Range) -> str:
        return "\n".join(masked(range, self._report.secrets))

    def _context(self, range: Range) -> Json:
        """The lines of the place, with one before and one after."""
        source = range.source
        first, last = max(1, range.start.line - 1), min(len(source.line_starts), range.end.line + 1)
        begin = source.line_starts[first - 1]
        stop = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
        text = "\n".join(masked(Range(source, begin, stop), self._report.secrets))
        return {"startLine": first, "endLine": last, "snippet": {"text": text}}


def _in_plan(located: Json, planned: str) -> Json:
    """A place in a plan or state of which nothing but the file is known: it begins with a brace, as JSON does; what is
    shown instead is the value."""
    snippet: Json = {"text": "{", **({"rendered": {"text": planned}} if planned else {})}
    region = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2, "snippet": snippet}
    context: Json = {"startLine": 1, "endLine": 1, "snippet": {"text": "{"}}
    return {"physicalLocation": {**_physical(located), "region": region, "contextRegion": context}}


def _physical(located: Json) -> Json:
    physical = located.get("physicalLocation", {})
    assert isinstance(physical, dict)
    return physical


def _region(range: Range) -> Json:
    start, end = range.start, range.end
    if end <= start:  # SARIF wants a region to hold something
        end = Position(start.line, start.column + 1)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def is_suppressed(group: Group) -> bool:
    """Whether all instances are ignored, by whatever."""
    return all(finding.ignored is not None for finding in group.findings)


def _is_compared(finding: Finding) -> bool:
    return finding.ignored is not None and finding.ignored.by in _KNOWN


def _also(place: Place) -> str:
    return f"and '{place.address}'" + (f" at '{place.attribute}'" if place.attribute else "")
