"""Judges of what a failure breaks, of a transfer, and of the upgrade that the budget pays for."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from autograders.criteria import (
    Band,
    absent,
    conclusion_check,
    folded,
    number_check,
    printed,
    right,
    wrong,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, follows, near, own_and_reference, own_codes, plausible, written
from .rates import loads_mbps, own_rates_mbps
from .sets import set_check

TERMINALS = frozenset({"sie", "ag1", "ag2", "heb"})
# Links and nodes that serve the partners alone, or nobody.
BESIDE = frozenset({"int", "par", "op2", "l06", "l07", "l08", "l09"})
Cut = tuple[str, frozenset[str]]


def judge_resilience(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of failures, transfer and upgrade."""
    return [
        weak_points_check(answers, case),
        cuts_check(answers, case),
        *transfer_checks(answers, case),
        *upgrade_checks(answers, case),
    ]


def weak_points_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the nodes and links whose failure alone separates the terminals."""
    expected = {folded(each) for each in case.truth["network"]["weak_points"]}
    nodes = {each for each in expected if not each.startswith("l")}
    return set_check(
        answers,
        "weak_points",
        weight=1.0,
        given=own_codes(answers, "weak_points", "element"),
        expected=expected,
        advice="Ôtez chaque nœud et chaque lien à son tour : SIE, AG1, AG2 et HEB se joignent-ils encore ?",
        suspicions={
            "terminals-counted": lambda excess, lacking: bool(excess & TERMINALS) and not excess & BESIDE,
            "all-nodes-joined": lambda excess, lacking: bool(excess & BESIDE),
            "links-alone": lambda excess, lacking: not excess and lacking == nodes,
            "nodes-alone": lambda excess, lacking: not excess and lacking == expected - nodes,
        },
    )


def cuts_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the smallest sets of one or two links that separate a site from the host."""
    expected: set[Cut] = {
        (folded(site), frozenset(map(folded, cut)))
        for site, cuts in case.truth["network"]["cuts"].items()
        for cut in cuts
    }
    given = {
        (folded(row["site"]), frozenset(each for each in (folded(row["link_1"]), folded(row["link_2"])) if each))
        for row in answers.rows("cuts") or ()
    }

    def not_minimal(excess: Set[Cut], lacking: Set[Cut]) -> bool:
        return bool(excess) and all(
            any(site == other and smaller < cut for other, smaller in expected) for site, cut in excess
        )

    def singles_alone(excess: Set[Cut], lacking: Set[Cut]) -> bool:
        return not excess and lacking == {each for each in expected if len(each[1]) == 2}

    return set_check(
        answers,
        "cuts",
        weight=1.5,
        given=given,
        expected=expected,
        advice="Essayez chaque lien, puis chaque paire sans lien de trop : le site joint-il encore HEB ?",
        suspicions={"cuts-not-minimal": not_minimal, "single-cuts-alone": singles_alone},
    )


def transfer_checks(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of the transfer: what the window allows, how long it takes, what limits it."""
    truth, terms = case.truth["network"]["transfer"], case.specification
    efficiency = terms.number("link_efficiency_percent") / 100
    link, window = truth["narrowest_mbps"] * efficiency, float(truth["window_mbps"])
    round_trip_s, bits_mb = truth["round_trip_ms"] / 1000, 8000 * terms.number("file_gb")
    windows = own_and_reference(answers, "window_mbps", window)

    def durations(megabits: float, rate_mbps: float) -> list[Band]:
        return [follows(round_trip_s + megabits / min(rate_mbps, each), absolute=0.6) for each in windows]

    return [
        number_check(
            answers,
            "window_mbps",
            weight=0.5,
            accepted=near(window),
            advice="8 × W / RTT : W en octets (1 Kio = 1 024 octets), RTT aller et retour sur tout le chemin.",
            suspicions={
                MISTAKES["one-way-latency"]: near(2 * window),
                MISTAKES["window-in-bytes"]: near(window / 8),
                MISTAKES["kibibytes-as-kilobytes"]: near(window / 1.024),
            },
        ),
        number_check(
            answers,
            "transfer_s",
            weight=0.75,
            accepted=durations(bits_mb, link),
            advice="RTT + 8 000 × F / min(η × C, 8 W / RTT) : F en Go, débits en Mb/s, C du lien le plus étroit.",
            suspicions={
                MISTAKES["transfer-in-bytes"]: durations(bits_mb / 8, link),
                MISTAKES["transfer-at-full-rate"]: durations(bits_mb, link / efficiency),
            },
        ),
        conclusion_check(
            answers,
            "transfer_limit",
            weight=0.25,
            figures={"window_mbps": plausible(window)},
            rule=lambda figures: "liaison" if link <= figures["window_mbps"] else "fenêtre",
            advice="Le plus petit de η × C et de 8 W / RTT limite le transfert.",
        ),
    ]


def upgrade_checks(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of the upgrade: what is bought, its cost, and what remains afterwards by the own rates."""
    labels = {each: answers[each].declaration.label for each in UPGRADE_WEIGHTS}
    network = case.truth["network"]
    known, given = written(network["options_eur"]), own_codes(answers, "upgrade", "option")
    if not given or (unknown := given - set(known)):
        message = "Non jugé : aucune option achetée."
        if given:
            message = f"Non jugé : aucune option ne porte ce code : {', '.join(sorted(unknown))[:60]}."
        return [
            absent(answers[each], label=labels[each], weight=weight) or wrong(labels[each], weight, message)
            for each, weight in UPGRADE_WEIGHTS.items()
        ]
    chosen = {known[word] for word in given}
    worths = [
        {frozenset(each["options"]): worth(network, rates, each) for each in network["choices"]}
        for rates in (own_rates_mbps(answers, case), case.truth["sizing"]["required_mbps"])
    ]
    return [
        chosen_check(answers, case, chosen, worths),
        cost_check(answers, case, chosen),
        *(remaining_check(answers, each, chosen, worths, rank) for rank, each in enumerate(REMAINING)),
    ]


REMAINING = ("overloaded_after", "weak_points_after")
UPGRADE_WEIGHTS = {"upgrade": 1.5, "upgrade_cost_eur": 0.5, "overloaded_after": 0.5, "weak_points_after": 0.5}
# What leaves as few overloaded links and weak points, for more money; and as few overloaded links only.
AS_GOOD, AS_MANY_LINKS = 0.6, 0.3
Worths = Sequence[Mapping[frozenset[str], tuple[int, int, float]]]


def worth(network: Mapping[str, Any], rates: Mapping[str, float], choice: Mapping[str, Any]) -> tuple[int, int, float]:
    """Return the overloaded links, the weak points and the cost of a set of options; less is better."""
    capacities = dict(network["capacities_mbps"])
    for code in choice["options"]:
        capacities[network["options"][code]["link"]] = network["options"][code]["capacity_mbps"]
    loads = loads_mbps(dict(rates), choice["ways"])
    overloaded = sum(load > capacities[link] for link, load in loads.items())
    return overloaded, int(choice["weak_points"]), float(choice["cost_eur"])


def chosen_check(answers: Answers, case: JudgedCase, chosen: set[str], worths: Worths) -> Check:
    """Judge the set of options by the own rates or by the reference ones."""
    label, weight, network = answers["upgrade"].declaration.label, UPGRADE_WEIGHTS["upgrade"], case.truth["network"]
    budget, cost = case.specification.number("network_budget_eur"), sum(network["options_eur"][code] for code in chosen)
    stated = f"{printed(cost, '€')} pour un budget de {printed(budget, '€')}"
    if cost > budget:
        message = f"{stated} : l’amélioration ne tient pas."
        return wrong(label, weight, message, misconception=MISTAKES["network-over-budget"])
    fraction = 0.0
    for ranks in worths:
        own, best = ranks[frozenset(chosen)], min(ranks.values())
        if own == best:
            return right(label, weight, f"{stated} : aucune amélioration ne vaut mieux.")
        shares = (AS_GOOD if own[:2] == best[:2] else 0.0, AS_MANY_LINKS if own[0] == best[0] else 0.0)
        fraction = max(fraction, *shares)
    slip = MISTAKES["weak-points-neglected"] if fraction == AS_MANY_LINKS else None
    message = f"{stated} : l’amélioration tient, une autre vaut mieux."
    advice = "D’abord le moins de liens surchargés, puis le moins de points uniques, puis le moindre coût."
    return wrong(label, weight, message, misconception=slip, advice=advice, fraction=fraction)


def cost_check(answers: Answers, case: JudgedCase, chosen: set[str]) -> Check:
    """Judge what the own options cost over the contract."""
    options, months = case.truth["network"]["options"], case.specification.number("network_months")
    setup = sum(options[code]["setup_eur"] for code in chosen)
    monthly = sum(options[code]["monthly_eur"] for code in chosen)

    def cost(paid_months: float, setup_eur: float = setup) -> Band:
        return Band.around(setup_eur + paid_months * monthly, absolute=1)

    return number_check(
        answers,
        "upgrade_cost_eur",
        weight=UPGRADE_WEIGHTS["upgrade_cost_eur"],
        accepted=cost(months),
        advice="Mise en service et mensualités de tout le contrat, sans déduire l’ancien loyer.",
        suspicions={
            MISTAKES["monthly-cost-forgotten"]: [cost(0), cost(1), cost(12)],
            MISTAKES["setup-cost-forgotten"]: cost(months, 0),
        },
    )


def remaining_check(answers: Answers, name: str, chosen: set[str], worths: Worths, rank: int) -> Check:
    """Judge how many links are overloaded, or elements weak, after the own upgrade."""
    weight = UPGRADE_WEIGHTS[name]
    found = [ranks[frozenset(chosen)][rank] for ranks in worths if frozenset(chosen) in ranks]
    if not found:
        label = answers[name].declaration.label
        message = "Chiffre d’une amélioration hors budget : il n’est pas jugé."
        return absent(answers[name], label=label, weight=weight) or wrong(label, weight, message)
    return number_check(
        answers,
        name,
        weight=weight,
        accepted=[Band.around(each) for each in found],
        advice="Recalculez chemins, charges et points uniques avec vos options : un lien ajouté change les chemins.",
    )
