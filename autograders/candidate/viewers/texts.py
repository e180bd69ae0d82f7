"""Numbers as a French reader writes them."""

import numpy as np

THIN_SPACE, NO_BREAK_SPACE, MINUS = "\u202f", "\u00a0", "\u2212"


def printed_count(number: int) -> str:
    """Return a whole number in groups of three digits.

    Examples
    --------
    >>> printed_count(1234567).replace("\u202f", "_")
    '1_234_567'
    """
    return f"{number:,}".replace(",", THIN_SPACE).replace("-", MINUS)


def printed_number(value: float, decimals: int) -> str:
    """Return a number with so many decimals.

    Examples
    --------
    >>> printed_number(-12.3456, 2)
    '−12,35'
    """
    return f"{value:,.{decimals}f}".replace(",", THIN_SPACE).replace(".", ",").replace("-", MINUS)


def counted(number: int, one: str, several: str = "") -> str:
    r"""Return a number with its noun; in French 0 and 1 are singular.

    Examples
    --------
    >>> counted(0, "point"), counted(2, "point")
    ('0\xa0point', '2\xa0points')
    """
    return f"{printed_count(number)}{NO_BREAK_SPACE}{(several or one + 's') if number >= 2 else one}"


def printed_value(value: object, characters: int = 200) -> str:
    r"""Return a value of a model or graph as text: numbers with at most four decimals, all else cut to a length.

    Examples
    --------
    >>> printed_value(True), printed_value(2.5), printed_value(None), printed_value([1, 2])
    ('oui', '2,5', '—', '1\xa0; 2')
    """
    match value:
        case None:
            return "—"
        case bool() | np.bool_():
            return "oui" if value else "non"
        case int() | np.integer():
            return printed_count(int(value))
        case float() | np.floating():
            number = float(value)
            text = f"{number:,.4f}".rstrip("0").rstrip(".") if abs(number) < 1e9 else f"{number:.6g}"
            return text.replace(",", THIN_SPACE).replace(".", ",").replace("-", MINUS)
        case list() | tuple():
            return f"{NO_BREAK_SPACE}; ".join(printed_value(item, characters) for item in value[:20])[:characters]
    text = "".join(sign if sign.isprintable() else " " for sign in str(value)[: characters + 1])
    return text if len(text) <= characters else text[: characters - 1] + "…"
