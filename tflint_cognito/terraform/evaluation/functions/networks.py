"""Functions on IP prefixes, as github.com/apparentlymart/go-cidr works them out."""

from __future__ import annotations

import ipaddress
import re
from decimal import Decimal

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, integer, text
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Unknown, Value

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Number = int | Decimal

_OCTETS = pattern(r"\d{1,3}(?:\.\d{1,3}){3}")


def cidrhost(prefix: str, hostnum: Number) -> Value:
    host = _big(hostnum)
    network = _network(prefix)
    if network.version == 6 and network.network_address.ipv4_mapped is not None:
        return Unknown("IPv4 addresses written as IPv6 ones are not worked out", STRING)
    spare = network.max_prefixlen - network.prefixlen
    # A negative number counts from the end.
    offset = host if host >= 0 else 2**spare + host
    if not 0 <= offset < 2**spare:
        named = host if host >= 0 else offset
        raise Failure(f"prefix of {network.prefixlen} does not accommodate a host numbered {named}")
    return text(_format(_address(network, int(network.network_address) + offset)))


def cidrnetmask(prefix: str) -> str:
    network = _network(prefix)
    if network.version == 6:
        raise Failure(f"IPv6 addresses cannot have a netmask: {prefix}")
    return str(network.netmask)


def cidrsubnet(prefix: str, newbits: Number, netnum: Number) -> Value:
    extension, number = integer(newbits), _big(netnum)
    network = _network(prefix)
    if network.prefixlen + extension > network.max_prefixlen:
        raise Failure(f"insufficient address space to extend prefix of {network.prefixlen} by {extension}")
    length = network.prefixlen + extension
    if length < 0:
        return Unknown(f"cidrsubnet gives no address of sense for {extension} and {number}", STRING)
    if 0 <= extension < 64 and abs(number) % 2**64 >= 2**extension:
        raise Failure(f"prefix extension of {extension} does not accommodate a subnet numbered {number}")
    # A negative number makes an address outside of the prefix: of the sum, its bytes count, and not its sign.
    start = abs(int(network.network_address) | (number << (network.max_prefixlen - length)))
    if start >> network.max_prefixlen:
        raise Failure(f"the subnet numbered {number} has no address")
    return text(f"{_format(_address(network, start))}/{length}")


def cidrsubnets(prefix: str, *newbits: Number) -> list[str]:
    """Subnets of the given sizes one behind the other."""
    network = _network(prefix, argument=0)
    free = int(network.network_address)
    subnets: list[str] = []
    for index, given in enumerate(newbits, start=1):
        length = network.prefixlen + _extension(given, network, index)
        size = 1 << (network.max_prefixlen - length)
        start = -(-free // size) * size
        if start + size - 1 > int(network.broadcast_address):
            before = subnets[-1] if subnets else f"{_format(network.network_address)}/{network.prefixlen}"
            raise Failure(
                f"not enough remaining address space for a subnet with a prefix of {length} bits after {before}", index
            )
        subnets.append(f"{_format(_address(network, start))}/{length}")
        free = start + size
    return subnets


def _extension(given: Number, network: Network, index: int) -> int:
    extension = integer(given, argument=index)
    if extension < 1:
        raise Failure("must extend prefix by at least one bit", index)
    if extension > 32:
        raise Failure("may not extend prefix by more than 32 bits", index)
    if network.prefixlen + extension > network.max_prefixlen:
        total = network.prefixlen + extension
        raise Failure(
            f"would extend prefix to {total} bits, which is too long for an IPv{network.version} address", index
        )
    return extension


def cidrcontains(containing: str, contained: str) -> bool:
    """https://opentofu.org/docs/language/functions/cidrcontains/"""
    outer = _network(containing)
    inner = _network(contained if "/" in contained else f"{contained}/{128 if ':' in contained else 32}")
    if outer.version != inner.version:
        raise Failure(f"address family mismatch: {containing} vs. {contained}")
    first, last = int(inner.network_address), int(inner.broadcast_address)
    return int(outer.network_address) <= first and last <= int(outer.broadcast_address)


def _big(amount: Number) -> int:
    if isinstance(amount, int):
        return amount
    raise Failure("value must be a whole number")


def _network(prefix: str, argument: int | None = None) -> Network:
    """The network of a prefix; leading zeros in octets are decimal, as Terraform keeps reading them."""
    address, slash, length = prefix.partition("/")
    if _OCTETS.fullmatch(address):
        address = ".".join(str(int(octet)) for octet in address.split("."))
    try:
        if not slash or not re.fullmatch(r"\d{1,3}", length, re.ASCII) or "%" in address:
            raise ValueError
        return ipaddress.ip_network(f"{address}/{int(length)}", strict=False)
    except ValueError:
        raise Failure(f"invalid CIDR expression: invalid CIDR address: {prefix}", argument) from None


def _address(network: Network, number: int) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.IPv4Address(number) if network.version == 4 else ipaddress.IPv6Address(number)


def _format(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """Go prints an IPv4 address that is written as an IPv6 one without its prefix."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(address)
