"""What a comment is about, by where it stands."""

from __future__ import annotations

import pytest

from tests.finding.samples import find
from tflint_cognito.finding.cover import cover
from tflint_cognito.terraform.hcl.native import read_native
from tflint_cognito.terraform.source import Range, Source

CASES = {
    "after an attribute: that attribute": ('resource "x" "y" {\n  a = 1 # HERE\n  b = 2\n}\n', "a = 1"),
    "before an attribute on its line: that attribute": ('resource "x" "y" {\n  /* HERE */ a = 1\n}\n', "a = 1"),
    "on the first line of a list: the whole attribute": (
        'resource "x" "y" {\n  a = [ # HERE\n    1,\n  ]\n}\n',
        "a = [ # HERE\n    1,\n  ]",
    ),
    "on the last line of a list: the whole attribute": (
        'resource "x" "y" {\n  a = [\n    1,\n  ] # HERE\n}\n',
        "a = [\n    1,\n  ]",
    ),
    "after an element: its line": ('resource "x" "y" {\n  a = [\n    1, # HERE\n    2,\n  ]\n}\n', "    1, # HERE\n"),
    "above an element: the element's line": (
        'resource "x" "y" {\n  a = [\n    # HERE\n    1,\n    2,\n  ]\n}\n',
        "    1,\n",
    ),
    "above an attribute: the block": (
        'resource "x" "y" {\n  # HERE\n  a = 1\n}\n',
        'resource "x" "y" {\n  # HERE\n  a = 1\n}',
    ),
    "alone in the block: the block": ('resource "x" "y" {\n  a = 1\n\n  # HERE\n\n}\n', None),
    "after the header: the block": ('resource "x" "y" { # HERE\n  a = 1\n}\n', None),
    "after the closing brace: the block": ('resource "x" "y" {\n  a = 1\n} # HERE\n', None),
    "above the header: the block": ('# HERE\nresource "x" "y" {\n  a = 1\n}\n', 'resource "x" "y" {\n  a = 1\n}'),
    "above the header, with other comments between: the block": (
        '# HERE\n# the web client\nresource "x" "y" {\n}\n',
        'resource "x" "y" {\n}',
    ),
    "in a nested block: the nested block": (
        'resource "x" "y" {\n  units {\n    # HERE\n    a = 1\n  }\n}\n',
        "units {\n    # HERE\n    a = 1\n  }",
    ),
}


@pytest.mark.parametrize(("text", "about"), CASES.values(), ids=list(CASES))
def test_a_comment_is_about_what_it_stands_at(text: str, about: str | None) -> None:
    source = Source("main.tf", text)
    comment = find(source, "/* HERE */" if "/*" in text else "# HERE")
    found = cover(comment, read_native(source).body)
    assert found is not None
    whole = text.removesuffix(" # HERE\n") if text.endswith("} # HERE\n") else text.rstrip("\n")
    assert found.span.text == (about or whole)


@pytest.mark.parametrize(
    "text",
    ['# HERE\n\nresource "x" "y" {\n}\n', 'resource "x" "y" {\n}\n# HERE\n', "# HERE\n"],
    ids=["above a blank line", "at the end of the file", "in an empty file"],
)
def test_a_comment_away_from_everything_is_about_nothing(text: str) -> None:
    source = Source("main.tf", text)
    assert cover(find(source, "# HERE"), read_native(source).body) is None


def test_a_comment_is_not_about_another_text_of_the_same_path() -> None:
    """A file on disk, and as a binary plan has it, may both be read: an offset means something else in each."""
    text = 'resource "x" "y" {\n  a = 1 # HERE\n}\n'
    disk, plan, again = (Source("main.tf", one) for one in (text, f"# older\n{text}", str(text)))
    about = cover(find(disk, "# HERE"), read_native(disk).body)
    assert about is not None
    assert about.holds(find(again, "a = 1"))
    assert not about.holds(Range(plan, about.span.begin, about.span.stop))
