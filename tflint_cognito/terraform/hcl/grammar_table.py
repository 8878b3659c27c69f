"""The table of an LALR(1) parser for expressions, which Lark computes from python-hcl2's grammar.

Computing it costs an import of Lark and much more, so it is kept: in the wheel (a build hook writes `build_table()` to
`grammar.table` beside this module), else in the user's cache. With the table at hand neither Lark nor python-hcl2 is
imported.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tflint_cognito.terraform.hcl.tokens import TERMINALS

#: Of a rule that only helps to repeat others: its children belong to the rule that uses it.
SPLICE = "(splice)"
#: Of a rule that its only child stands for.
PASS = ""
#: What stands for the end of the input.
END = "$END"


class Rule(NamedTuple):
    """A rule of the grammar: its name, its number of children, and what builds its result (SPLICE, PASS, a name)."""

    name: str
    size: int
    function: str
    holds_helper: bool  # whether a child may be the result of a SPLICE rule


class Table(NamedTuple):
    """`states[state][symbol]` is the state to go to, or ~n to reduce by `rules[n]` first."""

    start: int
    end: int
    rules: list[Rule]
    states: list[dict[str, int]]


@cache
def table() -> Table:
    """The table that was shipped, else the cached one, else a new one."""
    if shipped := _read(_SHIPPED):
        return shipped
    from tflint_cognito.digests import blake2b
    from tflint_cognito.terraform.hcl.cache_folder import private_folder, write_file

    folder = private_folder()
    key = blake2b(_grammar_path().read_bytes() + Path(__file__).read_bytes(), digest_size=8).hexdigest()
    kept = folder / f"grammar-{key}.json" if folder else None
    if kept and (found := _read(kept)):
        return found
    built = build_table()
    if kept:
        write_file(kept, built)
    return _decoded(built)


def build_table() -> bytes:
    """The table as JSON. Needs Lark and python-hcl2."""
    from lark import Lark

    # Only expressions are parsed by the grammar; the lexer is our own, so the simplest one does for Lark.
    lark = Lark(_grammar_path().read_text("utf-8"), parser="lalr", lexer="basic", start="expression")
    computed = lark.parser.parser._parse_table  # otherwise Lark hands it out only pickled
    start, end = computed.start_states["expression"], computed.end_states["expression"]
    rows = _possible(computed.states, _possible_symbols(lark.rules), start)
    numbers = {state: number for number, state in enumerate(rows)}
    rules = list(dict.fromkeys(target for row in rows.values() for action, target in row.values() if _reduces(action)))
    codes = {rule: ~number for number, rule in enumerate(rules)}
    states = [
        {symbol: codes[target] if _reduces(action) else numbers[target] for symbol, (action, target) in row.items()}
        for row in rows.values()
    ]
    described = [[rule.origin.name, len(rule.expansion), _function(rule), _holds_helper(rule)] for rule in rules]
    return json.dumps([_FORMAT, numbers[start], numbers[end], described, states], separators=(",", ":")).encode()


_FORMAT = 1
_SHIPPED = Path(__file__).with_name("grammar.table")


def _reduces(action: object) -> bool:
    return str(action) == "Reduce"


def _possible_symbols(rules: list[Any]) -> set[str]:
    """The terminals that our lexer makes, and the rules that can be completed with them."""
    symbols, size = {*TERMINALS, END}, 0
    while len(symbols) > size:
        size = len(symbols)
        symbols |= {rule.origin.name for rule in rules if all(part.name in symbols for part in rule.expansion)}
    return symbols


def _possible(states: Any, symbols: set[str], start: int) -> dict[int, dict[str, Any]]:
    """The states that can be reached, without the symbols that never come: a fifth of the whole.

    In an order that is the same whenever the table is built.
    """
    rows: dict[int, dict[str, Any]] = {}
    waiting = [start]
    while waiting:
        state = waiting.pop()
        if state in rows:
            continue
        rows[state] = {symbol: states[state][symbol] for symbol in sorted(symbols & states[state].keys())}
        waiting += [target for action, target in rows[state].values() if not _reduces(action)]
    return rows


def _function(rule: Any) -> str:
    if rule.origin.name.startswith("_"):
        return SPLICE
    if rule.alias is None and rule.options.expand1 and len(rule.expansion) == 1:
        return PASS
    return str(rule.alias or rule.origin.name)


def _holds_helper(rule: Any) -> bool:
    return any(symbol.name.startswith("_") for symbol in rule.expansion)


def _read(path: Path) -> Table | None:
    """A stored table; None where there is none, or none that this version understands."""
    try:
        return _decoded(path.read_bytes())
    except (OSError, ValueError, TypeError):
        return None


def _decoded(data: bytes) -> Table:
    version, start, end, rules, states = json.loads(data)
    if version != _FORMAT:
        raise ValueError("a table of another version")
    return Table(start, end, [Rule(*rule) for rule in rules], states)


def _grammar_path() -> Path:
    """Where python-hcl2's grammar lies; its package is found, not imported."""
    from importlib.util import find_spec

    package = find_spec("hcl2")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("python-hcl2 is not installed")
    return Path(package.origin).with_name("hcl2.lark")
