"""What a large tree is looked through for, before anything in it is read."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Lookout(Protocol):
    """`mentions` are the byte strings one of which stands in any file that matters. `module_hints` are regular
    expressions: what in the name or source of a module from elsewhere says that it may hold such types; `output_hints`
    what says so in the name of one of its outputs, beyond those. A `Provider` is one."""

    @property
    def mentions(self) -> tuple[bytes, ...]: ...

    @property
    def module_hints(self) -> tuple[str, ...]: ...

    @property
    def output_hints(self) -> tuple[str, ...]: ...


class Signs(NamedTuple):
    """A lookout without the table of a provider, which takes its time to make."""

    mentions: tuple[bytes, ...]
    module_hints: tuple[str, ...] = ()
    output_hints: tuple[str, ...] = ()
