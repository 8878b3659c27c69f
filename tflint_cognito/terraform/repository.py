"""The files that may be read: those of one repository, each opened once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tflint_cognito.terraform.glances import Glances
from tflint_cognito.terraform.seen import Seen
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.stamp import Stamp, stamp_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tflint_cognito.terraform.hcl.body import File
    from tflint_cognito.terraform.hcl.cache import TreeCache

#: No file of configuration is this large; one that is would only cost time.
MAX_BYTES = 16 * 1024 * 1024


class Unreadable(Exception):
    """A file or folder that cannot be read. `path` is as users know it; `message` a sentence about "the file"."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


def find_repository(path: str, working_directory: str) -> str:
    """The nearest ancestor of `path` (absolute) with `.git`; without one, what it shares with the working directory."""
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return os.path.commonpath([path if os.path.isdir(path) else os.path.dirname(path), working_directory])
        folder = parent
    return folder


class Repository:
    """Reads and opens files below `confines`. Paths are absolute and normal; `shown` gives them as users know them.

    What was seen and parsed is kept between runs in the folder `keep`, if there is one, by `save`; but for the texts of
    `overlay`, which stand in place of files, by their absolute paths.
    """

    def __init__(
        self,
        confines: str,
        working_directory: str,
        keep: Path | None = None,
        overlay: Mapping[str, bytes] | None = None,
    ) -> None:
        self.confines = confines
        self._working_directory = working_directory
        self._keep = keep
        self._overlay = overlay or {}
        self._cache: TreeCache | None = None
        self._glances: Glances | None = None
        self._files: dict[str, File] = {}
        self._stamps: dict[str, Stamp] = {}
        #: What evaluating rests on; whoever evaluates begins a new one.
        self.seen = Seen()
        self._real_confines = os.path.realpath(confines)

    def shown(self, path: str) -> str:
        """`path` relative to the working directory, with `/`."""
        return os.path.relpath(path, self._working_directory).replace(os.sep, "/")

    def holds(self, path: str) -> bool:
        """Whether `path`, wherever its symbolic links lead, lies inside the repository."""
        real = os.path.realpath(path)
        return real == self._real_confines or real.startswith(os.path.join(self._real_confines, ""))

    def overlaid(self, folder: str) -> tuple[str, ...]:
        """The names of the files of `folder` that another text stands in place of."""
        return tuple(os.path.basename(path) for path in self._overlay if os.path.dirname(path) == folder)

    def data(self, path: str, is_link: bool | None = None) -> bytes:
        """The bytes of a file. Unreadable where it leads outside, is too large, or cannot be opened.

        `is_link` saves asking where it is known already.
        """
        if path in self._overlay:
            return self._overlay[path]
        if (os.path.islink(path) if is_link is None else is_link) and not self.holds(path):
            raise Unreadable(self.shown(path), "the file is a link out of the repository, so it is not read")
        try:
            with open(path, "rb", buffering=0) as file:
                state = os.fstat(file.fileno())
                self._stamps[path] = stamp_of(state)
                if state.st_size > MAX_BYTES:
                    most = f"{MAX_BYTES >> 20} MB"
                    raise Unreadable(self.shown(path), f"the file is larger than {most}, so it is not read")
                return file.read()
        except OSError as error:
            raise Unreadable(self.shown(path), f"the file cannot be read: {error.strerror}") from error

    def configuration(self, path: str) -> File:
        """A file of configuration (`.tf`, `.tofu`, or either with `.json`), opened."""
        return self._opened(path, variables=False)

    def variable_file(self, path: str) -> File:
        """A `.tfvars` or `.tfvars.json` file, opened."""
        return self._opened(path, variables=True)

    def _opened(self, path: str, variables: bool) -> File:
        if path not in self._files:
            try:
                self._files[path] = self._open(path, variables)
            except Unreadable:
                self.seen.lost()
                raise
        if path in self._stamps:
            self.seen.file(path, self._stamps[path])
        else:
            self.seen.lost()
        return self._files[path]

    def _open(self, path: str, variables: bool) -> File:
        from tflint_cognito.terraform.hcl.decoding import decode

        data = self.data(path)
        try:
            source = Source(self.shown(path), decode(data))
        except ValueError as error:
            raise Unreadable(self.shown(path), str(error)) from error
        return open_source(source, variables, None if path in self._overlay else self._trees())

    def _trees(self) -> TreeCache | None:
        """What is kept between runs, loaded when the first file is opened."""
        if self._cache is None and self._keep is not None:
            from tflint_cognito.terraform.hcl.cache import TreeCache

            self._cache = TreeCache(self.confines, self._keep)
        return self._cache

    def glances(self, key: str) -> Glances:
        """What the bytes of files hinted at in an earlier run that looked for the same: `key` says for what."""
        self._glances = Glances(self.confines, key, self._keep)
        return self._glances

    def save(self) -> None:
        """Keeps what was seen and parsed for the next run."""
        if self._glances is not None:
            self._glances.save()
        if self._cache is not None:
            self._cache.save()


def open_source(source: Source, variables: bool, cache: TreeCache | None = None) -> File:
    """What a text holds, by the ending of its path; `variables` for a file of variables' values."""
    if variables:
        from tflint_cognito.terraform.hcl.variable_file import read_variable_file

        return read_variable_file(source)
    if source.path.endswith(".json"):
        from tflint_cognito.terraform.hcl.json_syntax import read_json

        return read_json(source)
    from tflint_cognito.terraform.hcl.native import read_native

    return read_native(source, cache)
