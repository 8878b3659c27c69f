"""The picture in words, for whoever cannot see it: what its boxes and arrows say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tflint_cognito.report.picture.scene import Arrow, Box, Scene
from tflint_cognito.report.words import counted

LABEL: Final = "Where users sign in, which user pools and app clients they go through, and who accepts their tokens"


def spoken(box: Box) -> str:
    """`app client aws_cognito_user_pool_client.web; code; openid; 2 findings, the worst high; 1 undetermined`."""
    parts = [f"{box.kind} {box.address or box.title}", *box.lines]
    if box.severity is not None:
        parts.append(f"{counted(box.findings, 'finding')}, the worst {box.severity}")
    if box.undetermined:
        parts.append(f"{box.undetermined} undetermined")
    return "; ".join(parts)


def way(arrow: Arrow) -> str:
    return f"{arrow.source} {_leads(arrow)} {arrow.target}"


def in_words(scenes: Sequence[Scene]) -> str:
    """Everything that is drawn, a line for each box."""
    return "\n".join(line for scene in scenes for line in (scene.title, *_lines(scene)))


def ways_from(scene: Scene) -> Mapping[str, list[str]]:
    """What the arrows that leave each box say, by its id: `issues tokens for API Gateway authorizer orders`."""
    boxes = {box.id: box for box in scene.boxes}
    found: dict[str, list[str]] = {}
    for arrow in scene.arrows:
        target = boxes[arrow.target]
        found.setdefault(arrow.source, []).append(f"{_leads(arrow)} {target.kind} {target.title}")
    return found


def _lines(scene: Scene) -> Iterator[str]:
    leaving = ways_from(scene)
    for box in scene.boxes:
        yield "; ".join((spoken(box), *leaving.get(box.id, ())))


def _leads(arrow: Arrow) -> str:
    return arrow.words if arrow.certain else f"{arrow.words} (not certain)"
