"""`cognito-lint graph`: in which language, to where, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.program import run

POOL = 'resource "aws_cognito_user_pool" "customers" {\n  name = "customers"\n}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "main.tf").write_text(POOL, encoding="utf-8")
    return tmp_path


def test_the_ending_chooses_the_language(folder: Path) -> None:
    starts = {"svg": "<svg", "mmd": "flowchart LR", "dot": "digraph", "json": "{", "html": "<!DOCTYPE html>"}
    for ending, start in starts.items():
        done = run("graph", ".", "-o", f"out.{ending}", folder=folder)
        assert (done.code, done.out) == (0, "")
        assert (folder / f"out.{ending}").read_text(encoding="utf-8").startswith(start)


def test_without_a_file_it_is_svg_that_is_printed(folder: Path) -> None:
    assert ElementTree.fromstring(run("graph", ".", folder=folder).out).tag.endswith("svg")


def test_a_format_wins_over_an_ending(folder: Path) -> None:
    run("graph", ".", "-f", "json", "-o", "out.svg", folder=folder)
    boxes = json.loads((folder / "out.svg").read_text(encoding="utf-8"))["scenes"][0]["boxes"]
    assert [box["address"] for box in boxes] == ["aws_cognito_user_pool.customers"]


def test_an_unknown_ending_is_named(folder: Path) -> None:
    done = run("graph", ".", "-o", "out.png", folder=folder)
    assert done.code == 2
    assert "'out.png'" in done.err and "Traceback" not in done.err


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('variable "region" {}\n', encoding="utf-8")
    done = run("graph", ".", folder=tmp_path)
    assert (done.code, done.err) == (0, "there is nothing of Amazon Cognito to draw\n")


def test_where_there_is_no_terraform_the_code_says_so(tmp_path: Path) -> None:
    assert run("graph", ".", folder=tmp_path).code == 3


def test_broken_terraform_is_drawn_as_far_as_it_goes(folder: Path) -> None:
    (folder / "broken.tf").write_text('resource "x" {', encoding="utf-8")
    done = run("graph", ".", folder=folder)
    assert done.code == 2
    assert "broken.tf" in done.err
