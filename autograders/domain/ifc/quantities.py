"""Quantities of an element by name, in whichever set they are: the standard ones changed names with the schema."""

from .definitions import Quantity
from .inventory import Item


def quantity(item: Item, *names: str) -> Quantity | None:
    """Return the first quantity that has one of some names, the first name first.

    Parameters
    ----------
    item : Item
    names : str
        Such as ``NetVolume``, then ``GrossVolume``.

    Examples
    --------
    >>> import ifcopenshell
    >>> from autograders.domain.ifc import inventory
    >>> model = ifcopenshell.file(schema="IFC4")
    >>> _ = model.create_entity("IfcMember", GlobalId=f"{0:022d}")
    >>> quantity(*inventory(model), "Length") is None
    True
    """
    for name in names:
        for (_, found), value in item.quantities.items():
            if found == name:
                return value
    return None
