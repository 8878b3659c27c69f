"""Which files git keeps, by its index: what it keeps is never ignored, whatever a .gitignore says.

The index is read here and not by calling git, which runs what a repository's configuration tells it to run.
https://git-scm.com/docs/index-format
"""

from __future__ import annotations

import os

#: A larger index is not read.
MAX_BYTES = 256 * 1024 * 1024
_EXTENDED = 0x4000
_LONG_NAME = 0xFFF


class Unsupported(Exception):
    """There is an index, and it cannot be read here."""


class Index:
    """The files that git keeps, and the folders that they lie in, by their paths from the top of the repository."""

    __slots__ = ("_files", "_folders")

    def __init__(self, files: frozenset[str]) -> None:
        self._files = files
        self._folders: frozenset[str] | None = None

    def keeps(self, path: str, is_folder: bool) -> bool:
        """Whether git keeps a file, or anything in a folder. A submodule is a folder that is listed as a file."""
        if path in self._files or not is_folder:
            return path in self._files
        if self._folders is None:
            self._folders = frozenset(
                path[:at] for path in self._files for at, character in enumerate(path) if character == "/"
            )
        return path in self._folders


def read_index(git_folder: str) -> Index:
    """The index in git's own folder; empty where nothing was ever added. Raises Unsupported."""
    try:
        with open(os.path.join(git_folder, "index"), "rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise Unsupported
            data = file.read()
    except FileNotFoundError:
        return Index(frozenset())
    except OSError as error:
        raise Unsupported from error
    return Index(frozenset(map(os.fsdecode, _names(data, _digest_size(git_folder)))))


def _digest_size(git_folder: str) -> int:
    try:
        with open(os.path.join(git_folder, "config"), "rb") as file:
            return 32 if b"sha256" in file.read(1_000_000).lower() else 20
    except OSError:
        return 20


def _names(data: bytes, digest: int) -> list[bytes]:
    """The paths of an index of version 2, 3 or 4. Raises Unsupported."""
    version = int.from_bytes(data[4:8])
    if data[:4] != b"DIRC" or version not in (2, 3, 4):
        raise Unsupported
    names: list[bytes] = []
    before = b""
    offset = 12
    try:
        for _ in range(int.from_bytes(data[8:12])):
            start = offset
            flags = int.from_bytes(data[offset + 40 + digest : offset + 42 + digest])
            offset += 42 + digest + (2 if flags & _EXTENDED else 0)
            if version == 4:
                cut, offset = _length(data, offset)
                end = data.index(b"\0", offset)
                before = before[: len(before) - cut] + data[offset:end]
                offset = end + 1
            else:
                length = flags & _LONG_NAME
                end = data.index(b"\0", offset) if length == _LONG_NAME else offset + length
                before = data[offset:end]
                offset = start + ((end - start) // 8 + 1) * 8  # padded by one to eight NULs
            names.append(before)
    except (IndexError, ValueError) as error:
        raise Unsupported from error
    # A split or sparse index lists only part of the files.
    if offset > len(data) or data[offset : offset + 4] == b"link" or b"sdir" in data[offset:]:
        raise Unsupported
    return names


def _length(data: bytes, offset: int) -> tuple[int, int]:
    """A number of version 4's variable width, and the offset after it."""
    byte = data[offset]
    value = byte & 127
    while byte & 128:
        offset += 1
        byte = data[offset]
        value = ((value + 1) << 7) | (byte & 127)
    return value, offset + 1
