"""Kinds of elements that the firm models: class, shape, material, quantities, coding, by discipline."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Profile = Literal["box", "circle"]
Value = str | float | bool
Sets = Mapping[str, Mapping[str, Value]]
PROXY = "IfcBuildingElementProxy"
# Property set of the firm, and those of its properties that are lengths, in metres.
FIRM_SET = "Tarvenne_Echange"
FIRM_QUANTITIES = "TVN_Quantites"
LENGTHS = ("Reservation", "Enrobage")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What elements of one kind share.

    Parameters
    ----------
    discipline : str
        ``STR`` structure, ``CVC`` heating, ventilation and pipes, ``ELE`` electricity.
    ifc_class, predefined : str
    label : str
        French; starts the names of the elements.
    profile : str
        Of the extrusion, which goes along z.
    size_m : tuple of 3 floats, m
        Sides of the box; of a circle the diameter twice.
    material, code : str
        Code of the classification.
    common : str
        Standard property set.
    fire : str
        What its resistance to fire is asked for, such as ``REI``; ``R`` of what separates nothing; empty for none.
    """

    discipline: str
    ifc_class: str
    predefined: str
    label: str
    profile: Profile
    size_m: tuple[float, float, float]
    material: str
    code: str
    common: str
    fire: str = ""

    @property
    def quantity_set(self) -> str:
        """Standard set of base quantities; the firm's own where the standard one has no volume."""
        standard = f"Qto_{self.ifc_class.removeprefix('Ifc')}BaseQuantities"
        return standard if self.discipline == "STR" else FIRM_QUANTITIES


KINDS = {
    "voile": Kind(
        discipline="STR",
        ifc_class="IfcWall",
        predefined="SOLIDWALL",
        label="Voile",
        profile="box",
        size_m=(4.8, 0.2, 2.8),
        material="Béton C30/37",
        code="TV-STR-10",
        common="Pset_WallCommon",
        fire="REI",
    ),
    "dalle": Kind(
        discipline="STR",
        ifc_class="IfcSlab",
        predefined="FLOOR",
        label="Dalle",
        profile="box",
        size_m=(6.0, 4.8, 0.22),
        material="Béton C30/37",
        code="TV-STR-20",
        common="Pset_SlabCommon",
        fire="REI",
    ),
    "poteau": Kind(
        discipline="STR",
        ifc_class="IfcColumn",
        predefined="COLUMN",
        label="Poteau",
        profile="circle",
        size_m=(0.4, 0.4, 2.8),
        material="Béton C35/45",
        code="TV-STR-30",
        common="Pset_ColumnCommon",
        fire="R",
    ),
    "poutre": Kind(
        discipline="STR",
        ifc_class="IfcBeam",
        predefined="BEAM",
        label="Poutre",
        profile="box",
        size_m=(0.25, 0.5, 4.8),
        material="Béton C30/37",
        code="TV-STR-40",
        common="Pset_BeamCommon",
        fire="R",
    ),
    "gaine": Kind(
        discipline="CVC",
        ifc_class="IfcDuctSegment",
        predefined="RIGIDSEGMENT",
        label="Gaine",
        profile="circle",
        size_m=(0.315, 0.315, 3.0),
        material="Acier galvanisé",
        code="TV-CVC-10",
        common="Pset_DuctSegmentTypeCommon",
    ),
    "tube": Kind(
        discipline="CVC",
        ifc_class="IfcPipeSegment",
        predefined="RIGIDSEGMENT",
        label="Tube",
        profile="circle",
        size_m=(0.054, 0.054, 3.0),
        material="Cuivre",
        code="TV-CVC-20",
        common="Pset_PipeSegmentTypeCommon",
    ),
    "bouche": Kind(
        discipline="CVC",
        ifc_class="IfcAirTerminal",
        predefined="DIFFUSER",
        label="Bouche",
        profile="box",
        size_m=(0.3, 0.3, 0.12),
        material="Aluminium",
        code="TV-CVC-30",
        common="Pset_AirTerminalTypeCommon",
    ),
    "chemin": Kind(
        discipline="ELE",
        ifc_class="IfcCableCarrierSegment",
        predefined="CABLETRAYSEGMENT",
        label="Chemin de câbles",
        profile="box",
        size_m=(0.3, 0.06, 3.0),
        material="Acier galvanisé",
        code="TV-ELE-10",
        common="Pset_CableCarrierSegmentTypeCommon",
    ),
    "luminaire": Kind(
        discipline="ELE",
        ifc_class="IfcLightFixture",
        predefined="POINTSOURCE",
        label="Luminaire",
        profile="circle",
        size_m=(0.25, 0.25, 0.1),
        material="Aluminium",
        code="TV-ELE-20",
        common="Pset_LightFixtureTypeCommon",
    ),
    "prise": Kind(
        discipline="ELE",
        ifc_class="IfcOutlet",
        predefined="POWEROUTLET",
        label="Prise",
        profile="box",
        size_m=(0.08, 0.05, 0.08),
        material="Polycarbonate",
        code="TV-ELE-30",
        common="Pset_OutletTypeCommon",
    ),
}


def section_m2(profile: Profile, size_m: tuple[float, float, float]) -> float:
    """Return the area that is extruded.

    Examples
    --------
    >>> section_m2("box", (2.0, 3.0, 1.0)), round(section_m2("circle", (2.0, 2.0, 1.0)), 4)
    (6.0, 3.1416)
    """
    return math.pi * size_m[0] ** 2 / 4 if profile == "circle" else size_m[0] * size_m[1]


def quantities_of(kind: Kind) -> dict[str, float]:
    """Return the base quantities of an element: its longest side in m, its volume in m³."""
    volume_m3 = section_m2(kind.profile, kind.size_m) * kind.size_m[2]
    return {"Length": max(kind.size_m), "NetVolume": round(volume_m3, 6)}
