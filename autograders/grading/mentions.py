"""Where a person is named in a text, and another name in the place."""

import json
import re
from collections.abc import Iterable
from typing import Any

# A letter alone stands for too many other things.
_MINIMUM_CHARACTERS = 2
_WORD = r"(?<![\w@.-]){}(?![\w@-]|\.\w)"


class Mentions:
    """Names of one person.

    Parameters
    ----------
    names : iterable of str
        Identifier, first and last name, e-mail address; empty ones and single letters are left out.

    Examples
    --------
    >>> ada = Mentions(["ada", "ada@example.org"])
    >>> ada.replaced("Copie d’Ada, ada@example.org, pas de ada-marie.", "x")
    'Copie d’x, x, pas de ada-marie.'
    """

    def __init__(self, names: Iterable[str | None]) -> None:
        written = {name for name in names if name and len(name) >= _MINIMUM_CHARACTERS}
        # As JSON has them, too, where it is written in ASCII.
        forms = written | {json.dumps(name)[1:-1] for name in written}
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        alternatives = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._pattern = re.compile(_WORD.format(f"(?:{alternatives})"), re.IGNORECASE)

    def replaced(self, text: str, name: str) -> str:
        """Return a text with another name in the place of the person's."""
        return self._pattern.sub(lambda _: name, text)

    def replaced_within(self, value: Any, name: str) -> Any:
        """Return what JSON holds with another name in every text; keys stay."""
        if isinstance(value, str):
            return self.replaced(value, name)
        if isinstance(value, list):
            return [self.replaced_within(item, name) for item in value]
        if isinstance(value, dict):
            return {key: self.replaced_within(item, name) for key, item in value.items()}
        return value

    def found(self, text: str) -> bool:
        """Tell whether a text names the person."""
        return self._pattern.search(text) is not None
