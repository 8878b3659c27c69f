"""What git knows of a working tree: the lines that have changed since a revision, and what is checked out."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from urllib.parse import quote, urlsplit, urlunsplit

from tflint_cognito.errors import CognitoLintError
from tflint_cognito.finding.changed import Changed, Lines
from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.report.view import Provenance

_FILE = pattern(rb'\+\+\+ (?:"b/((?:[^"\\]|\\.)*)"|b/([^\t\n]*))')
#: A submodule of which git can show no lines: it is new, or its commits are not here; or it holds untracked files.
_SUBMODULE = pattern(rb"Submodule (.*) (?:[0-9a-f]+\.{2,3}[0-9a-f]+ \(.*\)|contains untracked content)$")
#: `git@github.com:larkspur/infra.git`: a host and a path without a scheme. https://git-scm.com/docs/git-clone#_git_urls
_SHORT = pattern(r"(?:[^@/]*@)?(\[[0-9A-Fa-f:]+\]|[\w.-]{2,}):(?!//)(.+)")
_HUNK = pattern(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def changed_since(revision: str, working_directory: str, folder: str | None = None) -> Changed:
    """The lines changed since `revision` and its common ancestor with HEAD, committed or not; files that git does not
    track are new as a whole. In the repository of `folder`, if that is another than the working directory's.
    CognitoLintError where git cannot tell."""
    top = _git(["rev-parse", "--show-toplevel"], folder or working_directory, revision).decode().rstrip("\n")
    base = _base(revision, top)
    how = ("--unified=0", "--no-color", "--no-ext-diff", "--find-renames", "--submodule=diff", "--dst-prefix=b/")
    diff = _git(["diff", *how, base, "--"], top, revision)
    untracked = _git(["ls-files", "--others", "--exclude-standard", "-z"], top, revision)
    lines: dict[str, list[Lines] | None] = {
        _shown(os.path.join(top, path), working_directory): found for path, found in _hunks(diff)
    }
    whole = [os.fsdecode(match[1]) + "/" for line in diff.split(b"\n") if (match := _SUBMODULE.match(line))]
    for name in map(os.fsdecode, filter(None, untracked.split(b"\0"))):
        if name.endswith("/"):  # another repository, which this one does not know
            whole.append(name)
        else:
            lines[_shown(os.path.join(top, name), working_directory)] = None
    folders = tuple(f"{_shown(os.path.join(top, name), working_directory)}/" for name in whole)
    return Changed(revision, lines, folders, _shown(top, working_directory))


def provenance(path: str) -> Provenance | None:
    """The repository, revision and branch that `path` is checked out from; None where git does not say, or where the
    repository has no address that others could know it by."""
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
    repository = public_address(_said(["config", "--local", "--get", "remote.origin.url"], folder))
    revision = _said(["rev-parse", "--verify", "--quiet", "HEAD"], folder)
    if not repository or not revision:
        return None
    return Provenance(repository, revision, _said(["symbolic-ref", "--quiet", "--short", "HEAD"], folder))


def public_address(remote: str) -> str:
    """The address of a remote as anyone may see it: no user, password or token in it, neither as a query. Empty where
    it is a folder of this machine."""
    short = _SHORT.fullmatch(remote)
    if short is not None:
        return public_address(f"ssh://{short[1]}/{short[2].lstrip('/')}")
    try:
        parts = urlsplit(remote)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("https", "http", "ssh", "git") or not host:
        return ""
    bracketed = f"[{host}]" if ":" in host else host
    where = f"{bracketed}:{port}" if port else bracketed
    return urlunsplit((parts.scheme, where, quote(parts.path, safe="/%~"), "", ""))


def _said(arguments: list[str], folder: str) -> str:
    """What git answers, on one line; empty where it does not, or is not there."""
    try:
        done = _run(arguments, folder)
    except (CognitoLintError, OSError):
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""


def _base(revision: str, top: str) -> str:
    """Where the two histories part, as a pull request is compared; the revision itself where they never met. Of a
    history that was cut off, nobody can tell: CognitoLintError."""
    if not revision.strip() or revision.startswith("-"):
        raise CognitoLintError(f"--changed-since {revision!r}: this is no revision")
    if _run(["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], top).returncode != 0:
        raise CognitoLintError(f"--changed-since {revision}: {_unknown(revision, top)}")
    found = _run(["merge-base", revision, "HEAD"], top)
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if _run(["rev-parse", "--is-shallow-repository"], top).stdout.strip() == b"true":
        raise CognitoLintError(
            f"--changed-since {revision}: the history here is cut off before it meets {revision}: fetch all of it "
            "(`git fetch --unshallow`; fetch-depth: 0 of actions/checkout; GIT_DEPTH: 0 of GitLab)"
        )
    return revision


def _unknown(revision: str, top: str) -> str:
    """Why git has no commit of that name, and what to do."""
    if _run(["rev-parse", "--verify", "--quiet", "HEAD"], top).returncode != 0:
        return "there is no commit here yet, so that everything is new: leave the option out"
    if _run(["rev-parse", "--verify", "--quiet", revision], top).returncode == 0:
        return "this is no commit: give a branch, a tag or a commit"
    return f"git does not know {revision!r}; fetch it first: a CI checkout often has one commit only"


def _hunks(diff: bytes) -> Iterator[tuple[str, list[Lines]]]:
    """Each changed file that is still there, and its lines as they are now. A place where lines were only taken out
    counts as the line before it: what stands there has changed."""
    path, found = "", list[Lines]()
    lines = iter(diff.split(b"\n"))
    for line in lines:
        file = _FILE.match(line)
        hunk = _HUNK.match(line)
        if file or line.startswith(b"+++ "):
            if path:
                yield path, found
            path, found = _name(file) if file else "", []
        elif hunk:
            found += _in_hunk(int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1), lines)
    if path:
        yield path, found


def _in_hunk(old: int, at: int, new: int, lines: Iterator[bytes]) -> Iterator[Lines]:
    """The changed lines of one hunk, of `old` lines before and `new` ones from `at` on. Those of a submodule come with
    what stands around them, whatever was asked for."""
    at += not new
    first, removed = at, False
    while old > 0 or new > 0:
        mark = next(lines, b"")[:1]
        if mark == b"\\":  # \ No newline at end of file
            continue
        if mark not in (b"+", b"-"):
            yield from _run_of(first, at, removed)
            first, removed = at + 1, False
        removed |= mark == b"-"
        old -= mark != b"+"
        new -= mark != b"-"
        at += mark != b"-"
    yield from _run_of(first, at, removed)


def _run_of(first: int, at: int, removed: bool) -> Iterator[Lines]:
    if at > first:
        yield first, at - 1
    elif removed:
        yield first - 1, first - 1


def _name(match: re.Match[bytes]) -> str:
    if match[1] is None:
        return os.fsdecode(match[2])
    quoted = re.sub(rb"\\([0-7]{3}|.)", _unescaped, match[1])
    return os.fsdecode(quoted)


def _unescaped(match: re.Match[bytes]) -> bytes:
    letter = match[1]
    named = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
    return bytes([int(letter, 8)]) if len(letter) == 3 else named.get(letter, letter)


def _shown(path: str, working_directory: str) -> str:
    """As findings have it: relative to the working directory, with `/`."""
    return os.path.relpath(path, os.path.realpath(working_directory)).replace(os.sep, "/")


def _git(arguments: list[str], folder: str, revision: str) -> bytes:
    done = _run(arguments, folder)
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        because = said[-1].removeprefix("fatal: ") if said else f"git does not know {revision!r}"
        raise CognitoLintError(f"--changed-since {revision}: {because}")
    return done.stdout


def _run(arguments: list[str], folder: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise CognitoLintError("--changed-since needs git, which is not on the PATH") from None
