"""The folders of a repository as bytes tell them: which hold Terraform, which mention the provider, which call which.

A large repository is looked through without parsing anything; what comes out errs on the side of looking closer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from stat import S_ISREG

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.progress import Progress
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.downloads import Download, downloads_list, read_downloads
from tflint_cognito.terraform.excluded import NOT_READ, Excluded
from tflint_cognito.terraform.file_names import (
    IS_A_TEMPLATE,
    LOOKED_AT,
    TERRAGRUNT,
    configuration_files,
    not_rendered,
)
from tflint_cognito.terraform.git_ignored import GITIGNORE, GitIgnored
from tflint_cognito.terraform.glances import Glance
from tflint_cognito.terraform.lookout import Lookout
from tflint_cognito.terraform.remote import Hints
from tflint_cognito.terraform.repository import Repository, Unreadable
from tflint_cognito.terraform.stamp import Stamp, stamp_of

_GITS = (".git", GITIGNORE)


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
    #: Files of configuration that are not read, and why not the first of them.
    left_out: tuple[str, ...] = ()
    left_out_because: str = ""
    #: What could not be read.
    unreadable: tuple[Unreadable, ...] = ()


_SOURCE = pattern(rb'source"?\s*[=:]\s*"([^"\n]*)"')
#: A source that OpenTofu works out: where it leads, the bytes do not tell.
_WORKED_OUT = pattern(rb'source"?\s*[=:]\s*("[^"\n]*\$\{|[a-z(])')
_TERRAGRUNT_SOURCE = pattern(rb'source\s*=\s*"(?:\$\{get_repo_root\(\)\}(/)|)([^"$?]*)')


class Folders:
    """Looks at folders when asked, each once. Paths are absolute and normal."""

    def __init__(
        self,
        repository: Repository,
        lookout: Lookout,
        excluded: Excluded | None,
        ignored: GitIgnored | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.repository = repository
        self.progress = progress or Progress()
        self._mentions = lookout.mentions
        self._hints = Hints(lookout)
        self._glances = repository.glances(repr((lookout.mentions, lookout.module_hints)))
        self._excluded = excluded
        self._ignored = ignored
        self._named: set[str] = set()
        #: Whether git ignores something that was not looked at.
        self.left_something_out = False
        self._seen: dict[str, Folder] = {}
        self._matters: dict[str, bool] = {}

    def __getitem__(self, path: str) -> Folder:
        """A folder that something leads to: it is read even if git ignores it, or all that is in it."""
        if path not in self._seen or (self._seen[path].left_out and not self._seen[path].files):
            if self._ignored is not None:
                self._ignored.read_anyway(path)
            folder = self._look(path)[0]
            if folder.left_out and not folder.files:
                self._named.update(f"{path}{os.sep}{name}" for name in folder.left_out)
                folder = self._look(path)[0]
            # Looked at again, and nothing new: it is not asked for a third time.
            self._seen[path] = folder if folder.files else replace(folder, left_out=())
        self.repository.seen.folder(self._seen[path])
        return self._seen[path]

    def read_anyway(self, path: str) -> None:
        """What a user names is read, whatever git says: a file, or all that is in a folder."""
        if self._ignored is None:
            return
        if os.path.isdir(path):
            self._ignored.read_anyway(path)
        else:
            self._named.add(path)
            self._ignored.read_anyway(os.path.dirname(path))

    def is_ignored(self, path: str) -> bool:
        """Whether git ignores a folder, and nobody has named it."""
        return self._ignored is not None and self._ignored.leaves_out(path, is_folder=True)

    def below(self, top: str) -> Iterator[Folder]:
        """All folders with Terraform (or a terragrunt.hcl) at or below `top`, but for those that git ignores."""
        self.progress.begin("looking", "folders", now=self.repository.shown(top))
        waiting = [top]
        while waiting:
            self.progress.step()
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
        self.repository.seen.stamp(downloads_list(root))
        return read_downloads(root)

    @property
    def file_count(self) -> int:
        """How many files of configuration were looked at."""
        return sum(len(folder.files) for folder in self._seen.values())

    def remember(self, root: str) -> None:
        """Notes down all that `matters` went by for a root module."""
        self._reached(root)

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
        git: set[str] = set()
        stamps: dict[str, Stamp] = {}  # of all but links, whose targets may change unseen
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    name = entry.name
                    if name in _GITS:
                        git.add(name)
                    elif entry.is_dir(follow_symlinks=False):
                        inner.append(name)
                    elif name.endswith(LOOKED_AT):
                        if entry.is_symlink():
                            names += [name] if _is_file(entry) else []
                        elif S_ISREG((state := entry.stat(follow_symlinks=False)).st_mode):
                            names.append(name)
                            stamps[name] = stamp_of(state)
        except FileNotFoundError:
            return Folder(path), []
        except OSError as error:
            fault = Unreadable(self.repository.shown(path), f"the folder cannot be read: {error.strerror}")
            return Folder(path, unreadable=(fault,)), []
        for name in self.repository.overlaid(path):
            stamps.pop(name, None)  # what is not on disk has no stamp, and is not remembered
            names += [name] if name not in names else []
        if self._ignored is not None:
            self._ignored.enter(path, GITIGNORE in git, ".git" in git)
        everything = self._excluded is None and (self._ignored is None or self._ignored.takes_all_in(path))
        kept = names if everything else [name for name in names if not self._leaves_out(path, name, is_folder=False)]
        files = configuration_files(kept) if kept else ()
        folder = self._read(path, files, stamps) if files else Folder(path)
        feeds = self._fed_by(path) if TERRAGRUNT in names else ()
        downloads = ".terraform" in inner
        walked = [
            name
            for name in inner
            if name not in NOT_READ and (everything or not self._leaves_out(path, name, is_folder=True))
        ]
        if feeds or downloads:
            folder = replace(folder, feeds=feeds, downloads=downloads)
        if len(kept) < len(names) and (left_out := configuration_files(set(names) - set(kept))):
            by_user = self._is_excluded(f"{path}{os.sep}{left_out[0]}")
            because = "--exclude matches it" if by_user else "git ignores it"
            folder = replace(folder, left_out=left_out, left_out_because=because)
        elif files and (templates := not_rendered(names)):
            folder = replace(folder, left_out=templates, left_out_because=IS_A_TEMPLATE)
        return folder, walked

    def _read(self, path: str, files: tuple[str, ...], stamps: Mapping[str, Stamp]) -> Folder:
        mentions = False
        calls: dict[str, None] = {}
        unreadable: list[Unreadable] = []
        glances = self._glances.of_folder(path)
        known = glances.of_all(files, stamps)
        if known is not None:
            calls.update((_join(path, source), None) for glance in known for source in glance.calls)
            return Folder(path, files, any(glance.mentions for glance in known), tuple(calls))
        for name in files:
            stamp = stamps.get(name)
            glance = glances.known(name, stamp) if stamp is not None else None
            if glance is None:
                try:
                    glance = self._glance(name, self.repository.data(f"{path}{os.sep}{name}", is_link=stamp is None))
                except Unreadable as error:
                    unreadable.append(error)
                    continue
                if stamp is not None:
                    glances.keep(name, stamp, glance)
            mentions = mentions or glance.mentions
            calls.update((_join(path, source), None) for source in glance.calls)
        return Folder(path, files, mentions, tuple(calls), unreadable=tuple(unreadable))

    def _glance(self, name: str, data: bytes) -> Glance:
        mentions = any(mention in data for mention in self._mentions)
        mentions = mentions or (".tofu" in name and _WORKED_OUT.search(data) is not None)
        found = _SOURCE.findall(data) if b"source" in data else ()
        calls = [_text(source) for source in found]
        local = tuple(source for source in calls if source.startswith(("./", "../")))
        return Glance(mentions or self._hints.at_module(*(source for source in calls if source not in local)), local)

    def _leaves_out(self, path: str, name: str, is_folder: bool) -> bool:
        whole = f"{path}{os.sep}{name}"
        if self._is_excluded(whole):
            return True
        if self._ignored is None or whole in self._named or not self._ignored.leaves_out(whole, is_folder):
            return False
        self.left_something_out = True
        return True

    def _is_excluded(self, path: str) -> bool:
        return self._excluded is not None and self._excluded(self.repository.shown(path))

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
    """Whether it is a file, or a link that leads nowhere or in a circle: reading that says what is wrong with it."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return True


def _text(source: bytes) -> str:
    return source.decode("utf-8", "replace")


def _join(folder: str, source: str) -> str:
    return os.path.normpath(os.path.join(folder, source))
