"""Freezes what real Terraform answers to random expressions and type constraints, for the tests to compare ours with.

    python -m tools.expression_vectors SEED [COUNT] [TERRAFORM]          prints a batch as JSON
    python -m tools.expression_vectors freeze [TERRAFORM]                writes the batches that the tests use

The expressions are random derivations of the grammar below; Terraform accepts about three quarters of them.
Equal seeds give equal expressions, so that a batch can be asked again of another version. The tests need no Terraform.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tools import freezing
from tools.terraform_answers import Json, answers, version

FROZEN = Path(__file__).parent.parent / "tests/terraform/evaluation/data/more_vectors.json.gz"
SEEDS = (*range(301, 307), 9109, 9110)
COUNT = 400

#: What the expressions may refer to. Locals only, since Terraform first checks a module with its variables unknown.
#: terraform_data is built in, and its id is unknown until it is created.
SURROUNDINGS = """
resource "terraform_data" "later" {}
locals {
  name    = "web"
  minutes = 60
  mfa     = false
  flows   = tolist(["code", "implicit"])
  tags    = tomap({ team = "billing", env = "prod" })
  zones   = toset(["b", "a"])
  clients = tolist([
    { name = "web", flows = tolist(["code"]), secret = tobool(null) },
    { name = "mobile", flows = tolist([]), secret = true },
  ])
  password = sensitive("hunter2")
  secrets  = [sensitive("s3cret"), "open"]
  mixed    = ["a", 1, true]
  nothing  = null

  text   = terraform_data.later.id
  number = tonumber(terraform_data.later.id)
  truth  = tobool(terraform_data.later.id)
  list   = split(",", terraform_data.later.id)
  set    = toset(split(",", terraform_data.later.id))
  map    = zipmap(split(",", terraform_data.later.id), split(",", terraform_data.later.id))
  any    = jsondecode(terraform_data.later.id)
  object = terraform_data.later.id == "a" ? { name = "a", size = 1 } : { name = "b", size = 2 }
}
"""

#: Kind of value -> its derivations. `@kind` stands for any derivation of that kind; those without one end it.
GRAMMAR = {
    "text": """
        "" | "code" | "a,b" | "12" | "true" | "tab\\tquote\\"é" | "$${no}" | "ß-%%{x" | local.name | local.text | null
        local.password | tostring(null) | local.flows[0] | local.tags.team | local.tags["env"] | local.clients[1].name
        local.object.name | local.list[0] | local.map["a"] | local.any | sensitive("s") | local.secrets[1]
        "${@text}" | "a-${@text}-b" | "${@any}" | "${@text}${@number}" | "%{ if @truth }yes%{ else }no%{ endif }"
        "x%{ if @truth }${@text}%{ endif }" | "%{ for x in @list }${x},%{ endfor }"
        "%{ for k, v in @map ~} ${k} %{~ endfor }"
        upper(@text) | format("%s/%v", @text, @any) | join("-", @list) | @truth ? @text : @text | try(@any, @text)
        coalesce(@text, @text) | jsonencode(@any) | element(@list, @number) | lookup(@map, @text, @text)
        replace(@text, "a", "b") | substr(@text, 0, 3) | tostring(@number) | trimprefix(@text, "a")
        jsonencode(local.text) | format("a-%s", @text) | join("", [@text]) | try(@list[0], @list...) | "${-(0)}"
        templatestring(local.name, @map) | yamlencode(@any) | base64encode(@text) | "${length(@list)}-${@text}"
        upper(<<-EOT¶    one ${@text}¶      two¶    EOT¶  ) | (@text)
    """,
    "heredoc": """
        <<EOT¶one¶  ${@text}¶EOT | <<-EOT¶    ${@text} x¶      %{ if @truth }¶      y¶      %{ endif }¶    z¶  EOT
        <<-EOT¶  %{ for x in @list ~}¶  - ${x}¶  %{ endfor ~}¶  EOT | <<EOT¶${@any}¶EOT | <<EOT¶a $${b} \\n "c"¶EOT
    """,
    "number": """
        0 | 1 | 2 | 3.5 | 0.1 | 1e3 | "7" | local.minutes | local.number | local.object.size | null | local.mixed[1]
        sensitive(5) | @number + @number | @number - @number | @number * @number | @number / @number
        @number % @number
        -@number | (@number) | length(@any) | max(@number, @number) | @truth ? @number : @number | floor(@number)
        index(@list, @text) | sum(@numbers) | try(@number, 1) | tonumber(@text) | parseint(@text, 10)
        pow(@number, 2) | length(@set) | @truth ? 60 : 60 | @truth ? length(@list) : 3 | -(0) | @number % 0
        length(@truth ? local.flows : tolist([@text])) | abs(@number) | ceil(@number) | min(@numbers...)
    """,
    "truth": """
        true | false | "true" | "0" | local.mfa | local.truth | null | local.clients[1].secret | sensitive(true)
        !@truth | @truth && @truth | @truth || @truth | @any == @any | @any != @any | @text == @text | @any == null
        null != @any | @number < @number | @number >= @number | can(@any) | contains(@list, @text) | (@truth)
        @list == @list | @map == @map | @set == @set | alltrue(@truths) | anytrue(@truths) | startswith(@text, "a")
        @object == @object | issensitive(@any) | tobool(@text) | length(@list) > @number | length(@set) == @number
        startswith(join("-", [@text, @text]), "a") | format("a-%s", @text) == @text | jsonencode(@any) != @text
        (@truth ? 1 : 2) < @number | @objects == @objects | endswith(@text, @text) | strcontains(@text, "a")
    """,
    "list": """
        [] | ["code"] | ["b", "a", "b"] | [1, "1", true] | [null, "a"] | ["a", terraform_data.later.id] | local.flows
        local.list | local.mixed | local.secrets | [local.password, "x"] | tolist([]) | null | [local.any, 1]
        [@any, @any] | [@text, @text] | [for x in @collection : @item] | [for x in @collection : @item if @test]
        [for i, x in @collection : i] | [for k, v in @map : @entry] | [for k, v in @map : @entry if @entry_test]
        [for x in @list : [for y in @list : "${x}${y}"]] | local.clients[*].name | local.clients.*.flows | @list[*]
        @any[*]
        @objects[*].name | @object[*].name | @object.*.size | [for c in @objects : c.name] | [for c in @objects : c]
        concat(@list, @list) | distinct(@list) | sort(@list) | reverse(@list) | compact(@list)
        flatten([@list, @list])
        tolist(@list) | tolist(@set) | keys(@map) | values(@map) | slice(@list, 0, 1) | split(",", @text)
        @truth ? @list : @list | @truth ? @list : [] | try(@list, []) | setproduct(@list, @list)
        chunklist(@list, 2) | (@list)
        sort([@text, @text]) | element([@list, @list], @number) | matchkeys(@list, @list, @list) | tolist([@any])
        @truth ? local.flows : tolist([@text]) | formatlist("%s-%s", @list, @text) | setunion(@list, @list)
        coalescelist(@list, @list) | range(@number) | [for x in @set : x] | tolist(@objects) | concat([], @lists...)
    """,
    "lists": """[@list, @list] | [@list] | [[], @list]""",
    "numbers": """[1, 2] | [@number, @number] | [] | ["3", 4]""",
    "truths": """[true] | [@truth, @truth] | []""",
    "set": """
        local.zones | local.set | toset([]) | toset(@list) | toset(@numbers) | toset(@objects) | setunion(@set, @set)
        setsubtract(@set, @set) | setintersection(@set, @set) | @truth ? @set : @set | toset([@any, @any])
        toset([null, @text])
        toset(@truths) | toset([@list, @list]) | toset([sensitive("a"), "b"]) | toset(keys(@map))
    """,
    "map": """
        {} | { a = 1 } | { a = "x", b = 2 } | { "k 1" = null } | { (local.name) = 1 } | local.tags | local.map
        tomap({})
        { a = terraform_data.later.id } | { (local.text) = 1 } | { a = local.password } | { (local.password) = 1 }
        null
        { a = @any, b = @any } | { (@text) = @any } | { "${@text}-x" = @any } | { for k, v in @map : k => v }
        { for k, v in @map : upper(k) => v if @entry_test } | { for x in @list : x => @item }
        { for i, x in @list : i => x }
        { for x in @list : "${x}" => x... } | { for k, v in @map : "${v}" => k... }
        { for c in @objects : c.name => c }
        merge(@map, @map) | tomap(@map) | zipmap(@list, @list) | @truth ? @map : @map | try(@map, {})
        merge(@maps...)
        { for c in @objects : c.name => c... if c.name != "web" } | @truth ? @map : {} | tomap(@object) | (@map)
    """,
    "maps": """[@map, @map] | [for x in @list : { (x) = 1 }] | [] | [{}, @map]""",
    "object": """
        { name = "web", size = 1 } | { name = @text, size = @number } | local.object | local.clients[0] | null
        local.nothing
        { name = @any } | { name = "a", size = null } | @truth ? @object : @object | try(@object, {}) | @objects[0]
        @truth ? @object : null | merge(@object, { name = @text }) | one([@object])
    """,
    "objects": """
        local.clients | [@object, @object] | [{ name = "a" }, { name = "b" }] | [] | [for x in @list : { name = x }]
        [{ name = "web", size = 1 }, { name = @text, size = "2" }] | tolist([@object]) | [local.object]
    """,
    "collection": "@list | @list | @set | @map | @object | @objects | @any",
    "item": """
        x | "${x}!" | upper(x) | [x] | { name = x } | x == "a" | x ? 1 : 2 | try(x.name, "none") | [x, @text] | @text
    """,
    "test": """x != "a" | x == null | x != null | @truth | length(x) > 1 | can(x.name) | contains(@list, x)""",
    "entry": """k | v | "${k}=${v}" | { (k) = v } | [k, v] | v == null | try(v[0], k)""",
    "entry_test": """k != "a" | v != null | @truth | can(tonumber(v))""",
    "any": """
        @text | @number | @truth | @list | @set | @map | @object | @objects | null | local.any | @any_access
        try(@any, @any)
        @truth ? @any : @any | @truth ? null : @any | sensitive(@any) | nonsensitive(sensitive(@any)) | (@any)
        one(@list)
    """,
    "any_access": """
        @list[0] | @list[@number] | @map.a | @map["a"] | @map[@text] | @object.name | @object["size"]
        @objects[0].name
        @any.name | @any[0] | local.object[@text] | local.mixed[@number] | @set[0] | local.secrets[@number] | @list.0
    """,
}


#: What stands where a value of any type may stand.
LITERALS = ('"a"', '"12"', "1", "2.50", "true", '"true"', "null", "[]", '["b", 1]', "{}", "{ name = 1 }")


class Generator:
    """Random derivations of the grammar. Equal seeds derive equal texts."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.derivations = {kind: _derivations(text) for kind, text in GRAMMAR.items()}
        self.endings = {kind: [text for text in texts if "@" not in text] for kind, texts in self.derivations.items()}

    def expression(self) -> str:
        kinds = ["any", "any", "text", "heredoc", "list", "map", "set", "truth", "number", "any_access"]
        return self.derive(f"@{self.random.choice(kinds)}", self.random.randint(1, 4))

    def derive(self, text: str, depth: int) -> str:
        """`text` with every `@kind` in it replaced by a derivation that is at most `depth` deep, or little more."""
        return re.sub(r"@(\w+)", lambda match: self._derivation(match[1], depth), text)

    def _derivation(self, kind: str, depth: int) -> str:
        choices = self.derivations[kind]
        if depth <= 0:
            choices = self.endings[kind] or choices
        return self.derive(self.random.choice(choices), depth - 1)

    def constraint(self, depth: int) -> tuple[str, str]:
        """A type constraint, and a value that fits it more often than not."""
        random = self.random
        match random.choice(["scalar"] if depth <= 0 else ["scalar", "collection", "object", "object", "tuple"]):
            case "scalar":
                return random.choice(["string", "number", "bool", "any"]), self._literal()
            case "collection":
                kind = random.choice(["list", "set", "map"])
                pairs = [self.constraint(depth - 1)]
                values = [pairs[0][1], *([self._literal()] if random.random() < 0.1 else [])] * random.randint(0, 2)
                keyed = ", ".join(f"{name} = {value}" for name, value in zip("abcd", values, strict=False))
                value = f"{{ {keyed} }}" if kind == "map" else f"[{', '.join(values)}]"
                return f"{kind}({pairs[0][0]})", value
            case "tuple":
                pairs = [self.constraint(depth - 1) for _ in range(random.randint(0, 2))]
                return f"tuple([{', '.join(pair[0] for pair in pairs)}])", f"[{', '.join(pair[1] for pair in pairs)}]"
        types, values = [], []
        for name in random.sample(["name", "size", "flows", "extra"], random.randint(0, 3)):
            type, value = self.constraint(depth - 1)
            default = f"optional({type}, {random.choice([value, self._literal(), 'null'])})"
            types.append(f"{name} = {random.choice([type, type, f'optional({type})', default, default])}")
            values += random.choice([[f"{name} = {value}"], [f"{name} = {value}"], [f"{name} = null"], []])
        values += ["more = 1"] if random.random() < 0.1 else []
        return f"object({{ {', '.join(types)} }})", f"{{ {', '.join(values)} }}"

    def _literal(self) -> str:
        return self.random.choice(LITERALS)


def _derivations(text: str) -> list[str]:
    """The derivations of one kind: separated by bars or line ends, with ¶ for the line ends in them."""
    pieces = (piece.strip() for line in text.strip().splitlines() for piece in line.strip().split(" | "))
    return [piece.replace("¶", "\n") for piece in pieces if piece]


def vectors(seed: int, count: int, terraform: str) -> Iterator[Json]:
    """A batch of expressions and the answers to them."""
    generator = Generator(seed)
    expressions = list(dict.fromkeys(generator.expression() for _ in range(count)))
    pieces = [partial(_output, expression) for expression in expressions]
    for expression, answer in zip(expressions, answers(terraform, pieces, SURROUNDINGS), strict=True):
        if "Failed to write plan file" not in answer.get("error", ""):  # infinity: only an output cannot hold it
            yield {"expression": expression, **answer}


def constraints(seed: int, count: int, terraform: str) -> Iterator[Json]:
    """A batch of variables with a type and a default, and what they hold."""
    generator = Generator(seed)
    pairs = list(dict.fromkeys(generator.constraint(3) for _ in range(count)))
    pieces = [partial(_variable, *pair) for pair in pairs]
    for (type, default), answer in zip(pairs, answers(terraform, pieces), strict=True):
        yield {"constraint": type, "given": default, **answer}


def _output(expression: str, name: str, more: str) -> str:
    return f'output "{name}" {{\n  value = {expression}\n{more}}}\n'


def _variable(type: str, default: str, name: str, more: str) -> str:
    declared = f'variable "{name}" {{\n  type = {type}\n  default = {default}\n}}\n'
    return declared + _output(f"var.{name}", name, more)


def freeze(terraform: str) -> None:
    frozen = {
        "terraform": version(terraform),
        "prelude": SURROUNDINGS,
        "vectors": [vector for seed in SEEDS for vector in vectors(seed, COUNT, terraform)],
        "constraints": list(constraints(SEEDS[0], COUNT, terraform)),
    }
    freezing.freeze(FROZEN, frozen)
    print(f"{len(frozen['vectors'])} expressions and {len(frozen['constraints'])} constraints are frozen")


def main(arguments: Sequence[str]) -> None:
    freezing.run(
        arguments,
        __doc__,
        freeze,
        lambda seed, count, terraform: {"vectors": list(vectors(seed, count, terraform))},
        COUNT,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
