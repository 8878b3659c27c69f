"""What the names in a module's expressions stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.places import arrived
from tflint_cognito.terraform.evaluation.references import references
from tflint_cognito.terraform.evaluation.scope import INDEXED, Budget, EvaluationError, Folders
from tflint_cognito.terraform.hcl.body import Expression
from tflint_cognito.terraform.module import Declaration
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.stand_ins import empty_default
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Unknown, Value, string

if TYPE_CHECKING:
    from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance
    from tflint_cognito.terraform.evaluation.resources import ResourceBlock

Resolved = tuple[Value, int]


class ModuleScope:
    """The scope of everything in one module instance, outside `each`, `count` and what `for` binds."""

    def __init__(self, module: ModuleInstance, folders: Folders) -> None:
        self._module = module
        self.folders = folders

    @property
    def in_doubt(self) -> bool:
        return self._module.possible is not None

    def depends_on_workspace(self, expression: Expression) -> bool:
        """See `Surroundings`."""
        workspace = (("terraform", "workspace"), ("tofu", "workspace"))
        return any(names[:2] in workspace for names in self._referred_to(expression))

    def empty_default(self, expression: Expression) -> Step | None:
        """See `Surroundings`."""
        for names in self._referred_to(expression):
            given = self._module.variable(names[1]) if names[0] == "var" and len(names) > 1 else None
            if given is not None:
                here = Step(f"var.{names[1]}", given.how, given.value.range, given.value)
                found = empty_default((here, *given.value.trail))
                if found is not None:
                    return found
        return None

    def _referred_to(self, expression: Expression) -> Iterator[tuple[str, ...]]:
        """All names in `expression`, and in the locals that it is made of."""
        waiting, seen = [expression], set[str]()
        while waiting:
            for names in references(waiting.pop().node):
                yield tuple(names)
                local = names[1] if names[0] == "local" and len(names) > 1 else None
                if local is not None and local not in seen and local in self._module.module.locals:
                    seen.add(local)
                    waiting.append(self._module.module.locals[local].expression)

    @property
    def budget(self) -> Budget:
        return self._module.run.budget

    def resolve(self, names: Sequence[str], range: Range) -> Resolved:
        """See `Scope.resolve`. A name that is not declared is reported, and an EvaluationError."""
        match names:
            case ["var", name, *_]:
                return self._variable(name, range), 2
            case ["local", name, *_]:
                return self._local(name, range), 2
            case ["module", name, *rest]:
                return self._call(name, rest, range)
            case ["path", name, *_]:
                return self._path(name, range), 2
            case ["terraform" | "tofu", name, *_]:
                return self._terraform(name, range), 2
            case ["each" | "count" | "self" as name, *_]:
                raise self._refuse(f'"{name}" is not available here', range)
            case ["data" | "ephemeral" as mode, type, name, *rest]:
                return self._resource(mode, type, name, rest, range)
            case [type, name, *rest]:
                return self._resource("resource", type, name, rest, range)
        raise self._refuse(f'"{names[0]}" is not something that can be referred to', range)

    def _variable(self, name: str, range: Range) -> Value:
        given = self._module.variable(name)
        if given is None:
            return self._undeclared("variable", name, range)
        value = given.value
        if not given.how:
            return arrived(value, range)
        return arrived(value, range, Step(f"var.{name}", given.how, value.range, value))

    def _local(self, name: str, range: Range) -> Value:
        value = self._module.local(name)
        if value is None:
            return self._not_there(f"local.{name}", name, self._module.module.locals, range)
        return arrived(value, range, Step(f"local.{name}", "local", value.range, value))

    def _call(self, name: str, rest: Sequence[str], range: Range) -> Resolved:
        call = self._module.call(name)
        if call is None:
            return self._undeclared("module", name, range), 2
        if not rest or rest == [INDEXED]:
            return replace(call.value(range), range=range), 2
        return call.output_or_whole(rest[0], range)

    def _path(self, name: str, range: Range) -> Value:
        match name:
            case "module":
                return arrived(string(self.folders.module), range)
            case "root":
                return arrived(string(self.folders.root), range)
            case "cwd":
                return Unknown("path.cwd is where Terraform will be run", STRING, not_null=True, range=range)
        raise self._refuse(f"there is no path.{name}", range)

    def _terraform(self, name: str, range: Range) -> Value:
        match name:
            case "workspace":
                workspace = self._module.run.workspace
                if workspace is None:
                    return Unknown("terraform.workspace is not told by a plan", STRING, not_null=True, range=range)
                return arrived(string(workspace), range)
            case "applying":
                return Unknown("terraform.applying is known only while applying", range=range)
        raise self._refuse(f"there is no terraform.{name}", range)

    def _resource(self, block_type: str, type: str, name: str, rest: Sequence[str], range: Range) -> Resolved:
        block = self._module.resource(block_type, type, name)
        used = 2 if block_type == "resource" else 3
        if block is None:
            said = f"{type}.{name}" if block_type == "resource" else f"{block_type}.{type}.{name}"
            others = [label for kind, label in self._module.module.declared[block_type] if kind == type]
            return self._not_there(said, name, others, range), used
        if rest[:1] == [INDEXED]:
            self._check_index(block.declaration, str(block.address.local), range)
        elif rest and None in block.instances and block.expansion.possible is None:
            return replace(self._attribute(block, rest[0], range), range=range), used + 1
        return replace(block.value(), range=range), used

    def _attribute(self, block: ResourceBlock, name: str, range: Range) -> Value:
        if block.known.attributes is not None and name not in block.known.attributes:
            raise self._refuse(f"{block.address.local} has no attribute {name}", range)
        return block.instances[None].attribute(name)

    def _check_index(self, declaration: Declaration, said: str, range: Range) -> None:
        """Refuses the index of a block that is not repeated."""
        if not {"count", "for_each"} & declaration.body.attributes.keys():
            raise self._refuse(f"{said} has neither count nor for_each, so a reference to it has no index", range)

    def _undeclared(self, type: str, name: str, range: Range) -> Value:
        others = [label for (label,) in self._module.module.declared[type]]
        return self._not_there(f'{type} "{name}"', name, others, range)

    def _not_there(self, said: str, name: str, others: Iterable[str], range: Range) -> Value:
        """What stands for something that is declared nowhere: an error, unless it may be where nothing was read."""
        unseen = self._module.module.unseen
        if unseen is None:
            raise self._refuse(f"there is no {said} in this module{_close(name, others)}", range)
        return self._module.run.unseen(said, unseen, range)

    def _refuse(self, message: str, range: Range) -> EvaluationError:
        return self._module.run.refuse(message, range)


def _close(name: str, names: Iterable[str]) -> str:
    """A name that may have been meant, as the end of a sentence."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(names), 1)
    return f"; there is {close[0]}" if close else ""
