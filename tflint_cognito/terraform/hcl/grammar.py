"""Parses expressions by python-hcl2's grammar: our own tokens in, our own trees out, Lark's table in between."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from tflint_cognito.terraform.hcl.fault import SyntaxFault, quoted
from tflint_cognito.terraform.hcl.grammar_table import END, PASS, SPLICE, table
from tflint_cognito.terraform.hcl.lexer import tokens_of_expression, tokens_of_template
from tflint_cognito.terraform.hcl.syntax import Node
from tflint_cognito.terraform.hcl.tokens import DEEPEST, Token
from tflint_cognito.terraform.hcl.tree import TreeBuilder, finished
from tflint_cognito.terraform.hcl.walk import check_depth


def parse_expression(text: str, start: int, stop: int, in_brackets: bool = False) -> Node:
    """The tree of the expression in `text[start:stop]`; its offsets count in `text`. Raises SyntaxFault.

    `in_brackets`: line ends mean nothing, as between brackets.
    """
    return _parse(text, tokens_of_expression(text, start, stop, in_brackets), start, stop)


def parse_template(text: str, start: int, stop: int) -> Node:
    """The tree of a text that as a whole is a template, without quotes. Raises SyntaxFault."""
    return _parse(text, tokens_of_template(text, start, stop), start, stop)


_Build: TypeAlias = Callable[[TreeBuilder, list[Any]], Any]


class _Parser(NamedTuple):
    """The table with the functions of the tree builder in it; None: the only child stands for the rule."""

    start: int
    end: int
    rules: list[tuple[str, int, _Build | None]]
    states: list[dict[str, int]]
    #: Where a run of rules that only stand for their child leads, by the state below, the state and the next symbol: an
    #: operand is a term, a product, a sum and so on up to an expression, and most are nothing else.
    landings: dict[tuple[int, int, str], int]


class _Spliced(list[Any]):
    """The children of a helper rule."""


def _parse(text: str, tokens: list[Token], start: int, stop: int) -> Node:
    if not tokens:
        raise SyntaxFault("a value is missing here", start, stop)
    tokens.append(Token(END, tokens[-1].stop, tokens[-1].stop))
    node = finished(_recognise(tokens, TreeBuilder(text)))
    # A token is one level at most, but for a run of unary operators.
    if len(tokens) + sum(token.stop - token.start for token in tokens if token.type == "MINUS") > DEEPEST:
        check_depth(node)
    return node


def _recognise(tokens: list[Token], builder: TreeBuilder) -> Any:
    """The loop of every LR parser: shift tokens, and reduce by the rules that they complete."""
    start, end, rules, rows, landings = _parser()
    states: list[int] = [start]
    values: list[Any] = []
    for token in tokens:
        symbol = token.type
        while (action := rows[states[-1]].get(symbol)) is None or action < 0:
            if action is None:
                raise _unexpected(token, rows[states[-1]], builder.text)
            name, size, build = rules[~action]
            if build is None:
                step = (states[-2], states[-1], symbol)
                if step not in landings:
                    landings[step] = _landing(*step)
                states[-1] = landings[step]
            else:
                children = values[len(values) - size :]
                del states[len(states) - size :], values[len(values) - size :]
                values.append(build(builder, children))
                states.append(rows[states[-1]][name])
            if symbol == END and states[-1] == end:
                return values[-1]
        states.append(action)
        values.append(token)
    raise AssertionError("a token list ends with END")


def _unexpected(token: Token, row: dict[str, int], text: str) -> SyntaxFault:
    """What is wrong where the table has no entry for a token in a row."""
    # Only punctuation is shown: words and numbers could be part of a secret that lost its quotes.
    shown = text[token.start : token.stop]
    what = "this" if shown[:1].isalnum() else quoted(shown)
    if token.type == END:
        return SyntaxFault("the value is not finished here", token.start, token.stop)
    if token.type == "COMMA" and token.start == token.stop:  # a line end in an object
        return SyntaxFault("the value is not finished at the end of this line", token.start, token.stop)
    if "NAME" in row:
        return SyntaxFault(f"a value is missing before {what}", token.start, token.stop)
    if token.type == "COMMA":
        return SyntaxFault("no comma belongs here; an argument ends with its line", token.start, token.stop)
    return SyntaxFault(f"{what} does not fit here", token.start, token.stop)


@cache
def _parser() -> _Parser:
    start, end, rules, states = table()
    built = [(rule.name, rule.size, _builder(rule.function, rule.holds_helper)) for rule in rules]
    return _Parser(start, end, built, states, {})


def _landing(below: int, state: int, symbol: str) -> int:
    parser = _parser()
    while (action := parser.states[state].get(symbol, 0)) < 0 and parser.rules[~action][2] is None:
        state = parser.states[below][parser.rules[~action][0]]
    return state


def _builder(function: str, holds_helper: bool) -> _Build | None:
    if function == PASS:
        return None
    if function == SPLICE:
        return _splice
    build: _Build = getattr(TreeBuilder, function)
    return (lambda builder, children: build(builder, _flat(children))) if holds_helper else build


def _splice(builder: TreeBuilder, children: list[Any]) -> _Spliced:
    """Repetitions nest to the left: the first child is all that came before."""
    if type(children[0]) is _Spliced:
        children[0].extend(_flat(children[1:]))
        return children[0]
    return _Spliced(_flat(children))


def _flat(children: list[Any]) -> list[Any]:
    flat: list[Any] = []
    for child in children:
        if type(child) is _Spliced:
            flat.extend(child)
        else:
            flat.append(child)
    return flat
