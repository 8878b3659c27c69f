"""What the models of a run rest on, so that a later run can tell whether they would come out the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tflint_cognito.terraform.stamp import Stamp, stamp_of

if TYPE_CHECKING:
    from tflint_cognito.terraform.folders import Folder, Folders


class Seen:
    """Every file, list of names and folder of one repository that was looked at while its modules were evaluated.

    Whatever opens, lists or asks for a file there says so here; what cannot be told again says `lost`.
    """

    def __init__(self) -> None:
        #: Files by their absolute paths, each with its stamp; None where there was none.
        self._files: dict[str, Stamp | None] = {}
        #: What folders held, by their absolute paths.
        self._names: dict[str, tuple[str, ...]] = {}
        self._folders: dict[str, Folder] = {}
        self._is_whole = True

    def file(self, path: str, stamp: Stamp | None) -> None:
        """A file was read, or asked for, that was there with this stamp, or was not there (None)."""
        if self._files.setdefault(path, stamp) != stamp:
            self.lost()

    def stamp(self, path: str) -> None:
        """A file is read, or was looked for, by someone who does not know its stamp."""
        try:
            self.file(path, stamp_of(os.stat(path)))
        except OSError:
            self.file(path, None)

    def names(self, path: str) -> None:
        """The names in a folder were looked through."""
        self._names[path] = names_in(path)

    def folder(self, folder: Folder) -> None:
        """What the bytes in a folder hint at was taken into account."""
        self._folders[folder.path] = folder

    def lost(self) -> None:
        """Something was looked at of which nobody can tell later whether it is still the same."""
        self._is_whole = False

    def frozen(self) -> tuple[Any, ...] | None:
        """All of it as plain data for `holds`; None where a change might leave no trace in it."""
        unsettled = any(stamp is not None and not stamp.is_settled for stamp in self._files.values())
        if not self._is_whole or unsettled or any(folder.unreadable for folder in self._folders.values()):
            return None
        files = {path: None if stamp is None else tuple(stamp) for path, stamp in self._files.items()}
        return files, dict(self._names), {path: _hints(folder) for path, folder in self._folders.items()}


def holds(frozen: tuple[Any, ...], folders: Folders) -> bool:
    """Whether all that an earlier run saw is still there and the same."""
    files, names, hinted = frozen
    return (
        all(_stamp(path) == stamp for path, stamp in files.items())
        and all(names_in(path) == held for path, held in names.items())
        and all(_hints(folders[path]) == hints for path, hints in hinted.items())
    )


def names_in(path: str) -> tuple[str, ...]:
    """The names in a folder, each after the kind of what it names; of a folder that cannot be read, none."""
    try:
        with os.scandir(path) as entries:
            return tuple(sorted(f"{_kind(entry)} {entry.name}" for entry in entries))
    except OSError:
        return ()


def _kind(entry: os.DirEntry[str]) -> str:
    return "link" if entry.is_symlink() else "folder" if entry.is_dir(follow_symlinks=False) else "file"


def _stamp(path: str) -> tuple[int, ...] | None:
    try:
        return tuple(stamp_of(os.stat(path)))
    except OSError:
        return None


def _hints(folder: Folder) -> tuple[Any, ...]:
    return (
        folder.files,
        folder.mentions,
        folder.calls,
        folder.feeds,
        folder.downloads,
        folder.left_out,
        folder.left_out_because,
        bool(folder.unreadable),
    )


def files_of(frozen: Iterable[tuple[Any, ...]]) -> Mapping[str, Any]:
    """Every file that was there, by its absolute path."""
    return {path: stamp for files, _, _ in frozen for path, stamp in files.items() if stamp is not None}
