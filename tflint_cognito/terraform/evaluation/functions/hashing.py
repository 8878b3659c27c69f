"""Hashes and identifiers; those that are random, slow on purpose or need a private key stay unknown."""

from __future__ import annotations

import base64
import hashlib
import re
import uuid as identifiers
from decimal import Decimal

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.terraform.evaluation.functions.invocation import Failure
from tflint_cognito.terraform.types import STRING
from tflint_cognito.terraform.values import Unknown, Value


def md5(content: str) -> str:
    return hashlib.md5(content.encode(), usedforsecurity=False).hexdigest()


def sha1(content: str) -> str:
    return hashlib.sha1(content.encode(), usedforsecurity=False).hexdigest()


def sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def sha512(content: str) -> str:
    return hashlib.sha512(content.encode()).hexdigest()


def base64sha256(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def base64sha512(content: str) -> str:
    return base64.b64encode(hashlib.sha512(content.encode()).digest()).decode()


def bcrypt(content: str, *cost: int | Decimal) -> Value:
    return Unknown("bcrypt gives another hash on every run", STRING)


def rsadecrypt(ciphertext: str, privatekey: str) -> Value:
    return Unknown("rsadecrypt is not worked out: a linter decrypts nothing", STRING)


def uuid() -> Value:
    return Unknown("uuid() gives another identifier on every run", STRING)


_NAMESPACES = {
    "dns": identifiers.NAMESPACE_DNS,
    "url": identifiers.NAMESPACE_URL,
    "oid": identifiers.NAMESPACE_OID,
    "x500": identifiers.NAMESPACE_X500,
}
_UUID = pattern(r"\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?|[0-9a-f]{32}", re.IGNORECASE)


def uuidv5(namespace: str, name: str) -> str:
    space = _NAMESPACES.get(namespace)
    if space is None:
        if not _UUID.fullmatch(namespace.removeprefix("urn:uuid:")):
            raise Failure(f"uuidv5() doesn't support namespace {namespace} ({_complaint(namespace)})")
        space = identifiers.UUID(namespace)
    return str(identifiers.uuid5(space, name))


def _complaint(namespace: str) -> str:
    length = len(namespace.encode())
    return "invalid UUID format" if length in (32, 36, 38, 45) else f"invalid UUID length: {length}"
