"""The folders of a binary plan's configuration, as if they lay on disk: nothing is unpacked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from tflint_cognito.records import replace
from tflint_cognito.terraform.downloads import Download
from tflint_cognito.terraform.file_names import configuration_files
from tflint_cognito.terraform.folders import Folder, Folders
from tflint_cognito.terraform.hcl.body import File
from tflint_cognito.terraform.placing.archive import Archive, ArchivedModule
from tflint_cognito.terraform.provider import Provider
from tflint_cognito.terraform.repository import Repository, Unreadable, find_repository


class ArchiveRepository(Repository):
    """The files of an archive. Its root module is taken to lie in `root` (absolute): on disk, if the same files are
    there, and else in a folder of that name that nobody has."""

    def __init__(self, archive: Archive, root: str, on_disk: bool, working_directory: str) -> None:
        self._on_disk = on_disk
        super().__init__(find_repository(root, working_directory) if on_disk else root, working_directory)
        self.root = root
        self._archive = archive
        self.modules = {self._folder(module): module for module in reversed(archive.modules)}

    def _folder(self, module: ArchivedModule) -> str:
        """Folders are relative to where Terraform was run, which need not be the root module's."""
        return os.path.normpath(os.path.join(self.root, os.path.relpath(module.folder, self._archive.root.folder)))

    def changed(self) -> list[str]:
        """The files that are there on disk, and not as the plan has them."""
        if not self._on_disk:
            return []
        files = ((os.path.join(at, name), data) for at, one in self.modules.items() for name, data in one.files.items())
        return sorted(self.shown(path) for path, data in files if self._is_there(path) and not _is(path, data))

    def shown(self, path: str) -> str:
        """A file that is there on disk as usual; any other by its name in the archive."""
        module = self.modules.get(path) or self.modules.get(os.path.dirname(path))
        if module is None or (self._on_disk and self._is_there(path)):
            return super().shown(path)
        name = "" if path in self.modules else f"/{os.path.basename(path)}"
        return f"{self._archive.path}/tfconfig/m-{module.key}{name}".replace(os.sep, "/")

    def holds(self, path: str) -> bool:
        return path in self.modules or os.path.dirname(path) in self.modules

    def _is_there(self, path: str) -> bool:
        return super().holds(path) and os.path.exists(path)

    def data(self, path: str, is_link: bool | None = None) -> bytes:
        module = self.modules.get(os.path.dirname(path))
        data = module.files.get(os.path.basename(path)) if module is not None else None
        if data is None:
            raise Unreadable(self.shown(path), "the file is not in the plan")
        return data

    def variable_file(self, path: str) -> File:
        """Variable files are not in a plan; those on disk may be where its variables were set."""
        if not self._on_disk:
            raise Unreadable(self.shown(path), "the file is not in the plan")
        return Repository(self.confines, self._working_directory).variable_file(path)


class ArchiveFolders(Folders):
    """The folders of an archive, each with the files that it has there."""

    repository: ArchiveRepository

    def __init__(self, repository: ArchiveRepository, provider: Provider) -> None:
        super().__init__(repository, provider, None)

    def downloads(self, root: str) -> Mapping[str, Download]:
        """Where every call leads: the archive has a copy of each module, wherever it came from."""
        modules = self.repository.modules.items()
        return {module.key: Download(module.source, folder) for folder, module in modules if module.key}

    def _look(self, path: str) -> tuple[Folder, list[str]]:
        module = self.repository.modules.get(path)
        if module is None:
            return Folder(path), []
        folder = self._read(path, configuration_files(module.files), {})
        return replace(folder, downloads=path == self.repository.root), []


def archive_folders(
    archive: Archive, candidates: Sequence[str], working_directory: str, provider: Provider
) -> ArchiveFolders:
    """The folders of `archive`, its root module in the one of `candidates` (absolute) that has the same files."""
    there = next(_matching(archive, candidates), None)
    virtual = os.path.normpath(os.path.join(working_directory, archive.path, "tfconfig"))
    root = virtual if there is None else there
    return ArchiveFolders(ArchiveRepository(archive, root, there is not None, working_directory), provider)


def _matching(archive: Archive, candidates: Sequence[str]) -> Iterator[str]:
    """Those of `candidates` that have all files of the root module by name, and one of them at least as it is."""
    files = archive.root.files
    for folder in dict.fromkeys(candidates):
        paths = {name: os.path.join(folder, name) for name in files}
        if all(map(os.path.isfile, paths.values())) and any(_is(path, files[name]) for name, path in paths.items()):
            yield folder


def _is(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(data) + 1) == data
    except OSError:
        return False
