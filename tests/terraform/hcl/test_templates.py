"""Heredocs and the stripping of blanks, as Terraform does it."""

from __future__ import annotations

import pytest

from tests.terraform.hcl.spelling import complaints, file_of, outline, value_of


def test_a_heredoc_is_a_template() -> None:
    assert value_of("a = <<EOT\nHello ${name},\nbye $${x}\nEOT\n") == "(template [<Hello > name <,\nbye $${x}\n>])"


@pytest.mark.parametrize("marker", ["EOT ", "  EOT", "\tEOT\t", "\u00a0EOT"])
def test_blanks_around_the_closing_marker_do_not_matter(marker: str) -> None:
    assert value_of(f"a = <<EOT\nx\n{marker}\nb = 1\n") == "(template [<x\n>])"


def test_blanks_after_a_marker_swallow_no_resource() -> None:
    text = (
        'resource "aws_x" "a" {\n  policy = <<EOF\nx\nEOF \n}\n'
        'resource "aws_cognito_user_pool" "hidden" {\n}\n'
        'resource "aws_x" "b" {\n  policy = <<EOF\ny\nEOF\n}\n'
    )
    file = file_of(text)
    assert outline(file.body) == ["resource aws_x a", "resource aws_cognito_user_pool hidden", "resource aws_x b"]
    assert complaints(file) == []


@pytest.mark.parametrize("marker", ["_EOT", "ÉOT", "E", "E-1"])
def test_a_marker_is_any_identifier(marker: str) -> None:
    assert value_of(f"a = <<{marker}\nx\n{marker}\n") == "(template [<x\n>])"


def test_an_empty_heredoc_is_an_empty_string() -> None:
    assert value_of("a = <<EOT\nEOT\n") == "(template [])"


def test_a_line_that_only_begins_with_the_marker_is_text() -> None:
    assert value_of("a = <<EOT\nEOTX\n${x}EOT\nEOT\n") == "(template [<EOTX\n> x <EOT\n>])"


def test_a_heredoc_may_stand_between_arguments() -> None:
    assert value_of("a = f(<<A\nx\nA\n, <<B\ny\nB\n)\n") == "(call f [(template [<x\n>]) (template [<y\n>])] false)"


def test_heredocs_nest_in_interpolations() -> None:
    assert value_of("a = <<A\n${<<B\nx\nB\n}\nA\n") == "(template [(template [<x\n>]) <\n>])"


def test_a_directive_in_a_heredoc_is_parsed() -> None:
    text = "a = <<EOT\n%{ for u in urls ~}\n${u}\n%{ endfor ~}\nEOT\n"
    assert value_of(text) == "(template [(templatefor none u urls [u <\n>])])"


def test_expressions_in_a_heredoc_have_their_places() -> None:
    text = "a = <<-EOT\n    one\n  ${var.two}\n  EOT\n"
    template = file_of(text).body.attributes["a"].expression.node
    places = [text[part.start : part.stop] for part in template.parts]  # type: ignore[union-attr]
    assert places == ["  one\n", "var.two", "\n"]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("    a\n  b\n", "<  a\n> <b\n>"),
        ("  a\n\n  b\n", "<a\n\n> <b\n>"),
        ("  a\n \n  b\n", "<a\n \n> <b\n>"),
        ("  a\n${x}\n", "<  a\n> x <\n>"),
        ("  ${x}\n  b\n", "x <\n> <b\n>"),
        ("  ${x} c\n    b\n", "x < c\n> <  b\n>"),
        ("\ta\n\t\tb\n", "<a\n> <\tb\n>"),
        # As in Terraform, a text that ~ has emptied counts as a line without indentation.
        ("  a\n  ${~ x}\n", "<  a\n> x <\n>"),
    ],
)
def test_indentation_is_stripped_from_all_lines_alike(body: str, parts: str) -> None:
    assert value_of(f"a = <<-EOT\n{body}  EOT\n") == f"(template [{parts}])"


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("a ${~ x} b", "'a' x ' b'"),
        ("a ${x ~} b", "'a ' x 'b'"),
        ("a\\n\\t ${~ x ~}\\n\\u00a0b", "'a' x 'b'"),
        ("a\\\\n ${~ x}", "'a\\\\n' x"),
        ("a ${~ x ~} ${y}", "'a' x y"),
        ("a %{~ if x ~} b %{~ endif ~} c", "'a' (templateif x ['b'] []) 'c'"),
        (" ${~ x ~} ", "x ''"),
        ("${~ x ~}", "x"),
    ],
)
def test_strip_markers_take_the_blanks_beside_them(written: str, parts: str) -> None:
    assert value_of(f'a = "{written}"\n') == f"(template [{parts}])"


def test_a_strip_marker_in_a_heredoc_reaches_to_the_end_of_its_line() -> None:
    assert value_of("a = <<EOT\n  ${x ~}  \n  b\nEOT\n") == "(template [<  > x <  b\n>])"


def test_windows_line_ends_stay_in_the_text() -> None:
    assert value_of("a = <<EOT\r\nx\r\nEOT\r\nb = 1\r\n") == "(template [<x\r\n>])"


@pytest.mark.parametrize("text", ["a = <<EOT\nx\n", "a = <<EOT\nx\nEOT", "a = f(<<EOT\nx\nEOT, 1)\n"])
def test_a_heredoc_without_its_end_is_said_to_be_open(text: str) -> None:
    (complaint,) = complaints(file_of(text))
    assert complaint.endswith("this heredoc is never closed by a line EOT")


def test_blanks_after_the_opening_marker_are_refused() -> None:
    assert complaints(file_of("a = <<EOT \nx\nEOT\n"))[0] == (
        "1:5 a heredoc starts with << and a name, and its text on the next line"
    )
