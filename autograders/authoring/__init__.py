"""Scaffolds, verifies and surveys exercises."""
