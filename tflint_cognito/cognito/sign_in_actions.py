"""Facts about load balancers that sign users in, and about GraphQL APIs that accept user pools' tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from tflint_cognito.cognito.fact import Fact, doubt, elsewhere
from tflint_cognito.cognito.following import Target
from tflint_cognito.cognito.identity_pools import same_user_pool
from tflint_cognito.cognito.links import LINKS
from tflint_cognito.cognito.resource_types import GRAPHQL_API, LISTENER_RULES, LISTENERS
from tflint_cognito.records import replace
from tflint_cognito.terraform.model import Resource, descend
from tflint_cognito.terraform.types import BOOL, DYNAMIC
from tflint_cognito.terraform.values import NOT_WRITTEN, Absent, Known, Unknown, Value, boolean, string

if TYPE_CHECKING:
    from tflint_cognito.cognito.architecture import Architecture

_SIGNS_IN: Final = "authenticate_cognito"
#: What ends the work of a listener or a rule. Source: Elastic Load Balancing API, Action, Type.
_ROUTES: Final = ("forward", "redirect", "fixed-response")


def sign_in_actions(listener: Resource, architecture: Architecture) -> Value:
    """The authenticate_cognito blocks of a load balancer's listener or rule, each as it is written.
    Source: Elastic Load Balancing API, AuthenticateCognitoActionConfig.
    """
    return _each_action(listener, lambda block, actions, index: block)


def sign_in_checks(listener: Resource, architecture: Architecture) -> Value:
    """What can go wrong with each authenticate_cognito block of a load balancer's listener or rule, as a mapping of

    * one_pool: whether app client and domain belong to the user pool of user_pool_arn;
    * leads: whether the action comes before those that route the request (by `order`, which the provider counts from 1
      where it is not written).

    Source: Elastic Load Balancing API, AuthenticateCognitoActionConfig and Action, Order; provider,
    internal/service/elbv2/listener.go.
    """

    def check(block: Known, actions: tuple[Value, ...], index: int) -> Mapping[str, Value]:
        checks = {"one_pool": _one_pool(block, architecture), "leads": _leads(actions, index)}
        return {"@value": descend(block, ["user_pool_client_id"]), **checks}

    return _each_action(listener, lambda block, actions, index: replace(block, value=check(block, actions, index)))


def listener_protocol(rule: Resource, architecture: Architecture) -> Value:
    """The protocol of the listener that a rule belongs to; unknown where that is not declared here.
    Source: CreateListener, Protocol.
    """
    for target in architecture.targets(rule, "listener"):
        if target.resource is not None:
            protocol = target.resource.get("protocol")
            return replace(protocol, range=target.value.range)
        return elsewhere(target.value, "listener_arn")
    return NOT_WRITTEN


def user_pool_configs(api: Resource, architecture: Architecture) -> Value:
    """The user_pool_config blocks of a GraphQL API, its own and those of its additional providers, each as it is
    written. Source: AppSync API, UserPoolConfig and CognitoUserPoolConfig.
    """
    return _each_config(api, lambda block: block)


def user_pool_regions(api: Resource, architecture: Architecture) -> Value:
    """The aws_region of each user_pool_config block, as a mapping of right: whether user_pool_id begins with it, or the
    user pool that is declared here is made in it (by its `region`, or its provider's). Absent where it is not written;
    unknown where either is. Source: AppSync API, UserPoolConfig, awsRegion.
    """

    def region(block: Known) -> Known:
        value = descend(block, ["aws_region"])
        parts = {"@value": value, "right": _in_region(block, architecture)}
        return Known(parts, DYNAMIC, value.range or block.range, value.trail)

    return _each_config(api, region)


_BALANCERS: Final = (*LISTENERS, *LISTENER_RULES)
FACTS: Final = (
    Fact("sign_in_actions", _BALANCERS, "", "the actions that sign users in are {value}", sign_in_actions),
    Fact("sign_in_checks", _BALANCERS, "", "the app clients that sign users in are {value}", sign_in_checks),
    Fact(
        "listener_protocol",
        LISTENER_RULES,
        "listener_arn",
        "the listener's protocol is {value}",
        listener_protocol,
    ),
    Fact(
        "user_pool_configs",
        (GRAPHQL_API,),
        "user_pool_config",
        "the user pools whose tokens are accepted are {value}",
        user_pool_configs,
    ),
    Fact(
        "user_pool_regions",
        (GRAPHQL_API,),
        "user_pool_config",
        "the regions of the user pools are {value}",
        user_pool_regions,
    ),
)


def _each_action(listener: Resource, part: Callable[..., Known]) -> Value:
    path = "default_action" if listener.type in LISTENERS else "action"
    actions = listener.get(path)
    match actions:
        case Known(value=tuple() as items) | Unknown(parts=items):
            found: list[Value] = []
            nested = [descend(action, [_SIGNS_IN]) for action in items]
            for index, blocks in enumerate(nested):
                found += _parts(blocks, f"{path}[{index}].{_SIGNS_IN}", partial(part, actions=items, index=index))
            return _listed(found, actions, *nested)
    return Known((), DYNAMIC)


def _each_config(api: Resource, part: Callable[[Known], Known]) -> Value:
    own, more = api.get("user_pool_config"), api.get("additional_authentication_provider")
    found, nested = list(_parts(own, "user_pool_config", part)), []
    match more:
        case Known(value=tuple() as items) | Unknown(parts=items):
            nested = [descend(item, ["user_pool_config"]) for item in items]
            for index, blocks in enumerate(nested):
                found += _parts(blocks, f"additional_authentication_provider[{index}].user_pool_config", part)
    return _listed(found, own, more, *nested)


def _listed(found: list[Value], *wholes: Value) -> Value:
    """A list of what was found, of which there may be more where one of `wholes` is unknown."""
    items = tuple(found)
    unknown = next((whole for whole in wholes if isinstance(whole, Unknown)), None)
    return Known(items, DYNAMIC) if unknown is None else replace(doubt(unknown, DYNAMIC), parts=items)


def _parts(blocks: Value, path: str, part: Callable[[Known], Known]) -> Iterator[Value]:
    """What `part` makes of each block that is certainly there, with its path."""
    match blocks:
        case Known(value=tuple() as items) | Unknown(parts=items):
            for block in items:
                if isinstance(block, Known) and isinstance(block.value, Mapping):
                    made = part(block)
                    assert isinstance(made.value, Mapping)
                    yield replace(made, value={**made.value, "@attribute": string(path)})
                else:
                    yield block


def _one_pool(block: Value, architecture: Architecture) -> Value:
    pool = architecture.declared.target(descend(block, ["user_pool_arn"]), LINKS["user_pool"])
    unknown: Value = NOT_WRITTEN
    for attribute, link in (("user_pool_client_id", "client"), ("user_pool_domain", "domain")):
        target = architecture.declared.target(descend(block, [attribute]), LINKS[link])
        answer = NOT_WRITTEN if target is None or pool is None else _belongs(target, attribute, pool, architecture)
        if isinstance(answer, Known) and answer.value is False:
            return answer
        if isinstance(answer, Unknown):
            unknown = answer
    return boolean(True) if isinstance(unknown, Absent) else unknown


def _belongs(target: Target, path: str, pool: Target, architecture: Architecture) -> Value:
    if target.resource is None:
        return elsewhere(target.value, path, BOOL)
    for own in architecture.targets(target.resource, "user_pool"):
        return same_user_pool(own, pool)
    return NOT_WRITTEN


def _leads(actions: tuple[Value, ...], index: int) -> Value:
    own = _order(actions, index)
    unknown: Value = NOT_WRITTEN
    for other in range(len(actions)):
        kind = descend(actions[other], ["type"])
        routes = isinstance(kind, Known) and kind.value in _ROUTES
        place = _order(actions, other)
        if other == index or (isinstance(kind, Known) and not routes):
            continue
        match own, place:
            case Known(value=int() | Decimal() as first), Known(value=int() | Decimal() as second):
                if second < first and routes:
                    return boolean(False)
                if second < first and isinstance(kind, Unknown):
                    unknown = doubt(kind, BOOL)
            case (Unknown() as reason, _) | (_, Unknown() as reason):
                unknown = doubt(reason, BOOL)
    return boolean(True) if isinstance(unknown, Absent) else unknown


def _order(actions: tuple[Value, ...], index: int) -> Value:
    order = descend(actions[index], ["order"])
    return Known(index + 1) if isinstance(order, Absent) else order


def _in_region(block: Value, architecture: Architecture) -> Value:
    region, pool = descend(block, ["aws_region"]), descend(block, ["user_pool_id"])
    match region, pool:
        case Absent(), _:
            return NOT_WRITTEN
        case Known(value=str() as name), Known(value=str() as id):
            return boolean(id.partition("_")[0] == name)
        case Known(value=str() as name), Unknown():
            made_in = _region_of(pool, architecture)
            return boolean(made_in == name) if made_in is not None else doubt(pool, BOOL)
        case (Unknown() as unknown, _) | (_, Unknown() as unknown):
            return doubt(unknown, BOOL)
    return NOT_WRITTEN


def _region_of(pool: Unknown, architecture: Architecture) -> str | None:
    """The region that a user pool is made in, where that is known."""
    target = architecture.declared.target(pool, LINKS["user_pool"])
    if target is None or target.resource is None:
        return None
    match target.resource.region:
        case Known(value=str() as name):
            return name
    return None
