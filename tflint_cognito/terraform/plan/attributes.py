"""The attributes of one resource: planned values, the masks over them and the configuration, made one.

The masks `after_unknown` and `after_sensitive` have the shape of `after`; a placeholder (null in a list, nothing in an
object) stands in `after` for what is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.plan.configuration import is_constant
from tflint_cognito.terraform.plan.document import Json, inside, marks_anything
from tflint_cognito.terraform.plan.origins import Origins, untold
from tflint_cognito.terraform.plan.writing import (
    Dynamic,
    Given,
    LeftOut,
    Nested,
    Untold,
    Within,
    Writing,
    each_of,
    writing_of,
)
from tflint_cognito.terraform.provider import ResourceType
from tflint_cognito.terraform.source import Step
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, SetOf, Type
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Payload, Unknown, V, Value


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned value with its masks, and the dotted path of its attribute (without indexes)."""

    path: str
    after: Json
    unknown: Json = None
    sensitive: Json = None

    @property
    def is_unset(self) -> bool:
        """Null or empty, and nothing in it is yet to be known."""
        return (self.after is None or self.after in ("", [], {})) and not marks_anything(self.unknown)

    def holds_blocks(self) -> bool:
        """Whether this looks like nested blocks: a list of objects."""
        if not isinstance(self.after, list):
            return False
        return any(isinstance(item, dict) for item in self.after) and all(
            isinstance(item, dict) or inside(self.unknown, index) is True for index, item in enumerate(self.after)
        )


@dataclass(frozen=True, slots=True)
class AttributeReader:
    """Reads the attributes of one resource.

    `is_new`: AWS makes a new one, so that the service's defaults hold for what is left out; else what is left out keeps
    the value that it had (in `before`). `origins` is None where there is no configuration.
    """

    type: ResourceType
    is_new: bool = False
    before: Json = None
    origins: Origins | None = None

    def attributes(self, planned: Planned, within: Within) -> dict[str, Value]:
        """The attributes of a block, or of the resource itself: those that have, or may have, a value."""
        found: dict[str, Value] = {}
        for key, child in self._children(planned):
            writing = writing_of(key, within)
            if isinstance(writing, LeftOut) and child.holds_blocks():
                writing = self._unlisted(key, child)
            value = self.value(child, writing)
            if not isinstance(value, Absent):
                found[key] = value
        return found

    def _unlisted(self, key: str, planned: Planned) -> Dynamic | Untold:
        """How blocks are written that the configuration does not show: by `dynamic`, or (kept from before) by AWS."""
        kept = self.before.get(key) if isinstance(self.before, dict) else None
        return Dynamic() if self.is_new or planned.after != kept else Untold()

    def value(self, planned: Planned, writing: Writing) -> Value:
        """The value of one attribute or block type, Absent where there is none."""
        if planned.unknown is True:
            return self._unknown(planned, writing)
        if planned.is_unset and not (isinstance(writing, Given) and planned.after is not None):
            return NOT_WRITTEN
        match writing:
            case Nested() | Dynamic() | Untold() if planned.holds_blocks():
                return self._blocks(planned, writing)
            case Nested() if isinstance(planned.after, dict):
                return self._single_block(planned, writing)
            case Given():
                return self._given(planned, writing)
            case LeftOut() if self.is_new and self._is_schema_default(planned):
                return NOT_WRITTEN
            case LeftOut():
                return self._known(planned, False, untold(planned.path))
            case Dynamic() if not self._is_schema_default(planned):
                return self._known(planned, True, untold(planned.path))
            case Nested() | Dynamic() | Untold():
                return self._known(planned, None, untold(planned.path))

    def _unknown(self, planned: Planned, writing: Writing) -> Value:
        # What AWS works out is unknown on create when nobody writes it; nothing else can be, unless it is written.
        computed = self.is_new and planned.path not in self.type.plain
        match writing:
            case LeftOut() if computed:
                return NOT_WRITTEN
            case Given() if self.origins is not None:
                if computed and self.origins.is_null(writing):
                    return NOT_WRITTEN
                return _marked(planned, self.origins.unknown(planned.path, writing, self._type(planned)))
        return _marked(planned, untold(planned.path))

    def _given(self, planned: Planned, given: Given) -> Value:
        if self.origins is None:
            return self._known(planned, True, untold(planned.path))
        # Where the expression may be null, what is not new may still have a value that was chosen earlier.
        kept = not self.is_new and self.origins.may_be_null(given)
        written = True if given.everywhere and not kept else None
        value = self._known(planned, written, self.origins.element(planned.path, given))
        if is_constant(given.expression):
            return self._spelled_out(value, planned.path)
        return self.origins.traced(value, given)

    def _spelled_out(self, value: Value, path: str) -> Value:
        """A constant: of the secrets in it, that each is written in the configuration."""
        match value:
            case Known(value=Mapping() as mapping):
                items = {key: self._spelled_out(item, f"{path}.{key}") for key, item in mapping.items()}
                return replace(value, value=items)
            case Known() if path in self.type.secrets:
                return replace(value, trail=(Step(path, "constant", None, value),))
        return value

    def _blocks(self, planned: Planned, within: Within) -> Value:
        items = planned.after if isinstance(planned.after, list) else []
        ordered = planned.path not in self.type.sets
        each = each_of(within, items, ordered) if isinstance(within, Nested) else [within] * len(items)
        children = (self._inside(planned, index, item) for index, item in enumerate(items))
        blocks = tuple(self._block(child, one) for child, one in zip(children, each, strict=True))
        written = None if isinstance(within, Untold) else True
        return _marked(planned, Known(blocks, self._type(planned), written=written))

    def _block(self, planned: Planned, within: Within) -> Value:
        if planned.unknown is True:
            return _marked(planned, untold(planned.path))
        written = None if isinstance(within, Untold) else True
        return _marked(planned, Known(self.attributes(planned, within), written=written))

    def _single_block(self, planned: Planned, within: Nested) -> Value:
        """A block of which there can be one only: an object in the plan, a list of one in the model."""
        return _marked(planned, Known((self._block(planned, within),)))

    def _is_schema_default(self, planned: Planned) -> bool:
        default = self.type.defaults.get(planned.path)
        return default is not None and planned.after == default and type(planned.after) is type(default)

    def _known(self, planned: Planned, written: bool | None, element: Unknown) -> Value:
        """A value that is no block; `element` stands for what is unknown in it."""
        payload: Payload
        if planned.unknown is True:
            return _marked(planned, element)
        match planned.after:
            case None:
                return NOT_WRITTEN
            case list() as items:
                children = (self._inside(planned, index, item) for index, item in enumerate(items))
                payload = tuple(self._known(child, written, element) for child in children)
            case dict():
                payload = {key: self._known(child, written, element) for key, child in self._children(planned)}
            case scalar:
                payload = scalar
        return _marked(planned, Known(payload, self._type(planned), written=written))

    def _children(self, planned: Planned) -> list[tuple[str, Planned]]:
        after = planned.after if isinstance(planned.after, dict) else {}
        unknown = planned.unknown if isinstance(planned.unknown, dict) else {}
        keys = [*after, *(key for key in unknown if key not in after and marks_anything(unknown[key]))]
        return [(key, self._inside(planned, key, after.get(key))) for key in keys]

    def _inside(self, planned: Planned, key: str | int, after: Json) -> Planned:
        path = planned.path
        if isinstance(key, str):
            path = f"{path}.{key}" if path else key
        sensitive = path in self.type.secrets or inside(planned.sensitive, key)
        return Planned(path, after, inside(planned.unknown, key), sensitive)

    def _type(self, planned: Planned) -> Type:
        match planned.after:
            case bool():
                return BOOL
            case str():
                return STRING
            case int() | Decimal():
                return NUMBER
            case None | list() if planned.path in self.type.sets:
                return SetOf(DYNAMIC)
        return DYNAMIC


def _marked(planned: Planned, value: V) -> V:
    return replace(value, sensitive=True) if planned.sensitive is True else value
