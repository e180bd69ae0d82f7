"""Product structures: bills of materials, their roll-ups, comparison, synchronisation, effectivity and change."""

from .units import Dimension, UnitOfMeasure, conversion_factor, read_decimal, read_unit

__all__ = ["Dimension", "UnitOfMeasure", "conversion_factor", "read_decimal", "read_unit"]
