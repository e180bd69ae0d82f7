"""Colours of a page and the contrast between two of them, as WCAG 2.2 defines it."""

from typing import Any, TypeAlias

Rgba: TypeAlias = tuple[float, float, float, float]
BLACK: Rgba = (0.0, 0.0, 0.0, 1.0)
WHITE: Rgba = (1.0, 1.0, 1.0, 1.0)
TRANSPARENT: Rgba = (0.0, 0.0, 0.0, 0.0)


def contrast(first: Rgba, second: Rgba) -> float:
    """Return the contrast of two opaque colours, (L₁ + 0.05) / (L₂ + 0.05), from 1 to 21.

    Examples
    --------
    >>> round(contrast(colour_of("#767676"), WHITE), 3), round(contrast(colour_of("#777"), WHITE), 3)
    (4.542, 4.478)
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def over(above: Rgba, below: Rgba) -> Rgba:
    """Return the colour that is seen where one lies over an opaque one."""
    alpha = above[3]
    red, green, blue = (alpha * one + (1 - alpha) * other for one, other in zip(above[:3], below[:3], strict=True))
    return red, green, blue, 1.0


def colour_of(value: Any) -> Rgba | None:
    """Return the colour that a CSS value tells, or ``None`` where it tells none that is known here.

    Parameters
    ----------
    value : str or token of tinycss2
    """
    from tinycss2 import color4

    try:
        found = color4.parse_color(value)
        if found is None or found == "currentcolor":
            return None
        seen = found.to("srgb")
        red, green, blue = (min(1.0, max(0.0, float(each or 0.0))) for each in seen.coordinates)
        return red, green, blue, min(1.0, max(0.0, float(found.alpha)))
    except (NotImplementedError, TypeError, ValueError, OverflowError):
        return None


def hexadecimal(colour: Rgba) -> str:
    """Return a colour as a style sheet writes it.

    Examples
    --------
    >>> hexadecimal(WHITE)
    '#ffffff'
    """
    return "#" + "".join(f"{round(255 * each):02x}" for each in colour[:3])


def _luminance(colour: Rgba) -> float:
    return sum(share * _linear(each) for share, each in zip((0.2126, 0.7152, 0.0722), colour[:3], strict=True))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
