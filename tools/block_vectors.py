"""Freezes what real Terraform makes of random resources with dynamic blocks, for the tests to compare ours with.

    python -m tools.block_vectors SEED [COUNT] [TERRAFORM]          prints a batch as JSON
    python -m tools.block_vectors freeze [TERRAFORM]                writes the batch that the tests use

The blocks are of Cognito's resources, so Terraform must find the AWS provider or a stand-in with its schema: by the
TF_REATTACH_PROVIDERS or TF_CLI_CONFIG_FILE of the environment. Nothing is asked of AWS. The tests need neither.

An answer has `resource`, its text, and either `error` or `instances`: by key, what is planned of its blocks. What is
unknown is {"__unknown__": true}, what is sensitive {"__sensitive__": …}, and what is null or empty is left out.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools import expression_vectors, freezing
from tools.terraform_answers import UNKNOWN, Json, Module, version

FROZEN = Path(__file__).parent.parent / "tests/terraform/evaluation/data/block_vectors.json.gz"
SEED = 11
COUNT = 600
BATCH = 300

SURROUNDINGS = (
    expression_vectors.SURROUNDINGS
    + """
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
"""
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A type of block: its arguments that are always written, bools that may be, and the blocks that may be in it."""

    name: str
    required: tuple[str, ...]
    inner: tuple[Shape, ...] = ()
    truths: tuple[str, ...] = ()


#: Resource type -> its other arguments, and its blocks. None of the arguments is computed; in lists and in sets of
#: blocks there may be any number.
RESOURCES: Mapping[str, tuple[str, Shape]] = {
    "aws_cognito_log_delivery_configuration": (
        'user_pool_id = "p"',
        Shape(
            "log_configurations",
            ("event_source", "log_level"),
            (Shape("s3_configuration", ("bucket_arn",)), Shape("firehose_configuration", ("stream_arn",))),
        ),
    ),
    "aws_cognito_user_pool": (
        'name = "customers"',
        Shape("schema", ("name", "attribute_data_type"), (), ("mutable", "required")),
    ),
    "aws_cognito_resource_server": (
        'identifier = "i"¶  name = "orders"¶  user_pool_id = "p"',
        Shape("scope", ("scope_name", "scope_description")),
    ),
    "aws_cognito_identity_pool_roles_attachment": (
        'identity_pool_id = "p"¶  roles = {}',
        Shape(
            "role_mapping",
            ("identity_provider", "type"),
            (Shape("mapping_rule", ("claim", "match_type", "role_arn", "value")),),
        ),
    ),
}

REPETITIONS = ("", "", "", "", "count = 2", 'for_each = { x = ["a", "b"], y = [] }', 'for_each = toset(["p", "q"])')

COLLECTIONS = """
    ["code", "implicit"] | ["a", "a", "b"] | toset(["b", "a"]) | { a = "x", b = "y" } | { b = { name = "n" }, a = {} }
    local.flows | local.zones | local.tags | local.clients | local.mixed | local.clients[*].name | local.secrets
    [for c in local.clients : c if c.name != "web"] | { for c in local.clients : c.name => c } | local.clients[0]
    toset(local.clients[*].name) | toset(local.clients) | [["a", "b"], ["c"]] | range(2) | toset([1, 2])
    [1, "x", true]
    [] | {} | toset([]) | tolist([]) | tomap({}) | null | local.nothing | tolist(null) | local.clients[0].flows
    local.list | local.set | local.map | local.any | local.object | ["a", local.text] | { a = local.text, b = "c" }
    toset(["a", local.text]) | [local.object, { name = "b" }] | { (local.text) = 1 } | tolist([local.any, "a"])
    sensitive(["a"]) | [sensitive("a"), "b"] | sensitive({ a = "x" }) | sensitive(toset(["a"])) | local.password
    { a = local.password } | sensitive([]) | sensitive(local.list) | toset([sensitive("a"), "b"])
    local.truth ? ["a"] : [] | local.truth ? ["a"] : ["b"] | local.truth ? local.flows : null | local.mfa ? [1] : []
    local.mfa ? [] : [1] | !local.mfa ? { a = "x" } : {} | local.name[*] | local.nothing[*] | local.text[*]
    [for x in local.flows : x if x != "code"] | [for x in local.list : x] | [for x in local.flows : x if local.truth]
    try(local.flows.none, ["fallback"]) | try(local.nothing.a, []) | concat(local.flows, ["z"]) | local.clients.*.flows
    "text" | 5 | true | local.text | local.number | local.truth | [null, "a"] | toset([null, "a"]) | { a = null }
    merge(local.tags, { more = "m" }) | keys(local.tags) | local.nowhere | [local.nothing] | tomap({ b = 1, a = 2 })
    setunion(local.zones, ["c"]) | flatten([local.flows, [["d"]]]) | compact(["", "a"]) | slice(local.flows, 0, 1)
    toset([{ name = "b" }, { name = "a" }, { name = "b" }]) | [{ name = "a", flows = ["f", "g"] }, { name = "b" }]
    [{ name = "a", flows = local.list }] | [{ name = local.text, flows = ["f"] }] | tolist([null]) | [sensitive(null)]
"""
INNER_COLLECTIONS = """
    @.value | @.value | @.value.flows | try(@.value.flows, []) | [@.value] | [@.key] | concat([@.key], ["z"]) | @
    @.value == null ? [] : [1] | try(@.value.name, null)[*] | { (@.key) = @.value } | range(length(@.value))
"""
SCALARS = (
    '"x" | "a-${local.name}" | local.text | local.name | sensitive("s") | 7 | true | "${local.text}-y" | local.any'
)
ITERATED = """
    try(tostring(@.value), jsonencode(@.value)) | try("${@.value}", "no") | @.value | @.key | @.key | "${@.key}-x"
    try(@.value.name, "none") | try(@.value.name, @.value, "none")
    @.value == "a" ? "first" : "other" | try("${@.value}", "no text") | jsonencode(@.value) | can(@.value.name)
    @.key == @.value | coalesce(try(tostring(@.value), null), "z") | try(@.value[0], @.value, "none") | @.value.name
    try(@.iterator, "none") | jsonencode(@) | length(@) | upper(@.key)
"""
REPEATED = {"count": "count.index | count.index + 1", "for_each": 'each.key | each.value | try(each.value[0], "none")'}
REPEATED_COLLECTIONS = {"count": "range(count.index)", "for_each": "each.value | [each.key] | toset(each.value)"}
TRUTHS = 'true | false | "true" | null | local.truth | local.mfa | local.clients[1].secret | local.clients[0].secret'

#: What stands in a block and makes it odd; @ is the type of block, $ what its content is.
ODD = """
    dynamic "@" {¶for_each = ["a"]¶} | dynamic "@" {¶content {¶$}¶} | dynamic {¶for_each = ["a"]¶content {¶$}¶}
    dynamic "@" "b" {¶for_each = ["a"]¶content {¶$}¶} | dynamic "@" {¶for_each = ["a"]¶more = 1¶content {¶$}¶}
    dynamic "@" {¶for_each = ["a"]¶content {¶$}¶content {¶$}¶} | dynamic "@" {¶for_each = []¶content {¶$}¶content {¶$}¶}
    dynamic "@" {¶for_each = ["a"]¶iterator = "quoted"¶content {¶$}¶} | dynamic "@" {¶for_each = []¶}
    dynamic "@" {¶for_each = ["a"]¶iterator = a.b¶content {¶$}¶} | dynamic @ {¶for_each = ["a"]¶content {¶$}¶}
    dynamic "@" {¶for_each = ["a"]¶labels = ["x"]¶content {¶$}¶} | dynamic "nowhere" {¶for_each = []¶content {¶$}¶}
    dynamic "@" {¶for_each = ["a"]¶labels = []¶content {¶$}¶} | dynamic "@" {¶for_each = null¶content {¶$}¶}
    dynamic "@" {¶for_each = ["a"]¶content "x" {¶$}¶} | dynamic "@" {¶for_each = ["a"]¶content {¶$nowhere = 1¶}¶}
    dynamic "@" {¶for_each = ["a"]¶other {}¶content {¶$}¶} | dynamic "@" {¶for_each = []¶content {¶$nowhere {}¶}¶}
    dynamic "name" {¶for_each = ["a"]¶content {}¶} | dynamic "user_pool_id" {¶for_each = []¶content {}¶}
    dynamic "lifecycle" {¶for_each = ["a"]¶content {}¶} | dynamic "provisioner" {¶for_each = []¶content {}¶}
    dynamic "@" {¶for_each = []¶iterator = each¶content {¶$}¶} | @ = [] | dynamic "@" {¶for_each = ["a"]¶content = {}¶}
    dynamic "@" {¶for_each = []¶iterator = local¶content {¶$}¶}
    dynamic "@" {¶for_each = ["a"]¶iterator = 1¶content {¶$}¶}
"""


class Generator:
    """Random resources. Equal seeds give equal texts; NAME stands for the name of the resource."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def resource(self) -> str:
        type = self.random.choice(sorted(RESOURCES))
        arguments, shape = RESOURCES[type]
        repetition = self.random.choice(REPETITIONS)
        self.repeats = repetition.partition(" ")[0]
        count = self.random.choice((1, 1, 2, 3))
        blocks = "".join(self.block(shape, (), 0) for _ in range(count))
        if self.random.random() < 0.06:
            blocks += self.odd(shape)
        text = f'resource "{type}" "NAME" {{¶{repetition}¶{arguments}¶{blocks}}}¶'
        return text.replace("¶¶", "¶").replace("¶", "\n")

    def block(self, shape: Shape, iterators: tuple[str, ...], depth: int) -> str:
        if self.random.random() < (0.25 if depth == 0 else 0.15):
            return f"{shape.name} {{¶{self.content(shape, iterators, depth)}}}¶"
        collection = self.collection(iterators)
        renamed = self.random.random() < 0.25
        name = self.random.choice(("it", "it", "each", "one", "local", "count")) if renamed else shape.name
        iterator = f"iterator = {name}¶" if renamed else ""
        content = self.content(shape, (*iterators, name), depth)
        return f'dynamic "{shape.name}" {{¶for_each = {collection}¶{iterator}content {{¶{content}}}¶}}¶'

    def content(self, shape: Shape, iterators: tuple[str, ...], depth: int) -> str:
        lines = [f"{name} = {self.scalar(iterators)}¶" for name in shape.required]
        lines += [f"{name} = {self.one_of(TRUTHS)}¶" for name in shape.truths if self.random.random() < 0.3]
        lines += [self.block(inner, iterators, depth + 1) for inner in shape.inner if self.random.random() < 0.5]
        return "".join(lines)

    def collection(self, iterators: Sequence[str]) -> str:
        if iterators and self.random.random() < 0.6:
            return self.one_of(INNER_COLLECTIONS).replace("@", self.random.choice(iterators))
        if self.repeats and self.random.random() < 0.3:
            return self.one_of(REPEATED_COLLECTIONS[self.repeats])
        return self.one_of(COLLECTIONS)

    def scalar(self, iterators: Sequence[str]) -> str:
        if iterators and self.random.random() < 0.75:
            return self.one_of(ITERATED).replace("@", self.random.choice(iterators[-2:]))
        if self.repeats and self.random.random() < 0.4:
            return self.one_of(REPEATED[self.repeats])
        return self.one_of(SCALARS)

    def odd(self, shape: Shape) -> str:
        content = self.content(shape, (), 1)
        return self.one_of(ODD).replace("@", shape.name).replace("$", content) + "¶"

    def one_of(self, text: str) -> str:
        choices = [piece.strip() for line in text.strip().splitlines() for piece in line.strip().split(" | ")]
        return self.random.choice([choice for choice in choices if choice])


class Resources(Module):
    """A module of resources instead of outputs."""

    def _read(self, plan: Json) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for change in plan["resource_changes"]:
            if change["name"].startswith("piece_"):
                planned, block = change["change"], RESOURCES[change["type"]][1].name
                parts = (planned[part].get(block) for part in ("after", "after_unknown", "after_sensitive"))
                found.setdefault(change["name"], {"instances": {}})
                found[change["name"]]["instances"][str(change.get("index", ""))] = merged(*parts)
        return found

    def _nothing(self, index: int) -> Json:
        return {"instances": {}}


def merged(value: Json, unknown: Json, sensitive: Json) -> Json:
    """A value of a plan with its unknowns and secrets marked, and without what is null or empty."""
    found = value
    if unknown is True:
        found = UNKNOWN
    elif isinstance(value, dict) or isinstance(unknown, dict):
        known, hidden, secret = (part if isinstance(part, dict) else {} for part in (value, unknown, sensitive))
        keys = sorted({*known, *hidden})
        inner = {key: merged(known.get(key), hidden.get(key), secret.get(key)) for key in keys}
        found = {key: item for key, item in inner.items() if item not in (None, [], {})}
    elif isinstance(value, list) or isinstance(unknown, list):
        lists = [part if isinstance(part, list) else [] for part in (value, unknown, sensitive)]
        length = max(len(lists[0]), len(lists[1]))
        found = [merged(*three) for three in zip(*([*part, *[None] * length][:length] for part in lists), strict=True)]
    return {"__sensitive__": found} if sensitive is True else found


def vectors(seed: int, count: int, terraform: str) -> Iterator[Json]:
    """A batch of resources and what is planned of their blocks."""
    generator = Generator(seed)
    texts = list(dict.fromkeys(generator.resource() for _ in range(count)))
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        pieces = [partial(_named, text) for text in batch]
        for text, answer in zip(batch, Resources(terraform, pieces, SURROUNDINGS).answers(), strict=True):
            yield {"resource": text, **answer}


def _named(text: str, name: str, more: str) -> str:
    return text.replace('"NAME"', f'"{name}"')


def freeze(terraform: str) -> None:
    frozen = {"terraform": version(terraform), "vectors": list(vectors(SEED, COUNT, terraform))}
    freezing.freeze(FROZEN, frozen)
    refused = sum("error" in vector for vector in frozen["vectors"])
    print(f"{len(frozen['vectors'])} resources are frozen, {refused} of them refused")


def main(arguments: Sequence[str]) -> None:
    freezing.run(
        arguments, __doc__, freeze, lambda seed, count, terraform: list(vectors(seed, count, terraform)), COUNT
    )


if __name__ == "__main__":
    main(sys.argv[1:])
