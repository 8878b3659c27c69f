"""Which release of a provider is used: what the lock file, and every module's constraints, say of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.hcl.body import Block, Body, Expression, File
from tflint_cognito.terraform.repository import Unreadable
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.sources import literal_text
from tflint_cognito.terraform.values import Known, string

if TYPE_CHECKING:
    from tflint_cognito.terraform.evaluation.run import Run

LOCK_FILE = ".terraform.lock.hcl"
#: What stands before a source address that names no registry, in Terraform and in OpenTofu, and before one that names
#: no namespace.
_REGISTRIES = ("registry.terraform.io/", "registry.opentofu.org/")
_NAMESPACE = "hashicorp/"


@dataclass(frozen=True, slots=True)
class Pin:
    """`locked` is the version that the lock file has; `constraints` are those of all modules, as they are written
    ("~> 5.0"), each once. All are known strings with their ranges."""

    locked: Known | None = None
    constraints: tuple[Known, ...] = ()


class RootPins(Mapping[str, Pin]):
    """The pins of a root module by the source of the provider ("hashicorp/aws"). The lock file is opened at once, and
    what is in it and in the modules is looked at when someone asks."""

    def __init__(self, run: Run, folder: str) -> None:
        self._run = run
        self._lock = _opened(run, os.path.join(folder, LOCK_FILE))
        self._pins: dict[str, Pin] | None = None

    def __getitem__(self, source: str) -> Pin:
        return self._read[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)

    @property
    def _read(self) -> dict[str, Pin]:
        if self._pins is None:
            self._pins = dict(self._locked())
            for body in self._bodies():
                for source, constraint in _constraints(body):
                    pin = self._pins.get(source, Pin())
                    if all(constraint.value != other.value for other in pin.constraints):
                        self._pins[source] = replace(pin, constraints=(*pin.constraints, constraint))
        return self._pins

    def _locked(self) -> Iterator[tuple[str, Pin]]:
        """What the lock file beside the root module has."""
        for block in self._lock.body.of_type("provider") if self._lock is not None else ():
            version = _text(block.body, "version")
            if version is not None and block.labels:
                yield _source(block.labels[0]), Pin(locked=version)

    def _bodies(self) -> Iterator[Body]:
        return (file.body for module in self._run.modules for file in module.files)


def _opened(run: Run, path: str) -> File | None:
    """The lock file; None where there is none, or none that can be read: then it says nothing."""
    if not os.path.isfile(path):
        run.folders.repository.seen.stamp(path)
        return None
    try:
        return run.folders.repository.configuration(path)
    except Unreadable:
        return None


def _constraints(body: Body) -> Iterator[tuple[str, Known]]:
    """The constraints in one file: under required_providers, and in a provider block, as before Terraform 0.13.

    https://developer.hashicorp.com/terraform/language/providers/requirements
    """
    for block in body.blocks:
        if block.type == "terraform":
            for required in block.body.of_type("required_providers"):
                yield from _required(required)
        elif block.type == "provider" and block.labels:
            version = _text(block.body, "version")
            if version is not None:
                yield _source(block.labels[0]), version


def _required(block: Block) -> Iterator[tuple[str, Known]]:
    from tflint_cognito.terraform.hcl.syntax import Object

    for name, attribute in block.body.attributes.items():
        source, node = attribute.expression
        if not isinstance(node, Object):
            alone = _literal(attribute.expression)
            if alone is not None:
                yield _source(name), alone
            continue
        parts = {_key(Expression(source, key)): Expression(source, value) for key, value in node.items}
        version = _literal(parts["version"]) if "version" in parts else None
        if version is not None:
            address = literal_text(parts["source"]) if "source" in parts else name
            yield _source(address or name), version


def _key(expression: Expression) -> str:
    return literal_text(expression) or expression.range.text


def _text(body: Body, name: str) -> Known | None:
    attribute = body.attributes.get(name)
    return None if attribute is None else _literal(attribute.expression)


def _literal(expression: Expression) -> Known | None:
    text = literal_text(expression)
    return None if text is None else _at(expression.range, text)


def _at(range: Range, text: str) -> Known:
    return replace(string(text), range=range)


def _source(address: str) -> str:
    """A source address, without the registry where it is Terraform's own: "hashicorp/aws" for "aws", too."""
    address = address.lower()
    for registry in _REGISTRIES:
        address = address.removeprefix(registry)
    return address if "/" in address else _NAMESPACE + address
