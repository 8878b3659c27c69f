"""Whatever is drawn, no box lies on another, and no arrow goes through a box."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from tflint_cognito.report.picture.layout import Layout, Size, lay_out

Boxes = dict[str, tuple[int, Size]]


def drawing(number: int, seed: int) -> tuple[Boxes, list[tuple[str, str]]]:
    """Boxes in up to seven columns, and arrows to the right, some of them over several columns."""
    chance = random.Random(seed)
    boxes = {f"box {n}": (chance.randrange(7), Size(200.0, chance.choice([50.0, 80.0, 140.0]))) for n in range(number)}
    ranks = {column: rank for rank, column in enumerate(sorted({column for column, _ in boxes.values()}))}
    boxes = {id: (ranks[column], size) for id, (column, size) in boxes.items()}
    pairs = [(a, b) for a, b in combinations(boxes, 2) if boxes[a][0] != boxes[b][0]]
    ordered = [(a, b) if boxes[a][0] < boxes[b][0] else (b, a) for a, b in pairs]
    return boxes, chance.sample(ordered, min(len(ordered), 2 * number))


@pytest.fixture(params=[(1, 0), (2, 1), (10, 2), (10, 3), (60, 4), (60, 5)], ids=str)
def laid_out(request: pytest.FixtureRequest) -> tuple[Boxes, list[tuple[str, str]], Layout]:
    boxes, arrows = drawing(*request.param)
    return boxes, arrows, lay_out(boxes, arrows)


def test_no_box_lies_on_another(laid_out: tuple[Boxes, list[tuple[str, str]], Layout]) -> None:
    boxes, _, layout = laid_out
    for one, other in combinations(boxes, 2):
        if boxes[one][0] == boxes[other][0]:
            above, below = sorted((one, other), key=lambda id: layout.boxes[id].y)
            assert layout.boxes[above].y + boxes[above][1].height < layout.boxes[below].y


def test_no_arrow_goes_through_a_box(laid_out: tuple[Boxes, list[tuple[str, str]], Layout]) -> None:
    """Curves lie between columns, where no box is; the straight pieces must pass between the boxes of a column."""
    boxes, _, layout = laid_out
    for path in layout.paths:
        for (left, above), (right, below) in zip(path.points[1:-1:2], path.points[2:-1:2], strict=True):
            assert above == below
            column = next(key for key, x in layout.columns.items() if x == left)
            assert right == left + 200.0 or all(number != column for number, _ in boxes.values())
            inside = [id for id, (number, _) in boxes.items() if number == column]
            assert not [id for id in inside if layout.boxes[id].y <= above <= layout.boxes[id].y + boxes[id][1].height]


def test_every_arrow_goes_from_the_side_of_its_source_to_that_of_its_target(
    laid_out: tuple[Boxes, list[tuple[str, str]], Layout],
) -> None:
    boxes, arrows, layout = laid_out
    for (source, target), path in zip(arrows, layout.paths, strict=True):
        start, end = path.points[0], path.points[-1]
        assert start[0] == layout.boxes[source].x + boxes[source][1].width
        assert end[0] == layout.boxes[target].x
        for id, (_, y) in ((source, start), (target, end)):
            assert layout.boxes[id].y < y < layout.boxes[id].y + boxes[id][1].height


def test_everything_is_inside_the_picture(laid_out: tuple[Boxes, list[tuple[str, str]], Layout]) -> None:
    boxes, _, layout = laid_out
    for id, place in layout.boxes.items():
        assert 0 <= place.x <= layout.size.width - boxes[id][1].width
        assert -0.01 <= place.y <= layout.size.height - boxes[id][1].height + 0.01


def test_a_pair_stands_side_by_side() -> None:
    size = Size(200.0, 80.0)
    layout = lay_out({"pool": (0, size), "client": (1, size)}, [("pool", "client")])
    assert layout.boxes["pool"].y == layout.boxes["client"].y
    assert layout.paths[0].points == ((200.0, 40.0), (284.0, 40.0))


def test_ordering_undoes_a_crossing() -> None:
    size = Size(200.0, 80.0)
    boxes = {"a": (0, size), "b": (0, size), "x": (1, size), "y": (1, size)}
    layout = lay_out(boxes, [("a", "y"), ("b", "x")])
    assert (layout.boxes["a"].y < layout.boxes["b"].y) == (layout.boxes["y"].y < layout.boxes["x"].y)
