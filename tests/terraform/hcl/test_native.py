"""Files: their blocks and attributes with places, what is wrong with them, and what is read all the same."""

from __future__ import annotations

import time
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terraform.hcl.spelling import complaints, file_of, outline
from tflint_cognito.terraform.hcl import grammar, native, syntax
from tflint_cognito.terraform.hcl.native import parse_everything, read_native
from tflint_cognito.terraform.source import Source

CLIENT = dedent(
    """\
    # staff sign in here
    resource "aws_cognito_user_pool_client" "web" {
      name = "web" # not the mobile one

      token_validity_units {
        access_token = "minutes"
      }
    }

    output client_id { value = aws_cognito_user_pool_client.web.id }
    """
)


def test_blocks_and_attributes_have_their_places() -> None:
    resource, output = file_of(CLIENT).body.blocks
    assert (resource.type, resource.labels) == ("resource", ("aws_cognito_user_pool_client", "web"))
    assert resource.header.text == 'resource "aws_cognito_user_pool_client" "web"'
    assert (resource.range.start.line, resource.range.end.line) == (2, 8)
    name = resource.body.attributes["name"]
    assert (name.range.text, name.value_range.text) == ('name = "web"', '"web"')
    (units,) = resource.body.of_type("token_validity_units")
    assert (units.header.text, units.header.start.line) == ("token_validity_units", 5)
    assert (output.labels, output.body.attributes["value"].range.start.column) == (("client_id",), 20)


def test_line_ends_of_windows_change_no_place() -> None:
    resource, _ = file_of(CLIENT.replace("\n", "\r\n")).body.blocks
    assert resource.body.attributes["name"].range.text == 'name = "web"'
    assert complaints(file_of(CLIENT.replace("\n", "\r\n"))) == []


def test_comments_may_stand_between_labels() -> None:
    (block,) = file_of('resource "aws_x" /* why */ "b" /* what */ {\n}\n').body.blocks
    assert block.labels == ("aws_x", "b")


def test_escapes_in_a_label_are_resolved() -> None:
    (block,) = file_of('a "say \\"hi\\"" "$${x}" {\n}\n').body.blocks
    assert block.labels == ('say "hi"', "${x}")


def test_an_attribute_and_a_block_may_share_a_name() -> None:
    file = file_of("volume = 1\nvolume {\n}\n")
    assert outline(file.body) == ["volume", "volume"]
    assert complaints(file) == []


def test_nothing_is_parsed_before_someone_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> syntax.Node:
        raise AssertionError("parsed")

    monkeypatch.setattr(grammar, "parse_expression", refuse)
    file = file_of('resource "aws_x" "a" {\n  b = f(1)\n}\n')
    with pytest.raises(AssertionError, match="parsed"):
        file.body.blocks[0].body.attributes["b"].expression  # noqa: B018


def test_a_broken_expression_costs_only_itself_and_one_diagnostic() -> None:
    file = file_of('a = "x" "y"\nb = 2\n')
    first, again = file.body.attributes["a"].expression, file.body.attributes["a"].expression
    assert isinstance(first.node, syntax.Broken)
    assert first is again
    assert [diagnostic.message for diagnostic in file.diagnostics] == [first.node.message]
    assert file.diagnostics[0].severity == "error"
    assert isinstance(file.body.attributes["b"].expression.node, syntax.Number)


def test_an_attribute_that_is_set_twice_keeps_its_first_value() -> None:
    file = file_of("a {\n  flows = 1\n\n  flows = 2\n}\n")
    body = file.body.blocks[0].body
    assert body.attributes["flows"].value_range.text == "1"
    assert complaints(file) == ["4:3 flows is set twice; the first is in line 2"]


def test_a_block_that_is_never_closed_is_named_and_the_next_one_is_read() -> None:
    text = 'resource "aws_x" "a" {\n  b = {\n\nresource "aws_x" "c" {\n}\n\nlocals {\n  d = 1\n}\n'
    file = file_of(text)
    assert outline(file.body) == ["resource aws_x c", "locals"]
    assert complaints(file) == ["2:7 this { is never closed"]


def test_the_unclosed_block_itself_is_named_at_its_head() -> None:
    file = file_of('resource "aws_x" "a" {\n  b = 1\n')
    assert complaints(file) == ['1:1 this block is never closed: `resource "aws_x" "a"`']


def test_an_unclosed_bracket_is_named_rather_than_its_block() -> None:
    file = file_of('resource "aws_x" "a" {\n  b = [1,\n}\n\nlocals {\n}\n')
    assert complaints(file) == ["2:7 this [ is never closed"]
    assert outline(file.body) == ["locals"]


def test_reading_does_not_go_on_inside_the_text_of_a_heredoc() -> None:
    text = (
        'a {\n  b = (\n  c = <<EOT\nresource "aws_x" "not" {\n}\nEOT\n}\n/*\nlocals {\n*/\nresource "aws_x" "d" {\n}\n'
    )
    assert outline(file_of(text).body) == ["resource aws_x d"]


def test_lines_that_are_nothing_cost_only_themselves() -> None:
    file = file_of('<<<<<<< HEAD\na = 1\n=======\na_b\n>>>>>>> main\n"c" = 2\n}\nd = 3\n')
    assert outline(file.body) == ["a", "d"]
    assert complaints(file) == [
        "1:1 a merge conflict is not resolved here",
        "3:1 a merge conflict is not resolved here",
        "4:1 this line is neither an argument (with =) nor a block (with {)",
        "5:1 a merge conflict is not resolved here",
        "6:1 the name of an argument stands without quotes",
        "7:1 this } closes nothing",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a = 1 b = 2\n", "1:7 an operator, a comma or a line end is missing before this"),
        ('a "b"\n{\n}\n', "2:1 the { of a block stands on the line of its name"),
        ("a {} b {}\n", "1:6 a new line is missing before `b`"),
        ("a {\n b = 1 }\n", "2:8 a new line is missing before `}`"),
        ("a { b {} }\n", "1:5 a block inside another stands on a line of its own"),
        ("a { b = 1\n}\n", "1:10 a block on one line ends on that line, after one argument"),
        ('a "${b}" {\n}\n', "1:4 the label of a block holds no such template"),
        ('a "\\d" {\n}\n', "1:4 the label of a block holds no such backslash escape"),
        ('a = "b\nc"\n', "1:5 this quoted string is not closed on its line"),
        ("a = 1\rb = 2\n", "1:6 the character U+000D means nothing here"),
        ('a "b" = 1\n', "1:1 a block has no = before its {, and an argument no label"),
        ("“a” = 1\n", "1:1 this is not a name"),
        ("/* a\n", "1:1 this comment is never closed"),
        ("a = 1\n? = 2\n", "2:1 an argument or a block is expected here, not `?`"),
    ],
)
def test_what_terraform_refuses_in_a_body_is_said_in_words(text: str, complaint: str) -> None:
    assert complaints(file_of(text))[0] == complaint


def test_a_brace_on_the_next_line_is_read_as_meant() -> None:
    assert outline(file_of('resource "aws_x" "a"\n{\n  b = 1\n}\n').body) == ["resource aws_x a"]


def test_no_message_shows_what_could_be_a_secret() -> None:
    file = file_of("client_secret = aB3 dE5fG7\nhunter2\npassword = 12 34567\n")
    assert not any(word in complaint for complaint in complaints(file) for word in ("dE5fG7", "hunter2", "34567"))


def test_a_file_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "LONGEST", 20)
    file = file_of("a = 1\n" * 5)
    assert not file.body.attributes
    assert complaints(file) == ["1:1 the text is longer than 20 characters and is not read"]


TOO_DEEP = "blocks nest too deeply here to be read"


def test_blocks_too_deep_are_not_opened() -> None:
    file = file_of("a {\n" * 110 + "}\n" * 110)
    assert [complaint.split(" ", 1)[1] for complaint in complaints(file)] == [TOO_DEEP]


def test_blocks_as_deep_as_real_ones_are_opened() -> None:
    assert complaints(file_of("a {\n" * 40 + "b = 1\n" + "}\n" * 40)) == []


def test_little_of_a_file_may_be_that_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "MOST_DEEP", 200)
    file = file_of(("a {\n" * 22 + "b = 1\n" + "}\n" * 22) * 30)
    assert {complaint.split(" ", 1)[1] for complaint in complaints(file)} == {TOO_DEEP}


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + '"${' * 50_000,
        "a {\n" * 50_000,
        "a = <<E\n${" * 20_000,
        "locals {\na = <<E\n}\n" * 10_000,
        'resource "a" "b" {\n' * 20_000,
        "a = <<E\n" + "E " * 50_000,
        "a = <<-E\n" + "  x\n" * 20_000 + "E\n",
        'a = "' + "%{if x}" * 20_000,
        "a b " * 50_000,
        'a "b"' * 50_000,
        "a" * 300_000,
        "/*" * 100_000,
        "}\n" * 100_000,
        "a = 1" + "." * 100_000,
        'a = "' + "$" * 100_000,
        "a = " + "!" * 100_000,
        "a = x" + "[*]" * 30_000,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    complaints(file_of(text))
    assert time.process_time() - started < 10  # the quadratic mistakes that this is for take minutes


#: What strange texts are put together from.
PIECES = [
    *'{}[]()"\\$%~.,=:?<>!-*/#aé1 \n',
    *("${", "%{", "$${", "%%{", "=>", "...", "&&", "::", "[*]", "/*", "*/", "//", "\r\n", "<<E\n", "<<-E\n", "\nE\n"),
    *("if ", "for x in ", " endif", " endfor", "a = ", "b {\n"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_is_too_strange(text: str) -> None:
    file = read_native(Source("main.tf", text))
    parse_everything(file)
    assert all(diagnostic.range is not None for diagnostic in file.diagnostics)
