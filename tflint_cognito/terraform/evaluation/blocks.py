"""A body to values: its attributes, and its nested blocks, those that `dynamic` makes among them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.dynamic import iterations
from tflint_cognito.terraform.evaluation.instances import Repetition
from tflint_cognito.terraform.evaluation.places import placed
from tflint_cognito.terraform.evaluation.run import Run, Surroundings
from tflint_cognito.terraform.evaluation.scope import EvaluationError
from tflint_cognito.terraform.evaluation.sensitivity import marked, marked_below
from tflint_cognito.terraform.hcl.body import Attribute, Block, Body
from tflint_cognito.terraform.provider import ResourceType
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.types import DYNAMIC, SetOf, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value

WorkOut = Callable[[], Value]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a resource type, seen from one of its bodies."""

    known: ResourceType
    prefix: str = ""

    def below(self, name: str) -> Shape:
        return Shape(self.known, f"{self.prefix}{name}.")

    def is_set(self, name: str) -> bool:
        return self.prefix + name in self.known.sets

    def is_block(self, name: str) -> bool:
        return self.prefix + name in self.known.blocks

    def finished(self, name: str, value: Value, run: Run, in_doubt: bool) -> Value:
        """An attribute's value in the type that the provider gives it, its secrets marked."""
        path = self.prefix + name
        type = self.known.types.get(path)
        if type is not None:
            try:
                value = replace(convert(value, type), range=value.range, trail=value.trail)
            except EvaluationError as error:
                if value.range is not None:
                    value = run.refused(error, value.range, in_doubt)
        for secret in self.known.secrets:
            if secret == path or secret.startswith(f"{path}."):
                value = marked_below(value, secret.removeprefix(path).strip(".").split(".") if secret != path else [])
        return value


def written_values(
    run: Run,
    body: Body,
    scope: Surroundings,
    shape: Shape,
    not_arguments: Collection[str] = (),
    not_blocks: Collection[str] = (),
) -> Mapping[str, WorkOut]:
    """How to work out each attribute and each kind of nested block that is written in `body`, by name."""
    found: dict[str, WorkOut] = {}
    blocks: dict[str, list[Block]] = {}
    for name, attribute in body.attributes.items():
        if name in not_arguments:
            continue
        if shape.is_block(name) and attribute.as_blocks():
            blocks[name] = list(attribute.as_blocks())
        else:
            found[name] = _attribute(run, attribute, scope, shape)
    for block in body.blocks:
        type = block.labels[0] if block.type == "dynamic" and block.labels else block.type
        if block.type not in not_blocks:
            blocks.setdefault(type, []).append(block)
    for type, ones in blocks.items():
        found[type] = _blocks(run, type, _as_written(ones) if type in body.attributes else ones, scope, shape)
    return found


def _as_written(blocks: list[Block]) -> list[Block]:
    """Blocks of JSON syntax, some of them `dynamic`, in the order of their file."""
    is_one_file = len({block.header.source for block in blocks}) == 1
    return sorted(blocks, key=lambda block: block.header.begin) if is_one_file else blocks


def _attribute(run: Run, attribute: Attribute, scope: Surroundings, shape: Shape) -> WorkOut:
    def work_out() -> Value:
        expression = attribute.expression
        value = placed(run.evaluate(expression, scope), expression)
        return shape.finished(attribute.name, value, run, scope.in_doubt)

    return work_out


def _blocks(run: Run, type: str, blocks: Sequence[Block], scope: Surroundings, shape: Shape) -> WorkOut:
    def work_out() -> Value:
        made = [one for block in blocks for one in _made_by(run, block, scope, shape.below(type))]
        return _listed(made, blocks[0].header, SetOf(DYNAMIC) if shape.is_set(type) else DYNAMIC)

    return work_out


def _listed(made: Sequence[Value], header: Range, type: Type) -> Value:
    """The blocks of one type as a value. One unknown `for_each` makes it unknown, and the others its certain parts."""
    blocks = tuple(one for one in made if isinstance(one, Known))
    for one in made:
        if isinstance(one, Unknown):
            return replace(one, parts=blocks)
    if not blocks:
        return next((one for one in made if isinstance(one, Absent)), Absent(range=header))
    return Known(blocks, type, range=header)


def _made_by(run: Run, block: Block, scope: Surroundings, shape: Shape) -> Iterator[Value]:
    """The blocks that one block in the source makes: itself, or as many as `dynamic` repeats. Absent where none."""
    if block.type != "dynamic":
        yield _mapping(run, block.body, scope, shape, block.header)
        return
    repeated = iterations(run, block, scope)
    if isinstance(repeated, Unknown | Absent):
        yield repeated
        return
    (content,) = block.body.of_type("content")
    for names, trail, secret in repeated:
        made = _mapping(run, content.body, Repetition(scope, names), shape, block.header, trail)
        yield _with_secrets(made, content.body) if secret else made


def _with_secrets(made: Known, body: Body) -> Known:
    """A block with the mark on all its arguments."""
    assert isinstance(made.value, dict)
    return replace(
        made, value={name: marked(one) if name in body.attributes else one for name, one in made.value.items()}
    )


def _mapping(
    run: Run, body: Body, scope: Surroundings, shape: Shape, header: Range, trail: tuple[Step, ...] = ()
) -> Known:
    run.count_instances(1)
    values = {name: work_out() for name, work_out in written_values(run, body, scope, shape).items()}
    return Known(values, DYNAMIC, range=header, trail=trail)
