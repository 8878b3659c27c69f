"""The JSON that aws_iam_policy_document renders, as its page in the provider's documentation shows it."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from tests.terraform.tree import USER_POOL, plain, resource
from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform.options import Options
from tflint_cognito.terraform.read import read
from tflint_cognito.terraform.values import Known, Unknown, Value, is_sensitive


def value(folder: Path, documents: str, expression: str = "data.aws_iam_policy_document.this.json") -> Value:
    """What a user pool's name is that refers to a document."""
    text = f'{documents}\nresource "{USER_POOL}" "x" {{\n  name = {expression}\n}}\n'
    (folder / "main.tf").write_text(text, encoding="utf-8")
    found = read([str(folder)], Options(folder, cache=False), PROVIDER)
    assert not [each.message for each in found.diagnostics if each.severity == "error"]
    return resource(found.models[0], f"{USER_POOL}.x").get("name")


def document(body: str, name: str = "this") -> str:
    return f'data "aws_iam_policy_document" "{name}" {{\n{body}\n}}\n'


def statements(folder: Path, body: str, more: str = "") -> list[dict[str, object]]:
    text = plain(value(folder, document(body) + more))
    assert isinstance(text, str)
    found = json.loads(text)["Statement"]
    assert isinstance(found, list)
    return found


def test_a_document_is_indented_and_its_keys_are_in_the_providers_order(tmp_path: Path) -> None:
    body = """
      policy_id = "customers"
      statement {
        resources = ["arn:aws:s3:::*"]
        actions   = ["s3:GetBucketLocation", "s3:ListAllMyBuckets", "s3:GetBucketLocation"]
        sid       = "1"
      }
      statement {
        effect  = "Deny"
        actions = ["s3:ListBucket"]
        not_resources = ["arn:aws:s3:::<a&b>"]
        condition {
          test     = "StringLike"
          variable = "s3:prefix"
          values   = ["", "home/", "home/&{aws:username}/"]
        }
      }
    """
    assert (
        plain(value(tmp_path, document(body)))
        == """{
  "Version": "2012-10-17",
  "Id": "customers",
  "Statement": [
    {
      "Sid": "1",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets",
        "s3:GetBucketLocation"
      ],
      "Resource": "arn:aws:s3:::*"
    },
    {
      "Effect": "Deny",
      "Action": "s3:ListBucket",
      "NotResource": "arn:aws:s3:::\\u003ca\\u0026b\\u003e",
      "Condition": {
        "StringLike": {
          "s3:prefix": [
            "",
            "home/",
            "home/${aws:username}/"
          ]
        }
      }
    }
  ]
}"""
    )


def test_the_minified_form_has_no_spaces_and_the_id_is_a_checksum(tmp_path: Path) -> None:
    body = 'statement {\n  actions   = ["*"]\n  resources = ["*"]\n}\n'
    name = "data.aws_iam_policy_document.this"
    small = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
    assert plain(value(tmp_path, document(body), f"{name}.minified_json")) == small
    text = plain(value(tmp_path, document(body)))
    assert plain(value(tmp_path, document(body), f"{name}.id")) == str(zlib.crc32(str(text).encode()))


def test_an_empty_document_is_its_version(tmp_path: Path) -> None:
    assert plain(value(tmp_path, document(""))) == '{\n  "Version": "2012-10-17"\n}'


@pytest.mark.parametrize(
    ("principals", "rendered"),
    [
        ('principals {\n type = "*"\n identifiers = ["*"]\n}', "*"),
        ('principals {\n type = "AWS"\n identifiers = ["*"]\n}', {"AWS": "*"}),
        ('principals {\n type = "*"\n identifiers = ["*", "x"]\n}', {"*": ["x", "*"]}),
        (
            'principals {\n type = "Service"\n identifiers = ["a", "b"]\n}\n'
            'principals {\n type = "AWS"\n identifiers = ["1"]\n}',
            {"AWS": "1", "Service": ["b", "a"]},
        ),
    ],
)
def test_principals_are_by_type(tmp_path: Path, principals: str, rendered: object) -> None:
    (statement,) = statements(tmp_path, f"statement {{\n{principals}\n}}")
    assert statement["Principal"] == rendered


def test_conditions_are_by_test_and_variable(tmp_path: Path) -> None:
    body = """
      statement {
        condition {
          test     = "StringEquals"
          variable = "b"
          values   = ["2", "1"]
        }
        condition {
          test     = "StringEquals"
          variable = "a"
          values   = [true]
        }
        condition {
          test     = "Bool"
          variable = "c"
          values   = []
        }
      }
    """
    (statement,) = statements(tmp_path, body)
    assert json.dumps(statement["Condition"]) == '{"Bool": {"c": []}, "StringEquals": {"a": "true", "b": ["2", "1"]}}'


SID = 'statement {{\n  sid     = "{0}"\n  actions = ["{1}"]\n}}\n'


def test_documents_are_merged_by_sid(tmp_path: Path) -> None:
    more = document(SID.format("a", "source") + SID.format("b", "source"), "source")
    more += document(SID.format("c", "override") + SID.format("", "override"), "override")
    body = SID.format("b", "own") + SID.format("c", "own")
    body += 'source_policy_documents = [data.aws_iam_policy_document.source.json, null, ""]\n'
    body += "override_policy_documents = [data.aws_iam_policy_document.override.json]\n"
    found = [(one.get("Sid"), one["Action"]) for one in statements(tmp_path, body, more)]
    assert found == [("a", "source"), ("b", "own"), ("c", "override"), (None, "override")]


def test_a_source_that_is_written_as_json_is_read_as_the_provider_reads_it(tmp_path: Path) -> None:
    source = (
        'jsonencode({ Version = "2008-10-17", Id = "s", More = 1, Statement = [{ Effect = "Allow", Action = ["b", "c"],'
        ' Principal = { AWS = ["1", "2"] }, Condition = { Bool = { x = true, y = 5, z = ["one"] } } },'
        ' { Principal = "anything" }] })'
    )
    text = plain(value(tmp_path, document(f"source_policy_documents = [{source}]")))
    assert json.loads(str(text)) == {
        "Version": "2012-10-17",
        "Id": "s",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["b", "c"],
                "Principal": {"AWS": ["2", "1"]},
                "Condition": {"Bool": {"x": "true", "z": "one"}},
            },
            {"Principal": "*"},
        ],
    }


@pytest.mark.parametrize(
    ("body", "because"),
    [
        (SID.format("a", "x") * 2, "two of its statements have the same sid"),
        ("statement {\n sid = var.given\n}\nsource_policy_documents = [var.given]", "var.given has no value here"),
        ('source_policy_documents = ["{"]', "a document that is merged in is not JSON"),
        (
            'statement {\n principals {\n  type = "AWS"\n  identifiers = ["1"]\n }\n'
            ' principals {\n  type = "AWS"\n  identifiers = ["2"]\n }\n}',
            "in which order the provider puts several principals of type AWS is not known",
        ),
        (
            'version = "2008-10-17"\nstatement {\n resources = ["&{x}"]\n}',
            "a document of version 2008-10-17 has no variables",
        ),
    ],
)
def test_what_decides_it_and_is_not_known_makes_it_unknown(tmp_path: Path, body: str, because: str) -> None:
    found = value(tmp_path, 'variable "given" {}\n' + document(body))
    assert isinstance(found, Unknown)
    assert found.because == because


def test_what_is_known_around_something_unknown_is_kept(tmp_path: Path) -> None:
    body = 'statement {\n  actions   = ["cognito-idp:*"]\n  resources = [var.given]\n}\n'
    found = value(tmp_path, 'variable "given" {}\n' + document(body), "data.aws_iam_policy_document.this.minified_json")
    assert isinstance(found, Unknown)
    assert found.because == "var.given has no value here"
    before, _, after = found.parts
    assert isinstance(before, Known) and isinstance(after, Known)
    assert found.prefix == before.value
    assert before.value == '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cognito-idp:*","Resource":'
    assert after.value == "}]}"


def test_one_unknown_among_several_leaves_their_order_unknown(tmp_path: Path) -> None:
    body = 'policy_id = var.given\nstatement {\n  effect    = var.given\n  resources = ["a", var.given]\n}\n'
    found = value(tmp_path, 'variable "given" {}\n' + document(body), "data.aws_iam_policy_document.this.minified_json")
    assert isinstance(found, Unknown)
    assert [plain(part) for part in found.parts] == [
        '{"Version":"2012-10-17","Id":',
        ...,
        ',"Statement":[{"Effect":',
        ...,
        ',"Resource":',
        ...,
        "}]}",
    ]


def test_an_unknown_version_leaves_all_unknown(tmp_path: Path) -> None:
    found = value(tmp_path, 'variable "given" {}\n' + document("version = var.given"))
    assert isinstance(found, Unknown) and found.parts == ()


def test_a_secret_in_it_is_a_secret(tmp_path: Path) -> None:
    body = 'statement {\n  actions = [sensitive("x")]\n}\n'
    assert is_sensitive(value(tmp_path, document(body)))


def test_dynamic_statements_are_statements(tmp_path: Path) -> None:
    body = """
      dynamic "statement" {
        for_each = toset(["b", "a"])
        content {
          sid     = statement.value
          actions = ["x"]
        }
      }
    """
    assert [one["Sid"] for one in statements(tmp_path, body)] == ["a", "b"]
