"""Which folders are root modules.

A root module is a folder with Terraform that no other folder of the tree calls by a local source. What is looked for is
only what matters: a folder that neither mentions the provider's types nor reaches one that does is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from tflint_cognito.terraform.folders import Folder, Folders
from tflint_cognito.terraform.repository import Unreadable


class Tree:
    """The folders at or below some tops, and how they call each other."""

    def __init__(self, folders: Folders, tops: Sequence[str]) -> None:
        self._folders = folders
        self.folders: dict[str, Folder] = {folder.path: folder for top in tops for folder in folders.below(top)}
        self.fed = frozenset(fed for folder in self.folders.values() for fed in folder.feeds)
        self._hinted: dict[str, list[Folder]] = {}
        for folder in self.folders.values():
            for called in folder.calls:
                if called != folder.path:
                    self._hinted.setdefault(called, []).append(folder)
        self._callers: dict[str, tuple[str, ...]] = {}
        self._certain: dict[str, frozenset[str]] = {}

    def roots(self) -> list[str]:
        """All root modules that matter, in order. Of folders that only call each other, the first is taken for one."""
        mattering = [path for path in sorted(self.folders) if self.folders[path].files and self._folders.matters(path)]
        roots = [path for path in mattering if not self.callers(path)]
        reached = self._below(roots)
        for path in mattering:
            if path not in reached:
                roots.append(path)
                reached |= self._below([path])
        return sorted(roots)

    def roots_above(self, paths: Iterable[str]) -> list[str]:
        """The root modules that matter and reach one of `paths`, these themselves where nobody calls them."""
        above, waiting = set[str](), [path for path in paths if path in self.folders]
        while waiting:
            path = waiting.pop()
            if path not in above:
                above.add(path)
                waiting += self.callers(path)
        return [root for root in self.roots() if root in above]

    def without_callers(self) -> list[Folder]:
        """The folders that nobody seems to call, whether they matter or not."""
        return [folder for path, folder in self.folders.items() if path not in self._hinted]

    def callers(self, path: str) -> tuple[str, ...]:
        """The other folders of the tree that call the module in `path` by a local source."""
        if path not in self._callers:
            hinted = self._hinted.get(path, [])
            self._callers[path] = tuple(folder.path for folder in hinted if path in self._calls_of(folder))
        return self._callers[path]

    def _calls_of(self, folder: Folder) -> frozenset[str]:
        if folder.path not in self._certain:
            self._certain[folder.path] = frozenset(self._local_calls(folder))
        return self._certain[folder.path]

    def _local_calls(self, folder: Folder) -> Iterator[str]:
        """What the bytes hinted at, made certain: the folders that the module blocks lead to."""
        from tflint_cognito.terraform.sources import local_folder, written_source

        for name in folder.files:
            try:
                file = self._folders.repository.configuration(os.path.join(folder.path, name))
            except Unreadable:
                yield from folder.calls
                continue
            if any(diagnostic.severity == "error" for diagnostic in file.diagnostics):
                yield from folder.calls
            for block in file.body.of_type("module"):
                source = written_source(block.body)
                if source is not None and (called := local_folder(folder.path, source)) is not None:
                    yield called

    def _below(self, paths: Iterable[str]) -> set[str]:
        below, waiting = set[str](), list(paths)
        while waiting:
            path = waiting.pop()
            if path not in below:
                below.add(path)
                waiting += self._folders[path].calls
        return below
