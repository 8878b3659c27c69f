"""Carets stand under what they mean, whatever the line holds."""

from __future__ import annotations

from tests.finding.samples import find
from tflint_cognito.report.colour import Paint
from tflint_cognito.report.excerpt import WIDEST, Excerpt, Mark
from tflint_cognito.report.printable import cells
from tflint_cognito.terraform.source import Range, Source


def draw(source: Source, *marks: Mark, secrets: tuple[Range, ...] = ()) -> str:
    return "\n".join(Excerpt(Paint(False), None, secrets).lines(marks)[0])


def main(text: str) -> Source:
    return Source("infra/main.tf", text)


def test_a_mark_has_its_place_its_line_and_carets() -> None:
    source = main('resource "x" "y" {\n  errors = "LEGACY"\n}\n')
    assert draw(source, Mark(find(source, '"LEGACY"'), "is the default", primary=True)) == (
        ' --> infra/main.tf:2:12\n  |\n2 |   errors = "LEGACY"\n  |            ^^^^^^^^ is the default'
    )


def test_places_in_other_files_follow_with_dashes_and_one_gutter() -> None:
    source, other = main("a\n" * 99 + "b = var.c\n"), Source("infra/variables.tf", 'default = "LEGACY"\n')
    assert draw(source, Mark(find(source, "var.c"), primary=True), Mark(find(other, '"LEGACY"'), "here")) == (
        "   --> infra/main.tf:100:5\n"
        "    |\n"
        "100 | b = var.c\n"
        "    |     ^^^^^\n"
        "   ::: infra/variables.tf:1:11\n"
        "    |\n"
        '  1 | default = "LEGACY"\n'
        "    |           -------- here"
    )


def test_two_marks_on_one_line_show_it_once() -> None:
    source = main('flows = ["code", "implicit"]\n')
    drawn = draw(source, Mark(find(source, '"code"'), primary=True), Mark(find(source, '"implicit"'), "and here"))
    assert drawn.count("flows") == 1
    assert drawn.endswith(
        '1 | flows = ["code", "implicit"]\n  |          ^^^^^^\n  |                  ---------- and here'
    )


def test_of_a_range_over_many_lines_the_first_is_shown() -> None:
    source = main('flows = [\n  "code",\n]\n')
    assert draw(source, Mark(find(source, '[\n  "code",\n]'), primary=True)).endswith("1 | flows = [\n  |         ^")


def test_tabs_are_unfolded() -> None:
    source = main('\tflows\t= "code"\n')
    assert draw(source, Mark(find(source, '"code"'), primary=True)).endswith(
        '1 |     flows    = "code"\n  |                ^^^^^^'
    )


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    source = main('name = "日本e\u0301", flow = "code"\n')
    line, carets = draw(source, Mark(find(source, '"code"'), primary=True)).splitlines()[-2:]
    assert cells(line[: line.index('"code"')]) == carets.index("^")


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    source = main('name = "\x1b[2J\u202edevil", flow = "code"\n')
    drawn = draw(source, Mark(find(source, '"code"'), primary=True))
    assert "\x1b" not in drawn and "\u202e" not in drawn
    assert r"\x1b[2J\u202edevil" in drawn
    line, carets = drawn.splitlines()[-2:]
    assert line.index('"code"') == carets.index("^")


def test_of_a_very_long_line_what_is_around_the_mark_is_shown() -> None:
    source = main(f'x = "{"a" * 500}", flow = "code", y = "{"b" * 500}"\n')
    line, carets = draw(source, Mark(find(source, '"code"'), primary=True)).splitlines()[-2:]
    assert len(line) <= WIDEST + 10
    assert line[carets.index("^") :].startswith('"code"')
    assert line.endswith("...")


def test_a_secret_on_the_line_is_masked_and_the_rest_stays() -> None:
    source = main('details = { id = "web", secret = "hunter2" }\n')
    drawn = draw(source, Mark(find(source, '"web"'), primary=True), secrets=(find(source, '"hunter2"'),))
    assert drawn.endswith('1 | details = { id = "web", secret = (sensitive) }\n  |                  ^^^^^')


def test_a_secret_is_pointed_at_as_a_whole() -> None:
    source = main('secret = "${var.prefix}-hunter2"\n')
    secret = find(source, '"${var.prefix}-hunter2"')
    assert draw(source, Mark(secret, primary=True), secrets=(secret,)).endswith(
        "1 | secret = (sensitive)\n  |          ^^^^^^^^^^^"
    )
    inside = find(source, "var.prefix")
    assert draw(source, Mark(inside, primary=True), secrets=(secret,)).endswith(
        "1 | secret = (sensitive)\n  |          ^^^^^^^^^^^"
    )


def test_of_a_secret_over_many_lines_none_is_shown() -> None:
    source = main("secret = <<EOT\nhunter2\nEOT\n")
    secret = find(source, "<<EOT\nhunter2\nEOT")
    assert "hunter2" not in draw(source, Mark(find(source, "hunter2"), primary=True), secrets=(secret,))


def test_an_empty_range_still_has_a_caret() -> None:
    source = main("a = 1\n")
    assert draw(source, Mark(Range(source, 5, 5), primary=True)).endswith("1 | a = 1\n  |      ^")
