"""Facts about the feature plans of user pools: what AWS lets a user pool do for what is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tflint_cognito.cognito.clients import in_force
from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.resource_types import USER_POOL
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Absent, Unknown, Value

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

ATTRIBUTE = "user_pool_tier"


def tier(pool: Resource, architecture: Architecture) -> Value:
    """The feature plan of a user pool: "LITE", "ESSENTIALS" or "PLUS".

    Where nothing is written it is ESSENTIALS, as for every user pool that is made now; one that is older than the
    feature plans (November 2024) keeps what it had, which no configuration shows. Unknown where a plan or a state of a
    user pool that is already there does not tell. Source: CreateUserPool, UserPoolTier ("Defaults to ESSENTIALS").
    """
    value = pool.get(ATTRIBUTE)
    if isinstance(value, Absent) and _is_there(pool, architecture):
        because = f"nothing here tells the feature plan of {pool.address}"
        return Unknown(because, STRING, f"write {ATTRIBUTE}")
    return in_force(pool, ATTRIBUTE)


FACTS = (Fact("tier", (USER_POOL,), ATTRIBUTE, "the feature plan of the user pool is {value}", tier),)


def _is_there(resource: Resource, architecture: Architecture) -> bool:
    """Whether a resource was made before: a state says so, or a plan that does not create it."""
    if architecture.model.kind == "state":
        return True
    return resource.change is not None and "create" not in resource.change.actions
