"""Where a finding in a downloaded module lands: at what its user wrote. What `terraform init` puts down is not theirs.

The nearest place that a value came through on the user's side (an argument of the call) takes the finding, else the
module call itself. The place inside the module stays, as the first step of the trail.
"""

from __future__ import annotations

from collections.abc import Sequence

from tflint_cognito.policy.answer import Place
from tflint_cognito.records import replace
from tflint_cognito.terraform.source import Range, Step

#: Where Terraform keeps the modules that it downloaded.
DOWNLOADED = ".terraform"


def is_downloaded(path: str) -> bool:
    """Whether the file at a path is part of a downloaded module, so that nobody should change it."""
    return DOWNLOADED in path.split("/")


def within_reach(place: Place, calls: Sequence[Range]) -> Place:
    """`place`, moved out of a downloaded module; `calls` are the module calls on the way, the root module's first."""
    inside = place.range
    if inside is None or not is_downloaded(inside.path):
        return place
    steps = [step.range for step in place.trail if step.range is not None and step.how != "each"]
    reachable = [range for range in (*steps, *reversed(calls)) if not is_downloaded(range.path)]
    if not reachable:
        return place
    return replace(place, range=reachable[0], trail=(Step(str(place.address), "written", inside), *place.trail))


def others_within_reach(place: Place, others: Sequence[Place], calls: Sequence[Range]) -> tuple[Place, ...]:
    """Further places of the same fault, without those that come to lie where `place` does."""
    moved = (within_reach(other, calls) for other in others)
    return tuple(other for other in moved if other.range != place.range or other.range is None)
