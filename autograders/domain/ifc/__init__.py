"""Building models as sources of data: elements, bills of materials, revisions, encodings, naming."""

from .bill import Bill, BillRules, Measured, Uneven, bill_of_materials
from .conformity import require_conforming
from .definitions import Path, Quantity
from .duplicates import coincident_elements
from .encodings import read_gltf, read_ifc_zip, write_gltf, write_ifc, write_ifc_zip
from .inventory import Item, Link, Reference, by_global_id, inventory
from .materials import Layer
from .measures import SiScale, unit_scale
from .migration import Migration, migrated_to_ifc2x3
from .naming import NamingRule, misnamed, naming_rule
from .opening import opening_durations_s, ranks
from .placements import Matrix, PlacementReader, angle_deg, distance_m
from .quality import RequiredValues, proxy_share, required_values, typed_share
from .quantities import quantity
from .regenerated import Tolerances, regenerated_pairs, same_shape
from .relations import ModelCounts, links_of, model_counts
from .retention import Deviation, Renamed, Retention, deviations, retention
from .revisions import ModelDifference, Moved, Reshaped, model_difference
from .shapes import Shape, local_shapes, project_shapes, shape_of
from .shares import Share
from .snapshots import Snapshot, keyed_by_tag, snapshot
from .takeoff import MaterialTotal, TakeOff, material_takeoff

__all__ = [
    "Bill",
    "BillRules",
    "Deviation",
    "Item",
    "Layer",
    "Link",
    "MaterialTotal",
    "Matrix",
    "Measured",
    "Migration",
    "ModelCounts",
    "ModelDifference",
    "Moved",
    "NamingRule",
    "Path",
    "PlacementReader",
    "Quantity",
    "Reference",
    "Renamed",
    "RequiredValues",
    "Reshaped",
    "Retention",
    "Shape",
    "Share",
    "SiScale",
    "Snapshot",
    "TakeOff",
    "Tolerances",
    "Uneven",
    "angle_deg",
    "bill_of_materials",
    "by_global_id",
    "coincident_elements",
    "deviations",
    "distance_m",
    "inventory",
    "keyed_by_tag",
    "links_of",
    "local_shapes",
    "material_takeoff",
    "migrated_to_ifc2x3",
    "misnamed",
    "model_counts",
    "model_difference",
    "naming_rule",
    "opening_durations_s",
    "project_shapes",
    "proxy_share",
    "quantity",
    "ranks",
    "read_gltf",
    "read_ifc_zip",
    "regenerated_pairs",
    "require_conforming",
    "required_values",
    "retention",
    "same_shape",
    "shape_of",
    "snapshot",
    "typed_share",
    "unit_scale",
    "write_gltf",
    "write_ifc",
    "write_ifc_zip",
]
