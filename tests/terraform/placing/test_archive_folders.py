"""The modules of a binary plan lie where their calls lead, by the names that the reader knows them by."""

from __future__ import annotations

import json
from pathlib import Path

from tests.terraform.placing.tenants import (
    BINARY,
    TENANTS,
    WEB,
    at,
    binary_plan,
    copied,
    model,
    resource,
    warnings,
)
from tests.terraform.plan.plans import block, change, constant, plan
from tflint_cognito.terraform.read import PlanSource

INFRA = PlanSource("binary plan", "infra/tf.plan")


def moved(folder: Path) -> Path:
    """The plan where `terraform -chdir=infra plan -out=tf.plan` leaves it."""
    (copied(folder) / "tf.plan").rename(folder / "infra" / "tf.plan")
    return folder


def test_files_that_are_there_on_disk_have_their_own_paths(tmp_path: Path) -> None:
    placed = model(moved(tmp_path), INFRA)
    assert at(resource(placed, WEB).range) == "infra/pools/client/main.tf:5:1"
    guests = resource(placed, "module.guests[0].aws_cognito_identity_pool.guests")
    assert at(guests.range) == "shared/guests/main.tf.json:5:7"
    assert warnings(placed) == []


def test_a_variable_file_beside_them_is_on_the_trail(tmp_path: Path) -> None:
    pool = resource(model(moved(tmp_path), INFRA), 'module.tenant["acme"].aws_cognito_user_pool.this')
    assert at(pool.get("mfa_configuration").trail[-1].range) == "infra/terraform.tfvars:2:19"


def test_the_plan_shows_a_file_as_it_was_and_says_that_it_has_changed(tmp_path: Path) -> None:
    folder = moved(tmp_path)
    client = folder / "infra" / "pools" / "client" / "main.tf"
    client.write_text("# moved down\n" + client.read_text())
    placed = model(folder, INFRA)
    assert at(resource(placed, WEB).range) == "infra/pools/client/main.tf:5:1"
    assert warnings(placed) == [
        "infra/pools/client/main.tf changed after the plan was made: places are those in infra/tf.plan's own copy"
    ]


def test_another_root_module_on_disk_does_not_lend_its_paths(tmp_path: Path) -> None:
    """A folder that only has a main.tf, as all have, is not the one that was planned."""
    folder = moved(tmp_path)
    (folder / "infra" / "main.tf").write_text('variable "unrelated" {}\n')
    assert at(resource(model(folder, INFRA), WEB).range) == "infra/tf.plan/tfconfig/m-tenant.web/main.tf:5:1"


def test_a_missing_file_keeps_its_name_in_the_plan(tmp_path: Path) -> None:
    folder = moved(tmp_path)
    (folder / "infra" / "pools" / "client" / "main.tf").unlink()
    assert at(resource(model(folder, INFRA), WEB).range) == "infra/tf.plan/tfconfig/m-tenant.web/main.tf:5:1"


def client(address: str) -> dict[str, object]:
    return {**change(address, {"name": "web"}), "address": address, "type": "aws_cognito_user_pool_client"}


WEB_BLOCK = 'resource "aws_cognito_user_pool_client" "web" {\n  name = "web"\n}\n'


def planned(folder: Path, listed: list[dict[str, str]], files: dict[str, str], *addresses: str) -> Path:
    """A plan of app clients in modules, and the binary plan of their source."""
    document = plan(*map(client, addresses), configured=[block("aws_lb.x", {"name": constant("x")})])
    (folder / "plan.json").write_text(json.dumps(document))
    (folder / "tf.plan").write_bytes(binary_plan({**files, "tfconfig/modules.json": json.dumps(listed)}))
    return folder


def test_a_downloaded_module_is_in_the_plan_as_well(tmp_path: Path) -> None:
    source = "registry.terraform.io/acme/clients/aws"
    folder = planned(
        tmp_path,
        [{"Key": "", "Dir": "."}, {"Key": "auth", "Source": source, "Dir": ".terraform/modules/auth"}],
        {
            "tfconfig/m-/main.tf": 'module "auth" {\n  source = "acme/clients/aws"\n}\n',
            "tfconfig/m-auth/clients.tf": WEB_BLOCK,
        },
        "module.auth.aws_cognito_user_pool_client.web",
    )
    placed = model(folder, BINARY)
    web = resource(placed, "module.auth.aws_cognito_user_pool_client.web")
    assert at(web.get("name").range) == "tf.plan/tfconfig/m-auth/clients.tf:2:10"
    assert [at(call) for call in web.calls] == ["tf.plan/tfconfig/m-/main.tf:1:1"]


def test_a_folder_above_everything_is_only_a_name(tmp_path: Path) -> None:
    """What a hostile list of modules says of folders opens nothing on disk."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "main.tf").write_text("# on disk\n")
    folder = planned(
        tmp_path,
        [{"Key": "", "Dir": str(tmp_path / "real")}],
        {"tfconfig/m-/main.tf": WEB_BLOCK + 'locals {\n  x = file("/etc/hostname")\n}\n'},
        "aws_cognito_user_pool_client.web",
    )
    placed = model(folder, BINARY)
    assert at(resource(placed, "aws_cognito_user_pool_client.web").range) == "tf.plan/tfconfig/m-/main.tf:1:1"


def test_a_plan_without_anything_on_disk_needs_no_checkout() -> None:
    assert at(resource(model(TENANTS, BINARY), WEB).range) == "tf.plan/tfconfig/m-tenant.web/main.tf:5:1"


def test_a_file_outside_of_the_repository_has_its_name_in_the_plan(tmp_path: Path) -> None:
    """Whether there is such a file on disk is nobody's business."""
    (tmp_path / "main.tf").write_text(WEB_BLOCK)
    inner = tmp_path / "inner"
    (inner / ".git").mkdir(parents=True)
    root = 'module "above" {\n  source = "../"\n}\n'
    (inner / "main.tf").write_text(root)
    folder = planned(
        inner,
        [{"Key": "", "Dir": "."}, {"Key": "above", "Source": "../", "Dir": ".."}],
        {"tfconfig/m-/main.tf": root, "tfconfig/m-above/main.tf": WEB_BLOCK},
        "module.above.aws_cognito_user_pool_client.web",
    )
    web = resource(model(folder, BINARY), "module.above.aws_cognito_user_pool_client.web")
    assert at(web.range) == "tf.plan/tfconfig/m-above/main.tf:1:1"
    assert [at(call) for call in web.calls] == ["main.tf:1:1"]
