"""A still picture of points, for where no widget runs: a feedback page, an exported notebook."""

import base64
import io
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 560, 360
_MAXIMUM_POINTS = 50_000
_MARGIN = 16
# Seen from the front, the right and above, as the figure is at first.
_RIGHT = np.array([0.7071, 0.7071, 0.0])
_UP = np.array([-0.32, 0.32, 0.892])
_AWAY = np.array([-0.63, 0.63, -0.452])


def still_picture(points_m: NDArray[np.floating[Any]], rgb: NDArray[np.uint8], description: str) -> str:
    """Return a parallel projection of points as an HTML image, the nearest in front.

    Parameters
    ----------
    points_m : ndarray, shape (n, 3), m
    rgb : ndarray of uint8, shape (n, 3)
    description : str
        The text alternative.
    """
    from PIL import Image

    step = -(-len(points_m) // _MAXIMUM_POINTS)
    points_m, rgb = points_m[::step], rgb[::step]
    across, up = points_m @ _RIGHT, points_m @ _UP
    scale = min(
        (WIDTH - 2 * _MARGIN) / max(float(np.ptp(across)), 1e-9), (HEIGHT - 2 * _MARGIN) / max(float(np.ptp(up)), 1e-9)
    )
    columns = np.rint(WIDTH / 2 + (across - (across.max() + across.min()) / 2) * scale).astype(np.int64)
    rows = np.rint(HEIGHT / 2 - (up - (up.max() + up.min()) / 2) * scale).astype(np.int64)
    pixels = np.full((HEIGHT, WIDTH, 3), 255, dtype=np.uint8)
    # Of several values for one pixel NumPy keeps the last: the nearest.
    order = np.argsort(-(points_m @ _AWAY), kind="stable")
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        pixels[rows[order] + row, columns[order] + column] = rgb[order]
    written = io.BytesIO()
    Image.fromarray(pixels).quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        written, "PNG"
    )
    encoded = base64.b64encode(written.getvalue()).decode("ascii")
    return f'<img alt="{escape(description)}" src="data:image/png;base64,{encoded}">'
