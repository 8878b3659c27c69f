"""A plan or state and its source, brought together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.records import dataclass, replace
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.model import Backing, Model
from tflint_cognito.terraform.options import Options, PlanSource, VariableSource
from tflint_cognito.terraform.placing.archive import read_archive
from tflint_cognito.terraform.placing.archive_folders import archive_folders
from tflint_cognito.terraform.placing.choosing import folders_around, guess
from tflint_cognito.terraform.placing.models import placed
from tflint_cognito.terraform.provider import Provider
from tflint_cognito.terraform.repository import find_repository


@dataclass(frozen=True, slots=True)
class Attacher:
    """Finds and reads sources. `variables` are those of `options` with absolute paths; `folders_of` gives the folders
    of a repository, which other inputs may have read already."""

    options: Options
    provider: Provider
    working_directory: str
    variables: tuple[VariableSource, ...]
    folders_of: Callable[[str], Folders]

    def attach(self, model: Model, source: PlanSource | None) -> Model:
        """`model` with the places that `source` gives, or the one that it lies in; as it is, where there is none.

        CognitoLintError for a source that is given and cannot be read.
        """
        match source:
            case None:
                return self._guessed(model)
            case PlanSource(kind="folder", path=path):
                return self._from_folder(model, self._folder(path))
            case PlanSource(path=path):
                return self._from_archive(model, path)

    def _guessed(self, model: Model) -> Model:
        here = self._folder_of(model.path)
        folders = self._folders_around(here)
        found = guess(model, folders_around(here, self._top(here, folders.repository.confines)), folders)
        return model if found is None else self._from_folder(model, found)

    def _folder_of(self, plan: str) -> str:
        """The folder that a plan lies in; that of standard input is the working directory."""
        folder = os.path.dirname(plan) if plan != "-" else ""
        return os.path.normpath(os.path.join(self.working_directory, folder))

    def _top(self, here: str, confines: str) -> str:
        """How far above `here` a source may lie: in its repository, else in the working directory, else nowhere."""
        if os.path.exists(os.path.join(confines, ".git")):
            return confines
        return self.working_directory if here.startswith(os.path.join(self.working_directory, "")) else here

    def _folder(self, path: str) -> str:
        absolute = os.path.normpath(os.path.join(self.working_directory, path))
        if not os.path.isdir(absolute):
            what = "is a file: give the folder of the root module" if os.path.exists(absolute) else "does not exist"
            raise CognitoLintError(f"--source {path} {what}")
        if not self._folders_around(absolute)[absolute].files:
            raise CognitoLintError(f"--source {path}: there is no Terraform in it; give the folder of the root module")
        return absolute

    def _folders_around(self, folder: str) -> Folders:
        return self.folders_of(find_repository(folder, self.working_directory))

    def _from_folder(self, model: Model, folder: str) -> Model:
        folders = self._folders_around(folder)
        backing = Backing(folders.repository.shown(folder), on_disk=True)
        return placed(model, self._evaluated(model, folder, folders), backing, self.provider.companions)

    def _from_archive(self, model: Model, path: str) -> Model:
        archive = read_archive(path, self.working_directory)
        beside = (os.path.dirname(path), "" if model.path == "-" else os.path.dirname(model.path), "")
        candidates = [os.path.normpath(os.path.join(self.working_directory, folder)) for folder in beside]
        folders = archive_folders(archive, candidates, self.working_directory, self.provider)
        backing = Backing(path.replace(os.sep, "/"), on_disk=False)
        source = self._evaluated(model, folders.repository.root, folders)
        result = placed(model, source, backing, self.provider.companions)
        return replace(result, diagnostics=(*result.diagnostics, *_outdated(folders.repository.changed(), backing)))

    def _evaluated(self, model: Model, folder: str, folders: Folders) -> Model:
        """The source by itself, with the plan's variables."""
        from tflint_cognito.terraform.evaluation.modules import evaluate_root

        workspace = self.options.workspace
        return evaluate_root(
            folder,
            folders,
            self.provider,
            sources=self.variables,
            environment=self.options.environment,
            workspace=None if workspace == "default" else workspace,
            planned=model.variables if model.kind == "plan" else None,
        )


def _outdated(changed: list[str], backing: Backing) -> Iterable[Diagnostic]:
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        said = f"{changed[0]}{more} changed after the plan was made: places are those in {backing.path}'s own copy"
        yield Diagnostic("warning", said, path=changed[0])
