"""Terraform's evaluation: expressions to values, blocks to resources, module calls to modules."""
