"""Judges of what carries the data: volumes, choices of storage, link and workstation, their figures, cost, verdict."""

from collections.abc import Mapping, Sequence

from autograders.criteria import (
    Accepted,
    Band,
    absent,
    conclusion_check,
    founded,
    lies_in,
    number_check,
    printed,
    right,
    wrong,
)
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .mistakes import MISTAKES, plausible
from .offers import Choice, own_choice, survives
from .own_plan import is_serious, no_plan, own_plan
from .volumes import BINARY_TB, raw_volume_check, storage_check

WEIGHTS = {
    "raw_volume_gb": 1.5,
    "storage_tb": 1.5,
    "storage_offer": 0.5,
    "usable_tb": 1,
    "link_offer": 0.5,
    "transfer_h": 1,
    "workstation_offer": 0.5,
    "processing_h": 1,
    "total_cost_eur": 1,
    "hardware_conform": 1,
}
# Those that show that the whole meets its needs.
FIGURES = ("storage_tb", "usable_tb", "transfer_h", "processing_h", "total_cost_eur")


def judge_supports(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the supports: volumes, choices and their figures, cost, whole, verdict."""
    plan = own_plan(answers, case)
    if plan is None or not is_serious(plan, case):
        return no_plan(answers, WEIGHTS, plan)
    choice = own_choice(answers, case, plan)
    pairs = [judge(answers, choice) for judge in (storage_offer_checks, link_checks, workstation_checks)]
    figures = [
        raw_volume_check(answers, case, plan, weight=WEIGHTS["raw_volume_gb"]),
        storage_check(answers, case, plan, weight=WEIGHTS["storage_tb"]),
        *(figure for _, figure in pairs),
        cost_check(answers, choice),
    ]
    conclusions = [*(offer for offer, _ in pairs), whole_check(answers, choice), verdict_check(answers, choice)]
    return founded(figures, conclusions)


def storage_offer_checks(answers: Answers, choice: Choice) -> list[Check]:
    """Judge the storage chosen and what it holds."""
    offer = choice.storage
    if offer is None:
        return unknown_offer_checks(answers, "storage_offer", "usable_tb")
    usable_tb = choice.usable_tb(offer)
    accepted = near(usable_tb)
    raw_tb = offer["disks"] * offer["disk_tb"]
    return [
        offer_check(
            answers,
            "storage_offer",
            figure={"usable_tb": plausible(usable_tb)},
            meets=survives(offer) and choice.holds(offer),
            misconception=None if survives(offer) else MISTAKES["two-losses"],
            advice="Comparez à votre storage_tb ce que ses disques peuvent contenir une fois la redondance déduite.",
        ),
        number_check(
            answers,
            "usable_tb",
            weight=WEIGHTS["usable_tb"],
            accepted=accepted,
            advice="Disques utiles (disques moins ceux de la redondance) × taille d’un disque × taux de remplissage.",
            suspicions={
                MISTAKES["fill-forgotten"]: near(usable_tb / choice.fill),
                MISTAKES["redundancy-forgotten"]: [near(raw_tb * choice.fill), near(raw_tb)],
                MISTAKES["binary-units"]: near(usable_tb * BINARY_TB),
            },
        ),
    ]


def link_checks(answers: Answers, choice: Choice) -> list[Check]:
    """Judge the link chosen and how long it takes to hand the raw volume over."""
    offer = choice.link
    if offer is None:
        return unknown_offer_checks(answers, "link_offer", "transfer_h")
    hours, down_h = choice.transfer_h(offer["up_mbps"]), choice.transfer_h(offer["down_mbps"])
    meets = hours <= choice.transfer_limit_h
    misled = not meets and down_h <= choice.transfer_limit_h
    slips = {
        MISTAKES["down-rate"]: near(down_h),
        MISTAKES["transfer-bits-for-bytes"]: near(hours / 8),
        MISTAKES["efficiency-forgotten"]: near(hours * choice.efficiency),
    }
    # Eight times faster down than up looks like bits taken for bytes: the choice tells which of both it was.
    order = slips if misled else dict(reversed(slips.items()))
    return [
        offer_check(
            answers,
            "link_offer",
            figure={"transfer_h": plausible(hours)},
            meets=meets,
            misconception=MISTAKES["down-rate"] if misled else None,
            advice="Comparez au délai de remise la durée que donne son débit montant.",
        ),
        number_check(
            answers,
            "transfer_h",
            weight=WEIGHTS["transfer_h"],
            accepted=near(hours),
            advice="8 bits par octet, débit montant en 10⁶ bits par seconde, rendement de la liaison, en heures.",
            suspicions=order,
        ),
    ]


def workstation_checks(answers: Answers, choice: Choice) -> list[Check]:
    """Judge the workstation chosen and how long it works."""
    offer = choice.workstation
    if offer is None:
        return unknown_offer_checks(answers, "workstation_offer", "processing_h")
    hours = choice.processing_h(offer)
    return [
        offer_check(
            answers,
            "workstation_offer",
            figure={"processing_h": [plausible(hours), plausible(60 * hours)]},
            meets=hours <= choice.processing_limit_h,
            misconception=None,
            advice="Comparez au délai de traitement la durée que donne sa cadence.",
        ),
        number_check(
            answers,
            "processing_h",
            weight=WEIGHTS["processing_h"],
            accepted=near(hours),
            advice="Points de tous les scans du plan, divisés par la cadence du poste, en heures.",
            suspicions={MISTAKES["minutes-for-hours"]: near(60 * hours)},
        ),
    ]


def cost_check(answers: Answers, choice: Choice) -> Check:
    """Judge what the three offers cost together over the contract of the link."""
    name = "total_cost_eur"
    total_eur = choice.total_eur()
    if total_eur is None or choice.link is None:
        return wrong(
            answers[name].declaration.label, WEIGHTS[name], "Coût d’un ensemble incomplet : choisissez les trois."
        )
    without_setup_eur = total_eur - choice.link["setup_eur"]
    fewer = [choice.total_eur(months) for months in (0, 1, 12)]
    return number_check(
        answers,
        name,
        weight=WEIGHTS[name],
        accepted=Band.around(total_eur, absolute=1),
        advice="Prix du stockage et du poste, mise en service et mensualités de la liaison sur tout le contrat.",
        suspicions={
            MISTAKES["monthly-cost-forgotten"]: [Band.around(each, absolute=1) for each in fewer if each is not None],
            MISTAKES["setup-cost-forgotten"]: Band.around(without_setup_eur, absolute=1),
        },
    )


def whole_check(answers: Answers, choice: Choice) -> Check:
    """Judge whether the three offers together meet the needs within the budget: all or nothing."""
    label, weight = "Ensemble qui répond aux besoins dans le budget", 1
    total_eur = choice.total_eur()
    if total_eur is None:
        return wrong(label, weight, "Ensemble incomplet : un stockage, une liaison et un poste sont attendus.")
    lacking = [name for name in FIGURES if answers.number(name) is None]
    if lacking:
        return wrong(label, weight, f"Ensemble sans les chiffres qui le fondent : {', '.join(lacking)}.")
    if inadequate := choice.inadequate():
        return wrong(label, weight, f"Ne répond pas aux besoins de votre plan : {', '.join(inadequate)}.")
    stated = f"{printed(total_eur, '€')} pour un budget de {printed(choice.budget_eur, '€')}"
    if total_eur <= choice.budget_eur:
        return right(label, weight, f"{stated} : l’ensemble tient.")
    return wrong(label, weight, f"{stated} : l’ensemble ne tient pas.", misconception=MISTAKES["over-budget"])


def verdict_check(answers: Answers, choice: Choice) -> Check:
    """Judge the verdict on the hardware from the candidate's own figures."""
    name = "hardware_conform"
    storage, link, workstation, total_eur = choice.storage, choice.link, choice.workstation, choice.total_eur()
    if storage is None or link is None or workstation is None or total_eur is None:
        message = "Verdict sur un ensemble incomplet : choisissez d’abord les trois."
        return wrong(answers[name].declaration.label, WEIGHTS[name], message)

    def meets(own: Mapping[str, float]) -> bool:
        return (
            own["usable_tb"] >= own["storage_tb"]
            and own["transfer_h"] <= choice.transfer_limit_h
            and own["processing_h"] <= choice.processing_limit_h
        )

    def conform(own: Mapping[str, float]) -> bool:
        return meets(own) and own["total_cost_eur"] <= choice.budget_eur

    return conclusion_check(
        answers,
        name,
        weight=WEIGHTS[name],
        figures={
            "storage_tb": plausible(choice.storage_tb),
            "usable_tb": plausible(choice.usable_tb(storage)),
            "transfer_h": plausible(choice.transfer_h(link["up_mbps"])),
            "processing_h": [plausible(factor * choice.processing_h(workstation)) for factor in (1, 60)],
            "total_cost_eur": plausible(total_eur),
        },
        rule=conform,
        advice="Quatre comparaisons : capacité et volume, remise, traitement, coût et budget.",
        suspicions={
            MISTAKES["budget-ignored"]: meets,
            MISTAKES["hardware-verdict-reversed"]: lambda own: not conform(own),
        },
    )


def offer_check(
    answers: Answers,
    name: str,
    *,
    figure: Mapping[str, Accepted],
    meets: bool,
    misconception: Misconception | None,
    advice: str,
) -> Check:
    """Judge one offer by whether it meets the need, its figure being given."""
    answer, weight = answers[name], WEIGHTS[name]
    label, received = answer.declaration.label, f"« {str(answers.text(name)).strip()[:40]} » reçu"
    for wanted, band in figure.items():
        value = answers.number(wanted)
        if value is None or not lies_in(value, band):
            return wrong(label, weight, f"{received} sans le chiffre qui le fonde.", advice=f"Donnez {wanted}.")
    if meets:
        return right(label, weight, f"{received} : l’offre répond au besoin.")
    return wrong(
        label, weight, f"{received} : l’offre ne répond pas au besoin.", misconception=misconception, advice=advice
    )


def unknown_offer_checks(answers: Answers, name: str, figure: str) -> list[Check]:
    """Return the checks of an offer that is not in the catalogue, and of the figure that it was to give."""
    label = answers[name].declaration.label
    received = str(answers.text(name))[:40]
    first = absent(answers[name], label=label, weight=WEIGHTS[name]) or wrong(
        label, WEIGHTS[name], f"« {received} » reçu : aucune offre ne porte ce nom."
    )
    message = f"Chiffre sans offre : donnez d’abord {name}."
    return [first, wrong(answers[figure].declaration.label, WEIGHTS[figure], message)]


def near(value: float) -> Band:
    """Return what a volume or a time may be reported as: half a per cent off, or rounded to a tenth."""
    return Band.around(value, relative=0.005, absolute=0.055)
