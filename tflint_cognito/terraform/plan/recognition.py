"""What a file is, told by its content: a plan, a state, a binary plan, or none of these; and its text."""

from __future__ import annotations

import re

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.records import dataclass

#: How much of a file is looked at before more of it is.
_HEAD = 1 << 16
#: How much of a compressed file is unpacked only to see what it is.
_MOST_LOOKED_AT = 1 << 24
#: A compressed plan may not grow beyond this: 300 MB are usual at most, and a small file can hold any number of zeros.
_MOST_BYTES = 1 << 30

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_WRAPPER_LINE = re.compile(r"(?:\s*\[command\][^\n]*(?:\n|$))+")

_OF_A_PLAN = frozenset(
    (
        *("planned_values", "resource_changes", "configuration", "variables", "prior_state", "resource_drift"),
        *("output_changes", "relevant_attributes", "deferred_changes", "proposed_unknown"),
        *("applyable", "complete", "errored"),
    )
)
#: What an empty state may hold, and what a state has besides `values`.
_OF_A_STATE = frozenset(("format_version", "terraform_version", "values", "checks", "timestamp"))


def recognise(data: bytes) -> str | None:
    """What `data` is: "plan" or "state" (JSON, also compressed), "binary plan" (of `terraform plan -out`), or None.

    Only what the file is for, not whether it is whole: reading a truncated plan says that it is one. Raises nothing.
    """
    if data.startswith(_ZIP):
        return "binary plan" if _holds_tfplan(data) else None
    if data.startswith(_GZIP):
        try:
            data, _ = unpack(data, _MOST_LOOKED_AT)
        except ValueError:
            return None
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
    whole = bool(names.names) and _OF_A_PLAN.issuperset(names.names) and _mentions(data, "format_version")
    return "plan" if whole else None


@dataclass(frozen=True, slots=True)
class Names:
    """The names right inside a document, as far as they were seen; `finished` if that was all of it."""

    names: tuple[str, ...]
    finished: bool


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:]')


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


def unpack(data: bytes, most: int) -> tuple[bytes, bool]:
    """At most `most` bytes of what a gzip file holds, and whether that was all of it. ValueError where it is none."""
    import zlib

    unpacking = zlib.decompressobj(wbits=31)
    try:
        return unpacking.decompress(data, most), unpacking.eof
    except zlib.error as error:
        raise ValueError(str(error)) from error


def decode(data: bytes, cut: bool = False) -> str:
    """The text of `data`: UTF-8 or UTF-16 (Windows PowerShell redirects to it), with or without a byte-order mark.

    ValueError for anything else. With `cut`, the end of `data` may stand inside a character.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, cut)
    if data[1:2] == b"\0":
        return _decode(data, "utf-16-le", cut)
    if data[:1] == b"\0":
        return _decode(data, "utf-16-be", cut)
    return _decode(data, "utf-8", cut)


def text_of(data: bytes, name: str) -> str:
    """The text of a whole file, unpacked. CognitoLintError, naming the file, where it has none that can be read."""
    if data.startswith(_ZIP):
        raise CognitoLintError(
            f"{name} is a binary plan: run `terraform show -json {_shell(name)} > plan.json` and give plan.json instead"
        )
    if data.startswith(_GZIP):
        try:
            data, whole = unpack(data, _MOST_BYTES + 1)
        except ValueError:
            raise CognitoLintError(f"{name} cannot be decompressed: compress the plan again") from None
        if len(data) > _MOST_BYTES:
            raise CognitoLintError(f"{name} is larger than {_MOST_BYTES >> 20} MB when it is decompressed")
        if not whole:
            raise CognitoLintError(truncated(name))
    try:
        return decode(data)
    except UnicodeDecodeError as error:
        if error.end >= len(error.object) - 1:
            raise CognitoLintError(truncated(name)) from None
        raise CognitoLintError(
            f"{name} is not text: neither UTF-8 nor UTF-16; give the output of `terraform show -json`"
        ) from None


def truncated(name: str) -> str:
    return f"{name} is truncated: its JSON breaks off; write it again with `terraform show -json` and keep all of it"


def _kind(names: Names) -> str | None:
    seen = set(names.names)
    if "format_version" not in seen:
        return None
    if seen & _OF_A_PLAN:
        return "plan"
    return "state" if "values" in seen else None


def _mentions(data: bytes, name: str) -> bool:
    return any(f'"{name}"'.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def _holds_tfplan(data: bytes) -> bool:
    import io
    import zipfile

    try:
        return "tfplan" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:  # truncated: its table of contents is at the end
        return b"tfplan" in data[:_HEAD]


def _decode(data: bytes, encoding: str, cut: bool) -> str:
    import codecs

    return codecs.getincrementaldecoder(encoding)().decode(data, final=not cut)


def _shell(name: str) -> str:
    import shlex

    return shlex.quote(name) if name != "standard input" else "tf.plan"
