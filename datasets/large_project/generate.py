"""Makes one variant of the large project; the other modules of this folder make its parts."""

from pathlib import Path
from typing import Any

import numpy as np

from autograders.domain.case_files import write_document
from autograders.model.case import GeneratedCase

from . import (
    actions,
    calendars,
    companies,
    deliveries,
    expenses,
    interviews,
    progress,
    publication,
    register,
    responsibilities,
    roadmap,
    works,
)
from .tasks import LOTS, read_tasks
from .terms import draw_places, draw_terms, forecast_of, specification

HERE = Path(__file__).parent


def generate(seed: int, public: Path) -> GeneratedCase:
    """Write one variant of the project and return its specification and its truth.

    Parameters
    ----------
    seed : int
        Decides everything; not negative.
    public : Path
        Existing folder that receives the files.

    Returns
    -------
    GeneratedCase
    """
    # One stream a part: a change in one leaves the others as they were.
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(13)]
    terms = draw_terms(streams[0])
    places = draw_places(terms["metropolis"], streams[0])
    bodies = register.draw_register(HERE / "registre.toml", terms["metropolis"], streams[1])
    matrix = responsibilities.draw_responsibilities(streams[2])
    told = interviews.draw_interviews(HERE / "entretiens", streams[3])
    closures = calendars.draw_closures(terms["start"].year, streams[4])
    plan = works.draw_plan(
        read_tasks(HERE / "taches.csv", places), terms["start"], calendars.calendars_of(closures), streams[5]
    )
    done = progress.draw_progress(plan, streams[6])
    ledger = expenses.draw_ledger(done, streams[7])
    partners = companies.draw_partners(plan, terms, streams[8])
    required = deliveries.draw_requirements(streams[9])
    asked = roadmap.draw_roadmap(streams[10])
    coded = interviews.interviews_truth(told)
    offers, days = actions.draw_offers(coded["resistances"], {item.code: item.group for item in told}, streams[12])
    terms |= {
        "change_days": days,
        "interviews": bodies.size,
        "start_date": f"{terms['start']:%d/%m/%Y}",
        "status_date": f"{done.status_date:%d/%m/%Y}",
    }
    truth: dict[str, Any] = {
        "register": register.register_truth(bodies, terms["grid_threshold"]),
        "responsibilities": responsibilities.responsibilities_truth(matrix),
        "interviews": coded,
        "actions": actions.actions_truth(offers, days, coded["resistances"]),
        "deliveries": deliveries.requirements_truth(required, plan),
        "schedule": works.plan_truth(plan),
        "progress": progress.progress_truth(plan, done, terms)
        | {"forecast": forecast_of(terms).name.lower(), "actual_slips_eur": expenses.ledger_slips(ledger, done)},
        "sizing": companies.sizing_truth(partners, plan, terms),
    }
    truth["roadmap"] = roadmap.roadmap_truth(asked, truth)
    specified = specification(terms)
    printed = {item.key: item.value for item in specified} | {
        "tasks": len(plan.tasks),
        "lots": publication.printed_rows(LOTS),
        "themes": publication.printed_rows(interviews.THEMES),
        "stations": ", ".join(places[f"s{rank}"].removeprefix("Station ") for rank in range(1, 6)),
    }
    cahier = write_document(
        public, HERE / "cahier_des_charges.in", "cahier_des_charges.md", "Cahier des charges de la variante", printed
    )
    return GeneratedCase(
        specification=specified,
        files=(
            cahier,
            *publication.write_register(public, bodies),
            *publication.write_responsibilities(public, matrix),
            *interviews.write_interviews(told, public),
            publication.write_offers(public, offers),
            publication.write_requirements(public, required),
            *publication.write_plan(public, plan, closures),
            *publication.write_progress(public, done, ledger, streams[11]),
            publication.write_partners(public, partners),
            *roadmap.write_roadmap(public, asked, plan.tasks),
        ),
        truth=truth,
    )
