"""Walks over syntax trees without recursion, so that no depth of them is too much for Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.syntax import Node
from tflint_cognito.terraform.hcl.tokens import DEEPEST


def check_depth(root: Node) -> None:
    """Raises SyntaxFault where nodes stand deeper inside each other than an evaluation can follow."""
    level: list[Any] = [root]
    for _ in range(DEEPEST):
        level = [child for node in level for child in children(node)]
        if not level:
            return
    raise SyntaxFault(f"this expression is more than {DEEPEST} levels deep", root.start, root.stop)


def fold(root: Node, make: Callable[[Any, list[Any]], Any]) -> Any:
    """What `make` makes of the root: it gets a node, and its fields with all nodes in them as `make` made them."""
    nodes: list[Any] = [root]
    for node in nodes:  # grows while it is walked
        nodes.extend(children(node))
    made: dict[int, Any] = {}

    def field(value: Any) -> Any:
        if type(value) is tuple:
            return tuple(map(field, value))
        return made[id(value)] if isinstance(value, tuple) else value

    for node in reversed(nodes):
        made[id(node)] = make(node, [field(value) for value in node])
    return made[id(root)]


def children(node: tuple[Any, ...]) -> Iterator[Any]:
    """The nodes and parts right below a node."""
    for field in node:
        if type(field) is tuple:
            for entry in field:
                yield from entry if type(entry) is tuple else (entry,)
        elif isinstance(field, tuple):
            yield field
