"""A little XML: elements with attributes, text and children, written so that every parser takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tflint_cognito.records import dataclass, field

#: What XML 1.0 cannot hold at all, not even escaped. https://www.w3.org/TR/xml/#charsets
_IMPOSSIBLE = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


@dataclass(frozen=True, slots=True)
class Element:
    """An element has text or children, not both."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element, ...] = ()
    text: str = ""


def document(root: Element) -> str:
    return "".join(f"{line}\n" for line in ('<?xml version="1.0" encoding="UTF-8"?>', *_lines(root, "")))


def _lines(element: Element, indent: str) -> Iterator[str]:
    attributes = "".join(f' {name}="{escaped(value)}"' for name, value in element.attributes.items())
    start = f"{indent}<{element.name}{attributes}"
    if element.children:
        yield f"{start}>"
        for child in element.children:
            yield from _lines(child, f"{indent}  ")
        yield f"{indent}</{element.name}>"
    elif element.text:
        yield f"{start}>{escaped(element.text, keep_lines=True)}</{element.name}>"
    else:
        yield f"{start}/>"


def escaped(text: str, keep_lines: bool = False) -> str:
    """`text` for an attribute or, with its lines kept, for the inside of an element."""
    safe = re.sub(_IMPOSSIBLE, lambda found: f"\\u{ord(found[0]):04x}", text)
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    safe = safe.replace("\r", "&#13;")  # a parser would take it for the end of a line
    return safe if keep_lines else safe.replace("\t", "&#9;").replace("\n", "&#10;")
