"""What the words on the command line lead to: folders to look through, folders to look above, plans and states."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import BinaryIO

from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.excluded import Excluded
from tflint_cognito.terraform.file_names import ENDINGS, configuration_files

VARIABLE_ENDINGS = (".tfvars", ".tfvars.json")
ACCEPTED = "a folder, a .tf or .tofu file, or what `terraform show -json` prints of a plan or state"

#: Opens a file. A plan may be larger than what should be held in memory.
Opener = Callable[[], BinaryIO]


@dataclass(slots=True)
class Inputs:
    """The paths of one run, sorted by what they are. Paths are absolute and normal."""

    #: All root modules below these are read.
    folders: list[str] = field(default_factory=list)
    #: All root modules that reach the modules in these are read.
    modules: list[str] = field(default_factory=list)
    #: The folders and files of configuration among the words: they are read even if git ignores them.
    named: list[str] = field(default_factory=list)
    #: Plans and states: the path as users know it, and how to open it.
    plans: list[tuple[str, Opener]] = field(default_factory=list)
    #: What is wrong with the others, as sentences that name them.
    refused: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.folders) + len(self.modules) + len(self.plans) + len(self.refused)


def sort_inputs(
    paths: Sequence[str], working_directory: str, stdin: Callable[[], bytes] | None, overlaid: Collection[str] = ()
) -> Inputs:
    """What each of `paths` is, told by its content. `-` is standard input; `overlaid` files need not be there."""
    inputs = Inputs()
    for path in paths:
        absolute = os.path.normpath(os.path.join(working_directory, path))
        if path == "-" and stdin is not None:
            _add_data(inputs, "-", partial(io.BytesIO, stdin()))
        elif os.path.isdir(absolute):
            inputs.folders.append(absolute)
            inputs.named.append(absolute)
        elif not os.path.exists(absolute) and absolute not in overlaid:
            inputs.refused.append(f"{path} does not exist")
        elif _is_configuration(absolute):
            inputs.modules.append(_module_of(absolute, working_directory))
            inputs.named.append(absolute)
        else:
            _add_file(inputs, path, absolute)
    return inputs


def sort_hints(names: Sequence[str], working_directory: str, excluded: Excluded | None) -> Inputs:
    """The same for a hook, where names are hints: of files that changed, or are gone, or have nothing to do with us."""
    inputs = Inputs()
    for name in names:
        absolute = os.path.normpath(os.path.join(working_directory, name))
        if excluded is not None and excluded(name.replace(os.sep, "/").removeprefix("./")):
            continue
        if os.path.isdir(absolute):
            inputs.folders.append(absolute)
        elif _is_configuration(absolute) and os.path.isdir(os.path.dirname(absolute)):
            inputs.modules.append(_module_of(absolute, working_directory))
        elif _is_settings(absolute):
            inputs.folders.append(working_directory)
        elif absolute.endswith(".json") and os.path.isfile(absolute):
            opener: Opener = partial(_open, absolute)
            if _recognise(opener) in ("plan", "state"):
                inputs.plans.append((name, opener))
    return inputs


def _add_file(inputs: Inputs, path: str, absolute: str) -> None:
    try:
        _add_data(inputs, path, _opener(absolute))
    except OSError as error:
        inputs.refused.append(f"{path} cannot be read: {error.strerror}")


def _open(path: str) -> BinaryIO:
    return open(path, "rb")  # whoever opens it closes it


def _opener(path: str) -> Opener:
    if os.path.isfile(path):
        return partial(_open, path)
    with open(path, "rb") as pipe:  # what a shell's <(…) stands for can be read once
        return partial(io.BytesIO, pipe.read())


def _add_data(inputs: Inputs, path: str, opener: Opener) -> None:
    said = "standard input" if path == "-" else path
    match _recognise(opener):
        case "plan" | "state":
            inputs.plans.append((path, opener))
        case "binary plan":
            name = path if path != "-" else "tf.plan"
            advice = f"run `terraform show -json {name} > plan.json`, then `cognito-lint plan.json --plan-file {name}`"
            inputs.refused.append(f"{said} is a plan in Terraform's own binary form: {advice}")
        case _:
            inputs.refused.append(f"{said} {_mistaken_for(opener) or f'is none of what can be read: {ACCEPTED}'}")


def _is_configuration(path: str) -> bool:
    return path.endswith((*ENDINGS, *VARIABLE_ENDINGS))


def _module_of(path: str, working_directory: str) -> str:
    """The folder whose module a file belongs to; a variable file may lie in a folder of its own below it."""
    folder = os.path.dirname(path)
    if path.endswith(VARIABLE_ENDINGS):
        above = folder
        while above.startswith(os.path.join(working_directory, "")):
            if configuration_files(os.listdir(above)):
                return above
            above = os.path.dirname(above)
        return above if above == working_directory and configuration_files(os.listdir(above)) else folder
    return folder


def _is_settings(path: str) -> bool:
    """Whether a file may hold this program's configuration, so that everything has to be looked at again."""
    name = os.path.basename(path)
    return name == "pyproject.toml" or "cognito-lint" in name


def _recognise(opener: Opener) -> str | None:
    from tflint_cognito.terraform.plan import recognise

    with opener() as file:
        return recognise(file)


def _mistaken_for(opener: Opener) -> str | None:
    from tflint_cognito.terraform.plan import mistaken_for

    with opener() as file:
        return mistaken_for(file)
