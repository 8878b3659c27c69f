"""The arguments and blocks of a resource that Terraform itself reads."""

from __future__ import annotations

from collections.abc import Iterator

from tflint_cognito.terraform.address import Address, ModuleStep
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.body import Body, Expression
from tflint_cognito.terraform.hcl.syntax import Node
from tflint_cognito.terraform.sources import literal_text

META_ARGUMENTS = frozenset({"count", "for_each", "provider", "depends_on"})
META_BLOCKS = frozenset({"lifecycle", "provisioner", "connection"})


def ignored_changes(body: Body) -> tuple[str, ...]:
    """The top-level attributes under `lifecycle { ignore_changes = … }`; ("all",) for all of them."""
    names = dict[str, None]()
    for block in body.of_type("lifecycle"):
        attribute = block.body.attributes.get("ignore_changes")
        if attribute is not None:
            names.update(dict.fromkeys(path[0] for path in written_paths(attribute.expression)))
    return tuple(names)


def depends_on(body: Body, module: tuple[ModuleStep, ...]) -> tuple[Address, ...]:
    """The resources and data sources that `depends_on` names, as blocks; modules are left out."""
    attribute = body.attributes.get("depends_on")
    if attribute is None:
        return ()
    found = dict[Address, None]()
    for path in written_paths(attribute.expression):
        match path:
            case ["module", *_]:
                continue
            case ["data", type, name, *_]:
                found[Address(module, type, name, mode="data")] = None
            case [type, name, *_]:
                found[Address(module, type, name)] = None
    return tuple(found)


def depends_on_modules(body: Body, module: tuple[ModuleStep, ...]) -> tuple[tuple[str, ...], ...]:
    """The modules that `depends_on` names, as paths of the names of their calls."""
    attribute = body.attributes.get("depends_on")
    paths = written_paths(attribute.expression) if attribute is not None else ()
    around = tuple(step.name for step in module)
    return tuple(dict.fromkeys((*around, path[1]) for path in paths if path[0] == "module" and len(path) > 1))


def written_paths(expression: Expression) -> Iterator[list[str]]:
    """The names of each static traversal in a list of them, or of the one; JSON syntax writes them as strings."""
    node = expression.node
    while isinstance(node, syntax.Parentheses):
        node = node.expression
    for item in node.items if isinstance(node, syntax.Tuple) else (node,):
        text = literal_text(Expression(expression.source, item))
        path = text.replace("[", ".").split(".") if text is not None else list(_names(item))
        if path and path[0]:
            yield path


def _names(node: Node) -> Iterator[str]:
    match node:
        case syntax.Variable(name=name):
            yield name
        case syntax.Attribute(object=inner, name=name):
            yield from _names(inner)
            yield name
        case syntax.Index(object=inner) | syntax.Splat(object=inner):
            yield from _names(inner)
