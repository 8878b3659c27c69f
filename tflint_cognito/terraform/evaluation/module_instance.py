"""One instance of a module: its variables, locals, outputs, resources and calls, each worked out when asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Address, ModuleStep
from tflint_cognito.terraform.evaluation.calls import ModuleBlock
from tflint_cognito.terraform.evaluation.meta import depends_on, depends_on_modules
from tflint_cognito.terraform.evaluation.names import ModuleScope
from tflint_cognito.terraform.evaluation.regions import Regions
from tflint_cognito.terraform.evaluation.resources import ResourceBlock
from tflint_cognito.terraform.evaluation.run import Circle, Run
from tflint_cognito.terraform.evaluation.scope import EvaluationError, Folders
from tflint_cognito.terraform.evaluation.sensitivity import marked
from tflint_cognito.terraform.evaluation.structures import SchemaObject, object_of, tuple_of
from tflint_cognito.terraform.evaluation.variables import Given, Inputs, Variable
from tflint_cognito.terraform.module import Declaration, Module
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import ObjectOf, TupleOf
from tflint_cognito.terraform.values import Known, Unknown, Value

#: Block types whose blocks are resources, and Terraform's mode for them.
MODES = {"resource": "managed", "data": "data", "ephemeral": "ephemeral"}


class ModuleInstance:
    """The root module, or one instance of a called one."""

    def __init__(
        self,
        run: Run,
        module: Module,
        root: str,
        path: tuple[ModuleStep, ...] = (),
        *,
        calls: tuple[Range, ...] = (),
        possible: Unknown | None = None,
        trail: tuple[Step, ...] = (),
        outer: ModuleInstance | None = None,
    ) -> None:
        self.run = run
        self.module = module
        self.root = root
        self.path = path
        #: What stands before the module's names in a message: `module.auth.`, or nothing in the root module.
        self.prefix = "".join(f"{step}." for step in path)
        self.calls = calls
        self.possible = possible
        self.trail = trail
        self.outer = outer
        written = os.path.relpath(module.folder, root).replace(os.sep, "/")
        repository = run.folders.repository
        folders = Folders(Path(root), Path(repository.confines), module=written, seen=repository.seen)
        self.scope = ModuleScope(self, folders)
        self.inputs: Inputs | None = None
        self._variables: dict[str, Given] = {}
        self._values: dict[str, Value] = {}
        self._resources: dict[tuple[str, str, str], ResourceBlock] = {}
        self._calls: dict[str, ModuleBlock] = {}
        self.regions = Regions(self)

    @cached_property
    def waits_for(self) -> tuple[tuple[Address, ...], tuple[tuple[str, ...], ...]]:
        """The resources and modules that the calls on the way here depend on, and with them all that is in here."""
        call = None if self.outer is None else self.outer.module.find("module", self.path[-1].name)
        if self.outer is None or call is None:
            return (), ()
        resources, modules = self.outer.waits_for
        path = self.outer.path
        return (*depends_on(call.body, path), *resources), (*depends_on_modules(call.body, path), *modules)

    def variable(self, name: str) -> Given | None:
        """What a variable holds, and how it got there; None for a name that is not declared."""
        declaration = self.module.find("variable", name)
        if declaration is None:
            return None
        assert self.inputs is not None
        inputs = self.inputs

        def settle() -> Given:
            return Variable(name, declaration, self.run, self.scope).settle(inputs)

        said = f"{self.prefix}var.{name}"
        try:
            return self.run.once(self._variables, name, said, settle)
        except Circle as circle:
            return Given(self.run.circular(circle, declaration.header), "")

    def local(self, name: str) -> Value | None:
        """What a local holds; None for a name that is not declared."""
        attribute = self.module.locals.get(name)
        if attribute is None:
            return None
        said = f"local.{name}"

        def work_out() -> Value:
            return self.run.evaluate(attribute.expression, self.scope)

        return self.run.value_once(self._values, said, f"{self.prefix}{said}", attribute.range, work_out)

    def output(self, name: str) -> Value | None:
        """What an output gives; None for a name that is not declared."""
        declaration = self.module.find("output", name)
        if declaration is None:
            return None
        said = f"output.{name}"

        def work_out() -> Value:
            return self._output(name, declaration)

        return self.run.value_once(self._values, said, f"{self.prefix}{said}", declaration.header, work_out)

    def output_names(self) -> Iterator[str]:
        return (name for (name,) in self.module.declared["output"])

    def resource(self, block_type: str, type: str, name: str) -> ResourceBlock | None:
        """A `resource`, `data` or `ephemeral` block; None for one that is not declared."""
        key = (block_type, type, name)
        declaration = self.module.find(*key)
        if declaration is not None and key not in self._resources:
            self._resources[key] = ResourceBlock(self, MODES[block_type], type, name, declaration)
        return self._resources.get(key)

    def call(self, name: str) -> ModuleBlock | None:
        """A `module` block; None for one that is not declared."""
        declaration = self.module.find("module", name)
        if declaration is not None and name not in self._calls:
            self._calls[name] = ModuleBlock(self, name, declaration)
        return self._calls.get(name)

    def _output(self, name: str, declaration: Declaration) -> Value:
        attribute = declaration.body.attributes.get("value")
        if attribute is None:
            return self.run.refused(EvaluationError(f'output "{name}" has no value'), declaration.header)
        value = _with_types(self.run.evaluate(attribute.expression, self.scope))
        sensitive = declaration.body.attributes.get("sensitive")
        if sensitive is not None:
            match self.run.evaluate(sensitive.expression, self.scope):
                case Known(value=True):
                    return marked(value)
        return value


def _with_types(value: Value) -> Value:
    """`value`; the outputs of a module as a whole, which are worked out on demand, as an object that has its types."""
    match value:
        case Known(value=Mapping() as mapping, type=ObjectOf()) if not isinstance(mapping, SchemaObject):
            made = object_of({name: _with_types(item) for name, item in mapping.items()})
        case Known(value=tuple() as items, type=TupleOf()):
            made = tuple_of([_with_types(item) for item in items])
        case _:
            return value
    return replace(value, value=made.value, type=made.type)
