"""Triangles of a model's elements, made by IfcOpenShell's geometry engine.

The engine is native code that a malformed file can bring down, and the process with it.
"""

from collections.abc import Iterator, Sequence
from typing import Any


def triangulated(model: Any, elements: Sequence[Any], *, in_project: bool) -> Iterator[Any]:
    """Yield what ``ifcopenshell.geom`` makes of elements, without those of which it makes no triangle.

    Parameters
    ----------
    model : ifcopenshell.file
    elements : sequence of entities
    in_project : bool
        Whether vertices are in the project's frame, or each in its element's axes.
    """
    import ifcopenshell.geom

    settings = ifcopenshell.geom.settings()
    settings.set("weld-vertices", True)
    settings.set("use-world-coords", in_project)
    for made in geometry_iterator(model, elements, settings):
        if len(made.geometry.faces):
            yield made


def geometry_iterator(model: Any, elements: Sequence[Any], settings: Any) -> Iterator[Any]:
    """Yield what ``ifcopenshell.geom`` makes of elements that have a shape, as some settings want it."""
    import ifcopenshell.geom

    shaped = [element for element in elements if element.Representation is not None]
    # An iterator over nothing would go over the whole model.
    if not shaped:
        return
    iterator = ifcopenshell.geom.iterator(settings, model, 1, include=shaped)
    going = iterator.initialize()
    while going:
        yield iterator.get()
        going = iterator.next()
