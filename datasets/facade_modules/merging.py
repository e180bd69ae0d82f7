"""One product's lines as a common state and as two sides made of it: the design office and the works."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograders.domain.bom import DeletionConflict, three_way_merge

from .catalogue import Catalogue
from .structure import lines_of

Key = tuple[str, str, str]
Lines = dict[Key, dict[str, float]]
# What a side does of a line: leaves it, changes it by one step or by two, deletes it.
LEFT, CHANGED, OTHERWISE, DELETED = 0, 1, 2, -1
# By the office and by the works: each of these is done of one line at least, a conflict of either kind among them.
ALWAYS = ((CHANGED, LEFT), (LEFT, CHANGED), (CHANGED, CHANGED), (DELETED, LEFT), (LEFT, DELETED), (CHANGED, OTHERWISE))
DELETIONS = ((DELETED, CHANGED), (CHANGED, DELETED))
MORE = ((CHANGED, LEFT), (LEFT, CHANGED), (CHANGED, OTHERWISE))
ADDED = ("Sonde de température", "Dégraissant", "Bouche de soufflage Ø 125", "Équerre de fixation réglable")


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

    Which lines is drawn: each side changes one or two, deletes one and adds one or two, both make one same change; one
    or two quantities are in conflict, and one deletion.
    """
    panels = [product.number for product in catalogue.products if product.family == "Belmont"]
    lines, panel = lines_of(catalogue.usages), str(rng.choice(panels))
    frame, window = lines[panel][0].child, catalogue.number_of("Fenêtre 1200 × 1500")
    common: Lines = {
        (usage.parent, usage.child, str(usage.find)): {"quantite": usage.quantity}
        for parent in (panel, frame)
        for usage in lines[parent]
    }
    # A panel has one frame and one window whatever happens.
    free = [key for key in common if key[1] not in (frame, window)]
    deeds = [*ALWAYS, DELETIONS[int(rng.integers(2))], *(deed for deed in MORE if rng.random() < 0.5)]
    order = rng.permutation(len(free)).tolist()
    done = {free[index]: deed for index, deed in zip(order, deeds, strict=False)}
    steps = {key: _step(common[key]["quantite"], rng) for key in done}
    office, works = (
        {
            key: {
                "quantite": round(record["quantite"] + done[key][side] * steps[key], 4)
                if key in done
                else record["quantite"]
            }
            for key, record in common.items()
            if key not in done or done[key][side] != DELETED
        }
        for side in (0, 1)
    )
    added = rng.permutation(ADDED).tolist()[: int(rng.integers(2, 5))]
    for rank, label in enumerate(added):
        side = office if rank % 2 else works
        side[panel, catalogue.number_of(label), str(110 + 10 * rank)] = {"quantite": float(rng.integers(1, 4))}
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


def _step(quantity: float, rng: np.random.Generator) -> float:
    """Return by how much a quantity changes: whole units, or tenths of what is measured."""
    return float(rng.integers(1, 4)) if quantity == round(quantity) else round(0.1 * int(rng.integers(1, 6)), 1)
