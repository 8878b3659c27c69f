"""How an override file changes a block.

https://developer.hashicorp.com/terraform/language/files/override
"""

from __future__ import annotations

from tflint_cognito.terraform.hcl.body import Block, Body

_REPETITIONS = {"count", "for_each"}


def is_override(name: str) -> bool:
    """Whether a file of this name overrides: `override.tf`, `users_override.tf.json`."""
    stem = name.removesuffix(".json").removesuffix(".tf").removesuffix(".tofu")
    return stem == "override" or stem.endswith("_override")


def merge(base: Body, override: Body) -> Body:
    """`base` with the attributes of `override` in their place, and its blocks instead of all of the same type.

    `lifecycle` is the exception: its arguments are replaced one by one. In JSON syntax an attribute may be blocks:
    where it stands for none (null or []), it replaces none.
    """
    replaced = {_type(block) for block in override.blocks if block.type != "lifecycle"}
    there = {_type(block) for block in base.blocks}
    written = {name: value for name, value in override.attributes.items() if name not in there or value.as_blocks()}
    replaced |= written.keys() & there
    kept = [block for block in base.blocks if _type(block) not in replaced]
    for block in override.blocks:
        if block.type == "lifecycle" and (first := next((b for b in kept if b.type == "lifecycle"), None)):
            kept[kept.index(first)] = _merged_block(first, block)
        else:
            kept.append(block)
    attributes = {name: value for name, value in base.attributes.items() if name not in replaced} | written
    is_in_one = any(own.keys() >= _REPETITIONS for own in (base.attributes, written))
    if attributes.keys() >= _REPETITIONS and not is_in_one:
        del attributes["for_each"]  # refused in one block; of two that are merged, Terraform goes by count
    return Body(attributes, tuple(kept))


def _type(block: Block) -> str:
    """The type of the blocks that a block stands for: `schema` also for `dynamic "schema"`."""
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def _merged_block(base: Block, override: Block) -> Block:
    return Block(base.type, base.labels, base.header, base.range, lambda: merge(base.body, override.body))
