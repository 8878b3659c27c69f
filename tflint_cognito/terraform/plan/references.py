"""Where a reference of the configuration leads: through variables, outputs and for_each to attributes of resources.

A plan gives references as text without the expression around them, so `pool.id`, `"${pool.id}/x"` and
`concat(["openid"], pool.id)` look alike; and an index that is not a constant cuts off what follows it:
`pool.this[each.key].id` is listed as `pool.this` and `each.key`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass, field, replace
from tflint_cognito.terraform.address import Address, Key, ModuleStep, Reference, format_key
from tflint_cognito.terraform.plan.configuration import Configuration, references
from tflint_cognito.terraform.plan.document import Members, members
from tflint_cognito.terraform.plan.instances import Instance, Instances

#: One expression leads through at most this many references, and this deep; a hostile document may have no end.
_MOST_HOPS = 10_000
_DEEPEST = 60
#: A reference that may mean any of more instances than this leads nowhere.
_MOST_INSTANCES = 1_000


class Part(NamedTuple):
    """One part of a reference: `.name`, or `["name"]` and `[0]`."""

    key: str | int
    bracket: bool


class Place(NamedTuple):
    """Where a reference stands: the module instance, and the key and for_each of the block around it."""

    module: tuple[ModuleStep, ...]
    key: Key
    for_each: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One end that a reference leads to: an attribute of a resource, or (a local, a lost output) nothing to go on by.

    `unknown`: whether it is known only after apply; of a dead end, nobody can tell. `text`: a known string there, by
    which to see what is made from it; it may be a secret.
    """

    reference: Reference | None
    dead_end: str = ""
    unknown: bool = True
    text: str | None = field(default=None, repr=False)


@dataclass(slots=True)
class Resolver:
    """Follows references. What is settled before apply (variables, keys, constants) has no origin in any resource."""

    configuration: Configuration
    instances: Instances
    _known: dict[tuple[Place, tuple[str, ...]], tuple[Origin, ...]] = field(default_factory=dict)
    _ends: dict[tuple[Address, tuple[Part, ...]], Origin] = field(default_factory=dict)
    _hops: int = 0
    _depth: int = 0

    def origins(self, texts: tuple[str, ...], place: Place) -> tuple[Origin, ...]:
        """The ends that the references of one expression lead to, each once, in the order they are written."""
        asked = (place, texts)
        if asked not in self._known:
            self._hops = 0
            self._known[asked] = tuple(dict.fromkeys(self._follow_all(texts, place, ())))
        return self._known[asked]

    def _follow_all(self, texts: tuple[str, ...], place: Place, rest: tuple[Part, ...]) -> list[Origin]:
        leaders = specific(texts)
        if self._hops > _MOST_HOPS or self._depth > _DEEPEST:
            return [Origin(None, text) for text in leaders]
        by_key = any(text.split(".")[0] in ("each", "count") for text in leaders)
        self._hops += 1
        self._depth += 1
        ends = [end for text in leaders for end in self._follow(text, place, rest, by_key)]
        self._depth -= 1
        return ends

    def _follow(self, text: str, place: Place, rest: tuple[Part, ...], by_key: bool) -> list[Origin]:
        own = split(text)
        parts = (*own, *rest)
        match [str(part.key) for part in own[:2]]:
            case ["var", name]:
                return self._variable(name, place, parts[2:])
            case ["each", "value"]:
                return self._each_value(place, parts[2:])
            case ["module", _]:
                return self._output(text, parts[1:], place, by_key)
            case ["data", _] if len(own) > 2:
                return self._resource("data", own[1:], rest, place, by_key)
            case [("local" | "ephemeral" | "self"), *_]:
                return [Origin(None, text)]
            case [("each" | "count" | "path" | "terraform" | "tofu" | "provider"), *_]:
                return []
            case [_, _]:
                return self._resource("managed", own, rest, place, by_key)
        return [Origin(None, text)]

    def _variable(self, name: str, place: Place, rest: tuple[Part, ...]) -> list[Origin]:
        if not place.module:
            return []
        call = self.configuration.call(tuple(step.name for step in place.module))
        argument = members(call, "expressions").get(name)
        return self._follow_all(references(argument), caller(place, call), rest)

    def _each_value(self, place: Place, rest: tuple[Part, ...]) -> list[Origin]:
        key = () if place.key is None else (Part(place.key, True),)
        outside = Place(place.module, None, ())
        return self._follow_all(place.for_each, outside, (*key, *rest))

    def _output(self, text: str, parts: tuple[Part, ...], place: Place, by_key: bool) -> list[Origin]:
        name, rest = str(parts[0].key), parts[1:]
        keys = self.instances.module_keys(place.module, name)
        chosen, rest = choose(keys, rest, place.key if by_key else None)
        if not rest:
            return [Origin(None, text)] if keys else []
        path = (*(step.name for step in place.module), name)
        module = self.configuration.module(path)
        if module is None:
            return [Origin(None, text)]
        output = members(module.outputs, str(rest[0].key)).get("expression")
        found: list[Origin] = []
        for key in chosen or [None]:
            inner = Place((*place.module, ModuleStep(name, key)), None, ())
            found += self._follow_all(references(output), inner, rest[1:])
        return found

    def _resource(
        self, mode: str, own: tuple[Part, ...], rest: tuple[Part, ...], place: Place, by_key: bool
    ) -> list[Origin]:
        """The attribute that `own`, the parts of one reference, ends at; or, where it ends at the resource, the one
        that `rest` begins with, which others ask of it. Beyond that, an expression may have given it another shape."""
        bare = Address(place.module, str(own[0].key), str(own[1].key), None, mode)
        keys, named = choose(self.instances.keys(bare), own[2:], place.key if by_key else None)
        if not named and rest and rest[0].bracket and rest[0].key in keys:
            keys, rest = [rest[0].key], rest[1:]
        if len(keys) > _MOST_INSTANCES:
            return [Origin(None, bare.local)]
        found = []
        for key in keys:
            instance = self.instances.by_address[replace(bare, key=key)]
            attribute = named or (rest if rest and instance.has(rest[0].key) else ())
            found.append(self._end(instance, attribute))
        return found

    def _end(self, instance: Instance, attribute: tuple[Part, ...]) -> Origin:
        """The end at an attribute. Many lead to the same one, of a resource that may have to be read again."""
        asked = (instance.address, attribute)
        if asked not in self._ends:
            path = tuple(part.key for part in attribute)
            reference = Reference(instance.address, written(attribute))
            self._ends[asked] = Origin(reference, "", instance.is_unknown(path), instance.known_text(path))
        return self._ends[asked]


def place_of(address: Address, resource: Members) -> Place:
    """The place of the expressions in the block that is `resource` in the configuration."""
    return Place(address.module, address.key, references(resource.get("for_each_expression")))


def caller(place: Place, call: Members) -> Place:
    """The place of the arguments of the module call that `place` is in."""
    return Place(place.module[:-1], place.module[-1].key, references(call.get("for_each_expression")))


def choose(keys: Collection[Key], rest: tuple[Part, ...], hint: Key) -> tuple[Collection[Key], tuple[Part, ...]]:
    """The instances that a reference means, out of those that exist, and the rest of it.

    A key in the reference decides; else a single instance; else the key of the block that refers (`[each.key]`,
    `[count.index]`); else it may be any of them.
    """
    if rest and rest[0].bracket and not (len(keys) == 1 and None in keys):
        return ([rest[0].key] if rest[0].key in keys else []), rest[1:]
    if len(keys) > 1 and hint in keys:
        return [hint], rest
    return keys, rest


def specific(texts: tuple[str, ...]) -> list[str]:
    """The references themselves, without the prefixes that are listed after each."""
    found: list[str] = []
    for text in texts:
        if not (found and found[-1].startswith(text) and found[-1][len(text) : len(text) + 1] in (".", "[", "")):
            found.append(text)
    return found


def written(parts: tuple[Part, ...]) -> str:
    """Parts as an attribute path: `scope[0].scope_name`."""
    text = ""
    for key, bracket in parts:
        text += format_key(key) if bracket or isinstance(key, int) else f".{key}" if text else key
    return text


_PART = pattern(r'\.?([^\W\d][\w-]*)|\.?(\d+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]')


def split(text: str) -> tuple[Part, ...]:
    """`aws_lb.this["a"].arn` as its parts; nothing for what is no reference."""
    parts: list[Part] = []
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            return ()
        name, legacy, number, quoted = match.groups()
        if name is not None:
            parts.append(Part(name, False))
        elif quoted is not None:
            parts.append(Part(quoted.replace('\\"', '"').replace("\\\\", "\\"), True))
        else:
            parts.append(Part(int(legacy or number), True))
        at = match.end()
    return tuple(parts)
