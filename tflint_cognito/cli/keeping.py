"""Where things are kept from one run to the next."""

from __future__ import annotations

import os
from pathlib import Path


def kept_in() -> Path | None:
    """The user's private cache folder; None where there is none."""
    from tflint_cognito.terraform.hcl.cache_folder import private_folder

    return private_folder(os.environ)
