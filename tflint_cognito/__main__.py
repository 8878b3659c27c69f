"""`python -m tflint_cognito`."""

from tflint_cognito.cli.main import main

if __name__ == "__main__":
    main()
