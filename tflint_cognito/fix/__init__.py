"""Edits of source text that satisfy a rule."""
