"""What the options of check say."""

from __future__ import annotations

from typing import Any

import click
import pytest

from tflint_cognito.cli.check import check
from tflint_cognito.cli.options import PROFILES, SEVERITIES, interleaved, split
from tflint_cognito.cli.settings import Settings, read_settings
from tflint_cognito.policy import rulebook
from tflint_cognito.policy.severity import Severity
from tflint_cognito.terraform.options import PlanSource


def settings(*arguments: str) -> Settings:
    ctx = check.make_context("check", list(arguments))
    given: dict[str, Any] = ctx.params
    return read_settings(ctx, given)


def test_without_arguments_the_folder_is_checked_with_the_recommended_rules() -> None:
    read = settings()
    assert (read.paths, read.profile, read.fail_on, read.format) == ((".",), "recommended", "medium", "text")


def test_sources_of_plans_keep_their_order() -> None:
    read = settings("--source", "dev", "dev.json", "prod.json", "--plan-file=prod.tfplan")
    assert read.plan_sources == (PlanSource("folder", "dev"), PlanSource("binary plan", "prod.tfplan"))


def test_values_and_files_of_variables_keep_their_order() -> None:
    read = settings("--var", "a=1", "infra", "--var-file", "x.tfvars", "--var=b=2=3", "--var-file=y.tfvars")
    assert read.variables == (("value", "a", "1"), ("file", "x.tfvars"), ("value", "b", "2=3"), ("file", "y.tfvars"))


def test_an_empty_value_is_a_value() -> None:
    assert settings("--var", "a=").variables == (("value", "a", ""),)


@pytest.mark.parametrize("text", ["a", "=1", " =1"])
def test_a_variable_without_name_or_value_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="NAME=VALUE"):
        settings("--var", text)


def test_rules_are_separated_by_commas_or_repeated() -> None:
    assert settings("-s", "COG1, COG2", "--select", "mfa").select == ("COG1", "COG2", "mfa")
    assert settings("--ignore", "COG1,").ignore == ("COG1",)


def test_the_format_of_a_file_is_told_by_its_ending_or_before_it() -> None:
    read = settings("-o", "report.json", "-o", "concise=out.log", "-o", "a=b.TXT")
    assert read.outputs == (("json", "report.json"), ("concise", "out.log"), ("text", "a=b.TXT"))


@pytest.mark.parametrize("text", ["report.pdf", "report", "pdf=report"])
def test_a_file_of_no_format_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="names no format"):
        settings("-o", text)


def test_the_words_of_the_options_are_those_of_the_rules() -> None:
    assert PROFILES == rulebook.PROFILES
    assert tuple(str(severity) for severity in sorted(Severity, reverse=True)) == SEVERITIES


def test_interleaving_follows_the_command_line() -> None:
    assert interleaved(["a", "x", "b", "a"], a=["1", "2"], b=["3"]) == [("a", "1"), ("b", "3"), ("a", "2")]


def test_splitting_drops_what_is_empty() -> None:
    assert split(["a, ,b", ""]) == ["a", "b"]
