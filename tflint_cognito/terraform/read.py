"""Paths to models: folders and files of Terraform, plans and states."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.diagnostic import Diagnostic
from tflint_cognito.terraform.excluded import read_patterns
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.git_ignored import GitIgnored
from tflint_cognito.terraform.hcl.cache_folder import private_folder
from tflint_cognito.terraform.inputs import Inputs, sort_hints, sort_inputs
from tflint_cognito.terraform.lookout import Lookout
from tflint_cognito.terraform.options import Options, PlanSource, VariableSource
from tflint_cognito.terraform.repository import Repository, find_repository
from tflint_cognito.terraform.roots import Tree
from tflint_cognito.terraform.seen import Seen, holds

if TYPE_CHECKING:
    from tflint_cognito.terraform.model import Model
    from tflint_cognito.terraform.module import Module
    from tflint_cognito.terraform.provider import Provider

__all__ = ["Options", "PlanSource", "Reading", "Survey", "VariableSource", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read. `diagnostics` has those of the models too, each once, in order."""

    models: tuple[Model, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: int
    found_terraform: bool
    #: Whether git ignores something that therefore was not looked at.
    left_something_out: bool = False


def read(
    paths: Sequence[str], options: Options, provider: Provider, opened: dict[str, Folders] | None = None
) -> Reading:
    """The models of `paths`. Raises CognitoLintError where the whole request makes no sense: the only path does not
    exist, a variable file is not there, or `--var` names a variable that no root module declares.

    `opened` keeps what was found in repositories, for further readings that exclude the same: of the same files with
    other values, nothing is looked for or parsed again."""
    survey = Survey(paths, options, provider, lambda: provider, opened)
    reading = survey.read()
    survey.save()
    return reading


class Survey:
    """What the bytes below some paths tell: which root modules, plans and states there are to read. See `read`."""

    def __init__(
        self,
        paths: Sequence[str],
        options: Options,
        lookout: Lookout,
        provider: Callable[[], Provider],
        opened: dict[str, Folders] | None = None,
    ) -> None:
        self._options = options
        self._lookout = lookout
        self._provider = provider  # asked for when there is something to read
        self._working_directory = os.path.abspath(options.working_directory)
        self._excluded = read_patterns(options.exclude)
        self._overlay = {self._whole(path): data for path, data in options.overlay.items()}
        self._repositories = {} if opened is None else opened
        self._diagnostics: list[Diagnostic] = []
        self._trees: list[tuple[Tree, Folders]] = []
        self._sources = tuple(self._absolute(source) for source in options.variables)
        self._inputs = self._sorted(paths)
        if len(self._inputs) == len(self._inputs.refused) == 1:
            raise CognitoLintError(self._inputs.refused[0])
        self._diagnostics += [Diagnostic("error", message) for message in self._inputs.refused]
        self._roots = dict(sorted(self._find_roots(self._inputs).items()))

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but folders and files of configuration, all there, and no --var to check."""
        given = any(source[0] == "value" for source in self._sources)
        return not (self._inputs.plans or self._options.plan_sources or self._overlay or self._diagnostics or given)

    @property
    def roots(self) -> tuple[tuple[str, bool], ...]:
        """The root modules to read (absolute), each with whether a terragrunt.hcl feeds it."""
        return tuple((root, root in tree.fed) for root, (tree, _) in self._roots.items())

    def read(self) -> Reading:
        models = list(self._plans(self._inputs))
        for folders in self._repositories.values():
            folders.repository.seen = Seen()
        progress = self._options.progress
        progress.begin("reading", "root modules", len(self._roots))
        each = progress.each(self._roots.items())
        models += [self._evaluate(root, tree, folders) for root, (tree, folders) in each]
        self._check_variables(self._roots)
        return self.told(models)

    def told(self, models: Sequence[Model]) -> Reading:
        """The reading that `models` are, be they read now or known from an earlier run."""
        files = sum(folders.file_count for folders in self._repositories.values()) + len(self._inputs.plans)
        diagnostics = (*self._diagnostics, *(found for model in models for found in model.diagnostics))
        left_out = any(folders.left_something_out for folders in self._repositories.values())
        found = any(folder.files for tree, _ in self._trees for folder in tree.folders.values())
        return Reading(tuple(models), _in_order(diagnostics), files, found or bool(self._inputs.plans), left_out)

    def save(self) -> None:
        """Keeps what was seen and parsed for the next run: last of all, as values are worked out when asked for."""
        for folders in self._repositories.values():
            folders.repository.save()

    def seen(self) -> Mapping[str, tuple[Any, ...]] | None:
        """What `read` rested on, by repository; None where a change might leave no trace in it."""
        for root, (_, folders) in self._roots.items():
            folders.remember(root)
        frozen = {confines: folders.repository.seen.frozen() for confines, folders in self._repositories.items()}
        whole = {confines: seen for confines, seen in frozen.items() if seen is not None}
        return whole if len(whole) == len(frozen) else None

    def still_holds(self, seen: Mapping[str, tuple[Any, ...]]) -> bool:
        """Whether `read` would rest on the same: what `seen` gave in an earlier run that found the same roots."""
        return seen.keys() == self._repositories.keys() and all(
            holds(frozen, self._folders(confines)) for confines, frozen in seen.items()
        )

    def _sorted(self, paths: Sequence[str]) -> Inputs:
        if self._options.hook:
            return sort_hints(paths, self._working_directory, self._excluded)
        return sort_inputs(paths, self._working_directory, self._options.stdin, frozenset(self._overlay))

    def _plans(self, inputs: Inputs) -> Iterator[Model]:
        """The plans and states, each with the places of its source. A source that is given must be there."""
        given = () if self._options.hook and not inputs.plans else self._options.plan_sources
        if not inputs.plans and not given:
            return
        from tflint_cognito.terraform.placing.attach import Attacher
        from tflint_cognito.terraform.placing.choosing import choose
        from tflint_cognito.terraform.plan import read_plan

        chosen = choose([path for path, _ in inputs.plans], given)
        attacher = Attacher(self._options, self._provider(), self._working_directory, self._sources, self._folders)
        for (path, opener), source in zip(inputs.plans, chosen, strict=True):
            try:
                with opener() as file:
                    counted = self._options.progress.reading(path, file)
                    model = read_plan(counted, path, self._provider(), self._options.progress)
            except OSError as error:
                self._diagnostics.append(Diagnostic("error", f"{path} cannot be read: {error.strerror}"))
            except CognitoLintError as error:
                if len(inputs) == 1:
                    raise
                self._diagnostics.append(Diagnostic("error", str(error)))
            else:
                yield attacher.attach(model, source)

    def _find_roots(self, inputs: Inputs) -> dict[str, tuple[Tree, Folders]]:
        """The root modules to read, each with the tree that it was found in."""
        roots: dict[str, tuple[Tree, Folders]] = {}
        for folders, named in self._by_repository(inputs.named):
            for path in named:
                folders.read_anyway(path)
        for folders, tops in self._by_repository(inputs.folders):
            tree = self._grown(folders, tops)
            roots.update(dict.fromkeys(tree.roots(), (tree, folders)))
        for folders, modules in self._by_repository(inputs.modules):
            tree = self._grown(folders, self._tops(folders, modules))
            roots.update({root: (tree, folders) for root in tree.roots_above(modules) if root not in roots})
        return roots

    def _tops(self, folders: Folders, modules: Sequence[str]) -> list[str]:
        """Where to look for callers: the repository. Without one, not above what the user can be thought to mean."""
        confines = folders.repository.confines
        marked = os.path.exists(os.path.join(confines, ".git"))
        if not marked and confines != self._working_directory:
            return list(modules)
        return [confines, *(module for module in modules if folders.is_ignored(module))]

    def _grown(self, folders: Folders, tops: Sequence[str]) -> Tree:
        below = {top for top in tops if any(_is_below(top, other) for other in tops)}
        tree = Tree(folders, [top for top in tops if top not in below or folders.is_ignored(top)])
        self._trees.append((tree, folders))
        for folder in tree.folders.values():
            if not folder.files:
                faults = folder.unreadable
                self._diagnostics += [Diagnostic("error", fault.message, path=fault.path) for fault in faults]
        return tree

    def _by_repository(self, paths: Iterable[str]) -> Iterator[tuple[Folders, list[str]]]:
        grouped: dict[str, list[str]] = {}
        for path in dict.fromkeys(paths):
            grouped.setdefault(find_repository(path, self._working_directory), []).append(path)
        for confines, ones in grouped.items():
            yield self._folders(confines), ones

    def _folders(self, confines: str) -> Folders:
        if confines not in self._repositories:
            folder = private_folder(self._options.environment) if self._options.cache else None
            repository = Repository(confines, self._working_directory, folder, self._overlay)
            ignored = GitIgnored(confines) if self._options.gitignore else None
            self._repositories[confines] = Folders(
                repository, self._lookout, self._excluded, ignored, self._options.progress
            )
        return self._repositories[confines]

    def _evaluate(self, root: str, tree: Tree, folders: Folders) -> Model:
        from tflint_cognito.terraform.evaluation.modules import evaluate_root

        self._options.progress.now = folders.repository.shown(root)
        return evaluate_root(
            root,
            folders,
            self._provider(),
            sources=self._sources,
            environment=self._options.environment,
            workspace=self._options.workspace,
            fed=root in tree.fed,
        )

    def _whole(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._working_directory, path))

    def _absolute(self, source: VariableSource) -> VariableSource:
        if source[0] != "file":
            return source
        path = os.path.normpath(os.path.join(self._working_directory, source[1]))
        if not os.path.isfile(path):
            raise CognitoLintError(f"--var-file {source[1]}: there is no such file")
        return ("file", path)

    def _check_variables(self, roots: Mapping[str, tuple[Tree, Folders]]) -> None:
        """Every `--var` must be a variable of some root module: else it is a slip, and would silently do nothing."""
        given = {source[1] for source in self._sources if source[0] == "value"}
        if not given or not roots:
            return
        declared = {name for folder in self._modules_without_callers() for name in _variables_of(folder)}
        for name in sorted(given - declared):
            from difflib import get_close_matches

            close = get_close_matches(name, declared, 1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise CognitoLintError(f"--var {name}: no root module declares this variable{hint}")

    def _modules_without_callers(self) -> Iterator[Module]:
        from tflint_cognito.terraform.module import read_module

        for tree, folders in self._trees:
            for folder in tree.without_callers():
                yield read_module(folders.repository, folder)


def _variables_of(module: Module) -> Iterator[str]:
    return (name for (name,) in module.declared["variable"])


def _is_below(path: str, top: str) -> bool:
    return path != top and path.startswith(os.path.join(top, ""))


def _in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    def key(found: Diagnostic) -> tuple[str, int, str]:
        path = found.range.path if found.range is not None else found.path or ""
        return path, found.range.begin if found.range is not None else -1, found.message

    return tuple(sorted(dict.fromkeys(diagnostics), key=key))
