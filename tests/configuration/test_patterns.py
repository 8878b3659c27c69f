"""Which addresses and paths a pattern of a configuration is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tflint_cognito.configuration.patterns import address_matches, path_matches

WEB = 'module.tenant["eu.west"].aws_cognito_user_pool_client.web[0]'


@pytest.mark.parametrize(
    "pattern",
    [
        WEB,
        "module.tenant.aws_cognito_user_pool_client.web",
        'module.tenant["eu.*"].aws_cognito_user_pool_client.web',
        "module.*.aws_cognito_user_pool_client.*",
        "**.aws_cognito_user_pool_client.web",
        "**.aws_cognito_user_pool_client.*",
        "module.tenant.**",
        "module.tenant",
        "**",
        "module.tenant.aws_cognito_*.web[*]",
    ],
)
def test_a_pattern_fits(pattern: str) -> None:
    assert address_matches(pattern, WEB)


@pytest.mark.parametrize(
    "pattern",
    [
        "aws_cognito_user_pool_client.web",
        "module.tenant.aws_cognito_user_pool_client.web[1]",
        'module.tenant["us"].**',
        "module.ten",
        "module.*.web",
        "module.tenant.aws_cognito_user_pool_client",
        "",
    ],
)
def test_a_pattern_does_not_fit(pattern: str) -> None:
    assert not address_matches(pattern, WEB)


def test_any_number_of_modules_includes_none() -> None:
    assert address_matches("**.aws_cognito_user_pool.main", "aws_cognito_user_pool.main")
    assert address_matches("**.aws_cognito_user_pool.main", "module.a.module.b[2].aws_cognito_user_pool.main")


def test_a_module_stands_for_what_its_modules_hold() -> None:
    assert address_matches("module.a", "module.a.module.b.aws_cognito_user_pool.main")
    assert not address_matches("module.b", "module.a.module.b.aws_cognito_user_pool.main")


def test_paths_are_relative_to_the_folder_of_the_configuration(tmp_path: Path) -> None:
    infra = tmp_path / "infra"
    infra.mkdir()
    assert path_matches(infra, ["examples/**"], "infra/examples/web/main.tf", str(tmp_path))
    assert path_matches(infra, ["examples/"], "examples/web/main.tf", str(infra))
    assert not path_matches(infra, ["examples/**"], "examples/web/main.tf", str(tmp_path))
    assert not path_matches(infra, ["/*.tf"], "infra/auth/main.tf", str(tmp_path))
