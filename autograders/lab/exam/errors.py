"""The errors of mock exams; their messages are in French, since candidates read them."""

from autograders.candidate.errors import AtelierError


class ExamError(AtelierError):
    """A mock exam cannot be prepared, gone on with or read."""
