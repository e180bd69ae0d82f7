"""One product's lines as a common state and as two sides made of it: the design office and the works."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograders.domain.bom import DeletionConflict, three_way_merge

from .catalogue import Catalogue
from .structure import lines_of

Key = tuple[str, str, str]
Lines = dict[Key, dict[str, float]]


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Three states of the same lines, by parent, child and find number.

    Parameters
    ----------
    common, office, works : dict
    truth : dict
        ``merged`` lines and ``conflicts``; the lines of the three states.
    """

    common: Lines
    office: Lines
    works: Lines
    truth: dict[str, Any]


def draw_sides(catalogue: Catalogue, rng: np.random.Generator) -> Sides:
    """Return the common state and both sides.

    Either side changes a quantity and adds a line, both make one same change, both change one quantity differently,
    each deletes a line, and the works delete one that the office changes.
    """
    panels = [product.number for product in catalogue.products if product.family == "Belmont"]
    lines, panel = lines_of(catalogue.usages), str(rng.choice(panels))
    frame = lines[panel][0].child
    common: Lines = {
        (usage.parent, usage.child, str(usage.find)): {"quantite": usage.quantity}
        for parent in (panel, frame)
        for usage in lines[parent]
    }
    office, works = _copy(common), _copy(common)
    own = [key for key in common if key[0] == panel]
    facing, kit, seal, crossing, label = own[1], own[3], own[4], own[5], own[6]
    upright, rail, screws = [key for key in common if key[0] == frame]
    office[seal]["quantite"] = round(common[seal]["quantite"] + 0.3 * int(rng.integers(1, 4)), 4)
    works[screws]["quantite"] = common[screws]["quantite"] + 4
    for side in (office, works):
        side[rail]["quantite"] = 3.0
    office[kit]["quantite"], works[kit]["quantite"] = 3.0, 4.0
    del office[crossing]
    del works[label]
    office[upright]["quantite"] = common[upright]["quantite"] + 1
    del works[upright]
    office[panel, catalogue.number_of("Sonde de température"), "110"] = {"quantite": 1.0}
    works[panel, catalogue.number_of("Dégraissant"), "120"] = {"quantite": 0.05}
    if rng.random() < 0.5:
        works[facing]["quantite"] = common[facing]["quantite"] + 1
    merge = three_way_merge(common, office, works)
    conflicts = [
        {"line": list(each.key), "kind": "deletion" if isinstance(each, DeletionConflict) else "quantity"}
        for each in merge.conflicts
    ]
    merged = [[*key, record["quantite"]] for key, record in merge.merged.items()]
    truth = {"merged": merged, "conflicts": conflicts}
    truth |= {
        name: [[*key, record["quantite"]] for key, record in lines.items()]
        for name, lines in (("common", common), ("office", office), ("works", works))
    }
    return Sides(common=common, office=office, works=works, truth=truth)


def _copy(lines: Mapping[Key, Mapping[str, float]]) -> Lines:
    return {key: dict(record) for key, record in lines.items()}
