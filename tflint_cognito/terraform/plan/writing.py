"""Whether and how an argument is written, as far as a plan's configuration tells."""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.plan.configuration import is_null, references
from tflint_cognito.terraform.plan.document import Json, Members


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Not written, or `null` is."""


@dataclass(frozen=True, slots=True)
class Given:
    """Written as an expression. `everywhere` is False where only some of the blocks that it may stand in have it."""

    expression: Json
    references: tuple[str, ...]
    everywhere: bool = True


@dataclass(frozen=True, slots=True)
class Nested:
    """Written as blocks: the arguments of each, in the order of the source."""

    blocks: tuple[Members, ...]


@dataclass(frozen=True, slots=True)
class Dynamic:
    """Made by a `dynamic` block: written, or filled in by the provider's schema."""


@dataclass(frozen=True, slots=True)
class Untold:
    """Nothing tells: a state, a plan without its configuration, or a block that may be the author's or AWS's."""


Writing = LeftOut | Given | Nested | Dynamic | Untold
#: How a block is written; of `Nested`, any one of its blocks may be the one.
Within = Nested | Dynamic | Untold


def writing_of(name: str, within: Within) -> Writing:
    """How the argument or block type `name` is written in a block."""
    if not isinstance(within, Nested):
        return within
    written = [block[name] for block in within.blocks if name in block and not is_null(block[name])]
    lists = [expression for expression in written if isinstance(expression, list)]
    nested = tuple(item for items in lists for item in items if isinstance(item, dict))
    if nested:
        return Nested(nested)
    expressions = [expression for expression in written if isinstance(expression, dict)]
    if not expressions:
        return LeftOut()
    texts = tuple(dict.fromkeys(text for expression in expressions for text in references(expression)))
    return Given(expressions[0], texts, everywhere=len(expressions) == len(within.blocks))


def each_of(nested: Nested, items: Sequence[Json], ordered: bool) -> Sequence[Within]:
    """How each of the blocks `items` of a plan is written, when the source shows `nested`.

    With a dynamic block beside them there are more than the source shows, and nothing tells which is which. Sets are
    sorted: the block in the source is found by its constants.
    """
    if len(nested.blocks) != len(items):
        return [Untold()] * len(items)
    if ordered:
        return [Nested((block,)) for block in nested.blocks]
    return [Nested(tuple(block for block in nested.blocks if _fits(block, item)) or nested.blocks) for item in items]


def _fits(block: Members, item: Json) -> bool:
    """Whether `item` may be what `block` makes. Providers turn numbers into strings (`min_length`)."""
    if not isinstance(item, dict):
        return True
    constants = {
        name: expression.get("constant_value") for name, expression in block.items() if isinstance(expression, dict)
    }
    return all(
        str(constant) == str(item.get(name)) for name, constant in constants.items() if isinstance(constant, (str, int))
    )
