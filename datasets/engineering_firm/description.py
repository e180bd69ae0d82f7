"""A model as a description, before it is written as a file: elements, their data, what holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from .kinds import FIRM_SET, KINDS, PROXY, Kind, Profile, Sets, quantities_of

Unit = Literal["m", "mm"]
STOREYS = {"N00": 0.0, "N01": 3.2, "N02": 6.4}
FIRE_MINUTES = (60, 90, 120)


@dataclass(frozen=True, kw_only=True)
class Element:
    """An element of a model.

    Parameters
    ----------
    tag : str
        Mark that survives a change of software.
    edition : int
        Decides the GlobalId with the tag: another one gives another GlobalId.
    kind : str
        Key of ``KINDS``.
    ifc_class, name : str
    profile : str
    size_m : tuple of 3 floats, m
    storey, group : str
        Storey that holds it; system or lot that it belongs to, empty for none.
    origin_m : tuple of 3 floats, m
        In its storey.
    material, code : str
        Empty for none.
    properties : mapping of mappings by set
        Lengths in m.
    quantities : mapping of float
        In m and m³.
    """

    tag: str
    kind: str
    ifc_class: str
    name: str
    profile: Profile
    size_m: tuple[float, float, float]
    storey: str
    origin_m: tuple[float, float, float]
    material: str
    code: str
    properties: Sets
    quantities: Mapping[str, float]
    group: str = ""
    edition: int = 1

    @property
    def drawn_from(self) -> Kind:
        """What it is, whatever class it is written as."""
        return KINDS[self.kind]

    @property
    def is_proxy(self) -> bool:
        """Whether its class says nothing."""
        return self.ifc_class == PROXY


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model of one building.

    Parameters
    ----------
    name : str
        Of the project.
    elements : mapping of Element by tag
    unit : str
        Of lengths in the file; volumes are in cubic metres.
    converted : bool
        Whether lengths follow the unit; if not, the file says mm of numbers in m.
    storeys : mapping of float by name, m
    """

    name: str
    elements: Mapping[str, Element]
    unit: Unit = "m"
    converted: bool = True
    storeys: Mapping[str, float] = field(default_factory=lambda: dict(STOREYS))

    def with_elements(self, changed: Mapping[str, Element]) -> "Model":
        """Return the model with some elements in place of those of the same tag."""
        return replace(self, elements={**self.elements, **changed})


def draw_model(name: str, counts: Mapping[str, int], rng: np.random.Generator) -> Model:
    """Return a model in which nothing is wrong.

    Parameters
    ----------
    name : str
        Of the project.
    counts : mapping of int by kind
    rng : numpy Generator
    """
    elements = {}
    for key, count in counts.items():
        kind = KINDS[key]
        for rank in range(1, count + 1):
            storey = list(STOREYS)[(rank - 1) % len(STOREYS)]
            tag = f"{kind.discipline}-{kind.code[-2:]}-{rank:03d}"
            elements[tag] = Element(
                tag=tag,
                kind=key,
                ifc_class=kind.ifc_class,
                name=f"{kind.label} {storey}-{rank:03d}",
                profile=kind.profile,
                size_m=kind.size_m,
                storey=storey,
                origin_m=(round(1.2 * rank, 3), round(2.4 * list(KINDS).index(key), 3), 0.0),
                material=kind.material,
                code=kind.code,
                properties=_properties(kind, storey, rng),
                quantities=quantities_of(kind),
                group=f"{GROUPS[kind.discipline]} {1 + rank % 2}",
            )
    return Model(name=name, elements=elements)


GROUPS = {"STR": "Lot de coulage", "CVC": "Réseau", "ELE": "Circuit"}


def _properties(kind: Kind, storey: str, rng: np.random.Generator) -> Sets:
    common: dict[str, Any] = {"Reference": f"{kind.code}-{int(rng.integers(1, 4))}"}
    if kind.fire:
        common |= {"FireRating": f"{kind.fire} {int(rng.choice(FIRE_MINUTES))}", "LoadBearing": True}
    reserve = round(0.01 * int(rng.integers(2, 9)), 3)
    firm: dict[str, Any] = {"Lot": kind.discipline, "Phase": "EXE", "Zone": f"Z{storey[-1]}"}
    firm["Enrobage" if kind.discipline == "STR" else "Reservation"] = reserve
    return {kind.common: common, FIRM_SET: firm}
