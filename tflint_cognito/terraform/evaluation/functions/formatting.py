"""format: Terraform's printf. formatlist stands in format_lists.py.

https://developer.hashicorp.com/terraform/language/functions/format
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.evaluation.conversion import convert
from tflint_cognito.terraform.evaluation.functions.floats import format_float, shortest
from tflint_cognito.terraform.evaluation.functions.invocation import (
    Failure,
    Invocation,
    go_quote,
    normal,
    safe_prefix,
    text,
)
from tflint_cognito.terraform.evaluation.functions.json_text import quoted, written
from tflint_cognito.terraform.evaluation.functions.strings import clusters
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget, EvaluationError
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, Type
from tflint_cognito.terraform.values import Absent, Known, Unknown, Value, first_unknown, is_whole

_VERB = pattern(
    r"%(?P<flags>[0#\-+ ]*)(?P<width>[1-9][0-9]*)?(?:(?P<point>\.)(?P<precision>[0-9]*))?"
    r"(?:\[(?P<argument>[1-9][0-9]*)\])?(?P<mode>[a-zA-Z])"
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One formatting sequence: `%-5.2f`."""

    raw: str
    offset: int
    argument: int  # from 1
    mode: str
    flags: str
    width: int | None
    precision: int | None


def format_(call: Invocation, template: Known, *arguments: Value) -> Value:
    """Around arguments that are unknown, the text is known."""
    if any(is_untyped_null(argument) for argument in arguments):
        return call.unforeseeable("some versions of Terraform format a literal null and others cannot")
    return formatted_text(call, template, arguments)


def formatted_text(call: Invocation, template: Known, arguments: tuple[Value, ...]) -> Value:
    try:
        pieces = list(_rendered(str(template.value), arguments))
    except Failure:
        if all(map(is_whole, arguments)):
            raise
        return call.unknown(*arguments)  # Terraform, too, looks closer only when it knows all of them
    if all(map(is_whole, arguments)):
        call.budget.check_size(characters=sum(len(str(piece)) for piece in pieces))
        return text("".join(map(str, pieces)))
    return _partly_known(call, str(template.value), pieces, arguments)


def is_untyped_null(argument: Value) -> bool:
    return isinstance(argument, Absent) and argument.type is DYNAMIC


def _partly_known(call: Invocation, template: str, pieces: list[str | Unknown], arguments: tuple[Value, ...]) -> Value:
    solid: list[Value] = []
    for piece in pieces:
        last = solid[-1] if solid else None
        if isinstance(piece, str) and isinstance(last, Known):
            solid[-1] = text(str(last.value) + piece)
        elif piece != "":
            solid.append(text(piece) if isinstance(piece, str) else piece)
    if len(solid) == 1 and isinstance(solid[0], Unknown) and solid[0].refers_to is not None:
        return call.standing_for(solid[0])
    match solid:
        case [Known(value=str() as start), Unknown(prefix=more), *_]:
            prefix = start + more
        case [Known(value=str() as start), *_] | [Unknown(prefix=start), *_]:
            prefix = start
        case _:
            prefix = ""
    # Terraform looks no further than to the first verb.
    looks = call.name == "format" and not any(map(_is_vague, arguments))
    compares = len(safe_prefix(normal(template.partition("%")[0]))) if looks else 0
    return replace(call.unknown(*arguments, parts=solid, prefix=prefix), compares=compares)


def _is_vague(argument: Value) -> bool:
    """Whether Terraform knows nothing of an argument, not even its type; nor then of what has become of it."""
    return argument.type is DYNAMIC or (isinstance(argument, Unknown) and argument.compares == 0)


def _rendered(template: str, arguments: tuple[Value, ...]) -> Iterator[str | Unknown]:
    """The result in pieces: text, and what is unknown."""
    following, highest, at = 1, 0, 0
    while (percent := template.find("%", at)) >= 0:
        yield template[at:percent]
        if template.startswith("%%", percent):
            yield "%"
            at = percent + 2
            continue
        verb = _verb(template, percent, following)
        yield _formatted(verb, arguments)
        following, highest, at = verb.argument + 1, max(highest, verb.argument), percent + len(verb.raw)
    yield template[at:]
    if highest < len(arguments):
        only = f"only {highest} used by format string" if highest else "no verbs in format string"
        raise Failure(f"too many arguments; {only}", highest + 1)


def _verb(template: str, at: int, following: int) -> Verb:
    match = _VERB.match(template, at)
    if match is None:
        raise _misspelt(template, at)
    width, precision = match["width"], match["precision"]
    offset = len(template[:at].encode())
    argument = int(match["argument"]) if match["argument"] else following
    for amount in (width, precision):
        if amount and int(amount) > Budget.MAX_CHARACTERS:
            raise BoundExceeded(f"a string of {amount} characters is more than {Budget.MAX_CHARACTERS:,}")
    return Verb(
        match[0],
        offset,
        argument,
        match["mode"],
        match["flags"],
        int(width) if width else None,
        (int(precision) if precision else 0) if match["point"] else None,
    )


def _misspelt(template: str, at: int) -> Failure:
    sound = re.compile(r"%[0#\-+ ]*(?:[1-9][0-9]*)?(?:\.[0-9]*)?(?:\[(?:[1-9][0-9]*)?\]?)?").match(template, at)
    assert sound is not None
    end = sound.end()
    if end >= len(template):
        return Failure(f"invalid format string starting at offset {len(template.encode())}")
    return Failure(f"unrecognized format character '{template[end]}' at offset {len(template[:end].encode())}")


def _formatted(verb: Verb, arguments: tuple[Value, ...]) -> str | Unknown:
    if verb.argument > len(arguments):
        raise Failure(
            f"not enough arguments for {go_quote(verb.raw)} at {verb.offset}: need index {verb.argument} but have "
            f"{len(arguments)} total"
        )
    argument = arguments[verb.argument - 1]
    if not is_whole(argument):
        return _piece(verb, argument)
    if verb.mode != "v" and isinstance(argument, Absent):
        raise _unsupported(verb, "null value cannot be formatted")
    match verb.mode:
        case "v":
            return _as_is(verb, argument)
        case "t":
            return "true" if _converted(verb, argument, BOOL) is True else "false"
        case "s" | "q":
            return _as_text(verb, str(_converted(verb, argument, STRING)))
        case "b" | "d" | "o" | "x" | "X" | "e" | "E" | "f" | "g" | "G":
            return _as_number(verb, argument)
    message = f"unsupported format verb '{verb.mode}' in {go_quote(verb.raw)} at offset {verb.offset}"
    raise Failure(message)


def _piece(verb: Verb, argument: Value) -> Unknown:
    """An unknown argument as a piece of the result: itself where it is printed as it is, else only the reason."""
    if isinstance(argument, Unknown) and verb.raw in ("%s", "%v") and argument.type in (STRING, DYNAMIC):
        return argument
    cause = first_unknown(argument)
    assert cause is not None
    return Unknown(cause.because, STRING, cause.decides, range=argument.range, trail=argument.trail)


def _unsupported(verb: Verb, why: str) -> Failure:
    return Failure(f"unsupported value for {go_quote(verb.raw)} at {verb.offset}: {why}")


def _converted(verb: Verb, argument: Value, kind: Type) -> object:
    try:
        converted = convert(argument, kind)
    except EvaluationError as error:
        raise _unsupported(verb, error.message) from error
    assert isinstance(converted, Known)
    return converted.value


def _as_is(verb: Verb, argument: Value) -> str:
    match argument:
        case Known(value=str() as content) if "#" not in verb.flags:
            return _padded(verb, content)
        case Known(value=int() | Decimal() as amount) if "#" not in verb.flags and not isinstance(amount, bool):
            return _padded(verb, shortest(amount))
    return _padded(verb, "".join(str(piece) for piece in written(argument)))


def _as_text(verb: Verb, content: str) -> str:
    if verb.precision:
        content = "".join(clusters(content)[: verb.precision])
    return _padded(verb, quoted(content) if verb.mode == "q" else content)


def _padded(verb: Verb, content: str) -> str:
    missing = (verb.width or 0) - len(clusters(content)) if verb.width else 0
    if missing <= 0:
        return content
    padding = ("0" if "0" in verb.flags else " ") * missing
    return content + padding if "-" in verb.flags else padding + content


def _as_number(verb: Verb, argument: Value) -> str:
    amount = _converted(verb, argument, NUMBER)
    assert isinstance(amount, int | Decimal)
    if verb.mode not in "bdoxX":
        return format_float(amount, verb.mode, verb.flags, verb.width, verb.precision)
    if not isinstance(amount, int):
        raise _unsupported(verb, "an integer is required")
    return _as_integer(verb, amount)


_BASES = {"b": "b", "d": "d", "o": "o", "x": "x", "X": "X"}
_PREFIXES = {"b": "0b", "o": "0", "x": "0x", "X": "0X"}


def _as_integer(verb: Verb, amount: int) -> str:
    """Go's formatting of a big.Int."""
    digits = format(abs(amount), _BASES[verb.mode])
    if verb.precision is not None:
        digits = "" if verb.precision == 0 and amount == 0 else digits.rjust(verb.precision, "0")
    prefix = _PREFIXES.get(verb.mode, "") if "#" in verb.flags else ""
    sign = "-" if amount < 0 else "+" if "+" in verb.flags else " " if " " in verb.flags else ""
    return pad_number(sign + prefix, digits, verb.flags, verb.width, zeros=verb.precision is None)


def pad_number(sign: str, digits: str, flags: str, width: int | None, zeros: bool = True) -> str:
    """A number at its width: spaces before, spaces behind (-), or zeros after the sign (0)."""
    missing = max((width or 0) - len(sign) - len(digits), 0)
    if "-" in flags:
        return sign + digits + " " * missing
    if "0" in flags and zeros:
        return sign + "0" * missing + digits
    return " " * missing + sign + digits
