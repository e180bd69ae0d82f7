"""What the large project's truth keeps for graders: the network, months of each lot, common slips; read anew."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.project_tables import day, number, table, tasks, working_days

from autograders.assignments.datasets import load_generator

ROOT = Path(__file__).resolve().parents[2]
KINDS = {None: "FS", "FD": "FS", "DD": "SS", "FF": "FF"}


@pytest.fixture(scope="module")
def variant(tmp_path_factory):
    public = tmp_path_factory.mktemp("project")
    case = load_generator(ROOT, "large_project")(5, public)
    return public, {value.key: value.value for value in case.specification}, case.truth


def invoices(public):
    return [
        (row["numero"], row["lot"], row["periode"], number(row["montant_eur"])) for row in table(public, "factures.csv")
    ]


def test_the_network_is_that_of_the_export(variant):
    public, terms, truth = variant
    network = truth["schedule"]["network"]
    told = tasks(public, day(terms["start_date"]))
    assert set(network["tasks"]) == set(told)
    for code, task in told.items():
        held = network["tasks"][code]
        assert (held["days"], held["calendar"]) == (task.days, task.calendar)
        assert held["links"] == [[before, KINDS[kind], int(lag or 0)] for before, kind, lag in task.links]
        assert held["demands"] == task.demands
        assert date.fromisoformat(held["not_before"] or network["start"]) == task.not_before
    assert network["capacities"] == {row["ressource"]: int(row["capacite"]) for row in table(public, "ressources.csv")}


def test_its_calendars_work_on_the_days_of_the_export_and_beyond_the_finish(variant):
    public, _, truth = variant
    network, finish = truth["schedule"]["network"], date.fromisoformat(truth["schedule"]["finish"])
    first = date.fromisoformat(network["start"])
    every = [first + timedelta(days=count) for count in range((finish - first).days + 365)]
    worked = working_days(public, (first.year, finish.year + 3))
    for code, calendar in network["calendars"].items():
        off = {date.fromisoformat(each) for each in calendar["holidays"]}
        days = [each for each in every if each.weekday() in calendar["weekdays"] and each not in off]
        assert days == [each for each in worked[code] if each <= every[-1] and each >= first]


def test_slips_of_the_ledger_are_what_its_lines_lead_to(variant):
    public, _, truth = variant
    lines, told = invoices(public), truth["progress"]["actual_slips_eur"]
    every, once = Counter(), Counter()
    for _, lot, _, amount in lines:
        every[lot] += amount
    for _, lot, _, amount in {line[0]: line for line in lines}.values():
        once[lot] += max(amount, 0)
    for lot in truth["progress"]["lots"]:
        assert sum(told["entered-twice"][lot]) == pytest.approx(every[lot], abs=0.1)
        assert sum(told["credits-left-out"][lot]) == pytest.approx(once[lot], abs=0.1)
    # Works of the last month are invoiced after it.
    received = sum(map(sum, told["month-received"].values()))
    assert received < truth["progress"]["project"]["actual_eur"]


def test_the_months_of_a_lot_sum_up_to_its_figures(variant):
    _, _, truth = variant
    for lot, months in truth["progress"]["lot_months"].items():
        for name, series in months.items():
            assert len(series) == truth["progress"]["status_month"]
            assert sum(series) == pytest.approx(truth["progress"]["lots"][lot][name], abs=1)


def test_slips_of_progress_are_what_its_lines_lead_to(variant):
    public, terms, truth = variant
    budgets = {row["code"]: row for row in table(public, "planning.csv") if row["niveau"] == "2"}
    last_lines, percents = Counter(), Counter()
    for row in table(public, "avancements.csv"):
        task = budgets[row["tache"]]
        percents[row["tache"]] = number(row["avancement_pct"])
        if row["date"] == terms["status_date"]:
            last_lines[task["lot"]] += number(task["budget_eur"]) * percents[row["tache"]] / 100
    told = truth["progress"]["earned_slips_eur"]
    for lot in told["last-lines"]:
        assert told["last-lines"][lot] == pytest.approx(last_lines[lot], abs=1)
        own = [code for code, task in budgets.items() if task["lot"] == lot and task["duree"] != "0 j"]
        mean = sum(percents[code] for code in own) / len(own) / 100
        assert told["unweighted"][lot] == pytest.approx(mean * sum(number(budgets[code]["budget_eur"]) for code in own))
