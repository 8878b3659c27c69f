"""Other tools' checks of Cognito: which rule covers each, or why none does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tflint_cognito.policy.named_data import names_in, read_named
from tflint_cognito.policy.rule import Rule
from tflint_cognito.records import dataclass

_FOLDER = Path(__file__).parent / "peers"
#: What stands beside a check that a rule must cover; anything else is the reason why none does.
_COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool, by the name that stands in rules' aliases (`checkov:CKV_AWS_366`), as read in `version`.

    `left_out` says of each check that is deliberately not covered why.
    """

    name: str
    title: str
    version: str
    checks: tuple[str, ...]
    left_out: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One check of another tool. It is `missing` where neither a rule nor a reason answers for it."""

    check: str
    rules: tuple[Rule, ...]
    reason: str

    @property
    def missing(self) -> bool:
        return not self.rules and not self.reason


def peers() -> tuple[str, ...]:
    """The names of all tools, in order."""
    return names_in(_FOLDER)


def peer(name: str) -> Peer:
    """The tool of that name. CognitoLintError with the nearest one otherwise."""
    data = read_named(_FOLDER, name, f"there is no tool {name!r} to compare with")
    checks: Mapping[str, str] = data["checks"]
    left_out = {check: reason for check, reason in checks.items() if reason != _COVERED}
    return Peer(name, data["title"], str(data["version"]), tuple(checks), left_out)


def coverage(peer: Peer, rules: Iterable[Rule]) -> list[Coverage]:
    """Every check of `peer` and the rules that name it among their aliases, in the tool's order."""
    by_check: dict[str, list[Rule]] = {}
    for rule in rules:
        for alias in rule.aliases:
            tool, _, check = alias.partition(":")
            if tool == peer.name:
                by_check.setdefault(check, []).append(rule)
    checks = dict.fromkeys((*peer.checks, *by_check))
    return [Coverage(check, tuple(by_check.get(check, ())), peer.left_out.get(check, "")) for check in checks]
