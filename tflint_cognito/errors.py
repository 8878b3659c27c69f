"""The one exception for what the user can put right."""


class CognitoLintError(Exception):
    """What is wrong, where, and what to do about it, in a sentence that ends up on the user's screen (exit code 2)."""
