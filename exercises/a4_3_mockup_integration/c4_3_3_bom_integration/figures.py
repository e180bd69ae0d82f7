"""Judges of the figures of the candidate's own order; what follows from the needs is judged from the candidate's."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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
    true = true_needs(case)
    return [
        loop_check(answers, case),
        best([needs_check(answers, case, each) for each in due_needs(answers, case)]),
        *total_checks(answers, case, needs),
        best([works_check(answers, case, each, needs) for each in (true, needs)]),
        best([model_check(answers, case, each) for each in (true, needs)]),
    ]


def best(checks: Sequence[Check]) -> Check:
    """Return the first check of those that reach most."""
    return max(checks, key=lambda check: check.fraction)


def loop_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the loop; that there is none counts only from one whose function finds those that there are."""
    answer, weight = answers["loop"], 0.5
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    articles, suspect = case.truth["records"]["cycle"], tuple(case.truth["records"]["cycle_line"])
    steps = zip(articles, [*articles[1:], *articles[:1]], strict=True)
    expected = {(folded(one), folded(two)): ("oui" if (one, two) == suspect else "non",) for one, two in steps}
    rows = answers.rows("loop") or ()
    if not same_table(read_table(rows, LOOP), expected):
        advice = "Normalisez les numéros, puis lisez `cree_le` comme une date."
        return wrong(label, weight, "Ce n’est pas la boucle, ou pas sa ligne fautive.", advice=advice)
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


def due_needs(answers: Answers, case: JudgedCase) -> list[dict[str, float]]:
    """Return the needs that are admitted: the true ones, and those without the line that the candidate suspects."""
    suspects = [row for row in answers.rows("loop") or () if row["suspect"] == "oui"]
    loop = case.truth["records"]["cycle"]
    if not loop or len(suspects) != 1:
        return [true_needs(case)]
    suspected = (folded(suspects[0]["parent"]), folded(suspects[0]["child"]))
    members = {folded(number) for number in loop}
    return [true_needs(case), *([needs_without(case, suspected)] if members >= {*suspected} else [])]


def needs_without(case: JudgedCase, suspected: tuple[str, str]) -> dict[str, float]:
    """Return what the order needs by all lines but those of one parent and child; nothing where a loop remains."""
    below: dict[str, list[tuple[str, float]]] = {}
    lines = [(folded(line[0]), folded(line[2]), float(line[3])) for line in case.truth["ebom"]["lines"]]
    # The truth's structure is without the slip, one piece of a product in a part.
    slip = (*map(folded, case.truth["records"]["cycle_line"]), 1.0)
    kept = [line for line in (*lines, slip) if line[:2] != suspected]
    waiting = Counter(child for _, child, _ in kept)
    for parent, child, quantity in kept:
        below.setdefault(parent, []).append((child, quantity))
    top = folded(case.truth["bill"]["order"])
    needs, ready = {top: 1.0}, [parent for parent in below if not waiting[parent]]
    # The list grows while it is walked (Kahn, 1962).
    for parent in ready:
        for child, quantity in below.get(parent, ()):
            needs[child] = needs.get(child, 0.0) + needs.get(parent, 0.0) * quantity
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    complete = not any(waiting.values())
    return {number: need for number, need in needs.items() if need and number != top} if complete else {top: 1.0}


def needs_check(answers: Answers, case: JudgedCase, needs: Mapping[str, float]) -> Check:
    """Judge the needs of the order."""
    return table_check(
        answers,
        "order_needs",
        weight=0.75,
        key="article",
        accepted={
            number.upper(): {"quantity": Band.around(need, relative=RELATIVE, absolute=ABSOLUTE)}
            for number, need in needs.items()
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


def works_check(answers: Answers, case: JudgedCase, needs: Mapping[str, float], own: Mapping[str, float]) -> Check:
    """Judge where the works depart from the design that the needs tell; its total may be the candidate's own need."""
    made = made_totals(case)
    designed = {number: needs.get(number, 0.0) if is_designed else 0.0 for number, (_, is_designed) in made.items()}
    expected = [number.upper() for number in made if not same_cells((designed[number],), (made[number][0],))]

    def rule(number: str, row: Row) -> Slip | None:
        key, given = folded(number), (float(row["engineering"]), float(row["manufacturing"]))
        totals = {(designed[key], made[key][0]), (own.get(key, 0.0), made[key][0])}
        if not any(same_cells(given, each) for each in totals):
            return Slip("un total n’est pas celui de l’affaire")
        if row["finding"] != finding_of(designed[key], made[key][0]):
            return Slip("les totaux disent autre chose que la conclusion")
        return None

    return findings_check(
        answers,
        "works_findings",
        expected,
        rule,
        "Totaux des articles sans composant, pour l’affaire, hors fantômes et consommables.",
        weight=1,
    )


def made_totals(case: JudgedCase) -> dict[str, tuple[float, bool]]:
    """Return how much of each accountable article the works make, by folded number, and whether it was designed."""
    bill, facts = case.truth["bill"], case.truth["ebom"]["articles"]
    made = {
        folded(number): (total, True)
        for number, total in bill["leaf_totals"].items()
        if facts[number]["nature"] != "consommable" and not facts[number]["phantom"]
    }
    differences = case.truth["reconciliation"]["differences"]
    return made | {folded(row["article"]): (row["manufacturing"], bool(row["engineering"])) for row in differences}


def finding_of(designed: float, made: float) -> str:
    """Return what two totals that differ say, seen from the works.

    Examples
    --------
    >>> finding_of(4, 0), finding_of(0, 4), finding_of(4, 5)
    ('manquant', 'en trop', 'écart de quantité')
    """
    if not made:
        return "manquant"
    return "écart de quantité" if designed else "en trop"


def model_check(answers: Answers, case: JudgedCase, needs: Mapping[str, float]) -> Check:
    """Judge where the model holds another number of an article than the needs tell."""
    held = model_counts(case)
    due = {number: needs.get(number, 0.0) for number in held}
    expected = [number.upper() for number in held if not same_cells((held[number],), (due[number],))]

    def rule(number: str, row: Row) -> Slip | None:
        if not same_cells((float(row["model"]),), (held[folded(number)],)):
            return Slip("le nombre de la maquette n’est pas celui-là")
        if not same_cells((float(row["plm"]),), (due[folded(number)],)):
            return Slip("le besoin n’est pas celui de l’affaire")
        return None

    return findings_check(
        answers,
        "model_findings",
        expected,
        rule,
        "Comparez les articles que le registre dit modélisés, et ceux de la maquette, au besoin de l’affaire.",
        weight=0.5,
    )


def findings_check(
    answers: Answers,
    name: str,
    expected: Sequence[str],
    rule: Callable[[str, Row], Slip | None],
    advice: str,
    *,
    weight: float,
) -> Check:
    """Judge a table of departures; one in excess takes half a right one away."""
    label = answers[name].declaration.label
    if not expected:
        return wrong(label, weight, "Vos besoins ne laissent aucun écart : ils sont à revoir d’abord.")
    return rows_check(
        answers,
        name,
        label=label,
        weight=weight,
        key="article",
        expected=expected,
        rule=rule,
        advice=advice,
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
