import pytest

from tflint_cognito.cognito.slips import meant

NAMES = ("enable_token_revocation", "callback_urls", "name", "V1_0", "V2_0", "ENABLED")


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("enable_token_revokation", "enable_token_revocation"),
        ("enable_token_revcoation", "enable_token_revocation"),
        ("callback_url", "callback_urls"),
        ("callbackUrls", "callback_urls"),
        ("nmae", "name"),
        ("enabled", "ENABLED"),
        ("v1_0", "V1_0"),
    ],
)
def test_a_letter_or_two_and_the_case_are_slips(word: str, right: str) -> None:
    assert meant(word, NAMES) == right


@pytest.mark.parametrize("word", ["V3_0", "brand_new", "nm", "enable_revocation"])
def test_another_number_and_another_word_are_none(word: str) -> None:
    assert meant(word, NAMES) is None
