"""What git ignores in a repository: it is no part of it, and not read.

As git does: .gitignore files of all folders down to a path, then .git/info/exclude; the nearest file decides, in it the
last line that matches; nothing inside an ignored folder comes back; and what git keeps already is never ignored. What
a user tells git for all repositories is not looked at. Without `.git` there is no git, and nothing is ignored.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from tflint_cognito.terraform.git_index import Index, Unsupported, read_index
from tflint_cognito.terraform.git_patterns import Patterns

GITIGNORE = ".gitignore"
#: A longer list of patterns is not read.
MAX_BYTES = 100_000


class _Repository:
    """One repository: its top, git's own folder, and what git keeps, read when something would be ignored."""

    def __init__(self, top: str, git_folder: str) -> None:
        self.top = top
        self.git_folder = git_folder
        self._index: Index | None = None
        self._everything = False

    def keeps(self, path: str, is_folder: bool) -> bool:
        if self._index is None and not self._everything:
            try:
                self._index = read_index(self.git_folder)
            except Unsupported:
                self._everything = True  # better to read too much than to look away
        return self._index is None or self._index.keeps(_relative(path, self.top), is_folder)


class _State(NamedTuple):
    """What holds in a folder: the lists of patterns, nearest first, each with its folder; whether all is ignored."""

    repository: _Repository | None
    lists: tuple[tuple[str, Patterns], ...] = ()
    inside: bool = False


class GitIgnored:
    """Answers for the paths below one folder. Paths are absolute and normal."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._states: dict[str, _State] = {}

    def enter(self, folder: str, has_list: bool, has_git: bool) -> None:
        """Says what a look into `folder` has shown, and saves looking again."""
        if folder not in self._states:
            self._states[folder] = self._entered(folder, has_list, has_git)

    def leaves_out(self, path: str, is_folder: bool) -> bool:
        """Whether git ignores what is at `path`. A symbolic link to a folder is no folder."""
        if path == self._top:
            return False
        state = self._state(path[: path.rfind(os.sep)] or os.sep)
        repository = state.repository
        if repository is None or not (state.inside or _matched(state, path, is_folder)):
            return False
        return not repository.keeps(path, is_folder)

    def takes_all_in(self, folder: str) -> bool:
        """Whether nothing right inside a folder can be ignored: no list of patterns holds there."""
        state = self._state(folder)
        return state.repository is None or not (state.inside or state.lists)

    def read_anyway(self, folder: str) -> None:
        """From here on nothing in `folder` counts as ignored because of what it lies in."""
        state = self._state(folder)
        if state.inside or self.leaves_out(folder, is_folder=True):
            below = os.path.join(folder, "")
            self._states = {path: known for path, known in self._states.items() if not path.startswith(below)}
            self._states[folder] = _State(state.repository)

    def _state(self, folder: str) -> _State:
        if folder not in self._states:
            has_list = os.path.exists(os.path.join(folder, GITIGNORE))
            self.enter(folder, has_list, os.path.exists(os.path.join(folder, ".git")))
        return self._states[folder]

    def _entered(self, folder: str, has_list: bool, has_git: bool) -> _State:
        git_folder = _git_folder(folder) if has_git else None
        if git_folder is not None:  # a repository of its own, also inside another
            shared = _common_folder(git_folder)
            state = _State(_Repository(folder, git_folder), _list(folder, os.path.join(shared, "info", "exclude")))
        elif folder == self._top or os.path.dirname(folder) == folder:
            return _State(None)
        else:
            outer = self._state(os.path.dirname(folder))
            inside = outer.inside or (outer.repository is not None and _matched(outer, folder, is_folder=True))
            state = outer._replace(inside=inside)
        if not has_list or state.repository is None:
            return state
        return state._replace(lists=(*_list(folder, os.path.join(folder, GITIGNORE)), *state.lists))


def _matched(state: _State, path: str, is_folder: bool) -> bool:
    for folder, patterns in state.lists:
        said = patterns.leaves_out(_relative(path, folder), is_folder)
        if said is not None:
            return said
    return False


def _list(folder: str, path: str) -> tuple[tuple[str, Patterns], ...]:
    """The patterns in a file; none where it cannot be read, or is a link, which git does not follow either."""
    try:
        if os.path.islink(path) or os.path.getsize(path) > MAX_BYTES:
            return ()
        with open(path, "rb") as file:
            patterns = Patterns(file.read())
    except OSError:
        return ()
    return ((folder, patterns),) if patterns else ()


def _git_folder(folder: str) -> str | None:
    """Git's own folder of the repository at `folder`; None if `.git` is none. In a worktree it is a file that says."""
    path = os.path.join(folder, ".git")
    if os.path.isdir(path):
        return path
    said = _first_line(path)
    return os.path.normpath(os.path.join(folder, said[8:])) if said.startswith("gitdir: ") else None


def _common_folder(git_folder: str) -> str:
    """Where what all worktrees of a repository share is kept."""
    return os.path.normpath(os.path.join(git_folder, _first_line(os.path.join(git_folder, "commondir")) or "."))


def _first_line(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return os.fsdecode(file.readline(4096).rstrip(b"\r\n"))
    except OSError:
        return ""


def _relative(path: str, folder: str) -> str:
    relative = path[len(folder.rstrip(os.sep)) + 1 :]
    return relative if os.sep == "/" else relative.replace(os.sep, "/")
