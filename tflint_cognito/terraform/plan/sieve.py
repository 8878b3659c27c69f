"""What of a plan or state is read: all that is of interest, and of everything else only that it is there.

Large plans are full of resources of other types, and of those that matter only beside others. They are parsed one by
one, and only their addresses are kept; the rest of one is read again when it turns out to matter, or when a reference
leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.plan.document import Json, Malformed, Members, parse
from tflint_cognito.terraform.plan.interest import MOST_RESOURCES
from tflint_cognito.terraform.plan.window import Window
from tflint_cognito.terraform.provider import Provider

#: Stands in a resource that was not kept: where it begins and ends in the file. No name that Terraform writes.
LATER: Final = "\0later"
#: Stands where nothing is kept, so that the others have the place in their list that they have in the file.
LEFT_OUT: Final[Members] = {LATER: None}
#: What is kept of such a resource: these, and whether it is there after apply.
_IDENTITY: Final = ("address", "index", "mode", "deposed", "deposed_key")
_THERE: Final[Members] = {"after": {}}
_GONE: Final[Members] = {"after": None}

#: Takes the value at hand out of a window, or what is to be kept of it.
Take = Callable[[Window], Json]


@dataclass(slots=True)
class Later:
    """The resources that were not kept, read again out of the file (UTF-8) that they stand in."""

    file: BinaryIO
    _last: tuple[int, Members] = (-1, {})

    def resource(self, stub: Members) -> Members:
        """All of the resource of which `stub` was kept; `stub` itself where that is all there is.

        Malformed where it is no longer in the file.
        """
        if LATER not in stub:
            return stub
        match stub[LATER]:
            case [int() as begin, int() as end]:
                if self._last[0] != begin:
                    self._last = (begin, self._read(begin, end))
                return self._last[1]
        return stub

    def _read(self, begin: int, end: int) -> Members:
        self.file.seek(begin)
        try:
            found = parse(self.file.read(end - begin).decode())
        except ValueError:
            raise Malformed("it was changed while it was read") from None
        return found if isinstance(found, dict) else {}


def sift(window: Window, provider: Provider) -> Json:
    """The document in `window`, a plan or a state, as far as it matters to `provider`. Anything else as it is."""
    wanted = _Wanted(provider)
    if window.next() != "{":
        return window.value()
    return _object(
        {
            "values": _object({"root_module": wanted.module(wanted.resource)}, _whole),
            # What changes, or is seen not to, stands here once more.
            "planned_values": _object({"root_module": wanted.module(wanted.stub)}, _whole),
            "resource_changes": _list(wanted.resource),
            "resource_drift": _list(wanted.only),
            "prior_state": _object(
                {"values": _object({"root_module": wanted.module(wanted.prior)}, _nothing)}, _nothing
            ),
            "configuration": _object({"root_module": wanted.source, "provider_config": _whole}, _nothing),
            "checks": _nothing,
            "relevant_attributes": _nothing,
            "proposed_unknown": _nothing,
        },
        _whole,
    )(window)


@dataclass(slots=True)
class _Wanted:
    provider: Provider
    #: How many resources were kept whole.
    _kept: int = 0

    def resource(self, window: Window) -> Json:
        """A resource of interest by itself, or the stub of another."""
        begin = window.place()
        item = window.value()
        if not isinstance(item, dict):
            return item
        if self._kept < MOST_RESOURCES and self._matters(item):
            self._kept += 1
            item.pop(LATER, None)
            return item
        return _stub(item, begin, window)

    def stub(self, window: Window) -> Json:
        """The stub of a resource, of interest or not."""
        begin = window.place()
        item = window.value()
        return _stub(item, begin, window) if isinstance(item, dict) else item

    def only(self, window: Window) -> Json:
        """A resource of interest by itself; nothing of another."""
        item = window.value()
        return item if not isinstance(item, dict) or self._matters(item) else LEFT_OUT

    def prior(self, window: Window) -> Json:
        """A data source of interest, or the stub of a resource; nothing of others."""
        begin = window.place()
        item = window.value()
        if not isinstance(item, dict):
            return item
        if not self._is_wanted(item):
            return LEFT_OUT
        return _stub(item, begin, window) if item.get("mode") == "managed" else item

    def module(self, resource: Take) -> Take:
        """A module of planned values or of a state: its resources, and those of the modules in it."""

        def take(window: Window) -> Json:
            return _object({"resources": _list(resource), "child_modules": _list(take)}, _whole)(window)

        return take

    def source(self, window: Window) -> Json:
        """A module of the configuration, with the modules that it calls."""
        call = _object({"module": self.source}, _whole)
        return _object({"resources": _list(self.block), "module_calls": _object({}, call)}, _whole)(window)

    def block(self, window: Window) -> Json:
        """A block of the configuration; of a resource that is not of interest, its name."""
        item = window.value()
        if not isinstance(item, dict) or self._is_wanted(item):
            return item
        return {name: item[name] for name in ("mode", "type", "name") if name in item}

    def _matters(self, item: Members) -> bool:
        """Whether a resource is of interest, whatever there is beside it."""
        type = item.get("type") if item.get("mode") == "managed" else None
        return self._is_wanted(item) and not (isinstance(type, str) and type in self.provider.companions)

    def _is_wanted(self, item: Members) -> bool:
        """What says no type is kept: it is for others to say what is wrong with it."""
        type = item.get("type")
        return not isinstance(type, str) or self.provider.wants(type)


def _stub(item: Members, begin: int, window: Window) -> Members:
    """What is kept of a resource which began at `begin` in the file, and which `window` has just gone past."""
    stub: Members = {name: item[name] for name in _IDENTITY if name in item}
    change = item.get("change")
    if isinstance(change, dict):
        stub["change"] = _GONE if change.get("after") is None else _THERE
    return {**stub, LATER: [begin, window.place()]}


def _whole(window: Window) -> Json:
    return window.value()


def _nothing(window: Window) -> Json:
    """Goes past a value, and holds one element of it at a time."""
    match window.next():
        case "{":
            for _ in window.names():
                window.value()
        case "[":
            for _ in window.elements():
                window.value()
        case _:
            window.value()
    return None


def _object(takes: Mapping[str, Take], others: Take) -> Take:
    """Takes an object, each value in it by its name. What is no object is taken as it is."""

    def take(window: Window) -> Json:
        if window.next() != "{":
            return window.value()
        return {name: takes.get(name, others)(window) for name in window.names()}

    return take


def _list(each: Take) -> Take:
    """Takes a list, each element of it in the same way. What is no list is taken as it is."""

    def take(window: Window) -> Json:
        if window.next() != "[":
            return window.value()
        return [each(window) for _ in window.elements()]

    return take
