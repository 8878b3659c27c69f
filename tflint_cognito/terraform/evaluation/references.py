"""Which names an expression refers to."""

from __future__ import annotations

from collections.abc import Iterator

from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.syntax import Node, Part

Names = tuple[str, ...]


def references(root: Node) -> tuple[Names, ...]:
    """The static names of every traversal in an expression, in order, each once: `("var", "flows")`.

    A traversal's names end at its first index or splat. Names that a `for` binds are left out.
    """
    found: dict[Names, None] = {}
    waiting: list[tuple[Node | Part, frozenset[str]]] = [(root, frozenset())]
    while waiting:
        node, bound = waiting.pop()
        if isinstance(node, syntax.Variable | syntax.Attribute):
            names, start = _names(node)
            if names:
                if names[0] not in bound:
                    found[names] = None
                continue
            node = start
        waiting += reversed(list(_inside(node, bound)))
    return tuple(found)


def _names(node: Node) -> tuple[Names, Node]:
    """The names of a traversal; none where it starts with something else, which is the second result."""
    names: list[str] = []
    while isinstance(node, syntax.Attribute):
        names.append(node.name)
        node = node.object
    if isinstance(node, syntax.Variable):
        return (node.name, *reversed(names)), node
    return (), node


def _inside(node: Node | Part, bound: frozenset[str]) -> Iterator[tuple[Node | Part, frozenset[str]]]:
    """The expressions right inside a node, and the names that are bound there."""
    match node:
        case syntax.Template(parts=parts):
            yield from ((part, bound) for part in parts)
        case syntax.TemplateIf():
            yield from ((part, bound) for part in (node.condition, *node.then, *node.otherwise))
        case syntax.TemplateFor():
            yield node.collection, bound
            yield from ((part, _with(bound, node)) for part in node.body)
        case syntax.Tuple(items=items):
            yield from ((item, bound) for item in items)
        case syntax.Object(items=pairs):
            yield from ((each, bound) for pair in pairs for each in pair)
        case syntax.Attribute(object=inner):
            yield inner, bound
        case syntax.Index():
            yield from ((node.object, bound), (node.key, bound))
        case syntax.Splat():
            yield from ((node.object, bound), (node.body, bound))
        case syntax.Unary(operand=inner) | syntax.Parentheses(expression=inner):
            yield inner, bound
        case syntax.Binary():
            yield from ((node.left, bound), (node.right, bound))
        case syntax.Conditional():
            yield from ((node.condition, bound), (node.yes, bound), (node.no, bound))
        case syntax.Call(arguments=arguments):
            yield from ((argument, bound) for argument in arguments)
        case syntax.ForTuple():
            yield node.collection, bound
            inner_nodes = (node.result,) if node.condition is None else (node.result, node.condition)
            yield from ((each, _with(bound, node)) for each in inner_nodes)
        case syntax.ForObject():
            yield node.collection, bound
            results = (node.result_key, node.result)
            every = results if node.condition is None else (*results, node.condition)
            yield from ((each, _with(bound, node)) for each in every)


def _with(bound: frozenset[str], loop: syntax.ForTuple | syntax.ForObject | syntax.TemplateFor) -> frozenset[str]:
    return bound | {loop.value} if loop.key is None else bound | {loop.key, loop.value}
