"""As a real browser draws it, nothing collides: no text leaves its box, no arrow goes through a box or over a text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import BROWSER, NO_BROWSER, Browser
from tests.node import package_file
from tests.program import FIXTURES, run
from tflint_cognito.policy.severity import Severity
from tflint_cognito.report.picture.page import page
from tflint_cognito.report.picture.scene import Arrow, Box, Scene

pytestmark = pytest.mark.skipif(BROWSER is None, reason=NO_BROWSER)

KINDS = ("domain", "user pool", "app client", "resource server", "API Gateway authorizer", "identity pool", "IAM role")

#: What leaves its box, what overlaps, and which arrow touches what it does not belong to: by what the browser measured.
LOOK = """(() => {
const faults = [], slack = 0.5;
const inside = (a, b) => a.left >= b.left - slack && a.right <= b.right + slack && a.top >= b.top - slack
  && a.bottom <= b.bottom + slack;
const overlap = (a, b) => a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack
  && b.top < a.bottom - slack;
const place = each => each.getBoundingClientRect();
const svg = document.querySelector("svg"), paper = place(svg);
const texts = [...svg.querySelectorAll("text")], boxes = [...svg.querySelectorAll("rect.box")];
for (const text of texts) {
  const badge = text.classList.contains("badge") ? text.previousElementSibling : null;
  const box = text.parentNode.querySelector(":scope > rect.box");
  const home = badge ? place(badge) : box && !text.classList.contains("legend") ? place(box) : paper;
  if (!inside(place(text), home)) faults.push("leaves its box: " + text.textContent);
}
for (const list of [texts.map(t => [t, place(t)]), boxes.map(b => [b, place(b)])])
  for (let i = 0; i < list.length; i++) for (let j = 0; j < i; j++)
    if (overlap(list[i][1], list[j][1])) faults.push("overlap: " + list[i][0].textContent + list[j][0].textContent);
for (const badge of svg.querySelectorAll("rect:not(.box):not(.paper)"))
  for (const text of badge.parentNode.querySelectorAll("text:not(.badge)"))
    if (overlap(place(badge), place(text))) faults.push("a badge on " + text.textContent);
const things = [...boxes, ...texts].map(each => [each, place(each)]);
let far = 0;
for (const path of svg.querySelectorAll("path.arrow")) {
  const length = path.getTotalLength(), matrix = path.getScreenCTM(), step = Math.max(length / 300, 1);
  // Its ends touch their boxes.
  for (let at = 2; at <= length - 2; at += step) {
    const p = path.getPointAtLength(at).matrixTransform(matrix);
    const hit = things.find(([, r]) => p.x > r.left + 1 && p.x < r.right - 1 && p.y > r.top + 1 && p.y < r.bottom - 1);
    if (hit) { faults.push("an arrow over " + (hit[0].textContent || hit[0].parentNode.textContent)); break; }
    if (p.x < paper.left || p.x > paper.right || p.y < paper.top || p.y > paper.bottom) far++;
  }
}
if (far) faults.push("arrows leave the paper");
return {faults: faults.slice(0, 5), texts: texts.length, boxes: boxes.length,
  arrows: svg.querySelectorAll("path.arrow").length};
})()"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


def faults(browser: Browser, text: str, folder: Path) -> list[str]:
    """What collides on a page; something must be drawn on it."""
    (folder / "page.html").write_text(text, "utf-8")
    shown = browser.open(folder / "page.html", width=2200)
    found = shown.run(LOOK)
    troubles = shown.troubles()
    shown.close()
    assert found["texts"] > 5 and found["boxes"] > 5
    return [*found["faults"], *troubles]


def crowded(number: int) -> Scene:
    """That many boxes with long words in all columns, each with an arrow from one further left."""
    boxes = tuple(
        Box(str(n), n % 7, KINDS[n % 7], "W" * 12 + f"_{n}" * 9, f"a.b{n}" if n % 5 else "", ("m" * 60, "MFA ON"),
            list(Severity)[n % 5] if n % 2 else None, n, n)
        for n in range(number)
    )  # fmt: skip
    arrows = tuple(Arrow(str(n - 1), str(n), "has", bool(n % 3)) for n in range(1, number) if n % 7)
    return Scene(f"infra ({', '.join(f'environment-{n}' for n in range(40))})", boxes, arrows)


def tangled(number: int) -> Scene:
    """As many arrows as boxes twice over, from anywhere to anywhere further right."""
    chance = random.Random(number)
    layers = sorted(chance.randrange(7) for _ in range(number))
    boxes = tuple(
        Box(f"b{n}", layer, KINDS[layer], f"app_{n}", f"a.b{n}", ("MFA ON",) * chance.randrange(4),
            chance.choice([None, *Severity]), chance.randrange(1, 200), chance.choice([0, 0, 3, 120]))
        for n, layer in enumerate(layers)
    )  # fmt: skip
    pairs = {tuple(sorted(chance.sample(range(number), 2))) for _ in range(2 * number) if number > 1}
    arrows = tuple(Arrow(f"b{a}", f"b{b}", "has", chance.random() < 0.7) for a, b in pairs if layers[a] < layers[b])
    return Scene("infra", boxes, arrows)


@pytest.mark.parametrize("number", [1, 10, 60, 200])
@pytest.mark.parametrize("scene", [crowded, tangled])
def test_nothing_collides(scene: object, number: int, browser: Browser, tmp_path: Path) -> None:
    assert callable(scene)
    assert faults(browser, page([scene(number)]), tmp_path) == []


@pytest.mark.parametrize(
    "name", ["tour", "published/flat", "published/modules", "hardened/environments", "environments"]
)
def test_nothing_collides_in_what_is_drawn_of_a_fixture(name: str, browser: Browser, tmp_path: Path) -> None:
    drawn = run("graph", "--no-cache", "-f", "html", ".", folder=FIXTURES / name)
    assert drawn.code == 0
    assert faults(browser, drawn.out, tmp_path) == []


def test_what_collides_is_seen(browser: Browser, tmp_path: Path) -> None:
    """The measuring itself: boxes pushed onto each other, and an arrow drawn straight through them."""
    text = page([crowded(14)]).replace('transform="translate(300 ', 'transform="translate(150 ')
    assert any(fault.startswith(("overlap", "an arrow over")) for fault in faults(browser, text, tmp_path))


AXE = package_file("axe-core/axe.min.js")


def test_the_page_of_a_picture_is_read_aloud_too(browser: Browser, tmp_path: Path) -> None:
    """Whoever cannot see the picture has its boxes and arrows as a list; it scrolls by keyboard, and fits any width."""
    (tmp_path / "page.html").write_text(page([tangled(60)]), "utf-8")
    shown = browser.open(tmp_path / "page.html", width=360)
    assert shown.run("document.documentElement.scrollWidth") == 360
    assert shown.run("document.querySelectorAll('details > ul > li').length") == 60
    assert shown.run("document.querySelector('svg').getAttribute('role')") == "img"
    label = "document.getElementById(document.querySelector('svg').getAttribute('aria-labelledby')).textContent"
    assert shown.run(label).startswith("Where users sign in")
    if AXE is not None:
        shown.run(f"{AXE.read_text('utf-8')}; 1")
        assert shown.run("axe.run().then(done => done.violations.map(v => v.id + ': ' + v.nodes[0].html))") == []
    shown.close()
