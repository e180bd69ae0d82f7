"""Judge of the patches of the candidate's own order: who is master in each direction, and which records go in."""

from collections.abc import Mapping
from dataclasses import replace

from autograders.candidate.wire import Row
from autograders.criteria import folded, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .figures import best, model_counts, own_needs, true_needs
from .patches import CREATE, RETIRE, UPDATE
from .trials import MISTAKES, same_cells

TO_MODEL, TO_PLM = "PLM → maquette", "maquette → PLM"
QUANTITY, PLM_FIELDS = "quantite", ("designation", "revision")
WEIGHT = 0.5
ADVICE = "Section 6, « Deux sens » : qui est maître, et quels enregistrements entrent dans chaque sens."


def judge_directions(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the patches of the order, by the truth or by the numbers that the candidate found."""
    held, true, own = model_counts(case), true_needs(case), own_needs(answers, case)
    starts = [(held, true), (held, own), found_numbers(answers, held, own)]
    mistake = MISTAKES.get(betrayed(answers.rows("own_patches") or ()))
    advice = mistake.message if mistake else ADVICE
    check = best([patches_check(answers, due_rows(case, *start), advice) for start in starts])
    return replace(check, misconception=mistake.id) if mistake and check.fraction < 1.0 else check


def found_numbers(
    answers: Answers, held: Mapping[str, float], own: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the numbers in the model and the needs that the candidate's own findings tell: equal where none does."""
    found = {folded(row["article"]): row for row in answers.rows("model_findings") or ()}
    due = {number: own.get(number, 0.0) for number in held}
    if not found:
        return dict(held), due
    return (
        due | {number: float(row["model"]) for number, row in found.items()},
        due | {number: float(row["plm"]) for number, row in found.items()},
    )


def due_rows(case: JudgedCase, held: Mapping[str, float], due: Mapping[str, float]) -> list[str]:
    """Return the rows of both patches, as ``line`` writes them."""
    facts, records = case.truth["ebom"]["articles"], case.truth["records"]
    former = {folded(number) for group in ("obsolete", "superseded") for number in records[group]}
    in_force = {folded(number) for number in facts} - former
    modelled = {folded(number) for number, fact in facts.items() if fact["modelled"]} - former
    placed = {number for number, count in held.items() if count}
    stale = {folded(number) for number in case.truth["model_plm"]["stale_revisions"]}
    both = placed & in_force
    return [
        *(line(TO_MODEL, CREATE, number, field) for number in modelled - placed for field in PLM_FIELDS),
        *(line(TO_MODEL, UPDATE, number, "revision") for number in stale & both),
        *(line(TO_MODEL, RETIRE, number) for number in placed - in_force),
        *(
            line(TO_PLM, UPDATE, number, QUANTITY)
            for number in both
            if not same_cells((held[number],), (due.get(number, 0.0),))
        ),
    ]


def line(direction: str, action: str, number: str, field: str = "") -> str:
    """Return a row of a patch as one text.

    Examples
    --------
    >>> line("PLM → maquette", "retirer", "pr-00001 ")
    'PLM → maquette, retirer PR-00001'
    """
    return f"{direction}, {action} {number.strip().upper()} {field.strip()}".strip()


def patches_check(answers: Answers, expected: list[str], advice: str) -> Check:
    """Judge the table by the rows that must be there; one in excess takes half a right one away."""
    answer, name = answers["own_patches"], "line"
    rows = answers.rows("own_patches")
    texts = [line(*(str(row[each]) for each in ("direction", "action", "article", "field"))) for row in rows or ()]
    written = answer if rows is None else replace(answer, value=tuple({name: text} for text in texts))
    return rows_check(
        Answers([written]),
        "own_patches",
        label=answer.declaration.label,
        weight=WEIGHT,
        key=name,
        expected=sorted(expected),
        rule=lambda key, row: None,
        advice=advice,
        penalty=0.5,
    )


def betrayed(rows: tuple[Row, ...]) -> str:
    """Return the misconception of patches whose masters are swapped, or that change the register's articles."""
    written = {(str(row["direction"]), str(row["field"]).strip()) for row in rows if row["action"] == UPDATE}
    if (TO_MODEL, QUANTITY) in written or any((TO_PLM, field) in written for field in PLM_FIELDS):
        return "masters-swapped"
    if any(row["direction"] == TO_PLM and row["action"] != UPDATE for row in rows):
        return "register-changed-by-model"
    return ""
