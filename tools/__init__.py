"""What maintains the project: run as `python -m tools.NAME` from its root."""
