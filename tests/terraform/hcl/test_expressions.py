"""What trees expressions become; the differences between python-hcl2 and Terraform among them."""

from __future__ import annotations

import pytest

from tests.terraform.hcl.spelling import complaints, file_of, spell, value_of
from tflint_cognito.terraform.hcl import grammar, literals, syntax
from tflint_cognito.terraform.hcl.fault import SyntaxFault
from tflint_cognito.terraform.hcl.native import parse_expression, parse_template
from tflint_cognito.terraform.source import Source


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ('"customers"', "(template ['customers'])"),
        ('""', "(template [])"),
        ("-1.5e3", "(unary - 1.5e3)"),
        ("null", "null"),
        ("var.flows[0]", "var.flows[0]"),
        ("var.flows.0.name", "var.flows[0].name"),
        ('local.a["b"].c', "local.a[(template ['b'])].c"),
        ("[1, 2,]", "(tuple [1 2])"),
        ("[]", "(tuple [])"),
        ("{}", "(object)"),
        ('{ a = 1, "b" = 2, (c) = 3, true = 4 }', "(object a=1 (template ['b'])=2 (parentheses c)=3 true=4)"),
        ("{ a : x ? 1 : 2 }", "(object a=(conditional x 1 2))"),
        ("{\n a = 1\n\n b = 2 # two\n}", "(object a=1 b=2)"),
        ("1 + 2 * 3", "(binary + 1 (binary * 2 3))"),
        ("1 - 2 - 3", "(binary - (binary - 1 2) 3)"),
        ("a || b && !c == d", "(binary || a (binary && b (binary == (unary ! c) d)))"),
        ("a ? b : c ? d : e", "(conditional a b (conditional c d e))"),
        ("(a)", "(parentheses a)"),
        ("f()", "(call f [] false)"),
        ("f(a, b...)", "(call f [a b] true)"),
        ("provider::aws::arn_parse(x)", "(call provider::aws::arn_parse [x] false)"),
        ("[for u in urls : u if u != null]", "(fortuple none u urls u (binary != u null))"),
        ("[for i, u in urls : i]", "(fortuple i u urls i none)"),
        ("{ for k, v in m : k => v... }", "(forobject k v m k v none true)"),
        ("a[*].b", "(splat a _.b)"),
        ("a.*.b", "(splat a _.b)"),
        ("a[*].b[0].c", "(splat a _.b[0].c)"),
        ("a.*.b[0].c", "(splat a _.b)[0].c"),
        ("a.*.0.b", "(splat a _[0].b)"),
        ("a[*].b[*].c", "(splat a (splat _.b _.c))"),
        ("a.*.b[*].c", "(splat (splat a _.b) _.c)"),
        ("(a[*].b)[0]", "(parentheses (splat a _.b))[0]"),
        ('"${var.a}"', "(template [var.a])"),
        ('"a-${b}-c"', "(template ['a-' b '-c'])"),
        ('"${a}${b}"', "(template [a b])"),
        ('"${"${a}"}"', "(template [(template [a])])"),
        ('"%{ if a }b%{ else }c%{ endif }"', "(template [(templateif a ['b'] ['c'])])"),
        ('"%{ for k, v in m }${k}%{ endfor }"', "(template [(templatefor k v m [k])])"),
        (
            '"%{ if a }%{ for b in c }d%{ endfor }%{ endif }"',
            "(template [(templateif a [(templatefor none b c ['d'])] [])])",
        ),
    ],
)
def test_an_expression_becomes_a_tree(written: str, tree: str) -> None:
    assert value_of(f"a = {written}\n") == tree


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ('"x-${\n    var.b\n  }-y"', "(template ['x-' var.b '-y'])"),
        ("(\n var.x\n .y\n)", "(parentheses var.x.y)"),
        ("{ for c in x :\n c.k\n => c }", "(forobject none c x c.k c none false)"),
        ("/* why */ 1", "1"),
        ('"${var.x /* why */}"', "(template [var.x])"),
        ("local.é", "local.é"),
        ("{ é = π }", "(object é=π)"),
        ("core::upper(x)", "(call core::upper [x] false)"),
        ("core :: /* why */ upper(x)", "(call core::upper [x] false)"),
        ("!!b", "(unary ! (unary ! b))"),
        ("--1", "(unary - (unary - 1))"),
        ("!-!b", "(unary ! (unary - (unary ! b)))"),
        ("5 -12", "(binary - 5 12)"),
        ("5-1.5", "(binary - 5 1.5)"),
        ("a-1", "a-1"),
        ("(1\n - 2)", "(parentheses (binary - 1 2))"),
        ('"x ${~ b ~} y"', "(template ['x' b 'y'])"),
        ('"$${foo"', "(template ['$${foo'])"),
        ('"$$${foo}"', "(template ['$$${foo}'])"),
        ('"%%{"', "(template ['%%{'])"),
        ("b[ * ].c", "(splat b _.c)"),
        ("b . c", "b.c"),
        ("{ in = 1, if = 2, null = 3 }", "(object in=1 if=2 null=3)"),
        ("a.for.if.true", "a.for.if.true"),
        ("f(a,\n # why\n b # what\n)", "(call f [a b] false)"),
    ],
)
def test_what_python_hcl2_refuses_is_read(written: str, tree: str) -> None:
    assert value_of(f"a = {written}\n") == tree


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ('"\\d"', r"1:6 `\d` is no escape of a quoted string; write \\ for a backslash"),
        ('"\\${x}"', r"1:6 `\$` is no escape of a quoted string; write $${ for a literal ${"),
        ('"${lookup(x, \\"k\\")}"', "1:18 a backslash means nothing here; quotes inside ${ } stand without one"),
        ("{\n b = 1\n , c = 2\n}", "3:2 a value is missing before this comma"),
        ("{ b = 1 c = 2 }", "1:13 an operator, a comma or a line end is missing before this"),
        ("{ for = 1 }", "1:7 `for` begins a loop here; as a key it is written in quotes"),
        ("[1 2]", "1:8 an operator, a comma or a line end is missing before this"),
        ("x.y.0.1.id", "1:9 an index is missing its brackets: two numbers make a fraction"),
        ("x ? y", "1:10 the value is not finished here"),
        ("{\n b = x ?\n 1 : 2\n}", "2:9 the value is not finished at the end of this line"),
        ("10.0.0.0/8", "1:5 this is not a number"),
        ("'web'", "1:5 `'` means nothing here; strings stand in double quotes"),
        ("1;", "1:6 `;` means nothing here; arguments are separated by line ends"),
        ("1,", "1:6 no comma belongs here; an argument ends with its line"),
        ("(1 =)", "1:8 `=` does not fit here"),
        ("f(,)", "1:7 a value is missing before `,`"),
        ("(1]", "1:5 this ( is never closed"),
        ('"%{ if x }a"', "1:6 this %{ if } has no %{ endif }"),
        ('"%{ endfor }"', "1:6 this %{ endfor } belongs to no %{ for }"),
        ('"%{ fi }"', "1:6 this is no template directive; write %%{ for a literal %{"),
        ("a.*.b.*.c", "1:10 a splat with .* cannot follow another one; write [*]"),
        ("", "1:5 a value is missing here"),
    ],
)
def test_what_terraform_refuses_is_said_in_words(written: str, complaint: str) -> None:
    assert complaints(file_of(f"a = {written}\n"))[0] == complaint


@pytest.mark.parametrize(
    "written",
    [
        '"customers"', '""', '"a$b"', '"50%"', '"a\\nb"', "1", "-1", "1.5", "007", "true", "false", "null", "[]", "[ ]",
        "var.a", "data.aws_x.b.id", '"${var.a}"', '"${ var.a }"', "[1]", '["a", "b"]', '[\n  "a",\n  var.b,\n]',
        "[true,]", "a-b", "truex", "true_", "for_each", "in", "nullable.x", "[var.a, -1]",
    ],
)  # fmt: skip
def test_the_simple_reader_makes_the_tree_of_the_grammar(written: str) -> None:
    text = f"a = {written}\n"
    found = literals.literal(text, 4, 4 + len(written))
    assert found is not None
    assert found == grammar.parse_expression(text, 4, 4 + len(written))


@pytest.mark.parametrize(
    "written",
    [
        "1.5.5", "1x", "1e5", "--1", "- 1", "true.a", "true()", "f(x)", "a[0]", "for", "[for]", "[1 2]",
        "[,]", "[1,,]", "[[1]]", "[1, # why\n]", '"a" "b"', "1,", "[", "", "{}",
        '"${a}b"', '"$${a}"', '"%{if a}"', '"\\d"', "a.0", "a.b.", ".a", "é", "aé",
    ],
)  # fmt: skip
def test_the_simple_reader_leaves_the_rest_to_the_grammar(written: str) -> None:
    assert literals.literal(f"a = {written}\n", 4, 4 + len(written)) is None


def test_every_node_stands_where_it_is_written() -> None:
    text = 'a = merge(local.tags, { Name = "${var.prefix}-${each.key}" }, b[*].c...)\n'
    call = file_of(text).body.attributes["a"].expression.node
    assert isinstance(call, syntax.Call)
    tags, named, splat = call.arguments
    assert isinstance(named, syntax.Object)
    (key, template), *_ = named.items
    assert isinstance(template, syntax.Template)
    nodes = (call, tags, named, key, template, *template.parts, splat)
    assert [text[node.start : node.stop] for node in nodes] == [
        text[4:-1],
        "local.tags",
        '{ Name = "${var.prefix}-${each.key}" }',
        "Name",
        '"${var.prefix}-${each.key}"',
        "var.prefix",
        "-",
        "each.key",
        "b[*].c",
    ]


def test_an_operation_ends_with_its_last_operand() -> None:
    text = "a = 1 + 2 # cognito-lint: why\nb = 3\n"
    node = file_of(text).body.attributes["a"].expression.node
    assert text[node.start : node.stop] == "1 + 2"


def test_columns_count_code_points() -> None:
    file = file_of('é = "ü🎉${x y}"\n')
    assert complaints(file) == ["1:12 an operator, a comma or a line end is missing before this"]


def test_an_expression_of_its_own_may_span_lines() -> None:
    source = Source("--var flows", "[\n  1,\n  2 +\n  3\n]")
    assert spell(parse_expression(source).node, source.text) == "(tuple [1 (binary + 2 3)])"
    assert parse_expression(Source("--var a", "1\n+ 2")).range.text == "1\n+ 2"


def test_a_broken_expression_of_its_own_raises() -> None:
    with pytest.raises(SyntaxFault, match="closes nothing"):
        parse_expression(Source("--var a", "1)"))


def test_a_template_of_its_own_has_no_quotes_and_no_backslash_escapes() -> None:
    source = Source("welcome.tpl", 'Hello "${name}"\\n\n%{ if admin ~}\n  root\n%{ endif ~}\n')
    assert spell(parse_template(source).node, source.text) == (
        '(template [<Hello "> name <"\\n\n> (templateif admin [<  root\n>] [])])'
    )


@pytest.mark.parametrize(
    "written",
    [
        "[" * 300 + "]" * 300,
        "x" + ".y" * 300,
        "1" + " + 1" * 300,
        "!" * 300 + "x",
        "x ? y : " * 300 + "z",
        "x" + "[*]" * 300,
    ],
    ids=["brackets", "names", "sums", "nots", "conditionals", "splats"],
)
def test_an_expression_too_deep_to_evaluate_is_refused(written: str) -> None:
    assert "levels" in complaints(file_of(f"a = {written}\n"))[0]


def test_an_expression_may_be_long_and_flat() -> None:
    assert complaints(file_of(f"a = [{'f(1), ' * 5_000}]\n")) == []
