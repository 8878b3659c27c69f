"""In which region a resource is: what its `region` argument or the block of its provider says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tflint_cognito.terraform.evaluation.meta import written_paths
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Body, Expression
from tflint_cognito.terraform.sources import literal_text
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Value

if TYPE_CHECKING:
    from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance

#: Where a provider block says which region it is for, and (since version 6.0 of the AWS provider) a resource, too.
REGION = "region"


def region_of(module: ModuleInstance, type: str, body: Body, written: Value | None) -> Value:
    """The region of a resource in `module`. `written` is the value of its own `region`, which counts first.

    Absent where nothing here tells: the environment or a profile does, or a module does not show who gives it its
    provider.
    """
    if written is not None and not isinstance(written, Absent):
        return written
    attribute = body.attributes.get("provider")
    path = next(written_paths(attribute.expression), []) if attribute is not None else [type.partition("_")[0]]
    return module.regions.of(".".join(path))


class Regions:
    """The regions of the provider configurations of one module instance, by the names they have there."""

    def __init__(self, module: ModuleInstance) -> None:
        self._module = module
        self._known: dict[str, Value] = {}

    def of(self, name: str) -> Value:
        """The region of the configuration `aws` or `aws.us_east_1`; absent where nothing here tells."""
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> Value:
        outer, call = self._module.outer, self._call()
        passed = call.attributes.get("providers") if call is not None else None
        if outer is not None and passed is not None:
            given = next((path for key, path in _pairs(passed.expression) if key == name), None)
            return NOT_WRITTEN if given is None else outer.regions.of(given)
        for body in self._blocks(name):
            if "for_each" not in body.attributes and REGION in body.attributes:
                return self._module.run.evaluate(body.attributes[REGION].expression, self._module.scope)
            return NOT_WRITTEN
        return outer.regions.of(name) if outer is not None and "." not in name else NOT_WRITTEN

    def _call(self) -> Body | None:
        """The call that this module instance is made by."""
        outer = self._module.outer
        declaration = None if outer is None else outer.module.find("module", self._module.path[-1].name)
        return None if declaration is None else declaration.body

    def _blocks(self, name: str) -> Iterator[Body]:
        provider, _, alias = name.partition(".")
        for file in self._module.module.files:
            for block in file.body.blocks:
                if block.type == "provider" and block.labels == (provider,):
                    written = block.body.attributes.get("alias")
                    if (literal_text(written.expression) if written is not None else "") == alias:
                        yield block.body


def _pairs(expression: Expression) -> Iterator[tuple[str, str]]:
    """The pairs of `providers = { aws.us_east_1 = aws.virginia }`, as names."""
    node = expression.node
    for key, value in node.items if isinstance(node, syntax.Object) else ():
        yield _name(Expression(expression.source, key)), _name(Expression(expression.source, value))


def _name(expression: Expression) -> str:
    if isinstance(expression.node, syntax.Word):
        return expression.range.text
    return ".".join(next(written_paths(expression), []))
