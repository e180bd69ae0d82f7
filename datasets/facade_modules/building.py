"""The building that the products make: three storeys, panels on both long sides, technical modules along the gable."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from .catalogue import Catalogue, Product
from .model import Box, Element, Kind, Model
from .parts import Point, box_of, layers_of, position_of, quantities_of
from .structure import Article, Usage, lines_of
from .vocabulary import ARTICLE, CONFIGURATION, FACADE, OCCURRENCE, PREDEFINED

STOREYS = ("R0", "R1", "R2")
DEPTH_M, SLAB_M, WALL_M, PANEL_M = 9.0, 0.2, 0.18, 0.16
CODES = {
    "panneau": "FAC.10",
    "module": "TEC.20",
    "IfcWindow": "FAC.30",
}


@dataclass(frozen=True, kw_only=True)
class Performance:
    """What the products of this variant are given out to do.

    Parameters
    ----------
    fire_rating : str
        Of panels and modules, as in EN 13501-2.
    panel_u, window_u : float, W/(m²·K)
        Thermal transmittance.
    """

    fire_rating: str
    panel_u: float
    window_u: float


def draw_building(catalogue: Catalogue, performance: Performance, height_m: float, rng: np.random.Generator) -> Model:
    """Return the building as the design office wants it, without any fault.

    Parameters
    ----------
    catalogue : Catalogue
    performance : Performance
    height_m : float, m
        From floor to floor.
    rng : numpy.random.Generator

    Returns
    -------
    Model
    """
    panels = [product for product in catalogue.products if product.is_panel][:4]
    modules = [product for product in catalogue.products if not product.is_panel][:2]
    length_m = sum(product.width_m for product in panels)
    kinds = {number: _kind(catalogue, number, performance) for number in _modelled(catalogue, (*panels, *modules))}
    kinds |= _structural_kinds(length_m, height_m)
    elements: dict[str, Element] = {}
    lines, serial = lines_of(catalogue.usages), int(rng.integers(100, 600)) * 10
    for level, storey in enumerate(STOREYS):
        for element in _structure(storey, length_m):
            elements[element.key] = element
        for side in ("S", "N"):
            x_m = 0.0
            for rank, index in enumerate(rng.permutation(len(panels)).tolist(), start=1):
                product = panels[index]
                turned = side == "S"
                origin = (x_m + product.width_m if turned else x_m, 0.0 if turned else DEPTH_M, 0.0)
                x_m += product.width_m
                serial += 1
                name = f"PF-{storey}-{side}-{rank:02d}"
                whole = _assembly(name, product, storey, origin, turned, serial)
                elements |= {item.key: item for item in (whole, *_parts(whole, product, catalogue, lines))}
        for rank in range(1, 3):
            product = modules[(level + rank) % len(modules)]
            serial += 1
            origin = (length_m - 2.0, 1.5 + 2.5 * rank, 0.0)
            whole = _assembly(f"MT-{storey}-E-{rank:02d}", product, storey, origin, False, serial)
            elements |= {item.key: item for item in (whole, *_parts(whole, product, catalogue, lines))}
    levels = {storey: round(level * height_m, 3) for level, storey in enumerate(STOREYS)}
    return Model(name="Les Terrasses du Lavoir", storeys=levels, kinds=kinds, elements=elements)


def delivered(model: Model, catalogue: Catalogue) -> dict[str, int]:
    """Return how many of each product the building holds."""
    counts = Counter(element.kind for element in model.elements.values())
    return {product.number: counts[product.number] for product in catalogue.products if counts[product.number]}


def _modelled(catalogue: Catalogue, products: tuple[Product, ...]) -> list[str]:
    lines, found = lines_of(catalogue.usages), {}
    stack = [product.number for product in products]
    while stack:
        number = stack.pop(0)
        if catalogue.articles[number].ifc_class:
            found[number] = None
        stack += [usage.child for usage in lines.get(number, ())]
    return list(found)


def _kind(catalogue: Catalogue, number: str, performance: Performance) -> Kind:
    article = catalogue.articles[number]
    properties: dict[str, dict[str, str | float | bool]] = {
        ARTICLE: {"ArticleNumber": number, "Manufacturer": "Ateliers Merlaude"},
        CONFIGURATION: {"Revision": "A"},
    }
    if article.nature in ("panneau", "module"):
        properties[FACADE] = {"FireRating": performance.fire_rating}
    if article.nature == "panneau":
        properties[FACADE]["ThermalTransmittance"] = performance.panel_u
    if article.ifc_class == "IfcWindow":
        properties["Pset_WindowCommon"] = {"IsExternal": True, "ThermalTransmittance": performance.window_u}
    if article.ifc_class == "IfcMember":
        properties["Pset_MemberCommon"] = {"LoadBearing": True, "IsExternal": True}
    if article.ifc_class == "IfcPlate":
        properties["Pset_PlateCommon"] = {"IsExternal": True}
    box = box_of(article, catalogue)
    return Kind(
        name=article.label,
        ifc_class=article.ifc_class,
        predefined=PREDEFINED[article.ifc_class],
        box=box,
        properties=properties,
        quantities=quantities_of(article, box),
        layers=layers_of(article),
        classification=CODES.get(article.nature, CODES.get(article.ifc_class, "")),
    )


def _assembly(name: str, product: Product, storey: str, origin_m: Point, turned: bool, serial: int) -> Element:
    return Element(
        key=name,
        name=name,
        kind=product.number,
        host=storey,
        origin_m=origin_m,
        turned=turned,
        properties={OCCURRENCE: {"SerialNumber": f"{name[:2]}{serial:06d}"}},
    )


def _parts(whole: Element, product: Product, catalogue: Catalogue, lines: dict[str, list[Usage]]) -> list[Element]:
    """Return what an assembly holds: its own modelled lines, and those of frames and of phantoms below it."""
    parts: list[Element] = []
    for usage in lines[product.number]:
        article, count = catalogue.articles[usage.child], round(usage.quantity)
        if article.phantom:
            parts += _fixings(whole, product, lines[usage.child], count)
        elif article.ifc_class == "IfcElementAssembly":
            frame = Element(
                key=f"{whole.key}/C", name=article.label, kind=usage.child, host=whole.key, link="aggregated"
            )
            parts.append(frame)
            for below in lines[usage.child]:
                if catalogue.articles[below.child].ifc_class:
                    parts += _placed(frame, product, catalogue.articles[below.child], round(below.quantity))
        elif article.ifc_class:
            parts += _placed(whole, product, article, count)
    return parts


def _placed(host: Element, product: Product, article: Article, count: int) -> list[Element]:
    return [
        Element(
            key=f"{host.key}/{article.number[3:]}-{rank}",
            name=article.label,
            kind=article.number,
            host=host.key,
            link="aggregated",
            origin_m=position_of(article, product, rank - 1, count),
        )
        for rank in range(1, count + 1)
    ]


def _fixings(whole: Element, product: Product, lines: list[Usage], count: int) -> list[Element]:
    """Return the brackets of the kits, each with its fasteners nested in it: one element stands for all of them."""
    bracket, anchor = lines
    made = []
    for rank in range(1, count + 1):
        holder = Element(
            key=f"{whole.key}/{bracket.child[3:]}-{rank}",
            name="Équerre",
            kind=bracket.child,
            host=whole.key,
            link="aggregated",
            origin_m=(round((rank - 0.5) * product.width_m / count, 4), -0.12, round(product.height_m - 0.2, 4)),
        )
        nested = Element(
            key=f"{holder.key}/{anchor.child[3:]}",
            name="Chevilles",
            kind=anchor.child,
            host=holder.key,
            link="nested",
            origin_m=(0.03, -0.05, 0.04),
        )
        made += [holder, nested]
    return made


def _structural_kinds(length_m: float, height_m: float) -> dict[str, Kind]:
    clear_m, net_m = height_m - SLAB_M, DEPTH_M
    wall = Box(x_m=WALL_M, y_m=net_m, z_m=round(clear_m, 4))
    slab = Box(x_m=round(length_m, 4), y_m=DEPTH_M, z_m=SLAB_M)
    return {
        "wall": Kind(
            name="Voile béton 180 + doublage",
            ifc_class="IfcWall",
            predefined="SOLIDWALL",
            box=wall,
            properties={"Pset_WallCommon": {"LoadBearing": True, "IsExternal": True, "FireRating": "REI 60"}},
            quantities={
                "Qto_WallBaseQuantities": {
                    "Length": net_m,
                    "Width": WALL_M,
                    "Height": wall.z_m,
                    "GrossVolume": wall.x_m * wall.y_m * wall.z_m,
                    "NetVolume": wall.x_m * wall.y_m * wall.z_m,
                }
            },
            layers=(("Béton C25/30", 0.16), ("Enduit", 0.02)),
        ),
        "slab": Kind(
            name="Dalle béton 200",
            ifc_class="IfcSlab",
            predefined="FLOOR",
            box=slab,
            properties={"Pset_SlabCommon": {"LoadBearing": True, "IsExternal": False}},
            quantities={"Qto_SlabBaseQuantities": {"Width": SLAB_M, "GrossArea": slab.x_m * slab.y_m}},
            layers=(("Béton C25/30", 0.0),),
        ),
    }


def _structure(storey: str, length_m: float) -> list[Element]:
    wall_x_m = {"O": 0.0, "E": round(length_m - WALL_M, 4)}
    walls = [
        Element(
            key=f"VB-{storey}-{side}-01",
            name=f"VB-{storey}-{side}-01",
            kind="wall",
            host=storey,
            origin_m=(x, 0.0, 0.0),
        )
        for side, x in wall_x_m.items()
    ]
    slab = Element(
        key=f"DA-{storey}-01", name=f"DA-{storey}-01", kind="slab", host=storey, origin_m=(0.0, 0.0, -SLAB_M)
    )
    return [slab, *walls]
