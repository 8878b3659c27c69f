"""What is kept from one run to the next. Whatever happens to it, only time is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terraform.hcl.spelling import complaints
from tflint_cognito.terraform.hcl import cache, cache_folder, grammar, splitter, syntax
from tflint_cognito.terraform.hcl.body import Body, File
from tflint_cognito.terraform.hcl.cache import TreeCache
from tflint_cognito.terraform.hcl.native import parse_everything, read_native
from tflint_cognito.terraform.source import Source

TEXT = """\
locals {
  urls  = [for u in var.urls : "https://${u}/hunter2" if u != ""]
  names = merge(local.names, { (a) = -1, b = c ? d : null }, e[*].f[0], g.*.h...)
  text  = <<-EOT
    %{ for i, s in t ~}
    ${s}
    %{ endfor }%{ if x }y%{ else }z%{ endif }
  EOT
  map   = { for k, v in m : k => v... }
  plain = "12345"
}
"""


def trees(file: File) -> list[syntax.Node]:
    return list(_trees(file.body))


def _trees(body: Body) -> Iterator[syntax.Node]:
    for attribute in body.attributes.values():
        yield attribute.expression.node
    for block in body.blocks:
        yield from _trees(block.body)


def read(folder: Path, text: str = TEXT) -> list[syntax.Node]:
    """One run over one file."""
    kept = TreeCache("shop", folder)
    file = read_native(Source("main.tf", text), kept)
    found = trees(file)
    kept.save()
    return found


def stored(folder: Path) -> Path:
    (path,) = folder.glob("trees-*")
    return path


def test_a_second_run_parses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(tmp_path)
    assert first == trees(read_native(Source("main.tf", TEXT)))

    def refuse(*_: object) -> syntax.Node:
        raise AssertionError("parsed again")

    monkeypatch.setattr(grammar, "parse_expression", refuse)
    monkeypatch.setattr(splitter, "split_file", refuse)
    monkeypatch.setattr(splitter, "split_body", refuse)
    assert read(tmp_path) == first


def test_a_second_run_needs_neither_the_grammar_nor_lark(tmp_path: Path) -> None:
    read(tmp_path)
    program = (
        "import sys; from pathlib import Path\n"
        "from tflint_cognito.terraform.hcl.cache import TreeCache\n"
        "from tflint_cognito.terraform.hcl.native import parse_everything, read_native\n"
        "from tflint_cognito.terraform.source import Source\n"
        "parse_everything(read_native(Source('main.tf', sys.argv[1]), TreeCache('shop', Path(sys.argv[2]))))\n"
        "print([name for name in ('lark', 'hcl2', 'tflint_cognito.terraform.hcl.grammar') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, TEXT, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert done.stdout.strip() == "[]"


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    read(tmp_path)
    assert read(tmp_path, TEXT.replace("urls", "links")) == trees(
        read_native(Source("b", TEXT.replace("urls", "links")))
    )


def test_no_text_of_a_value_is_stored(tmp_path: Path) -> None:
    read(tmp_path)
    data = stored(tmp_path).read_bytes()
    assert b"names" in data
    assert b"hunter2" not in data
    assert b"12345" not in data


@pytest.mark.parametrize("damage", [b"", b"nonsense", bytes(100)])
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    first = read(tmp_path)
    stored(tmp_path).write_bytes(damage)
    assert read(tmp_path) == first
    assert len(stored(tmp_path).read_bytes()) > 100


def test_a_truncated_file_counts_as_none(tmp_path: Path) -> None:
    first = read(tmp_path)
    path = stored(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])
    assert read(tmp_path) == first


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert read(tmp_path / "file") == read(tmp_path / "missing") == trees(read_native(Source("main.tf", TEXT)))


def test_faults_are_reported_on_every_run(tmp_path: Path) -> None:
    text = "a {\n b = 1 2\n b = 3\n c\n}\n}\n"
    complaints_of_runs = []
    for _ in range(2):
        kept = TreeCache("shop", tmp_path)
        complaints_of_runs.append(complaints(read_native(Source("main.tf", text), kept)))
        kept.save()
    assert complaints_of_runs[0] == complaints_of_runs[1]
    assert len(complaints_of_runs[0]) == 4


def test_projects_are_kept_apart(tmp_path: Path) -> None:
    for project in ("shop", "bank"):
        kept = TreeCache(project, tmp_path)
        parse_everything(read_native(Source("main.tf", TEXT), kept))
        kept.save()
    assert len(list(tmp_path.glob("trees-*"))) == 2


def test_what_was_not_used_for_long_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path)
    size = len(stored(tmp_path).read_bytes())
    day = 86_400
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    read(tmp_path, "a = f(1)\n")
    assert len(stored(tmp_path).read_bytes()) < size
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0 + (cache_folder.OLDEST_DAYS - 1) * day)
    read(tmp_path, "a = f(2)\n")
    assert len(cache._load(stored(tmp_path))) == 2


def test_a_file_that_grows_too_large_loses_its_oldest_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST_FILE", 2_000)
    for number in range(40):
        read(tmp_path, f"a = f({number})\n")
    assert 100 < len(stored(tmp_path).read_bytes()) <= 2_000 + 16


def test_only_so_many_projects_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_folder, "MOST_PROJECTS", 3)
    for number in range(6):
        kept = TreeCache(str(number), tmp_path)
        parse_everything(read_native(Source("main.tf", "a = f(1)\n"), kept))
        kept.save()
    assert len(list(tmp_path.glob("trees-*"))) == 3


def test_two_runs_that_meet_leave_one_good_file(tmp_path: Path) -> None:
    one, other = TreeCache("shop", tmp_path), TreeCache("shop", tmp_path)
    parse_everything(read_native(Source("a.tf", "a = f(1)\n"), one))
    parse_everything(read_native(Source("b.tf", "b = f(2)\n"), other))
    one.save()
    other.save()
    assert len(cache._load(stored(tmp_path))) == 1
    assert [path.name for path in tmp_path.iterdir()] == [stored(tmp_path).name]


def test_a_run_without_news_writes_nothing(tmp_path: Path) -> None:
    read(tmp_path)
    before = stored(tmp_path).stat().st_mtime_ns
    read(tmp_path)
    assert stored(tmp_path).stat().st_mtime_ns == before


def test_every_piece_of_a_body_comes_back_as_it_was(tmp_path: Path) -> None:
    text = 'a = 1\nb "c" d {\n  e {\n  }\n}\n'
    kept = TreeCache("shop", tmp_path)
    pieces = splitter.split_file(text)
    kept.trees(text).keep_pieces(-1, pieces)
    kept.save()
    assert TreeCache("shop", tmp_path).trees(text).pieces(-1) == pieces
