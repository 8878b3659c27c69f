"""The picture as Mermaid's flowchart, which Git hosts draw in Markdown. https://mermaid.js.org/syntax/flowchart.html"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tflint_cognito.report.picture.scene import Box, Scene
from tflint_cognito.report.picture.svg_style import COLOURS, UNDECIDED
from tflint_cognito.report.printable import printable


def mermaid(scenes: Sequence[Scene]) -> str:
    return "".join(f"{line}\n" for line in _lines(scenes))


def _lines(scenes: Sequence[Scene]) -> Iterator[str]:
    yield "flowchart LR"
    for severity, colour in COLOURS.items():
        yield f"  classDef {severity} stroke:{colour},stroke-width:3px"
    yield f"  classDef undetermined stroke:{UNDECIDED},stroke-width:2px"
    yield "  classDef outside stroke-dasharray:4 3"
    for number, scene in enumerate(scenes):
        ids = {box.id: f"s{number}n{index}" for index, box in enumerate(scene.boxes)}
        yield f'  subgraph s{number}["{_text(scene.title)}"]'
        yield "    direction LR"
        for box in scene.boxes:
            yield f'    {ids[box.id]}["{_label(box)}"]'
        yield "  end"
        for arrow in scene.arrows:
            line = "-->" if arrow.certain else "-.->"
            yield f"  {ids[arrow.source]} {line} {ids[arrow.target]}"
        for box in scene.boxes:
            kind = _class(box)
            if kind:
                yield f"  class {ids[box.id]} {kind}"


def _class(box: Box) -> str:
    if box.severity is not None:
        return str(box.severity)
    if box.undetermined:
        return "undetermined"
    return "outside" if box.outside else ""


def _label(box: Box) -> str:
    return "<br/>".join(_text(line) for line in (" · ".join((box.kind, *box.badges)), box.title, *box.lines))


def _text(text: str) -> str:
    """Mermaid writes what it would read as its own with the entities of HTML, after a #.

    A \\n it breaks the line at, even where that is written so; a space of no width keeps the two apart.
    """
    whole = printable(text).replace("\\n", "\\\u200bn")
    return "".join(c if c.isalnum() or c in " .,:/-_?…()*+·" else f"#{ord(c)};" for c in whole)
