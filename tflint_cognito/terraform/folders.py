"""The folders of a repository as bytes tell them: which hold Terraform, which mention the provider, which call which.

A large repository is looked through without parsing anything; what comes out errs on the side of looking closer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping

from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.downloads import Download, read_downloads
from tflint_cognito.terraform.excluded import NOT_READ, Excluded
from tflint_cognito.terraform.glances import Glance
from tflint_cognito.terraform.provider import Provider
from tflint_cognito.terraform.remote import Hints
from tflint_cognito.terraform.repository import Repository, Unreadable
from tflint_cognito.terraform.stamp import Stamp, stamp_of

ENDINGS = (".tf", ".tofu", ".tf.json", ".tofu.json")
TERRAGRUNT = "terragrunt.hcl"
_LOOKED_AT = (*ENDINGS, TERRAGRUNT)


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder's files of configuration, and what the bytes in them hint at."""

    path: str
    files: tuple[str, ...] = ()
    mentions: bool = False
    #: The folders that a `source = "./…"` in it leads to, if it is one of a module call.
    calls: tuple[str, ...] = ()
    #: The folders that a terragrunt.hcl in it feeds with variables: itself, and the module its `source` names.
    feeds: tuple[str, ...] = ()
    #: Whether `terraform init` has put something beside it.
    downloads: bool = False
    #: What could not be read.
    unreadable: tuple[Unreadable, ...] = ()


def configuration_files(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are configuration, sorted. `main.tofu` replaces `main.tf`; hidden files and editors' are left out.

    https://opentofu.org/docs/language/files/#file-extension
    """
    found = {name for name in names if name.endswith(ENDINGS) and not name.startswith((".", "#"))}
    return tuple(sorted(name for name in found if not (".tofu" not in name and _as_tofu(name) in found)))


def _as_tofu(name: str) -> str:
    return name.removesuffix(".json").removesuffix(".tf") + (".tofu.json" if name.endswith(".json") else ".tofu")


_SOURCE = re.compile(rb'source"?\s*[=:]\s*"([^"\n]*)"')
_TERRAGRUNT_SOURCE = re.compile(rb'source\s*=\s*"(?:\$\{get_repo_root\(\)\}(/)|)([^"$?]*)')


class Folders:
    """Looks at folders when asked, each once. Paths are absolute and normal."""

    def __init__(self, repository: Repository, provider: Provider, excluded: Excluded | None) -> None:
        self.repository = repository
        self._mentions = provider.mentions
        self._hints = Hints(provider)
        self._glances = repository.glances(repr((provider.mentions, provider.module_hints)))
        self._excluded = excluded
        self._seen: dict[str, Folder] = {}
        self._matters: dict[str, bool] = {}

    def __getitem__(self, path: str) -> Folder:
        if path not in self._seen:
            self._seen[path] = self._look(path)[0]
        return self._seen[path]

    def below(self, top: str) -> Iterator[Folder]:
        """All folders with Terraform (or a terragrunt.hcl) at or below `top`."""
        waiting = [top]
        while waiting:
            path = waiting.pop()
            folder, inner = self._look(path)
            self._seen[path] = folder
            waiting += (f"{path}{os.sep}{name}" for name in inner)
            if folder.files or folder.feeds or folder.unreadable:
                yield folder

    def matters(self, path: str) -> bool:
        """Whether the folder mentions the provider's types, or reaches one that does by local calls or downloads."""
        if path not in self._matters:
            reached = self._reached(path)
            found = any(self._matters_itself(self[folder]) for folder in reached)
            self._matters[path] = found
            if not found:
                self._matters.update(dict.fromkeys(reached, False))
        return self._matters[path]

    def downloads(self, root: str) -> Mapping[str, Download]:
        """See `read_downloads`."""
        return read_downloads(root)

    @property
    def file_count(self) -> int:
        """How many files of configuration were looked at."""
        return sum(len(folder.files) for folder in self._seen.values())

    def _matters_itself(self, folder: Folder) -> bool:
        return folder.mentions or bool(folder.unreadable) or self._matters.get(folder.path, False)

    def _reached(self, path: str) -> set[str]:
        reached, waiting = {path}, [path]
        while waiting:
            folder = self[waiting.pop()]
            downloads = self.downloads(folder.path).values() if folder.downloads else ()
            for called in (*folder.calls, *(download.folder for download in downloads)):
                if called not in reached:
                    reached.add(called)
                    waiting.append(called)
        return reached

    def _look(self, path: str) -> tuple[Folder, list[str]]:
        """The folder, and the names of the folders in it that are to be looked through."""
        names: list[str] = []
        inner: list[str] = []
        stamps: dict[str, Stamp] = {}  # of all but links, whose targets may change unseen
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        inner.append(entry.name)
                    elif entry.name.endswith(_LOOKED_AT) and _is_file(entry):
                        names.append(entry.name)
                        if not entry.is_symlink():
                            stamps[entry.name] = stamp_of(entry.stat(follow_symlinks=False))
        except FileNotFoundError:
            return Folder(path), []
        except OSError as error:
            fault = Unreadable(self.repository.shown(path), f"the folder cannot be read: {error.strerror}")
            return Folder(path, unreadable=(fault,)), []
        files = configuration_files(name for name in names if not self._leaves_out(path, name)) if names else ()
        folder = self._read(path, files, stamps) if files else Folder(path)
        feeds = self._fed_by(path) if TERRAGRUNT in names else ()
        downloads = ".terraform" in inner
        walked = [name for name in inner if name not in NOT_READ and not self._leaves_out(path, name)]
        return replace(folder, feeds=feeds, downloads=downloads) if feeds or downloads else folder, walked

    def _read(self, path: str, files: tuple[str, ...], stamps: Mapping[str, Stamp]) -> Folder:
        mentions = False
        calls: dict[str, None] = {}
        unreadable: list[Unreadable] = []
        glances = self._glances.of_folder(path)
        for name in files:
            stamp = stamps.get(name)
            glance = glances.known(name, stamp) if stamp is not None else None
            if glance is None:
                try:
                    glance = self._glance(self.repository.data(f"{path}{os.sep}{name}", is_link=stamp is None))
                except Unreadable as error:
                    unreadable.append(error)
                    continue
                if stamp is not None:
                    glances.keep(name, stamp, glance)
            mentions = mentions or glance.mentions
            calls.update((_join(path, source), None) for source in glance.calls)
        return Folder(path, files, mentions, tuple(calls), unreadable=tuple(unreadable))

    def _glance(self, data: bytes) -> Glance:
        mentions = any(mention in data for mention in self._mentions)
        found = _SOURCE.findall(data) if b"source" in data else ()
        calls = [_text(source) for source in found]
        local = tuple(source for source in calls if source.startswith(("./", "../")))
        return Glance(mentions or self._hints.at_module(*(source for source in calls if source not in local)), local)

    def _leaves_out(self, path: str, name: str) -> bool:
        return self._excluded is not None and self._excluded(self.repository.shown(os.path.join(path, name)))

    def _fed_by(self, path: str) -> tuple[str, ...]:
        try:
            data = self.repository.data(os.path.join(path, TERRAGRUNT))
        except Unreadable:
            return (path,)
        sources = [
            _join(self.repository.confines if from_top else path, _text(source.replace(b"//", b"/").lstrip(b"/")))
            for from_top, source in _TERRAGRUNT_SOURCE.findall(data)
            if from_top or source.startswith((b"./", b"../"))
        ]
        return (path, *sources)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file, or a link that leads round in a circle: reading that says what is wrong with it."""
    try:
        return entry.is_file()
    except OSError:
        return True


def _text(source: bytes) -> str:
    return source.decode("utf-8", "replace")


def _join(folder: str, source: str) -> str:
    return os.path.normpath(os.path.join(folder, source))
