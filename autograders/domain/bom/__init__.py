"""Product structures: bills of materials, their roll-ups, comparison, synchronisation, effectivity and change."""

from .cycles import cyclic_groups, find_cycle, is_cycle, low_level_codes
from .differences import (
    Difference,
    FieldDifference,
    Key,
    Record,
    Records,
    Value,
    difference,
    jaccard,
    same_record,
    same_value,
)
from .explosion import ExplodedLine, exploded, leaf_totals
from .merge import Conflict, DeletionConflict, FieldConflict, Merge, three_way_merge
from .reconciliation import (
    Finding,
    ReconciledArticle,
    accountability_by_unit,
    accountable_totals,
    accounted_share,
    reconciled,
)
from .rollup import own_costs_eur, own_masses_kg, requirements, rolled_up
from .structure import Article, Role, Structure, structure_from_columns
from .synchronisation import Patch, Retired, Side, apply_patch, lost_without_trace, patch_towards
from .units import Dimension, UnitOfMeasure, conversion_factor, read_decimal, read_unit
from .where_used import WhereUsed, where_used

__all__ = [
    "Article",
    "Conflict",
    "DeletionConflict",
    "Difference",
    "Dimension",
    "ExplodedLine",
    "FieldConflict",
    "FieldDifference",
    "Finding",
    "Key",
    "Merge",
    "Patch",
    "ReconciledArticle",
    "Record",
    "Records",
    "Retired",
    "Role",
    "Side",
    "Structure",
    "UnitOfMeasure",
    "Value",
    "WhereUsed",
    "accountability_by_unit",
    "accountable_totals",
    "accounted_share",
    "apply_patch",
    "conversion_factor",
    "cyclic_groups",
    "difference",
    "exploded",
    "find_cycle",
    "is_cycle",
    "jaccard",
    "leaf_totals",
    "lost_without_trace",
    "low_level_codes",
    "own_costs_eur",
    "own_masses_kg",
    "patch_towards",
    "read_decimal",
    "read_unit",
    "reconciled",
    "requirements",
    "rolled_up",
    "same_record",
    "same_value",
    "structure_from_columns",
    "three_way_merge",
    "where_used",
]
