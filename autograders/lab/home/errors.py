"""The errors of the practice folder; their messages are in French, since candidates read them."""

from autograders.candidate.errors import AtelierError


class PracticeError(AtelierError):
    """The practice folder, or the data of a variant in it, cannot be made, read or changed."""
