"""Text from anyone's files is no command to the runner that keeps the log."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from tests.report.samples import EVERY, HOSTILE
from tests.report.valid import valid
from tflint_cognito.finding.finding import Report
from tflint_cognito.report.formats import COMMANDS, FORMATS, render
from tflint_cognito.report.harmless import in_json, in_markup, in_text
from tflint_cognito.report.view import View

UNSEEN = "\u200b"


def obeyed(text: str) -> list[str]:
    """The lines that GitHub's, Azure's or TeamCity's runner would obey, read as they read: what is not seen is not
    there, and lines end where any of them thinks so."""
    seen = "".join(character for character in text if character not in "\u200b\u200d\u2060\ufeff\xad\0\x1b")
    lines = re.split("\r\n|\r|\n", seen)
    return [line for line in lines if re.search(r"##\w*\[", line) or re.match(r"\s*::[\w-]+[^\n]*::", line)]


COMMAND_LINES = [
    "::error::x",
    "  ::set-output name=x::y",
    f"{UNSEEN}::error::x",
    f"\t:{UNSEEN}:stop-commands:{UNSEEN}:token",
    "fine ##[add-matcher]x.json",
    f"#{UNSEEN}#[error]x",
    "###[error]x",
    "##vso[task.setvariable variable=x]y",
    f"##v{UNSEEN}so[task.complete]",
    "##teamcity[buildProblem]",
    "fine\r::error::x",
    "\u2028::error::x",
]


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_command_is_taken_apart_visibly(line: str) -> None:
    assert obeyed(f"first\n{line}\nlast")
    told = in_text(f"first\n{line}\nlast")
    assert obeyed(told) == []
    assert told.replace(" ", "") == f"first\n{line}\nlast".replace(" ", "")


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_json_and_xml_say_the_same_in_another_way(line: str) -> None:
    text = in_json(json.dumps({line: line}))
    assert obeyed(text) == [] and json.loads(text) == {line: line}
    if line.isascii() and "\r" not in line:
        markup = in_markup(f"<a>\n{line}\n</a>")
        assert obeyed(markup) == [] and ElementTree.fromstring(markup).text == f"\n{line}\n"


@pytest.mark.parametrize(
    "line", ["# a comment", "## heading", "#[x]", "a::b::c", " ::: infra/main.tf:3:4", "::", "arn:aws:iam::1234:role"]
)
def test_what_is_no_command_stays_as_it_is(line: str) -> None:
    assert in_text(line) == in_json(line) == in_markup(line) == line


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("report", [EVERY["hostile"], EVERY["in a hostile path"]], ids=["words", "paths"])
def test_no_format_holds_a_command_but_those_that_are_made_of_them(format: str, report: Report) -> None:
    text = render(format, report, View(verbose=True, colour=format == "text"))
    if format in COMMANDS:
        assert all(re.match("::(error|warning|notice) [^:]*::", line) for line in obeyed(text))
    else:
        assert obeyed(text) == []


@pytest.mark.parametrize("character", [UNSEEN, "\u3164", "#", ":", " ", "\n", "a", "\r"])
def test_hostile_text_takes_no_time(character: str) -> None:
    """A pattern that tries every way to part such a run would never come back."""
    for text in (character * 20_000, "##" + character * 20_000, "::a" + character * 20_000):
        assert in_text(text).replace(" ", "") == text.replace(" ", "")


def test_what_a_program_reads_says_the_same() -> None:
    read = valid("json", render("json", EVERY["hostile"], View()))
    assert read["notes"] == [HOSTILE]
