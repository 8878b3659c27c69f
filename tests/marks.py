"""The marks in fixtures/: comments at the ends of lines that say which findings must land there.

`#~ COG101 COG704@prod`   a finding starts on this line; after @, only through that root module
`#? COG131`               the rule is undetermined here
`#< COG101`               the trail of a finding placed elsewhere leads through this line
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MARK = re.compile(r"#([~?<]) ((?:COG\d{3}(?:@\w+)? ?)+)$")
PLACE, UNDETERMINED, ORIGIN = "~", "?", "<"


class Mark(NamedTuple):
    """A rule at a line; `path` as the program prints it, from `base`."""

    path: str
    line: int
    rule: str


def read_marks(kind: str, folder: Path, base: Path, root: str | None = None) -> set[Mark]:
    """The marks of one kind in all Terraform below `folder`: every one, or those that hold through one root module."""
    return {mark for mark, only in _all(kind, folder, base) if root is None or only in ("", root)}


def _all(kind: str, folder: Path, base: Path) -> Iterator[tuple[Mark, str]]:
    for path in sorted([*folder.rglob("*.tf"), *folder.rglob("*.tfvars")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = MARK.search(line.rstrip())
            assert found or not re.search(r"#[~?<]", line), f"{path}:{number}: not a mark: {line.strip()}"
            if found is None or found[1] != kind:
                continue
            for word in found[2].split():
                rule, _, only = word.partition("@")
                yield Mark(path.relative_to(base).as_posix(), number, rule), only
