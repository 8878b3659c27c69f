"""Where boxes and arrows stand: columns from left to right, arrows only where no box is.

After Sugiyama, Tagawa and Toda (1981): an arrow over several columns goes through a gate in each of them, so that it
never crosses a box; columns are ordered to cross few arrows; then everything moves towards what it is linked to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from tflint_cognito.records import dataclass, field

#: How often columns are ordered, and how often boxes move towards their neighbours.
_SWEEPS = 12
_PULLS = 24
#: The height of a gate, in pixels.
_GATE = 10.0


@dataclass(frozen=True, slots=True)
class Size:
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """The upper left corner of a box, in pixels."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Path:
    """An arrow: the points it goes through, two for each column on its way (in, out), from the source to the target."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by box, paths by arrow (in the order given), the left edge of each column, and the size of it all."""

    boxes: Mapping[str, Placed]
    paths: tuple[Path, ...]
    columns: Mapping[int, float]
    size: Size


@dataclass(slots=True)
class _Node:
    """A box, or a gate that an arrow goes through. `at` is the middle of its height."""

    id: str
    column: int
    height: float
    gate: bool = False
    at: float = 0.0
    before: list[_Node] = field(default_factory=list)
    after: list[_Node] = field(default_factory=list)


def lay_out(
    boxes: Mapping[str, tuple[int, Size]],
    arrows: Sequence[tuple[str, str]],
    column_gap: float = 84.0,
    box_gap: float = 18.0,
) -> Layout:
    """The layout of `boxes` (their column and size) and `arrows` (source and target). Arrows go to columns further
    right; of any other, both ends are drawn as if it did."""
    nodes = {id: _Node(id, column, size.height) for id, (column, size) in boxes.items()}
    chains = [_chain(nodes[source], nodes[target]) for source, target in arrows]
    columns = _columns([*nodes.values(), *(gate for chain in chains for gate in chain[1:-1])])
    _order(columns)
    _place(columns, box_gap)
    lefts, width = _lefts(_widths(columns, boxes), column_gap)
    top = min((node.at - node.height / 2 for column in columns.values() for node in column), default=0.0)
    bottom = max((node.at + node.height / 2 for column in columns.values() for node in column), default=0.0)
    for column in columns.values():
        for node in column:
            node.at -= top
    placed = {id: Placed(lefts[nodes[id].column], nodes[id].at - nodes[id].height / 2) for id in boxes}
    paths = tuple(_paths(chains, lefts, _widths(columns, boxes)))
    return Layout(placed, paths, lefts, Size(width, bottom - top))


def _chain(source: _Node, target: _Node) -> list[_Node]:
    """The nodes that an arrow goes through: its ends, and a gate in every column between them."""
    first, last = (source, target) if source.column <= target.column else (target, source)
    gates = [
        _Node(f"{source.id}>{target.id}@{column}", column, _GATE, gate=True)
        for column in range(first.column + 1, last.column)
    ]
    chain = [first, *gates, last]
    for left, right in pairwise(chain):
        left.after.append(right)
        right.before.append(left)
    return chain if first is source else chain[::-1]


def _columns(nodes: Sequence[_Node]) -> dict[int, list[_Node]]:
    found: dict[int, list[_Node]] = {}
    for node in nodes:
        found.setdefault(node.column, []).append(node)
    return dict(sorted(found.items()))


def _order(columns: Mapping[int, list[_Node]]) -> None:
    """Orders every column by the middle of what its nodes are linked to, from both sides in turn, and keeps the order
    that crosses the fewest arrows."""
    best, fewest = {key: list(found) for key, found in columns.items()}, _crossings(columns)
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for key in list(columns) if forwards else reversed(list(columns)):
            ranks = {node.id: rank for found in columns.values() for rank, node in enumerate(found)}
            side: Callable[[_Node], list[_Node]] = (lambda n: n.before) if forwards else (lambda n: n.after)
            columns[key].sort(key=lambda node: _middle([ranks[other.id] for other in side(node)], ranks[node.id]))
        crossings = _crossings(columns)
        if crossings < fewest:
            best, fewest = {key: list(found) for key, found in columns.items()}, crossings
    for key, found in best.items():
        columns[key][:] = found


def _middle(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(columns: Mapping[int, list[_Node]]) -> int:
    return sum(_between(columns[key], {n.id: r for r, n in enumerate(columns.get(key + 1, []))}) for key in columns)


def _between(column: Sequence[_Node], ranks: Mapping[str, int]) -> int:
    """How many arrows of one column to the next cross: those that start higher and end lower than another."""
    seen: list[int] = []
    crossings = 0
    for node in column:
        for rank in sorted(ranks[other.id] for other in node.after if other.id in ranks):
            place = bisect_right(seen, rank)
            crossings += len(seen) - place
            seen.insert(place, rank)
    return crossings


def _place(columns: Mapping[int, list[_Node]], gap: float) -> None:
    """Stacks every column, then lets each node move towards the middle of its neighbours, as far as others let it."""
    for found in columns.values():
        _settle(found, [0.0] * len(found), gap)
    for pull in range(_PULLS):
        keys = list(columns) if pull % 2 == 0 else list(reversed(list(columns)))
        for key in keys:
            found = columns[key]
            wanted = [_middle([other.at for other in (*node.before, *node.after)], node.at) for node in found]
            _settle(found, wanted, gap)


def _settle(column: Sequence[_Node], wanted: Sequence[float], gap: float) -> None:
    """The places nearest to `wanted` (least squares) that keep the order and the distances: isotonic regression."""
    distances = [0.0]
    for above, below in pairwise(column):
        space = gap / 2 if above.gate and below.gate else gap
        distances.append(distances[-1] + (above.height + below.height) / 2 + space)
    pools: list[tuple[float, int]] = []
    for want, distance in zip(wanted, distances, strict=True):
        pools.append((want - distance, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (high, many), (low, more) = pools[-2], pools[-1]
            pools[-2:] = [((high * many + low * more) / (many + more), many + more)]
    levels = [level for level, count in pools for _ in range(count)]
    for node, level, distance in zip(column, levels, distances, strict=True):
        node.at = level + distance


def _widths(columns: Mapping[int, list[_Node]], boxes: Mapping[str, tuple[int, Size]]) -> dict[int, float]:
    """The width of each column: that of its widest box."""
    return {
        key: max((boxes[node.id][1].width for node in found if not node.gate), default=0.0)
        for key, found in columns.items()
    }


def _lefts(widths: Mapping[int, float], gap: float) -> tuple[dict[int, float], float]:
    """The left edge of each column, and how wide all of them are together."""
    lefts: dict[int, float] = {}
    x = 0.0
    for key, width in widths.items():
        lefts[key] = x
        x += width + gap
    return lefts, max(x - gap, 0.0)


def _paths(
    chains: Sequence[Sequence[_Node]], lefts: Mapping[int, float], widths: Mapping[int, float]
) -> Iterator[Path]:
    """The points of every arrow. Those that share a side of a box are spread along it, in the order of their ends."""
    leaving, arriving = _ports(chains, outgoing=True), _ports(chains, outgoing=False)
    for index, chain in enumerate(chains):
        first, last = chain[0], chain[-1]
        points = [(lefts[first.column] + widths[first.column], leaving[index])]
        for gate in chain[1:-1]:
            points += [(lefts[gate.column], gate.at), (lefts[gate.column] + widths[gate.column], gate.at)]
        points.append((lefts[last.column], arriving[index]))
        yield Path(tuple(points))


def _ports(chains: Sequence[Sequence[_Node]], outgoing: bool) -> dict[int, float]:
    sides: dict[str, list[tuple[float, int]]] = {}
    for index, chain in enumerate(chains):
        end, next_one = (chain[0], chain[1]) if outgoing else (chain[-1], chain[-2])
        sides.setdefault(end.id, []).append((next_one.at, index))
    ends = {(chain[0] if outgoing else chain[-1]).id: (chain[0] if outgoing else chain[-1]) for chain in chains}
    ports: dict[int, float] = {}
    for id, found in sides.items():
        node = ends[id]
        for position, (_, index) in enumerate(sorted(found), 1):
            ports[index] = node.at - node.height / 2 + node.height * position / (len(found) + 1)
    return ports
