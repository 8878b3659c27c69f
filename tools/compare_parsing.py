"""Compares what this project reads with what Terraform reads: which files of some folders does only one of them accept?

    python -m tools.compare_parsing [--mutations N] FOLDER...
    python -m tools.compare_parsing --freeze tests/terraform/hcl/probes.json

Every distinct .tf, .tofu and .tfvars file is given to `terraform fmt`, which parses it with Terraform's own parser, and
to our reader, all of it parsed. Needs `terraform` on the path. Exit code 1 where they disagree.

With --mutations, N small files are taken by chance, and in each something is deleted, doubled, put in or moved: a
character, a token, a line. The same N give the same files.

With --freeze the snippets of a file are sorted anew by what Terraform says to them.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from tflint_cognito.terraform.hcl.decoding import decode
from tflint_cognito.terraform.hcl.native import parse_everything, read_native
from tflint_cognito.terraform.source import Source

SUFFIXES = {".tf", ".tofu", ".tfvars"}
BATCH = 500
_PLACE = re.compile(r"^[\s│╷]*on (?:.*/)?(\d+)\.tf line \d+", re.MULTILINE)


def main(words: list[str]) -> int:
    if words[:1] == ["--mutations"]:
        files = dict(_mutated(dict(_distinct_files(words[2:])), int(words[1])))
    else:
        files = dict(_distinct_files(words))
    started = time.process_time()
    ours = {path: message for path, data in files.items() if (message := our_complaint(path, data))}
    seconds = time.process_time() - started
    theirs = _terraform_complaints(files)
    for path in files:
        if (path in ours) != (path in theirs):
            who = f"only we refuse it: {ours[path]}" if path in ours else f"only Terraform refuses it: {theirs[path]}"
            print(f"{path}: {who}")
    differing = len(ours.keys() ^ theirs.keys())
    size = sum(map(len, files.values()))
    print(f"{len(files)} files, {len(theirs)} of them refused by Terraform, {differing} differences")
    print(f"our reader took {seconds:.1f} s for {size / 1e6:.1f} MB")
    return 1 if differing else 0


def freeze(path: Path) -> int:
    """Rewrites a file of snippets by Terraform's verdicts."""
    probes = json.loads(path.read_text("utf-8"))
    files = {Path(str(number)): text.encode() for number, text in enumerate(probes["accepted"] + probes["refused"])}
    refused = _terraform_complaints(files)
    lists = {
        "accepted": [json.dumps(data.decode()) for file, data in files.items() if file not in refused],
        "refused": [json.dumps(data.decode()) for file, data in files.items() if file in refused],
    }
    joined = ",\n".join(f'"{name}": [\n' + ",\n".join(texts) + "\n]" for name, texts in lists.items())
    path.write_text("{\n" + joined + "\n}\n", "utf-8")
    return 0


def our_complaint(path: Path, data: bytes) -> str:
    """The first thing that our reader finds wrong, with its place; empty if nothing."""
    try:
        file = read_native(Source(str(path), decode(data)))
    except ValueError as error:
        return str(error)
    parse_everything(file)
    for diagnostic in file.diagnostics:
        place = diagnostic.range.start if diagnostic.range else None
        return f"{diagnostic.message} ({place.line}:{place.column})" if place else diagnostic.message
    return ""


def _distinct_files(folders: list[str]) -> Iterator[tuple[Path, bytes]]:
    seen = set()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                data = path.read_bytes()
                digest = blake2b(data).digest()
                if digest not in seen:
                    seen.add(digest)
                    yield path, data


#: What is put into a file: what opens or closes something, separates, or starts an escape, a template or a comment.
_PIECES: tuple[str, ...] = (
    *"{}[]()\"'=,:.?!%$#*/<>&|-+~\\;@^`\n\t\r 0aé", "${", "%{", "$${", "<<EOT\n", "<<-E\n", "EOT\n", "/*", "*/", "//",
    "=>", "==", "...", "::", "for", "if", "in", "null", "for x in y :", "%{ if a }", "%{ endif }", "\\u00e9", "\\d",
    "{\n", "}\n", "a = 1\n", "block {}\n", "\ufeff", "\u2028", ".0", "1e5", "[*]", ".*", "~}", "\r\n",
)  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z_][\w-]*|\d+|\s+|.", re.DOTALL)
LARGEST_MUTATED = 6_000


def _mutated(files: Mapping[Path, bytes], count: int) -> Iterator[tuple[Path, bytes]]:
    chance = random.Random(count)
    small = [path for path, data in files.items() if 20 < len(data) < LARGEST_MUTATED]
    for number in range(count):
        path = chance.choice(small)
        text = files[path].decode("utf-8", "replace")
        for _ in range(chance.choice((1, 1, 1, 2))):
            text = _mutation(text, chance)
        yield path / str(number), text.encode()


def _mutation(text: str, chance: random.Random) -> str:
    tokens = _TOKEN.findall(text)
    at = chance.randrange(len(tokens))
    match chance.randrange(7):
        case 0:
            del tokens[at]
        case 1:
            tokens.insert(at, tokens[at])
        case 2:
            tokens.insert(at, chance.choice(_PIECES))
        case 3:
            tokens[at] = chance.choice(_PIECES)
        case 4:
            other = chance.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 5:
            character = chance.randrange(len(text))
            return text[:character] + text[character + 1 :]
        case _:
            character = chance.randrange(len(text))
            return text[:character] + chance.choice(_PIECES) + text[character:]
    return "".join(tokens)


def _terraform_complaints(files: Mapping[Path, bytes]) -> dict[Path, str]:
    complaints: dict[Path, str] = {}
    paths = list(files)
    for first in range(0, len(paths), BATCH):
        batch = paths[first : first + BATCH]
        with tempfile.TemporaryDirectory() as folder:
            for number, path in enumerate(batch):
                Path(folder, f"{number}.tf").write_bytes(files[path])
            command = ["terraform", "fmt", "-check", "-write=false", "-list=false", "-no-color", folder]
            output = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace").stderr
        for error in output.split("Error: ")[1:]:
            if place := _PLACE.search(error):
                complaints.setdefault(batch[int(place[1])], error.splitlines()[0])
    return complaints


if __name__ == "__main__":
    sys.exit(freeze(Path(sys.argv[2])) if sys.argv[1:2] == ["--freeze"] else main(sys.argv[1:]))
