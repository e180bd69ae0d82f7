"""Product structures: bills of materials, their roll-ups, comparison, synchronisation, effectivity and change."""

from .change import Identification, Impact, change_impact, identification
from .columns import structure_from_columns
from .configuration import Configured, configured
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
from .effectivity import Effectivity, gaps, overlaps
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
from .structure import Article, Role, Structure
from .synchronisation import Patch, Retired, Side, apply_patch, lost_without_trace, patch_towards
from .units import Dimension, UnitOfMeasure, conversion_factor, read_decimal, read_unit
from .usages import Position, PositionAudit, Usage, effective_usages, effectivity_faults, structure_from_usages
from .variants import Condition, holds, read_condition
from .where_used import WhereUsed, where_used
from .workflow import (
    CHANGE_WORKFLOW,
    ChangeState,
    IllegalMove,
    Move,
    MoveFault,
    Workflow,
    dead_ends,
    illegal_moves,
    unreachable_states,
)

__all__ = [
    "CHANGE_WORKFLOW",
    "Article",
    "ChangeState",
    "Condition",
    "Configured",
    "Conflict",
    "DeletionConflict",
    "Difference",
    "Dimension",
    "Effectivity",
    "ExplodedLine",
    "FieldConflict",
    "FieldDifference",
    "Finding",
    "Identification",
    "IllegalMove",
    "Impact",
    "Key",
    "Merge",
    "Move",
    "MoveFault",
    "Patch",
    "Position",
    "PositionAudit",
    "ReconciledArticle",
    "Record",
    "Records",
    "Retired",
    "Role",
    "Side",
    "Structure",
    "UnitOfMeasure",
    "Usage",
    "Value",
    "WhereUsed",
    "Workflow",
    "accountability_by_unit",
    "accountable_totals",
    "accounted_share",
    "apply_patch",
    "change_impact",
    "configured",
    "conversion_factor",
    "cyclic_groups",
    "dead_ends",
    "difference",
    "effective_usages",
    "effectivity_faults",
    "exploded",
    "find_cycle",
    "gaps",
    "holds",
    "identification",
    "illegal_moves",
    "is_cycle",
    "jaccard",
    "leaf_totals",
    "lost_without_trace",
    "low_level_codes",
    "overlaps",
    "own_costs_eur",
    "own_masses_kg",
    "patch_towards",
    "read_condition",
    "read_decimal",
    "read_unit",
    "reconciled",
    "requirements",
    "rolled_up",
    "same_record",
    "same_value",
    "structure_from_columns",
    "structure_from_usages",
    "three_way_merge",
    "unreachable_states",
    "where_used",
]
