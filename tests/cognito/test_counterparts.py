"""Which resources of several environments are the same one, which may be, and what the facts say of those that differ.

The rules' examples have the places and words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.cognito.architectures import NOBODY_KNOWS, architecture, attribute_of, client, plain, pool, resource, server
from tests.cognito.test_posture import environment
from tests.cognito.test_posture import side_by_side as beside_each_other
from tflint_cognito.cognito.architecture import Architecture
from tflint_cognito.cognito.counterparts import counterpart
from tflint_cognito.cognito.environment_words import neutral, vocabularies
from tflint_cognito.cognito.identities import Counterpart
from tflint_cognito.cognito.posture import UNKNOWN, Row
from tflint_cognito.cognito.standing import Environment, stand
from tflint_cognito.terraform.diagnostic import Gap
from tflint_cognito.terraform.model import Resource
from tflint_cognito.terraform.values import Known, Unknown, Value

POOL = 'resource "aws_cognito_user_pool" "{}" {{\n  name = "{}"\n}}\n'
CLIENT = 'resource "aws_cognito_user_pool_client" "{}" {{\n  name = "{}"\n  user_pool_id = "eu-west-1_a"\n{}}}\n'
MANAGED = 'resource "aws_cognito_managed_user_pool_client" "{}" {{\n  user_pool_id = "eu-west-1_a"\n{}}}\n'
WEB = '  allowed_oauth_flows_user_pool_client = true\n  allowed_oauth_flows = ["code"]\n'
MACHINE = '  allowed_oauth_flows_user_pool_client = true\n  allowed_oauth_flows = ["client_credentials"]\n'


def standing(**environments: Architecture) -> list[Architecture]:
    """The architectures, each in the environment of its name, the lowest first."""
    stand([Environment(name, rank, [(".", one)]) for rank, (name, one) in enumerate(environments.items())])
    return list(environments.values())


def counterpart_in(prod: Architecture, resource: Resource, dev: Architecture) -> str | Unknown:
    """The address of the counterpart of one in dev; "" where there is none."""
    assert prod.standing is not None
    match counterpart(resource, dev, prod.standing.here):
        case Counterpart(resource=other):
            return str(other.address)
        case Unknown() as unknown:
            return unknown
    return ""


def found(resource: Resource, dev: Architecture, prod: Architecture) -> str:
    """What the counterpart of one in dev is called in prod; "?" where that cannot be told."""
    standing(dev=dev, prod=prod)
    there = counterpart_in(prod, resource, dev)
    return "?" if isinstance(there, Unknown) else there


def fact(name: str, **environments: Architecture) -> list[Value]:
    """The fact of the first resource in each environment."""
    return [one.fact(name, one.resources[0]) for one in standing(**environments)]


def named_pool(label: str, name: Any) -> Resource:
    return resource(f"aws_cognito_user_pool.{label}", name=name)


def named_client(label: str, name: str) -> Resource:
    return resource(f"aws_cognito_user_pool_client.{label}", name=name)


def words(value: Value) -> list[str]:
    return [one["@words"] for one in plain(value)]


def presence(dev: str, prod: str) -> list[Row]:
    """Whether each resource is in either, in `compare`."""
    return [
        row for row in beside_each_other(("dev", "prod"), [environment(dev)], [environment(prod)]) if not row.attribute
    ]


def certain(address: str | Unknown) -> str | None:
    return None if isinstance(address, Unknown) or not address else address


def paired(dev: str, prod: str) -> dict[str, str | None]:
    """What of dev is taken for what of prod, and what is in dev only; by address. `compare` and the rules agree."""
    found = {}
    for row in presence(dev, prod):
        if row.cells[0] == "present":
            there = row.addresses[1] if row.addresses else row.address
            found[row.address] = there if row.cells[1] == "present" else None
    here, above = standing(dev=environment(dev), prod=environment(prod))
    assert found == {str(one.address): certain(counterpart_in(above, one, here)) for one in here.resources}
    return found


def test_the_same_address_is_the_same_resource_whatever_its_name() -> None:
    there = paired(POOL.format("this", "customers"), POOL.format("this", "people"))
    assert there == {"aws_cognito_user_pool.this": "aws_cognito_user_pool.this"}


def test_the_words_of_an_environment_make_no_difference_to_an_address() -> None:
    keyed = 'resource "aws_cognito_user_pool" "this" {{\n  for_each = toset(["{}"])\n  name = each.key\n}}\n'
    assert paired(keyed.format("dev"), keyed.format("prod")) == {
        'aws_cognito_user_pool.this["dev"]': 'aws_cognito_user_pool.this["prod"]'
    }
    assert paired(POOL.format("auth_dev", "a") + POOL.format("staff_dev", "s"), POOL.format("auth_prod", "a")) == {
        "aws_cognito_user_pool.auth_dev": "aws_cognito_user_pool.auth_prod",
        "aws_cognito_user_pool.staff_dev": None,
    }


def test_the_given_name_tells_who_it_is() -> None:
    dev = POOL.format("a", "shop-dev-customers") + POOL.format("b", "shop-dev-staff")
    prod = POOL.format("c", "prod-shop-staff") + POOL.format("d", "prod-shop-customers")
    assert paired(dev, prod) == {"aws_cognito_user_pool.a": "aws_cognito_user_pool.d"} | {
        "aws_cognito_user_pool.b": "aws_cognito_user_pool.c"
    }


def test_the_only_user_pool_may_be_the_only_one_of_a_name_that_is_not_known() -> None:
    module = 'variable "name" {}\n' + POOL.format("this", "x").replace('"x"', "var.name")
    assert paired(POOL.format("users", "customers"), module) == {"aws_cognito_user_pool.users": None}
    [mine, theirs] = presence(POOL.format("users", "customers"), module)
    assert (mine.cells, theirs.cells) == (("present", UNKNOWN), (UNKNOWN, "present"))
    assert mine.because[1] == "whether it is the same as in prod is not known: var.name has no value here"
    assert not mine.differs


def test_two_names_that_differ_are_never_paired() -> None:
    assert paired(POOL.format("a", "customers"), POOL.format("b", "staff")) == {"aws_cognito_user_pool.a": None}


def test_app_clients_of_two_kinds_are_never_paired() -> None:
    dev, prod = MANAGED.format("web", WEB), MANAGED.format("worker", MACHINE)
    assert paired(dev, prod) == {"aws_cognito_managed_user_pool_client.web": None}
    assert paired(dev, prod.replace(MACHINE, WEB)) == {
        "aws_cognito_managed_user_pool_client.web": "aws_cognito_managed_user_pool_client.worker"
    }
    unnamed = 'variable "name" {}\n' + CLIENT.format("web", "x", "").replace('"x"', "var.name")
    machine = 'variable "name" {}\n' + CLIENT.format("worker", "x", MACHINE).replace('"x"', "var.name")
    assert [row.cells for row in presence(unnamed, machine)] == [("present", "absent"), ("absent", "present")]
    assert {UNKNOWN in row.cells for row in presence(unnamed, machine.replace(MACHINE, ""))} == {True}


def test_the_only_one_is_not_known_to_be_where_something_is_hidden() -> None:
    module = 'module "more" {\n  source  = "example/cognito/aws"\n  version = "1.0.0"\n}\n'
    dev, prod = MANAGED.format("web", WEB), MANAGED.format("site", WEB)
    assert paired(dev, prod)["aws_cognito_managed_user_pool_client.web"] is not None
    assert paired(dev, prod + module) == {"aws_cognito_managed_user_pool_client.web": None}


def test_where_there_are_two_that_could_be_meant_neither_is() -> None:
    dev = POOL.format("a", "customers") + POOL.format("b", "customers")
    assert paired(dev, POOL.format("c", "customers")) == dict.fromkeys(
        ("aws_cognito_user_pool.a", "aws_cognito_user_pool.b")
    )


def test_keys_that_are_no_environments_tell_instances_apart() -> None:
    client = (
        'variable "name" {{}}\n'
        'resource "aws_cognito_user_pool_client" "apps" {{\n  for_each = toset(["{}"])\n  name = var.name\n'
        '  user_pool_id = "eu-west-1_a"\n}}\n'
    )
    assert paired(client.format("web"), client.format("till")) == {'aws_cognito_user_pool_client.apps["web"]': None}


def test_what_belongs_to_another_user_pool_is_not_meant() -> None:
    domain = (
        'resource "aws_cognito_user_pool_domain" "{0}" {{\n  domain = "x"\n'
        "  user_pool_id = aws_cognito_user_pool.{0}.id\n}}\n"
    )
    dev = POOL.format("a", "customers") + domain.format("a")
    prod = POOL.format("b", "staff") + domain.format("b")
    assert paired(dev, prod) == {"aws_cognito_user_pool.a": None, "aws_cognito_user_pool_domain.a": None}
    assert paired(dev, prod.replace("staff", "customers"))["aws_cognito_user_pool_domain.a"] is not None


def test_one_environment_alone_stands_nowhere() -> None:
    [alone] = standing(prod=architecture(pool()))
    assert alone.standing is None
    assert plain(alone.fact("weaker_than_lower", alone.resources[0])) is None


def test_an_address_is_the_same_resource_in_a_fact_whatever_its_name() -> None:
    dev, prod = named_pool("customers", "sandbox"), named_pool("customers", "customers")
    assert found(dev, architecture(dev), architecture(prod)) == "aws_cognito_user_pool.customers"


@pytest.mark.parametrize(
    ("dev", "prod"),
    [
        ("module.dev.aws_cognito_user_pool.this", "module.prod.aws_cognito_user_pool.this"),
        ("module.auth_dev.aws_cognito_user_pool.this", "module.auth_prod.aws_cognito_user_pool.this"),
        ('aws_cognito_user_pool.this["dev"]', 'aws_cognito_user_pool.this["prod"]'),
    ],
)
def test_the_name_of_the_environment_in_an_address_makes_no_difference(dev: str, prod: str) -> None:
    here = resource(dev)
    assert found(here, architecture(here), architecture(resource(prod))) == prod


def test_a_name_of_its_own_finds_what_has_another_address() -> None:
    dev, prod = named_pool("this", "shop-dev"), named_pool("customers", "shop-prod")
    assert found(dev, architecture(dev), architecture(prod)) == "aws_cognito_user_pool.customers"


def test_another_name_is_another_resource_and_an_unknown_one_may_be() -> None:
    dev = named_pool("this", "shop")
    assert found(dev, architecture(dev), architecture(named_pool("staff", "staff"))) == ""
    assert found(dev, architecture(dev), architecture(named_pool("staff", NOBODY_KNOWS))) == "?"


def test_what_has_a_counterpart_by_its_address_is_none_by_its_name() -> None:
    dev, both = named_client("old", "web"), named_client("web", "web")
    assert found(dev, architecture(dev, named_client("web", "shop")), architecture(both)) == ""


def test_two_of_one_name_are_not_told_apart() -> None:
    dev = named_client("this", "web")
    prod = architecture(named_client("first", "web"), named_client("second", "web"))
    assert found(dev, architecture(dev), prod) == "?"


def test_one_that_may_not_be_there_cannot_be_told() -> None:
    maybe = replace(pool(), possible=NOBODY_KNOWS)
    assert found(pool(), architecture(pool()), architecture(maybe)) == "?"


def test_of_addresses_with_the_words_of_environments_those_of_one_name_are_the_same() -> None:
    """What dev has at the address is something else; prod says prd in it."""
    dev, test, prod = named_client("api_dev", "app"), named_client("api_test", "shop"), named_client("api_prd", "shop")
    here, above, top = standing(dev=architecture(dev), test=architecture(test), prod=architecture(prod))
    assert counterpart_in(top, test, above) == "aws_cognito_user_pool_client.api_prd"
    assert counterpart_in(top, dev, here) == ""


def test_a_name_that_another_may_have_does_not_tell() -> None:
    dev, prod = named_pool("this", "shop"), named_pool("customers", "shop")
    assert found(dev, architecture(dev), architecture(prod, named_pool("other", "staff"))) != "?"
    assert found(dev, architecture(dev), architecture(prod, named_pool("other", NOBODY_KNOWS))) == "?"
    assert found(dev, architecture(dev, named_pool("other", NOBODY_KNOWS)), architecture(prod)) == "?"


def test_what_is_the_same_as_something_else_is_no_rival() -> None:
    dev, prod = named_pool("this", "shop"), named_pool("customers", "shop")
    both = named_pool("other", NOBODY_KNOWS)
    assert found(dev, architecture(dev, both), architecture(prod, both)) == "aws_cognito_user_pool.customers"


def test_one_name_in_two_user_pools_is_that_of_the_same_user_pool() -> None:
    def client_of(label: str, pool: str) -> Resource:
        own = attribute_of(f"aws_cognito_user_pool.{pool}")
        return resource(f"aws_cognito_user_pool_client.{label}", name="web", user_pool_id=own)

    pools = pool("shop"), pool("staff")
    dev, other = client_of("a", "shop"), client_of("b", "staff")
    prod = architecture(*pools, client_of("c", "staff"), client_of("d", "shop"))
    assert found(dev, architecture(*pools, dev, other), prod) == "aws_cognito_user_pool_client.d"
    assert found(dev, architecture(*pools, dev), architecture(*pools, client_of("c", "staff"))) == ""
    unknown = replace(client_of("c", "staff"), attributes={**client_of("c", "staff").attributes, "name": NOBODY_KNOWS})
    assert found(dev, architecture(*pools, dev), architecture(*pools, unknown)) == ""


def test_a_resource_server_is_known_by_its_identifier_and_not_by_its_name() -> None:
    def named(label: str, identifier: str, name: str) -> Resource:
        return resource(f"aws_cognito_resource_server.{label}", identifier=identifier, name=name)

    dev = named("a", "billing", "x")
    assert found(dev, architecture(dev), architecture(named("b", "billing", "y"))) == "aws_cognito_resource_server.b"
    assert found(dev, architecture(dev), architecture(named("b", "orders", "x"))) == ""


def test_a_secret_name_tells_nothing() -> None:
    dev, prod = named_pool("a", Known("shop", sensitive=True)), named_pool("b", Known("shop", sensitive=True))
    assert found(dev, architecture(dev), architecture(prod)) == "?"


def test_the_numbers_of_count_tell_nothing_where_there_are_several() -> None:
    def counted(number: int, name: Any) -> Resource:
        return resource(f"aws_cognito_user_pool_client.apps[{number}]", name=name)

    dev = counted(0, "web")
    assert found(dev, architecture(dev), architecture(counted(0, "till"))) == "aws_cognito_user_pool_client.apps[0]"
    two = architecture(counted(0, "till"), counted(1, "web"))
    assert found(dev, architecture(dev, counted(1, "till")), two) == "aws_cognito_user_pool_client.apps[1]"
    assert found(dev, architecture(dev), architecture(counted(0, NOBODY_KNOWS), counted(1, "till"))) == "?"


def in_roots(**environments: dict[str, Architecture]) -> str | Unknown:
    """The counterpart in the last environment of what is the first in the first."""
    stand([Environment(name, rank, [*each.items()]) for rank, (name, each) in enumerate(environments.items())])
    first, *_, last = (one for each in environments.values() for one in each.values())
    return counterpart_in(last, first.resources[0], first)


def test_a_resource_in_another_root_module_is_another_where_both_have_both() -> None:
    shop, staff = architecture(named_pool("a", "x")), architecture(named_pool("a", "y"))
    nothing = architecture()
    assert in_roots(dev={"shop": shop, "staff": nothing}, prod={"shop": architecture(), "staff": staff}) == ""


def test_a_root_module_of_another_name_may_be_the_same() -> None:
    users = named_pool("customers", NOBODY_KNOWS)
    moved = in_roots(dev={"shop": architecture(users)}, prod={"infra": architecture(users)})
    assert moved == "aws_cognito_user_pool.customers"
    two = in_roots(dev={"shop": architecture(users)}, prod={"a": architecture(users), "b": architecture(users)})
    assert isinstance(two, Unknown)
    assert two.because == "aws_cognito_user_pool.customers is there 2 times in prod"


def test_a_root_module_may_have_the_name_of_its_environment() -> None:
    """Both of dev have the same; only the one that is left in prod is the one of shop."""
    one, two, three = (architecture(named_pool("customers", NOBODY_KNOWS)) for _ in range(3))
    there = in_roots(dev={"shop/dev": one, "staff/dev": two}, prod={"shop/prod": three, "staff/prod": architecture()})
    assert there == "aws_cognito_user_pool.customers"


def test_how_many_instances_there_are_may_not_be_known() -> None:
    dev = resource('aws_cognito_user_pool_client.apps["web"]', name="web")
    some = resource("aws_cognito_user_pool_client.apps", {"possible": NOBODY_KNOWS}, name=NOBODY_KNOWS)
    standing(dev=(here := architecture(dev)), prod=(above := architecture(some)))
    why = counterpart_in(above, dev, here)
    assert isinstance(why, Unknown)
    assert why.because == "whether it is there in prod is not known: var.site has no value here"
    left_out = Architecture(replace(architecture().model, left_out=(some,)))
    assert found(dev, architecture(dev), left_out) == "?"


def managed(address: str) -> Resource:
    flows: dict[str, Any] = {"allowed_oauth_flows_user_pool_client": True, "allowed_oauth_flows": ["code"]}
    return resource(address.replace("client", "aws_cognito_managed_user_pool_client"), **flows)


def test_of_several_without_a_name_the_block_tells() -> None:
    dev = managed("module.search.client.shop"), managed("module.search.client.staff")
    prod = managed("client.staff"), managed("client.shop")
    assert found(dev[0], architecture(*dev), architecture(*prod)) == "aws_cognito_managed_user_pool_client.shop"
    assert found(dev[0], architecture(*dev), architecture(managed("client.this"), managed("client.main"))) == "?"


def test_of_those_without_a_name_keys_tell() -> None:
    dev, prod = managed('client.apps["web"]'), managed('client.apps["till"]')
    assert found(dev, architecture(dev), architecture(prod)) == "?"
    assert found(dev, architecture(dev), architecture(managed('client.all["web"]'))) != "?"


def test_two_environments_agree_whatever_a_third_has() -> None:
    """Two of one name in staging are told apart by nothing; dev and prod have one each."""
    web = named_client("a", "web"), named_client("b", "web"), named_client("c", "web"), named_client("d", "web")
    dev, _, prod = standing(dev=architecture(web[0]), staging=architecture(*web[1:3]), prod=architecture(web[3]))
    assert counterpart_in(prod, web[0], dev) == "aws_cognito_user_pool_client.d"


def test_what_may_not_be_there_does_not_differ() -> None:
    text = 'variable "many" {}\n' + POOL.format("this", "customers")
    off = text.replace("{\n  name", '{\n  count = var.many\n  deletion_protection = "ACTIVE"\n  name')
    rows = beside_each_other(("dev", "prod"), [environment(off)], [environment(off.replace("ACTIVE", "INACTIVE"))])
    row = next(row for row in rows if row.attribute == "deletion_protection")
    assert (row.cells, row.differs, row.compared) == ((UNKNOWN, UNKNOWN), False, False)
    assert row.because == ("var.many has no value here",) * 2


def test_the_words_of_an_environment_make_no_difference_to_a_scope() -> None:
    texts = [CLIENT.format("web", "web", f'  allowed_oauth_scopes = ["{name}-api/read"]\n') for name in ("dev", "prod")]
    rows = beside_each_other(("dev", "prod"), *([environment(text)] for text in texts))
    assert [row.attribute for row in rows if row.differs] == []
    said = fact(
        "scopes_elsewhere",
        dev=architecture(client(allowed_oauth_scopes=["dev-api/read"])),
        prod=architecture(client(allowed_oauth_scopes=["prod-api/read"])),
    )
    assert plain(said[1]) == []


def test_a_scope_of_a_server_that_may_be_the_same_may_be_the_same() -> None:
    dev = architecture(client(allowed_oauth_scopes=["sandbox/read"]), server("a", "sandbox", "read"))
    twice = server("b", NOBODY_KNOWS, "read"), server("c", NOBODY_KNOWS, "read")
    prod = architecture(client(allowed_oauth_scopes=["openid"]), *twice)
    openid, read = plain(fact("scopes_elsewhere", dev=dev, prod=prod)[1])
    assert (openid["harmless"], read["harmless"]) == (False, "?")


def test_a_number_or_a_letter_is_no_name_of_an_environment() -> None:
    """`a1` and `a2` are: they are words."""
    assert [each.own for each in vocabularies(["a", "stage 1", "stage 2"])] == [frozenset(), {"stage"}, {"stage"}]
    assert vocabularies(["infra/dev", "infra/prod"])[0].neutral("infra-dev") == "infra-…"


def test_the_name_of_an_environment_is_a_word_of_its_own() -> None:
    assert neutral("shop-dev-customers", "dev") == "shop-…-customers"
    assert neutral("shop_DEV_customers", "dev") == "shop_…_customers"
    assert neutral("developers", "dev") == "developers"


def test_root_modules_are_told_apart() -> None:
    """Two folders below each environment have the same addresses."""
    models = {
        (name, root): Architecture(replace(architecture(pool(mfa_configuration=mfa)).model, path=f"{name}/{root}"))
        for name, root, mfa in (
            ("dev", "shop", "ON"),
            ("dev", "staff", "OFF"),
            ("prod", "shop", "OFF"),
            ("prod", "staff", "OFF"),
        )
    }
    stand(
        [
            Environment(name, rank, [(root, one) for (where, root), one in models.items() if where == name])
            for rank, name in enumerate(("dev", "prod"))
        ]
    )
    shop, staff = (models["prod", root] for root in ("shop", "staff"))
    assert words(shop.fact("weaker_than_lower", shop.resources[0])) == [
        'mfa_configuration is "OFF" in prod, "ON" in dev'
    ]
    assert words(staff.fact("weaker_than_lower", staff.resources[0])) == []


def test_an_equal_rank_is_not_lower_but_may_differ() -> None:
    eu = architecture(client(allowed_oauth_flows=["code"], enable_token_revocation=True))
    us = architecture(client(allowed_oauth_flows=["implicit"], enable_token_revocation=False))
    stand([Environment("eu", 0, [(".", eu)]), Environment("us", 0, [(".", us)])])
    assert plain(us.fact("weaker_than_lower", us.resources[0])) is None
    assert words(us.fact("flows_elsewhere", us.resources[0])) == [
        'allowed_oauth_flows has "implicit" in us, not in eu',
        'allowed_oauth_flows has "code" in eu, not in us',
    ]


def test_every_environment_in_which_it_is_weaker_says_the_same() -> None:
    on, off = architecture(pool(mfa_configuration="ON")), pool(mfa_configuration="OFF")
    said = fact("weaker_than_lower", dev=on, staging=architecture(off), prod=architecture(off))
    assert plain(said[0]) is None
    assert words(said[1]) == words(said[2]) == ['mfa_configuration is "OFF" in staging and prod, "ON" in dev']


def test_a_difference_is_said_of_the_highest_environment_only() -> None:
    code, both = client(allowed_oauth_flows=["code"]), client(allowed_oauth_flows=["code", "implicit"])
    said = fact("flows_elsewhere", dev=architecture(both), staging=architecture(both), prod=architecture(code))
    assert [plain(one) for one in said[:2]] == [None, None]
    assert words(said[2]) == ['allowed_oauth_flows has "implicit" in dev and staging, not in prod']


def test_many_environments_are_counted() -> None:
    code, both = client(allowed_oauth_flows=["code"]), client(allowed_oauth_flows=["code", "implicit"])
    others = {name: architecture(both) for name in ("a", "b", "c", "d", "e")}
    assert words(fact("flows_elsewhere", **others, prod=architecture(code))[-1]) == [
        'allowed_oauth_flows has "implicit" in a, b, c and 2 more, not in prod'
    ]


def test_a_secret_is_not_compared() -> None:
    secret = Known("OFF", sensitive=True)
    said = fact(
        "weaker_than_lower",
        dev=architecture(pool(mfa_configuration="ON")),
        prod=architecture(pool(mfa_configuration=secret)),
    )[1]
    assert words(said) == ["mfa_configuration is sensitive in prod, and secrets are not compared"]
    assert [one["harmless"] for one in plain(said)] == ["?"]


def test_what_aws_chooses_in_both_does_not_differ() -> None:
    adopted = resource("aws_cognito_managed_user_pool_client.search")
    assert plain(fact("weaker_than_lower", dev=architecture(adopted), prod=architecture(adopted))[1]) == []


def test_a_scope_of_a_server_whose_identifier_is_unknown_may_be_the_same() -> None:
    dev = architecture(client(allowed_oauth_scopes=["sandbox/read"]), server("billing", NOBODY_KNOWS, "read"))
    prod = architecture(client(allowed_oauth_scopes=["billing/read"]), server("billing", "billing", "read"))
    assert {one["harmless"] for one in plain(fact("scopes_elsewhere", dev=dev, prod=prod)[1])} == {"?"}


def test_a_gap_above_may_hide_what_is_missing() -> None:
    lacking = architecture(pool("staff"), gaps=[Gap("module.sign_in is not downloaded")])
    dev = architecture(client("web"), pool("staff"))
    said = fact("missing_above", dev=dev, prod=lacking)[0]
    assert words(said) == ["whether it is in prod is not known: module.sign_in is not downloaded"]
