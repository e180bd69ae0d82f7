"""The errors of the candidate's progress; their messages are in French, since candidates read them."""

from autograders.candidate.errors import AtelierError


class ProgressError(AtelierError):
    """The progress kept on this machine cannot be opened, read, written or taken over."""
