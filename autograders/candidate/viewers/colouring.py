"""What colours a cloud: its own colours, or a number for each point on a scale that all eyes tell apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .texts import printed_number

# Runs from dark blue to yellow by lightness as well as by hue, for whoever confuses red and green.
_SCALE = "cividis"
_COLOURS = 256

Marker = dict[str, Any]


@dataclass(frozen=True, eq=False, kw_only=True)
class Colouring:
    """The colours of the points shown.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (n, 3)
    text : str
        What they mean, in French.
    make_marker : callable
        Returns the same as Plotly has it, when it is needed.
    """

    rgb: NDArray[np.uint8]
    text: str
    make_marker: Callable[[], Marker]


def own_colours(colours: NDArray[Any], kept: NDArray[np.int64]) -> Colouring:
    """Return a cloud's own colours; the figure shows them brought down to 256.

    Parameters
    ----------
    colours : ndarray, shape (n, 3)
        uint8, or numbers from 0 to 1.
    kept : ndarray of int64
        Ranks of the points shown.
    """
    rgb = colours[kept]
    if rgb.dtype != np.uint8:
        rgb = np.rint(rgb * 255).astype(np.uint8)

    def make_marker() -> Marker:
        from PIL import Image

        # Millions of texts such as "rgb(1,2,3)" would take Plotly seconds: ranks in a palette do not.
        row = Image.fromarray(np.ascontiguousarray(rgb).reshape(1, -1, 3))
        image = row.quantize(_COLOURS, dither=Image.Dither.NONE)
        palette = np.array(image.getpalette(), dtype=np.uint8).reshape(-1, 3)
        return _marker(np.asarray(image, dtype=np.uint8).ravel(), palette)

    return Colouring(rgb=rgb, text="Couleurs : celles du nuage.", make_marker=make_marker)


def scale_of(numbers: NDArray[Any], kept: NDArray[np.int64], label: str) -> Colouring:
    """Return numbers as colours from the lowest to the highest of all points.

    Parameters
    ----------
    numbers : ndarray, shape (n,)
        Finite.
    kept : ndarray of int64
    label : str
        What the numbers are, with the unit.
    """
    import matplotlib

    palette = np.rint(matplotlib.colormaps[_SCALE](np.arange(_COLOURS))[:, :3] * 255).astype(np.uint8)
    low, high = float(numbers.min()), float(numbers.max())
    share = (numbers[kept] - low) / (high - low) if high > low else np.zeros(len(kept))
    rank = np.rint(share * (_COLOURS - 1)).astype(np.uint8)
    bar = {
        "title": {"text": label, "side": "right"},
        "tickvals": [0, (_COLOURS - 1) / 2, _COLOURS - 1],
        "ticktext": [_printed(low + (high - low) * part) for part in (0, 0.5, 1)],
        "len": 0.7,
    }
    return Colouring(
        rgb=np.asarray(palette[rank]),
        text=f"Couleurs : {label}, de {_printed(low)} (bleu foncé) à {_printed(high)} (jaune clair).",
        make_marker=lambda: _marker(rank, palette) | {"colorbar": bar},
    )


def _marker(rank: NDArray[np.uint8], palette: NDArray[np.uint8]) -> Marker:
    colours = [f"rgb({red},{green},{blue})" for red, green, blue in palette.tolist()]
    # A scale has two ends, also where there is one colour.
    colours = colours if len(colours) > 1 else colours * 2
    last = len(colours) - 1
    return {
        "color": rank,
        "cmin": 0,
        "cmax": last,
        "colorscale": [[at / last, colour] for at, colour in enumerate(colours)],
    }


def _printed(value: float) -> str:
    return printed_number(value, 0 if abs(value) >= 1000 else 3)
