"""The releases of a provider that may be used are said by the lock file, and by every module."""

from __future__ import annotations

from pathlib import Path

from tests.terraform.tree import reading
from tflint_cognito.terraform.pins import Pin

POOL = 'resource "aws_cognito_user_pool" "customers" {}\n'
AWS = "hashicorp/aws"


def pin(folder: Path, **files: str) -> Pin:
    named = {name.replace("__", "/") + ".tf": text for name, text in files.items() if name != "lock"}
    if "lock" in files:
        named[".terraform.lock.hcl"] = files["lock"]
    (model,) = reading(folder, named).models
    return model.pins.get(AWS, Pin())


def constraints(pin: Pin) -> list[object]:
    return [constraint.value for constraint in pin.constraints]


def test_the_lock_file_has_the_version(tmp_path: Path) -> None:
    found = pin(tmp_path, main=POOL, lock='provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.40.0"\n}\n')
    assert found.locked is not None and found.locked.value == "5.40.0"
    assert found.locked.range is not None and found.locked.range.start.line == 2


def test_opentofu_has_a_registry_of_its_own(tmp_path: Path) -> None:
    found = pin(tmp_path, main=POOL, lock='provider "registry.opentofu.org/hashicorp/aws" {\n  version = "5.40.0"\n}\n')
    assert found.locked is not None


def test_a_provider_of_another_source_is_another(tmp_path: Path) -> None:
    assert pin(tmp_path, main=POOL, lock='provider "registry.example.com/acme/aws" {\n version = "1.0.0"\n}\n') == Pin()


def test_a_lock_file_that_is_none_says_nothing(tmp_path: Path) -> None:
    assert pin(tmp_path, main=POOL, lock="provider {{{").locked is None


def test_constraints_of_the_root_and_of_called_modules_count(tmp_path: Path) -> None:
    required = (
        'terraform {\n  required_providers {\n    aws = {\n      source = "%s"\n      version = "%s"\n    }\n  }\n}\n'
    )
    root = required % ("hashicorp/aws", "~> 5.0") + 'module "customers" {\n  source = "./customers"\n}\n'
    found = pin(tmp_path, main=root, customers__main=required % ("registry.terraform.io/hashicorp/aws", ">= 4") + POOL)
    assert constraints(found) == ["~> 5.0", ">= 4"]


def test_constraints_as_they_were_before_0_13_count(tmp_path: Path) -> None:
    old = 'terraform {\n  required_providers {\n    aws = "~> 2.0"\n  }\n}\nprovider "aws" {\n  version = "< 2.60"\n}\n'
    assert constraints(pin(tmp_path, main=old + POOL)) == ["~> 2.0", "< 2.60"]


def test_a_version_that_is_computed_is_left_out(tmp_path: Path) -> None:
    assert pin(tmp_path, main='provider "aws" {\n  version = var.version\n}\n' + POOL) == Pin()
