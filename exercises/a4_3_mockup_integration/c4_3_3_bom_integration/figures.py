"""Judges of the figures of the candidate's own order; what follows from the needs is judged from the candidate's."""

from collections.abc import Mapping, Sequence
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, absent, folded, number_check, right, rows_check, table_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .structures import LOOP, loop_trials
from .trials import MISTAKES, read_table, same_cells, same_table, table_rule

# What rounding to three decimals, or adding up rounded figures, may change.
RELATIVE, ABSOLUTE = 2e-4, 1e-3
NEEDED_MEASURES = 0.5


def judge_figures(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the figures of the order."""
    needs = own_needs(answers, case)
    return [
        loop_check(answers, case),
        needs_check(answers, case),
        *total_checks(answers, case, needs),
        works_check(answers, case, needs),
        model_check(answers, case, needs),
    ]


def loop_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the loop; that there is none counts only from one whose function finds those that there are."""
    answer, weight = answers["loop"], 0.5
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    articles, suspect = case.truth["records"]["cycle"], tuple(case.truth["records"]["cycle_line"])
    steps = zip(articles, [*articles[1:], *articles[:1]], strict=True)
    expected = {(folded(one), folded(two)): ("oui" if (one, two) == suspect else "non",) for one, two in steps}
    if not same_table(read_table(answers.rows("loop") or (), LOOP), expected):
        advice = "Lisez `cree_le` comme une date, et normalisez les numéros avant de suivre les lignes."
        return wrong(label, weight, f"{len(answers.rows('loop') or ())} lignes reçues.", advice=advice)
    if not expected and not finds_loops(answers):
        message = "Aucune boucle, dit une fonction qui ne trouve pas celles qu’on lui donne : rien ne l’établit."
        return wrong(label, weight, message)
    return right(label, weight, f"{len(expected)} lignes justes.")


def finds_loops(answers: Answers) -> bool:
    """Return whether the candidate's function finds half of the loops at least."""
    trials = loop_trials()
    probes, rule = answers["find_loop"].probes, table_rule(LOOP, trials)
    found = [
        probe.rows is not None and rule(index, probe.rows) is None
        for index, (trial, probe) in enumerate(zip(trials, probes, strict=False))
        if trial.expected
    ]
    return bool(found) and 2 * sum(found) >= len(found)


def own_needs(answers: Answers, case: JudgedCase) -> dict[str, float]:
    """Return the candidate's own need of each article, by folded number; the true ones where there are none."""
    rows = answers.rows("order_needs") or ()
    own = {folded(row["article"]): float(row["quantity"]) for row in rows if 0 <= float(row["quantity"]) < 1e7}
    true = true_needs(case)
    return own if len(own.keys() & true.keys()) >= NEEDED_MEASURES * len(true) else true


def true_needs(case: JudgedCase) -> dict[str, float]:
    """Return what the order needs, itself left out, by folded number."""
    order = case.truth["bill"]["order"]
    return {folded(number): need for number, need in case.truth["bill"]["needs"].items() if number != order}


def needs_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the needs of the order."""
    return table_check(
        answers,
        "order_needs",
        weight=0.75,
        key="article",
        accepted={
            number: {"quantity": Band.around(need, relative=RELATIVE, absolute=ABSOLUTE)}
            for number, need in true_needs(case).items()
        },
        ignored=[case.truth["bill"]["order"]],
        advice="Rendez les besoins de l’affaire, un article par ligne, dans l’unité de l’article.",
    )


def total_checks(answers: Answers, case: JudgedCase, needs: Mapping[str, float]) -> list[Check]:
    """Judge mass and cost: the sum over the articles of need times own value, by the true needs or by their own."""
    bill, facts = case.truth["bill"], case.truth["ebom"]["articles"]

    def summed(name: str, held: Mapping[str, float], grams: float = 1.0) -> Band:
        values = {folded(number): fact[name] * (grams if fact[name] < 1 else 1.0) for number, fact in facts.items()}
        total = sum(need * values.get(number, 0.0) for number, need in held.items())
        return Band.around(total, relative=RELATIVE)

    def check(name: str, true: float, advice: str, suspicions: Mapping[Any, Any]) -> Check:
        column = "mass_kg" if name == "order_mass_kg" else "cost_eur"
        accepted = [Band.around(true, relative=RELATIVE), summed(column, needs)]
        return number_check(answers, name, weight=0.5, accepted=accepted, advice=advice, suspicions=suspicions)

    order = bill["order"]
    return [
        check(
            "order_mass_kg",
            bill["mass_kg"][order],
            "Additionnez, composants compris, les masses propres ramenées en kg.",
            {MISTAKES["mass-unit-ignored"]: [summed("mass_kg", needs, 1000.0)]},
        ),
        check(
            "order_cost_eur",
            bill["cost_eur"][order],
            "Additionnez, composants compris, les coûts propres d’une unité (`cout_eur` divisé par `lot_cout`).",
            {},
        ),
    ]


def works_check(answers: Answers, case: JudgedCase, needs: Mapping[str, float]) -> Check:
    """Judge where the works depart from the design; the design's total may be the candidate's own need."""
    differences = {row["article"]: row for row in case.truth["reconciliation"]["differences"]}

    def rule(number: str, row: Row) -> Slip | None:
        told = differences[number]
        own = (needs.get(folded(number), told["engineering"]), told["manufacturing"])
        given = (float(row["engineering"]), float(row["manufacturing"]))
        if not any(same_cells(given, pair) for pair in ((told["engineering"], told["manufacturing"]), own)):
            return Slip("un total n’est pas celui de l’affaire")
        if row["finding"] != told["finding"]:
            return Slip("les totaux disent autre chose que la conclusion")
        return None

    return rows_check(
        answers,
        "works_findings",
        label=answers["works_findings"].declaration.label,
        weight=1,
        key="article",
        expected=list(differences),
        rule=rule,
        advice="Totaux des articles sans composant, pour l’affaire, hors fantômes et consommables.",
        penalty=0.5,
    )


def model_check(answers: Answers, case: JudgedCase, needs: Mapping[str, float]) -> Check:
    """Judge model against PLM by the true needs or by the candidate's own, whichever serves better."""
    checks = [model_check_by(answers, case, each) for each in (true_needs(case), needs)]
    return max(checks, key=lambda check: check.fraction)


def model_check_by(answers: Answers, case: JudgedCase, needs: Mapping[str, float]) -> Check:
    """Judge where the model holds another number of an article than the order needs."""
    held = model_counts(case)
    due = {number: needs.get(number, 0.0) for number in held}
    expected = [number for number in held if not same_cells((held[number],), (due[number],))]

    def rule(number: str, row: Row) -> Slip | None:
        if not same_cells((float(row["model"]),), (held[number],)):
            return Slip("le nombre de la maquette n’est pas celui-là")
        if not same_cells((float(row["plm"]),), (due[number],)):
            return Slip("le besoin n’est pas celui de l’affaire")
        return None

    return rows_check(
        answers,
        "model_findings",
        label=answers["model_findings"].declaration.label,
        weight=1,
        key="article",
        expected=expected or list(held)[:1],
        rule=rule,
        advice="Comparez les articles que le registre dit modélisés, et ceux de la maquette, au besoin de l’affaire.",
        penalty=0.5,
    )


def model_counts(case: JudgedCase) -> dict[str, float]:
    """Return how many the model holds of each article that it models or should, by folded number."""
    true = true_needs(case)
    counts = {
        folded(number): float(round(true.get(folded(number), 0.0)))
        for number, facts in case.truth["ebom"]["articles"].items()
        if facts["modelled"]
    }
    return counts | {folded(row["article"]): float(row["model"]) for row in case.truth["model_plm"]["quantities"]}
