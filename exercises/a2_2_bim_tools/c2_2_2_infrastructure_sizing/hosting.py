"""Judges of servers: those of the sessions, model by model, and those of the conversions, by either method."""

from collections.abc import Sequence
from math import ceil

from autograders.candidate.wire import Row
from autograders.criteria import Slip, absent, lies_in, number_check, printed, right, rows_check, wrong
from autograders.domain.cost import total_cost_eur
from autograders.domain.queueing import WaitingLine
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MISTAKES, Rule, counted_of, near, own_cell, own_rows, written
from .uses import own_concurrent

CONVERTERS_AT_MOST = 500


def judge_hosting(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the servers."""
    return [
        *session_checks(answers, case),
        model_check(answers, case, "server_model", "servers", weight=0.25),
        converters_check(answers, case),
        wait_check(answers, case),
    ]


def unit_costs_eur(case: JudgedCase, kind: str, model: str) -> tuple[float, float]:
    """Return what one server or disk costs over the years, discounted and not."""
    terms, offer = case.specification, case.truth["sizing"]["catalogue"][kind][model]
    yearly = offer["price_eur"] * terms.number("maintenance_percent") / 100
    yearly += offer["power_w"] * terms.number("pue") * 8.76 * terms.number("electricity_eur_per_kwh")
    years, rate = int(terms.number("cost_years")), terms.number("discount_percent") / 100
    return (
        total_cost_eur(offer["price_eur"], yearly, years=years, discount_rate=rate),
        total_cost_eur(offer["price_eur"], yearly, years=years),
    )


def cost_slip(case: JudgedCase, kind: str, model: str, row: Row, counts: str) -> Slip | None:
    """Return what is wrong with the total cost of the candidate's own count of a model."""
    count, cost = own_cell(row, counts), own_cell(row, "total_cost_eur")
    if count is None or not count > 0:
        return Slip("coût sans nombre")
    discounted, plain = (count * each for each in unit_costs_eur(case, kind, model))
    if cost is not None and lies_in(cost, near(discounted)):
        return None
    slips = {
        "not-discounted": plain,
        "purchase-alone": count * case.truth["sizing"]["catalogue"][kind][model]["price_eur"],
    }
    slip = next((name for name, value in slips.items() if cost is not None and lies_in(cost, near(value))), None)
    return Slip("coût global hors de la plage admise", MISTAKES[slip] if slip else None)


def session_checks(answers: Answers, case: JudgedCase) -> list[Check]:
    """Return the checks of the session servers: counts from the own concurrent accesses, costs from the own counts."""
    models = case.truth["sizing"]["catalogue"]["servers"]
    target = case.specification.number("target_load_percent") / 100
    concurrent = own_concurrent(answers, case.truth["sizing"])

    def count_rule(model: str, row: Row) -> Slip | None:
        sessions, value = models[model]["sessions"], own_cell(row, "servers")
        carrying = counted_of(lambda each: ceil(each / (sessions * target) - 1e-9), concurrent)
        if value is not None and value - 1 in carrying:
            return None
        slip = None
        if value in carrying:
            slip = MISTAKES["spare-forgotten"]
        elif value is not None and value - 1 in {ceil(each / sessions - 1e-9) for each in concurrent}:
            slip = MISTAKES["servers-at-full-load"]
        return Slip("nombre de serveurs autre que celui de vos accès simultanés", slip)

    def check(label: str, weight: float, rule: Rule, advice: str) -> Check:
        return rows_check(
            answers,
            "servers",
            label=label,
            weight=weight,
            key="model",
            expected=list(models),
            rule=rule,
            advice=advice,
        )

    return [
        check(
            "Nombre de serveurs de sessions par modèle",
            0.5,
            count_rule,
            "Accès simultanés / (sessions × charge visée), arrondi au-dessus, plus un.",
        ),
        check(
            "Coût global des serveurs par modèle",
            0.25,
            lambda model, row: cost_slip(case, "servers", model, row, "servers"),
            "Achat, plus maintenance et électricité (PUE compris) actualisées, chacune en fin d’année.",
        ),
    ]


def model_check(answers: Answers, case: JudgedCase, name: str, table: str, *, weight: float) -> Check:
    """Judge the model chosen, by the candidate's own total costs, all models being there."""
    answer = answers[name]
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    known = written(case.truth["sizing"]["catalogue"]["servers" if table == "servers" else "disks"])
    rows = own_rows(answers, table, "model")
    costs = {word: cost for word in known if (cost := own_cell(rows.get(word), "total_cost_eur")) and cost > 0}
    received = f"« {str(answers.text(name)).strip()[:40]} » reçu"
    kind = "servers" if table == "servers" else "disks"
    slips = [cost_slip(case, kind, model, rows[word], kind) for word, model in known.items() if word in costs]
    # Costs that were not computed prefer whatever one likes.
    if slips and not any(slip is None or slip.misconception is not None for slip in slips):
        return wrong(label, weight, f"{received} : aucun de vos coûts ne vient du catalogue.")
    if len(costs) < len(known):
        return wrong(
            label, weight, f"{received} sans les coûts qui le fondent.", advice=f"Donnez dans {table} tous les modèles."
        )
    chosen = str(answers.text(name)).strip().casefold()
    if chosen in costs and costs[chosen] <= 1.005 * min(costs.values()):
        return right(label, weight, f"{received} : le moins cher de vos lignes.")
    return wrong(
        label, weight, f"{received} : ce n’est pas le moins cher de vos lignes.", advice="Comparez les coûts globaux."
    )


def converters_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the servers of the conversions by the method that is said."""
    name, weight = "conversion_servers", 0.5
    truth, value = case.truth["sizing"]["conversion"], answers.number(name)
    method = answers.text("conversion_method")
    label = answers[name].declaration.label
    if (missing := absent(answers[name], label=label, weight=weight)) is not None:
        return missing
    if method not in ("attente", "charge"):
        return wrong(label, weight, "Nombre sans méthode.", advice="Dites dans conversion_method laquelle des deux.")
    carrying = truth["by_wait" if method == "attente" else "by_load"]
    received = f"{printed(value or 0)} serveurs reçus par la méthode « {method} »"
    if value == carrying + 1:
        return right(label, weight, f"{received} : nombre admis.")
    slip = None
    if value == carrying:
        slip = MISTAKES["converters-without-spare"]
    elif value in (ceil(truth["load_erlang"]), ceil(truth["load_erlang"]) + 1):
        slip = MISTAKES["converters-for-mean-load"]
    advice = "Le plus petit nombre qui tient la limite de cette méthode, plus le secours."
    return wrong(label, weight, f"{received} : nombre non admis.", misconception=slip, advice=advice)


def mean_wait_min(case: JudgedCase, busy: float) -> float | None:
    """Return the mean wait in minutes in a line before some servers, or ``None`` where it grows without end."""
    terms = case.specification
    rate, duration = terms.number("conversions_per_h"), terms.number("conversion_min")
    if not rate * duration / 60 < busy <= CONVERTERS_AT_MOST:
        return None
    line = WaitingLine(arrivals_per_h=rate, services_per_h=60 / duration, servers=int(busy))
    return 60 * line.mean_wait_h


def wait_check(answers: Answers, case: JudgedCase) -> Check:
    """Judge the mean wait that the candidate's own servers give, the spare one out of use."""
    name, weight = "conversion_wait_min", 0.25
    truth = case.truth["sizing"]["conversion"]
    own, carrying = answers.number("conversion_servers"), (truth["by_wait"], truth["by_load"])
    if own is not None and not min(carrying) / 2 <= own <= 2 * max(carrying):
        own = None
    count = truth["by_wait"] + 1 if own is None else own
    busy = [count - 1, count] if own in carrying else [count - 1]
    waits = [wait for each in busy if (wait := mean_wait_min(case, each)) is not None]
    with_spare = mean_wait_min(case, count)
    if not waits:
        label = answers[name].declaration.label
        message = "Vos serveurs, le secours à l’arrêt, ne suffisent pas au trafic : la file n’a pas d’attente moyenne."
        return absent(answers[name], label=label, weight=weight) or wrong(label, weight, message)
    return number_check(
        answers,
        name,
        weight=weight,
        accepted=[near(wait, absolute=0.006) for wait in waits],
        advice="Wq = C·h/(c − A), C d’Erlang, c sans le serveur de secours, en minutes.",
        suspicions={
            MISTAKES["wait-in-hours"]: [near(wait / 60, absolute=1e-4) for wait in waits],
            **({MISTAKES["wait-with-spare"]: near(with_spare, absolute=0.006)} if with_spare else {}),
        },
    )


def own_converters(answers: Answers, case: JudgedCase) -> float:
    """Return the servers of the conversions by the wait, without the spare one, as the candidate found them."""
    reference = float(case.truth["sizing"]["conversion"]["by_wait"])
    own = answers.number("conversion_servers")
    by_wait = answers.text("conversion_method") == "attente"
    return own - 1 if by_wait and own is not None and reference / 2 <= own - 1 <= 2 * reference else reference
