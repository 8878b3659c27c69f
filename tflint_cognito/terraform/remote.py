"""Whether a module that cannot be looked into may hide something of the provider's.

Most modules that a configuration takes from a registry (networks, labels, buckets) hold nothing of interest. Were each
of them a gap, no run over a large repository would ever be complete, and no "there is none" ever said. So a module that
is not downloaded is a gap only where its name, its source, or what it is given or gives says that it may matter. The
others stay in the model as module calls without a folder, and their outputs are unknown all the same.
"""

from __future__ import annotations

import re
from functools import cached_property

from tflint_cognito.terraform.lookout import Lookout


class Hints:
    """The provider's hints, ready to be looked for once there is a module from elsewhere."""

    def __init__(self, lookout: Lookout) -> None:
        self._lookout = lookout

    @cached_property
    def _in_modules(self) -> re.Pattern[str]:
        return _any_of(self._lookout.module_hints)

    @cached_property
    def _in_outputs(self) -> re.Pattern[str]:
        return _any_of((*self._lookout.module_hints, *self._lookout.output_hints))

    def at_module(self, *texts: str) -> bool:
        """Whether the name or source of a module says that it may hold resources of interest."""
        return any(self._in_modules.search(text) for text in texts)

    def at_output(self, name: str) -> bool:
        """Whether the name of an output says that it may come from a resource of interest."""
        return self._in_outputs.search(name) is not None


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) if patterns else r"(?!)", re.IGNORECASE)
