"""Product structures: bills of materials, their roll-ups, comparison, synchronisation, effectivity and change."""

from .cycles import cyclic_groups, find_cycle, is_cycle, low_level_codes
from .explosion import ExplodedLine, exploded, leaf_totals
from .rollup import own_costs_eur, own_masses_kg, requirements, rolled_up
from .structure import Article, Role, Structure, structure_from_columns
from .units import Dimension, UnitOfMeasure, conversion_factor, read_decimal, read_unit
from .where_used import WhereUsed, where_used

__all__ = [
    "Article",
    "Dimension",
    "ExplodedLine",
    "Role",
    "Structure",
    "UnitOfMeasure",
    "WhereUsed",
    "conversion_factor",
    "cyclic_groups",
    "exploded",
    "find_cycle",
    "is_cycle",
    "leaf_totals",
    "low_level_codes",
    "own_costs_eur",
    "own_masses_kg",
    "read_decimal",
    "read_unit",
    "requirements",
    "rolled_up",
    "structure_from_columns",
    "where_used",
]
