"""The controls of a model's view: filters, the list of elements, the figure, the properties of the chosen one."""

from typing import Any

import ipywidgets
import numpy as np

from autograders.candidate.keyboard import CHOICE

from .figure import Figure3D, scene_layout
from .meshes import chosen_traces, shown_traces
from .models import ModelContent, extents, left_out
from .texts import counted

_ALL = "tous"
_WIDE = {"description_width": "initial"}


class ModelPanel:
    """Ties the controls together: a click in the figure and a choice from the list are one thing.

    Parameters
    ----------
    content : ModelContent
    description : str
        The text alternative of the figure.
    """

    def __init__(self, content: ModelContent, description: str) -> None:
        self._content = content
        storeys = [(f"{name} ({number})", name) for name, number in content.storeys]
        classes = [(f"{name} ({number})", name) for name, number in content.classes]
        self._storey = ipywidgets.Dropdown(description="Étage", options=[("Tous", _ALL), *storeys], style=_WIDE)
        self._class = ipywidgets.Dropdown(description="Classe IFC", options=[("Toutes", _ALL), *classes], style=_WIDE)
        self._list = ipywidgets.Select(
            description="Élément", options=self._options(), value=None, rows=8, style=_WIDE, layout={"width": "100%"}
        )
        self._properties = ipywidgets.HTML()
        self._figure = Figure3D(self._drawn, description=description, on_pick=self._pick)
        self._storey.observe(self._filter, "value")
        self._class.observe(self._filter, "value")
        self._list.observe(self._choose, "value")
        self.widget = ipywidgets.VBox(
            [ipywidgets.HBox([self._storey, self._class]), self._figure, self._list, self._properties]
        )
        self.widget.children[0].layout.flex_flow = "row wrap"
        self.widget.add_class("atelier-model").add_class(CHOICE)

    def _is_shown(self) -> Any:
        return np.array(
            [
                self._storey.value in (_ALL, element.storey) and self._class.value in (_ALL, element.ifc_class)
                for element in self._content.elements
            ]
        )

    def _options(self) -> list[tuple[str, int]]:
        shown = self._is_shown()
        return [(element.label, rank) for rank, element in enumerate(self._content.elements) if shown[rank]]

    def _chosen(self) -> Any:
        chosen = np.zeros(len(self._content.elements), dtype=bool)
        if self._list.value is not None:
            chosen[self._list.value] = True
        return chosen

    def _drawn(self) -> dict[str, Any]:
        meshes = self._content.meshes
        self._figure.status = " ".join(part for part in (extents(meshes), left_out(meshes)) if part)
        shown = shown_traces(meshes, self._is_shown(), self._content.colour_ranks)
        shifts = [f"{-value:+.0f}" if value else "" for value in meshes.shift_m]
        return {"data": [*shown, *chosen_traces(meshes, self._chosen())], "layout": scene_layout(shifts)}

    def _filter(self, change: Any) -> None:
        options = self._options()
        self._list.options = options
        self._list.value = None
        self._figure.status = f"{counted(len(options), 'élément affiché', 'éléments affichés')}."
        traces = shown_traces(self._content.meshes, self._is_shown(), self._content.colour_ranks)
        self._figure.replace_traces(dict(enumerate(traces)))

    def _choose(self, change: Any) -> None:
        rank = self._list.value
        if rank is None:
            self._properties.value = ""
        else:
            element = self._content.elements[rank]
            table = self._content.properties(element)
            self._properties.value = table._repr_html_()
            self._figure.status = f"{element.label}, {element.storey} : {len(table)} propriétés, dans le tableau."
        self._figure.replace_traces(dict(enumerate(chosen_traces(self._content.meshes, self._chosen()), start=2)))

    def _pick(self, curve: int, point: int) -> None:
        owners = self._content.meshes.vertex_element
        # Faces come first, then the chosen element's, which are of the same vertices.
        if curve in (0, 2) and 0 <= point < len(owners):
            self._list.value = int(owners[point])
