"""In which order Terraform makes things: what a resource waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tflint_cognito.terraform.address import Address, Reference
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.values import Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


def comes_after(resource: Resource, other: Resource, architecture: Architecture) -> bool | None:
    """Whether Terraform makes `resource` after `other`: it refers to it or depends on it, perhaps through others.

    None where that cannot be told: it depends on something that the model does not have, or a plan (which does not show
    what locals refer to) or a state does not show it.
    """
    wanted, seen, ahead = other.address.block, {resource.address.block}, [resource]
    doubt = False
    while ahead:
        current = ahead.pop()
        doubt = doubt or not current.order_is_shown
        if any(_holds(module, wanted) for module in current.depends_on_modules):
            return True
        for address in (*blocks_referred_to(current), *current.refers_to, *current.depends_on):
            if address.block == wanted:
                return True
            found = architecture.declared.of_block(address.block)
            if not found and address in current.depends_on:
                doubt = True
            if found and address.block not in seen:
                seen.add(address.block)
                ahead.extend(found)
    return None if doubt else False


def blocks_referred_to(resource: Resource) -> Iterator[Address]:
    """The blocks of all resources that an attribute of `resource`, its count or its for_each comes from."""
    for value in resource.attributes.values():
        for reference in references_in(value):
            yield reference.address.block
    for reference in _of_steps(resource.trail):
        yield reference.address.block


def references_in(value: Value) -> Iterator[Reference]:
    """Every attribute of another resource that `value`, or anything in it, is or came out of."""
    yield from _of_steps(value.trail)
    match value:
        case Unknown(refers_to=reference, parts=parts):
            if reference is not None:
                yield reference
            for part in parts:
                yield from references_in(part)
        case Known(value=tuple() as items):
            for item in items:
                yield from references_in(item)
        case Known(value=Mapping() as mapping):
            for item in mapping.values():
                yield from references_in(item)


def _of_steps(trail: tuple[Step, ...]) -> Iterator[Reference]:
    for step in trail:
        if step.reference is not None:
            yield step.reference


def _holds(module: tuple[str, ...], block: Address) -> bool:
    """Whether a module, or one that it calls, holds the block."""
    return module == tuple(step.name for step in block.module[: len(module)])
