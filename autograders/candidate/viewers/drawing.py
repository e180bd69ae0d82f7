"""A graph as SVG: boxes, and lines that end at their borders; in the colours of JupyterLab's theme."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from html import escape

from .layouts import Places, Sizes

_MARGIN = 12.0
_HEAD = 8.0
_INK = "var(--jp-ui-font-color0,#111)"
_PAPER = "var(--jp-layout-color0,#fff)"
_BOX = f"fill:{_PAPER};stroke:{_INK};stroke-width:1.2"
_LINE = "fill:none;stroke:var(--jp-ui-font-color2,#666);stroke-width:1.3"
_FILL = "fill:var(--jp-ui-font-color2,#666);stroke:none"
_TEXT = f"fill:{_INK};font:13px sans-serif;text-anchor:middle;dominant-baseline:central"
# A border of the background's colour keeps a text legible where a line passes.
_LABEL = f"{_TEXT};font-size:11px;paint-order:stroke;stroke:{_PAPER};stroke-width:4px"

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Line:
    """An edge to be drawn.

    Parameters
    ----------
    source, target : hashable
        Nodes.
    text : str
        Written in the middle; may be empty.
    bent : bool
        Whether it leaves the straight way, so as not to run into others or behind a box.
    """

    source: Hashable
    target: Hashable
    text: str = ""
    bent: bool = False


def drawn(
    texts: dict[Hashable, str], places: Places, sizes: Sizes, lines: Sequence[Line], *, arrows: bool, description: str
) -> str:
    """Return the picture of a graph.

    Parameters
    ----------
    texts : dict
        What stands in the box of each node.
    places, sizes : mapping
        Centre of each box; its width and height.
    lines : sequence of Line
    arrows : bool
        Whether lines have a direction.
    description : str
        The text alternative.
    """
    left, top, right, bottom = _bounds(places, sizes, lines)
    parts = [_line(line, places, sizes, arrows) for line in lines]
    parts += [_box(text, places[node], sizes[node]) for node, text in texts.items()]
    parts += [_label(line, places) for line in lines if line.text]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(description)}" lang="fr" '
        f'width="{right - left:.0f}" height="{bottom - top:.0f}" '
        f'viewBox="{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}" '
        f'style="background:{_PAPER}">{"".join(parts)}</svg>'
    )


def _bounds(places: Places, sizes: Sizes, lines: Sequence[Line]) -> tuple[float, float, float, float]:
    corners = [
        (x + side * sizes[node][0] / 2, y + side * (sizes[node][1] / 2 + _MARGIN / 2))
        for node, (x, y) in places.items()
        for side in (-1, 1)
    ]
    across, down = zip(*corners, *(_middle(line, places) for line in lines), strict=True)
    return min(across) - _MARGIN, min(down) - _MARGIN, max(across) + _MARGIN, max(down) + _MARGIN


def _box(text: str, place: Point, size: tuple[float, float]) -> str:
    (x, y), (width, height) = place, size
    return (
        f'<rect x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width:.1f}" height="{height:.1f}" rx="4" '
        f'style="{_BOX}"/><text x="{x:.1f}" y="{y:.1f}" style="{_TEXT}">{escape(text)}</text>'
    )


def _line(line: Line, places: Places, sizes: Sizes, arrows: bool) -> str:
    if line.source == line.target:
        (x, y), (width, height) = places[line.source], sizes[line.source]
        corner, top = x + width / 2, y - height / 2
        return f'<path d="M{corner - 14:.1f} {top:.1f}q0 -12 10 -12 10 0 4 {height / 2 + 12:.1f}" style="{_LINE}"/>'
    control = _control(line, places)
    start = _border(places[line.source], sizes[line.source], control)
    end = _border(places[line.target], sizes[line.target], control)
    path = f'<path d="M{start[0]:.1f} {start[1]:.1f}Q{control[0]:.1f} {control[1]:.1f} {end[0]:.1f} {end[1]:.1f}" '
    return f'{path}style="{_LINE}"/>{_head(control, end) if arrows else ""}'


def _control(line: Line, places: Places) -> Point:
    """Return the point towards which a line is bent: its middle where it is straight."""
    (x, y), (u, v) = places[line.source], places[line.target]
    bend = 0.25 if line.bent else 0.0
    return (x + u) / 2 - bend * (v - y), (y + v) / 2 + bend * (u - x)


def _middle(line: Line, places: Places) -> Point:
    (x, y), control, (u, v) = places[line.source], _control(line, places), places[line.target]
    return (x + 2 * control[0] + u) / 4, (y + 2 * control[1] + v) / 4


def _border(place: Point, size: tuple[float, float], towards: Point) -> Point:
    """Return where the way from the centre of a box to a point leaves the box."""
    across, down = towards[0] - place[0], towards[1] - place[1]
    share = min(size[0] / 2 / max(abs(across), 1e-9), size[1] / 2 / max(abs(down), 1e-9), 1.0)
    return place[0] + across * share, place[1] + down * share


def _head(start: Point, end: Point) -> str:
    across, down = end[0] - start[0], end[1] - start[1]
    length = max((across**2 + down**2) ** 0.5, 1e-9)
    u, v = across / length * _HEAD, down / length * _HEAD
    corners = ((end[0], end[1]), (end[0] - u - v / 2, end[1] - v + u / 2), (end[0] - u + v / 2, end[1] - v - u / 2))
    return f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in corners)}" style="{_FILL}"/>'


def _label(line: Line, places: Places) -> str:
    middle = _middle(line, places)
    return f'<text x="{middle[0]:.1f}" y="{middle[1]:.1f}" style="{_LABEL}">{escape(line.text)}</text>'
