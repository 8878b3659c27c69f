"""The picture as data: {"scenes": [{"title", "boxes": [...], "arrows": [...]}]}."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tflint_cognito.cognito.landscape import LAYERS
from tflint_cognito.report.picture.scene import Arrow, Box, Scene

Json = dict[str, object]


def as_json(scenes: Sequence[Scene]) -> str:
    data = [
        {
            "title": scene.title,
            "boxes": [_box(box) for box in scene.boxes],
            "arrows": [_arrow(arrow) for arrow in scene.arrows],
        }
        for scene in scenes
    ]
    return json.dumps({"scenes": data}, indent=2) + "\n"


def _box(box: Box) -> Json:
    return {
        "id": box.id,
        "layer": LAYERS[box.layer],
        "kind": box.kind,
        "title": box.title,
        "address": box.address or None,
        "settings": list(box.lines),
        "severity": str(box.severity) if box.severity is not None else None,
        "findings": box.findings,
        "undetermined": box.undetermined,
    }


def _arrow(arrow: Arrow) -> Json:
    return {"source": arrow.source, "target": arrow.target, "words": arrow.words, "certain": arrow.certain}
