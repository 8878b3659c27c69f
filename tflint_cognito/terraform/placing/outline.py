"""Where the contents of a `dynamic` block stand whose `for_each` only the plan knows."""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.terraform.hcl.body import Block, Body
from tflint_cognito.terraform.repository import open_source
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.types import DYNAMIC
from tflint_cognito.terraform.values import Known, Unknown, Value


def outline(resource: Range, path: str, times: int) -> Known | None:
    """The blocks at the dotted `path` in the resource block that spans `resource`, `times` of them, with places alone:
    every argument is unknown. None where they are not all written as one `dynamic` block (or in JSON syntax)."""
    body = Body({}, open_source(resource.source, variables=False).body.blocks)
    found = next((block for block in body.blocks if block.range == resource), None)
    for name in path.split("."):
        found = _only(found, name) if found is not None else None
    return None if found is None else Known((_mapping(found),) * times, DYNAMIC, range=found.header)


def _only(block: Block, name: str) -> Block | None:
    """The only block in `block` that makes blocks of the type `name`."""
    blocks = [one for one in _content(block).blocks if _type(one) == name]
    return blocks[0] if len(blocks) == 1 else None


def _content(block: Block) -> Body:
    contents: Sequence[Block] = block.body.of_type("content") if block.type == "dynamic" else ()
    return contents[0].body if contents else block.body


def _type(block: Block) -> str:
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def _mapping(block: Block) -> Known:
    body = _content(block)
    attributes = {name: Unknown(_BECAUSE, range=attribute.value_range) for name, attribute in body.attributes.items()}
    types = dict.fromkeys(map(_type, body.blocks))
    nested = {type: inner for type in types if (inner := _nested(block, type)) is not None}
    values: dict[str, Value] = {**attributes, **nested}
    return Known(values, DYNAMIC, range=block.header)


def _nested(block: Block, type: str) -> Known | None:
    inner = _only(block, type)
    return None if inner is None else Known((_mapping(inner),), DYNAMIC, range=inner.header)


_BECAUSE = "it is written in a dynamic block"
