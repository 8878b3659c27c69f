"""The picture on the page, and the same in words for whoever cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tflint_cognito.report.html_text import heading, page_text
from tflint_cognito.report.picture.scene import Scene
from tflint_cognito.report.picture.svg import svg
from tflint_cognito.report.picture.words import spoken, ways_from

#: What is said of the picture where it cannot be seen.
BELOW: Final = "The same stands below in words."


def figure(scenes: Sequence[Scene]) -> Iterator[str]:
    yield '<p class="filter"><label><input type="checkbox" id="fit"> Fit the picture to the width</label></p>'
    yield '<div class="picture" role="region" aria-label="The picture" tabindex="0">'
    yield svg(scenes, BELOW).rstrip("\n")
    yield "</div>"
    yield '<details class="words"><summary>The picture in words</summary>'
    yield from in_words(scenes)
    yield "</details>"


def in_words(scenes: Sequence[Scene], level: int = 3) -> Iterator[str]:
    """A list of boxes for each scene, and with each box where its arrows lead."""
    for scene in scenes:
        yield heading(level, scene.title)
        leaving = ways_from(scene)
        yield "<ul>"
        for box in scene.boxes:
            ways = "".join(f"<li>{page_text(way)}</li>" for way in leaving.get(box.id, ()))
            yield f"<li>{page_text(spoken(box))}{f'<ul>{ways}</ul>' if ways else ''}</li>"
        yield "</ul>"
