"""Requirements that eliminate, and the standard that is chosen: from the candidate's own shares, counts and totals."""

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, folded, right, rows_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .measures import single_rows
from .own import INDICATORS, Floats, own_notes, own_totals
from .ranking import TIED, has_ranking
from .reference import STANDARDS, standards_of
from .words import MISTAKES

# A share that is rounded may fall short of the limit by that.
ROUNDING = 0.0005


def admissibility_check(answers: Answers, case: JudgedCase, indicators: Floats) -> Check:
    """Judge the count of partners, and whether what is admitted follows from the candidate's own figures."""
    told = standards_of(case)
    counts, slips = told["readers"], told["reader_slips"]
    share = dict(zip(STANDARDS, indicators[:, INDICATORS.index("identifiers")], strict=True))
    needed = case.specification.number("minimum_partners")
    limit = case.specification.number("minimum_identifiers_percent") / 100

    def rule(standard: str, row: Row) -> Slip | None:
        readers = row["readers"]
        if readers != counts[standard]:
            slip = next(
                (name for name, kind in READER_SLIPS.items() if readers == slips[kind][standard]),
                "",
            )
            return Slip("nombre de partenaires à revoir", MISTAKES.get(slip))
        fit = share[standard] >= limit - ROUNDING and counts[standard] >= needed
        if fit == (row["admissible"] == "oui"):
            return None
        mistake = "requirement-too-strict" if fit else "requirement-ignored"
        return Slip("ne découle pas de vos chiffres", MISTAKES[mistake])

    return rows_check(
        answers,
        "admissibility",
        label="Partenaires et exigences éliminatoires",
        weight=2.5,
        key="standard",
        expected=STANDARDS,
        rule=rule,
        advice="ES-1 : votre part de GlobalId. ES-2 : partenaires dont un logiciel au moins fait plus que « non ».",
    )


READER_SLIPS = {"software-for-partners": "software", "writing-demanded": "writing"}


def chosen_check(answers: Answers, case: JudgedCase, indicators: Floats) -> Check:
    """Judge whether the standard chosen is the best ranked of those that the candidate admits."""
    name, weight = "chosen_standard", 2.0
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    rows = single_rows(answers.rows("admissibility") or ())
    if len(rows) < len(STANDARDS) or not has_ranking(answers):
        advice = "Donnez d’abord un total et une admissibilité pour chacun des quatre standards."
        return wrong(label, weight, "Choix sans le classement ni l’admissibilité qui le fondent.", advice=advice)
    totals = own_totals(answers, case, own_notes(answers, indicators))
    total = dict(zip(STANDARDS, totals, strict=True))
    admitted = [standard for standard in STANDARDS if rows[standard]["admissible"] == "oui"]
    word = folded(answers.text(name) or "")
    chosen = next((standard for standard in STANDARDS if folded(standard) == word), "")
    received = f"« {chosen} » reçu"
    if not admitted:
        return wrong(label, weight, f"{received}, mais aucun standard n’est admissible d’après votre tableau.")
    if chosen not in admitted:
        return wrong(label, weight, f"{received}.", misconception=MISTAKES["inadmissible-chosen"])
    if total[chosen] < max(total[standard] for standard in admitted) - TIED:
        return wrong(label, weight, f"{received}.", misconception=MISTAKES["not-the-best-ranked"])
    return right(label, weight, f"{received} : le mieux classé de ceux que vous admettez.")
