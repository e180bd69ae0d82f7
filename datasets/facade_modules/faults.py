"""What is wrong with the model that the design office hands over, each fault with the elements that bear it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .catalogue import Catalogue
from .model import Element, Model
from .requirements import Requirement, applies, breakings
from .vocabulary import ARTICLE, CONFIGURATION

STRAY_LABEL = "Bavette de rejet d’eau"
ELEMENTS_BY_CODE = {"EI-06": 2, "EI-08": 2, "EI-09": 2, "EI-07": 2}


def with_revisions(model: Model, revisions: Mapping[str, str]) -> Model:
    """Return the model whose types bear the revisions of their articles."""
    changed = {}
    for number, kind in model.kinds.items():
        if CONFIGURATION in kind.properties:
            sets = {**kind.properties, CONFIGURATION: {"Revision": revisions[number]}}
            changed[number] = replace(kind, properties=sets)
    return model.with_kinds(changed)


def plant_requirement_faults(
    model: Model, requirements: Sequence[Requirement], rng: np.random.Generator
) -> tuple[Model, dict[str, list[str]]]:
    """Return the model in which some elements fail each requirement, and which ones, by code.

    No element fails two requirements, and faults on panels and modules fall on panels, but for the one that only
    modules can bear: three quarters of the modules stay whole for the second issue.
    """
    ways = breakings(requirements)
    taken: set[str] = set()
    planted: dict[str, list[str]] = {}
    for requirement in requirements:
        subject = "panneau" if requirement.subject == "ouvrage" else requirement.subject
        free = [key for key in model.elements if applies(subject, model.kind_of(key)) and key not in taken]
        count = ELEMENTS_BY_CODE.get(requirement.code, len(ways[requirement.code]))
        chosen = sorted(rng.choice(free, size=count, replace=False).tolist())
        for rank, key in enumerate(chosen):
            model = ways[requirement.code][rank % len(ways[requirement.code])](model, key)
        taken.update(chosen)
        planted[requirement.code] = chosen
    return model, planted


def plant_plm_differences(model: Model, catalogue: Catalogue, rng: np.random.Generator) -> tuple[Model, dict[str, Any]]:
    """Return the model that departs from the structure of the PLM, and how.

    Three panels bear an article that the PLM does not know; no sensor is modelled; the frames of one product lack an
    upright; two types bear a revision that is no longer the published one.
    """
    panels = [key for key in model.elements if applies("panneau", model.kind_of(key))]
    bearers = sorted(rng.choice(panels, size=3, replace=False).tolist())
    stray = f"PR-{int(rng.integers(95, 99)):02d}{int(rng.integers(100, 999))}"
    facing = next(kind for kind in model.kinds.values() if kind.ifc_class == "IfcPlate")
    flashing = replace(
        facing,
        name=STRAY_LABEL,
        box=replace(facing.box, z_m=0.12) if facing.box is not None else None,
        properties={**facing.properties, ARTICLE: {"ArticleNumber": stray, "Manufacturer": "Ateliers Merlaude"}},
        quantities={},
    )
    model = model.with_kinds({stray: flashing}).with_elements(
        *(
            Element(
                key=f"{key}/{stray[3:]}-1",
                name=STRAY_LABEL,
                kind=stray,
                host=key,
                link="aggregated",
                origin_m=(0.0, 0.16, 0.0),
            )
            for key in bearers
        )
    )
    sensor = catalogue.number_of("Sonde de température")
    model = model.without(*[key for key, element in model.elements.items() if element.kind == sensor])
    panel = str(rng.choice([product.number for product in catalogue.products if product.is_panel]))
    upright = next(number for number, kind in model.kinds.items() if kind.name.startswith("Montant"))
    wholes = [key for key, element in model.elements.items() if element.kind == panel]
    lacking = [f"{key}/C/{upright[3:]}-2" for key in wholes]
    model = model.without(*lacking)
    record = {
        "unknown_to_plm": {"article": stray, "elements": [f"{key}/{stray[3:]}-1" for key in bearers]},
        "not_modelled": [sensor],
        "fewer_parts": {"product": panel, "article": upright, "count": len(lacking)},
    }
    return model, record


def make_stale(
    model: Model, revisions: Mapping[str, str], rng: np.random.Generator
) -> tuple[Model, dict[str, dict[str, str]]]:
    """Return the model in which two types are behind their published revision, with both revisions by article."""
    used = {element.kind for element in model.elements.values()}
    later = [number for number, letter in revisions.items() if letter > "A" and number in used]
    chosen = sorted(rng.choice(later, size=2, replace=False).tolist())
    stale = {number: {"model": chr(ord(revisions[number]) - 1), "plm": revisions[number]} for number in chosen}
    changed = {}
    for number, pair in stale.items():
        kind = model.kinds[number]
        changed[number] = replace(kind, properties={**kind.properties, CONFIGURATION: {"Revision": pair["model"]}})
    return model.with_kinds(changed), stale
