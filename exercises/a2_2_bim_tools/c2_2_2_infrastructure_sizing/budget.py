"""Judges of what the installations draw and emit, and of the services that the budget pays for."""

from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from autograders.criteria import absent, number_check, printed, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .hosting import own_converters
from .own import MISTAKES, follows, near, own_and_reference, own_cell, own_codes, own_number, own_rows, written
from .storage import own_kept_tb, own_provisioned_tb
from .uses import own_tokens

HOURS = 8760
# Factors that are in the field's use, each with its own perimeter; the variant has one of them.
FACTORS_GCO2E_PER_KWH = (21.7, 52.0)
# A choice that the budget pays for and that is not the best earns no more than that.
SHORT_OF_THE_BEST = 0.5


def judge_budget(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of energy, footprint and services."""
    held = own_equipment(answers, case)
    return [
        energy_check(answers, case, held),
        footprint_check(answers, case, held),
        services_check(answers, case),
        services_cost_check(answers, case),
    ]


def own_equipment(answers: Answers, case: JudgedCase) -> dict[tuple[str, str], float]:
    """Return how many of which model the candidate buys, by kind and model; the reference where it is implausible."""
    truth = case.truth["sizing"]
    best = truth["footprint"]
    held = {}
    for kind, name, table, column in (
        ("servers", "server_model", "servers", "servers"),
        ("disks", "array_model", "arrays", "disks"),
    ):
        known = written(truth["catalogue"][kind])
        model = known.get((answers.text(name) or "").strip().casefold(), str(best[kind[:-1]]))
        counts = truth[kind][model]
        reference = float(counts["with_spare"] if kind == "servers" else counts["RAID6"]["count"])
        own = own_cell(own_rows(answers, table, "model").get(model.casefold()), column)
        held[kind, model] = own if own is not None and 0 < own <= 10 * reference else reference
    return held


def kwh_of(case: JudgedCase, held: Mapping[tuple[str, str], float]) -> float:
    """Return the energy of a year, premises included."""
    catalogue = case.truth["sizing"]["catalogue"]
    power_w = sum(count * catalogue[kind][model]["power_w"] for (kind, model), count in held.items())
    return float(power_w * case.specification.number("pue") * HOURS / 1000)


def energy_check(answers: Answers, case: JudgedCase, held: Mapping[tuple[str, str], float]) -> Check:
    """Judge the energy of a year of the equipment that the candidate chose."""
    kwh = kwh_of(case, held)
    return number_check(
        answers,
        "yearly_kwh",
        weight=0.25,
        accepted=near(kwh),
        advice="Puissance moyenne de vos serveurs et de vos disques × PUE × 8 760 h.",
        suspicions={MISTAKES["pue-forgotten"]: near(kwh / case.specification.number("pue"))},
    )


def footprint_check(answers: Answers, case: JudgedCase, held: Mapping[tuple[str, str], float]) -> Check:
    """Judge the footprint of that equipment over the years of the total cost, from the own energy."""
    terms, catalogue = case.specification, case.truth["sizing"]["catalogue"]
    years, factor = terms.number("cost_years"), terms.number("emission_gco2e_per_kwh")
    made = sum(count * catalogue[kind][model]["embodied_kgco2e"] for (kind, model), count in held.items())
    share = years / terms.number("lifetime_years")
    uses = [years * kwh * factor / 1000 for kwh in own_and_reference(answers, "yearly_kwh", kwh_of(case, held))]
    others = [use * other / factor + made * share for use in uses for other in FACTORS_GCO2E_PER_KWH if other != factor]
    return number_check(
        answers,
        "footprint_kgco2e",
        weight=0.25,
        accepted=[follows(use + made * share) for use in uses],
        advice="Énergie de toutes les années × facteur, plus fabrication × durée du coût global / durée de vie.",
        suspicions={
            MISTAKES["making-forgotten"]: [near(use) for use in uses],
            MISTAKES["use-forgotten"]: near(made * share),
            MISTAKES["use-of-one-year"]: [near(use / years + made * share) for use in uses],
            MISTAKES["other-emission-factor"]: [near(other) for other in others],
        },
    )


def costs_eur(case: JudgedCase, quantities: Mapping[str, float]) -> dict[str, float]:
    """Return what each service costs over the years for some quantities, by the result that gives them."""
    truth = case.truth["services"]
    return {
        code: cost * quantities[code] / truth["quantities"][RESULTS[code]] if code in RESULTS else cost
        for code, cost in truth["costs_eur"].items()
    }


# Which result gives the quantity of a service.
RESULTS = {
    "V1": "serveurs_sessions",
    "V3": "stockage_to",
    "V4": "sauvegarde_locale_to",
    "V5": "sauvegarde_distante_to",
    "V6": "serveurs_conversion",
    "V7": "jetons_modeleur",
    "V8": "jetons_structure",
}
MANDATORY = ("V1", "V3", "V4", "V5")


def reference_costs_eur(case: JudgedCase) -> dict[str, float]:
    """Return the costs of the reference quantities."""
    return costs_eur(case, {code: case.truth["services"]["quantities"][result] for code, result in RESULTS.items()})


def own_costs_eur(answers: Answers, case: JudgedCase) -> dict[str, float]:
    """Return the costs of the quantities that the candidate found."""
    terms, truth = case.specification, case.truth["sizing"]
    change, reduction = terms.number("daily_change_percent") / 100, terms.number("reduction")

    def backup(place: str) -> float:
        chain_of = terms.number(f"{place}_fulls") + terms.number(f"{place}_increments") * change
        return own_number(answers, f"{place}_backup_tb", own_kept_tb(answers, case)[0] * chain_of / reduction)

    servers = next(count for (kind, _), count in own_equipment(answers, case).items() if kind == "servers")
    pools = truth["catalogue"]["pools"]
    return costs_eur(
        case,
        {
            "V1": servers,
            "V3": own_provisioned_tb(answers, case)[0],
            "V4": backup("local"),
            "V5": backup("remote"),
            "V6": own_converters(answers, case) + 1,
            "V7": max(own_tokens(answers, case, "MOD") - pools["MOD"]["tokens"], 0),
            "V8": max(own_tokens(answers, case, "STR") - pools["STR"]["tokens"], 0),
        },
    )


def best_value(values: Mapping[str, float], costs: Mapping[str, float], budget_eur: float) -> float:
    """Return the highest value of what is not mandatory that the budget still pays for; less than 0 where none."""
    free = [code for code in costs if code not in MANDATORY]
    left = budget_eur - sum(costs[code] for code in MANDATORY)
    subsets = chain.from_iterable(combinations(free, count) for count in range(len(free) + 1))
    return max(
        (sum(values[code] for code in chosen) for chosen in subsets if sum(costs[code] for code in chosen) <= left),
        default=-1.0,
    )


def services_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the choice of services, by the costs of the own quantities or by the reference ones."""
    name, weight = "paid_services", 1.25
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    values = case.truth["services"]["values"]
    known, given = written(values), own_codes(answers, name, "service")
    if unknown := sorted(given - set(known)):
        return wrong(label, weight, f"Rien de tel n’est au choix : {', '.join(each[:20] for each in unknown[:5])}.")
    chosen = {known[word] for word in given}
    if lacking := [code for code in MANDATORY if code not in chosen]:
        message = f"Services obligatoires absents : {', '.join(lacking)}."
        return wrong(label, weight, message, misconception=MISTAKES["mandatory-left-out"])
    budget = case.specification.number("service_budget_eur")
    found = sum(values[code] for code in chosen if code not in MANDATORY)
    best_share, least_cost = 0.0, float("inf")
    for costs in (own_costs_eur(answers, case), reference_costs_eur(case)):
        cost = sum(costs[code] for code in chosen)
        least_cost = min(least_cost, cost)
        best = best_value(values, costs, budget)
        if cost <= budget:
            best_share = max(best_share, 1.0 if found >= best else found / best)
    stated = f"{printed(least_cost, '€')} pour un budget de {printed(budget, '€')}"
    if least_cost > budget:
        return wrong(
            label, weight, f"{stated} : le choix ne tient pas.", misconception=MISTAKES["services-over-budget"]
        )
    if best_share == 1.0:
        return right(label, weight, f"{stated} : le choix tient, et aucun autre ne vaut plus.")
    return wrong(
        label,
        weight,
        f"{stated} : le choix tient, un autre vaut plus.",
        misconception=MISTAKES["services-not-the-best"],
        fraction=SHORT_OF_THE_BEST * best_share,
    )


def services_cost_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the cost of the services that the candidate pays for."""
    name, weight = "services_cost_eur", 0.25
    label = answers[name].declaration.label
    known = written(case.truth["services"]["values"])
    chosen = [known[word] for word in own_codes(answers, "paid_services", "service") if word in known]
    if not chosen:
        return absent(answers[name], label=label, weight=weight) or wrong(
            label, weight, "Coût sans services : donnez d’abord paid_services."
        )
    totals = [
        sum(costs[code] for code in chosen) for costs in (own_costs_eur(answers, case), reference_costs_eur(case))
    ]
    return number_check(
        answers,
        name,
        weight=weight,
        accepted=[follows(total) for total in totals],
        advice="Quantité × coût global (achat et charges actualisées), service par service, obligatoires compris.",
    )
