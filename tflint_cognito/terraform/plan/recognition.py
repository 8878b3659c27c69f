"""What a file is, told by its content: a plan, a state, a binary plan, or none of these; and its text."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass

#: How much of a file is looked at before more of it is.
_HEAD = 1 << 16
#: How much of a compressed file is unpacked only to see what it is.
_MOST_LOOKED_AT = 1 << 24
#: A compressed plan may not grow beyond this: 300 MB are usual at most, and a small file can hold any number of zeros.
_MOST_BYTES = 1 << 30

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_WRAPPER_LINE = pattern(r"(?:\s*\[command\][^\n]*(?:\n|$))+")

_OF_A_PLAN = frozenset(
    (
        *("planned_values", "resource_changes", "configuration", "variables", "prior_state", "resource_drift"),
        *("output_changes", "relevant_attributes", "deferred_changes", "proposed_unknown"),
        *("applyable", "complete", "errored"),
    )
)
#: What an empty state may hold, and what a state has besides `values`.
_OF_A_STATE = frozenset(("format_version", "terraform_version", "values", "checks", "timestamp"))


def recognise(given: bytes | BinaryIO) -> str | None:
    """What a file is: "plan" or "state" (JSON, also compressed), "binary plan" (of `terraform plan -out`), or None.

    Only what the file is for, not whether it is whole: reading a truncated plan says that it is one. Raises nothing but
    what the file does (OSError).
    """
    file = as_file(given)
    data = file.read(_HEAD)
    if data.startswith(_ZIP):
        return "binary plan" if _holds_tfplan(file, data) else None
    if data.startswith(_GZIP):
        file.seek(0)
        try:
            file, _ = unpack(file, _MOST_LOOKED_AT)
        except ValueError:
            return None
        data = file.read(_HEAD)
    try:
        head = decode(data[:_HEAD], cut=True)
    except ValueError:
        return None
    begin = skip_wrapper(head)
    if not head.startswith("{", begin):
        return None
    names = top_level_names(head, begin)
    kind = _kind(names)
    if kind is not None:
        return kind
    if names.finished:
        return "state" if "format_version" in names.names and _OF_A_STATE.issuperset(names.names) else None
    # Sorted by key, a plan begins with thousands of lines of configuration before its format_version.
    whole = bool(names.names) and _OF_A_PLAN.issuperset(names.names) and _mentions(file, "format_version")
    return "plan" if whole else None


def as_file(given: bytes | BinaryIO) -> BinaryIO:
    """`given` as a file at its beginning."""
    if isinstance(given, bytes):
        return io.BytesIO(given)
    given.seek(0)
    return given


@dataclass(frozen=True, slots=True)
class Names:
    """The names right inside a document, as far as they were seen; `finished` if that was all of it."""

    names: tuple[str, ...]
    finished: bool


_TOKEN = pattern(r'"(?:[^"\\]|\\.)*"|[{}\[\]:]')


def top_level_names(head: str, begin: int) -> Names:
    """The names of the object that starts at `begin`, without parsing it: `head` may end anywhere."""
    found: list[str] = []
    depth, last = 0, ""
    for match in _TOKEN.finditer(head, begin):
        token = match.group()
        if token in "{[":
            depth += 1
        elif token in "}]":
            depth -= 1
            if depth == 0:
                return Names(tuple(found), not head[match.end() :].strip())
        elif token == ":":
            if depth == 1:
                found.append(last)
        elif depth == 1:
            last = token[1:-1]
    return Names(tuple(found), False)


def skip_wrapper(text: str) -> int:
    """Where the document begins: after white space and the `[command]…` lines that CI wrappers print before it."""
    match = _WRAPPER_LINE.match(text)
    begin = match.end() if match else 0
    while begin < len(text) and text[begin].isspace():
        begin += 1
    return begin


def unpack(file: BinaryIO, most: int) -> tuple[BinaryIO, bool]:
    """What a gzip file holds, in memory and at its beginning, and whether that was all of it: no more than `most` bytes
    and a part are unpacked. ValueError where it is none."""
    import zlib

    unpacked = io.BytesIO()
    unpacking = zlib.decompressobj(wbits=31)
    while unpacked.tell() <= most and (part := unpacking.unconsumed_tail or unpacking.unused_data or file.read(_HEAD)):
        if unpacking.eof:
            if not part.startswith(_GZIP):  # what follows is no more of it
                break
            unpacking = zlib.decompressobj(wbits=31)
        try:
            unpacked.write(unpacking.decompress(part, _MOST_LOOKED_AT))
        except zlib.error as error:
            raise ValueError(str(error)) from error
    whole = unpacking.eof and unpacked.tell() <= most
    unpacked.seek(0)
    return unpacked, whole


def decode(data: bytes, cut: bool = False) -> str:
    """The text of `data`: UTF-8 or UTF-16 (Windows PowerShell redirects to it), with or without a byte-order mark.

    ValueError for anything else. With `cut`, the end of `data` may stand inside a character.
    """
    mark, encoding = encoding_of(data)
    return codecs.getincrementaldecoder(encoding)().decode(data[mark:], final=not cut)


def encoding_of(head: bytes) -> tuple[int, str]:
    """The length of the byte-order mark at the beginning of a text, and the encoding of what follows."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return len(mark), encoding
    if head[1:2] == b"\0":
        return 0, "utf-16-le"
    return 0, "utf-16-be" if head[:1] == b"\0" else "utf-8"


def in_utf8(file: BinaryIO, name: str) -> BinaryIO:
    """A file with the same text in UTF-8, which stands where the text begins: `file` itself where that is one.

    Others are held in memory: nothing of a plan is ever written down. CognitoLintError, naming the file, where it has
    no text that can be read.
    """
    head = file.read(len(_ZIP))
    if head.startswith(_ZIP):
        raise CognitoLintError(
            f"{name} is a binary plan: run `terraform show -json {_shell(name)} > plan.json` and give plan.json instead"
        )
    if head.startswith(_GZIP):
        file.seek(0)
        file = _unpacked(file, name)
        head = file.read(len(_ZIP))
    mark, encoding = encoding_of(head)
    file.seek(mark)
    if encoding == "utf-8":
        return file
    try:
        return io.BytesIO(file.read().decode(encoding).encode())
    except UnicodeDecodeError as error:
        raise no_text(error, name) from None


def no_text(error: UnicodeDecodeError, name: str) -> CognitoLintError:
    """What is wrong with a file that is no text, or that breaks off inside a character."""
    if error.end >= len(error.object) - 1:
        return CognitoLintError(truncated(name))
    return CognitoLintError(f"{name} is not text: neither UTF-8 nor UTF-16; give the output of `terraform show -json`")


def _unpacked(file: BinaryIO, name: str) -> BinaryIO:
    try:
        unpacked, whole = unpack(file, _MOST_BYTES)
    except ValueError:
        raise CognitoLintError(f"{name} cannot be decompressed: compress the plan again") from None
    if not whole and unpacked.seek(0, io.SEEK_END) > _MOST_BYTES:
        raise CognitoLintError(f"{name} is larger than {_MOST_BYTES >> 20} MB when it is decompressed")
    if not whole:
        raise CognitoLintError(truncated(name))
    return unpacked


def truncated(name: str) -> str:
    return f"{name} is truncated: its JSON breaks off; write it again with `terraform show -json` and keep all of it"


def _kind(names: Names) -> str | None:
    seen = set(names.names)
    if "format_version" not in seen:
        return None
    if seen & _OF_A_PLAN:
        return "plan"
    return "state" if "values" in seen else None


def _mentions(file: BinaryIO, name: str) -> bool:
    """Whether a file has `name` in quotes anywhere. It is looked through a part at a time."""
    wanted = [f'"{name}"'.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    file.seek(0)
    tail = b""
    while part := file.read(_MOST_LOOKED_AT >> 4):
        if any(one in tail + part for one in wanted):
            return True
        tail = part[-max(map(len, wanted)) :]
    return False


def _holds_tfplan(file: BinaryIO, head: bytes) -> bool:
    import zipfile

    try:
        return "tfplan" in zipfile.ZipFile(file).namelist()
    except zipfile.BadZipFile:  # truncated: its table of contents is at the end
        return b"tfplan" in head


def _shell(name: str) -> str:
    import shlex

    return shlex.quote(name) if name != "standard input" else "tf.plan"
