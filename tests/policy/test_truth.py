import pytest

from tflint_cognito.policy.truth import Truth, truth

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (NO, NO, NO, NO),
        (UNKNOWN, YES, UNKNOWN, YES),
        (UNKNOWN, NO, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_and_and_or_are_kleenes(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert left & right is both
    assert right & left is both
    assert left | right is either
    assert right | left is either


def test_not_leaves_the_unknown_unknown() -> None:
    assert (~YES, ~NO, ~UNKNOWN) == (NO, YES, UNKNOWN)


def test_a_truth_refuses_to_be_tested() -> None:
    with pytest.raises(TypeError):
        bool(truth(True))
