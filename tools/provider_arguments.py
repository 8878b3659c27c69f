"""Writes schemas/provider_arguments.json: the arguments of Cognito's resource types and of what uses them, which
releases of the AWS provider have them, and the values that they take.

    terraform providers schema -json > schemas/6.66.0.json     # one of each release, from the oldest to the newest
    python -m tools.provider_arguments schemas --api botocore/data

The values come from the service models of botocore (enumerations), and from what the provider's source checks (ranges,
and how many blocks of one kind there may be, where no schema shows it). An argument that changed its type takes any.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tflint_cognito.cognito.provider_schema import ARGUMENTS
from tflint_cognito.cognito.resource_types import COGNITO_PREFIX, CONSUMERS
from tools.argument_values import GROWING, MOST, RANGES, SAID_BETTER, VALUES

#: One block of a schema: its "attributes" and "block_types".
Block = Mapping[str, Any]
#: The same block of several releases, oldest first.
Releases = Sequence[tuple[str, Block]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schemas", type=Path, help="a folder of VERSION.json")
    parser.add_argument("--api", required=True, type=Path, help="the folder `data` of botocore")
    options = parser.parse_args()
    paths = sorted(options.schemas.glob("*.json"), key=lambda path: [int(part) for part in path.stem.split(".")])
    releases = [(path.stem, _types(json.loads(path.read_text(encoding="utf-8")))) for path in paths]
    ARGUMENTS.write_text(table(releases, options.api), encoding="utf-8")


def _types(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    for name, provider in schema["provider_schemas"].items():
        if name.endswith("/hashicorp/aws"):
            return {type: one["block"] for type, one in provider["resource_schemas"].items() if _is_wanted(type)}
    raise SystemExit("this is no schema of hashicorp/aws")


def _is_wanted(type: str) -> bool:
    return type.startswith(COGNITO_PREFIX) or type in CONSUMERS


def table(releases: Sequence[tuple[str, Mapping[str, Block]]], api: Path) -> str:
    """The table as JSON, one resource type a line."""
    versions = [version for version, _ in releases]
    lines = []
    for type in sorted({type for _, types in releases for type in types}):
        having = [(version, types[type]) for version, types in releases if type in types]
        row = {**_span(versions, [version for version, _ in having]), **_body(type, having, versions)}
        for path, constraint in _constraints(type, api):
            _constrain(row, path.split("."), constraint)
        lines.append(f'  "{type}": {json.dumps(row, separators=(",", ":"))}')
    head = f'{{"oldest": "{versions[0]}", "newest": "{versions[-1]}", "resource_types": {{\n'
    return head + ",\n".join(lines) + "\n}}\n"


def _body(type: str, having: Releases, versions: Sequence[str]) -> dict[str, Any]:
    there = {version for version, _ in having}
    versions = [version for version in versions if version in there]
    body: dict[str, Any] = {"arguments": {}}
    names = dict.fromkeys(name for _, block in having for name in _names(block))
    for name in sorted(names):
        attributes = [(version, block["attributes"][name]) for version, block in having if name in _attributes(block)]
        blocks = [(version, block["block_types"][name]) for version, block in having if name in _blocks(block)]
        span = _span(versions, [version for version, block in having if name in _names(block)])
        if attributes and blocks:
            body["arguments"][name] = {"type": "any", **span}
        elif attributes:
            body["arguments"][name] = {**_argument([one for _, one in attributes]), **span}
        else:
            inner = [(version, nested["block"]) for version, nested in blocks]
            body.setdefault("blocks", {})[name] = {
                **span,
                **_counts([nested for _, nested in blocks]),
                **_body(type, inner, versions),
            }
    return body


def _names(block: Block) -> tuple[str, ...]:
    return (*_attributes(block), *_blocks(block))


def _attributes(block: Block) -> Mapping[str, Any]:
    return block.get("attributes") or {}


def _blocks(block: Block) -> Mapping[str, Any]:
    return block.get("block_types") or {}


def _span(versions: Sequence[str], having: Sequence[str]) -> dict[str, list[str]]:
    """`since`: the last release without it and the first with it; `until`: the last with it, the first without."""
    span = {}
    first, last = versions.index(having[0]), versions.index(having[-1])
    if first > 0:
        span["since"] = [versions[first - 1], versions[first]]
    if last < len(versions) - 1:
        span["until"] = [versions[last], versions[last + 1]]
    return span


def _argument(ones: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What every release that has it says of it."""
    types = {_type(one) for one in ones}
    row: dict[str, Any] = {"type": types.pop() if len(types) == 1 else "any"}
    if all(one.get("required") for one in ones):
        row["required"] = True
    if not any(one.get("required") or one.get("optional") for one in ones):
        row["computed"] = True
    return row


def _type(attribute: Mapping[str, Any]) -> str:
    """string, number, bool, list (of whatever, sets too), map or any."""
    match attribute.get("type"):
        case str() as name:
            return "any" if name == "dynamic" else name
        case ["list" | "set", *_]:
            return "list"
        case ["map", *_]:
            return "map"
    return "any"


def _counts(blocks: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    fewest = min(one.get("min_items") or 0 for one in blocks)
    most = [one.get("max_items") or 0 for one in blocks]
    counts = {"at_least": fewest} if fewest else {}
    return counts if 0 in most else {**counts, "at_most": max(most)}


def _constraints(type: str, api: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, shape in VALUES.get(type, {}).items():
        values = _enumeration(api, shape)
        yield path, {"values": values, "grows": True} if shape in GROWING else {"values": values}
    for path, (least, most) in RANGES.get(type, {}).items():
        yield path, {"range": [least, most]}
    for path in SAID_BETTER.get(type, ()):
        yield path, {"required": False}
    for path, most in MOST.get(type, {}).items():
        yield path, {"at_most": most}


def _enumeration(api: Path, shape: str) -> list[str]:
    service, name = shape.split(".")
    model = max((api / service).glob("*/service-2.json*"))
    text = gzip.decompress(model.read_bytes()) if model.suffix == ".gz" else model.read_bytes()
    values: list[str] = json.loads(text)["shapes"][name]["enum"]
    return values


def _constrain(row: dict[str, Any], path: Sequence[str], constraint: Mapping[str, Any]) -> None:
    for name in path[:-1]:
        row = row["blocks"][name]
    name = path[-1]
    (row["blocks"][name] if name in row.get("blocks", {}) else row["arguments"][name]).update(constraint)


if __name__ == "__main__":
    main()
