"""A root module to a Model: every instance of every resource of interest, through all local module calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.evaluation.circles import Circles
from tflint_cognito.terraform.evaluation.holdings import Holdings
from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance
from tflint_cognito.terraform.evaluation.output_blocks import output_blocks
from tflint_cognito.terraform.evaluation.planned_inputs import PlannedInputs
from tflint_cognito.terraform.evaluation.resources import ResourceBlock
from tflint_cognito.terraform.evaluation.root_inputs import RootInputs, read_layers
from tflint_cognito.terraform.evaluation.run import REFUSES, Run, deep_calls
from tflint_cognito.terraform.evaluation.scope import BoundExceeded
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.options import VariableSource
from tflint_cognito.terraform.pins import RootPins
from tflint_cognito.terraform.provider import Provider
from tflint_cognito.terraform.values import Value


def evaluate_root(
    folder: str,
    folders: Folders,
    provider: Provider,
    *,
    sources: Sequence[VariableSource] = (),
    environment: Mapping[str, str],
    workspace: str | None = "default",
    fed: bool = False,
    planned: Mapping[str, Value] | None = None,
) -> Model:
    """The model of the root module in `folder` (absolute). `fed`: a terragrunt.hcl gives its variables values;
    `planned`: those that a plan shows, which count before all others; `workspace` is None where nothing tells it."""
    run = Run(folders, provider, workspace)
    root = ModuleInstance(run, run.module(folder), folder)
    layers = tuple(read_layers(run, folder, sources, environment))
    inputs = RootInputs(run, root.scope, layers, fed)
    root.inputs = inputs if planned is None else PlannedInputs(inputs, planned)
    collected = _Collected(run, folder)
    try:
        with deep_calls():
            collected.add(root)
            collected.add_companions()
            collected.circles.report()
    except BoundExceeded as error:
        run.given_up(error.message, None)
    return Model(
        path=folders.repository.shown(folder),
        kind="hcl",
        resources=tuple(collected.resources),
        data_sources=tuple(collected.data_sources),
        left_out=tuple(collected.left_out),
        module_calls=tuple(run.module_calls.values()),
        outputs=RootOutputs(root),
        gaps=tuple(run.gaps),
        diagnostics=run.diagnostics,
        resource_count=collected.count,
        output_blocks=output_blocks(root),
        pins=RootPins(run, folder),
    )


class _Collected:
    """The resources of interest, gathered from one module instance after another."""

    def __init__(self, run: Run, root: str) -> None:
        self._run = run
        self.resources: list[Resource] = []
        self.data_sources: list[Resource] = []
        self.left_out: list[Resource] = []
        self.count = 0
        self.circles = Circles()
        self._holds = Holdings(run, root)
        #: What matters beside others only, until it is known what is there; then the types of it that do.
        self._waiting: list[Callable[[], None]] = []
        self._companions: frozenset[str] | None = None

    def add(self, module: ModuleInstance) -> None:
        """What `module` holds, and what it calls."""
        self.circles.show(module)
        self.count += len(module.module.declared["resource"])
        for type, name in module.module.declared["resource"]:
            self._add_resource(module, type, name)
        for type, name in module.module.declared["data"]:
            if self._run.provider.wants(f"data.{type}"):
                block = module.resource("data", type, name)
                self.data_sources += _instances(block)
            else:
                self._add_unheard(module, "data", type, name)
        for (name,) in module.module.declared["module"]:
            self._add_call(module, name)

    def add_companions(self) -> None:
        """What matters beside that which has been gathered."""
        self._companions = self._run.provider.companions_beside(self.resources)
        for add in self._waiting:
            add()

    def _add_resource(self, module: ModuleInstance, type: str, name: str) -> None:
        if type in self._run.provider.companions:
            if self._companions is None:
                self._waiting.append(lambda: self._add_resource(module, type, name))
                return
            if type not in self._companions:
                return
        if self._run.provider.wants(type):
            before = self._run.instances
            try:
                block = module.resource("resource", type, name)
                self.resources += _instances(block)
                self.left_out += filter(None, (block.left_out() if block is not None else None,))
            except BoundExceeded as error:
                self._run.instances = before  # the others are judged all the same
                declaration = module.module.find("resource", type, name)
                self._run.given_up(error.message, declaration.header if declaration is not None else None)
        elif type in self._run.provider.unreadable:
            block = module.resource("resource", type, name)
            if block is not None and block.instances:
                self._run.lacks(Gap(self._run.provider.unreadable[type], "", block.declaration.header))
        else:
            self._add_unheard(module, "resource", type, name)

    def _add_unheard(self, module: ModuleInstance, kind: str, type: str, name: str) -> None:
        """A type that has only the look of one of interest: Terraform refuses it, or it is newer than what we know."""
        unheard = self._run.provider.unheard(f"data.{type}" if kind == "data" else type)
        declaration = module.module.find(kind, type, name) if unheard is not None else None
        if unheard is None or declaration is None:
            return
        if unheard.meant is None:
            self._run.lacks(Gap(unheard.because, "", declaration.header, frozenset((type,))))
        else:
            hidden = frozenset((unheard.meant,))
            self._run.lacks(Gap(f"{REFUSES}: {unheard.because}", "", declaration.header, hidden), "error")

    def _add_call(self, module: ModuleInstance, name: str) -> None:
        call = module.call(name)
        if call is None:
            return
        call.enter()
        folder = call.target.folder
        if folder is None:
            return
        if self._holds.anything(folder) or self._companions_wanted(folder):
            for instance in call.instances.values():
                self.add(instance)
        elif self._companions is None and self._holds.companions(folder):
            self._waiting.append(lambda: self._add_call(module, name))

    def _companions_wanted(self, folder: str) -> bool:
        return self._companions is not None and not self._companions.isdisjoint(self._holds.companions(folder))


def _instances(block: ResourceBlock | None) -> Iterator[Resource]:
    for instance in block.instances.values() if block is not None else ():
        yield instance.resource()


class RootOutputs(Mapping[str, Value]):
    """The outputs of a root module, worked out when asked for."""

    def __init__(self, root: ModuleInstance) -> None:
        self._root = root

    def __getitem__(self, name: str) -> Value:
        with deep_calls():
            value = self._root.output(name)
        if value is None:
            raise KeyError(name)
        return value

    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the module, its outputs included."""
        for name in self:
            self[name]
        return self._root.run.diagnostics

    def __iter__(self) -> Iterator[str]:
        return self._root.output_names()

    def __len__(self) -> int:
        return len(self._root.module.declared["output"])
