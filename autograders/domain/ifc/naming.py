r"""Naming conventions as regular expressions, matched in a time that is linear in the length of the name.

Expressions come from people, and Python's own engine takes an exponential time for some of them. RE2 (Cox, 2010) does
not, and has therefore no backward reference and no look-around; ``\d`` and ``\w`` stand for ASCII alone.
"""

from collections.abc import Mapping
from typing import Any

from ..errors import DomainError

MAXIMUM_PATTERN = 500
MAXIMUM_NAME = 255
_MAXIMUM_BYTES = 1 << 20


class NamingRule:
    """A naming convention; made by ``naming_rule``.

    Parameters
    ----------
    pattern : str
    compiled : re2 pattern
    """

    def __init__(self, pattern: str, compiled: Any) -> None:
        self.pattern = pattern
        self._compiled = compiled

    def allows(self, name: str) -> bool:
        """Return whether a whole name follows the convention; one of more than 255 characters follows none."""
        # A lone surrogate, as a damaged file may hold, is no character.
        plain = name.encode("utf-8", errors="replace").decode("utf-8")
        return len(name) <= MAXIMUM_NAME and self._compiled.fullmatch(plain) is not None


def naming_rule(pattern: str) -> NamingRule:
    r"""Return the convention that a regular expression states.

    Parameters
    ----------
    pattern : str
        In the syntax of RE2, 500 characters at most; it is matched with whole names.

    Raises
    ------
    DomainError
        If it is too long, too large once developed, or no such expression.

    Examples
    --------
    >>> rule = naming_rule(r"(PF|MT)-R\d-[NSEO]-\d{2}")
    >>> rule.allows("PF-R1-S-03"), rule.allows("PF-R1-S-03 bis")
    (True, False)
    """
    import re2

    if len(pattern) > MAXIMUM_PATTERN:
        raise DomainError(f"expression de {len(pattern)} caractères reçue, {MAXIMUM_PATTERN} au plus attendus")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MAXIMUM_BYTES
    try:
        return NamingRule(pattern, re2.compile(pattern, options=options))
    except (re2.error, UnicodeError) as error:
        reason = error.args[0] if error.args else ""
        said = reason.decode("utf-8", errors="replace") if isinstance(reason, bytes) else "texte non valide"
        raise DomainError(
            f"expression « {pattern[:60]} » refusée ({said[:80]}) : sans référence arrière ni assertion, "
            "et sans répétitions démesurées"
        ) from None


def misnamed(names: Mapping[str, str], rule: NamingRule) -> tuple[str, ...]:
    """Return the keys of the names that do not follow a convention.

    Parameters
    ----------
    names : mapping of str by key
        Such as the names of elements by GlobalId.
    rule : NamingRule

    Examples
    --------
    >>> misnamed({"g1": "VB-01", "g2": "vb 2"}, naming_rule("VB-[0-9]{2}"))
    ('g2',)
    """
    return tuple(key for key, name in names.items() if not rule.allows(name))
