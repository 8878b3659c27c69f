"""Terraform's addresses: which module instance, which resource, which instance of it."""

from __future__ import annotations

import re

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass, replace

#: The key of one instance: a string (for_each), a number (count); None for a single instance or an unknown one.
Key = str | int | None


@dataclass(frozen=True, slots=True)
class ModuleStep:
    """One module call on the way from the root module, with the instance's key."""

    name: str
    key: Key = None

    def __str__(self) -> str:
        return f"module.{self.name}{format_key(self.key)}"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a resource (`mode` "managed") or data source (`mode` "data") stands, as Terraform writes it."""

    module: tuple[ModuleStep, ...]
    type: str
    name: str
    key: Key = None
    mode: str = "managed"

    def __str__(self) -> str:
        return "".join(f"{step}." for step in self.module) + self.local

    @property
    def local(self) -> str:
        """The address inside its module: `data.aws_region.here`, `aws_cognito_user_pool.this[0]`."""
        prefix = "data." if self.mode == "data" else ""
        return f"{prefix}{self.type}.{self.name}{format_key(self.key)}"

    @property
    def block(self) -> Address:
        """The address of the block that this is an instance of: no keys anywhere."""
        return replace(self, module=tuple(ModuleStep(step.name) for step in self.module), key=None)


@dataclass(frozen=True, slots=True)
class Reference:
    """One attribute of one resource: what an expression such as `aws_cognito_user_pool.this.id` stands for.

    `attribute` is a path below the resource, empty for the resource as a whole.
    """

    address: Address
    attribute: str = ""

    def __str__(self) -> str:
        return f"{self.address}.{self.attribute}" if self.attribute else str(self.address)


def format_key(key: Key) -> str:
    """The key as it stands in an address: `[0]`, `["acme"]`, or nothing."""
    if key is None:
        return ""
    if isinstance(key, int):
        return f"[{key}]"
    escaped = (
        key.replace("\\", "\\\\").replace('"', '\\"').replace("${", "$${").replace("%{", "%%{").replace("\n", "\\n")
    )
    return f'["{escaped}"]'


def parse_address(text: str) -> Address:
    """The address of a resource or data source, from the form that Terraform prints. ValueError for anything else."""
    steps = _steps(text)
    module: list[ModuleStep] = []
    while len(steps) > 2 and steps[0][0] == "module":
        name, key = steps[1]
        module.append(ModuleStep(name, key))
        del steps[:2]
    mode = "data" if steps and steps[0][0] == "data" and len(steps) > 2 else "managed"
    if mode == "data":
        del steps[0]
    if len(steps) != 2 or steps[0][1] is not None:
        raise ValueError(f"{text!r} is not the address of a resource")
    return Address(tuple(module), steps[0][0], steps[1][0], steps[1][1], mode)


_STEP = pattern(r'([^\W\d][\w-]*)(?:\[(?:(\d+)|"((?:[^"\\]|\\.)*)")\])?(?:\.|$)')
_ESCAPE = pattern(r'\\(["\\n])|\$\$\{|%%\{')


def _steps(text: str) -> list[tuple[str, Key]]:
    steps: list[tuple[str, Key]] = []
    at = 0
    while at < len(text):
        match = _STEP.match(text, at)
        if match is None:
            raise ValueError(f"{text!r} is not an address: unexpected {text[at]!r} at {at}")
        name, number, quoted = match.groups()
        key: Key = int(number) if number is not None else None if quoted is None else _ESCAPE.sub(_unescape, quoted)
        steps.append((name, key))
        at = match.end()
    return steps


def _unescape(match: re.Match[str]) -> str:
    escaped: str | None = match.group(1)
    if escaped is None:
        return match.group(0)[1:]
    return "\n" if escaped == "n" else escaped
