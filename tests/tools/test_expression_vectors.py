"""The derivation of random expressions."""

from __future__ import annotations

import gzip
import json

from tools.expression_vectors import COUNT, FROZEN, GRAMMAR, SEEDS, SURROUNDINGS, Generator


def test_equal_seeds_derive_equal_texts_and_others_do_not() -> None:
    def derived(seed: int) -> list[str]:
        generator = Generator(seed)
        return [generator.expression() for _ in range(20)]

    assert derived(1) == derived(1)
    assert derived(1) != derived(2)


def test_the_frozen_answers_are_those_to_what_the_grammar_derives() -> None:
    frozen = json.loads(gzip.decompress(FROZEN.read_bytes()))
    generators = [Generator(seed) for seed in SEEDS]
    derived = {generator.expression() for generator in generators for _ in range(COUNT)}
    assert frozen["prelude"] == SURROUNDINGS
    assert {answer["expression"] for answer in frozen["vectors"]} <= derived, "run tools/expression_vectors.py freeze"


def test_every_kind_that_a_derivation_asks_for_is_in_the_grammar() -> None:
    generator = Generator(1)
    for kind in GRAMMAR:
        for text in generator.derivations[kind]:
            assert "@" not in generator.derive(text, 2)
