"""Attempts of an imagined candidate, and a catalogue small enough to reckon by hand.

Activity A2.1 with four competencies, of which two have an exercise: C2.1.1 (one automatic criterion, one mixed) and
C2.1.2 (two automatic ones); activity A2.2 with none.
"""

from datetime import UTC, datetime, timedelta

from autograders.lab.catalogue import AvailableExercise, Catalogue
from autograders.lab.progress import Attempt, Source
from autograders.model.exercise import Exercise
from autograders.model.referential import load_referential

from .tiny_repository import ROOT

# At noon in UTC it is the same day almost everywhere.
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CHOICE, QUALITY = "c2_1_1_scanner_choice", "c2_1_2_point_cloud_quality"
LEVELS = ("vide", "insuffisant", "partiel", "bon", "excellent")
HINTS = ("méthode", "formule", "solution")


def attempt(criterion, fraction, *, day=0, variant="d1", source=Source.PRACTICE, hints=0, misconceptions=()):
    """Return an attempt on a day after the start; its exercise is that of the criterion's competency."""
    return Attempt(
        at=START + timedelta(days=day),
        activity="a2_1_digitisation",
        exercise=CHOICE if criterion.startswith("C2.1.1") else QUALITY,
        criterion=criterion,
        variant=variant,
        source=source,
        fraction=fraction,
        points=4 * fraction,
        maximum=4,
        misconceptions=misconceptions,
        hints=hints,
    )


def exercise(competency, title, criteria):
    """Return an exercise with one answer and criteria given as id to kind."""
    answer = {"name": "value", "type": "number", "label": "valeur", "unit": "mm"}
    return Exercise.model_validate(
        {
            "format": 1,
            "title": title,
            "summary": title,
            "competency": competency,
            "dataset": "scanner_bench",
            "duration_minutes": 60,
            "answers": (answer,),
            "criteria": tuple(
                {
                    "id": identifier,
                    "points": 4,
                    "how": how,
                    "answers": () if how == "rubric" else ("value",),
                    "hints": HINTS,
                    "rubric": () if how == "auto" else LEVELS,
                    "misconceptions": ({"id": "wrong-unit", "message": "L’unité est le <mm>, pas le m."},),
                }
                for identifier, how in criteria.items()
            ),
        }
    )


def small_catalogue():
    """Return the real referential with two made-up exercises."""
    choice = exercise("C2.1.1", "Choisir", {"C2.1.1.measurable": "auto", "C2.1.1.justified": "mixed"})
    quality = exercise("C2.1.2", "Qualifier", {"C2.1.2.noise": "auto", "C2.1.2.colour": "auto"})
    return Catalogue(
        load_referential(ROOT / "course" / "referential.toml"),
        (
            AvailableExercise(name=CHOICE, activity_name="a2_1_digitisation", exercise=choice),
            AvailableExercise(name=QUALITY, activity_name="a2_1_digitisation", exercise=quality),
        ),
    )
