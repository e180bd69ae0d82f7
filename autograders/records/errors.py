"""The floor's errors."""

from autograders.candidate.errors import AtelierError


class RecordsError(AtelierError):
    """The store cannot be opened, read or written; the message says why and what to do."""
