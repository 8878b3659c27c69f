"""What a wheel carries beside the sources: the rules compiled to one file, and the table of the expression grammar.

Reading every YAML file, or computing the table, costs more than linting a small folder. An editable install and a bare
checkout do without: there a changed rule shows at once, and the table is kept in the user's cache.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface[Any]):
    """What hatchling's `custom` hook finds in this file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._scratch = tempfile.TemporaryDirectory(prefix="cognito-lint-build-")
        for made, where in self._make(Path(self.root), Path(self._scratch.name)).items():
            build_data["force_include"][str(made)] = where

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._scratch.cleanup()

    def _make(self, root: Path, scratch: Path) -> dict[Path, str]:
        """The files made in `scratch`, and where each goes in the wheel."""
        sys.path.insert(0, str(root))
        try:
            from tflint_cognito.policy.rulebook import COMPILED, compile_rulebook
            from tflint_cognito.terraform.hcl.grammar_table import build_table
        finally:
            sys.path.remove(str(root))
        compiled, table = scratch / COMPILED, scratch / "grammar.table"
        compile_rulebook(root / "rules", compiled)
        table.write_bytes(build_table())
        return {compiled: f"tflint_cognito/rules/{COMPILED}", table: "tflint_cognito/terraform/hcl/grammar.table"}
