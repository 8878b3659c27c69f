"""What the bytes of files hint at, remembered by the files' stamps: a second run opens only what has changed."""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tflint_cognito import __version__
from tflint_cognito.digests import blake2b
from tflint_cognito.terraform.hcl.cache_folder import read_sealed, write_sealed
from tflint_cognito.terraform.stamp import Stamp

#: Changes with the meaning of what is kept.
FORMAT = 1
#: So many folders are kept of one project; of more, only those that the last run saw.
MOST_FOLDERS = 20_000


class Glance(NamedTuple):
    """What one file hints at: whether it mentions the provider, and the local folders that it calls as modules (paths
    as written). Nothing else of its text is kept."""

    mentions: bool
    calls: tuple[str, ...]


#: What is stored of one folder: by the name of the file, its stamp and its glance.
_Folder: TypeAlias = "dict[str, tuple[tuple[int, ...], bool, tuple[str, ...]]]"


class Glances:
    """The glances at the files of one project, kept in a private cache folder (None: for this run only).

    `key` says what was looked for; under another, nothing is known.
    """

    def __init__(self, project: str, key: str, folder: Path | None) -> None:
        name = blake2b(project.encode("utf-8", "replace"), digest_size=10).hexdigest()
        self._file = folder / f"glances-{name}" if folder is not None else None
        self._key = repr((FORMAT, __version__, os.name, project, key)).encode("utf-8", "replace")
        self._before = _load(self._file, self._key) if self._file is not None else {}
        self._now: dict[str, _Folder] = {}

    def of_folder(self, path: str) -> FolderGlances:
        """Those at the files of one folder."""
        kept = self._now[path] = {}
        return FolderGlances(self._before.get(path, {}), kept)

    def save(self) -> None:
        """Writes what is new, as far as that is possible."""
        if self._file is None or all(self._before.get(path, {}) == kept for path, kept in self._now.items()):
            return
        kept = {**self._before, **self._now}
        kept = self._now if len(kept) > MOST_FOLDERS else kept
        write_sealed(self._file, marshal.dumps({path: files for path, files in kept.items() if files}), self._key)


class FolderGlances:
    """What is known of the files of one folder from before, and what is kept for the next time."""

    def __init__(self, before: _Folder, kept: _Folder) -> None:
        self._before = before
        self._kept = kept

    def of_all(self, names: Sequence[str], stamps: Mapping[str, Stamp]) -> list[Glance] | None:
        """Those at all of `names`, where nothing about them has changed; else None, and each is to be asked for."""
        before = self._before
        if len(before) != len(names) or any(
            name not in before or before[name][0] != stamps.get(name) for name in names
        ):
            return None
        self._kept.update(before)
        return [Glance(mentions, calls) for _, mentions, calls in before.values()]

    def known(self, name: str, stamp: Stamp) -> Glance | None:
        found = self._before.get(name)
        if found is None or found[0] != stamp:
            return None
        self._kept[name] = found
        return Glance(*found[1:])

    def keep(self, name: str, stamp: Stamp, glance: Glance) -> None:
        """Keeps a glance, unless the file may change again without a trace."""
        if stamp.is_settled:
            self._kept[name] = (tuple(stamp), *glance)


def _load(path: Path, key: bytes) -> Mapping[str, _Folder]:
    """What was stored; nothing if it is damaged, or for another key. Marshal reads nothing whose checksum is wrong."""
    try:
        folders: Mapping[str, _Folder] = marshal.loads(read_sealed(path, key) or b"")
    except (EOFError, ValueError, TypeError):
        return {}
    return folders
