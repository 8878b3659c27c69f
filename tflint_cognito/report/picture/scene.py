"""What is drawn: the boxes and arrows of a landscape, each box framed by the worst that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tflint_cognito.cognito.landscape import LAYERS, Landscape, Member
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """One resource. `severity` is that of its worst finding; `findings` and `undetermined` count what is open there."""

    id: str
    layer: int
    kind: str
    title: str
    address: str
    lines: tuple[str, ...]
    severity: Severity | None = None
    findings: int = 0
    undetermined: int = 0

    @property
    def outside(self) -> bool:
        """Whether what is meant is not declared here."""
        return not self.address


@dataclass(frozen=True, slots=True)
class Arrow:
    source: str
    target: str
    words: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """One root module, plan or state. `columns` are the titles of the layers that have something in them, by layer."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @property
    def columns(self) -> dict[int, str]:
        return {layer: LAYERS[layer] for layer in sorted({box.layer for box in self.boxes})}


def scenes(landscapes: Iterable[Landscape], report: Report | None) -> list[Scene]:
    """A scene for each landscape that has anything in it. Without a report, nothing is framed."""
    return [_scene(each, report) for each in landscapes if each.members]


def _scene(landscape: Landscape, report: Report | None) -> Scene:
    boxes = tuple(_box(member, landscape.path, report) for member in landscape.members)
    arrows = tuple(Arrow(way.source, way.target, way.words, way.certain) for way in landscape.ways)
    return Scene(landscape.path, boxes, arrows)


def _box(member: Member, root: str, report: Report | None) -> Box:
    address = str(member.address) if member.address is not None else ""
    box = Box(member.id, member.layer, member.kind, member.title, address, member.settings)
    if report is None or member.address is None:
        return box
    found = [each for each in report.open_findings if each.address == member.address and each.root == root]
    undecided = [
        each
        for each in report.undetermined
        if each.ignored is None and each.address == member.address and each.root == root
    ]
    worst = max((each.severity for each in found), default=None)
    return Box(box.id, box.layer, box.kind, box.title, address, box.lines, worst, len(found), len(undecided))


def boxes_of(scenes: Sequence[Scene]) -> int:
    return sum(len(scene.boxes) for scene in scenes)
