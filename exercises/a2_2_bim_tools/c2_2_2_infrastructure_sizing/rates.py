"""Judges of the busy hour, of the rates that the sites require, and of the links that these overload."""

from collections.abc import Sequence

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, absent, lies_in, number_check, right, rows_check, table_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, follows, near, own_cell, own_or, own_rows
from .uses import DAYS, counts_inactive

# An own rate that no known slip explains counts within this factor of the right one.
CLOSE = 1.25


def judge_rates(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of rates and loads."""
    hour = int(case.truth["sizing"]["busy_hour"])
    return [
        number_check(
            answers,
            "busy_hour",
            weight=0.5,
            accepted=Band.around(hour),
            advice="L’heure, la même pour tous les sites, où passe le plus de volume sur dix jours, échecs compris.",
            suspicions={MISTAKES["end-of-the-hour"]: Band.around(hour + 1)},
        ),
        volumes_check(answers, case),
        rates_check(answers, case),
        overloaded_check(answers, case),
    ]


def volumes_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the volumes of the busy hour, in the candidate's own hour."""
    sizing = case.truth["sizing"]
    right_gb, own_hour = sizing["busy_hour_gb"], str(int(answers.number("busy_hour") or 0))
    of_own_hour = sizing["hourly_gb"].get(own_hour, right_gb)
    received = sizing["hourly_received_gb"].get(own_hour, right_gb)

    def cells(values: dict[str, float], factor: float = 1.0) -> dict[str, dict[str, Band]]:
        return {site: {"busy_gb": near(factor * value, absolute=0.0005)} for site, value in values.items()}

    return table_check(
        answers,
        "site_rates",
        weight=0.75,
        key="site",
        accepted={
            site: {"busy_gb": [near(each[site], absolute=0.0006) for each in (right_gb, of_own_hour)]}
            for site in right_gb
        },
        advice="Volume des lignes du site dans l’heure de pointe, échecs compris, divisé par dix jours, en Go.",
        suspicions={
            MISTAKES["ten-days-volume"]: cells(of_own_hour, DAYS),
            MISTAKES["failures-left-out"]: cells(received),
        },
    )


def sessions_of(case: JudgedCase, site: str) -> float:
    """Return the concurrent accesses of a site, which the required rate holds."""
    sizing, terms = case.truth["sizing"], case.specification
    transfers_mbps = rate_mbps(case, float(sizing["busy_hour_gb"][site]), 0.0)
    growth = growth_of(case)
    return float((sizing["required_mbps"][site] - transfers_mbps) / growth / terms.number("session_mbps"))


def growth_of(case: JudgedCase) -> float:
    """Return the growth of the traffic up to the horizon."""
    terms = case.specification
    return float((1 + terms.number("traffic_growth_percent") / 100) ** terms.number("network_horizon_years"))


def rate_mbps(case: JudgedCase, busy_gb: float, sessions: float) -> float:
    """Return the required rate, (8 000·V/(3 600·η) + n·d)·(1 + g)ʰ."""
    terms = case.specification
    efficiency = terms.number("link_efficiency_percent") / 100
    return (8000 * busy_gb / (3600 * efficiency) + sessions * terms.number("session_mbps")) * growth_of(case)


def rates_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the required rates, from the candidate's own volumes."""
    return rows_check(
        answers,
        "site_rates",
        label="Débits requis à l’horizon, d’après vos volumes",
        weight=0.75,
        key="site",
        expected=list(case.truth["sizing"]["required_mbps"]),
        rule=lambda site, row: rate_slip(answers, case, site, row),
        advice="[8 000 × V / (3 600 × η) + n × débit d’une session] × (1 + g)^h, site par site.",
    )


def rate_slip(answers: Answers, case: JudgedCase, site: str, row: Row) -> Slip | None:
    """Return what is wrong with the required rate of a site."""
    sizing, efficiency = case.truth["sizing"], case.specification.number("link_efficiency_percent") / 100
    value = own_cell(row, "required_mbps")
    reference = float(sizing["busy_hour_gb"][site])
    volume = own_or(reference, own_cell(row, "busy_gb"))
    sessions = [sessions_of(case, site)]
    if counts_inactive(answers, sizing):
        sessions.append(float(sizing["opened_concurrent"][site]))
    if value is None:
        return Slip("pas de débit")
    if any(
        lies_in(value, follows(rate_mbps(case, either, each), absolute=0.06))
        for each in sessions
        for either in (volume, reference)
    ):
        return None
    whole = rate_mbps(case, volume, sessions[0])
    slips = {
        "traffic-growth-forgotten": whole / growth_of(case),
        "efficiency-forgotten": rate_mbps(case, volume * efficiency, sessions[0]),
        "sessions-forgotten": rate_mbps(case, volume, 0.0),
        "bytes-for-bits": rate_mbps(case, volume / 8, sessions[0]),
    }
    slip = next((name for name, wrong_value in slips.items() if lies_in(value, near(wrong_value))), None)
    return Slip("débit requis hors de la plage admise", MISTAKES[slip] if slip else None)


def own_rates_mbps(answers: Answers, case: JudgedCase) -> dict[str, float]:
    """Return the candidate's own required rates; the reference where there is none, or one that nothing explains.

    One that is neither right, nor a known slip's, nor close may have been chosen so that no link is overloaded.
    """
    rows, found = own_rows(answers, "site_rates", "site"), {}
    for site, rate in case.truth["sizing"]["required_mbps"].items():
        row, found[site] = rows.get(site.casefold()), float(rate)
        own = own_or(float(rate), own_cell(row, "required_mbps"))
        if row is not None:
            slip = rate_slip(answers, case, site, row)
            explained = slip is None or slip.misconception is not None or rate / CLOSE <= own <= CLOSE * rate
            found[site] = own if explained else float(rate)
    return found


def loads_mbps(rates: dict[str, float], ways: dict[str, list[str]]) -> dict[str, float]:
    """Return what rates put on links, by the ways that they take.

    Examples
    --------
    >>> loads_mbps({"A": 10.0, "B": 5.0}, {"A": ["L1", "L2"], "B": ["L2"]})
    {'L1': 10.0, 'L2': 15.0}
    """
    found: dict[str, float] = {}
    for site, way in ways.items():
        for link in way:
            found[link] = found.get(link, 0.0) + rates[site]
    return found


def overloaded_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge which links are overloaded and by what load, by the own rates or by the reference ones."""
    reference = {site: float(rate) for site, rate in case.truth["sizing"]["required_mbps"].items()}
    checks = [overloaded_by(answers, case, rates) for rates in (own_rates_mbps(answers, case), reference)]
    return max(checks, key=lambda check: check.fraction)


def overloaded_by(answers: Answers, case: JudgedCase, rates: dict[str, float]) -> Check:
    """Judge which links some rates overload, and by what load."""
    name, weight = "overloaded_links", 1.0
    label, network = answers[name].declaration.label, case.truth["network"]
    loads = loads_mbps(rates, network["ways"])
    expected = [link for link, load in loads.items() if load > network["capacities_mbps"][link]]
    if not expected:
        if (missing := absent(answers[name], label=label, weight=weight)) is not None:
            return missing
        if not answers.rows(name) and own_rows(answers, "site_rates", "site"):
            return right(label, weight, "Aucun lien surchargé avec vos débits.")
        return wrong(label, weight, "Avec vos débits, aucun lien n’est surchargé.")

    def rule(link: str, row: Row) -> Slip | None:
        value = own_cell(row, "load_mbps")
        if value is not None and lies_in(value, follows(loads[link], absolute=0.06)):
            return None
        shared = sum(link in way for way in network["ways"].values()) > 1
        alone = value is not None and any(
            link in network["ways"][site] and lies_in(value, near(rate)) for site, rate in rates.items()
        )
        return Slip("charge hors de la plage admise", MISTAKES["one-site-alone"] if shared and alone else None)

    return rows_check(
        answers,
        name,
        label=label,
        weight=weight,
        key="link",
        expected=expected,
        rule=rule,
        advice="Chaque site prend son chemin de plus faible latence ; la charge d’un lien est la somme des sites.",
        penalty=0.5,
    )
