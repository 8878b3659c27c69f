"""How far a run has come. Whoever has a long way to go says where it is; whoever shows it, if anyone, stands in `cli/`.

There is neither a thread nor a signal in it: the work itself asks now and then what time it is. A thread would have to
be started by every run, and a signal's handler may hit the bound of recursion that evaluation measures by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import BinaryIO, TypeVar, cast

S = TypeVar("S")
T = TypeVar("T")

#: Who waits less than this, in seconds, is told nothing; who waits longer, this often.
PATIENCE, PAUSE = 1.0, 0.1


class Progress:
    """What is being done, how much of it, and with what at the moment: "judging, 3 of 12 root modules: infra/dev".

    `show` gets it in words, once there is someone to be told.
    """

    __slots__ = ("_doing", "_done", "_due", "_of", "_unit", "now", "show", "within")

    def __init__(self, show: Callable[[str], None] | None = None) -> None:
        self.show = show
        self._due = monotonic() + PATIENCE
        #: The environment that is being looked at; empty where there are none.
        self.within = ""
        self._doing, self._unit, self._done, self._of, self.now = "starting", "", 0, 0, ""

    def __repr__(self) -> str:
        return "Progress()"  # how far a run has come makes no difference between what was asked for

    def begin(self, doing: str, unit: str = "", of: int = 0, now: str = "") -> None:
        """What is done from now on; in how many steps, where that is known; with what."""
        self._doing, self._unit, self._done, self._of, self.now = doing, unit, 0, of, now
        self.pulse()

    def step(self, more: int = 1) -> None:
        self._done += more
        self.pulse()

    def pulse(self) -> None:
        """Says that something goes on, if someone is waiting."""
        if self.show is not None and monotonic() >= self._due:
            self.show(self.words)
            self._due = monotonic() + PAUSE

    def each(self, items: Iterable[T], count: bool = True) -> Iterator[T]:
        """`items`, each a step of what was begun; or only a sign of life."""
        for item in items:
            self.pulse()
            yield item
            self.step(count)

    def counted(self, work: Callable[[S], T]) -> Callable[[S], T]:
        """`work`, each time it is done a step."""

        def counting(item: S) -> T:
            self.step()
            return work(item)

        return counting

    def reading(self, path: str, file: BinaryIO) -> BinaryIO:
        """`file`, counted while it is read."""
        size = file.seek(0, 2)
        file.seek(0)
        self.begin("reading", "MB", size, path)
        return cast(BinaryIO, _Counted(file, self))

    def read(self, size: int) -> None:
        """Counts what was read of a file. When something else is counted already, it was only looked up there again."""
        if self._unit == "MB":
            self.step(size)

    @property
    def words(self) -> str:
        where = f"{self.within}: " if self.within else ""
        return f"{where}{self._doing}{self._count()}{f': {self.now}' if self.now else ''}"

    def _count(self) -> str:
        done, of = self._done, self._of
        if self._unit == "MB":
            done, of = min(done, of) >> 20, of >> 20
        if not of:
            return f", {done:,} {self._unit}" if done > 1 else ""
        return f", {done:,} of {of:,} {self._unit}" if of > 1 else ""


class _Counted:
    """A file that says how much of it was read."""

    __slots__ = ("_file", "_progress")

    def __init__(self, file: BinaryIO, progress: Progress) -> None:
        self._file = file
        self._progress = progress

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._progress.read(len(data))
        return data

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)
