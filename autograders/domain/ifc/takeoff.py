"""Material take-off: how much of each material the elements of a model are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .inventory import Item, Link
from .quantities import quantity

VOLUMES = ("NetVolume", "GrossVolume")
AREAS = ("NetSideArea", "NetArea", "GrossSideArea", "GrossArea")
THICKNESSES = ("Width", "Thickness", "Depth")


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialTotal:
    """How much there is of a material.

    Parameters
    ----------
    material : str
    elements : int
        That hold it.
    volume_m3 : float, m³
    area_m2 : float, m²
        Of its layers; 0 for what is not laid in layers.
    mass_kg : float or None, kg
        ``None`` where its density is not given.
    """

    material: str
    elements: int
    volume_m3: float
    area_m2: float
    mass_kg: float | None


@dataclass(frozen=True, kw_only=True)
class TakeOff:
    """A material take-off, with the GlobalIds of what it could not count.

    Parameters
    ----------
    totals : tuple of MaterialTotal
        By name of the material.
    empty_assemblies : tuple of str
        ``IfcElementAssembly`` without any part.
    without_material, without_volume : tuple of str
    unshared : tuple of str
        Several materials, of which the model does not say how much each makes up.
    """

    totals: tuple[MaterialTotal, ...]
    empty_assemblies: tuple[str, ...]
    without_material: tuple[str, ...]
    without_volume: tuple[str, ...]
    unshared: tuple[str, ...]


def material_takeoff(items: Iterable[Item], densities_kg_m3: Mapping[str, float] | None = None) -> TakeOff:
    """Return how much of each material there is in a model, nothing counted twice.

    An element that has parts is counted by its parts alone; what is nested in an element is no part of it, and counts
    beside it. Conventions of ours: the volume is the net one, else the gross one, else the area times the thickness
    of the layers, or the width where it has no layers; each layer takes the share of its thickness, and has the area of
    the element, else its volume by that thickness.

    Parameters
    ----------
    items : iterable of Item
    densities_kg_m3 : mapping of float by material, kg/m³, optional

    Returns
    -------
    TakeOff
    """
    kept = list(items)
    densities = densities_kg_m3 or {}
    wholes = {item.host for item in kept if item.link is Link.PART}
    empty, without_material, without_volume, unshared = [], [], [], []
    volumes: dict[str, float] = {}
    areas: dict[str, float] = {}
    counts: dict[str, int] = {}
    for item in kept:
        if item.global_id in wholes:
            continue
        if item.ifc_class == "IfcElementAssembly":
            empty.append(item.global_id)
        elif not item.layers:
            without_material.append(item.global_id)
        elif (volume := _volume_m3(item)) is None:
            without_volume.append(item.global_id)
        elif any(layer.share is None for layer in item.layers):
            unshared.append(item.global_id)
        else:
            for layer in item.layers:
                name = layer.material
                volumes[name] = volumes.get(name, 0.0) + volume * (layer.share or 0.0)
                areas[name] = areas.get(name, 0.0) + (_layer_area_m2(item, volume) if layer.thickness_m else 0.0)
            for name in {layer.material for layer in item.layers}:
                counts[name] = counts.get(name, 0) + 1
    return TakeOff(
        totals=tuple(
            MaterialTotal(
                material=name,
                elements=counts[name],
                volume_m3=volumes[name],
                area_m2=areas[name],
                mass_kg=volumes[name] * densities[name] if name in densities else None,
            )
            # A layer of air has no name.
            for name in sorted(volumes)
            if name
        ),
        empty_assemblies=tuple(empty),
        without_material=tuple(without_material),
        without_volume=tuple(without_volume),
        unshared=tuple(unshared),
    )


def _volume_m3(item: Item) -> float | None:
    stated = quantity(item, *VOLUMES)
    if stated is not None:
        return stated.value
    area, thickness = _area_m2(item), _thickness_m(item)
    return area * thickness if area is not None and thickness is not None else None


def _layer_area_m2(item: Item, volume_m3: float) -> float:
    stated = _area_m2(item)
    return volume_m3 / (_thickness_m(item) or 1.0) if stated is None else stated


def _thickness_m(item: Item) -> float | None:
    layers = [layer.thickness_m for layer in item.layers if layer.thickness_m is not None]
    if layers:
        return sum(layers)
    stated = quantity(item, *THICKNESSES)
    return None if stated is None else stated.value


def _area_m2(item: Item) -> float | None:
    stated = quantity(item, *AREAS)
    return None if stated is None else stated.value
