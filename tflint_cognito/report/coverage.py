"""Another tool's checks beside the rules that cover them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from tflint_cognito.policy.peer import Coverage, Peer

_HEADS = ("check", "covered by", "policy, or why not")


def as_table(peer: Peer, found: Sequence[Coverage]) -> str:
    from tabulate import tabulate

    rows = [_row(one) for one in found]
    table = tabulate(rows, list(_HEADS), tablefmt="simple", disable_numparse=True, maxcolwidths=[None, None, 80])
    return f"{table}\n\n{_tally(peer, found)}\n"


def as_markdown(peer: Peer, found: Sequence[Coverage]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (_HEADS, ("---",) * 3, *map(_row, found))]
    return "\n".join([*lines, "", _tally(peer, found), ""])


def as_json(peer: Peer, found: Sequence[Coverage]) -> str:
    checks = [
        {"check": one.check, "rules": [rule.id for rule in one.rules], "reason": one.reason or None} for one in found
    ]
    return json.dumps({"tool": peer.name, "version": peer.version, "checks": checks}, indent=2) + "\n"


def _row(one: Coverage) -> tuple[str, str, str]:
    if one.rules:
        return one.check, " ".join(rule.id for rule in one.rules), one.rules[0].title
    return one.check, "not covered", one.reason or "there is neither a rule nor a reason"


def _tally(peer: Peer, found: Sequence[Coverage]) -> str:
    covered = sum(bool(one.rules) for one in found)
    left_out = sum(not one.rules and not one.missing for one in found)
    missing = sum(one.missing for one in found)
    parts = [f"{covered} of {len(found)} checks of {peer.title} {peer.version} are covered"]
    parts += [f"{left_out} left out on purpose"] * bool(left_out)
    parts += [f"{missing} missing"] * bool(missing)
    return "; ".join(parts)


COVERAGE: dict[str, Callable[[Peer, Sequence[Coverage]], str]] = {
    "table": as_table,
    "markdown": as_markdown,
    "json": as_json,
}
