"""The HTML report as its readers have it: on any width, by keyboard, read aloud, in the dark and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser import BROWSER, NO_BROWSER, Browser, Page
from tests.node import package_file
from tests.program import FIXTURES, run
from tests.report import pages
from tflint_cognito.report.html import render
from tflint_cognito.report.view import View

pytestmark = pytest.mark.skipif(BROWSER is None, reason=NO_BROWSER)

AXE = package_file("axe-core/axe.min.js")
Open = Callable[..., Page]


def of_environments() -> str:
    """A whole report: findings in some environments, a matrix, controls."""
    frameworks = "fsbp,owasp-asvs-5"
    return run("check", "--no-cache", "-f", "html", "--compliance", frameworks, folder=FIXTURES / "environments").out


def undecided() -> str:
    return run("check", "--no-cache", "-f", "html", folder=FIXTURES / "tour").out


def without_source() -> str:
    return run("check", "--no-cache", "-f", "html", "-", stdin=PLAN.read_bytes(), folder=FIXTURES.parent).out


PLAN = FIXTURES / "published" / "flat" / "plan.json"
PAGES: dict[str, Callable[[], str]] = {
    "nothing found": pages.clean,
    "two findings": pages.few,
    "two hundred findings": lambda: render(pages.many(200), View()),
    "hostile": pages.hostile,
    "environments": of_environments,
    "undetermined": undecided,
    "a plan without its source": without_source,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a page, made once."""
    folder = tmp_path_factory.mktemp("pages")

    def file(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(PAGES[name](), "utf-8")
        return path

    return file


@pytest.fixture
def show(browser: Browser, files: Callable[[str], Path]) -> Iterator[Open]:
    shown: list[Page] = []

    def show(name: str, **size: int) -> Page:
        shown.append(browser.open(files(name), **size))
        return shown[-1]

    yield show
    for page in shown:
        page.close()


everywhere = pytest.mark.parametrize("name", PAGES)


@everywhere
def test_it_asks_for_nothing_runs_nothing_and_fits_every_width(name: str, show: Open) -> None:
    page = show(name)
    for width in (360, 800, 1280, 1600):
        page.resize(width)
        assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run("document.scripts.length") == 0
    assert "taken over" not in page.run("document.title")
    assert page.run("document.body.innerText.trim().length") > 100
    assert page.troubles() == []


@everywhere
def test_headings_and_landmarks_are_in_order(name: str, show: Open) -> None:
    page = show(name)
    levels = page.run("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => Number(each.tagName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    ids = page.run("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert page.run("['header', 'nav', 'main'].map(each => document.querySelectorAll(each).length)") == [1, 1, 1]
    broken = "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.querySelector(a.hash)).length"
    assert page.run(broken) == 0


#: The contrast of every text with what is behind it, where it is less than 4.5 (WCAG 2.2, 1.4.3).
CONTRAST = """(() => {
const rgb = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return {r, g, b, a}; };
const light = ({r, g, b}) => [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const behind = each => {
  for (let at = each; at; at = at.parentElement) {
    const colour = rgb(getComputedStyle(at).backgroundColor);
    if (colour.a === 1) return colour;
  }
  return {r: 255, g: 255, b: 255};
};
const drawn = each => {
  const badge = each.classList.contains("badge") ? each.previousElementSibling : null;
  const box = each.parentNode.querySelector(":scope > rect.box:not([width='12'])");
  return rgb(getComputedStyle(badge || box || document.querySelector("svg rect.paper")).fill);
};
const faults = new Set();
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const each = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || !each.getClientRects().length || each.closest("title, desc, style")) continue;
  const svg = each.closest("svg"), style = getComputedStyle(each);
  const [one, other] = [light(rgb(svg ? style.fill : style.color)), light(svg ? drawn(each) : behind(each))];
  const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
  if (ratio < 4.5) faults.add(`${ratio.toFixed(2)} ${each.tagName}.${each.className.baseVal ?? each.className}`);
}
return [...faults];
})()"""


@everywhere
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(name: str, scheme: str, show: Open) -> None:
    page = show(name)
    page.look(scheme)
    page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    paper = page.run("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    assert page.run(CONTRAST) == []


@everywhere
@pytest.mark.skipif(AXE is None, reason="axe-core is not here (npm install axe-core, NODE_PATH)")
def test_axe_has_nothing_to_say(name: str, show: Open) -> None:
    assert AXE is not None
    page = show(name)
    page.run(f"{AXE.read_text('utf-8')}; 1")
    for scheme in ("light", "dark"):
        page.look(scheme)
        found = page.run("axe.run().then(done => done.violations.map(v => v.id + ': ' + v.nodes[0].html))")
        assert found == []


#: What a reader reaches by the Tab key, in the order of the page.
REACHABLE = """[...document.querySelectorAll("a[href], input, summary, [tabindex='0']")]
  .filter(each => each.checkVisibility() && !(each.type === "radio" && !each.checked))"""
FOCUSED = """(() => {
const at = document.activeElement, place = at.getBoundingClientRect(), style = getComputedStyle(at);
return {index: EVERY.indexOf(at), body: at === document.body,
  seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && place.width > 0
    && place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth}; })()"""


@pytest.mark.parametrize("name", ["nothing found", "two findings", "environments", "undetermined"])
def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(name: str, show: Open) -> None:
    page = show(name)
    number = page.run(f"window.EVERY = {REACHABLE}; EVERY.length")
    assert number > 4
    for index in range(number):
        page.press("Tab")
        assert page.run(FOCUSED) == {"index": index, "body": False, "seen": True}


def test_the_first_stop_skips_to_the_report(show: Open) -> None:
    page = show("two findings")
    page.press("Tab")
    assert page.run("document.activeElement.className") == "skip"
    page.press("Enter")
    assert page.run("document.activeElement.id") == "main"


@pytest.mark.parametrize("key", ["Enter", " "])
def test_what_is_folded_opens_by_key(key: str, show: Open) -> None:
    page = show("environments")
    page.run("document.querySelector('.policy summary').focus()")
    opened = page.run("document.querySelector('.policy details').open")
    for _ in range(2):
        page.press(key)
        opened = not opened
        assert page.run("document.querySelector('.policy details').open") is opened


SHOWN = (
    "[...document.querySelectorAll('.policy')].filter(each => each.checkVisibility()).map(each => each.classList[1])"
)


def test_a_severity_is_left_out_on_request(show: Open) -> None:
    page = show("environments")
    assert set(page.run(SHOWN)) == {"high", "medium"}
    page.run("document.getElementById('show-medium').focus()")
    page.press(" ")
    assert set(page.run(SHOWN)) == {"high"}


def test_one_environment_is_picked_on_request(show: Open) -> None:
    page = show("environments")
    everything = len(page.run(SHOWN))
    page.run("document.getElementById('in-1').focus()")  # staging, which has none of the two faults of dev
    page.press(" ")
    assert len(page.run(SHOWN)) == everything - 2
    visible = "[...document.querySelectorAll('.place')].filter(p => p.checkVisibility()).map(p => p.className)"
    assert all("in-1" in each for each in page.run(visible))


def test_the_matrix_shows_what_differs_and_the_rest_on_request(show: Open) -> None:
    page = show("environments")
    rows = "[...document.querySelectorAll('.matrix tbody tr')].filter(r => r.checkVisibility()).map(r => r.innerText)"
    differing = page.run(rows)
    assert len(differing) == 3  # the resource, and two settings of it
    assert "\u2260" in differing[1] and "\u2260" in differing[2]
    page.run("document.getElementById('equal').click()")
    everything = page.run(rows)
    assert len(everything) > 20
    assert any("not known" in row and "AWS" in row for row in everything)


@everywhere
def test_on_paper_everything_is_open_and_nothing_is_to_be_pressed(name: str, show: Open) -> None:
    page = show(name, width=700)
    page.look("dark", "print")  # whoever reads in the dark prints on white all the same
    closed = """[...document.querySelectorAll("details:not(.words) > :not(summary)")]
      .filter(each => !each.checkVisibility()).length"""
    assert page.run(closed) == 0
    pressed = "[...document.querySelectorAll('nav, input, .skip')].filter(each => each.checkVisibility()).length"
    assert page.run(pressed) == 0
    assert page.run("[...document.querySelectorAll('pre')].filter(p => p.scrollWidth > p.clientWidth + 1).length") == 0
    assert page.run("document.documentElement.scrollWidth") <= 700
    assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    if name == "environments":
        assert page.run("[...document.querySelectorAll('.matrix tr')].every(each => each.checkVisibility())")
        assert page.print().startswith(b"%PDF")
