"""`dataclass`, `field` and `replace` as in the standard library, made in a tenth of the time.

The standard library writes and compiles six functions for every frozen class, most of which no run ever calls: for the
ninety classes of this package that is a third of a short run. Here a class gets its slots at once, its `__init__` is
compiled when the first record is made, and what compares, hashes and shows records is the same function for all.
To a type checker these are the standard library's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    def dataclass(*, frozen=False, slots=True, order=False, eq=True, kw_only=False):
        """Makes a class a record. Records always have slots."""
        assert slots and eq
        return lambda cls: _made(cls, frozen, order, kw_only)

    def field(*, default=..., default_factory=None, init=True, repr=True, compare=True):
        """What a field has beyond its type."""
        return _Field("", default, default_factory, init, repr, compare)

    def replace(record, /, **changes):
        """`record` with other values in some fields."""
        return record.__replaced__(**changes)


class _Field(NamedTuple):
    name: str
    default: Any = ...  # an ellipsis: there is none
    factory: Callable[[], Any] | None = None
    init: bool = True
    repr: bool = True
    compare: bool = True

    @property
    def is_optional(self) -> bool:
        return self.default is not ... or self.factory is not None


def _made(cls: type[Any], frozen: bool, order: bool, kw_only: bool) -> type[Any]:
    """The class again, with slots and with the functions of a record."""
    namespace = dict(cls.__dict__)
    own = {name: _own_field(name, namespace) for name in cls.__annotations__}
    inherited = {field.name: field for base in cls.__mro__[:0:-1] for field in base.__dict__.get("__record__", ())}
    fields = tuple({**inherited, **own}.values())
    namespace = {name: value for name, value in namespace.items() if name not in {*own, "__dict__", "__weakref__"}}
    namespace["__slots__"] = tuple(name for name in own if name not in inherited)
    namespace["__record__"] = fields
    namespace["__dataclass_fields__"] = _Described(frozen, kw_only)
    namespace["__match_args__"] = () if kw_only else tuple(field.name for field in fields if field.init)
    functions = {**_functions(fields, frozen), **(_order(fields) if order else {})}
    for name, function in functions.items():
        if namespace.get(name) is None:  # `__hash__` is None where a class has an `__eq__` of its own
            namespace[name] = function
    metaclass: Any = type(cls)
    made: type[Any] = metaclass(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    made.__init__ = _compiled_when_called(made, "__init__", lambda: _init(made, fields, kw_only))
    made.__replaced__ = _compiled_when_called(made, "__replaced__", lambda: _replaced(made, fields))
    return made


def _own_field(name: str, namespace: Mapping[str, Any]) -> _Field:
    match namespace.get(name, ...):
        case _Field() as field:
            return field._replace(name=name)
        case default:
            return _Field(name, default)


def _functions(fields: tuple[_Field, ...], frozen: bool) -> dict[str, Any]:
    key = _key(fields)

    def equal(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or key(self) == key(other)

    def hashed(self: Any) -> int:
        return hash(key(self))

    if not frozen:
        return {"__eq__": equal, "__repr__": _shown}
    return {"__eq__": equal, "__hash__": hashed, "__repr__": _shown, "__setattr__": _refuse, "__delattr__": _refuse}


def _key(fields: tuple[_Field, ...]) -> Callable[[Any], Any]:
    """Gives what a record is compared by."""
    names = [field.name for field in fields if field.compare]
    return attrgetter(*names) if names else lambda record: ()


def _order(fields: tuple[_Field, ...]) -> dict[str, Any]:
    key = _key(fields)
    return {
        "__lt__": lambda self, other: key(self) < key(other),
        "__le__": lambda self, other: key(self) <= key(other),
        "__gt__": lambda self, other: key(self) > key(other),
        "__ge__": lambda self, other: key(self) >= key(other),
    }


def _shown(self: Any) -> str:
    values = (f"{field.name}={getattr(self, field.name)!r}" for field in type(self).__record__ if field.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse(self: Any, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{type(self).__name__}.{name} is frozen")


def _compiled_when_called(cls: type[Any], name: str, compile: Callable[[], Callable[..., Any]]) -> Callable[..., Any]:
    def first(self: Any, /, *values: Any, **named: Any) -> Any:
        method = compile()
        setattr(cls, name, method)
        return method(self, *values, **named)

    return first


def _init(cls: type[Any], fields: tuple[_Field, ...], kw_only: bool) -> Callable[..., None]:
    """`__init__` for some fields. It sets each by its slot, which a frozen class does not forbid."""
    given = [field for field in fields if field.init]
    parameters = ["self", *(["*"] if kw_only and given else [])]
    parameters += [f"{field.name}=default_{field.name}" if field.is_optional else field.name for field in given]
    lines = [f"def __init__({', '.join(parameters)}):", *(f" {line}" for line in _assignments(fields)), " pass"]
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    names = {f"default_{field.name}": field.default for field in fields}
    names |= {f"make_{field.name}": field.factory for field in fields}
    return _compiled(cls, "__init__", lines, fields, names)


def _assignments(fields: tuple[_Field, ...]) -> Iterator[str]:
    for field in fields:
        name = field.name
        if field.factory is not None:
            yield f"set_{name}(self, make_{name}() if {name if field.init else '...'} is ... else {name})"
        elif field.init or field.is_optional:
            yield f"set_{name}(self, {name if field.init else f'default_{name}'})"


def _replaced(cls: type[Any], fields: tuple[_Field, ...]) -> Callable[..., Any]:
    """The copy of a record with other values in some fields, which `replace` asks for: by far the most called method.

    A class that works fields out by itself does so for the copy too.
    """
    given = [field.name for field in fields if field.init]
    parameters = ", ".join(["self", *(f"{name}=..." for name in given)])
    values = [f"self.{name} if {name} is ... else {name}" for name in given]
    lines = [f"def __replaced__({parameters}):"]
    if len(given) < len(fields) or hasattr(cls, "__post_init__"):
        named = (f"{name}={value}" for name, value in zip(given, values, strict=True))
        lines.append(f" return self.__class__({', '.join(named)})")
    else:
        lines.append(" _copy = _new(self.__class__)")
        lines += [f" set_{name}(_copy, {value})" for name, value in zip(given, values, strict=True)]
        lines.append(" return _copy")
    return _compiled(cls, "__replaced__", lines, fields, {"_new": object.__new__})


def _compiled(
    cls: type[Any], name: str, lines: list[str], fields: tuple[_Field, ...], names: dict[str, Any]
) -> Callable[..., Any]:
    """The method that some lines of Python are; `set_x` in them sets the slot x."""
    names |= {f"set_{field.name}": getattr(cls, field.name).__set__ for field in fields}
    names["__name__"] = cls.__module__
    exec("\n".join(lines), names)
    method: Callable[..., Any] = names[name]
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


class _Described:
    """The fields as the standard library describes them, for whoever asks: its `fields`, `asdict` and `replace`."""

    def __init__(self, frozen: bool, kw_only: bool) -> None:
        self._frozen = frozen
        self._kw_only = kw_only

    def __get__(self, _: object, cls: type[Any]) -> Mapping[str, Any]:
        import dataclasses

        described = [(field.name, Any, _standard(field)) for field in cls.__record__]
        made: Any = dataclasses.make_dataclass(cls.__name__, described, frozen=self._frozen, kw_only=self._kw_only)
        fields: Mapping[str, Any] = made.__dataclass_fields__
        return fields


def _standard(field: _Field) -> Any:
    import dataclasses

    more = {} if field.default is ... else {"default": field.default}
    if field.factory is not None:
        more = {"default_factory": field.factory}
    return dataclasses.field(init=field.init, repr=field.repr, compare=field.compare, **more)
