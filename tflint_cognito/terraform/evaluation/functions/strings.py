"""Functions on strings. Characters are grapheme clusters where Terraform counts them, code points elsewhere.

https://pkg.go.dev/strings and https://pkg.go.dev/github.com/zclconf/go-cty/cty/function/stdlib
"""

from __future__ import annotations

from decimal import Decimal

from tflint_cognito.records import replace
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, integer, only_reference, text
from tflint_cognito.terraform.evaluation.scope import Budget
from tflint_cognito.terraform.types import ListOf
from tflint_cognito.terraform.values import Known, Unknown, Value, boolean, is_whole

#: unicode.IsSpace; Python's own notion also holds the four ASCII separators 1C to 1F.
SPACES = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


def upper(content: str) -> str:
    return content.upper() if content.isascii() else "".join(map(_upper, content))


def lower(content: str) -> str:
    return content.lower() if content.isascii() else "".join(map(_lower, content))


def _upper(letter: str) -> str:
    """Go maps one code point to one (ß stays ß); Python follows the mappings that make several."""
    return _single(letter, letter.upper(), letter.title())


def _lower(letter: str) -> str:
    return _single(letter, letter.lower(), letter.lower()[:1])


def _single(letter: str, *mapped: str) -> str:
    return next((candidate for candidate in mapped if len(candidate) == 1), letter)


def title(content: str) -> str:
    """Every letter after a separator as its title case: Go's strings.Title."""
    letters, before = [], " "
    for letter in content:
        letters.append(_single(letter, letter.title()) if _separates(before) else letter)
        before = letter
    return "".join(letters)


def _separates(letter: str) -> bool:
    if letter.isascii():
        return not (letter.isalnum() or letter == "_")
    return not letter.isalpha() and not letter.isdecimal() and letter in SPACES


def trimspace(content: str) -> str:
    return content.strip(SPACES)


def trim(content: str, cutset: str) -> str:
    return content.strip(cutset)


def trimprefix(content: str, prefix: str) -> str:
    return content.removeprefix(prefix)


def trimsuffix(content: str, suffix: str) -> str:
    return content.removesuffix(suffix)


def chomp(content: str) -> str:
    return content.rstrip("\r\n")


def indent(spaces: int | Decimal, content: str) -> str:
    width = integer(spaces)
    if width < 0:
        raise Failure("panic in function implementation: strings: negative Repeat count")
    Budget().check_size(characters=len(content) + width * content.count("\n"))
    return content.replace("\n", "\n" + " " * width)


def split(separator: str, content: str) -> list[str]:
    Budget().check_size(elements=content.count(separator))
    return content.split(separator) if separator else list(content)


def endswith(content: str, suffix: str) -> bool:
    return content.endswith(suffix)


def strcontains(content: str, part: str) -> bool:
    return part in content


def startswith(call: Invocation, content: Value, prefix: Known) -> Value:
    start = str(prefix.value)
    if isinstance(content, Known):
        return boolean(str(content.value).startswith(start))
    assert isinstance(content, Unknown)
    known = content.prefix[: content.compares]
    if known.startswith(start):
        return boolean(True)
    if known and len(known.encode()) >= len(start.encode()):
        return boolean(False)
    return call.unknown(content)


def join(call: Invocation, separator: Known, *lists: Value) -> Value:
    """An unknown element leaves what stands before it as a prefix; a single one is the answer itself."""
    if not lists:
        raise Failure("at least one list is required")
    if not all(map(is_whole, lists)):
        return _join_unknown(call, str(separator.value), lists)
    pieces = []
    for number, given in enumerate(lists, start=1):
        for index, element in enumerate(_elements(given)):
            if not isinstance(element, Known):
                which = f" of list {number}" if len(lists) > 1 else ""
                raise Failure(f"element {index}{which} is null; cannot concatenate null values", number)
            pieces.append(str(element.value))
    call.budget.check_size(characters=sum(map(len, pieces)) + len(pieces) * len(str(separator.value)))
    return text(str(separator.value).join(pieces))


def _elements(given: Value) -> tuple[Value, ...]:
    assert isinstance(given, Known) and isinstance(given.value, tuple)
    return given.value


def _join_unknown(call: Invocation, separator: str, lists: tuple[Value, ...]) -> Value:
    elements: list[Value] = []
    for given in lists:
        if not isinstance(given, Known):
            elements.append(given)
            break
        elements.extend(_elements(given))
    else:
        if len(elements) == 1 and isinstance(elements[0], Unknown):
            return call.standing_for(elements[0])
    parts: list[Value] = []
    for element in elements:
        if parts and separator:
            parts.append(text(separator))
        parts.append(element)
    reference = only_reference(lists)
    joined = call.unknown(*lists, parts=_pieces(parts), prefix=_certain_start(parts), refers_to=reference)
    return replace(joined, compares=0)  # Terraform takes all of it for unknown


def _pieces(parts: list[Value]) -> list[Value]:
    """The pieces of a string: a list that is unknown as a whole is no piece, and nothing after it has a place."""
    end = next((index for index, part in enumerate(parts) if _is_list(part)), len(parts))
    return parts[:end]


def _is_list(part: Value) -> bool:
    return isinstance(part.type, ListOf)


def _certain_start(parts: list[Value]) -> str:
    start = ""
    for part in parts:
        match part:
            case Known(value=str() as piece):
                start += piece
            case Unknown(prefix=piece) if not _is_list(part):
                return start + piece
            case _:
                return start
    return start


def strrev(content: str) -> str:
    return "".join(reversed(clusters(content)))


def substr(content: str, offset: int | Decimal, length: int | Decimal) -> str:
    start, count = integer(offset), integer(length)
    characters = clusters(content)
    if start < 0:
        start += len(characters)
    elif count == 0:
        return ""
    rest = characters[max(start, 0) :]
    # A length of 0 after a negative offset takes all, as Terraform does.
    return "".join(rest[:count] if count > 0 else rest)


def clusters(content: str) -> list[str]:
    """The grapheme clusters of `content`: what Terraform counts as its characters."""
    if content.isascii() and "\r\n" not in content:
        return list(content)
    import regex

    return regex.findall(r"\X", content)
