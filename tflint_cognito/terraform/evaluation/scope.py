"""What an expression may ask of its surroundings, and how evaluating can fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from tflint_cognito.terraform.seen import Seen
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.values import Known, Payload, Value, elements


class EvaluationError(Exception):
    """Terraform would refuse this expression. `message` is a clause in Terraform's words; `try` and `can` catch it."""

    def __init__(self, message: str, range: Range | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.range = range


class Disputed(EvaluationError):
    """Terraform 1.11 refuses this expression as it stands, but other versions do not, or not once a file is built."""


class BoundExceeded(Exception):
    """A bound of ours was hit (depth, steps, size): not Terraform's error, and nothing in the language catches it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Budget:
    """Counts the work of one run. `spend` raises BoundExceeded when there is too much of it.

    `steps` and `depth` are those of the expression at hand, so that one which takes too much leaves the others be;
    `total` is everything so far.
    """

    __slots__ = ("_parts", "depth", "steps", "total")

    MAX_STEPS = 300_000
    MAX_TOTAL = 3_000_000
    MAX_DEPTH = 200
    #: Most elements of a collection, and most characters of a string, that one expression may make.
    MAX_ELEMENTS = 100_000
    MAX_CHARACTERS = 5_000_000
    #: Most values inside a value, at any depth. A list of twice the same list takes no room, forty times over, and yet
    #: nobody could ever look at each of its elements.
    MAX_PARTS = 200_000
    #: So many of them cost a step each time that a value is handed on: whoever gets it may look at them all.
    PARTS_A_STEP = 20

    def __init__(self) -> None:
        self._parts: dict[int, tuple[Payload, int]] = {}
        self.steps = 0
        self.total = 0
        self.depth = 0

    def spend(self, steps: int = 1) -> None:
        self.steps += steps
        self.total += steps
        if self.steps > self.MAX_STEPS:
            raise BoundExceeded(f"evaluating it takes more than {self.MAX_STEPS:,} steps")
        if self.total > self.MAX_TOTAL:
            raise BoundExceeded(f"evaluating the module takes more than {self.MAX_TOTAL:,} steps")

    def handle(self, value: Value) -> None:
        """Counts the work of looking at all that is in a value. BoundExceeded where it is too much."""
        if isinstance(value, Known) and isinstance(value.value, tuple | dict):
            self.spend(self._count(value.value) // self.PARTS_A_STEP)

    def _count(self, payload: tuple[Value, ...] | dict[str, Value]) -> int:
        """How many values there are in a payload. Each is counted once, however often it is handed on."""
        counted = self._parts.get(id(payload))
        if counted is None:
            inner = (one.value for one in elements(payload) if isinstance(one, Known))
            parts = len(payload) + sum(self._count(one) for one in inner if isinstance(one, tuple | dict))
            if parts > self.MAX_PARTS:
                raise BoundExceeded(f"a value with more than {self.MAX_PARTS:,} parts")
            counted = self._parts[id(payload)] = (payload, parts)  # holding it keeps its id from being used again
        return counted[1]

    def begin(self) -> tuple[int, int]:
        """Starts counting for another expression; give what this returns to `resume` when it is done."""
        held = self.steps, self.depth
        self.steps = self.depth = 0
        return held

    def resume(self, held: tuple[int, int]) -> None:
        self.steps, self.depth = held

    def check_size(self, elements: int = 0, characters: int = 0) -> None:
        if elements > self.MAX_ELEMENTS:
            raise BoundExceeded(f"a collection of {elements:,} elements is more than {self.MAX_ELEMENTS:,}")
        if characters > self.MAX_CHARACTERS:
            raise BoundExceeded(f"a string of {characters:,} characters is more than {self.MAX_CHARACTERS:,}")


class Folders:
    """Where relative paths lead, and which files may be read at all.

    `module` and `root` are as Terraform's path.module and path.root give them (relative to the root module's folder);
    `base` is the absolute folder of the root module; nothing outside `confines` (the repository) is read. What is
    looked at is noted down in `seen`.
    """

    __slots__ = ("base", "confines", "module", "root", "seen")

    def __init__(
        self, base: Path, confines: Path, module: str = ".", root: str = ".", seen: Seen | None = None
    ) -> None:
        self.base = base
        self.confines = confines
        self.module = module
        self.root = root
        self.seen = seen or Seen()


#: Ends the names of a traversal where an index follows that is written out: `[0]`, `["web"]`.
INDEXED = "[]"


class Scope(Protocol):
    """The names that an expression may use."""

    @property
    def budget(self) -> Budget: ...

    @property
    def folders(self) -> Folders: ...

    def resolve(self, names: Sequence[str], range: Range) -> tuple[Value, int]:
        """What the static names at the start of a traversal stand for, and how many of them that used up.

        `("var", "flows", "oauth")` gives the value of var.flows and 2. The value's range is `range` (that of the
        traversal), its trail says where it comes from. EvaluationError for a name that is not declared.
        The last name is INDEXED where an index follows that is written out.
        """


class Names:
    """A scope with some names bound by `for`, a splat or templatefile, in front of another."""

    __slots__ = ("_bound", "_outer")

    def __init__(self, outer: Scope, bound: Mapping[str, Value]) -> None:
        self._outer = outer
        self._bound = bound

    @property
    def budget(self) -> Budget:
        return self._outer.budget

    @property
    def folders(self) -> Folders:
        return self._outer.folders

    def resolve(self, names: Sequence[str], range: Range) -> tuple[Value, int]:
        bound = self._bound.get(names[0])
        return (bound, 1) if bound is not None else self._outer.resolve(names, range)
