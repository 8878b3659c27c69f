"""Keeps what was read of files from one run to the next, by their content.

Kept are the pieces of bodies and the trees of expressions that the simple reader does not read by itself: names, kinds
and offsets, never the text of a value, so that no secret is stored. All of a project is one file in the user's private
cache folder; deleting it, losing the race against another run, or a damaged file cost nothing but time.
"""

from __future__ import annotations

import marshal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from tflint_cognito import __version__
from tflint_cognito.digests import blake2b
from tflint_cognito.terraform.hcl import syntax
from tflint_cognito.terraform.hcl.cache_folder import (
    OLDEST_DAYS,
    drop_old_projects,
    private_folder,
    read_sealed,
    write_sealed,
)
from tflint_cognito.terraform.hcl.pieces import AttributePiece, BlockPiece, Pieces
from tflint_cognito.terraform.hcl.syntax import Node

#: Changes with the meaning of what is stored.
FORMAT = 1
#: A larger file loses what was not used for longest.
LARGEST_FILE = 8_000_000
#: Deeper trees are not kept, so that storing them needs no deep recursion.
DEEPEST_KEPT = 60

#: What is stored of one file: the day of its last use, its bodies by the offset where they start, its trees likewise.
Entry: TypeAlias = "tuple[int, dict[int, Any], dict[int, Any]]"


class Trees:
    """What is known of one file. Without an entry nothing is known, and nothing kept."""

    def __init__(self, entry: Entry | None = None, changed: Callable[[], None] | None = None) -> None:
        _, self._bodies, self._trees = entry or (0, {}, {})
        self._changed = changed

    def pieces(self, start: int) -> Pieces | None:
        """The pieces of the body that starts at an offset; -1 for the file itself."""
        body = self._bodies.get(start)
        if body is None:
            return None
        attributes, blocks = body
        return Pieces(tuple(map(AttributePiece._make, attributes)), tuple(map(BlockPiece._make, blocks)), ())

    def keep_pieces(self, start: int, pieces: Pieces) -> None:
        if self._changed and not pieces.faults:
            self._bodies[start] = (list(map(tuple, pieces.attributes)), list(map(tuple, pieces.blocks)))
            self._changed()

    def tree(self, start: int) -> Node | None:
        """The tree of the expression that starts at an offset."""
        stored = self._trees.get(start)
        return None if stored is None else _thawed(stored)

    def keep_tree(self, start: int, node: Node) -> None:
        if self._changed is None:
            return
        try:
            self._trees[start] = _frozen(node, DEEPEST_KEPT)
        except _NotKept:
            return
        self._changed()


class TreeCache:
    """What is known of the files of one project; `project` is any text that tells it from others, such as its path.

    `save` at the end of a run writes what is new. `folder` is the user's private cache folder unless given; where there
    is none, nothing is read or written.
    """

    def __init__(self, project: str = "", folder: Path | None = None) -> None:
        self._folder = folder or private_folder()
        key = f"{FORMAT} {__version__} {sys.version_info[:3]} {sys.implementation.name} {project}"
        self._name = f"trees-{blake2b(key.encode('utf-8', 'replace'), digest_size=10).hexdigest()}"
        self._entries = _load(self._folder / self._name) if self._folder else {}
        self._today = int(time.time() // 86_400)
        self._dirty = False

    def trees(self, text: str) -> Trees:
        """What is known of a file with this text."""
        if self._folder is None:
            return Trees()
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        day, bodies, trees = self._entries.get(digest) or (self._today, {}, {})
        # Used again after some days: worth writing, or it would age away.
        self._dirty |= self._today - day > OLDEST_DAYS // 4
        entry = self._entries[digest] = (self._today, bodies, trees)
        return Trees(entry, self._mark)

    def save(self) -> None:
        """Writes what is new, as far as that is possible."""
        if self._folder is None or not self._dirty:
            return
        write_sealed(self._folder / self._name, _stored(self._entries, self._today))
        drop_old_projects(self._folder, "trees", self._today, self._name)
        self._dirty = False

    def _mark(self) -> None:
        self._dirty = True


def _load(path: Path) -> dict[bytes, Entry]:
    """The entries of a file; none if it is damaged. Marshal reads nothing whose checksum is wrong."""
    try:
        entries: dict[bytes, Entry] = marshal.loads(read_sealed(path) or b"")
    except (EOFError, ValueError, TypeError):
        return {}
    return entries


def _stored(entries: dict[bytes, Entry], today: int) -> bytes:
    kept = sorted((item for item in entries.items() if today - item[1][0] <= OLDEST_DAYS), key=lambda item: -item[1][0])
    while True:
        data = marshal.dumps(dict(kept))
        if len(data) <= LARGEST_FILE:
            return data
        kept = kept[: len(kept) // 2]


# A node is stored as a tuple of the number of its type and its fields; a tuple of nodes as a list.
_TYPES: tuple[type[Any], ...] = (
    syntax.Word, syntax.Constant, syntax.Number, syntax.Text, syntax.Template, syntax.TemplateIf, syntax.TemplateFor,
    syntax.Tuple, syntax.Object, syntax.Variable, syntax.Attribute, syntax.Index, syntax.Item, syntax.Splat,
    syntax.Unary, syntax.Binary, syntax.Conditional, syntax.Call, syntax.ForTuple, syntax.ForObject, syntax.Parentheses,
)  # fmt: skip
_CODES = {type: code for code, type in enumerate(_TYPES)}


def _frozen(field: Any, depth: int) -> Any:
    """A node or a field of one as it is stored. Raises _NotKept."""
    if not isinstance(field, tuple):
        return field
    code = _CODES.get(type(field))
    if depth == 0 or (code is None and type(field) is not tuple):
        raise _NotKept
    fields = [_frozen(inner, depth - 1) for inner in field]
    return fields if code is None else (code, *fields)


class _NotKept(Exception):
    """A tree that is too deep, or of a kind that is not stored."""


def _thawed(stored: Any) -> Any:
    if type(stored) is tuple:
        # What `_make` does, without a call of Python for each of the thousands of nodes.
        return _new(_TYPES[stored[0]], [_thawed(field) if type(field) in _NESTED else field for field in stored[1:]])
    return tuple([_thawed(field) if type(field) in _NESTED else field for field in stored])


_new = tuple.__new__
_NESTED = frozenset((tuple, list))
