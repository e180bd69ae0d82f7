"""Building models as sources of data: elements, bills of materials, revisions, encodings, naming."""

from .bill import Bill, BillRules, Measured, Uneven, bill_of_materials
from .completeness import require_complete
from .definitions import Path, Quantity
from .inventory import Item, Link, Reference, by_global_id, inventory
from .materials import Layer
from .measures import SiScale, unit_scale
from .placements import Matrix, PlacementReader, angle_deg, distance_m
from .quantities import quantity
from .regenerated import Tolerances, regenerated_pairs, same_shape
from .revisions import ModelDifference, Moved, Reshaped, model_difference
from .shapes import Shape, local_shapes, shape_of
from .snapshots import Snapshot, keyed_by_tag, snapshot
from .takeoff import MaterialTotal, TakeOff, material_takeoff

__all__ = [
    "Bill",
    "BillRules",
    "Item",
    "Layer",
    "Link",
    "MaterialTotal",
    "Matrix",
    "Measured",
    "ModelDifference",
    "Moved",
    "Path",
    "PlacementReader",
    "Quantity",
    "Reference",
    "Reshaped",
    "Shape",
    "SiScale",
    "Snapshot",
    "TakeOff",
    "Tolerances",
    "Uneven",
    "angle_deg",
    "bill_of_materials",
    "by_global_id",
    "distance_m",
    "inventory",
    "keyed_by_tag",
    "local_shapes",
    "material_takeoff",
    "model_difference",
    "quantity",
    "regenerated_pairs",
    "require_complete",
    "same_shape",
    "shape_of",
    "snapshot",
    "unit_scale",
]
