"""The report of an earlier run of the same over the same files, kept so that nothing is worked out twice.

It is good for exactly what it was made of: this program, these settings, this day, the root modules that the bytes
tell, and every file, folder and list of names that evaluating them looked at. What is kept is what formats may show,
and no more.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tflint_cognito import __version__
from tflint_cognito.digests import blake2b
from tflint_cognito.finding.finding import Report
from tflint_cognito.policy.rulebook import Rulebook, compiled_rulebook, rules_folder
from tflint_cognito.records import dataclass
from tflint_cognito.terraform.hcl.cache_folder import drop_old_projects, read_sealed, write_sealed
from tflint_cognito.terraform.hcl.decoding import decode
from tflint_cognito.terraform.seen import files_of
from tflint_cognito.terraform.source import Source
from tflint_cognito.terraform.stamp import stamp_of

#: Changes with the meaning of what is kept.
FORMAT = 1
#: What would take more is not kept.
LARGEST = 4_000_000

_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier run came to. `seen` is what it rests on, by repository; `files` are those of its resources."""

    seen: Mapping[str, tuple[Any, ...]]
    files: tuple[str, ...]
    sources: tuple[str, ...]
    data: Any

    def report(self, rulebook: Rulebook, working_directory: str) -> Report:
        """The report. The texts that it shows parts of are read when someone asks for them."""
        from tflint_cognito.finding.frozen import thaw

        rules = {rule.id: rule for rule in rulebook}
        sources = [_Reopened(path, working_directory) for path in self.sources]
        return thaw(self.data, sources, rules.__getitem__, rules)


class KeptReport:
    """The place of one report in the private cache folder. `asked` is what was asked for, in any words that tell it
    from other requests; `of` is what else the answer depends on."""

    def __init__(self, folder: Path, asked: str, of: str) -> None:
        name = blake2b(asked.encode("utf-8", "replace"), digest_size=10).hexdigest()
        self._file = folder / f"report-{name}"
        self._key = repr((FORMAT, __version__, sys.version_info[:3], asked, of)).encode("utf-8", "replace")

    def read(self) -> Kept | None:
        """What was kept; None where nothing was, or where it is damaged."""
        try:
            return Kept(*marshal.loads(read_sealed(self._file, self._key) or b""))
        except (EOFError, ValueError, TypeError):
            return None

    def write(self, report: Report, seen: Mapping[str, tuple[Any, ...]], files: tuple[str, ...], here: str) -> None:
        """Keeps a report, if that can be done so that it will be exactly this one again."""
        from tflint_cognito.finding.frozen import NotFrozen, freeze

        if any(diagnostic.severity == "error" for diagnostic in report.diagnostics):
            return
        try:
            sources, data = freeze(report)
        except NotFrozen:
            return
        known = files_of(seen.values())
        if all(_is_as_read(source, known, here) for source in sources):
            packed = marshal.dumps((dict(seen), files, tuple(source.path for source in sources), data))
            if len(packed) <= LARGEST and write_sealed(self._file, packed, self._key):
                drop_old_projects(self._file.parent, "report", int(time.time() // 86_400), self._file.name)


class _Reopened(Source):
    """A source of an earlier run, whose file is still the same."""

    __slots__ = ("_whole",)

    def __init__(self, path: str, working_directory: str) -> None:
        self.path = path
        self._line_starts = None
        self._whole = os.path.join(working_directory, path)

    def __getattr__(self, name: str) -> str:
        if name != "text":
            raise AttributeError(name)
        self.text = _text(self._whole) or ""
        return self.text


def _is_as_read(source: Source, known: Mapping[str, Any], working_directory: str) -> bool:
    """Whether the text of a source is that of a file whose changes will be noticed."""
    path = os.path.normpath(os.path.join(working_directory, source.path))
    return path in known and _text(path) == source.text


def _text(path: str) -> str | None:
    try:
        return decode(Path(path).read_bytes())
    except (OSError, ValueError):
        return None


def program() -> str:
    """What tells this program, with its rules, from every other: what an installer wrote, or the stamps of all files of
    a checkout, which change while one works on it."""
    compiled = compiled_rulebook()
    if compiled is not None:
        return repr([tuple(stamp_of(path.stat())) for path in (compiled, Path(__file__))])
    stamps = sorted(stamp for folder in (_PACKAGE, rules_folder()) for stamp in _stamps(str(folder)))
    return blake2b(marshal.dumps(stamps, 2), digest_size=16).hexdigest()


def _stamps(folder: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path)
            else:
                yield entry.path, tuple(stamp_of(entry.stat()))
