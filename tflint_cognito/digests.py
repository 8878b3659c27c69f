"""BLAKE2 from the interpreter itself: `hashlib` loads OpenSSL first, which takes as long as looking at some folders."""

from __future__ import annotations

try:
    from _blake2 import blake2b as blake2b
except ImportError:  # an interpreter that is built without it
    from hashlib import blake2b as blake2b
