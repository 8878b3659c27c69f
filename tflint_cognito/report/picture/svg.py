"""The picture as SVG: no script, no network, readable in light and dark and by a screen reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tflint_cognito.report.picture.layout import Layout, Path, Placed, Size, lay_out
from tflint_cognito.report.picture.scene import Arrow, Box, Scene
from tflint_cognito.report.picture.svg_style import COLOURS, STYLE, UNDECIDED
from tflint_cognito.report.picture.words import LABEL, in_words, spoken, way
from tflint_cognito.report.printable import cells, printable
from tflint_cognito.report.xml import escaped

WIDTH = 228.0
#: Between columns.
_GAP = 72.0
#: Of a line of text inside a box.
LINE = 15.0
_PAD = 10.0
_TIP = 8.0  # the distance of the tips of arrows
_MARGIN = 24.0
_HEAD = 58.0  # the title of a scene and those of its columns
_LEGEND = 34.0
_LEGEND_WIDTH = 840.0  # as far as its words go
#: From which height on, in widths, a sheet of paper on its side would make a picture too small to be read.
_TALL = 1.1
#: What fits into a box, in ems of the bold letters below: at 12 pixels for names, and at 11 for lines, which are not
#: bold and a tenth narrower.
_FIT_TITLE, _FIT_LINE = (WIDTH - 2 * _PAD) / 12, (WIDTH - 2 * _PAD) / 11 / 0.9
#: How wide letters are in ems, in DejaVu Sans Bold, the widest font of the style below; others are as _USUAL.
_ADVANCES = {
    **dict.fromkeys("ijl.,:;'|! ()[]/-IftrJ\"`", 0.5),
    **dict.fromkeys("WMmw@%…", 1.11),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&<>=+~#*", 0.9),
}
_USUAL = 0.73


def svg(scenes: Sequence[Scene], described: str = "") -> str:
    """All scenes, one below the other, in one document of its own. `described` stands for the picture where it cannot
    be seen; without it, all that it shows in words."""
    described = described or in_words(scenes)
    drawings = [_Drawing(scene) for scene in scenes]
    width = max((_LEGEND_WIDTH, *(each.size.width for each in drawings))) + 2 * _MARGIN
    height = sum(each.size.height for each in drawings) + 2 * _MARGIN + _LEGEND
    tall = " tall" if height > _TALL * width else ""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cl-picture{tall}" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{_n(width)}" height="{_n(height)}" role="img" aria-labelledby="cl-title" aria-describedby="cl-desc">',
        f'<title id="cl-title">{escaped(LABEL)}</title>',
        f'<desc id="cl-desc">{_text(described)}</desc>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="cl-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
        '<rect class="paper" width="100%" height="100%"/>',
    ]
    top = _MARGIN
    for drawing in drawings:
        lines += [f'<g transform="translate({_n(_MARGIN)} {_n(top)})">', *drawing.lines(), "</g>"]
        top += drawing.size.height
    lines += [*_legend(height - _LEGEND), "</svg>"]
    return "".join(f"{line}\n" for line in lines)


class _Drawing:
    """One scene, from its own origin."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        ranks = {layer: rank for rank, layer in enumerate(scene.columns)}
        ends = Counter(end for arrow in scene.arrows for end in ((arrow.source, "out"), (arrow.target, "in")))
        self._sizes = {box.id: _size(box, max(ends[box.id, "in"], ends[box.id, "out"])) for box in scene.boxes}
        sizes = {box.id: (ranks[box.layer], self._sizes[box.id]) for box in scene.boxes}
        self._layout: Layout = lay_out(sizes, [(arrow.source, arrow.target) for arrow in scene.arrows], column_gap=_GAP)
        below = 2 * _MARGIN
        self.size = Size(self._layout.size.width, self._layout.size.height + _HEAD + below)

    def lines(self) -> Iterator[str]:
        title = cut(self._scene.title, max(self.size.width, _LEGEND_WIDTH) / 15)
        yield f'<text class="title" x="0" y="14">{_text(title)}</text>'
        for rank, title in enumerate(self._scene.columns.values()):
            x = self._layout.columns[rank]
            yield f'<text class="column" x="{_n(x)}" y="40">{_text(title.upper())}</text>'
        yield f'<g transform="translate(0 {_n(_HEAD)})">'
        for arrow, path in zip(self._scene.arrows, self._layout.paths, strict=True):
            yield _arrow(arrow, path)
        for box in self._scene.boxes:
            yield from _box(box, self._layout.boxes[box.id], self._sizes[box.id])
        yield "</g>"


def _size(box: Box, arrows: int) -> Size:
    """As large as its text needs, and tall enough that the tips of its arrows stand apart."""
    return Size(WIDTH, max(2 * _PAD + LINE * (2 + len(box.lines)), _TIP * (arrows + 1)))


def _arrow(arrow: Arrow, path: Path) -> str:
    """Curves between the columns, straight through the gates."""
    points = path.points
    (x, y), *rest = points
    d = [f"M{_n(x)} {_n(y)}"]
    for index, (right, below) in enumerate(rest):
        if index % 2:  # through a gate
            d.append(f"H{_n(right)}")
        else:
            middle = (x + right) / 2
            d.append(f"C{_n(middle)} {_n(y)} {_n(middle)} {_n(below)} {_n(right)} {_n(below)}")
        x, y = right, below
    unsure = "" if arrow.certain else " unsure"
    says = _text(way(arrow))
    return f'<path class="arrow{unsure}" d="{" ".join(d)}" marker-end="url(#cl-tip)"><title>{says}</title></path>'


def _box(box: Box, at: Placed, size: Size) -> Iterator[str]:
    frame = f" {box.severity}" if box.severity is not None else " doubt" if box.undetermined else ""
    outside = " outside" if box.outside else ""
    yield f'<g transform="translate({_n(at.x)} {_n(at.y)})"><title>{_text(spoken(box))}</title>'
    yield f'<rect class="box{frame}{outside}" width="{_n(size.width)}" height="{_n(size.height)}" rx="6"/>'
    taken = [*map(_badge_width, box.badges), 0.0, 0.0]  # of the line of the kind, and of that of the name
    kind = cut(box.kind, (WIDTH - 2 * _PAD - taken[0]) / 10 / 0.9)
    yield f'<text class="kind" x="{_n(_PAD)}" y="{_n(_PAD + 8)}">{_text(kind)}</text>'
    yield from _badges(box, size)
    fit = _FIT_TITLE - taken[1] / 12
    yield f'<text class="name" x="{_n(_PAD)}" y="{_n(_PAD + 8 + LINE)}">{_text(cut(box.title, fit))}</text>'
    for index, line in enumerate(box.lines, 2):
        y = _PAD + 8 + index * LINE
        yield f'<text x="{_n(_PAD)}" y="{_n(y)}">{_text(cut(line, _FIT_LINE))}</text>'
    yield "</g>"


def _badges(box: Box, size: Size) -> Iterator[str]:
    for index, words in enumerate(box.badges):
        width = _badge_width(words)
        x, y = size.width - width - 6, 6 + 17.0 * index
        colour = UNDECIDED if words.startswith("?") or box.severity is None else COLOURS[box.severity]
        yield f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="15" rx="7.5" style="fill:{colour}"/>'
        yield f'<text class="badge" x="{_n(x + width / 2)}" y="{_n(y + 10.5)}" text-anchor="middle">{words}</text>'


def _badge_width(words: str) -> float:
    return 10.0 + 9.0 * _ems(words)


def _legend(y: float) -> Iterator[str]:
    x = _MARGIN
    yield f'<g transform="translate(0 {_n(y)})">'
    frames = {"critical": "critical", "high": "high", "medium": "medium", "low": "low", "? undetermined": "doubt"}
    for words, kind in {**frames, "nothing found": ""}.items():
        yield f'<rect class="{f"box {kind}".rstrip()}" x="{_n(x)}" y="-9" width="12" height="12" rx="3"/>'
        yield f'<text class="legend" x="{_n(x + 18)}" y="1">{words}</text>'
        x += 18 + 10 * _ems(words) + 14
    yield f'<path class="arrow unsure" d="M{_n(x)} -3 H{_n(x + 26)}"/>'
    yield f'<text class="legend" x="{_n(x + 32)}" y="1">not certain</text>'
    x += 32 + 10 * _ems("not certain") + 14
    yield f'<rect class="box outside" x="{_n(x)}" y="-9" width="12" height="12" rx="3"/>'
    yield f'<text class="legend" x="{_n(x + 18)}" y="1">not declared here</text>'
    yield "</g>"


def cut(text: str, width: float) -> str:
    """`text` on one line of at most `width` ems, with a mark where it was cut."""
    flat = " ".join(printable(text).split())
    if _ems(flat) <= width:
        return flat
    used = _ems("…")
    for index, character in enumerate(flat):
        used += _ems(character)
        if used > width:
            return f"{flat[:index]}…"
    return flat


def _ems(text: str) -> float:
    return sum(_ADVANCES.get(character, _USUAL if cells(character) < 2 else 1.1) for character in text)


def _text(text: str) -> str:
    return escaped(printable(text), keep_lines=True)


def _n(number: float) -> str:
    """A number with at most one digit behind the point."""
    return f"{number:.1f}".removesuffix(".0")
