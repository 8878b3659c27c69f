"""Functions that turn text into other text: base64, URLs, character sets."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from urllib.parse import quote_plus

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.evaluation.functions.invocation import Failure, go_quote, text
from tflint_cognito.terraform.evaluation.scope import BoundExceeded, Budget
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Unknown, Value

_BASE64 = pattern(r"[A-Za-z0-9+/]*={0,2}")


def base64encode(content: str) -> str:
    return base64.b64encode(content.encode()).decode()


def base64decode(content: str) -> str:
    try:
        return _bytes(content).decode()
    except binascii.Error:
        raise Failure(f"failed to decode base64 data {go_quote(content)}") from None
    except UnicodeDecodeError:
        raise Failure("the result of decoding the provided string is not valid UTF-8") from None


def _bytes(content: str) -> bytes:
    """What Go's standard decoder makes of base64: line breaks are skipped, anything else that is foreign is refused."""
    stripped = content.replace("\r", "").replace("\n", "")
    if len(stripped) % 4 or not _BASE64.fullmatch(stripped):
        raise binascii.Error
    return base64.b64decode(stripped)


def base64gzip(content: str) -> Value:
    """Two versions of Terraform need not compress to the same bytes, and no policy is about them."""
    return Unknown("base64gzip compresses as Terraform's own library does", STRING, "lint the plan")


def base64gunzip(content: str) -> str:
    """https://opentofu.org/docs/language/functions/base64gunzip/"""
    import zlib

    decompressor = zlib.decompressobj(wbits=31)
    try:
        data = decompressor.decompress(_bytes(content), Budget.MAX_CHARACTERS)
        if decompressor.unconsumed_tail:
            raise BoundExceeded(f"a string of more than {Budget.MAX_CHARACTERS:,} characters")
        if not decompressor.eof:
            raise Failure("failed to read gzip raw data: unexpected EOF")
        return data.decode()
    except binascii.Error:
        raise Failure(f"failed to decode base64 data {go_quote(content)}") from None
    except zlib.error:
        raise Failure("failed to open gzip reader: gzip: invalid header") from None
    except UnicodeDecodeError:
        raise Failure("the result of decoding the provided string is not valid UTF-8") from None


def urlencode(content: str) -> str:
    return quote_plus(content, safe="")


_ESCAPE = pattern(r"%(?:([0-9A-Fa-f]{2})|(.{0,2}))", re.DOTALL)


def urldecode(content: str) -> str:
    """https://opentofu.org/docs/language/functions/urldecode/"""
    for match in _ESCAPE.finditer(content):
        if match[1] is None:
            raise Failure(f"failed to decode URL: invalid URL escape {go_quote(match[0])}")
    from urllib.parse import unquote_to_bytes

    try:
        return unquote_to_bytes(content.replace("+", " ")).decode()
    except UnicodeDecodeError:
        raise Failure("the result of decoding the provided string is not valid UTF-8") from None


#: The character sets whose names and bytes Go and Python agree on: the IANA name by its lower-case aliases.
_CHARACTER_SETS = {
    "utf-8": "UTF-8",
    "utf-16le": "UTF-16LE",
    "utf-16be": "UTF-16BE",
    "utf-16": "UTF-16",
    "us-ascii": "US-ASCII",
    "iso-8859-1": "ISO-8859-1",
    "latin1": "ISO-8859-1",
    "iso-8859-15": "ISO-8859-15",
    "windows-1250": "windows-1250",
    "windows-1251": "windows-1251",
    "windows-1252": "windows-1252",
}
#: Where the name that Terraform says is another one than the usual.
_FORMAL_NAMES = {"ISO-8859-1": "ISO_8859-1:1987"}


def textencodebase64(content: str, encoding: str) -> Value:
    name = _CHARACTER_SETS.get(encoding.lower())
    if name is None:
        return _other_set(encoding)
    try:
        return text(base64.b64encode(_encoded(content, name)).decode())
    except UnicodeEncodeError:
        raise Failure(
            f"the given string contains characters that cannot be represented in {_FORMAL_NAMES.get(name, name)}", 0
        ) from None


def textdecodebase64(source: str, encoding: str) -> Value:
    name = _CHARACTER_SETS.get(encoding.lower())
    if name is None:
        return _other_set(encoding)
    try:
        decoded = _decoded(_bytes(source), name)
    except binascii.Error:
        raise Failure(f"the given value is has an invalid base64 symbol at offset {_foreign(source)}", 0) from None
    except UnicodeDecodeError:
        raise Failure(
            f"the given string contains symbols that are not defined for {_FORMAL_NAMES.get(name, name)}", 0
        ) from None
    return text(decoded)


def _encoded(content: str, name: str) -> bytes:
    # Of its own accord, Python writes UTF-16 in the order of the machine.
    return codecs.BOM_UTF16_BE + content.encode("UTF-16BE") if name == "UTF-16" else content.encode(name)


def _decoded(content: bytes, name: str) -> str:
    if name == "UTF-16" and not content.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return content.decode("UTF-16BE")
    return content.decode(name)


def _foreign(source: str) -> int:
    """The offset that Go names: that of the first symbol which is none, or of the end."""
    match = re.match(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]*)", source)
    assert match is not None
    if match.end() == len(source):
        return len(source) - len(source) % 4
    return len(source[: match.end()].encode())


def _other_set(encoding: str) -> Value:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise Failure(
            f"{go_quote(encoding)} is not a supported IANA encoding name or alias in this Terraform version", 1
        ) from None
    return Unknown(f"the character set {encoding} is not worked out here", STRING, "lint the plan")
