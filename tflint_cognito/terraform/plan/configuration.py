"""The part of a plan that shows the source before it was evaluated: what is written, and what it refers to.

Expressions there are `{"constant_value": …}`, `{"references": […]}` or `{}` (a function of constants). Blocks made by
`dynamic` and locals are missing altogether.
"""

from __future__ import annotations

from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.address import Address
from tflint_cognito.terraform.plan.document import Json, Members, members, objects, text, texts


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the configuration: its resources by (mode, type, name), the rest as it stands in the plan."""

    resources: dict[tuple[str, str, str], Members]
    calls: Members
    outputs: Members
    variables: Members


@dataclass(slots=True)
class Configuration:
    """All modules of a configuration, found by their path of names (keys stripped)."""

    root: Members
    #: The provider configurations, by the keys that resources name them with.
    providers: Members = field(default_factory=dict)
    _modules: dict[tuple[str, ...], Module | None] = field(default_factory=dict)

    def module(self, path: tuple[str, ...]) -> Module | None:
        if path not in self._modules:
            document = self._document(path)
            self._modules[path] = None if document is None else _module(document)
        return self._modules[path]

    def resource(self, address: Address) -> Members | None:
        """The block that `address` is an instance of, or None where the plan does not show it."""
        module = self.module(names(address))
        return None if module is None else module.resources.get((address.mode, address.type, address.name))

    def call(self, path: tuple[str, ...]) -> Members:
        """The call of the module at `path` (not the root module): its expressions, count and for_each."""
        module = self.module(path[:-1])
        return {} if module is None else members(module.calls, path[-1])

    def region(self, address: Address) -> str | None:
        """The region that the provider block of a resource spells out, where neither the resource names its own."""
        block = self.resource(address) or {}
        if "region" in members(block, "expressions"):
            return None
        provider = members(self.providers, text(block, "provider_config_key"))
        value = members(members(provider, "expressions"), "region").get("constant_value")
        return value if isinstance(value, str) else None

    def _document(self, path: tuple[str, ...]) -> Members | None:
        if not path:
            return self.root or None
        return members(self.call(path), "module") or None


def names(address: Address) -> tuple[str, ...]:
    """The path of a resource's module, without keys."""
    return tuple(step.name for step in address.module)


def references(expression: Json) -> tuple[str, ...]:
    """What an expression refers to: each reference, most specific form first, then its prefixes."""
    return texts(expression.get("references")) if isinstance(expression, dict) else ()


def is_constant(expression: Json) -> bool:
    """Whether the plan shows that the value itself is written there."""
    return isinstance(expression, dict) and "constant_value" in expression


def is_null(expression: Json) -> bool:
    """Whether `null` is written there."""
    return isinstance(expression, dict) and "constant_value" in expression and expression["constant_value"] is None


def _module(document: Members) -> Module:
    resources = {
        (text(item, "mode") or "managed", text(item, "type"), text(item, "name")): item
        for item in objects(document, "resources")
    }
    return Module(
        resources, members(document, "module_calls"), members(document, "outputs"), members(document, "variables")
    )
