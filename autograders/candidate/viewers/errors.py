"""The one error of the viewers."""

from ..errors import AtelierError


class ViewError(AtelierError):
    """What was to be shown is empty, of another kind or too large; said in French."""
