"""What all module instances of one evaluation share: modules that were opened, faults that were found, work in hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Protocol, TypeVar

from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.evaluation.expressions import evaluate
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget, Disputed, EvaluationError, Scope
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.hcl.body import Body, Expression, File
from tflint_cognito.terraform.model import ModuleCall
from tflint_cognito.terraform.module import Module, read_module
from tflint_cognito.terraform.provider import Provider
from tflint_cognito.terraform.remote import Hints
from tflint_cognito.terraform.repository import Unreadable
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.stand_ins import GIVE, in_words
from tflint_cognito.terraform.values import Unknown, Value

#: Enough for some hundred names that each refer to the next, and well within the stack that Python has.
DEEPEST_CALLS = 5_000
#: How a message begins about what can be read, and is still wrong.
REFUSES = "Terraform refuses this"

K = TypeVar("K")
T = TypeVar("T")


@contextmanager
def deep_calls() -> Iterator[None]:
    """Lets evaluation go deeper than Python's own bound, which a few dozen locals in a row would hit."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEEPEST_CALLS))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


class Circle(Exception):
    """What is being worked out needs itself. `names` are those on the way round."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names

    @property
    def message(self) -> str:
        if len(self.names) == 1:
            return f"{self.names[0]} refers to itself"
        return f"{', '.join(self.names[:-1])} and {self.names[-1]} refer to each other in a circle"


class Surroundings(Scope, Protocol):
    """A scope, and what else matters where an expression fails."""

    @property
    def in_doubt(self) -> bool:
        """Whether what the expression stands in may not be there at all."""
        ...

    def depends_on_workspace(self, expression: Expression) -> bool:
        """Whether the expression uses the name of the workspace, itself or through locals."""
        ...

    def empty_default(self, expression: Expression) -> Step | None:
        """The default of a root variable that the expression uses, itself or through locals, and that has nothing in
        it: null, "", [] or {}."""
        ...


class Run:
    """One evaluation of one root module, on demand: nothing is worked out twice, and nothing that nobody asks for."""

    #: Most instances of resources and modules that one root module may have here.
    MAX_INSTANCES = 10_000

    def __init__(self, folders: Folders, provider: Provider, workspace: str | None = "default") -> None:
        self.folders = folders
        self.provider = provider
        self.hints = Hints(provider)
        self.workspace = workspace
        self.budget = Budget()
        self.instances = 0
        self.gaps: dict[Gap, None] = {}
        self.module_calls: dict[str, ModuleCall] = {}
        self._diagnostics: dict[Diagnostic, None] = {}
        #: What Terraform would say only after it has loaded everything.
        self._refusals: dict[Diagnostic, None] = {}
        self._cannot_load = False
        self._modules: dict[str, Module] = {}
        self._files: list[File] = []
        self._in_hand: list[tuple[int, object, str]] = []

    def module(self, folder: str) -> Module:
        """The declarations of a folder; its diagnostics and gaps become the run's."""
        if folder not in self._modules:
            self.folders.progress.pulse()
            module = self._modules[folder] = read_module(self.folders.repository, self.folders[folder])
            self._diagnostics.update(dict.fromkeys(module.diagnostics))
            self._cannot_load |= any(found.severity == "error" for found in module.diagnostics)
            self.gaps.update(dict.fromkeys(module.gaps))
            self._files += module.files
        return self._modules[folder]

    @property
    def modules(self) -> tuple[Module, ...]:
        """All modules that were opened, the root module first."""
        return tuple(self._modules.values())

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was found so far, the faults that opening and parsing found in the files among it.

        As from Terraform: what it would refuse while evaluating is not heard of before all can be loaded. Much of it
        would only follow from what cannot.
        """
        faults = [fault for file in self._files for fault in file.diagnostics]
        if self._cannot_load or any(fault.severity == "error" for fault in faults):
            return (*self._diagnostics, *faults)
        return (*self._diagnostics, *self._refusals, *faults)

    def faults_hide_part_of(self, body: Body, range: Range) -> bool:
        """Whether something in `body`, which `range` spans, could not be read, beyond an expression on one line."""
        faults = [
            fault.range
            for file in self._files
            for fault in file.diagnostics
            if fault.severity == "error" and fault.range is not None and range.holds(fault.range)
        ]
        return bool(faults) and _hides(body, faults)

    def read_file(self, file: File) -> None:
        """Notes a file: what opening and parsing finds in it are faults of this run."""
        self._files.append(file)

    def report(self, message: str, range: Range | None, severity: str = "error") -> None:
        self._diagnostics[Diagnostic(severity, message, range)] = None

    def cannot_read(self, fault: Unreadable) -> None:
        self._diagnostics[Diagnostic("error", fault.message, path=fault.path)] = None

    def lacks(self, gap: Gap, severity: str = "warning") -> None:
        """Notes a gap, and says so."""
        self.gaps[gap] = None
        self.report(f"{gap.because}; {gap.decides}" if gap.decides else gap.because, gap.range, severity)

    def evaluate(self, expression: Expression, scope: Surroundings) -> Value:
        """The value of an expression. What Terraform would refuse is an error, and unknown."""
        # Every name starts anew: bounds are for one expression, and this one may be asked for deep inside another.
        held = self.budget.begin()
        try:
            return evaluate(expression, scope)
        except Disputed as error:
            return Unknown(error.message, decides="lint the plan", range=expression.range)
        except EvaluationError as error:
            if self.workspace == "default" and scope.depends_on_workspace(expression):
                return self._other_workspace(error, expression.range)
            empty = scope.empty_default(expression)
            if empty is not None and not scope.in_doubt:
                return self._needs_a_value(error, expression.range, empty)
            return self.refused(error, expression.range, scope.in_doubt)
        except BoundExceeded as error:
            return self.given_up(error.message, expression.range)
        except RecursionError:
            return self.given_up("it is nested too deeply", expression.range)
        finally:
            self.budget.resume(held)

    def unseen(self, said: str, gap: Gap, range: Range) -> Unknown:
        """What stands for something that may be declared where nothing was read: a gap, now that it is needed."""
        if gap not in self.gaps:
            self.lacks(gap)
        return Unknown(f"{gap.because}, and may declare {said}", decides=gap.decides, range=range)

    def refuse(self, message: str, range: Range) -> EvaluationError:
        """The error for what Terraform refuses before it evaluates. It is reported at once: no `try` makes it good."""
        self._refuse(message, range)
        return EvaluationError(message, range)

    def cannot_load(self, error: EvaluationError, range: Range) -> Unknown:
        """What an expression stands for that Terraform refuses while it loads the configuration."""
        self._cannot_load = True
        self.report(f"{REFUSES}: {error.message}", error.range or range)
        return Unknown(f"Terraform refuses it: {error.message}", decides="correct it", range=range)

    def refused(self, error: EvaluationError, range: Range, in_doubt: bool = False) -> Unknown:
        """What an expression stands for that Terraform would refuse, `in_doubt` only if what it stands in is there."""
        if in_doubt:
            because = f"Terraform refuses it, should it be there: {error.message}"
            return Unknown(because, decides="correct it", range=range)
        self._refuse(error.message, error.range or range)
        return Unknown(f"Terraform refuses it: {error.message}", decides="correct it", range=range)

    def _refuse(self, message: str, range: Range) -> None:
        self._refusals[Diagnostic("error", f"{REFUSES}: {message}", range)] = None

    def _other_workspace(self, error: EvaluationError, range: Range) -> Unknown:
        """What an expression stands for that only makes sense in a workspace which nobody told us."""
        because = f"terraform.workspace is taken for default, which does not fit here: {error.message}"
        self.report(f"{because}; give --workspace", error.range or range, "warning")
        return Unknown(because, decides="give --workspace, or lint the plan", range=range)

    def _needs_a_value(self, error: EvaluationError, range: Range, empty: Step) -> Unknown:
        """What an expression stands for that Terraform refuses while a variable has its default with nothing in it.

        Where it is deployed somebody gives the variable a value, in a file that is not here.
        """
        because = f"{in_words(empty)}, with which Terraform refuses this: {error.message}"
        self.report(f"{because}; {GIVE}", error.range or range, "warning")
        return Unknown(because, decides=GIVE, range=range)

    def given_up(self, message: str, range: Range | None) -> Unknown:
        """What stands for a value that would take too much to work out."""
        self.lacks(Gap(f"this was given up: {message}", "make it smaller, or lint the plan", range), "error")
        return Unknown(f"working it out was given up: {message}", decides="lint the plan", range=range)

    def once(self, memory: MutableMapping[K, T], key: K, name: str, work_out: Callable[[], T]) -> T:
        """`memory[key]`, worked out the first time. Raises Circle where working it out comes back here."""
        if key in memory:
            return memory[key]
        mark = (id(memory), key, name)
        if mark in self._in_hand:
            raise Circle([name for _, _, name in self._in_hand[self._in_hand.index(mark) :]])
        self._in_hand.append(mark)
        try:
            memory[key] = work_out()
        finally:
            self._in_hand.pop()
        return memory[key]

    def value_once(
        self, memory: MutableMapping[str, Value], key: str, name: str, range: Range, work_out: Callable[[], Value]
    ) -> Value:
        """The same for a value: a circle is an error, and the value that closes it unknown."""
        try:
            return self.once(memory, key, name, work_out)
        except Circle as circle:
            return self.circular(circle, range)

    def circular(self, circle: Circle, range: Range) -> Unknown:
        """What stands for a value that needs itself."""
        self.report(circle.message, range)
        return Unknown(circle.message, decides="break the circle", range=range)

    def count_instances(self, more: int) -> None:
        """Counts instances of resources, module calls and blocks. BoundExceeded, and not counted, when too many."""
        if self.instances + more > self.MAX_INSTANCES:
            raise BoundExceeded(f"there are more than {self.MAX_INSTANCES:,} instances")
        self.instances += more
        self.folders.progress.pulse()


def _hides(body: Body, faults: list[Range]) -> bool:
    ranges = [attribute.value_range for attribute in body.attributes.values()]
    confined = [range for range in ranges if "\n" not in range.text]
    faults = [fault for fault in faults if not any(range.holds(fault) for range in confined)]
    for block in body.blocks:
        inner = [fault for fault in faults if block.range.holds(fault)]
        if inner and _hides(block.body, inner):
            return True
        faults = [fault for fault in faults if fault not in inner]
    return bool(faults)
