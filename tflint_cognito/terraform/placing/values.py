"""Planned values, put where they are written.

A value that a plan or state has always wins; where a plan leaves one open, what the source knows of it counts. From
the source it takes its range and, where both agree, the trail; where they do not, or the source does not tell, the
place is still that of the expression, and the trail begins with a step that says so (`mfa_configuration is "OFF" in
the plan`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tflint_cognito.records import dataclass, field, replace
from tflint_cognito.terraform.agreement import agree, is_set, is_unset
from tflint_cognito.terraform.placing.outline import outline
from tflint_cognito.terraform.placing.pairs import is_open, pair
from tflint_cognito.terraform.source import Range, Step
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, elements

Trail = tuple[Step, ...]
Values = Mapping[str, Value]


@dataclass(slots=True)
class Placer:
    """Places the attributes of one resource, and collects the paths of those that differ from the source.

    `kind` is "plan" or "state", `body` the block in the source. Attributes whose changes are ignored may differ: what
    AWS has of them is planned. `is_made`: the plan makes a new one, which has nothing from before.
    """

    kind: str
    ignored: tuple[str, ...] = ()
    body: Range | None = None
    is_made: bool = False
    differing: dict[str, None] = field(default_factory=dict)

    def attributes(self, planned: Values, written: Values, path: str = "") -> dict[str, Value]:
        """The attributes of a block, or of the resource itself. Those that are only written are absent there."""
        placed = (
            (name, self.value(f"{path}.{name}" if path else name, planned.get(name), written.get(name)))
            for name in dict.fromkeys((*planned, *written))
        )
        return {name: value for name, value in placed if value is not None}

    def value(self, path: str, planned: Value | None, written: Value | None) -> Value | None:
        match planned, written:
            case None, None:
                return None
            case ((None | Absent()), (Known() | Unknown() | Absent())):
                return self._absent(path, written)
            case ((None | Absent()), None):
                return planned
            case ((Known() | Unknown()), None):
                return self._unwritten(path, planned)
            case Unknown(), Absent() if self.is_made:  # null leaves it to the provider, as what is not written
                return self._absent(path, written)
            case Unknown(), (Known() | Unknown() | Absent()):
                return _unknown(planned, written)
            case Known(), (Known() | Unknown() | Absent()):
                return self._known(path, planned, written)
        return planned

    def _absent(self, path: str, written: Value) -> Absent:
        """What the plan does not have: null is what the expression comes out as, or it takes no effect."""
        if is_unset(written):
            return Absent(written.type, written.range, settled(written.trail), written.sensitive)
        if isinstance(written, Known):
            self._differs(path)
        return Absent(written.type, written.range, _without_values(written.trail), written.sensitive)

    def _unwritten(self, path: str, planned: Known | Unknown) -> Value:
        """What the source does not have: the provider's or AWS's choice, or a difference. Its place is the header.

        A plan does not tell a block that a `dynamic` one makes from one that the provider works out in part, such as
        domain_validation_options of a certificate.
        """
        if isinstance(planned, Known) and planned.written is True and not is_unset(planned) and not is_open(planned):
            self._differs(path)
        return planned

    def _known(self, path: str, planned: Known, written: Value) -> Value:
        value = replace(planned, range=written.range, sensitive=planned.sensitive or written.sensitive)
        match planned.value, written:
            case tuple() as items, Known(value=tuple() as others) if _are_blocks(items) or _are_blocks(others):
                return replace(value, value=self._blocks(path, planned, items, written), trail=settled(written.trail))
            case tuple() as items, Unknown() if _are_blocks(items) and (made := self._made(path, items)) is not None:
                return replace(value, value=self._blocks(path, planned, items, made))
            case _, Known() if agree(planned, written):
                return replace(self._agreeing(path, value, written), trail=_joined(written, planned))
            case _, Known():
                self._differs(path)
                return self._told(path, self._agreeing(path, value, written), written)
        return self._told(path, _moved(value, written.range), written)

    def _made(self, path: str, items: Sequence[Value]) -> Known | None:
        """The blocks that a `dynamic` block makes, where only the plan knows how many."""
        return outline(self.body, path, len(items)) if self.body is not None else None

    def _told(self, path: str, value: Known, written: Value) -> Known:
        """A value that the plan tells, and not the source."""
        step = Step(path, self.kind, None, replace(value, trail=()))
        return replace(value, trail=(step, *_without_values(_joined(written, value))))

    def _blocks(self, path: str, planned: Known, items: Sequence[Value], written: Known) -> tuple[Value, ...]:
        others = written.value if isinstance(written.value, tuple) else ()
        if len(items) != len(others):
            self._differs(path)
        pairs = pair(items, others, is_set=is_set(planned))
        return tuple(self._block(path, block, other, written.range) for block, other in pairs)

    def _block(self, path: str, planned: Value, written: Value | None, header: Range | None) -> Value:
        match planned, written:
            case Known(value=Mapping() as block), Known(value=Mapping() as other):
                return replace(
                    planned,
                    value=self.attributes(block, other, path),
                    range=written.range,
                    trail=settled(written.trail),
                    sensitive=planned.sensitive or written.sensitive,
                )
            case _, None:
                return replace(planned, range=header)
        value = self.value(path, planned, written)
        return planned if value is None else value

    def _agreeing(self, path: str, value: Known, written: Known) -> Known:
        """`value`, each of its elements where the source has the same one; all others where the whole stands."""
        match value.value, written.value:
            case tuple() as items, tuple() as others:
                pairs = pair(items, others, is_set=is_set(value))
                return replace(value, value=tuple(self._element(path, *one, written.range) for one in pairs))
            case Mapping() as mapping, Mapping() as opposite:
                each = {
                    key: self._element(f'{path}["{key}"]', item, opposite.get(key), written.range)
                    for key, item in mapping.items()
                }
                return replace(value, value=each)
        return value

    def _element(self, path: str, planned: Value, written: Value | None, whole: Range | None) -> Value:
        match planned, written:
            case Known(), Known() if agree(planned, written):
                placed = replace(planned, range=written.range, trail=_joined(written, planned))
                placed = replace(placed, sensitive=planned.sensitive or written.sensitive)
                return self._agreeing(path, placed, written)
            case Known(), (Known() | Unknown() | Absent()):
                return self._told(path, _moved(planned, written.range), written)
            case Unknown(), (Known() | Unknown() | Absent()):
                return _unknown(planned, written)
        return _moved_any(planned, whole)

    def _differs(self, path: str) -> None:
        if not {path.partition(".")[0].partition("[")[0], "all"} & set(self.ignored):
            self.differing[path] = None


def settled(trail: Iterable[Step]) -> Trail:
    """A trail of a plan or state: the default of a variable is certain there, as no caller set it otherwise; and what
    the source alone does not know is not unknown."""
    return tuple(map(_settled, trail))


def _settled(step: Step) -> Step:
    how = "planned default" if step.how == "default" else step.how
    return replace(step, how=how, value=None if isinstance(step.value, Unknown) else step.value)


def _joined(written: Value, planned: Value) -> Trail:
    """The way that the source shows, and after it those references of the plan that are not on it."""
    seen = {step.reference for step in written.trail}
    return (*settled(written.trail), *(step for step in planned.trail if step.reference not in seen))


def _without_values(trail: Iterable[Step]) -> Trail:
    """The places alone: what the source has there is not what the plan has."""
    return tuple(replace(step, value=None) for step in settled(trail))


def _unknown(planned: Unknown, written: Value) -> Value:
    """What the plan leaves open. A plan shows nothing of a map or a document with anything unknown in it: what the
    source knows of it counts. What it does not know either keeps the plan's reason."""
    match written:
        case Known():
            return replace(_adopted(written), sensitive=planned.sensitive or written.sensitive)
        case Unknown() if _tells_more(written, planned):
            because, decides = planned.because, planned.decides
            adopted = replace(written, because=because, decides=decides, trail=_joined(written, planned))
            return replace(adopted, sensitive=planned.sensitive or written.sensitive)
    parts = tuple(_part(part, written) for part in planned.parts)
    return replace(
        planned,
        range=written.range,
        trail=_without_values(_joined(written, planned)),
        parts=parts,
        sensitive=planned.sensitive or written.sensitive,
    )


def _tells_more(written: Unknown, planned: Unknown) -> bool:
    """A plan lists what an expression is made from, and not how: that a value is one attribute is little to know."""
    if planned.parts or planned.prefix:
        return False
    return bool(written.parts or written.prefix or (written.refers_to and not planned.refers_to))


def _adopted(value: Value) -> Value:
    """A value of the source, with all that is in it, in a plan that was made of it."""
    value = replace(value, trail=settled(value.trail))
    match value:
        case Known(value=tuple() as items):
            return replace(value, value=tuple(map(_adopted, items)))
        case Known(value=Mapping() as mapping):
            return replace(value, value={key: _adopted(item) for key, item in mapping.items()})
    return value


def _part(part: Value, written: Value) -> Value:
    for other in _known_of(written):
        if isinstance(other, Known) and isinstance(part, Known) and agree(part, other):
            return replace(part, range=other.range, trail=settled(other.trail))
    return replace(part, range=written.range)


def _known_of(written: Value) -> Iterator[Value]:
    match written:
        case Known(value=payload):
            yield from elements(payload)
        case Unknown(parts=parts):
            yield from parts


def _moved(value: Known, range: Range | None) -> Known:
    """`value` and all that is in it at one place, as a computed value has it."""
    value = replace(value, range=range)
    match value.value:
        case tuple() as items:
            return replace(value, value=tuple(_moved_any(item, range) for item in items))
        case Mapping() as mapping:
            return replace(value, value={key: _moved_any(item, range) for key, item in mapping.items()})
    return value


def _moved_any(value: Value, range: Range | None) -> Value:
    return _moved(value, range) if isinstance(value, Known) else replace(value, range=range)


def _are_blocks(items: Sequence[Value]) -> bool:
    return any(isinstance(item, Known) and isinstance(item.value, Mapping) for item in items)
