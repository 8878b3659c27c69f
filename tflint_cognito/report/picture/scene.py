"""What is drawn: the boxes and arrows of a landscape, each box framed by the worst that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tflint_cognito.cognito.landscape import LAYERS, Landscape, Member
from tflint_cognito.finding.finding import Finding, Report
from tflint_cognito.policy.severity import Severity
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.address import Address


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

    @property
    def badges(self) -> tuple[str, ...]:
        """How bad it is, in words as well as in colour: the worst finding and how many there are besides; and how much
        could not be decided."""
        worst = f"{self.severity} +{self.findings - 1}" if self.findings > 1 else str(self.severity)
        found = (worst,) if self.severity is not None else ()
        return (*found, f"? {self.undetermined}") if self.undetermined else found


@dataclass(frozen=True, slots=True)
class Arrow:
    source: str
    target: str
    words: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """One root module, plan or state, in those environments that it looks the same in. `columns` are the titles of the
    layers that have something in them, by layer."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @property
    def columns(self) -> dict[int, str]:
        return {layer: LAYERS[layer] for layer in sorted({box.layer for box in self.boxes})}


def scenes(landscapes: Iterable[Landscape], report: Report | None) -> list[Scene]:
    """A scene for each landscape that has anything in it. Without a report, nothing is framed."""
    return [_scene(each, report) for each in landscapes if each.members]


#: What is shown of paths that are signs.
_NAMES: Final = {".": "root module", "-": "standard input"}


def _scene(landscape: Landscape, report: Report | None) -> Scene:
    here = _Here(landscape, report)
    boxes = tuple(_box(member, here) for member in landscape.members)
    arrows = tuple(Arrow(way.source, way.target, way.words, way.certain) for way in landscape.ways)
    where = f" ({', '.join(landscape.environments)})" if landscape.environments else ""
    return Scene(f"{_NAMES.get(landscape.path, landscape.path)}{where}", boxes, arrows)


class _Here:
    """What is open in one landscape, by address."""

    def __init__(self, landscape: Landscape, report: Report | None) -> None:
        self._root, self._names = landscape.path, set(landscape.environments)
        self.findings = self._by_address(report.findings if report is not None else ())
        self.undetermined = self._by_address(report.undetermined if report is not None else ())

    def _by_address(self, findings: Iterable[Finding]) -> dict[Address, list[Finding]]:
        found: dict[Address, list[Finding]] = {}
        for each in findings:
            mine = each.root == self._root and (not self._names or not self._names.isdisjoint(each.environments))
            if mine and each.ignored is None and each.address is not None:
                found.setdefault(each.address, []).append(each)
        return found


def _box(member: Member, here: _Here) -> Box:
    box = Box(member.id, member.layer, member.kind, member.title, "", member.settings)
    if member.address is None:
        return box
    found = here.findings.get(member.address, [])
    return replace(
        box,
        address=str(member.address),
        severity=max((each.severity for each in found), default=None),
        findings=len(found),
        undetermined=len(here.undetermined.get(member.address, [])),
    )


def boxes_of(scenes: Sequence[Scene]) -> int:
    return sum(len(scene.boxes) for scene in scenes)
