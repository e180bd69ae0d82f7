"""Trials of the function that compares what engineering designs with what the works make."""

from collections.abc import Mapping, Sequence
from typing import Any

from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .extracts import article, line, register, whole_lines, whole_register
from .structures import TIMES, loop_line
from .trials import Cells, Layout, Table, Trial, by_article, trials_check

FINDINGS = Layout(("article",), ("engineering", "manufacturing", "finding"))
ORDER, PRODUCT, FRAME, KIT, STAGE = "AF-00031", "PF-00032", "SE-00033", "SE-00034", "SE-00035"
SCREW, PLATE, LABEL, SEAL, GLUE = "PR-00036", "PR-00037", "PR-00038", "MP-00039", "CS-00040"
MISSING, EXTRA, QUANTITY = "manquant", "en trop", "écart de quantité"


def reconciliation_trials(case: JudgedCase) -> list[Trial]:
    """Return the trials of the function that compares the two structures."""
    order = case.truth["bill"]["order"]
    plain = register(ORDER, PRODUCT, FRAME, SCREW, PLATE, LABEL)
    phantoms = [*plain, article(KIT, "sous-ensemble", phantom=True), article(STAGE, "sous-ensemble", phantom=True)]
    measured = [*plain, article(SEAL, "matiere", "m"), article(GLUE, "consommable", "kg")]
    # In every structure: engineering alone puts two labels in each product.
    labels = line(PRODUCT, LABEL, "2")
    made = [line(ORDER, PRODUCT), line(PRODUCT, SCREW, "6"), line(PRODUCT, PLATE)]
    whole = [
        (row["article"], TIMES * row["engineering"], TIMES * row["manufacturing"], row["finding"])
        for row in case.truth["reconciliation"]["differences"]
    ]

    def told(others: Mapping[str, Cells], products: int = 1) -> Table:
        return by_article({LABEL: (2.0 * products, 0.0, MISSING), **others})

    return [
        Trial(
            "trois sortes d’écart sur plusieurs exemplaires",
            (
                plain,
                [line(ORDER, PRODUCT, "3"), line(PRODUCT, SCREW, "4"), labels],
                [line(ORDER, PRODUCT, "3"), line(PRODUCT, SCREW, "5"), line(PRODUCT, PLATE)],
                ORDER,
            ),
            by_article({SCREW: (12.0, 15.0, QUANTITY), LABEL: (6.0, 0.0, MISSING), PLATE: (0.0, 3.0, EXTRA)}),
            {
                "one-product-only": by_article(
                    {SCREW: (4.0, 5.0, QUANTITY), LABEL: (2.0, 0.0, MISSING), PLATE: (0.0, 1.0, EXTRA)}
                )
            },
        ),
        Trial(
            "un fantôme dans un fantôme",
            (
                phantoms,
                [line(ORDER, PRODUCT), line(PRODUCT, STAGE, "2"), line(STAGE, KIT), line(KIT, SCREW, "3"),
                 line(PRODUCT, PLATE), labels],
                made,
                ORDER,
            ),
            told({}),
            {
                "phantoms-not-expanded": told({SCREW: (0.0, 6.0, EXTRA)}),
                "line-by-line-comparison": told({STAGE: (2.0, 0.0, MISSING), KIT: (2.0, 0.0, MISSING)}),
            },
        ),
        Trial(
            "un fantôme en fabrication seulement",
            (
                phantoms,
                [*made, labels],
                [line(ORDER, PRODUCT), line(PRODUCT, STAGE), line(STAGE, PLATE), line(PRODUCT, SCREW, "6")],
                ORDER,
            ),
            told({}),
            {
                "phantoms-not-expanded": told({PLATE: (1.0, 0.0, MISSING)}),
                "line-by-line-comparison": told({STAGE: (0.0, 1.0, EXTRA)}),
            },
        ),
        Trial(
            "un sous-ensemble que la fabrication ne connaît pas",
            (
                plain,
                [line(ORDER, PRODUCT), line(PRODUCT, FRAME), line(FRAME, SCREW, "6"), line(FRAME, PLATE), labels],
                made,
                ORDER,
            ),
            told({}),
            {"line-by-line-comparison": told({FRAME: (1.0, 0.0, MISSING)})},
        ),
        Trial(
            "un consommable de plus en fabrication",
            (measured, [*made, labels], [*made, line(PRODUCT, GLUE, "50", "g")], ORDER),
            told({}),
            {"consumables-compared": told({GLUE: (0.0, 0.05, EXTRA)})},
        ),
        Trial(
            "des quantités en unités mêlées sur une ou plusieurs lignes",
            (
                measured,
                [line(ORDER, PRODUCT, "10"), line(PRODUCT, SEAL, "0,1", "m"), line(PRODUCT, SEAL, "200", "mm"),
                 line(PRODUCT, SCREW, "0,04", "cent"), labels],
                [line(ORDER, PRODUCT, "10"), line(PRODUCT, SEAL, "0,3", "M"), line(PRODUCT, SCREW.lower(), "4")],
                ORDER,
            ),
            told({}, 10),
            {
                "line-unit-ignored": told(
                    {SEAL: (2001.0, 3.0, QUANTITY), SCREW: (0.4, 40.0, QUANTITY)}, 10
                ),
                "repeated-lines-lost": told({SEAL: (2.0, 3.0, QUANTITY)}, 10),
            },
        ),
        Trial(
            "une affaire entière (trois fois la vôtre)",
            (
                whole_register(case.truth["mbom"]),
                whole_lines(case.truth["ebom"], order, TIMES, loop_line(case)),
                whole_lines(case.truth["mbom"], order, TIMES),
                order,
            ),
            by_article({number: (designed, done, finding) for number, designed, done, finding in whole}),
        ),
    ]  # fmt: skip


def judge_reconciliation(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the function that compares the two structures."""
    return trials_check(
        answers,
        "reconcile",
        weight=2,
        layout=FINDINGS,
        trials=reconciliation_trials(case),
        advice="Comparez les totaux, pour l’affaire, des articles sans composant, ni fantômes ni consommables.",
    )


def reconciliation_probes(case: JudgedCase) -> Mapping[str, Sequence[Any]]:
    """Return the calls of the function that compares the two structures."""
    return {"reconcile": [trial.arguments for trial in reconciliation_trials(case)]}
