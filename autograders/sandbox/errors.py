"""The floor's errors."""

from autograders.candidate.errors import AtelierError


class SandboxUnavailableError(AtelierError):
    """This machine does not reach the confinement that was asked for; the message says what is missing."""
