"""The floor's errors."""

from autograders.candidate.errors import AtelierError


class SandboxUnavailableError(AtelierError):
    """The confinement that was asked for is not reached; the message says what is missing."""
