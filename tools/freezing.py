"""What all makers of vectors share: `freeze` writes theirs down, a seed prints a batch of others."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tools.terraform_answers import Json


def freeze(path: Path, frozen: Mapping[str, Json]) -> None:
    """Writes vectors so that the same ones give the same bytes."""
    path.write_bytes(gzip.compress(_text(frozen).encode(), mtime=0))


def run(
    arguments: Sequence[str],
    usage: str | None,
    freeze: Callable[[str], None],
    batch: Callable[[int, int, str], Json],
    count: int,
) -> None:
    """`freeze [TERRAFORM]`, or `SEED [COUNT [TERRAFORM]]`; anything else ends with `usage`."""
    match arguments:
        case ["freeze", *rest]:
            freeze(*rest or ["terraform"])
        case [seed, *rest]:
            number, terraform = [*rest, *[str(count), "terraform"][len(rest) :]]
            print(_text(batch(int(seed), int(number), terraform)))
        case _:
            raise SystemExit(usage)


def _text(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False, indent=0)
