"""Rules compiled to one file: in a built package for good, in a checkout for as long as the files stay the same."""

from __future__ import annotations

import json
import marshal
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tflint_cognito import __version__
from tflint_cognito.digests import blake2b
from tflint_cognito.terraform.hcl.cache_folder import read_sealed, write_sealed
from tflint_cognito.terraform.stamp import stamp_of

Data = Mapping[str, Any]

#: Changes with what is kept of a rule.
_FORMAT = 1
#: The version of marshal that writes the same bytes for the same data: later ones note which objects are shared.
_PLAIN = 2


def to_bytes(rules: Sequence[Data]) -> bytes:
    return json.dumps(rules, ensure_ascii=False, separators=(",", ":")).encode()


def of_bytes(data: bytes) -> list[Data]:
    rules: list[Data] = json.loads(data)
    return rules


class KeptRules:
    """The compiled rules of some files in a private cache folder (None: nowhere).

    They are good for exactly these files, with these stamps.
    """

    def __init__(self, folder: Path | None, paths: Sequence[Path]) -> None:
        place = blake2b(str(paths[0].parent.parent if paths else "").encode("utf-8", "replace"), digest_size=10)
        self._file = folder / f"rules-{place.hexdigest()}" if folder is not None else None
        names = [str(path) for path in paths]
        stamps = [stamp_of(os.stat(name)) for name in names]
        self._stamps = stamps
        self._key = marshal.dumps((_FORMAT, __version__, names, [*map(tuple, stamps)]), _PLAIN)

    def read(self) -> list[Data] | None:
        """What was kept, if the files are still the same and nothing is damaged."""
        data = read_sealed(self._file, self._key) if self._file is not None else None
        return of_bytes(data) if data is not None else None

    def write(self, rules: Sequence[Data]) -> None:
        if self._file is not None and all(stamp.is_settled for stamp in self._stamps):
            write_sealed(self._file, to_bytes(rules), self._key)
