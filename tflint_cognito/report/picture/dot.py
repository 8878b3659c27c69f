"""The picture as Graphviz' DOT. https://graphviz.org/doc/info/lang.html"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tflint_cognito.report.picture.scene import Box, Scene
from tflint_cognito.report.picture.svg_style import COLOURS, UNDECIDED
from tflint_cognito.report.printable import printable


def dot(scenes: Sequence[Scene]) -> str:
    return "".join(f"{line}\n" for line in _lines(scenes))


def _lines(scenes: Sequence[Scene]) -> Iterator[str]:
    yield "digraph cognito {"
    yield '  rankdir=LR; fontname="sans-serif";'
    yield '  node [shape=box, style=rounded, fontname="sans-serif", color="#2e7d32"];'
    for number, scene in enumerate(scenes):
        ids = {box.id: _quoted(f"{scene.title}: {box.id}") for box in scene.boxes}
        yield f"  subgraph cluster_{number} {{"
        yield f"    label={_quoted(scene.title)};"
        for box in scene.boxes:
            yield f"    {ids[box.id]} [{_attributes(box)}];"
        for layer in scene.columns:
            same = " ".join(f"{ids[box.id]};" for box in scene.boxes if box.layer == layer)
            yield f"    {{ rank=same; {same} }}"
        yield "  }"
        for arrow in scene.arrows:
            style = "" if arrow.certain else ", style=dashed"
            yield f"  {ids[arrow.source]} -> {ids[arrow.target]} [tooltip={_quoted(arrow.words)}{style}];"
    yield "}"


def _attributes(box: Box) -> str:
    label = r"\n".join(_escaped(line) for line in (" · ".join((box.kind, *box.badges)), box.title, *box.lines))
    attributes = [f'label="{label}"']
    if box.severity is not None:
        attributes.append(f'color="{COLOURS[box.severity]}", penwidth=2.4')
    elif box.undetermined:
        attributes.append(f'color="{UNDECIDED}", penwidth=1.8')
    elif box.outside:
        attributes.append('style="rounded,dashed", color="#7b8794"')
    return ", ".join(attributes)


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """For a quoted string, in which Graphviz obeys backslashes and the entities of HTML."""
    return printable(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
