"""``atelier grade``."""


def grade() -> None:
    """Do grade."""
