"""Where a module call leads: to a folder of the repository, to one that `terraform init` has downloaded, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.sources import local_folder

if TYPE_CHECKING:
    from tflint_cognito.terraform.evaluation.module_instance import ModuleInstance


@dataclass(frozen=True, slots=True)
class Target:
    """A folder (absolute), or why there is none and what to do about it."""

    folder: str | None
    because: str = ""
    decides: str = ""
    #: Whether it is a fault of the configuration, and not only something that is not at hand.
    is_fault: bool = False


def lead(outer: ModuleInstance, name: str, said: str, source: str | None) -> Target:
    """Where the call `name` in the module `outer` leads. `said` is how messages name it."""
    if source is None:
        return Target(None, f"{said} has no source that can be read here", "write its source as a plain string", True)
    folder = local_folder(outer.module.folder, source)
    if folder is None:
        return _downloaded(outer, name, f"{said} ({source})", source)
    folders = outer.run.folders
    if not folders.repository.holds(folder):
        return Target(None, f"{said} leads out of the repository ({source})", "lint the plan")
    if not folders[folder].files:
        shown = folders.repository.shown(folder)
        return Target(None, f"{said} leads to {shown}, where there is no Terraform", "correct its source", True)
    if folder in _folders_around(outer):
        return Target(None, f"{said} calls the module that it stands in", "break the circle", True)
    return Target(folder)


def _downloaded(outer: ModuleInstance, name: str, said: str, source: str) -> Target:
    key = ".".join((*(step.name for step in outer.path), name))
    folders = outer.run.folders
    download = folders.downloads(outer.root).get(key)
    if download is None or not download.is_of(source) or not folders[download.folder].files:
        return Target(None, f"{said} is not downloaded", "run terraform init, or lint the plan")
    if not folders.repository.holds(download.folder):
        return Target(None, f"{said} is downloaded to outside of the repository", "lint the plan")
    return Target(download.folder)


def _folders_around(module: ModuleInstance | None) -> Iterator[str]:
    while module is not None:
        yield module.module.folder
        module = module.outer
