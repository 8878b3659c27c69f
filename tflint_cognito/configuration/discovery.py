"""Where a configuration lies: the nearest file, from a path upwards to its repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

#: In one folder, the first of these that is there counts; pyproject.toml only with a [tool.cognito-lint] in it.
NAMES = (".cognito-lint.toml", ".cognito-lint.yaml", ".cognito-lint.yml", "pyproject.toml")
#: The file of known findings, where nobody names another.
BASELINE = ".cognito-lint-baseline.json"


def nearest(path: str, working_directory: str) -> Path | None:
    """The configuration file for `path`: in its folder or the nearest one above, not above the repository.

    The repository is the nearest folder above with `.git`; without one, nothing above the working directory is looked
    at, nor above a path outside of it.
    """
    start = os.path.normpath(os.path.join(working_directory, path))
    folder = start if os.path.isdir(start) else os.path.dirname(start)
    for candidate in _upwards(folder, working_directory):
        found = in_folder(candidate)
        if found is not None:
            return found
    return None


def in_folder(folder: Path) -> Path | None:
    for name in NAMES:
        path = folder / name
        if path.is_file() and (name != "pyproject.toml" or _mentions_us(path)):
            return path
    return None


def _upwards(folder: str, working_directory: str) -> Iterator[Path]:
    chain = [Path(folder), *Path(folder).parents]
    repository = next((index for index, each in enumerate(chain) if (each / ".git").exists()), None)
    if repository is None:
        home = Path(working_directory)
        repository = chain.index(home) if home in chain else 0
    yield from chain[: repository + 1]


def _mentions_us(path: Path) -> bool:
    """Whether a pyproject.toml is about this tool: looked at as bytes first, so that most are never parsed."""
    try:
        text = path.read_bytes()
    except OSError:
        return False
    if b"cognito-lint" not in text:
        return False
    import tomllib

    try:
        return "cognito-lint" in tomllib.loads(text.decode("utf-8")).get("tool", {})
    except ValueError:
        return False  # it is broken, and says nothing of us that could be understood
