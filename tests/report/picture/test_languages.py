"""Mermaid, DOT and SVG say what the picture shows, and nothing that stands in it is taken for their own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.browser import BROWSER, opened
from tests.node import package_file
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.picture.dot import dot
from tflint_cognito.report.picture.mermaid import mermaid
from tflint_cognito.report.picture.scene import Arrow, Box, Scene
from tflint_cognito.report.picture.svg import svg

MERMAID = package_file("mermaid/dist/mermaid.min.js")
DOT = shutil.which("dot")

HOSTILE = (
    'say "]; end',
    "</script><script>alert(1)</script>",
    "#quot; & &lt; &amp;",
    "back\\slash \\N \\n",
    "%% comment",
    "`**bold**`",
    "ünï 日本 🔒",
    "end",
)
SCENE = Scene(
    'infra "prod"',
    (
        Box("pool", 1, "user pool", "customers", "aws_cognito_user_pool.customers", ("MFA OFF",), Severity.HIGH, 3, 1),
        Box("web", 2, "app client", "web", "aws_cognito_user_pool_client.web", HOSTILE, None, 0, 2),
        Box("app client var.id", 2, "app client", "var.id", "", ("not declared here",)),
        Box("api", 4, "API Gateway authorizer", "api", "aws_api_gateway_authorizer.api", ()),
    ),
    (
        Arrow("pool", "web", "has", True),
        Arrow("pool", "app client var.id", "has", False),
        Arrow("web", "api", "gets tokens for", True),
    ),
)


def test_the_worst_finding_frames_a_box_and_what_is_undetermined_marks_it() -> None:
    text = mermaid([SCENE])
    assert "user pool · high +2 · ? 1" in text and "class s0n0 high" in text
    assert "app client · ? 2" in text and "class s0n1 undetermined" in text
    assert "class s0n2 outside" in text and "class s0n3" not in text
    lines = dot([SCENE]).splitlines()
    assert any("high +2" in line and '"#c62828"' in line for line in lines)
    assert any("· ? 2" in line and '"#6a4fa3"' in line for line in lines)


def test_what_is_not_certain_is_dashed() -> None:
    assert [line.split()[1] for line in mermaid([SCENE]).splitlines() if "--" in line or "-." in line] == [
        "-->",
        "-.->",
        "-->",
    ]
    assert [("style=dashed" in line) for line in dot([SCENE]).splitlines() if "->" in line] == [False, True, False]


@pytest.mark.skipif(DOT is None, reason="there is no Graphviz here")
def test_graphviz_shows_every_text_as_it_is_written() -> None:
    done = subprocess.run([str(DOT), "-Tsvg"], input=dot([SCENE]).encode(), capture_output=True, check=True, timeout=60)
    assert b"rror" not in done.stderr
    texts = {each.text for each in ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/2000/svg}text")}
    assert texts >= {*HOSTILE, "MFA OFF", "not declared here", 'infra "prod"'}


@pytest.mark.skipif(BROWSER is None or MERMAID is None, reason="there is no Chromium, or no Mermaid, here")
def test_mermaid_shows_every_text_as_it_is_written(tmp_path: Path) -> None:
    assert MERMAID is not None
    page = tmp_path / "page.html"
    page.write_text(f'<meta charset="utf-8"><body><script src="{MERMAID.as_uri()}"></script>', "utf-8")
    with opened(page) as shown:
        script = f"mermaid.render('drawn', {json.dumps(mermaid([SCENE]))}).then(done => done.svg)"
        shown.run(f"{script}.then(svg => document.body.innerHTML = svg)")
        said = shown.run("[...document.querySelectorAll('.nodeLabel')].map(each => each.innerText).join('\\n')")
        arrows = shown.run("document.querySelectorAll('path.flowchart-link').length")
    for text in (*HOSTILE, "MFA OFF", "not declared here", 'infra "prod"'):
        assert text in said.replace("\u200b", "")
    assert arrows == len(SCENE.arrows)


def test_the_picture_alone_says_in_words_what_it_shows() -> None:
    root = ElementTree.fromstring(svg([SCENE]))
    described = root.findtext("{http://www.w3.org/2000/svg}desc", "")
    assert all(text in described for text in (*HOSTILE, "aws_cognito_user_pool.customers", "gets tokens for"))
    assert "has (not certain) app client var.id" in described
    assert root.get("role") == "img"


def test_what_knows_no_variables_draws_the_picture_all_the_same() -> None:
    """librsvg, for one, drops every rule that has one, and fills everything with black."""
    assert "var(" not in svg([SCENE])
