"""The modules that `terraform init` has downloaded beside a root module."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping

from tflint_cognito.lazy_patterns import pattern
from tflint_cognito.records import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """One entry of `.terraform/modules/modules.json`."""

    source: str
    folder: str  # absolute

    def is_of(self, source: str) -> bool:
        """Whether it was downloaded for the source that the call has now, and not for one it had before."""
        return _bare(self.source) == _bare(source)


def downloads_list(root: str) -> str:
    """Where `terraform init` notes down what it downloaded for the root module in `root`."""
    return os.path.join(root, ".terraform", "modules", "modules.json")


def read_downloads(root: str) -> Mapping[str, Download]:
    """The downloads of the root module in `root`, by the names of the calls that lead there ("auth", "auth.domain").

    Empty where nothing is downloaded, or where the list cannot be read: then nothing tells which folder is which.
    """
    try:
        with open(downloads_list(root), "rb") as file:
            modules = json.load(file)["Modules"]
        return {
            str(module["Key"]): Download(str(module["Source"]), os.path.normpath(os.path.join(root, module["Dir"])))
            for module in modules
            if module["Key"]
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


_PREFIX = pattern(r"^(git::)?(https?://|ssh://)?(git@)?(registry\.(terraform\.io|opentofu\.org)/)?")


def _bare(source: str) -> str:
    """A source without what Terraform adds when it records one: `github.com/acme/auth` as `git::https://….git`."""
    return re.sub(r"\.git(?=$|[?/])", "", _PREFIX.sub("", source).replace(":", "/"))
