from __future__ import annotations

from tflint_cognito.terraform.hcl.comments import comments
from tflint_cognito.terraform.source import Source


def found(text: str) -> list[str]:
    return [comment for comment, _ in comments(Source("main.tf", text))]


def test_all_three_kinds_are_found_in_order() -> None:
    text = "# one\na = 1 // two\nb = [ # three\n  2, /* four\n five */ 3\n]\nc { /* six */ }\n# seven"
    assert found(text) == ["# one", "// two", "# three", "/* four\n five */", "/* six */", "# seven"]


def test_strings_and_heredocs_hold_no_comments() -> None:
    assert found('a = "# no // no /* no"\nb = <<EOT\n# no\n/* no\nEOT\nc = "${"# no"}" # yes\n') == ["# yes"]


def test_a_comment_inside_an_interpolation_is_found() -> None:
    assert found('a = "x${b /* yes */}y"\nc = <<EOT\n# no ${d # yes\n}\nEOT\n') == ["/* yes */", "# yes"]


def test_a_comment_has_its_place() -> None:
    ((_, range),) = comments(Source("main.tf", 'é = "ü" # why\r\n'))
    assert (range.start.line, range.start.column, range.text) == (1, 9, "# why")


def test_a_file_that_is_never_closed_gives_the_comments_before_that() -> None:
    assert found('# one\na = "x\n# two\n') == ["# one"]
    assert found("# one\na {\n # two\n") == ["# one", "# two"]
