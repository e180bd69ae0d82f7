"""A three-dimensional figure of Plotly in a live notebook, drawn from what the kernel sends when it is seen.

Plotly's own widget sends five megabytes of script for each figure, shown or not, and takes seconds to import. Here the
script goes to a page once, from the installed package, and only when a browser asks.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets

from autograders.candidate.keyboard import KEYS_SCRIPT

_TYPES = {"float32": "f4", "uint32": "u4", "uint8": "u1"}
_FOLDER = Path(__file__).parent


class Figure3D(anywidget.AnyWidget):
    """A figure with buttons for its points of view, a description, and a line that screen readers announce.

    Parameters
    ----------
    make_figure : callable
        Returns ``data`` and ``layout`` as Plotly.js has them, NumPy arrays (float32, uint32, uint8) in them; called
        when a browser shows the figure.
    description : str
        The text alternative of the picture.
    on_pick : callable, optional
        Called with the ranks of a trace and of a point of it that was clicked.
    """

    _esm = f"{KEYS_SCRIPT}{(_FOLDER / 'figure.js').read_text(encoding='utf-8')}"
    _css = _FOLDER / "figure.css"
    description = traitlets.Unicode("").tag(sync=True)
    status = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        make_figure: Callable[[], dict[str, Any]],
        *,
        description: str,
        on_pick: Callable[[int, int], None] | None = None,
    ) -> None:
        super().__init__(description=description)
        self._make_figure = make_figure
        self._on_pick = on_pick
        self.on_msg(self._receive)

    def replace_traces(self, traces: Mapping[int, dict[str, Any]]) -> None:
        """Draw other traces in place of those of these ranks."""
        content, buffers = packed({"kind": "traces", "traces": {str(rank): trace for rank, trace in traces.items()}})
        self.send(content, buffers)

    def _receive(self, widget: Any, content: Any, buffers: Any) -> None:
        match content:
            case {"kind": "ready", "library": True}:
                self._send_figure()
            case {"kind": "ready"}:
                self.send({"kind": "library"}, [files("plotly").joinpath("package_data/plotly.min.js").read_bytes()])
            case {"kind": "picked", "curve": int(curve), "point": int(point)} if self._on_pick:
                self._on_pick(curve, point)

    def _send_figure(self) -> None:
        try:
            figure = self._make_figure()
        except (RuntimeError, ValueError, MemoryError) as error:
            # Nobody sees what is raised here: the words and the table remain, and the line below the figure tells.
            self.status = f"La figure n’a pas pu être préparée ({' '.join(str(error).split())[:200]})."
        else:
            self.send(*packed({"kind": "figure", "figure": figure}))


def scene_layout(shifts: Sequence[str] = ("", "", "")) -> dict[str, Any]:
    """Return the layout of a figure in metres, the three axes to one scale.

    Parameters
    ----------
    shifts : sequence of str
        What was added to x, y and z, for the axes' titles.
    """
    axes = {f"{axis}axis": {"title": {"text": f"{axis}{shift} (m)"}} for axis, shift in zip("xyz", shifts, strict=True)}
    return {"margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "scene": {"aspectmode": "data", **axes}}


def packed(value: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    r"""Return a structure with a reference in place of each array, and the arrays' bytes.

    Examples
    --------
    >>> packed({"x": np.zeros(2, dtype=np.uint8), "name": "a"})
    ({'x': {'buffer': 0, 'type': 'u1'}, 'name': 'a'}, [b'\x00\x00'])
    """
    buffers: list[bytes] = []

    def replaced(item: Any) -> Any:
        if isinstance(item, np.ndarray):
            buffers.append(np.ascontiguousarray(item).tobytes())
            return {"buffer": len(buffers) - 1, "type": _TYPES[item.dtype.name]}
        if isinstance(item, dict):
            return {key: replaced(each) for key, each in item.items()}
        if isinstance(item, list | tuple):
            return [replaced(each) for each in item]
        return item

    return {key: replaced(item) for key, item in value.items()}, buffers
