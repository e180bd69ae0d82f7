"""Building models as sources of data: elements, bills of materials, revisions, encodings, naming."""

from .completeness import require_complete
from .definitions import Path, Quantity
from .inventory import Item, Link, Reference, by_global_id, inventory
from .materials import Layer
from .measures import SiScale, unit_scale

__all__ = [
    "Item",
    "Layer",
    "Link",
    "Path",
    "Quantity",
    "Reference",
    "SiScale",
    "by_global_id",
    "inventory",
    "require_complete",
    "unit_scale",
]
