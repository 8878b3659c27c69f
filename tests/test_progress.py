"""How far a run has come, in words, and when they are said."""

from __future__ import annotations

import io

import pytest

from tflint_cognito import progress as progress_module
from tflint_cognito.progress import Progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What time it is, to be changed by the test."""
    now = [100.0]
    monkeypatch.setattr(progress_module, "monotonic", lambda: now[0])
    return now


def test_a_short_run_says_nothing(clock: list[float]) -> None:
    said: list[str] = []
    progress = Progress(said.append)
    clock[0] += 0.99
    progress.begin("judging", "rules", 3)
    progress.step()
    assert said == []


def test_a_long_run_says_something_now_and_then(clock: list[float]) -> None:
    said: list[str] = []
    progress = Progress(said.append)
    clock[0] += 1.5
    progress.begin("judging", "rules", 3, "infra")
    progress.step()
    clock[0] += 0.2
    progress.step()
    assert said == ["judging, 0 of 3 rules: infra", "judging, 2 of 3 rules: infra"]


def test_where_nobody_waits_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress()
    monkeypatch.setattr(progress_module, "monotonic", lambda: pytest.fail("the time was asked"))
    progress.begin("reading")
    assert list(progress.each([1, 2])) == [1, 2]


def test_what_has_no_end_is_counted_as_it_comes() -> None:
    progress = Progress()
    progress.begin("looking", "folders", now="infra")
    assert progress.words == "looking: infra"
    progress.step(1200)
    assert progress.words == "looking, 1,200 folders: infra"


def test_the_environment_is_named() -> None:
    progress = Progress()
    progress.within = "prod"
    progress.begin("reading", "root modules", 2)
    assert progress.words == "prod: reading, 0 of 2 root modules"


def test_a_sign_of_life_is_no_step() -> None:
    progress = Progress()
    progress.begin("judging", "root modules", 2)
    assert list(progress.each("abc", count=False)) == ["a", "b", "c"]
    assert progress.words == "judging, 0 of 2 root modules"


def test_a_file_is_counted_while_it_is_read_and_stays_a_file() -> None:
    progress = Progress()
    file = progress.reading("plan.json", io.BytesIO(b"x" * (5 << 20)))
    assert file.tell() == 0
    assert len(file.read(3 << 20)) == 3 << 20
    assert progress.words == "reading, 3 of 5 MB: plan.json"
    file.seek(0)
    file.read()
    assert progress.words == "reading, 5 of 5 MB: plan.json"
    progress.begin("reading", "resources", 12)
    file.seek(0)
    file.read()
    assert progress.words == "reading, 0 of 12 resources"
