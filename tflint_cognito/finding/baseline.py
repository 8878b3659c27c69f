"""The baseline: findings that were known when it was written, and do not count until they are mended."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tflint_cognito import __version__
from tflint_cognito.errors import CognitoLintError
from tflint_cognito.finding.finding import Finding, Ignored
from tflint_cognito.records import dataclass, replace

SCHEMA = Path(__file__).parent.parent / "schemas" / "baseline.schema.json"
#: How findings that a baseline knows are ignored.
BY = "baseline"


@dataclass(frozen=True, slots=True)
class Entry:
    """One known fault: a rule at one attribute of one block, in `count` instances. `note` is its owner's.

    `environments` are those that it is known in; none where the configuration has no environments, or had none then.
    """

    fingerprint: str
    rule: str
    path: str
    address: str
    attribute: str | None
    count: int
    note: str = ""
    environments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known faults, in order. `path` is the file, as users know it."""

    path: str
    entries: tuple[Entry, ...] = ()

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, of each known fault as many ignored as are known: one more instance is new, and so is the same
        in one more environment."""
        left = Counter({entry.fingerprint: entry.count for entry in self.entries})
        entries = {entry.fingerprint: entry for entry in self.entries}
        applied: list[Finding] = []
        for finding in findings:
            known, new = _split(finding, entries.get(finding.fingerprint))
            if finding.ignored is None and left[finding.fingerprint] > 0 and known is not None:
                left[finding.fingerprint] -= 1
                reason = entries[finding.fingerprint].note or f"known since {self.path} was written"
                applied.append(replace(known, ignored=Ignored(reason, BY)))
                applied += [new] if new is not None else []
            else:
                applied.append(finding)
        return applied

    def fixed(
        self, findings: Iterable[Finding], ran: Collection[str], looked_at: Callable[[str], bool]
    ) -> list[tuple[Entry, int]]:
        """The entries of which fewer instances are left, each with how many are. Nothing can be told of rules that did
        not run, and of files that were not looked at."""
        there = Counter(finding.fingerprint for finding in findings)
        return [
            (entry, there[entry.fingerprint])
            for entry in self.entries
            if there[entry.fingerprint] < entry.count and entry.rule in ran and looked_at(entry.path)
        ]

    def without(self, fixed: Sequence[tuple[Entry, int]]) -> Baseline:
        """The baseline once `fixed` is taken out of it."""
        left = {entry.fingerprint: count for entry, count in fixed}
        entries = (replace(entry, count=left.get(entry.fingerprint, entry.count)) for entry in self.entries)
        return replace(self, entries=tuple(entry for entry in entries if entry.count > 0))

    def as_text(self) -> str:
        """One entry a line and no line numbers, so that merges are easy and a moved block changes nothing."""
        lines = [json.dumps(_row(entry), ensure_ascii=False) for entry in sorted(self.entries, key=_order)]
        inside = "\n" + ",\n".join(lines) + "\n" if lines else ""
        return f'{{"version": 1, "tool": "{__version__}", "findings": [{inside}]}}\n'


def baseline_of(
    findings: Iterable[Finding], path: str, known: Baseline | None, locate: Callable[[str], str]
) -> Baseline:
    """A baseline of all `findings` that nothing else ignores; the notes of `known` are kept."""
    notes = {entry.fingerprint: entry.note for entry in known.entries} if known is not None else {}
    entries: dict[str, Entry] = {}
    for finding in findings:
        if finding.ignored is not None and finding.ignored.by != BY:
            continue
        first = entries.get(finding.fingerprint)
        if first is not None:
            both = tuple(dict.fromkeys((*first.environments, *finding.environments)))
            entries[finding.fingerprint] = replace(first, count=first.count + 1, environments=both)
        else:
            entries[finding.fingerprint] = _entry(finding, notes.get(finding.fingerprint, ""), locate)
    return Baseline(path, tuple(sorted(entries.values(), key=_order)))


def read_baseline(path: str) -> Baseline:
    """The baseline in a file. CognitoLintError where it cannot be read."""
    text = ""
    try:
        text = Path(path).read_text(encoding="utf-8")
        data = json.loads(text)
    except FileNotFoundError:
        raise CognitoLintError(
            f"there is no baseline {path}: write it with `cognito-lint baseline create --baseline {path}`"
        ) from None
    except OSError as error:
        raise CognitoLintError(f"the baseline {path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        conflict = "<<<<<<< " in text
        fault = "has a merge conflict" if conflict else f"is not JSON: {error}"
        advice = "keep the lines of both sides" if conflict else "mend it"
        raise CognitoLintError(
            f"the baseline {path} {fault}: {advice} (one entry a line, a comma between them), or delete it and run "
            "`cognito-lint baseline create`"
        ) from None
    from tflint_cognito.policy.validation import validate

    validate(data, {}, path, SCHEMA)
    return Baseline(path, tuple(_read(row) for row in data["findings"]))


def _read(row: Mapping[str, Any]) -> Entry:
    return Entry(
        row["fingerprint"],
        row["rule"],
        row["path"],
        row["address"],
        row.get("attribute"),
        row["count"],
        row.get("note", ""),
        tuple(row.get("environments", ())),
    )


def _split(finding: Finding, entry: Entry | None) -> tuple[Finding | None, Finding | None]:
    """What of a finding is known, and what is new, by the environments that it holds in."""
    if entry is None or not entry.environments or not finding.environments:
        return finding, None
    known = tuple(name for name in finding.environments if name in entry.environments)
    new = tuple(name for name in finding.environments if name not in entry.environments)
    return (
        replace(finding, environments=known) if known else None,
        replace(finding, environments=new) if new else None,
    )


def _entry(finding: Finding, note: str, locate: Callable[[str], str]) -> Entry:
    path = finding.place.range.path if finding.place.range is not None else finding.root
    address = str(finding.address.block) if finding.address is not None else ""
    attribute, environments = finding.place.attribute, finding.environments
    return Entry(finding.fingerprint, finding.rule.id, locate(path), address, attribute, 1, note, environments)


def _row(entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = {
        "fingerprint": entry.fingerprint,
        "rule": entry.rule,
        "path": entry.path,
        "address": entry.address,
        "attribute": entry.attribute,
        "count": entry.count,
    }
    if entry.environments:
        row["environments"] = list(entry.environments)
    return {**row, "note": entry.note} if entry.note else row


def _order(entry: Entry) -> tuple[str, str, str, str]:
    return entry.path, entry.address, entry.rule, entry.fingerprint
