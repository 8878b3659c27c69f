"""What the files of one folder declare together, override files merged in."""

from __future__ import annotations

import os
from collections.abc import Iterator

from tflint_cognito.records import dataclass, field
from tflint_cognito.terraform.diagnostic import Diagnostic, Gap
from tflint_cognito.terraform.file_names import IS_A_TEMPLATE
from tflint_cognito.terraform.folders import Folder
from tflint_cognito.terraform.hcl.body import Attribute, Block, Body, File
from tflint_cognito.terraform.overrides import is_override, merge
from tflint_cognito.terraform.repository import Repository, Unreadable
from tflint_cognito.terraform.source import Range

#: Block types that declare something by name, and how many labels they have.
LABELS = {"variable": 1, "output": 1, "module": 1, "resource": 2, "data": 2, "ephemeral": 2}


class Declaration:
    """One block that declares something, with what override files put in its place."""

    __slots__ = ("_body", "block", "overrides")

    def __init__(self, block: Block) -> None:
        self.block = block
        self.overrides: list[Block] = []
        self._body: Body | None = None

    @property
    def header(self) -> Range:
        return self.block.header

    @property
    def range(self) -> Range:
        return self.block.range

    @property
    def body(self) -> Body:
        if self._body is None:
            self._body = self.block.body
            for override in self.overrides:
                self._body = merge(self._body, override.body)
        return self._body


#: The declarations of one block type, by their labels.
Declared = dict[tuple[str, ...], Declaration]


@dataclass(slots=True)
class Module:
    """The declarations of one folder, by name. Nothing in their bodies is opened before someone asks."""

    folder: str
    files: list[File] = field(default_factory=list)
    #: By block type, then by labels: `declared["resource"]["aws_cognito_user_pool", "this"]`.
    declared: dict[str, Declared] = field(default_factory=lambda: {type: {} for type in LABELS})
    locals: dict[str, Attribute] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    is_tofu: bool = False
    #: Why something may be declared here that is not seen: a file that was not read, or not as a whole.
    unseen: Gap | None = None

    def find(self, type: str, *labels: str) -> Declaration | None:
        return self.declared[type].get(labels)


def read_module(repository: Repository, folder: Folder) -> Module:
    """Opens the folder's files. What cannot be read is a diagnostic and a gap; the rest is still read."""
    module = Module(folder.path, is_tofu=any(".tofu" in name for name in folder.files))
    for fault in folder.unreadable if not folder.files else ():
        _lacks(module, fault)
    if folder.left_out:
        shown = repository.shown(os.path.join(folder.path, folder.left_out[0]))
        decides = "render it first" if folder.left_out_because == IS_A_TEMPLATE else "read it as well"
        module.unseen = Gap(f"{shown} is not read, as {folder.left_out_because}", decides)
    for name in sorted(folder.files, key=lambda name: (is_override(name), name)):
        path = os.path.join(folder.path, name)
        try:
            file = repository.configuration(path)
        except Unreadable as fault:
            _lacks(module, fault)
            continue
        module.files.append(file)
        if any(found.severity == "error" for found in file.diagnostics):
            _has_gap(module, Gap(f"{file.source.path} could not be read as a whole", "correct its syntax"))
        if not name.endswith(".json"):  # where a key may also be a comment
            module.diagnostics += map(_not_expected, file.body.attributes.items())
        _declare(module, file, is_override(name))
    return module


def _not_expected(argument: tuple[str, Attribute]) -> Diagnostic:
    """What Terraform says of an argument outside of all blocks, as in a variable file."""
    message = f"an argument named {argument[0]} is not expected here, outside of every block"
    return Diagnostic("error", message, argument[1].range)


def _lacks(module: Module, fault: Unreadable) -> None:
    module.diagnostics.append(Diagnostic("error", fault.message, path=fault.path))
    _has_gap(module, Gap(str(fault), "make it readable"))


def _has_gap(module: Module, gap: Gap) -> None:
    module.gaps.append(gap)
    module.unseen = gap


def _declare(module: Module, file: File, override: bool) -> None:
    for block in file.body.blocks:
        if block.type == "locals":
            module.diagnostics += _declare_locals(module, block, override)
        elif block.type in LABELS:
            module.diagnostics += _declare_block(module, block, override)


def _declare_locals(module: Module, block: Block, override: bool) -> Iterator[Diagnostic]:
    for name, attribute in block.body.attributes.items():
        if override and name not in module.locals and module.unseen is None:
            message = f"local.{name} is overridden here, but no other file declares it"
            yield Diagnostic("error", message, attribute.range)
        elif not override and name in module.locals:
            yield Diagnostic("error", f"local.{name} is declared twice", attribute.range)
            continue
        module.locals[name] = attribute


def _declare_block(module: Module, block: Block, override: bool) -> Iterator[Diagnostic]:
    declared = module.declared[block.type]
    said = " ".join((block.type, *(f'"{label}"' for label in block.labels)))
    if len(block.labels) != LABELS[block.type]:
        names = "one name" if LABELS[block.type] == 1 else "a type and a name"
        yield Diagnostic("error", f"{said} needs {names}", block.header)
        return
    first = declared.get(block.labels)
    if first is None and override and module.unseen is None:
        yield Diagnostic("error", f"{said} is overridden here, but no other file declares it", block.header)
    elif first is None and not override:
        declared[block.labels] = Declaration(block)
    elif override and first is not None:
        first.overrides.append(block)
    elif not override:
        yield Diagnostic("error", f"{said} is declared twice", block.header)
