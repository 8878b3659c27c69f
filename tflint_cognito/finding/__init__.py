"""Verdicts into a report: where configuration and ignores touch findings."""
