"""The functions that expressions may call: one table of their parameters, results and modules.

The signatures are Terraform 1.11's (`terraform metadata functions -json`) with the flags that its implementation gives
to go-cty's function package. Nothing is parsed and no implementation imported before a function is called.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from tflint_cognito.records import dataclass
from tflint_cognito.terraform.types import BOOL, DYNAMIC, NUMBER, STRING, ListOf, MapOf, Primitive, SetOf, Type


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. Flags that are not set make the call machinery deal with such an argument."""

    name: str
    type: Type
    nullable: bool = False
    takes_unknown: bool = False
    takes_untyped: bool = False  # a value whose type is not known either
    marks: str = "deep"  # what makes the result sensitive: "deep", "top" (the argument's own mark), "own" (nothing)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes and gives. `result` is None where the implementation's `<name>_type` works it out."""

    parameters: tuple[Parameter, ...]
    variadic: Parameter | None
    result: Type | None
    not_null: bool
    plain: bool  # the implementation takes and gives Python's own str, int, Decimal and bool instead of Values

    def parameter(self, index: int) -> Parameter:
        """The parameter that the argument at `index` goes to."""
        if index < len(self.parameters):
            return self.parameters[index]
        assert self.variadic is not None, "there are no more arguments than parameters"
        return self.variadic


@dataclass(frozen=True, slots=True)
class Function:
    """One function: the module of its implementation, and its signature as it stands in the table."""

    name: str
    module: str
    text: str
    opentofu: bool = False  # OpenTofu has it, Terraform does not

    @property
    def signature(self) -> Signature:
        return _parse(self.text)


def _is_plain(parameter: Parameter) -> bool:
    primitive = isinstance(parameter.type, Primitive) and parameter.type is not DYNAMIC
    return primitive and not (parameter.nullable or parameter.takes_unknown)


@cache
def _parse(text: str) -> Signature:
    inner, result = text.rsplit("->", 1)
    fixed: list[Parameter] = []
    variadic = None
    for piece in filter(None, map(str.strip, inner.split(","))):
        if piece.startswith("*"):
            variadic = _parameter(piece[1:])
        else:
            fixed.append(_parameter(piece))
    result = result.strip()
    kind = None if result.startswith("?") else _type(result.rstrip("?"))
    plain = kind is not None and all(map(_is_plain, (*fixed, variadic) if variadic else fixed))
    return Signature(tuple(fixed), variadic, kind, not_null=result[-1] != "?" or result == "?", plain=plain)


def _parameter(text: str) -> Parameter:
    name, rest = text.split(":")
    kind, *flags = rest.split()
    marks = "top" if "marked" in flags else "own" if "own" in flags else "deep"
    return Parameter(name, _type(kind), "null" in flags, "unknown" in flags, "untyped" in flags, marks)


_PRIMITIVES = {"string": STRING, "number": NUMBER, "bool": BOOL, "any": DYNAMIC}


def _type(text: str) -> Type:
    if text in _PRIMITIVES:
        return _PRIMITIVES[text]
    kind, element = text[:-1].split("(", 1)
    inner = _type(element)
    return ListOf(inner) if kind == "list" else SetOf(inner) if kind == "set" else MapOf(inner)


# name, module, then "parameter: type flags, *variadic: type flags -> result".
# Flags: null, unknown, untyped: such arguments reach the implementation. marked: only the mark on the argument itself
# makes the result sensitive; own: the implementation decides.
# A result with ? at its end may be null; "?" alone is worked out by <name>_type, "??" is that and may be null.
_TABLE = """
abs              numbers      num: number untyped -> number
abspath          files        path: string -> string
alltrue          collections  list: list(bool) -> bool
anytrue          collections  list: list(bool) -> bool
base64decode     encoding     str: string -> string
base64encode     encoding     str: string -> string
base64gzip       encoding     str: string -> string
base64sha256     hashing      str: string -> string
base64sha512     hashing      str: string -> string
basename         files        path: string -> string
bcrypt           hashing      str: string, *cost: number -> string
ceil             numbers      num: number -> number
chomp            strings      str: string -> string
chunklist        sequences    list: list(any) marked, size: number marked -> ?
cidrhost         networks     prefix: string, hostnum: number -> string
cidrnetmask      networks     prefix: string -> string
cidrsubnet       networks     prefix: string, newbits: number, netnum: number -> string
cidrsubnets      networks     prefix: string, *newbits: number -> list(string)
coalesce         collections  *vals: any null unknown untyped -> ?
coalescelist     sequences    *vals: any null unknown untyped -> ?
compact          selection    list: list(string) unknown -> list(string)
concat           sequences    *seqs: any unknown marked -> ?
contains         collections  list: any, value: any -> bool
csvdecode        csv_text     str: string unknown -> ?
dirname          files        path: string -> string
distinct         selection    list: list(any) unknown -> ?
element          sequences    list: any unknown marked, index: number -> ??
endswith         strings      str: string, suffix: string -> bool
ephemeralasnull  marks        value: any null unknown untyped own -> ??
file             files        path: string unknown -> string
filebase64       files        path: string unknown -> string
filebase64sha256 files        path: string unknown -> string
filebase64sha512 files        path: string unknown -> string
fileexists       files        path: string unknown -> bool
filemd5          files        path: string unknown -> string
fileset          files        path: string unknown, pattern: string unknown -> set(string)
filesha1         files        path: string unknown -> string
filesha256       files        path: string unknown -> string
filesha512       files        path: string unknown -> string
flatten          sequences    list: any unknown own -> ?
floor            numbers      num: number -> number
format           formatting   format: string, *args: any null unknown -> string
formatdate       dates        format: string, time: string -> string
formatlist       format_lists format: string, *args: any null unknown -> list(string)
indent           strings      spaces: number, str: string -> string
index            collections  list: any, value: any -> number
issensitive      marks        value: any null unknown untyped own -> bool?
join             strings      separator: string, *lists: list(string) unknown -> string
jsondecode       json_text    str: string unknown -> ??
jsonencode       json_text    val: any null unknown untyped -> string
keys             maps         inputMap: any unknown marked -> ?
length           collections  value: any unknown untyped marked -> number
log              numbers      num: number, base: number -> number
lookup           maps         inputMap: any unknown marked, key: string unknown marked, *default: any null unknown untyped own -> ??
lower            strings      str: string untyped -> string
matchkeys        selection    values: list(any), keys: list(any), searchset: list(any) -> ?
max              numbers      *numbers: number untyped -> number
md5              hashing      str: string -> string
merge            maps         *maps: any null unknown untyped marked -> ?
min              numbers      *numbers: number untyped -> number
nonsensitive     marks        value: any null unknown untyped own -> ??
one              collections  list: any unknown -> ??
parseint         numbers      number: any, base: number -> ?
pathexpand       files        path: string -> string
plantimestamp    dates        -> string
pow              numbers      num: number, power: number -> number
range            sequences    *params: number unknown -> list(number)
regex            patterns     pattern: string unknown, string: string unknown -> ?
regexall         patterns     pattern: string unknown, string: string unknown -> ?
replace          patterns     str: string, substr: string, replace: string -> string
reverse          sequences    list: any marked -> ?
rsadecrypt       hashing      ciphertext: string, privatekey: string -> string
sensitive        marks        value: any null unknown untyped own -> ??
setintersection  sets         first_set: set(any) untyped, *other_sets: set(any) untyped -> ?
setproduct       sets         *sets: any unknown marked -> ?
setsubtract      sets         a: set(any) untyped, b: set(any) untyped -> ?
setunion         sets         first_set: set(any) unknown untyped, *other_sets: set(any) unknown untyped -> ?
sha1             hashing      str: string -> string
sha256           hashing      str: string -> string
sha512           hashing      str: string -> string
signum           numbers      num: number -> number
slice            sequences    list: any marked, start_index: number, end_index: number -> ?
sort             selection    list: list(string) unknown -> list(string)
split            strings      separator: string, str: string -> list(string)
startswith       strings      str: string unknown, prefix: string -> bool
strcontains      strings      str: string, substr: string -> bool?
strrev           strings      str: string untyped -> string
substr           strings      str: string untyped, offset: number untyped, length: number untyped -> string
sum              collections  list: any -> number
textdecodebase64 encoding     source: string, encoding: string -> string
textencodebase64 encoding     string: string, encoding: string -> string
timeadd          dates        timestamp: string, duration: string -> string?
timecmp          dates        timestamp_a: string, timestamp_b: string -> number
timestamp        dates        -> string
title            strings      str: string -> string
tobool           conversions  v: any null unknown untyped own -> bool?
tolist           conversions  v: any null unknown untyped own -> list(any)?
tomap            conversions  v: any null unknown untyped own -> map(any)?
tonumber         conversions  v: any null unknown untyped own -> number?
toset            conversions  v: any null unknown untyped own -> set(any)?
tostring         conversions  v: any null unknown untyped own -> string?
transpose        maps         values: map(list(string)) -> map(list(string))
trim             strings      str: string, cutset: string -> string
trimprefix       strings      str: string, prefix: string -> string
trimspace        strings      str: string -> string
trimsuffix       strings      str: string, suffix: string -> string
upper            strings      str: string untyped -> string
urlencode        encoding     str: string -> string
uuid             hashing      -> string
uuidv5           hashing      namespace: string, name: string -> string
values           maps         mapping: any marked -> ?
yamldecode       yaml_reading src: string unknown -> ??
yamlencode       yaml_writing value: any null unknown untyped -> string
zipmap           maps         keys: list(string) unknown marked, values: any unknown marked -> ?
"""  # noqa: E501  one function a line

# https://opentofu.org/docs/language/functions/
_OPENTOFU = """
assumeequal         assumptions  actual_value: any null unknown untyped own, expected_value: any null unknown untyped own -> ??
assumelistlength    assumptions  value: list(any) null unknown untyped, min_length: number, max_length: number -> ??
assumelistlengthmax assumptions  value: list(any) null unknown untyped, max_length: number -> ??
assumelistlengthmin assumptions  value: list(any) null unknown untyped, min_length: number -> ??
assumemaplength     assumptions  value: map(any) null unknown untyped, min_length: number, max_length: number -> ??
assumemaplengthmax  assumptions  value: map(any) null unknown untyped, max_length: number -> ??
assumemaplengthmin  assumptions  value: map(any) null unknown untyped, min_length: number -> ??
assumesetlength     assumptions  value: set(any) null unknown untyped, min_length: number, max_length: number -> ??
assumesetlengthmax  assumptions  value: set(any) null unknown untyped, max_length: number -> ??
assumesetlengthmin  assumptions  value: set(any) null unknown untyped, min_length: number -> ??
assumenotnull       assumptions  value: any null unknown untyped -> ?
assumestringprefix  assumptions  value: string null unknown untyped, prefix: string -> string?
base64gunzip     encoding     str: string -> string
cidrcontains     networks     containing_prefix: string, contained_ip_or_prefix: string -> bool
urldecode        encoding     str: string -> string
"""  # noqa: E501  one function a line


def _read(table: str, opentofu: bool = False) -> dict[str, Function]:
    rows = (line.split(None, 2) for line in table.strip().splitlines())
    return {name: Function(name, module, text, opentofu) for name, module, text in rows}


#: Every function that `call` knows, by name. `try`, `can`, `templatefile` and `templatestring` are not here: they need
#: their arguments unevaluated, or an evaluator of their own.
FUNCTIONS: Final = {**_read(_TABLE), **_read(_OPENTOFU, opentofu=True)}
