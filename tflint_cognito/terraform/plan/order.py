"""What Terraform makes before a resource, as far as the configuration in a plan shows it."""

from __future__ import annotations

from collections.abc import Iterator

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Address, ModuleStep, parse_address
from tflint_cognito.terraform.plan.configuration import Configuration, names, references
from tflint_cognito.terraform.plan.document import Json, Members, texts
from tflint_cognito.terraform.plan.references import Place, Resolver, place_of


@dataclass(frozen=True, slots=True)
class Order:
    """The resources (without keys) and modules (as paths of call names) that depends_on names, the resources that
    expressions lead to, and whether there is nothing else."""

    depends_on: tuple[Address, ...] = ()
    depends_on_modules: tuple[tuple[str, ...], ...] = ()
    refers_to: tuple[Address, ...] = ()
    is_shown: bool = False


def order_of(address: Address, configuration: Configuration, resolver: Resolver) -> Order:
    """What comes before the resource at `address`: by its own block, and by the module calls around it."""
    block = configuration.resource(address)
    if block is None:
        return Order()
    named = list(_named(address, block, configuration))
    place = place_of(address, block)
    written = tuple(dict.fromkeys(_references(block.get("expressions"))))
    ends = [end for texts, there in _around(address, block, configuration) for end in resolver.origins(texts, there)]
    ends += resolver.origins(written, place)
    return Order(
        depends_on=tuple(one for one in named if isinstance(one, Address)),
        depends_on_modules=tuple(one for one in named if not isinstance(one, Address)),
        refers_to=tuple(dict.fromkeys(end.reference.address.block for end in ends if end.reference is not None)),
        is_shown=not any(end.dead_end for end in ends),
    )


def _named(address: Address, block: Members, configuration: Configuration) -> Iterator[Address | tuple[str, ...]]:
    """What depends_on names, in the block itself and in every module call around it."""
    path = names(address)
    holders = [(path, block), *((path[:depth], configuration.call(path[: depth + 1])) for depth in range(len(path)))]
    for module, holder in holders:
        for name in texts(holder.get("depends_on")):
            one = _address(name, module)
            if one is not None:
                yield one


def _address(name: str, module: tuple[str, ...]) -> Address | tuple[str, ...] | None:
    """The block or module that `name` means in `module`."""
    parts = name.split(".")
    if parts[0] == "module" and len(parts) > 1:
        return (*module, parts[1].partition("[")[0])
    try:
        other = parse_address(name)
    except ValueError:
        return None
    return replace(other.block, module=tuple(ModuleStep(step) for step in module))


def _around(address: Address, block: Members, configuration: Configuration) -> Iterator[tuple[tuple[str, ...], Place]]:
    """The references of count and for_each, of the block and of the module calls around it."""
    path = names(address)
    yield _repetition(block), Place(address.module, None, ())
    for depth in range(len(path)):
        yield _repetition(configuration.call(path[: depth + 1])), Place(address.module[:depth], None, ())


def _repetition(holder: Members) -> tuple[str, ...]:
    return (*references(holder.get("count_expression")), *references(holder.get("for_each_expression")))


def _references(expressions: Json) -> Iterator[str]:
    """Every reference in the expressions of a block, and of the blocks in it."""
    match expressions:
        case {"references": list() as listed}:
            yield from texts(listed)
        case dict():
            for expression in expressions.values():
                yield from _references(expression)
        case list():
            for nested in expressions:
                yield from _references(nested)
