"""A real configuration with its plan, its state and the binary plan that both came from.

Terraform 1.11.4 and a stand-in for the AWS provider made them in `infra/`: `plan -out tf.plan -var stage=prod -var
google_secret=not-a-real-secret`, `show -json tf.plan`, `apply tf.plan`, `show -json`. The files lie beside `infra/`, so
that nothing guesses it.
"""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tflint_cognito.cognito.provider import PROVIDER
from tflint_cognito.terraform.model import Model, Resource
from tflint_cognito.terraform.read import Options, PlanSource, Reading, read
from tflint_cognito.terraform.source import Range
from tflint_cognito.terraform.values import Value

TENANTS = Path(__file__).parent / "data" / "tenants"
WEB = 'module.tenant["acme"].module.web.aws_cognito_user_pool_client.web'
STAFF = 'aws_cognito_user_pool.staff["123456789012"]'

FOLDER = PlanSource("folder", "infra")
BINARY = PlanSource("binary plan", "tf.plan")


def copied(to: Path) -> Path:
    """A copy of all of it, to change."""
    shutil.copytree(TENANTS, to, dirs_exist_ok=True)
    return to


def reading(folder: Path, *sources: PlanSource, path: str = "plan.json", **options: object) -> Reading:
    settings = Options(working_directory=folder, plan_sources=sources, cache=False, **options)  # type: ignore[arg-type]
    return read([path], settings, PROVIDER)


def model(folder: Path, *sources: PlanSource, path: str = "plan.json", **options: object) -> Model:
    (only,) = reading(folder, *sources, path=path, **options).models
    return only


def resource(model: Model, address: str) -> Resource:
    (found,) = [one for one in (*model.resources, *model.data_sources) if str(one.address) == address]
    return found


def at(range: Range | None) -> str:
    """`infra/main.tf:12:3`, or a dash."""
    return "-" if range is None else f"{range.path}:{range.start.line}:{range.start.column}"


def way(value: Value) -> list[tuple[str, str, str]]:
    return [(step.subject, step.how, at(step.range)) for step in value.trail]


def warnings(model: Model) -> list[str]:
    assert {one.severity for one in model.diagnostics} <= {"warning"}
    return [one.message for one in model.diagnostics]


def binary_plan(files: Mapping[str, str | bytes], *, link: str = "", compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file as `terraform plan -out` lays it out, with an empty plan; `link` names a symbolic link in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        archive.writestr("tfplan", b"")
        for name, text in files.items():
            archive.writestr(name, text)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    return data.getvalue()
