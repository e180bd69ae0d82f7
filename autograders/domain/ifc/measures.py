"""Measures of a model in SI: metres, square metres, cubic metres, kilograms, whichever units its project declares."""

from typing import Any

# Units with an offset, of which a factor says nothing: temperatures stay as they are written.
_OFFSET = "THERMODYNAMICTEMPERATUREUNIT"


class SiScale:
    """What the numbers of one model are multiplied by to be in SI.

    Where the project declares no unit for a kind of measure, its numbers are taken to be in SI: a convention of ours.

    Parameters
    ----------
    model : ifcopenshell.file

    Examples
    --------
    >>> import ifcopenshell, ifcopenshell.api.project, ifcopenshell.api.root, ifcopenshell.api.unit
    >>> model = ifcopenshell.api.project.create_file()
    >>> _ = ifcopenshell.api.root.create_entity(model, ifc_class="IfcProject")
    >>> _ = ifcopenshell.api.unit.assign_unit(model)  # millimetres, where nothing else is asked for
    >>> SiScale(model).of("IfcPositiveLengthMeasure"), SiScale(model).of("IfcLabel")
    (0.001, 1.0)
    """

    def __init__(self, model: Any) -> None:
        self._by_kind: dict[str, float] = {}
        for project in model.by_type("IfcProject"):
            for unit in project.UnitsInContext.Units if project.UnitsInContext else ():
                if kind := getattr(unit, "UnitType", None):
                    self._by_kind.setdefault(kind, unit_scale(unit))

    @property
    def length(self) -> float:
        """What lengths are multiplied by to be metres."""
        return self._by_kind.get("LENGTHUNIT", 1.0)

    def of(self, measure: str, unit: Any = None) -> float:
        """Return what a measure of some class is multiplied by.

        Parameters
        ----------
        measure : str
            Class of its value, such as ``IfcLengthMeasure``.
        unit : entity, optional
            The one that the property or the quantity gives itself, which goes before the project's.
        """
        from ifcopenshell.util.unit import get_measure_unit_type

        if unit is not None and not unit.is_a("IfcMonetaryUnit"):
            return unit_scale(unit)
        return self._by_kind.get(get_measure_unit_type(measure), 1.0)


def unit_scale(unit: Any) -> float:
    """Return how many SI units one unit is.

    IfcOpenShell takes the gram for the unit of mass; SI, and what is computed here, take the kilogram.

    Parameters
    ----------
    unit : entity
        ``IfcSIUnit``, ``IfcConversionBasedUnit`` or ``IfcDerivedUnit``.

    Examples
    --------
    >>> import ifcopenshell
    >>> model = ifcopenshell.file(schema="IFC4")
    >>> unit_scale(model.create_entity("IfcSIUnit", UnitType="MASSUNIT", Prefix="KILO", Name="GRAM"))
    1.0
    """
    from ifcopenshell.util.unit import get_unit_scale

    if unit.is_a("IfcContextDependentUnit") or getattr(unit, "UnitType", None) == _OFFSET:
        return 1.0
    return float(get_unit_scale(unit)) * 1000.0 ** -_mass_exponent(unit)


def _mass_exponent(unit: Any) -> int:
    if unit.is_a("IfcDerivedUnit"):
        return sum(int(element.Exponent) * _mass_exponent(element.Unit) for element in unit.Elements)
    return int(unit.UnitType == "MASSUNIT")
