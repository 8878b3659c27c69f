"""Arguments for random calls of every function: for each parameter, what may stand there.

`@text`, `@number`, `@bool`, `@list`, `@map` and `@any` stand for the arguments of that kind below. A function that is
not named takes arguments of the kinds that its signature asks for.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

KINDS: dict[str, Sequence[str]] = {
    "text": [
        '""',
        '"a"',
        '"Hello World"',
        '"héllo wörld"',
        '"a,b,c"',
        r'"  sp \t"',
        '"12"',
        '"-1.5"',
        '"0x1F"',
        '"true"',
        '"ǆ ß İ"',
        r'"👨‍👩‍👧 e\u0301"',
        r'"a\nb\n"',
        '"key=val&x"',
        '"%d%%"',
        r'"<a>&\"q\""',
        "local.string",
        "local.secret",
        "null",
        '"2020-01-02T03:04:05Z"',
        '"10.0.0.0/16"',
        r'"{\"a\":[1,null]}"',
        '"YQ=="',
        '"日本語"',
        '"/a/b.txt"',
        '"files/greeting.txt"',
        '"[a-z]+"',
    ],
    "number": [
        "0",
        "1",
        "2",
        "-1",
        "3.7",
        "-2.5",
        "1e3",
        "10",
        "100",
        "0.1",
        '"5"',
        "1e30",
        "-(0)",
        "local.number",
        "local.secret_number",
        "null",
        "1/3",
    ],
    "bool": [
        "true",
        "false",
        '"true"',
        '"1"',
        "local.bool",
        "null",
    ],
    "list": [
        "[]",
        '["a","b"]',
        '["b","a","c","a"]',
        "[1,2,3]",
        '["x",1,true]',
        '[null,"a"]',
        '[["a"],["b","c"]]',
        '[[],["a",["b"]]]',
        'tolist(["q"])',
        "tolist([])",
        'toset(["b","a"])',
        '["a",local.string]',
        "local.list",
        "local.set",
        "local.any",
        "null",
        "[{a=1},{a=2}]",
        '["","a",""]',
        'sensitive(["a","b"])',
        '[local.secret,"b"]',
        "tolist([3,1,2])",
        "[true,false]",
        '["10","9","2"]',
        "toset([])",
        "[local.any]",
    ],
    "map": [
        "{}",
        "{a=1,b=2}",
        '{a="x",b=true}',
        'tomap({a="1"})',
        "{z=null}",
        "{a=local.string}",
        "local.map",
        '{a=["x","y"],b=["y"]}',
        "{b={c=1}}",
        "local.any",
        "null",
        "sensitive({a=1})",
        "{a=local.secret}",
        "tomap({})",
        '{"k 1"=1,"é"=2}',
    ],
}
KINDS["any"] = [argument for arguments in KINDS.values() for argument in arguments]

ARGUMENTS: Mapping[str, Sequence[Sequence[str]]] = {
    "alltrue": [["@list"]],
    "anytrue": [["@list"]],
    "base64decode": [['"YQ=="', '"YQ"', '"4pyT"', '"/w=="', '""', "local.string", '"Y Q="', "local.secret"]],
    "basename": [["@text"]],
    "can": [["@any"]],
    "chunklist": [["@list"], ["0", "1", "2", "-1", "local.number", "1.5"]],
    "cidrhost": [
        ['"10.0.0.0/16"', '"2001:db8::/32"', '"10.1.2.240/28"', '"bad"', "local.string", '"010.0.0.0/8"'],
        ["@number"],
    ],
    "cidrnetmask": [['"10.0.0.0/16"', '"2001:db8::/32"', '"0.0.0.0/0"', '"1.2.3.4/32"', '"x"', "local.string"]],
    "cidrsubnet": [
        ['"10.0.0.0/16"', '"fd00::/48"', '"10.1.2.0/28"', "local.string", '"1.2.3.4"'],
        ["0", "4", "8", "-1", "40", "1.5", "local.number"],
        ["0", "1", "15", "255", "-1", "99999", "local.number"],
    ],
    "cidrsubnets": [
        ['"10.0.0.0/16"', '"fd00::/48"', "local.string"],
        ["4", "8", "16", "33", "0"],
        ["4", "8", "1", "local.number"],
    ],
    "coalesce": [["@any"], ["@any"]],
    "coalescelist": [["@list"], ["@list"]],
    "compact": [["@list"]],
    "concat": [["@list"], ["@list"]],
    "contains": [["@list"], ["@any"]],
    "csvdecode": [
        [
            r'"a,b\n1,2\n3,4"',
            r'"a\n"',
            '""',
            r'"a,a\n1,2"',
            r'"a,b\n1"',
            r'"a,b\n\"x,y\",z"',
            "local.string",
            r'"a,b\n\n1,2\n"',
        ]
    ],
    "dirname": [["@text"]],
    "distinct": [["@list"]],
    "element": [["@list"], ["@number"]],
    "endswith": [["@text"], ["@text"]],
    "ephemeralasnull": [["@any"]],
    "file": [
        [
            '"files/greeting.txt"',
            '"nope"',
            "local.string",
            "null",
            '"files/client.json"',
            '"files/nested/scopes.yaml"',
            'sensitive("nope")',
            '"files"',
        ]
    ],
    "fileset": [
        ['"files"', "local.string", "null", '"files/client.json"', '"files/nested/scopes.yaml"', 'sensitive("nope")'],
        ['"*"', '"**"', '"*.txt"', '"**/*.json"', "local.string", '"{hello,x}*"', '"["'],
    ],
    "flatten": [["@list"]],
    "format": [
        [
            '"%s-%v"',
            '"%d"',
            '"%5.2f|%-5s|"',
            '"%q %t"',
            '"%x %X %o %b"',
            '"%e %g"',
            '"%#v"',
            '"%[2]s %[1]s"',
            '"%%"',
            '"%z"',
            '"%s"',
            "local.string",
            '"%05d"',
            '"%+d"',
            '"%10s|"',
            '"% d"',
            '"x%s"',
        ],
        ["@any"],
        ["@any"],
    ],
    "formatdate": [
        [
            '"YYYY-MM-DD"',
            '"DD MMM YYYY hh:mm ZZZ"',
            '"EEEE, DD-MMMM-YY hh:mm:ss"',
            '"h:mmaa Z"',
            "\"'quoted' D\"",
            '"HH AA"',
            '"QQQ"',
            "local.string",
            '"EEE M"',
            '"ZZZZZ"',
        ],
        [
            '"2020-01-02T03:04:05Z"',
            '"2018-12-31T23:59:59+02:00"',
            '"bad"',
            "local.string",
            '"2020-02-30T00:00:00Z"',
            '"2020-06-01T12:00:00.5-07:00"',
        ],
    ],
    "formatlist": [
        ['"%s-%s"', '"%d"', '"%s"', "local.string", '"x"'],
        [*KINDS["list"], *KINDS["text"][:6]],
        [*KINDS["list"], *KINDS["text"][:6]],
    ],
    "indent": [["0", "2", "-1", "1.5", "local.number"], ["@text"]],
    "index": [["@list"], ["@any"]],
    "issensitive": [["@any"]],
    "join": [['","', '""', "local.string", '"-"'], ["@list"]],
    "jsondecode": [
        [
            '"{}"',
            '"[1,2.5,true,null]"',
            r'"\"x\""',
            r'"{\"b\":1,\"a\":{\"c\":[]}}"',
            '"bad"',
            '""',
            '"1 2"',
            "local.string",
            '"1e5"',
            r'"\"\\u00e9\""',
            "local.secret",
            '"-0"',
        ]
    ],
    "jsonencode": [["@any"]],
    "keys": [["@map"]],
    "length": [[*KINDS["list"], *KINDS["map"], *KINDS["text"]]],
    "log": [["@number"], ["@number"]],
    "lookup": [["@map"], ['""', '"a"', '"Hello World"', '"héllo wörld"'], ["@any"]],
    "matchkeys": [["@list"], ["@list"], ["@list"]],
    "max": [["@number"], ["@number"], ["@number"]],
    "merge": [["@map"], ["@map"]],
    "min": [["@number"], ["@number"]],
    "nonsensitive": [["@any"]],
    "one": [["@list"]],
    "parseint": [
        ['"ff"', '"10"', '"-7"', '"zz"', '""', '"1.5"', "local.string", "12"],
        ["16", "10", "2", "36", "62", "1", "63", "local.number"],
    ],
    "pow": [["@number"], ["@number"]],
    "range": [["@number"], ["@number"]],
    "regex": [
        [
            '"[a-z]+"',
            r'"(\\d+)-(\\w+)"',
            '"(?P<a>.)(?P<b>.)"',
            '"^x$"',
            '"("',
            '"(?i)HELLO"',
            r'"\\pL+"',
            '"a*"',
            "local.string",
            '"(a)|(b)"',
        ],
        ['"abc-12"', '"12-ab"', '"Hello"', '""', '"ßx"', "local.string", r'"aaa\nb"'],
    ],
    "regexall": [
        ['"[a-z]+"', r'"(\\d)(\\w)"', '"(?P<a>.)"', '"a*"', '"^"', "local.string", '"["'],
        ['"abc 12 def"', '"1a2b"', '""', '"héé"', "local.string", '"baaac"'],
    ],
    "replace": [
        ["@text"],
        ['"a"', '"/[aeiou]/"', '"l"', '"/(?P<x>l)/"', '""', '"/(/"', "local.string"],
        ['"-"', '"$1"', '"${"$"}{x}"', '""', '"$x"', "local.string"],
    ],
    "reverse": [["@list"]],
    "sensitive": [["@any"]],
    "setintersection": [["@list"], ["@list"]],
    "setproduct": [["@list"], ["@list"]],
    "setsubtract": [["@list"], ["@list"]],
    "setunion": [["@list"], ["@list"]],
    "slice": [["@list"], ["0", "1", "2", "-1", "local.number", "0.5"], ["1", "2", "3", "local.number", "0"]],
    "sort": [["@list"]],
    "split": [['","', '" "', '""', "local.string"], ["@text"]],
    "startswith": [["@text"], ["@text"]],
    "strcontains": [["@text"], ["@text"]],
    "substr": [["@text"], ["0", "1", "-1", "-3", "5", "local.number"], ["1", "-1", "0", "100", "local.number", "2"]],
    "sum": [["@list"]],
    "templatefile": [['"files/greeting.txt"', '"nope"', "local.string"], ["@map"]],
    "templatestring": [["local.secret", '"x"', "local.string"], ["@map"]],
    "textdecodebase64": [
        ['"YQ=="', '"YQBiAA=="', '"///"', '"4pyT"', "local.string", '""'],
        ['"UTF-8"', '"UTF-16LE"', '"ISO-8859-1"', '"US-ASCII"', '"nope"', "local.string", '"UTF-16BE"'],
    ],
    "textencodebase64": [
        ["@text"],
        [
            '"UTF-8"',
            '"UTF-16LE"',
            '"ISO-8859-1"',
            '"utf-8"',
            '"nope"',
            '"windows-1252"',
            '"UTF-16"',
            '"Shift_JIS"',
            "local.string",
        ],
    ],
    "timeadd": [
        ['"2020-01-02T03:04:05Z"', '"2020-01-02T03:04:05+01:00"', '"x"', "local.string"],
        ['"1h"', '"-30m"', '"1h30m10s"', '"1.5h"', '"10ms"', '"1d"', '""', '"0"', "local.string"],
    ],
    "timecmp": [
        ['"2020-01-02T03:04:05Z"', '"2020-01-02T04:04:05+01:00"', '"x"', "local.string"],
        ['"2020-01-02T03:04:05Z"', '"2021-01-02T03:04:05Z"', "local.string", '"2020"'],
    ],
    "tobool": [["@any"]],
    "tolist": [["@any"]],
    "tomap": [["@any"]],
    "tonumber": [["@any"]],
    "toset": [["@any"]],
    "tostring": [["@any"]],
    "transpose": [["@map"]],
    "trim": [["@text"], ["@text"]],
    "trimprefix": [["@text"], ["@text"]],
    "trimsuffix": [["@text"], ["@text"]],
    "try": [["@any"], ["@any"]],
    "uuidv5": [
        ['"dns"', '"url"', '"oid"', '"x500"', '"6ba7b810-9dad-11d1-80b4-00c04fd430c8"', '"bad"', "local.string"],
        ["@text"],
    ],
    "values": [["@map"]],
    "yamldecode": [
        [
            r'"a: 1\nb: [x, y]"',
            r'"- 1\n- yes\n- ~"',
            '"x"',
            '""',
            r'"a: &x 1\nb: *x"',
            '"2001-12-14"',
            '"0o14"',
            r'"a: |\n  b\n  c\n"',
            '"{a: 1, a: 2}"',
            '"!!str 12"',
            "local.string",
            r'"a:\n  - b: c\n    d: .inf"',
            '"1_000"',
            r'"---\na: 1\n---\nb: 2"',
            '"[a"',
            '"true: x"',
            r'"? a\n: b"',
        ]
    ],
    "yamlencode": [["@any"]],
    "zipmap": [["@list"], ["@list"]],
}

#: What these give is different on every run, on every machine, or not worked out.
NOT_CALLED = {"uuid", "timestamp", "plantimestamp", "bcrypt", "base64gzip", "rsadecrypt", "abspath", "pathexpand"}


def random_calls(seed: int, count: int, signatures: Mapping[str, Any]) -> Iterator[str]:
    """`count` different calls of each function, or as many as are found. Equal seeds give equal calls."""
    generator = random.Random(seed)
    for name in sorted(signatures.keys() - NOT_CALLED):
        yield from dict.fromkeys(_call(generator, name, signatures[name]) for _ in range(count))


def _call(generator: random.Random, name: str, signature: Mapping[str, Any]) -> str:
    choices = ARGUMENTS.get(name) or [[_kind(parameter[1])] for parameter in signature["parameters"]]
    arguments = [_argument(generator, each) for each in choices]
    if signature["variadic"] and generator.random() < 0.15:
        arguments.append(_argument(generator, choices[-1]))
    if generator.random() < (0.2 if signature["variadic"] and len(arguments) > 1 else 0.02):
        arguments = arguments[:-1]
    expanded = "..." if arguments and generator.random() < 0.03 and name != "templatestring" else ""
    return f"{name}({', '.join(arguments)}{expanded})"


def _kind(type: object) -> str:
    return {"string": "@text", "number": "@number", "bool": "@bool"}.get(str(type), "@list")


def _argument(generator: random.Random, choices: Sequence[str]) -> str:
    chosen = generator.choice(choices)
    return generator.choice(KINDS[chosen[1:]]) if chosen.startswith("@") else chosen
