"""Which modules hold something of interest, told by their declarations alone, so that the others are not evaluated."""

from __future__ import annotations

from tflint_cognito.terraform.evaluation.run import Run
from tflint_cognito.terraform.module import Module
from tflint_cognito.terraform.sources import local_folder, written_source


class Holdings:
    """Answers for folders of one evaluation. A root module that matters may call many modules that do not."""

    def __init__(self, run: Run, root: str) -> None:
        self._run = run
        self._has_downloads = run.folders[root].downloads
        self._known: dict[str, bool] = {}
        self._companions: dict[str, frozenset[str]] = {}

    def anything(self, folder: str) -> bool:
        """Whether the module in `folder` declares a type of interest by itself, or calls a module that does or may."""
        if folder not in self._known:
            self._known[folder] = False  # modules that call each other in a circle hold what else they hold
            module = self._run.module(folder)
            self._known[folder] = self._declares(module) or self._calls(module)
        return self._known[folder]

    def companions(self, folder: str) -> frozenset[str]:
        """The types in the module in `folder`, and in those that it calls, that matter beside others only."""
        if folder not in self._companions:
            self._companions[folder] = frozenset()
            module = self._run.module(folder)
            own = {type for type, _ in module.declared["resource"]} & self._run.provider.companions.keys()
            sources = (written_source(call.body) or "" for call in module.declared["module"].values())
            called = (local_folder(folder, source) for source in sources)
            below = [self.companions(other) for other in called if other is not None]
            self._companions[folder] = frozenset(own).union(*below)
        return self._companions[folder]

    def _declares(self, module: Module) -> bool:
        provider = self._run.provider
        types = {type for type, _ in module.declared["resource"]}
        data = {f"data.{type}" for type, _ in module.declared["data"]}
        types -= provider.companions.keys()
        return bool(module.gaps) or any(
            provider.wants(type) or type in provider.unreadable or provider.unheard(type) is not None
            for type in types | data
        )

    def _calls(self, module: Module) -> bool:
        for (name,), call in module.declared["module"].items():
            source = written_source(call.body)
            if source is None:  # worked out only when the call is entered
                return True
            folder = local_folder(module.folder, source)
            # Which download belongs to the call is told by all the calls around it: another one's may be it.
            if folder is None and (self._has_downloads or self._run.hints.at_module(name, source)):
                return True
            if folder is not None and self.anything(folder):
                return True
        return False
