"""Materials of an element: one, layers with their thicknesses, or constituents with their shares."""

from dataclasses import dataclass
from typing import Any

from .measures import SiScale


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A material of an element, with what says how much of the element it makes up.

    Parameters
    ----------
    material : str
        Empty for a layer of air.
    thickness_m : float or None
        Of a layer.
    share : float or None
        Of the volume; 1 for the only material, ``None`` where the model does not say.
    """

    material: str
    thickness_m: float | None = None
    share: float | None = None


def layers_of(element: Any, scale: SiScale) -> tuple[Layer, ...]:
    """Return the materials of an element, or of its type.

    The share of a layer is that of its thickness: the layers of an element have one area.

    Parameters
    ----------
    element : entity
    scale : SiScale
        Of its model.
    """
    from ifcopenshell.util.element import get_material

    material = get_material(element, should_skip_usage=True)
    if material is None:
        return ()
    if material.is_a("IfcMaterial"):
        return (Layer(material=material.Name or "", share=1.0),)
    if material.is_a("IfcMaterialLayerSet"):
        return _stack(material.MaterialLayers, scale)
    if material.is_a("IfcMaterialConstituentSet"):
        parts = [(part.Material, part.Fraction) for part in material.MaterialConstituents or ()]
    elif material.is_a("IfcMaterialProfileSet"):
        parts = [(part.Material, None) for part in material.MaterialProfiles]
    elif material.is_a("IfcMaterialList"):
        parts = [(part, None) for part in material.Materials]
    else:
        parts = [(getattr(material, "Material", None), None)]
    alone = 1.0 if len(parts) == 1 else None
    return tuple(Layer(material=getattr(part, "Name", None) or "", share=share or alone) for part, share in parts)


def _stack(layers: Any, scale: SiScale) -> tuple[Layer, ...]:
    thicknesses = [float(layer.LayerThickness) * scale.length for layer in layers]
    total = sum(thicknesses)
    return tuple(
        Layer(
            material=getattr(layer.Material, "Name", None) or "",
            thickness_m=thickness,
            share=thickness / total if total > 0 else None,
        )
        for layer, thickness in zip(layers, thicknesses, strict=True)
    )
