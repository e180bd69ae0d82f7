"""IFC models: which elements there are, where they are, and what the chosen one says of itself."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .elements import Element, elements_of, properties_of
from .errors import ViewError
from .meshes import COLOURS, MAXIMUM_TRIANGLES, Meshes, meshes_of
from .tables import Table
from .texts import NO_BREAK_SPACE, counted, printed_number
from .view import View

MAXIMUM_ELEMENTS = 5_000


@dataclass(frozen=True, eq=False, kw_only=True)
class ModelContent:
    """Elements of a model, and their shapes once these are asked for.

    Parameters
    ----------
    model : ifcopenshell.file
    elements : tuple of Element
        In the order of the file.
    """

    model: Any
    elements: tuple[Element, ...]

    @cached_property
    def meshes(self) -> Meshes:
        """The shapes; computed at first use."""
        return meshes_of(self.model, self.elements)

    @cached_property
    def classes(self) -> tuple[tuple[str, int], ...]:
        """Classes and numbers of their elements, the most frequent first."""
        numbers = Counter(element.ifc_class for element in self.elements)
        return tuple(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def storeys(self) -> tuple[tuple[str, int], ...]:
        """Storeys and numbers of their elements, in the order of the file."""
        return tuple(Counter(element.storey for element in self.elements).items())

    @cached_property
    def colour_ranks(self) -> NDArray[np.uint8]:
        """Rank in ``COLOURS`` for each element; the last one serves all classes that are rarer."""
        ranks = {name: min(rank, len(COLOURS) - 1) for rank, (name, _) in enumerate(self.classes)}
        return np.array([ranks[element.ifc_class] for element in self.elements], dtype=np.uint8)

    def properties(self, element: Element) -> Table:
        """Return what an element says of itself."""
        return properties_of(self.model, element)


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class ModelView(View):
    """A model shown in a notebook.

    Parameters
    ----------
    content : ModelContent
    """

    content: ModelContent

    @property
    def extent_m(self) -> tuple[float, float, float]:
        """Lengths along x, y and z of all elements that are drawn, in m; shapes are computed at first use."""
        x, y, z = self.content.meshes.extent_m.tolist()
        return x, y, z

    def properties(self, which: str) -> Table:
        """Return attributes, properties and quantities of one element.

        Parameters
        ----------
        which : str
            GlobalId, or name where only one element bears it.

        Raises
        ------
        ViewError
            If there is no such element, or several.
        """
        found = [item for item in self.content.elements if item.global_id == which]
        found = found or [item for item in self.content.elements if item.name == which]
        if len(found) != 1:
            raise ViewError(
                f"« {str(which)[:60]} » : {counted(len(found), 'élément trouvé', 'éléments trouvés')}, un attendu. "
                "Donnez un GlobalId de la table de la vue (.table())."
            )
        return self.content.properties(found[0])


def view_model(model: Any, *, title: str = "Maquette") -> ModelView:
    """Show an IFC model whose elements can be filtered, and chosen with the mouse or from a list.

    Shapes are computed when a browser shows the view. Of more than 5 000 elements the first are listed, and elements
    are drawn up to 300 000 triangles; the view says what was left out.

    Parameters
    ----------
    model : ifcopenshell.file, str or path
        As ``read_ifc`` returns it, or the path of a file.
    title : str

    Returns
    -------
    ModelView

    Raises
    ------
    ViewError
        If it is no model, or holds no element.
    IfcFileError
        If the file is damaged.
    """
    if isinstance(model, str | os.PathLike):
        from ..bim import read_ifc

        model = read_ifc(model)
    if not hasattr(model, "by_type"):
        raise ViewError(
            f"Maquette : {type(model).__name__} reçu ; résultat de read_ifc, ou chemin d’un fichier, attendu."
        )
    elements = tuple(elements_of(model))
    if not elements:
        raise ViewError("Maquette sans élément (IfcElement) : au moins un attendu. Vérifiez l’export.")
    content = ModelContent(model=model, elements=elements[:MAXIMUM_ELEMENTS])
    summary = _summary(content, len(elements), str(model.schema))
    return ModelView(
        title=title,
        summary=summary,
        equivalent=_table(content.elements),
        content=content,
        make_widget=lambda: _panel(content, f"{title}. {summary}"),
    )


def left_out(meshes: Meshes) -> str:
    """Return what is to be said of elements that are not drawn; empty if all are."""
    if not meshes.undrawn:
        return ""
    return (
        f"{counted(meshes.undrawn, 'élément non dessiné', 'éléments non dessinés')} : plus de "
        f"{counted(MAXIMUM_TRIANGLES, 'triangle')}."
    )


def extents(meshes: Meshes) -> str:
    """Return the extent of what is drawn, in French."""
    sizes = zip("xyz", meshes.extent_m.tolist(), strict=True)
    return "Étendue : " + ", ".join(f"{printed_number(size, 2)} m en {axis}" for axis, size in sizes) + "."


def _summary(content: ModelContent, count: int, schema: str) -> str:
    cut = f", dont les {counted(MAXIMUM_ELEMENTS, 'premier')} présentés" if count > MAXIMUM_ELEMENTS else ""
    last = len(COLOURS) - 1
    classes = ", ".join(
        f"{name} {number} ({COLOURS[min(rank, last)][0]})" for rank, (name, number) in enumerate(content.classes)
    )
    storeys = ", ".join(f"{name} {number}" for name, number in content.storeys)
    return (
        f"{schema}, {counted(count, 'élément')}{cut}. Par classe, avec la couleur{NO_BREAK_SPACE}: {classes}. "
        f"Par étage{NO_BREAK_SPACE}: {storeys}."
    )


def _table(elements: Sequence[Element]) -> Table:
    return Table(
        caption="Éléments de la maquette",
        columns=("Nom", "Classe IFC", "Type", "Étage", "GlobalId"),
        rows=tuple(
            (item.name, item.ifc_class, item.type_name or "—", item.storey, item.global_id) for item in elements
        ),
    )


def _panel(content: ModelContent, description: str) -> Any:
    from .model_panel import ModelPanel

    return ModelPanel(content, description).widget
