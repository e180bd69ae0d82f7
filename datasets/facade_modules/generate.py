"""Makes one variant of the façade case; the other modules of this folder make its parts."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.model.case import GeneratedCase

from . import (
    building,
    catalogue,
    changes,
    documents,
    extracts,
    faults,
    issue,
    lifecycle,
    manufacturing,
    merging,
    practices,
    publication,
    service,
    standards,
    tools,
    totals,
)
from .terms import MAJORITY, Terms, draw_terms

HERE = Path(__file__).parent
MODELS = (
    ("ifc4", "batiment_ifc4.ifc", "Maquette IFC4 du bâtiment, indice A"),
    ("ifc2x3", "batiment_ifc2x3.ifc", "Même bâtiment, exporté en IFC2X3 par un autre outil"),
    ("rev_b", "batiment_ifc4_rev_b.ifc", "Maquette IFC4 du bâtiment, indice B"),
)
PLACEMENT_TOLERANCE_MM = 5


def generate(seed: int, public: Path) -> GeneratedCase:
    """Write one variant of the façade case and return its specification and its truth.

    Parameters
    ----------
    seed : int
        Decides everything; not negative. Odd ones have a loop in the engineering structure.
    public : Path
        Existing folder that receives the files.

    Returns
    -------
    GeneratedCase
    """
    # One stream a part: a change in one leaves the others as they were.
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(16)]
    terms = draw_terms(streams[0])
    designed = catalogue.draw_catalogue(streams[1], height_m=terms.height_m)
    published = lifecycle.draw_revisions(designed, streams[2])
    model = building.draw_building(designed, terms.performance, terms.height_m, streams[3])
    model = faults.with_revisions(model, published)
    models = issue.issue_models(model, designed, terms, published, f"facade_modules/{seed}", streams[4:7])
    counts = building.delivered(model, designed)
    designed = catalogue.deliver(designed, extracts.ordered_counts(counts, streams[7]))
    recorded = extracts.record_engineering(designed, counts, bool(seed % 2), streams[8])
    validities, effectivity_truth, predecessors = lifecycle.draw_validities(designed, recorded.articles, streams[14])
    recorded = extracts.with_predecessors(recorded, predecessors)
    made = manufacturing.draw_manufacturing(designed, recorded.articles, streams[9])
    registered = {number: published.get(number, "A") for number in made.articles}
    structure = totals.structure_of(recorded.articles, totals.without_loop(recorded))
    structure_files, odd = publication.write_structures(public, designed, recorded, made, registered, streams[10])
    life_files, life_truth, effort = publication.write_life(
        public, structure, recorded, registered, validities, streams[11]
    )
    sides = merging.draw_sides(designed, streams[12])
    records = service.draw_service(model, published, streams[13])
    software, weights = tools.draw_tools(terms.practices, streams[15]), tools.draw_weights(streams[15])
    figures = _figures(terms, designed.order, effort, weights)
    figures |= {
        "minimum_identifiers_percent": standards.MINIMUM_IDENTIFIERS_PERCENT,
        "minimum_partners": standards.minimum_partners(software),
    }
    specification = documents.specification(figures)
    files = (
        _write_specification(public, specification),
        *(documents.write_text(public, path, label, models.texts[name]) for name, path, label in MODELS),
        *structure_files,
        *life_files,
        publication.write_tools(public, software),
        *publication.write_sides(public, sides),
        *publication.write_service(public, records, models.ids),
        *practices.write_practices(terms.practices, HERE / "pratiques", public),
        documents.write_document(public, HERE / "extraits.in", "LISEZMOI_extraits.md", "Notes sur les extraits", {}),
    )
    truth = models.truth | publication.structure_truth(structure, designed, recorded, made) | life_truth
    truth["records"] |= odd
    truth["model_plm"]["quantities"] = totals.model_differences(
        models.handed_over, recorded.articles, truth["bill"]["needs"]
    )
    truth |= {
        "effectivity": effectivity_truth,
        "take_off": totals.take_off(models.handed_over),
        "tool_coverage": tools.coverage(software),
        "standards": standards.compared(models.texts["ifc4"], models.texts["ifc2x3"])
        | {"readers": standards.readers(software), "reader_slips": standards.reader_slips(software)},
        "merge": sides.truth,
        "service": records.truth,
        "practices": [asdict(item) for item in terms.practices],
        "practice_texts": practices.read_practices(public),
        "phases": practices.needed_phases(terms.practices, MAJORITY),
    }
    return GeneratedCase(specification=specification, files=files, truth=truth)


def _figures(terms: Terms, order: str, effort: changes.Effort, weights: dict[str, int]) -> dict[str, Any]:
    return {
        "order_number": order,
        "delivery_phase": terms.phase,
        "majority": MAJORITY,
        "fire_ratings": documents.enumerated(terms.fire_ratings, "ou"),
        "panel_u_limit": terms.panel_u_limit,
        "window_u_limit": terms.window_u_limit,
        "wall_fire_ratings": "REI 60 ou REI 90",
        **{f"weight_{name}_percent": weight for name, weight in weights.items()},
        "horizon_start": documents.french_day(lifecycle.HORIZON[0]),
        "horizon_end": documents.french_day(lifecycle.HORIZON[1]),
        "months": len(changes.MONTHS),
        "capacity_h_per_month": effort.capacity_h,
        "fallback_capacity_h_per_month": float(round(changes.FALLBACK_SHARE * effort.capacity_h)),
        "revision_h": effort.revision_h,
        "new_number_h": effort.number_h,
        "impacted_article_h": effort.impacted_h,
        "placement_tolerance_mm": PLACEMENT_TOLERANCE_MM,
    }


def _write_specification(public: Path, specification: Any) -> PublicFile:
    topics = "\n".join(f"| `{topic}` | {what} |" for topic, what in practices.TOPICS.items())
    moves = "\n".join(f"| {source} | {targets} |" for source, targets in changes.workflow_rows())
    printed = {item.key: item.value for item in specification} | {"topics": topics, "moves": moves}
    printed |= {"first_month": changes.MONTHS[0], "last_month": changes.MONTHS[-1]}
    label = "Cahier des charges de la variante"
    return documents.write_document(public, HERE / "cahier_des_charges.in", "cahier_des_charges.md", label, printed)
