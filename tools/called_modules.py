"""Freezes what real Terraform makes of random modules: typed variables, the arguments of a call, outputs, repetition.

    python -m tools.called_modules SEED [COUNT] [TERRAFORM]          prints a batch as JSON
    python -m tools.called_modules freeze [TERRAFORM]                writes the batch that the tests use

Each piece is a call of a module of its own, and the answer to it is what the call as a whole is worth. Equal seeds give
equal modules. The tests need no Terraform.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tools import expression_vectors, freezing
from tools.expression_vectors import SURROUNDINGS
from tools.terraform_answers import Json, Module, initialise, version

FROZEN = Path(__file__).parent.parent / "tests/terraform/evaluation/data/called_modules.json.gz"
SEED = 501
COUNT = 400
BATCH = 100

#: What an argument may be instead of a literal that fits; @ stands for that literal.
ARGUMENTS = """
    @ | @ | @ | @ | null | local.nothing | local.any | local.any | sensitive(@) | local.mfa ? null : @ | [@][0]
    local.truth ? @ : @ | local.truth ? @ : null | try(local.nothing.a, @) | { a = @ }.a | "a-${local.text}"
    jsondecode(jsonencode(@)) | one([@]) | merge({}, { a = @ }).a | [for x in [@] : x][0] | nonsensitive(sensitive(@))
"""
#: And what it seldom is, since it fits few types.
UNFIT = """
    local.text | local.list | local.number | local.truth | local.clients | local.object | local.password | local.flows
    local.tags | local.map | local.secrets | local.set | local.zones | local.mixed | "${local.text}" | local.clients[0]
"""
#: Expressions of an output of the module; @ stands for a variable.
OUTPUTS = """
    var.@ | var.@ | var.@ | [var.@] | jsonencode(var.@) | var.@ == null | try(length(var.@), "none") | can(var.@.name)
    try(var.@.name, "none") | try(var.@[0], null) | [for x in var.@[*] : x] | try([for k, v in var.@ : k], "none")
    try(keys(var.@), "none") | local.all | { given = var.@, name = path.module == "" }
    coalesce(try(tostring(var.@), null), "z")
    try({ for k, v in var.@ : k => v if v != null }, "none") | terraform.workspace | try(toset(var.@), var.@)
    try("text-${var.@}", "none") | var.@ == null ? null : var.@ | try(merge(var.@, { more = 1 }), "none")
    issensitive(var.@) | try(tolist(var.@), "none") | try(startswith(var.@, "a-"), "none")
    nonsensitive(sensitive(var.@))
"""
REPETITIONS = """
    once | once | once | once | once | count = 2 | count = 0 | for_each = toset(["b", "a"])
    for_each = { x = 1, y = 2 } | for_each = {}
    for_each = local.tags | count = local.mfa ? 1 : 0 | for_each = { for c in local.clients : c.name => c } | count = 1
    once | once | once | once | for_each = { x = { name = "n" } }
    count = 3 | for_each = ["a"] | for_each = local.object
"""
REPEATED = {"count": "count.index | [count.index]", "for_each": "each.key | each.value | { name = each.key }"}
#: How the call is looked at; @ stands for it.
VIEWS = """
    @ | @ | @ | @ | try(@.o0, "none") | try(@[0].o0, "none") | try(@["a"].o0, @["x"], "none") | try(@[*].o0, "none")
    try(values(@)[*].o0, "none") | try([for k, m in @ : k], "none") | try(keys(@), "none") | try(@.*.o1, "none")
    try({ for k, m in @ : k => m.o0 }, "none") | try(one(@[*].o0), "none") | length(@) | @.o0 | jsonencode(@)
"""


class Generator:
    """Random modules and calls of them; NAME stands for the name of both. Equal seeds give equal texts."""

    def __init__(self, seed: int) -> None:
        self.types = expression_vectors.Generator(seed)
        self.random = self.types.random

    def module(self) -> tuple[str, str]:
        """The text of a module, and of a call of it with the output that shows it."""
        repetition = self.one_of(REPETITIONS).replace("once", "")
        self.repeats = repetition.partition(" ")[0]
        lines: list[str] = []
        arguments: list[str] = []
        names = [f"v{number}" for number in range(self.random.choice((1, 1, 2)))]
        for name in names:
            declared, given = self.variable(name)
            lines.append(declared)
            arguments += [f"  {name} = {given}"] if given else []
        lines.append(f"locals {{\n  all = [{', '.join(f'var.{name}' for name in names)}]\n}}")
        lines.append('output "all" {\n  value = local.all\n}')
        for number in range(self.random.choice((1, 2, 3))):
            expression = self.one_of(OUTPUTS).replace("@", self.random.choice(names))
            mark = "\n  sensitive = true" if self.random.random() < 0.1 else ""
            lines.append(f'output "o{number}" {{\n  value = {expression}{mark}\n}}')
        call = "\n".join(['module "NAME" {', '  source = "./NAME"', f"  {repetition}", *arguments, "}"])
        return "\n".join(lines) + "\n", f"{call}\n" + self.output()

    def variable(self, name: str) -> tuple[str, str]:
        """A declaration, and the argument for it; none if it is left out."""
        type, fitting = self.types.constraint(self.random.choice((0, 1, 2, 2)))
        lines = [f"  type = {type}"] if self.random.random() < 0.9 else []
        default = self.default(fitting) if self.random.random() < 0.5 else ""
        lines += [f"  default = {default}"] if default else []
        nullable = self.random.choice(("true", "true", "true", "false"))
        lines += [f"  nullable = {nullable}"] if self.random.random() < 0.3 and default != "null" else []
        lines += ["  sensitive = true"] if self.random.random() < 0.12 else []
        if self.random.random() < 0.1:
            condition = self.random.choice((f"var.{name} != 1 || true", f"var.{name} != 1", f"can(var.{name})"))
            lines.append(f'  validation {{\n    condition = {condition}\n    error_message = "It is wrong."\n  }}')
        if self.repeats and self.random.random() < 0.3:
            given = self.one_of(REPEATED[self.repeats])
        elif self.random.random() < 0.1:
            given = self.one_of(UNFIT)
        else:
            given = self.one_of(ARGUMENTS).replace("@", fitting)
        declared = "\n".join([f'variable "{name}" {{', *lines, "}"])
        return declared, "" if self.random.random() < (0.3 if default else 0.02) else given

    def default(self, fitting: str) -> str:
        return self.random.choice((*[fitting] * 5, "null", "null", self.random.choice(expression_vectors.LITERALS)))

    def output(self) -> str:
        view = self.one_of(VIEWS).replace("@", "module.NAME")
        return f'output "NAME" {{\n  value = {view}\nMORE}}\n'

    def one_of(self, text: str) -> str:
        choices = [piece.strip() for line in text.strip("\n").splitlines() for piece in line.split(" | ")]
        return self.random.choice(choices)


class Calls(Module):
    """A module of calls, each of a module in a folder of its own."""

    def __init__(self, terraform: str, modules: Sequence[tuple[str, str]]) -> None:
        super().__init__(terraform, [partial(call_text, call) for _, call in modules], SURROUNDINGS)
        self.modules = modules

    def _write(self, path: Path) -> list[int]:
        for index, (text, _) in enumerate(self.modules):
            inner = path.parent / f"piece_{index}"
            if index in self.errors:
                shutil.rmtree(inner, ignore_errors=True)
            else:
                inner.mkdir(exist_ok=True)
                (inner / "main.tf").write_text(text, encoding="utf-8")
        lines = super()._write(path)
        for diagnostic in initialise(self.terraform, path.parent):
            self._learn(diagnostic, lines)
        return super()._write(path) if self.errors else lines


def call_text(text: str, name: str, more: str) -> str:
    return re.sub(r"\bNAME\b", name, text).replace("MORE", more)


def vectors(seed: int, count: int, terraform: str) -> Iterator[Json]:
    """A batch of modules with the calls of them and the answers."""
    generator = Generator(seed)
    modules = list(dict.fromkeys(generator.module() for _ in range(count)))
    for start in range(0, len(modules), BATCH):
        batch = modules[start : start + BATCH]
        for (text, call), answer in zip(batch, Calls(terraform, batch).answers(), strict=True):
            yield {"module": text, "call": call, **answer}


def freeze(terraform: str) -> None:
    frozen = {"terraform": version(terraform), "vectors": list(vectors(SEED, COUNT, terraform))}
    freezing.freeze(FROZEN, frozen)
    refused = sum("error" in vector for vector in frozen["vectors"])
    print(f"{len(frozen['vectors'])} modules are frozen, {refused} of them refused")


def main(arguments: Sequence[str]) -> None:
    freezing.run(
        arguments, __doc__, freeze, lambda seed, count, terraform: list(vectors(seed, count, terraform)), COUNT
    )


if __name__ == "__main__":
    main(sys.argv[1:])
