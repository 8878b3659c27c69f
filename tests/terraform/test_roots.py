"""Root modules are found from how folders call each other."""

from __future__ import annotations

from pathlib import Path

from tests.terraform.tree import PROVIDER, USER_POOL, write
from tflint_cognito.terraform.excluded import read_patterns
from tflint_cognito.terraform.folders import Folders
from tflint_cognito.terraform.repository import Repository
from tflint_cognito.terraform.roots import Tree

POOL = f'resource "{USER_POOL}" "this" {{\n  name = "customers"\n}}\n'


def calls(source: str) -> str:
    return f'module "auth" {{\n  source = "{source}"\n}}\n'


def tree(top: Path, *tops: str, exclude: tuple[str, ...] = ()) -> Tree:
    folders = Folders(Repository(str(top), str(top)), PROVIDER, read_patterns(exclude))
    return Tree(folders, [str(top / name) for name in tops] or [str(top)])


def roots(top: Path, *tops: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [str(Path(root).relative_to(top)) for root in tree(top, *tops, exclude=exclude).roots()]


def test_a_called_module_is_no_root(tmp_path: Path) -> None:
    write(tmp_path, {"dev/main.tf": calls("../modules/auth"), "modules/auth/main.tf": POOL})
    assert roots(tmp_path) == ["dev"]


def test_a_module_that_nobody_in_the_given_folder_calls_is_a_root(tmp_path: Path) -> None:
    write(tmp_path, {"dev/main.tf": calls("../modules/auth"), "modules/auth/main.tf": POOL})
    assert roots(tmp_path, "modules") == ["modules/auth"]


def test_a_folder_that_reaches_nothing_of_interest_is_left_alone(tmp_path: Path) -> None:
    bucket = 'resource "aws_s3_bucket" "logs" {}\n'
    write(tmp_path, {"auth/main.tf": POOL, "logs/main.tf": bucket, "app/main.tf": calls("../logs")})
    assert roots(tmp_path) == ["auth"]


def test_a_source_in_a_comment_calls_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"auth/main.tf": POOL, "app/main.tf": POOL + '# source = "../auth"\n'})
    assert roots(tmp_path) == ["app", "auth"]


def test_folders_that_call_each_other_in_a_circle_are_not_lost(tmp_path: Path) -> None:
    write(tmp_path, {"a/main.tf": calls("../b") + POOL, "b/main.tf": calls("../a")})
    assert roots(tmp_path) == ["a"]


def test_what_terraform_has_downloaded_is_not_read(tmp_path: Path) -> None:
    copies = {".terraform/modules/pool/main.tf": POOL, "node_modules/pool/main.tf": POOL}
    write(tmp_path, {"auth/main.tf": POOL, **copies})
    assert roots(tmp_path) == ["auth"]


def test_an_excluded_folder_is_neither_a_root_nor_a_caller(tmp_path: Path) -> None:
    write(tmp_path, {"examples/main.tf": calls("../auth"), "auth/main.tf": POOL})
    assert roots(tmp_path, exclude=("examples",)) == ["auth"]


def test_a_tofu_file_replaces_the_tf_file_of_the_same_name(tmp_path: Path) -> None:
    write(tmp_path, {"auth/main.tf": POOL, "auth/main.tofu": "locals {}\n"})
    assert roots(tmp_path) == []


def test_json_syntax_calls_modules_too(tmp_path: Path) -> None:
    call = '{"module": {"auth": {"source": "../auth"}}}'
    write(tmp_path, {"app/main.tf.json": call, "auth/main.tf": POOL})
    assert roots(tmp_path) == ["app"]


def test_from_a_module_the_roots_above_it_are_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "dev/main.tf": calls("../stack"),
            "prod/main.tf": calls("../stack"),
            "stack/main.tf": calls("../auth"),
            "auth/main.tf": POOL,
            "other/main.tf": POOL,
        },
    )
    above = tree(tmp_path).roots_above([str(tmp_path / "auth")])
    assert [Path(root).name for root in above] == ["dev", "prod"]


def test_terragrunt_feeds_the_module_that_it_names(tmp_path: Path) -> None:
    terragrunt = 'terraform {\n  source = "../../modules//auth"\n}\n'
    write(tmp_path, {"live/dev/terragrunt.hcl": terragrunt, "modules/auth/main.tf": POOL})
    assert str(tmp_path / "modules/auth") in tree(tmp_path).fed
