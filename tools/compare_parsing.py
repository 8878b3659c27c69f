"""Compares what this project reads with what Terraform reads: which files of some folders does only one of them accept?

    python tools/compare_parsing.py FOLDER...
    python tools/compare_parsing.py --freeze tests/terraform/hcl/probes.json

Every distinct .tf, .tofu and .tfvars file is given to `terraform fmt`, which parses it with Terraform's own parser, and
to our reader, all of it parsed. Needs `terraform` on the path. Exit code 1 where they disagree.

With --freeze the snippets of a file are sorted anew by what Terraform says to them.
"""

from __future__ import annotations

import json
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


def main(folders: list[str]) -> int:
    files = dict(_distinct_files(folders))
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
