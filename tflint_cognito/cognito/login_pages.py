"""Facts about sign-in pages: what styles them, for which app client and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact
from tflint_cognito.cognito.ordering import comes_after
from tflint_cognito.cognito.resource_types import BRANDING, DOMAIN, UI_CUSTOMIZATION
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.types import BOOL
from tflint_cognito.terraform.values import NOT_WRITTEN, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture


def styled_again(branding: Resource, architecture: Architecture) -> Value:
    """The address of another branding style of the same app client; absent where there is none. Unknown where another
    one may be its, too. Source: CreateManagedLoginBranding (ManagedLoginBrandingExistsException)."""
    styles = architecture.siblings(branding, (BRANDING,), "client")
    for other in styles.certain:
        if other.address != branding.address:
            return replace(string(str(other.address)), range=branding.get("client_id").range)
    for other, reason in styles.possible:
        if other.address != branding.address:
            because = f"{other.address} may be of the same app client: {reason.because}"
            return Unknown(because, decides=reason.decides, range=branding.get("client_id").range)
    if styles.gap is not None:
        return Unknown(styles.gap.because, decides=styles.gap.decides)
    return NOT_WRITTEN


def domain_comes_first(customization: Resource, architecture: Architecture) -> Value:
    """Whether Terraform makes a domain of the user pool before what customizes its pages; absent where no domain of it
    is declared here. Unknown where a plan or a state does not show the order.
    Source: SetUICustomization ("Your user pool must have a domain").
    """
    domains = architecture.siblings(customization, (DOMAIN,), "user_pool").certain
    orders = [comes_after(customization, domain, architecture) for domain in domains]
    if not orders:
        return NOT_WRITTEN
    if True in orders or None not in orders:
        return replace(boolean(True in orders), range=customization.get("user_pool_id").range)
    because = f"whether {customization.address} is made after {domains[0].address} is not shown here"
    return Unknown(because, BOOL, "lint the configuration")


FACTS: Final = (
    Fact("styled_again", (BRANDING,), "client_id", "{value} styles the same app client", styled_again),
    Fact(
        "domain_comes_first",
        (UI_CUSTOMIZATION,),
        "user_pool_id",
        "that a domain is made first is {value}",
        domain_comes_first,
    ),
)
