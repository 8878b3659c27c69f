"""Arguments in, exit code out: the only package that prints, reads the environment or exits."""
