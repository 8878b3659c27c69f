"""Where an expression is evaluated: the text it stands in, and the names that it may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget, Names, Scope
from tflint_cognito.terraform.hcl.syntax import Node, Part
from tflint_cognito.terraform.source import Range, Source
from tflint_cognito.terraform.values import Value


class Context:
    """What the evaluation of an expression hands down to that of its parts. `item`: the element at hand in a splat."""

    __slots__ = ("_evaluate", "budget", "item", "scope", "source")

    def __init__(
        self, evaluate: Callable[[Node, Context], Value], source: Source, scope: Scope, item: Value | None = None
    ) -> None:
        self._evaluate = evaluate
        self.source = source
        self.scope = scope
        self.item = item
        self.budget: Budget = scope.budget

    def value(self, node: Node) -> Value:
        """The value of a part of the expression. Raises as `expressions.evaluate` does."""
        budget = self.budget
        budget.spend()
        if budget.depth >= budget.MAX_DEPTH:
            raise BoundExceeded(f"it is nested more than {budget.MAX_DEPTH} levels deep")
        budget.depth += 1
        try:
            value = self._evaluate(node, self)
        finally:
            budget.depth -= 1
        budget.handle(value)
        return value

    def range(self, node: Node | Part) -> Range:
        return Range(self.source, node.start, node.stop)

    def text(self, node: Node | Part) -> str:
        """What is written there."""
        return self.source.text[node.start : node.stop]

    def with_names(self, bound: Mapping[str, Value]) -> Context:
        """This context with some more names."""
        return Context(self._evaluate, self.source, Names(self.scope, bound), self.item)

    def with_item(self, item: Value) -> Context:
        """This context for the body of a splat."""
        return Context(self._evaluate, self.source, self.scope, item)

    def within(self, source: Source, scope: Scope) -> Context:
        """The context of a template that stands in another text."""
        return Context(self._evaluate, source, scope)
