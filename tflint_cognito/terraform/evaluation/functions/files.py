"""Functions on files and paths. Only files of the repository are read.

A pull request's configuration is hostile: neither a path nor a symbolic link leads out of the repository, and no file
is read that is larger than a string may be.
"""

from __future__ import annotations

import base64
import hashlib
import os
import posixpath
import stat
from collections.abc import Callable

from tflint_cognito.terraform.evaluation.functions.invocation import Failure, Invocation, go_quote, text
from tflint_cognito.terraform.evaluation.scope import Folders
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Known, Unknown, Value, boolean

#: No file of configuration is this large; one that is would only cost time.
MAX_BYTES = 5_000_000


def basename(path: str) -> str:
    stripped = path.rstrip("/")
    return (stripped.rsplit("/", 1)[-1] or "/") if path else "."


def dirname(path: str) -> str:
    return _clean(path[: path.rfind("/") + 1])


def _clean(path: str) -> str:
    """Go's filepath.Clean: the shortest path that means the same."""
    cleaned = posixpath.normpath(path) if path else "."
    return "/" + cleaned.lstrip("/") if cleaned.startswith("/") else cleaned


def abspath(path: str) -> Value:
    if path.startswith("/"):
        return text(_clean(path))
    return Unknown("abspath gives the folder that Terraform runs in", STRING, "lint the plan")


def pathexpand(path: str) -> Value:
    if not path.startswith("~"):
        return text(path)
    if path[1:2] not in ("", "/"):
        raise Failure("cannot expand user-specific home dir")
    return Unknown("pathexpand gives the home folder of whoever runs Terraform", STRING)


class Outside(Exception):
    """The path leads out of the repository, or where nobody can tell."""


class TooLarge(Exception):
    """The file is larger than MAX_BYTES."""


def file(call: Invocation, path: Value) -> Value:
    def decoded(data: bytes) -> Value:
        try:
            return text(data.decode())
        except UnicodeDecodeError:
            raise Failure(
                f"contents of {_shown(path)} are not valid UTF-8; use the filebase64 function to obtain the Base64 "
                "encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing "
                "results instead"
            ) from None

    return _from_data(call, path, decoded)


def filebase64(call: Invocation, path: Value) -> Value:
    return _from_data(call, path, lambda data: text(base64.b64encode(data).decode()))


def _hexadecimal(algorithm: str) -> Callable[[Invocation, Value], Value]:
    def hashed(call: Invocation, path: Value) -> Value:
        return _from_data(call, path, lambda data: text(_digest(algorithm, data).hex()), hint=False)

    return hashed


def _base64(algorithm: str) -> Callable[[Invocation, Value], Value]:
    def hashed(call: Invocation, path: Value) -> Value:
        return _from_data(
            call, path, lambda data: text(base64.b64encode(_digest(algorithm, data)).decode()), hint=False
        )

    return hashed


def _digest(algorithm: str, data: bytes) -> bytes:
    return hashlib.new(algorithm, data, usedforsecurity=False).digest()


filemd5 = _hexadecimal("md5")
filesha1 = _hexadecimal("sha1")
filesha256 = _hexadecimal("sha256")
filesha512 = _hexadecimal("sha512")
filebase64sha256 = _base64("sha256")
filebase64sha512 = _base64("sha512")


def _from_data(call: Invocation, path: Value, work: Callable[[bytes], Value], hint: bool = True) -> Value:
    """What `work` makes of the file's bytes, or why they are not read. Reading functions hint at resources' files."""
    if not isinstance(path, Known):
        return call.unknown(path)
    given = str(path.value)
    try:
        path_here = _resolved(call.folders, given)
        call.folders.seen.stamp(path_here)
        return work(_read(path_here))
    except Outside as error:
        return _not_read(call, given, str(error))
    except TooLarge:
        return _not_read(call, given, f"reads a file of more than {MAX_BYTES:,} bytes")
    except FileNotFoundError:
        raise _missing(given, hint) from None
    except OSError as error:
        raise Failure(
            f"{'failed to read file: ' if hint else ''}{_reason(error, given)}", 0 if hint else None
        ) from None


def _shown(path: Value) -> str:
    assert isinstance(path, Known)
    return go_quote(str(path.value))


def _missing(given: str, hint: bool) -> Failure:
    if not hint:
        # What is hashed is mostly built before Terraform runs, and nobody has built it when the text is read.
        return Failure(f"open {_clean(given)}: no such file or directory", disputed=True)
    return Failure(
        f"no file exists at {go_quote(given)}; this function works only with files that are distributed as part of "
        "the configuration source code, so if this file will be created by a resource in this configuration you must "
        "instead obtain this result from an attribute of that resource",
        0,
    )


def _reason(error: OSError, given: str) -> str:
    return f"read {_clean(given)}: {(error.strerror or 'failed').lower()}"


def _not_read(call: Invocation, given: str, why: str) -> Value:
    return call.unforeseeable(f"{call.name}({go_quote(given)}) {why}", "lint the plan")


def _resolved(folders: Folders, given: str) -> str:
    """The real path of a file. Outside unless it is, links and all, in the repository."""
    if given.startswith("~"):
        raise Outside("leads to the home folder of whoever runs Terraform")
    if "\0" in given:
        raise FileNotFoundError
    path = os.path.normpath(os.path.join(folders.base, given))
    real, confines = os.path.realpath(path), os.path.realpath(folders.confines)
    if real != confines and not real.startswith(os.path.join(confines, "")):
        if path.startswith(os.path.join(str(folders.confines), "")):
            folders.seen.lost()  # through a link, which may lead elsewhere the next time
        raise Outside("leads outside the repository")
    return path


def _read(path: str) -> bytes:
    if not os.path.isdir(path) and os.path.exists(path) and not os.path.isfile(path):
        raise Outside("is not a regular file")
    with open(path, "rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge
    return data


def fileexists(call: Invocation, path: Value) -> Value:
    if not isinstance(path, Known):
        return call.unknown(path)
    given = str(path.value)
    try:
        found = _resolved(call.folders, given)
    except Outside as error:
        return _not_read(call, given, str(error))
    except FileNotFoundError:
        return boolean(False)
    call.folders.seen.stamp(found)
    try:
        mode = os.stat(found).st_mode
    except FileNotFoundError:
        return boolean(False)
    except OSError:
        raise Failure(f"failed to stat {go_quote(_clean(given))}") from None
    if not stat.S_ISREG(mode):
        kind = "a directory, not a file" if stat.S_ISDIR(mode) else "not a regular file"
        raise Failure(f"{go_quote(_clean(given))} is {kind}")
    return boolean(True)


def fileset(call: Invocation, path: Value, pattern: Value) -> Value:
    if not isinstance(path, Known) or not isinstance(pattern, Known):
        return call.unknown(path, pattern)
    from tflint_cognito.terraform.evaluation.functions.globs import Malformed, Unsure, found

    given = str(path.value)
    try:
        folder = _resolved(call.folders, given)
        names = found(folder, str(pattern.value), call.budget, call.folders.seen)
    except Outside as error:
        return _not_read(call, given, str(error))
    except Malformed:
        joined = os.path.join(given, str(pattern.value))
        raise Failure(f"failed to glob pattern {go_quote(joined)}: syntax error in pattern") from None
    except Unsure as error:
        return call.unforeseeable(
            f"{call.name}({go_quote(given)}, {go_quote(str(pattern.value))}) {error}", "lint the plan"
        )
    return Known(tuple(map(text, sorted(names))), call.type)
