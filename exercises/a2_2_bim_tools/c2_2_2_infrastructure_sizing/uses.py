"""Judges of what the firm uses: the volume of a day, accesses, tokens."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, lies_in, number_check, rows_check
from autograders.domain.queueing import erlang_b, servers_for_blocking
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, Rule, counted_of, near, own_cell, own_rows

DAYS = 10
MIO_IN_MO = 2**20 / 1e6
# Minutes taken for hours make a load sixty times too high: judged all the same; farther off than this, it is invented.
FACTOR = 2
MINUTES_IN_HOUR = 60


def judge_uses(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of volumes, accesses and licences."""
    sizing = case.truth["sizing"]
    return [
        volume_check(answers, sizing),
        named_check(answers, sizing, case.specification.number("users")),
        concurrent_check(answers, sizing),
        *licence_checks(answers, case),
    ]


def counts_inactive(answers: Answers, sizing: Mapping[str, Any]) -> bool:
    """Return whether the candidate's named accesses are all accounts, inactive ones among them."""
    return answers.number("named_accesses") == sizing["opened"]


def own_concurrent(answers: Answers, sizing: Mapping[str, Any]) -> list[float]:
    """Return the candidate's concurrent accesses where they are plausible, then the reference."""
    own, reference = answers.number("concurrent_accesses"), float(sizing["concurrent"])
    return [own, reference] if own is not None and reference / 4 <= own <= 4 * reference else [reference]


def volume_check(answers: Answers, sizing: Mapping[str, Any]) -> Check:
    """Judge the volume of a mean day."""
    log, right = sizing["log_gb"], float(sizing["daily_gb"])
    failed = sum(log["échec"].values()) / DAYS
    mio = log["reçu"]["Mio"] / DAYS
    return number_check(
        answers,
        "daily_volume_gb",
        weight=0.75,
        accepted=near(right),
        advice="Moyenne sur dix jours de ce qui a été reçu, chaque ligne dans son unité, en Go (10⁹ octets).",
        suspicions={
            MISTAKES["ten-days-total"]: near(right).times(DAYS),
            MISTAKES["failures-counted"]: near(right + failed),
            MISTAKES["mebibytes-as-megabytes"]: near(right - mio + mio / MIO_IN_MO),
        },
    )


def named_check(answers: Answers, sizing: Mapping[str, Any], users: float) -> Check:
    """Judge the named accesses."""
    return number_check(
        answers,
        "named_accesses",
        weight=0.25,
        accepted=Band.around(sizing["named"]),
        advice="Comptes actifs de tous les sites, partenaires compris.",
        suspicions={
            MISTAKES["inactive-counted"]: Band.around(sizing["opened"]),
            MISTAKES["partners-forgotten"]: Band.around(users),
        },
    )


def concurrent_check(answers: Answers, sizing: Mapping[str, Any]) -> Check:
    """Judge the concurrent accesses, from the accounts that the candidate counts."""
    right, inactive = float(sizing["concurrent"]), sum(sizing["opened_concurrent"].values())
    accepted = [near(right, absolute=0.5)]
    if counts_inactive(answers, sizing):
        accepted.append(near(inactive, absolute=0.5))
    by_profile = sizing["concurrent_by_profile"]
    return number_check(
        answers,
        "concurrent_accesses",
        weight=0.5,
        accepted=accepted,
        advice="Σ comptes actifs × simultanéité, profil par profil, partenaires compris.",
        suspicions={
            MISTAKES["named-for-concurrent"]: Band.around(sizing["named"]),
            MISTAKES["inactive-counted"]: near(inactive),
            MISTAKES["partners-forgotten"]: near(right - by_profile["partenaire"]),
        },
    )


def licence_checks(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of the licences: load, refusals, tokens, the cheaper mode, from the candidate's own load."""
    truth, pools = case.truth["sizing"]["licences"], case.truth["sizing"]["catalogue"]["pools"]
    limit = case.specification.number("blocking_limit_percent") / 100

    def loads_of(system: str, row: Row) -> list[float]:
        own, reference = own_cell(row, "load_erlang"), float(truth[system]["load_erlang"])
        given = own is not None and any(
            each / FACTOR <= own <= FACTOR * each for each in (reference, MINUTES_IN_HOUR * reference)
        )
        return [own, reference] if own is not None and given else [reference]

    def load_rule(system: str, row: Row) -> Slip | None:
        value, right = own_cell(row, "load_erlang"), float(truth[system]["load_erlang"])
        if value is None or not lies_in(value, near(right)):
            in_minutes = value is not None and lies_in(value, near(60 * right))
            return Slip("trafic hors de la plage admise", MISTAKES["load-in-minutes"] if in_minutes else None)
        return None

    def refusal_rule(system: str, row: Row) -> Slip | None:
        value = own_cell(row, "refused_percent")
        bands = []
        for load in loads_of(system, row):
            refused = [100 * erlang_b(factor * load, pools[system]["tokens"]) for factor in (0.995, 1.0, 1.005)]
            bands.append(Band.spanning(refused, relative=0.005, absolute=0.06))
        if value is None or not lies_in(value, bands):
            as_share = value is not None and lies_in(100 * value, bands)
            return Slip("part de refus hors de la plage admise", MISTAKES["share-for-percent"] if as_share else None)
        return None

    def tokens_rule(system: str, row: Row) -> Slip | None:
        value, loads = own_cell(row, "tokens"), loads_of(system, row)
        if value in counted_of(lambda each: servers_for_blocking(each, limit), loads):
            return None
        slip = MISTAKES["tokens-for-mean-load"] if value in {ceil(load) for load in loads} else None
        return Slip("nombre de jetons autre que le plus petit qui tient la limite", slip)

    def mode_rule(system: str, row: Row) -> Slip | None:
        pool, tokens = pools[system], own_cell(row, "tokens")
        reference = truth[system]["tokens"]
        if tokens is None or not (
            reference / FACTOR <= tokens <= FACTOR * reference
            or tokens in counted_of(lambda each: servers_for_blocking(each, limit), loads_of(system, row))
        ):
            return Slip("mode sans nombre de jetons vraisemblable")
        yearly = {"jetons": tokens * pool["token_eur"], "nominatives": float(pool["users"] * pool["named_eur"])}
        cost, cheaper = own_cell(row, "yearly_eur"), min(yearly.values())
        if row["mode"] in yearly and yearly[str(row["mode"])] > cheaper:
            by_unit = row["mode"] == "nominatives"
            return Slip("ce mode n’est pas le moins cher", MISTAKES["mode-by-unit-price"] if by_unit else None)
        return (
            None if cost is not None and lies_in(cost, near(cheaper)) else Slip("coût annuel hors de la plage admise")
        )

    def check(label: str, weight: float, rule: Rule, advice: str) -> Check:
        return rows_check(
            answers,
            "licences",
            label=label,
            weight=weight,
            key="software",
            expected=list(truth),
            rule=rule,
            advice=advice,
        )

    return [
        check("Trafic offert de chaque logiciel", 0.25, load_rule, "Demandes par heure × durée en heures."),
        check("Part de demandes refusées aujourd’hui", 0.25, refusal_rule, "Erlang B avec les jetons actuels, en %."),
        check("Jetons qui tiennent la limite", 0.5, tokens_rule, "Le plus petit nombre dont Erlang B tient la limite."),
        check("Mode le moins cher et son coût", 0.25, mode_rule, "Jetons × prix contre utilisateurs × prix, par an."),
    ]


def own_tokens(answers: Answers, case: JudgedCase, system: str) -> float:
    """Return the tokens that the candidate calls for; the reference where they are implausible."""
    reference = float(case.truth["sizing"]["licences"][system]["tokens"])
    own = own_cell(own_rows(answers, "licences", "software").get(system.lower()), "tokens")
    return own if own is not None and reference / 2 <= own <= 2 * reference else reference
