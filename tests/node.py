"""Packages of npm that tests use where they are there: installed beside this project, or in a folder of NODE_PATH."""

from __future__ import annotations

import os
from pathlib import Path

from tests.program import PROJECT


def package_file(path: str) -> Path | None:
    """A file of a package, such as `axe-core/axe.min.js`."""
    folders = [PROJECT / "node_modules", *map(Path, filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep)))]
    return next((folder / path for folder in folders if (folder / path).is_file()), None)
