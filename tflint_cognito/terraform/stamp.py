"""What tells, without opening a file, that it is still the one that was read."""

from __future__ import annotations

import os
import time
from typing import NamedTuple


class Stamp(NamedTuple):
    """Size, times of the last change in nanoseconds, and identity of a file.

    The time of the last change of the *inode* (`recorded`) tells of edits that put `modified` back, as archives and
    `rsync --times` do; nobody can put that one back.
    """

    size: int
    modified: int
    recorded: int
    inode: int

    @property
    def is_settled(self) -> bool:
        """Whether whatever happens to the file from now on will show in its stamp.

        A file system counts time in ticks of up to two seconds (FAT's; ext3's are one), so a file changed a moment ago
        may change again without a trace. Git meets the same trouble and solves it the same way: what is this new is
        not relied upon. https://git-scm.com/docs/racy-git
        """
        return max(self.modified, self.recorded) < time.time_ns() - _SETTLES


#: Longer than the longest tick, and than clocks in one network usually disagree.
_SETTLES = 3_000_000_000


def stamp_of(state: os.stat_result) -> Stamp:
    return Stamp(state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
