"""cognito-lint: a linter for Amazon Cognito in Terraform that never guesses."""

__version__ = "0.1.0"
