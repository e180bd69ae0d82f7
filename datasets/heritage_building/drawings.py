"""Plans of the storeys as SVG, with a title and a description for those who do not see them."""

from collections.abc import Iterable
from html import escape
from typing import Any

import numpy as np

from autograders.domain.building import BuildingMesh, level_section

from . import dimensions

SCALE_PX_PER_M = 26
MARGIN_M = 2.0
CUT_M = 1.25
NAMES = {"RDC": "rez-de-chaussée", "R+1": "premier étage", "Combles": "combles"}
FILES = {"RDC": "plan_rdc.svg", "R+1": "plan_r1.svg", "Combles": "plan_combles.svg"}
STYLES = {
    "IfcDoor": "stroke:#a03000;stroke-width:1.2;stroke-dasharray:4 3",
    "IfcWindow": "stroke:#0060a0;stroke-width:1.2",
    "IfcBuildingElementProxy": "stroke:#555;stroke-width:1",
}
WALL_STYLE = "stroke:#000;stroke-width:1.6"


def storey_plan(mesh: BuildingMesh, mill: Any, storey: str, positions: Iterable[Any]) -> str:
    """Return the plan of a storey with its permitted positions, as SVG.

    Parameters
    ----------
    mesh : BuildingMesh
    mill : Mill
    storey : str
    positions : iterable of Position
    """
    levels = {"RDC": 0.0, "R+1": mill.ground_floor_m, "Combles": mill.attic_m}
    section = level_section(mesh, levels[storey] + CUT_M)
    shown = sorted((item for item in positions if item.storey == storey), key=lambda item: item.name)
    places = np.array([item.centre_m[:2] for item in shown])
    corners = np.vstack([section.segments_m.reshape(-1, 2), places])
    low, high = corners.min(axis=0) - MARGIN_M, corners.max(axis=0) + MARGIN_M
    width, height = (SCALE_PX_PER_M * (high - low)).round().astype(int).tolist()

    def at(x: float, y: float) -> tuple[float, float]:
        return round(SCALE_PX_PER_M * (x - low[0]), 1), round(SCALE_PX_PER_M * (high[1] - y), 1)

    lines = []
    for segment, index in zip(section.segments_m, section.element, strict=True):
        (x1, y1), (x2, y2) = (at(*end) for end in segment.tolist())
        if (x1, y1) != (x2, y2):
            style = STYLES.get(mesh.elements[index].ifc_class, WALL_STYLE)
            lines.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" style="{style}"/>')
    rooms = [room for room in dimensions.rooms(mill) if room.storey == storey]
    # Names of rooms first, so that positions are drawn over them.
    marks = []
    for room in rooms:
        x, y = at(*_middle(room))
        label = escape(f"{room.code} {room.name}")
        marks.append(
            f'<text x="{x}" y="{y}" font-size="13" font-style="italic" text-anchor="middle" '
            f'font-family="sans-serif" fill="#444">{label}</text>'
        )
    for item in shown:
        x, y = at(*item.centre_m[:2])
        marks.append(f'<circle cx="{x}" cy="{y}" r="4" fill="#005a3c"/>')
        marks.append(f'<text x="{x + 6}" y="{y - 4}" font-size="12" font-family="sans-serif">{item.name}</text>')
    title = f"Moulin de Vaubrun, plan du niveau {NAMES[storey]} à {CUT_M:g} m du sol".replace(".", ",")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-labelledby="titre description" lang="fr">',
            f'<title id="titre">{escape(title)}</title>',
            f'<desc id="description">{escape(alternative(storey, rooms, shown))}</desc>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *lines,
            *marks,
            _scale_bar(height),
            "</svg>",
            "",
        ]
    )


def alternative(storey: str, rooms: Iterable[Any], positions: Iterable[Any]) -> str:
    """Return the text that stands in for the plan of a storey."""
    named = "\u00a0; ".join(f"{room.code} {room.name} ({_french(room.floor_area_m2)} m²)" for room in rooms)
    by_zone: dict[str, list[str]] = {}
    for item in positions:
        by_zone.setdefault(item.zone, []).append(item.name)
    stood = "\u00a0; ".join(f"{code}\u00a0: {', '.join(names)}" for code, names in sorted(by_zone.items()))
    return (
        f"Coupe horizontale du niveau {NAMES[storey]}, nord en haut. Pièces\u00a0: {named}. "
        f"Positions permises par pièce (E.2 désigne les abords des façades)\u00a0: {stood}. "
        "Les coordonnées exactes figurent dans positions.csv."
    )


def _middle(room: Any) -> tuple[float, float]:
    corners = np.column_stack([room.solid.outline_m, np.zeros(len(room.solid.outline_m))])
    ends = np.vstack([corners, corners + np.array([0, 0, room.solid.depth_m])])
    placed = ends @ room.solid.frame[:3, :3].T + room.solid.frame[:3, 3]
    x, y = ((placed.min(axis=0) + placed.max(axis=0)) / 2)[:2].tolist()
    return x, y


def _scale_bar(height: int) -> str:
    end = 20 + 5 * SCALE_PX_PER_M
    return (
        f'<path d="M20 {height - 20}H{end}" style="stroke:#000;stroke-width:3"/>'
        f'<text x="{end + 8}" y="{height - 15}" font-size="13" font-family="sans-serif">5 m</text>'
    )


def _french(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
