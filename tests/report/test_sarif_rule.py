"""Rules and weaknesses as SARIF describes them."""

from __future__ import annotations

from tests.program import FIXTURES, run


def test_every_weakness_is_called_what_the_enumeration_calls_it() -> None:
    log = run(FIXTURES / "published" / "flat", "--format", "sarif").json
    [taxonomy] = log["runs"][0]["taxonomies"]
    called = {taxon["id"]: taxon["shortDescription"]["text"] for taxon in taxonomy["taxa"]}
    assert called["CWE-308"] == "Use of Single-factor Authentication."
    assert all(text != f"{id}." for id, text in called.items())
