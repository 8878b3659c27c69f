"""One `module` block: where its source leads, its instances, and what a reference to it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tflint_cognito.records import replace
from tflint_cognito.terraform.address import Key, ModuleStep
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.evaluation.conversion import without_optional
from tflint_cognito.terraform.evaluation.instances import Expansion, Repetition, expand, unsure
from tflint_cognito.terraform.evaluation.places import arrived
from tflint_cognito.terraform.evaluation.references import references
from tflint_cognito.terraform.evaluation.run import Circle, Surroundings
from tflint_cognito.terraform.evaluation.targets import Target, lead
from tflint_cognito.terraform.evaluation.variables import Given, Variable
from tflint_cognito.terraform.model import ModuleCall
from tflint_cognito.terraform.module import Declaration
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.sources import written_source
from tflint_cognito.terraform.types import DYNAMIC, ObjectOf, TupleOf
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance

#: What Terraform itself reads in a module block; all other arguments are the module's variables.
META_ARGUMENTS = frozenset({"source", "version", "providers", "count", "for_each", "depends_on"})


class ModuleBlock:
    """One `module` block in one module instance."""

    def __init__(self, outer: ModuleInstance, name: str, declaration: Declaration) -> None:
        self.outer = outer
        self.name = name
        self.declaration = declaration
        self._targets: dict[str, Target] = {}
        self._memory: dict[str, tuple[Expansion, dict[Key, ModuleInstance]]] = {}

    @property
    def source(self) -> str | None:
        """The source, where it is written as a plain string."""
        return written_source(self.declaration.body)

    @property
    def target(self) -> Target:
        """Where the source leads. One that is more than a plain string is OpenTofu's, and worked out."""
        run = self.outer.run
        try:
            return run.once(self._targets, "", f"the source of {self.said}", self._lead)
        except Circle as circle:
            return Target(None, circle.message, "break the circle", is_fault=True)

    def _lead(self) -> Target:
        written = self.declaration.body.attributes.get("source")
        if self.source is not None or written is None:
            return lead(self.outer, self.name, self.said, self.source)
        match self.outer.run.evaluate(written.expression, self.outer.scope):
            case Known(value=str() as source):
                return lead(self.outer, self.name, self.said, source)
            case Unknown(because=because, decides=decides):
                return Target(None, f"the source of {self.said} is not known: {because}", decides)
        return lead(self.outer, self.name, self.said, None)

    @property
    def said(self) -> str:
        """The call as messages and ModuleCall name it, without keys."""
        return "".join(f"module.{step.name}." for step in self.outer.path) + f"module.{self.name}"

    @property
    def instances(self) -> Mapping[Key, ModuleInstance]:
        """The instances; none where the source leads nowhere."""
        return self._expanded[1]

    @property
    def expansion(self) -> Expansion:
        return self._expanded[0]

    def value(self, range: Range) -> Value:
        """What the call's name alone stands for: the outputs of its one instance, or all of them by key."""
        if self.target.folder is None:
            return self._nowhere("")
        expansion, instances = self._expanded
        if expansion.possible is not None:
            return replace(expansion.possible, type=DYNAMIC, not_null=True)
        match expansion.repeats:
            case "enabled" if not instances:
                return Absent(range=range)
            case "count":
                return Known(tuple(map(self._object, instances.values())), TupleOf((DYNAMIC,) * len(instances)))
            case "for_each":
                objects = {str(key): self._object(one) for key, one in sorted(instances.items(), key=str)}
                return Known(objects, ObjectOf(dict.fromkeys(objects, DYNAMIC)))
        return self._object(instances[None])

    def output_or_whole(self, output: str, range: Range) -> tuple[Value, int]:
        """What `module.name.output` stands for, and how many names that is; with instances, all of them (2 names)."""
        if self.target.folder is None:
            return replace(self._nowhere(output), range=range), 3
        if self.expansion.is_many or self.expansion.possible is not None or not self.instances:
            return replace(self.value(range), range=range), 2
        value = self.output(self.instances[None], output)
        if value is None and (unseen := self.instances[None].module.unseen) is not None:
            return self.outer.run.unseen(f"output {output}", unseen, range), 3
        if value is None:
            outputs = ", ".join(sorted(self.instances[None].output_names())) or "none"
            raise self.outer.run.refuse(f"{self.said} has no output {output} (there is: {outputs})", range)
        return replace(value, range=range), 3

    def output(self, instance: ModuleInstance, name: str) -> Value | None:
        """An output as a reference sees it, the step to its expression on the trail."""
        value = instance.output(name)
        if value is None:
            return None
        return arrived(value, value.range, Step(f"{instance.path[-1]}.{name}", "output", value.range, value))

    def _object(self, instance: ModuleInstance) -> Known:
        outputs = Outputs(self, instance)
        return Known(outputs, ObjectOf(dict.fromkeys(outputs, DYNAMIC)))

    def _nowhere(self, output: str) -> Unknown:
        """What stands for the outputs of a module that cannot be looked into. Some outputs make it a gap."""
        if not self.target.is_fault and output and self.outer.run.hints.at_output(output):
            self._gap()
        return Unknown(self.target.because, decides=self.target.decides)

    def enter(self) -> None:
        """Enters the call into the model, and what the model lacks for it (see `remote` for what is a gap)."""
        run, target, source = self.outer.run, self.target, self.source or ""
        shown = None if target.folder is None else run.folders.repository.shown(target.folder)
        run.module_calls.setdefault(self.said, ModuleCall(self.said, source, self.declaration.header, shown))
        if target.folder is not None or not self.expansion.instances:
            return
        is_local = source.startswith(("./", "../"))
        if target.is_fault or is_local or run.hints.at_module(self.name, source) or self._is_given_something():
            self._gap()

    def _is_given_something(self) -> bool:
        """Whether an argument refers to a resource of interest right here; an API or listener alone does not count."""
        run = self.outer.run
        arguments = [a for name, a in self.declaration.body.attributes.items() if name not in META_ARGUMENTS]
        types = {names[0] for argument in arguments for names in references(argument.expression.node)}
        return any(run.provider.wants(type) and run.hints.at_module(type) for type in types)

    def _gap(self) -> None:
        gap = Gap(self.target.because, self.target.decides, self.declaration.header)
        self.outer.run.lacks(gap, "error" if self.target.is_fault else "warning")

    @property
    def _expanded(self) -> tuple[Expansion, dict[Key, ModuleInstance]]:
        run = self.outer.run
        try:
            return run.once(self._memory, "", f"{self.outer.prefix}module.{self.name}", self._expand)
        except Circle as circle:
            return unsure("count", run.circular(circle, self.declaration.header)), {}

    def _expand(self) -> tuple[Expansion, dict[Key, ModuleInstance]]:
        from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance

        run, folder = self.outer.run, self.target.folder
        expansion = expand(run, self.declaration.body, self.outer.scope)
        instances = dict[Key, ModuleInstance]()
        if folder is None:
            return expansion, instances
        for repeated in expansion.instances:
            instance = instances[repeated.key] = ModuleInstance(
                run,
                run.module(folder),
                self.outer.root,
                (*self.outer.path, ModuleStep(self.name, repeated.key)),
                calls=(*self.outer.calls, self.declaration.header),
                possible=expansion.possible if self.outer.possible is None else self.outer.possible,
                trail=(*repeated.trail, *self.outer.trail),
                outer=self.outer,
            )
            scope = Repetition(self.outer.scope, repeated.names, instance.possible is not None)
            instance.inputs = Arguments(self, scope)
        self._check_arguments(folder)
        return expansion, instances

    def _check_arguments(self, folder: str) -> None:
        module = self.outer.run.module(folder)
        for name, attribute in self.declaration.body.attributes.items():
            if name not in META_ARGUMENTS and module.find("variable", name) is None and module.unseen is None:
                self.outer.run.refuse(f"{self.said} has no variable {name}", attribute.range)
        variables = module.declared["variable"].items()
        required = [name for (name,), one in variables if "default" not in one.body.attributes]
        missing = [name for name in required if name not in self.declaration.body.attributes]
        if missing:
            arguments = "argument" if len(missing) == 1 else "arguments"
            self.outer.run.refuse(f"{self.said} needs the {arguments} {', '.join(missing)}", self.declaration.header)


class Arguments:
    """The inputs of a called module: the arguments of its call, evaluated where the call stands."""

    default = "module default"

    def __init__(self, block: ModuleBlock, scope: Surroundings) -> None:
        self._block = block
        self._scope = scope

    def given(self, variable: Variable) -> Given | None:
        attribute = self._block.declaration.body.attributes.get(variable.name)
        if attribute is None or variable.name in META_ARGUMENTS:
            return None
        return Given(self._block.outer.run.evaluate(attribute.expression, self._scope), "argument")

    def missing(self, variable: Variable) -> Unknown:
        because = f"{self._block.said} does not give var.{variable.name} a value"
        return Unknown(because, without_optional(variable.constraint.type), decides=f"give {variable.name} in the call")


class Outputs(Mapping[str, Value]):
    """The object that a module instance is to expressions: its outputs, each worked out when asked for."""

    def __init__(self, block: ModuleBlock, instance: ModuleInstance) -> None:
        self._block = block
        self._instance = instance

    def __getitem__(self, name: str) -> Value:
        value = self._block.output(self._instance, name)
        if value is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._instance.output_names()))

    def __len__(self) -> int:
        return len(list(self._instance.output_names()))
