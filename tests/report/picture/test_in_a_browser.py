"""As a real browser draws it, no text leaves its box and none lies on another."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.picture.scene import Arrow, Box, Scene
from tflint_cognito.report.picture.svg import svg

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
KINDS = ("domain", "user pool", "app client", "resource server", "API Gateway authorizer", "identity pool", "IAM role")

#: Says what leaves its box, and which texts and boxes overlap, in the attribute of the document that is dumped.
LOOK = """
const faults = [], slack = 0.5;
const inside = (a, b) => a.left >= b.left - slack && a.right <= b.right + slack && a.top >= b.top - slack
  && a.bottom <= b.bottom + slack;
const overlap = (a, b) => a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack
  && b.top < a.bottom - slack;
const place = each => each.getBoundingClientRect();
const texts = [...document.querySelectorAll("svg text")], boxes = [...document.querySelectorAll("svg rect.box")];
const paper = place(document.querySelector("svg"));
for (const text of texts) {
  const box = text.parentNode.querySelector(":scope > rect.box");
  const home = box && !text.classList.contains("legend") ? place(box) : paper;
  if (!inside(place(text), home)) faults.push("leaves its box: " + text.textContent);
}
for (const list of [texts, boxes]) for (let i = 0; i < list.length; i++) for (let j = 0; j < i; j++)
  if (overlap(place(list[i]), place(list[j]))) faults.push("overlap: " + list[i].textContent + list[j].textContent);
document.documentElement.dataset.faults = faults.length + " faults in " + texts.length + " texts " + faults[0];
"""


def scene(number: int) -> Scene:
    """That many boxes with long words in all columns, each with an arrow from one further left."""
    boxes = tuple(
        Box(str(n), n % 7, KINDS[n % 7], "W" * 12 + f"_{n}" * 9, f"a.b{n}" if n % 5 else "", ("m" * 60, "MFA ON"),
            list(Severity)[n % 5] if n % 2 else None, n, n)
        for n in range(number)
    )  # fmt: skip
    arrows = tuple(Arrow(str(n - 1), str(n), "has", bool(n % 3)) for n in range(1, number) if n % 7)
    return Scene("infra", boxes, arrows)


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
@pytest.mark.parametrize("number", [1, 10, 60, 200])
def test_nothing_collides(number: int, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<!DOCTYPE html><meta charset="utf-8">{svg([scene(number)])}<script>{LOOK}</script>', "utf-8")
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()]
    dumped = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    assert 'data-faults="0 faults' in dumped, dumped[:300]
