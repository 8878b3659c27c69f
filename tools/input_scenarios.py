"""Random root modules that get their variables from everywhere at once, and that override files change.

`scenarios(seed, count)` gives them; tools/module_vectors.py asks Terraform about them. Every value says where it was
written, so that an output tells which one won. Equal seeds give equal scenarios.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

NAMES = ("a", "b", "c", "d")
#: Types that a variable may have, and what a value for it looks like in HCL; @ is where it was written.
TYPES = {
    "string": '"@"',
    "any": '"@"',
    "": '"@"',
    "list(string)": '["@"]',
    "set(string)": '["@", "x"]',
    "map(string)": '{ from = "@" }',
    "object({ from = string, size = optional(number, 3) })": '{ from = "@" }',
    "number": "@",
}
#: Values that fit few types, or none.
ODD = ("null", "true", "7", '"seven"', "[]", "{}", '["a", 1]', '{ from = null, size = "9" }', "{ size = 1 }")
FILES = (
    "terraform.tfvars", "terraform.tfvars.json", "a.auto.tfvars", "b.auto.tfvars", "B.auto.tfvars",
    "a.auto.tfvars.json", "10.auto.tfvars", "9.auto.tfvars", "_.auto.tfvars", "b.auto.tfvars.json",
    "not.tfvars", "terraform.auto.tfvars",
)  # fmt: skip
GIVEN = ("given.tfvars", "given.tfvars.json", "vars/more.tfvars", "more.auto.tfvars")
OVERRIDES = ("override.tf", "a_override.tf", "b_override.tf", "override.tf.json", "B_override.tf", "_override.tf")


class Scenarios:
    """Makes them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def inputs(self) -> tuple[dict[str, str], list[str], dict[str, str]]:
        """The files, the arguments and the environment of one module with variables."""
        self.types = {name: self.random.choice(list(TYPES)) for name in NAMES}
        self.place = 0
        files = {"main.tf": "".join(self.declared(name) for name in NAMES)}
        for name in self.random.sample(FILES, self.random.randint(0, 5)):
            files[name] = self.variable_file(name)
        arguments: list[str] = []
        for _ in range(self.random.randint(0, 4)):
            if self.random.random() < 0.5:
                name = self.random.choice(GIVEN)
                files.setdefault(name, self.variable_file(name))
                arguments.append(f"-var-file={name}")
            else:
                name = self.random.choice(NAMES)
                arguments += ["-var", f"{name}={self.as_word(name)}"]
        chosen = [name for name in NAMES if self.random.random() < 0.3]
        return files, arguments, {f"TF_VAR_{name}": self.as_word(name) for name in chosen}

    def declared(self, name: str) -> str:
        lines = [f"  type = {self.types[name]}"] if self.types[name] else []
        lines += [f"  default = {self.value(name)}"] if self.random.random() < 0.9 else []
        lines += ["  nullable = false"] if self.random.random() < 0.15 else []
        body = "\n".join(lines)
        return f'variable "{name}" {{\n{body}\n}}\noutput "{name}" {{\n  value = var.{name}\n}}\n'

    def value(self, name: str) -> str:
        self.place += 1
        if self.random.random() < 0.06:
            return self.random.choice(ODD)
        fitting = TYPES[self.types[name]]
        return fitting.replace("@", str(self.place) if self.types[name] == "number" else f"place {self.place}")

    def as_word(self, name: str) -> str:
        """A value as -var and TF_VAR_ take it: strings, and what has no type, as they are."""
        value = self.value(name)
        return value.strip('"') if self.types[name] in ("string", "") else value

    def variable_file(self, path: str) -> str:
        names = [name for name in NAMES if self.random.random() < 0.5]
        if path.endswith(".json"):
            return json.dumps({name: self.as_json(name) for name in names}) + "\n"
        more = 'undeclared = "x"\n' if self.random.random() < 0.05 else ""
        return "".join(f"{name} = {self.value(name)}\n" for name in names) + more

    def as_json(self, name: str) -> Any:
        self.place += 1
        place = f"place {self.place}"
        match self.types[name]:
            case "number":
                return self.random.choice((self.place, str(self.place)))
            case "list(string)" | "set(string)":
                return [place, "${x}"]
            case "map(string)" | "object({ from = string, size = optional(number, 3) })":
                return {"from": place}
        return place

    def overrides(self) -> dict[str, str]:
        """The files of one module that override files change."""
        self.place = 0
        files = {"main.tf": self.base(), "m/main.tf": MODULE, "n/main.tf": MODULE}
        for name in self.random.sample(OVERRIDES, self.random.randint(1, 3)):
            blocks = [self.override() for _ in range(self.random.randint(1, 3))]
            files[name] = "".join(blocks) if name.endswith(".tf") else json.dumps(self.override_in_json()) + "\n"
        return files

    def base(self) -> str:
        return f"""variable "v" {{
  type = {self.random.choice(("string", "any", "number"))}
  default = {self.number()}
}}
locals {{
  x = {self.number()}
  y = {self.number()}
}}
resource "terraform_data" "r" {{
  input = {self.number()}
  {self.random.choice(("", "count = 2", 'for_each = toset(["p"])'))}
}}
module "m" {{
  source = "./m"
  size = {self.number()}
  {self.random.choice(("", "count = 2", "more = 1"))}
}}
output "v" {{ value = var.v }}
output "x" {{ value = [local.x, local.y] }}
output "r" {{ value = [for one in flatten([terraform_data.r]) : try(one.input, [for r in values(one) : r.input])] }}
output "m" {{ value = module.m }}
output "o" {{ value = {self.number()} }}
"""

    def number(self) -> int:
        self.place += 1
        return self.place

    def override(self) -> str:
        n = self.number()
        return self.random.choice(
            (
                f'variable "v" {{ default = {n} }}\n',
                f'variable "v" {{\n  type = string\n  default = "{n}"\n}}\n',
                'variable "v" { type = number }\n',
                'variable "v" { nullable = false }\n',
                f"locals {{ x = {n} }}\n",
                f"locals {{\n  y = {n}\n  x = local.y\n}}\n",
                f'output "o" {{ value = "o{n}" }}\n',
                f'resource "terraform_data" "r" {{ input = "r{n}" }}\n',
                f'resource "terraform_data" "r" {{\n  input = {n}\n  triggers_replace = 1\n}}\n',
                'resource "terraform_data" "r" { count = 1 }\n',
                'resource "terraform_data" "r" { for_each = { q = 1 } }\n',
                f'module "m" {{ size = {n} }}\n',
                f'module "m" {{ more = {n} }}\n',
                'module "m" { source = "./n" }\n',
                f'module "m" {{\n  count = 1\n  size = {n}\n}}\n',
                f'variable "nowhere" {{ default = {n} }}\n',
                f'output "nowhere" {{ value = {n} }}\n',
                f"locals {{ nowhere = {n} }}\n",
                f'resource "terraform_data" "nowhere" {{ input = {n} }}\n',
            )
        )

    def override_in_json(self) -> Any:
        n = self.number()
        return self.random.choice(
            (
                {"variable": {"v": {"default": n}}},
                {"locals": {"x": f"${{{n}}}"}},
                {"output": {"o": {"value": [n]}}},
                {"resource": {"terraform_data": {"r": {"input": f"j{n}"}}}},
                {"module": {"m": {"size": n}}, "locals": [{"y": n}]},
            )
        )


MODULE = """variable "size" {}
variable "more" { default = 0 }
output "all" { value = [var.size, var.more, basename(path.module)] }
"""


def scenarios(seed: int, count: int) -> Iterator[tuple[dict[str, str], list[str], dict[str, str]]]:
    """Files, arguments and environment of `count` modules, two thirds of them about variables."""
    making = Scenarios(seed)
    for index in range(count):
        yield (making.overrides(), [], {}) if index % 3 == 2 else making.inputs()
