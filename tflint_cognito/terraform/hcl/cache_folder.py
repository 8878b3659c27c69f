"""The private folder of the program's caches: read and written so that nothing can go wrong but lost time."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tflint_cognito.digests import blake2b

NAME = "cognito-lint"
#: Bounds of the folder: it loses what was written of too many, or too old, projects.
MOST_PROJECTS = 50
OLDEST_DAYS = 30


def private_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """The user's own cache folder for this program, made if need be; None where it cannot be had.

    Its files are trusted to be our own, so a folder that belongs to someone else or that others may write is not used.
    `environment`, where the caller has it at hand, spares asking platformdirs, whose import takes as long as linting a
    small module.
    """
    folder = _known(environment or {})
    if folder is None:
        import platformdirs

        folder = Path(platformdirs.user_cache_dir(NAME))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(state.st_mode):
        return None
    if os.name == "posix" and (state.st_uid != os.geteuid() or state.st_mode & 0o022):
        return None
    return folder


def _known(environment: Mapping[str, str]) -> Path | None:
    """Where platformdirs finds the folder on Linux, in the two plain cases."""
    if sys.platform != "linux" or not environment:
        return None
    home = environment.get("XDG_CACHE_HOME") or os.path.join(environment.get("HOME", ""), ".cache")
    return Path(home, NAME) if os.path.isabs(home) else None


def read_file(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def write_file(path: Path, data: bytes) -> bool:
    """Puts a file in its place in one step, so that no other run sees half of it; says whether that went well."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return False
    return True


def read_sealed(path: Path, key: bytes = b"") -> bytes | None:
    """What `write_sealed` wrote under the same `key`; None where it did not, or where a byte of it has changed."""
    data = read_file(path) or b""
    return data[_SEAL:] if data[:_SEAL] == _seal(data[_SEAL:], key) else None


def write_sealed(path: Path, data: bytes, key: bytes = b"") -> bool:
    """Writes `data` with a checksum of it and of `key`, which says what it is good for."""
    return write_file(path, _seal(data, key) + data)


_SEAL = 16


def _seal(data: bytes, key: bytes) -> bytes:
    return blake2b(data, digest_size=_SEAL, key=blake2b(key).digest()).digest()


def drop_old_projects(folder: Path, kind: str, today: int, current: str) -> None:
    """Removes what was written of too many, or for too long unused, projects. `current` is the one at hand."""
    try:
        files = sorted(((path.stat().st_mtime, path) for path in folder.glob(f"{kind}-*")), reverse=True)
        for place, (written, path) in enumerate(files):
            if path.name != current and (place >= MOST_PROJECTS or today - written // 86_400 > OLDEST_DAYS):
                path.unlink(missing_ok=True)
    except OSError:
        return
