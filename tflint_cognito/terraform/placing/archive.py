"""The configuration inside a binary plan: the zip file that `terraform plan -out` writes holds all of its source.

`tfconfig/m-/main.tf` is a file of the root module, `tfconfig/m-auth.domain/main.tf` one of module.auth.module.domain;
`tfconfig/modules.json` lists the modules and the folder of each, "." for the root module. So it has been since
Terraform 0.12 (internal/plans/planfile/config_snapshot.go), and is in OpenTofu. The plan beside it is not read here.

The file may be anyone's: nothing is unpacked to disk, and what is larger or stranger than Terraform's is refused.
"""

from __future__ import annotations

import json
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.repository import MAX_BYTES

#: The state is in there as well, so that the file itself may be large.
MOST_FILE_BYTES = 1 << 30
#: The configuration as a whole, unpacked.
MOST_TOTAL_BYTES = 1 << 26
#: The table of contents, which is read in one go: room for some 100,000 files.
MOST_CONTENTS_BYTES = 1 << 24
_GIVE = "give the file that `terraform plan -out` wrote"

_MEMBER = pattern(r"tfconfig/m-([^/]*)/([^/]+)")
_LIST = "tfconfig/modules.json"


@dataclass(frozen=True, slots=True)
class ArchivedModule:
    """One module: the names of the calls that lead there ("" for the root module, "auth.domain"), its folder relative
    to where Terraform was run, the source that its call had, and its files by name."""

    key: str
    folder: str
    source: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Archive:
    """The configuration of a binary plan. `path` is the file as users know it; the root module is the first."""

    path: str
    modules: tuple[ArchivedModule, ...]

    @property
    def root(self) -> ArchivedModule:
        return self.modules[0]


def read_archive(path: str, working_directory: str) -> Archive:
    """The configuration in the binary plan at `path`. CognitoLintError, one sentence that names it, where it is none
    or cannot be trusted."""
    absolute = os.path.join(working_directory, path)
    try:
        with open(absolute, "rb") as file:
            return Archive(path, _modules(path, _members(path, file)))
    except OSError as error:
        raise CognitoLintError(f"--plan-file {path} cannot be read: {error.strerror or error}") from None


def _members(path: str, file: IO[bytes]) -> dict[str, bytes]:
    """The members that are configuration, by name."""
    _check_size(path, file)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = list(_wanted(path, archive.infolist()))
            return {info.filename: _content(path, archive, info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, UnicodeError, ValueError):
        raise CognitoLintError(f"--plan-file {path} is damaged or breaks off: plan again, and keep all of it") from None


def _check_size(path: str, file: IO[bytes]) -> None:
    """Looks at the end of the file before the table of contents, which it announces, is read into memory.

    https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.16
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    if not file.read(4).startswith(b"PK\x03\x04"):
        raise CognitoLintError(f"--plan-file {path} is not a binary plan: {_GIVE}")
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    contents = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if size > MOST_FILE_BYTES or contents > MOST_CONTENTS_BYTES:  # a larger one of zip64 announces 4 GB here
        raise CognitoLintError(f"--plan-file {path} is larger than a plan can be, so it is not read")


def _wanted(path: str, infos: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    names = {info.filename for info in infos}
    if "tfplan" not in names or _LIST not in names:
        raise CognitoLintError(f"--plan-file {path} is a zip file, but not a binary plan: {_GIVE}")
    left = MOST_TOTAL_BYTES
    for info in infos:
        if any(part == ".." for part in re.split(r"[/\\]", info.filename)) or info.filename.startswith("/"):
            raise _distrusted(path, "a name in it leads out of it")
        if info.filename == _LIST or _MEMBER.fullmatch(info.filename):
            left -= _checked_size(path, info)
            if left < 0:
                raise _distrusted(path, f"its configuration is larger than {MOST_TOTAL_BYTES >> 20} MB")
            yield info
    if len(names) < len(infos):
        raise _distrusted(path, "it holds two files of one name")


def _checked_size(path: str, info: zipfile.ZipInfo) -> int:
    if info.flag_bits & 0x1:
        raise _distrusted(path, "it is encrypted")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _distrusted(path, "it holds a symbolic link")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _distrusted(path, "it is compressed in a way that Terraform does not use")
    if info.file_size > MAX_BYTES:
        raise _distrusted(path, f"a file in it is larger than {MAX_BYTES >> 20} MB")
    return info.file_size


def _distrusted(path: str, because: str) -> CognitoLintError:
    return CognitoLintError(f"--plan-file {path} is not read, since {because}: {_GIVE}")


def _content(path: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one member: never more than it announces, which `zipfile` checks by its sum."""
    with archive.open(info) as file:
        return file.read(info.file_size + 1)


def _modules(path: str, members: Mapping[str, bytes]) -> tuple[ArchivedModule, ...]:
    files: dict[str, dict[str, bytes]] = {}
    for name, data in members.items():
        if (found := _MEMBER.fullmatch(name)) is not None:
            files.setdefault(found[1], {})[found[2]] = data
    modules = {module.key: module for module in _listed(path, members[_LIST], files)}
    if "" not in modules or not modules[""].files:
        raise CognitoLintError(f"--plan-file {path} holds no configuration: {_GIVE}")
    return tuple(modules[key] for key in sorted(modules))


def _listed(path: str, data: bytes, files: Mapping[str, Mapping[str, bytes]]) -> Iterator[ArchivedModule]:
    try:
        for entry in json.loads(data):
            key, folder = str(entry["Key"]), str(entry["Dir"]).replace("\\", "/") or "."
            yield ArchivedModule(key, folder, str(entry.get("Source", "")), files.get(key, {}))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise CognitoLintError(f"--plan-file {path} has a list of modules that cannot be read: {_GIVE}") from None
