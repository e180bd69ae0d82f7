"""The still pictures that a candidate's cells have drawn, so that a reference can be shown beside them."""

from typing import Any

MAXIMUM_PICTURES = 4
PNG = "image/png"


class DrawnFigures:
    """Pictures by the identifier of the cell that drew them last; JupyterLab tells which cell it runs."""

    def __init__(self) -> None:
        self.by_cell: dict[str, list[str]] = {}
        self._cell: str | None = None

    def begin(self, cell: str | None) -> None:
        """Note that a cell begins; what it drew before is forgotten."""
        self._cell = cell
        if cell is not None:
            self.by_cell.pop(cell, None)

    def see(self, message: dict[str, Any]) -> dict[str, Any]:
        """Note the picture in a message that is about to be shown, and let it pass."""
        content = message.get("content")
        data = content.get("data") if isinstance(content, dict) else None
        picture = data.get(PNG) if isinstance(data, dict) else None
        if isinstance(picture, str) and self._cell is not None:
            pictures = self.by_cell.setdefault(self._cell, [])
            pictures.append(picture)
            del pictures[:-MAXIMUM_PICTURES]
        return message
