"""Builds syntax trees out of what python-hcl2's grammar recognises, bottom up, one function a rule.

The children of a rule are tokens, nodes and the intermediate results defined here; which ones the grammar says, not
Python's types. Nothing recurses, so no expression is too deep to build.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.lexis import COMMENT
from tflint_cognito.terraform.hcl.syntax import Node
from tflint_cognito.terraform.hcl.template import Directive, Interpolation, Literal, template
from tflint_cognito.terraform.hcl.tokens import Token

Children: TypeAlias = Sequence[Any]
Pair: TypeAlias = tuple[Node, Node]


class Step(NamedTuple):
    """One step of a traversal."""

    kind: str  # "name" (.name) | "legacy" (.0) | "index" ([key]) | ".*" | "[*]"
    start: int
    stop: int
    name: str = ""
    key: Node | None = None


class Chain(NamedTuple):
    """A term and the steps taken from it so far."""

    start: int
    term: Node
    steps: list[Step]


class Arguments(NamedTuple):
    nodes: tuple[Node, ...]
    expand: bool


class Operation(NamedTuple):
    """The operator and the right side of a binary operation."""

    operator: str
    right: Node


class Loop(NamedTuple):
    """The part of a `for` before its colon."""

    names: tuple[str, ...]
    collection: Node


class Condition(NamedTuple):
    """The `if` of a `for`."""

    node: Node


_PREFIX = pattern(rf"[-!]|{COMMENT}|(?:#|//)[^\n]*")
_NO_NAME = pattern(rf"\s|{COMMENT}")


def finished(result: Any) -> Node:
    """The node of a term; the steps of a traversal are taken now that all of them are known.

    As in Terraform, all that follows `[*]` happens to each element; after `.*` only names and numbers do.
    """
    if type(result) is not Chain:
        return result  # type: ignore[no-any-return]
    node = result.term
    open_splats: list[tuple[Node, Step]] = []
    for step in result.steps:
        if step.kind not in ("name", "legacy") and open_splats and open_splats[-1][1].kind == ".*":
            if step.kind == ".*":
                raise SyntaxFault("a splat with .* cannot follow another one; write [*]", step.start, step.stop)
            node = syntax.Splat(open_splats[-1][0].start, node.stop, open_splats.pop()[0], node)
        if step.kind == "name":
            node = syntax.Attribute(node.start, step.stop, node, step.name)
        elif step.key is not None:
            node = syntax.Index(node.start, step.stop, node, step.key)
        else:
            open_splats.append((node, step))
            node = syntax.Item(step.start, step.stop)
    while open_splats:
        collection, _ = open_splats.pop()
        node = syntax.Splat(collection.start, node.stop, collection, node)
    return node


def _nodes(children: Children) -> list[Any]:
    return [finished(child) for child in children if type(child) is not Token]


class TreeBuilder:
    """The functions for the grammar's rules, over one text; they carry the names of the rules."""

    def __init__(self, text: str) -> None:
        self.text = text

    def identifier(self, children: Children) -> Node:
        token = children[0]
        return syntax.Variable(token.start, token.stop, self.text[token.start : token.stop])

    def keyword(self, children: Children) -> Node:
        message = "`for` begins a loop here; as a key it is written in quotes"
        raise SyntaxFault(message, children[0].start, children[0].stop)

    def literal_value(self, children: Children) -> Node:
        token = children[0]
        return syntax.Constant(token.start, token.stop, {"TRUE": True, "FALSE": False, "NULL": None}[token.type])

    def int_lit(self, children: Children) -> Node:
        return syntax.Number(children[0].start, children[0].stop)

    float_lit = int_lit

    def expr_term(self, children: Children) -> Any:
        if len(children) == 1:
            return children[0]
        opening, expression, closing = children
        return syntax.Parentheses(opening.start, closing.stop, finished(expression))

    # Operators

    def unary_op(self, children: Children) -> Node:
        prefix, node = children[0], finished(children[1])
        operators = [match for match in _PREFIX.finditer(self.text, prefix.start, prefix.stop) if match[0] in "-!"]
        for operator in reversed(operators):
            node = syntax.Unary(operator.start(), node.stop, operator[0], node)
        return node

    def binary_operator(self, children: Children) -> str:
        return self.text[children[0].start : children[0].stop]

    def binary_term(self, children: Children) -> Operation:
        return Operation(children[0], finished(children[1]))

    def binary_op(self, children: Children) -> Node:
        left, operation = finished(children[0]), children[1]
        return syntax.Binary(left.start, operation.right.stop, operation.operator, left, operation.right)

    def conditional(self, children: Children) -> Node:
        condition, yes, no = _nodes(children)
        return syntax.Conditional(condition.start, no.stop, condition, yes, no)

    # Collections and loops

    def tuple(self, children: Children) -> Node:
        return syntax.Tuple(children[0].start, children[-1].stop, tuple(_nodes(children)))

    def object(self, children: Children) -> Node:
        return syntax.Object(children[0].start, children[-1].stop, tuple(_nodes(children)))

    def object_elem(self, children: Children) -> Pair:
        return children[0], finished(children[2])

    def object_elem_key(self, children: Children) -> Node:
        """A lone name is a string, and so are true, false and null."""
        key = finished(children[0])
        if isinstance(key, syntax.Variable | syntax.Constant):
            return syntax.Word(key.start, key.stop)
        return key

    def for_intro(self, children: Children) -> Loop:
        *names, collection = _nodes(children)
        return Loop(tuple(variable.name for variable in names), collection)

    def for_cond(self, children: Children) -> Condition:
        return Condition(finished(children[1]))

    def for_tuple_expr(self, children: Children) -> Node:
        loop, result, *rest = _nodes(children)
        start, stop, (key, value) = children[0].start, children[-1].stop, _key_and_value(loop)
        return syntax.ForTuple(start, stop, key, value, loop.collection, result, rest[0].node if rest else None)

    def for_object_expr(self, children: Children) -> Node:
        loop, result_key, result, *rest = _nodes(children)
        start, stop, (key, value) = children[0].start, children[-1].stop, _key_and_value(loop)
        condition = rest[0].node if rest else None
        grouping = any(type(child) is Token and child.type == "ELLIPSIS" for child in children)
        return syntax.ForObject(
            start, stop, key, value, loop.collection, result_key, result, condition, grouping
        )  # fmt: skip

    # Calls and traversals

    def arguments(self, children: Children) -> Arguments:
        expand = any(type(child) is Token and child.type == "ELLIPSIS" for child in children)
        return Arguments(tuple(_nodes(children)), expand)

    def function_call(self, children: Children) -> Node:
        name = children[0]
        arguments = children[2] if len(children) == 4 else Arguments((), False)
        return syntax.Call(
            name.start, children[-1].stop, _NO_NAME.sub("", name.name), arguments.nodes, arguments.expand
        )  # fmt: skip

    def get_attr_expr_term(self, children: Children) -> Chain:
        term, steps = children
        chain = term if type(term) is Chain else Chain(term.start, term, [])
        chain.steps.extend(steps)
        return chain

    index_expr_term = attr_splat_expr_term = full_splat_expr_term = get_attr_expr_term

    def get_attr(self, children: Children) -> list[Step]:
        dot, name = children
        return [Step("name", dot.start, name.stop, name=self.text[name.start : name.stop])]

    def short_index(self, children: Children) -> list[Step]:
        dot, number = children
        return [Step("legacy", dot.start, number.stop, key=syntax.Number(number.start, number.stop))]

    def braces_index(self, children: Children) -> list[Step]:
        opening, key, closing = children
        return [Step("index", opening.start, closing.stop, key=finished(key))]

    def attr_splat(self, children: Children) -> list[Step]:
        return [Step(".*", children[0].start, children[0].stop), *(step for steps in children[1:] for step in steps)]

    def full_splat(self, children: Children) -> list[Step]:
        return [Step("[*]", children[0].start, children[0].stop), *(step for steps in children[1:] for step in steps)]

    # Templates

    def string(self, children: Children) -> Node:
        opening, *parts, closing = children
        pieces = [Literal(part.start, part.stop) if type(part) is Token else part for part in parts]
        return template(self.text, opening, closing, pieces)

    def string_part(self, children: Children) -> Any:
        return children[0]

    def interpolation(self, children: Children) -> Interpolation:
        opening, expression, closing = children
        return Interpolation(
            opening.start, closing.stop, finished(expression), _strips(opening), _strips(closing)
        )  # fmt: skip

    def template_if_start(self, children: Children) -> Directive:
        opening, word, closing = children[0], children[1], children[-1]
        *names, node = _nodes(children) or [None]
        return Directive(
            opening.start,
            closing.stop,
            self.text[word.start : word.stop],
            tuple(variable.name for variable in names),
            node,
            _strips(opening),
            _strips(closing),
        )

    template_else = template_endif = template_for_start = template_endfor = template_if_start


def _key_and_value(loop: Loop) -> tuple[str | None, str]:
    return (loop.names[0] if len(loop.names) == 2 else None), loop.names[-1]


def _strips(marker: Token) -> bool:
    """Whether the opening or closing of a template sequence has its `~`."""
    return marker.stop - marker.start == (2 if marker.type == "RBRACE" else 3)
