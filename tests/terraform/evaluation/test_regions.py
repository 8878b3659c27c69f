"""A resource is in the region that it names, or that its provider's block does, wherever that is passed from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.tree import plain, resource
from tflint_cognito.terraform.model import Model
from tflint_cognito.terraform.provider import Provider, ResourceType
from tflint_cognito.terraform.read import Options, read
from tflint_cognito.terraform.values import Absent, Unknown, Value

TYPE = "aws_acm_certificate"
PROVIDER = Provider({TYPE: ResourceType(is_regional=True), "aws_sns_topic": ResourceType()}, mentions=(b"aws_",))
PROVIDERS = """
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}
"""


def certificate(arguments: str = "") -> str:
    return f'resource "{TYPE}" "login" {{\n  {arguments}\n}}\n'


def model(folder: Path, files: dict[str, str]) -> Model:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return read([str(folder)], Options(working_directory=folder, environment={}, cache=False), PROVIDER).models[0]


def region(folder: Path, text: str, **modules: str) -> Value:
    files = {"main.tf": text, **{f"{name}/main.tf": module for name, module in modules.items()}}
    found = model(folder, files)
    return next(one for one in found.resources if one.type == TYPE).region


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ("", "eu-west-1"),
        ("provider = aws", "eu-west-1"),
        ("provider = aws.us_east_1", "us-east-1"),
        ('provider = "aws.us_east_1"', "us-east-1"),
        ('region = "ap-south-1"', "ap-south-1"),
        ('provider = aws.us_east_1\n  region = "ap-south-1"', "ap-south-1"),
        ("region = null", "eu-west-1"),
    ],
)
def test_a_resource_is_where_it_or_its_provider_says(tmp_path: Path, arguments: str, where: str) -> None:
    assert plain(region(tmp_path, PROVIDERS + certificate(arguments))) == where


@pytest.mark.parametrize("provider", ["", 'provider "aws" {\n}\n', 'provider "aws" {\n  alias = "other"\n}\n'])
def test_without_a_region_nothing_tells(tmp_path: Path, provider: str) -> None:
    assert isinstance(region(tmp_path, provider + certificate()), Absent)


def test_a_provider_that_is_not_there_tells_nothing(tmp_path: Path) -> None:
    assert isinstance(region(tmp_path, PROVIDERS + certificate("provider = aws.virginia")), Absent)


def test_a_region_that_is_unknown_stays_so(tmp_path: Path) -> None:
    text = 'variable "region" {}\nprovider "aws" {\n  region = var.region\n}\n'
    assert isinstance(region(tmp_path, text + certificate()), Unknown)


def test_one_provider_for_each_of_many_regions_is_not_told_apart(tmp_path: Path) -> None:
    text = 'provider "aws" {\n  alias = "all"\n  for_each = toset(["a", "b"])\n  region = each.key\n}\n'
    assert isinstance(region(tmp_path, text + certificate('provider = aws.all["a"]')), Absent)


def test_a_module_has_the_provider_of_its_caller(tmp_path: Path) -> None:
    call = PROVIDERS + 'module "login" {\n  source = "./login"\n}\n'
    assert plain(region(tmp_path, call, login=certificate())) == "eu-west-1"


def test_a_module_has_the_providers_that_it_is_passed(tmp_path: Path) -> None:
    call = PROVIDERS + 'module "login" {\n  source = "./login"\n  providers = {\n    %s\n  }\n}\n'
    passed = call % "aws = aws.us_east_1"
    assert plain(region(tmp_path, passed, login=certificate())) == "us-east-1"


def test_a_passed_provider_may_have_another_name_there(tmp_path: Path) -> None:
    call = PROVIDERS + 'module "login" {\n  source = "./login"\n  providers = {\n    aws.cdn = aws.us_east_1\n  }\n}\n'
    assert plain(region(tmp_path, call, login=certificate("provider = aws.cdn"))) == "us-east-1"


def test_what_is_not_passed_beside_others_tells_nothing(tmp_path: Path) -> None:
    call = PROVIDERS + 'module "login" {\n  source = "./login"\n  providers = {\n    aws.cdn = aws.us_east_1\n  }\n}\n'
    assert isinstance(region(tmp_path, call, login=certificate()), Absent)


def test_nobody_looks_where_nobody_asks(tmp_path: Path) -> None:
    found = model(tmp_path, {"main.tf": PROVIDERS + 'resource "aws_sns_topic" "alarms" {\n}\n'})
    assert isinstance(resource(found, "aws_sns_topic.alarms").region, Absent)


def test_a_module_does_not_have_its_caller_s_other_providers_by_itself(tmp_path: Path) -> None:
    call = PROVIDERS + 'module "login" {\n  source = "./login"\n}\n'
    assert isinstance(region(tmp_path, call, login=certificate("provider = aws.us_east_1")), Absent)
