"""Building models as sources of data: elements, bills of materials, revisions, encodings, naming."""

from .bill import Bill, BillRules, Measured, Uneven, bill_of_materials
from .completeness import require_complete
from .definitions import Path, Quantity
from .inventory import Item, Link, Reference, by_global_id, inventory
from .materials import Layer
from .measures import SiScale, unit_scale
from .quantities import quantity
from .takeoff import MaterialTotal, TakeOff, material_takeoff

__all__ = [
    "Bill",
    "BillRules",
    "Item",
    "Layer",
    "Link",
    "MaterialTotal",
    "Measured",
    "Path",
    "Quantity",
    "Reference",
    "SiScale",
    "TakeOff",
    "Uneven",
    "bill_of_materials",
    "by_global_id",
    "inventory",
    "material_takeoff",
    "quantity",
    "require_complete",
    "unit_scale",
]
