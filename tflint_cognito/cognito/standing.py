"""Environments side by side: which architecture stands in which, and which environments are above and below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tflint_cognito.records import dataclass, field

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


@dataclass(frozen=True, slots=True)
class Environment:
    """One environment. `rank` is how much depends on it. `roots` are its architectures, each with the name of its root
    module, which is the same in every environment that has it."""

    name: str
    rank: int
    roots: Sequence[tuple[str, Architecture]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an architecture stands: its environment and root module, and all environments from the lowest to the
    highest. Those of one rank are in the order of the configuration."""

    here: Environment
    root: str
    everything: tuple[Environment, ...]
    #: What was found of all of them, for `counterparts.py`.
    found: dict[str, object] = field(default_factory=dict, compare=False)

    @property
    def before(self) -> tuple[Environment, ...]:
        """The environments that come before this one."""
        return self.everything[: self.everything.index(self.here)]

    @property
    def after(self) -> tuple[Environment, ...]:
        return self.everything[self.everything.index(self.here) + 1 :]

    @property
    def lower(self) -> tuple[Environment, ...]:
        """Those on which less depends: an equal rank is not lower."""
        return tuple(each for each in self.before if each.rank < self.here.rank)

    @property
    def higher(self) -> tuple[Environment, ...]:
        return tuple(each for each in self.after if each.rank > self.here.rank)


def stand(environments: Sequence[Environment]) -> None:
    """Tells each architecture of several environments where it stands. One environment alone stands nowhere."""
    if len(environments) < 2:
        return
    in_order = tuple(sorted(environments, key=lambda each: each.rank))
    found: dict[str, object] = {}
    for environment in in_order:
        for root, architecture in environment.roots:
            architecture.standing = Standing(environment, root, in_order, found)
