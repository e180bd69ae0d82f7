"""The truths of the large project against what its public files tell, read and computed anew."""

import math
import tomllib
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from support.project_tables import day, early_dates, number, table, tasks, working_days

from autograders.assignments.datasets import load_generator
from autograders.candidate.process import ProcessBuilder
from autograders.domain.process import Delivery, delivery_faults
from autograders.domain.stakeholders import Action, Resistance, change_problems

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (3, 8, 11)


@pytest.fixture(scope="module")
def variants(tmp_path_factory):
    made = []
    for seed in SEEDS:
        public = tmp_path_factory.mktemp(f"project-{seed}")
        made.append((public, load_generator(ROOT, "large_project")(seed, public)))
    return made


@pytest.fixture(scope="module", params=range(len(SEEDS)), ids=[f"seed {seed}" for seed in SEEDS])
def variant(request, variants):
    public, case = variants[request.param]
    return public, {value.key: value.value for value in case.specification}, case.truth


@pytest.fixture(scope="module")
def plan(variant):
    public, terms, truth = variant
    start = day(terms["start_date"])
    calendars = working_days(public, (start.year, date.fromisoformat(truth["schedule"]["finish"]).year + 3))
    found = tasks(public, start)
    return found, calendars, early_dates(found, calendars)


def test_it_is_of_the_size_of_a_very_large_project(variant):
    public, _, truth = variant
    assert len({row["identifiant"] for row in table(public, "registre_parties_prenantes.csv")}) >= 60
    assert sum(row["niveau"] == "2" for row in table(public, "planning.csv")) >= 80
    assert len(list((public / "entretiens").iterdir())) == 8
    assert sum(path.stat().st_size for path in public.rglob("*") if path.is_file()) < 200_000
    assert len(truth["schedule"]["activities"]) >= 80


def test_early_dates_are_those_of_a_schedule_made_by_hand(variant, plan):
    _, _, truth = variant
    _, _, dates = plan
    told = {
        code: (date.fromisoformat(each["early_start"]), date.fromisoformat(each["early_finish"]))
        for code, each in truth["schedule"]["activities"].items()
    }
    assert dates == told
    assert max(last for _, last in dates.values()).isoformat() == truth["schedule"]["finish"]


def test_a_task_may_be_late_by_its_total_float_and_not_by_a_day_more(variant, plan):
    _, _, truth = variant
    found, calendars, dates = plan
    finish = date.fromisoformat(truth["schedule"]["finish"])
    for code in list(found)[::6]:
        if found[code].days:
            late = date.fromisoformat(truth["schedule"]["activities"][code]["late_start"])
            days = [each for each in calendars[found[code].calendar] if dates[code][0] <= each]
            assert days.index(late) == truth["schedule"]["activities"][code]["total_float_days"]
            ends = [
                max(last for _, last in early_dates(found, calendars, {code: pushed}).values())
                for pushed in (late, days[days.index(late) + 1])
            ]
            assert ends[0] == finish < ends[1], code


def test_one_path_alone_is_critical_and_it_holds_together(variant, plan):
    _, _, truth = variant
    found, _, dates = plan
    [path] = truth["schedule"]["critical_paths"]
    assert path[-1] == "J8"
    for before, after in pairwise(path):
        assert before in [link[0] for link in found[after].links]
    others = [each["total_float_days"] for code, each in truth["schedule"]["activities"].items() if code not in path]
    assert min(others) >= 3
    assert dates["J8"][1].isoformat() == truth["schedule"]["finish"]


def test_a_milestone_that_comes_a_year_late_holds_back_the_opening(variant, plan):
    found, calendars, dates = plan
    milestones = [code for code, task in found.items() if not task.days]
    assert len(milestones) == 8
    for code in milestones:
        late = early_dates(found, calendars, {code: dates[code][1] + timedelta(days=365)})
        assert late["J8"][1] > dates["J8"][1], code


def test_two_resources_are_asked_for_beyond_what_there_is_on_the_days_told(variant, plan):
    public, _, truth = variant
    found, calendars, dates = plan
    capacities = {row["ressource"]: int(row["capacite"]) for row in table(public, "ressources.csv")}
    loads = defaultdict(Counter)
    for code, task in found.items():
        for each in calendars[task.calendar]:
            if task.days and dates[code][0] <= each <= dates[code][1]:
                for resource, units in task.demands.items():
                    loads[resource][each] += units
    over = {
        resource: sorted(each.isoformat() for each, load in by_day.items() if load > capacities[resource])
        for resource, by_day in loads.items()
    }
    assert {resource: days for resource, days in over.items() if days} == {
        resource: each["days"] for resource, each in truth["schedule"]["overloads"].items()
    }
    assert len(truth["schedule"]["overloads"]) == 2
    assert max(max(task.demands.values(), default=0) for task in found.values()) <= max(capacities.values())


def test_the_levelled_plan_respects_the_capacities(variant, plan):
    public, _, truth = variant
    found, calendars, _ = plan
    capacities = {row["ressource"]: int(row["capacite"]) for row in table(public, "ressources.csv")}
    loads = Counter()
    for code, task in found.items():
        first, last = (date.fromisoformat(truth["schedule"]["levelled"][code][end]) for end in ("start", "finish"))
        for each in calendars[task.calendar]:
            if task.days and first <= each <= last:
                loads.update({(resource, each): units for resource, units in task.demands.items()})
    assert all(load <= capacities[resource] for (resource, _), load in loads.items())
    assert truth["schedule"]["levelled_finish"] >= truth["schedule"]["finish"]


def measures(public, truth):
    """Return planned, earned and actual values by lot and month, from the public files."""
    start = table(public, "valeur_planifiee.csv")
    months = [row["mois"] for row in start][: truth["progress"]["status_month"]]
    planned = {(lot, row["mois"]): number(row[lot]) for row in start for lot in row if lot != "mois"}
    budgets = {row["code"]: row for row in table(public, "planning.csv") if row["niveau"] == "2"}
    earned, before = Counter(), Counter()
    for row in table(public, "avancements.csv"):
        task, percent = budgets[row["tache"]], number(row["avancement_pct"])
        earned[task["lot"], row["date"][3:]] += number(task["budget_eur"]) * (percent - before[row["tache"]]) / 100
        before[row["tache"]] = percent
    actual = Counter()
    for row in {row["numero"]: row for row in table(public, "factures.csv")}.values():
        actual[row["lot"], row["periode"]] += number(row["montant_eur"])
    return months, planned, earned, actual


def test_measures_indices_and_estimates_are_those_of_the_ledger_and_of_the_progress(variant):
    public, terms, truth = variant
    told = truth["progress"]
    months, planned, earned, actual = measures(public, truth)
    for lot, figures in told["lots"].items():
        assert figures["planned_eur"] == pytest.approx(sum(planned[lot, month] for month in months))
        assert figures["earned_eur"] == pytest.approx(sum(earned[lot, month] for month in months), abs=0.01)
        assert figures["actual_eur"] == pytest.approx(sum(actual[lot, month] for month in months), abs=0.01)
    value, spent, due = sum(earned.values()), sum(actual.values()), told["project"]["planned_eur"]
    budget = told["budget_eur"]
    assert budget == sum(number(row["budget_eur"]) for row in table(public, "planning.csv") if row["niveau"] == "2")
    assert budget == pytest.approx(sum(planned.values()))
    estimates = {
        "au budget": spent + budget - value,
        "au rythme de coût observé": budget * spent / value,
        "aux rythmes de coût et d’avancement observés": spent + (budget - value) / (value / spent * value / due),
    }
    assert told["project"]["estimates_eur"][told["forecast"]] == pytest.approx(estimates[terms["forecast"]])


def test_the_dear_lot_is_dear_from_its_month_on_and_no_other_is(variant):
    public, terms, truth = variant
    dear = truth["progress"]["dear"]
    months, _, earned, actual = measures(public, truth)
    below = {
        lot: [
            rank for rank, month in enumerate(months, 1) if earned[lot, month] < terms["act_below"] * actual[lot, month]
        ]
        for lot in truth["progress"]["lots"]
    }
    assert below.pop(dear["lot"]) == list(range(dear["since"], len(months) + 1))
    assert not any(below.values())
    assert truth["progress"]["worst_first"][0] == dear["lot"]


def test_the_late_lot_is_the_one_most_behind(variant):
    _, _, truth = variant
    lots = truth["progress"]["lots"]
    indices = {lot: each["schedule_index"] for lot, each in lots.items() if "schedule_index" in each}
    assert min(indices, key=indices.get) == truth["progress"]["late"]["lot"]
    assert lots[truth["progress"]["late"]["lot"]]["schedule_alert"] == "alerte"
    assert truth["progress"]["late"]["lot"] != truth["progress"]["dear"]["lot"]


def test_the_late_lot_going_on_as_slowly_holds_back_the_opening(variant, plan):
    _, _, truth = variant
    late, (found, calendars, dates) = truth["progress"]["late"], plan
    start = min(first for first, _ in dates.values())
    months = start.year * 12 + start.month - 1 + late["since"] - 1
    since = date(months // 12, months % 12 + 1, 1)

    def slowed(code, task):
        days = calendars[task.calendar]
        left = sum(dates[code][0] <= each <= dates[code][1] and each >= since for each in days)
        return replace(task, days=task.days + round(left * (late["factor"] - 1)))

    real = {code: slowed(code, task) if task.lot == late["lot"] and task.days else task for code, task in found.items()}
    assert early_dates(real, calendars)["J8"][1] >= dates["J8"][1] + timedelta(days=20)


def test_nothing_progresses_before_what_it_waits_for_is_done(variant):
    public, _, _ = variant
    ended, begun = {}, {}
    for row in table(public, "avancements.csv"):
        begun.setdefault(row["tache"], day(row["date"]))
        if row["avancement_pct"] == "100":
            ended[row["tache"]] = day(row["date"])
    for task in tasks(public, date(2024, 1, 1)).values():
        for predecessor, kind, lag in task.links:
            if task.code in begun and kind in (None, "FD") and not lag and not predecessor.startswith("J"):
                assert ended[predecessor] <= begun[task.code]


def test_needs_of_each_year_are_those_of_the_companies_present(variant):
    public, terms, truth = variant
    companies = [
        (
            day(row["arrivee"]).year,
            day(row["depart"]).year,
            int(row["comptes"]),
            int(row["simultaneite_pct"]) / 100,
            number(row["production_premiere_annee_to"]),
            int(row["croissance_pct"]) / 100,
        )
        for row in table(public, "entreprises.csv")
    ]
    per_server = terms["sessions_per_server"] * terms["target_load_percent"] / 100
    for told in truth["sizing"]["years"]:
        year = told["year"]
        present = [each for each in companies if each[0] <= year <= each[1]]
        concurrent = math.fsum(accounts * share for _, _, accounts, share, _, _ in present)
        stored = math.fsum(
            first_tb * (1 + growth) ** (made - joins)
            for joins, leaves, _, _, first_tb, growth in companies
            for made in range(joins, min(leaves, year) + 1)
            if made > year - terms["kept_years"]
        )
        assert told["accounts"] == sum(each[2] for each in present)
        assert told["concurrent"] == pytest.approx(concurrent)
        assert told["stored_tb"] == pytest.approx(stored)
        assert told["servers"] == math.ceil(concurrent / per_server - 1e-9) + terms["spare_servers"]
    usable = truth["sizing"]["peak_stored_tb"] / (terms["disk_tb"] * terms["maximum_fill_percent"] / 100)
    assert truth["sizing"]["disks"] == math.ceil(usable) + 2
    servers = [each["servers"] for each in truth["sizing"]["years"]]
    assert max(servers) > max(servers[0], servers[-1])


def test_quotas_share_the_interviews_among_bodies_not_among_lines(variant):
    public, terms, truth = variant
    lines = table(public, "registre_parties_prenantes.csv")
    category = {row["identifiant"]: row["categorie"] for row in lines}
    strata, wanted = Counter(category.values()), truth["register"]["quotas"]
    assert len(lines) == len(category) + 2 == sum(strata.values()) + 2
    assert sum(wanted.values()) == terms["interviews"]
    for name, members in strata.items():
        share = terms["interviews"] * members / len(category)
        assert math.floor(share) - 1 <= wanted[name] <= max(1, math.ceil(share))
    met = Counter(category[row["identifiant"]] for row in table(public, "panel_envisage.csv"))
    assert sum(met.values()) == terms["interviews"]
    assert truth["register"]["missing"] == [name for name in wanted if not met[name]]
    assert len(truth["register"]["missing"]) == 1
    assert len(truth["register"]["over"]) >= 1 < len(truth["register"]["under"])
    treated = {row["identifiant"]: (int(row["pouvoir"]), int(row["interet"])) for row in lines}
    high = terms["grid_threshold"]
    for identifier, (power, interest) in treated.items():
        kind = {(1, 1): "associer étroitement", (1, 0): "satisfaire", (0, 1): "informer", (0, 0): "surveiller"}
        assert truth["register"]["attitudes"][identifier] == kind[power >= high, interest >= high]


def test_the_draft_of_the_matrix_has_four_faults_of_different_kinds_in_different_activities(variant):
    _, _, truth = variant
    problems = [each for each in truth["responsibilities"]["problems"] if each["activity"]]
    assert len({each["activity"] for each in problems}) == len({each["fault"] for each in problems}) == 4


def test_graders_are_told_the_register_the_draft_and_the_actions_as_candidates_read_them(variant):
    public, _, truth = variant
    bodies = {row["identifiant"]: row for row in table(public, "registre_parties_prenantes.csv")}
    assert truth["register"]["bodies"] == {
        identifier: {"category": row["categorie"], "power": int(row["pouvoir"]), "interest": int(row["interet"])}
        for identifier, row in bodies.items()
    }
    assert truth["register"]["envisaged"] == [row["identifiant"] for row in table(public, "panel_envisage.csv")]
    roles = {row["role"]: row["libelle"] for row in table(public, "roles.csv")}
    assert truth["responsibilities"]["role_names"] == roles
    draft = {(each["activity"], each["role"]): each["letters"] for each in truth["responsibilities"]["draft"]}
    assert draft == {
        (row["activite"], role): row[role]
        for row in table(public, "matrice_ebauche.csv")
        for role in roles
        if row[role]
    }
    assert truth["actions"]["offers"] == {
        row["action"]: {
            "themes": row["themes"].split(", "),
            "groups": row["groupes"].split(", "),
            "days": int(row["jours"]),
        }
        for row in table(public, "actions_possibles.csv")
    }
    givers = {row["code"]: row["emetteur"] for row in table(public, "exigences_echange.csv")}
    assert {each["code"]: each["giver"] for each in truth["deliveries"]["deliveries"]} == givers


def test_what_a_person_is_coded_for_stands_in_the_interview_and_nothing_is_left_open(variant):
    public, _, truth = variant
    for code, told in truth["interviews"]["coding"].items():
        text = (public / "entretiens" / f"{code}.md").read_text(encoding="utf-8")
        assert "$" not in text
        assert 140 <= len(text.split()) <= 350
        assert set(told["passages"]) == set(told["codes"])
        assert all(passage in text for passage in told["passages"].values())
        words = tomllib.loads((ROOT / "datasets/large_project/entretiens" / f"{code}.toml").read_text(encoding="utf-8"))
        beginnings = {
            wording[:30]: theme
            for theme, stances in words["statements"].items()
            for wording in (*stances["frein"], stances["appui"])
        }
        assert len(beginnings) == 3 * len(words["statements"])
        heard = Counter(theme for beginning, theme in beginnings.items() if beginning.split("$")[0] in text)
        assert heard == Counter(dict.fromkeys(told["codes"], 1))
    resistances = truth["interviews"]["resistances"]
    assert {each["theme"] for each in resistances} == {
        "partage", "competences", "outils", "charge", "decision", "controle", "cout", "utilite"
    }  # fmt: skip


def test_the_days_pay_for_a_plan_that_treats_all_and_not_for_one_action_a_theme(variant):
    public, terms, truth = variant
    offered = {row["action"]: row for row in table(public, "actions_possibles.csv")}
    resistances = truth["interviews"]["resistances"]

    def treated(chosen):
        return {
            each["code"]
            for each in resistances
            for row in (offered[code] for code in chosen)
            if each["theme"] in row["themes"].split(", ") and each["group"] in row["groupes"].split(", ")
        }

    def days(chosen):
        return sum(int(offered[code]["jours"]) for code in chosen)

    everything = {each["code"] for each in resistances}
    best = truth["actions"]["a_best_plan"]
    assert treated(best) == everything
    assert days(best) == truth["actions"]["fewest_days"] <= terms["change_days"] == truth["actions"]["days"]
    # Without any of its actions something is left, and no exchange of one for another one is shorter.
    for code in best:
        assert treated([each for each in best if each != code]) < everything
        for other in offered:
            swapped = [each for each in best if each != code] + [other]
            assert treated(swapped) < everything or days(swapped) >= days(best)
    by_theme = [code for code, row in offered.items() if ", " not in row["themes"]]
    assert treated(by_theme) == everything
    assert days(by_theme) > terms["change_days"]


def test_an_information_is_due_so_many_working_days_before_its_milestone(variant, plan):
    public, _, truth = variant
    _, calendars, dates = plan
    due = {each["code"]: date.fromisoformat(each["due"]) for each in truth["deliveries"]["deliveries"]}
    for row in table(public, "exigences_echange.csv"):
        worked = [each for each in calendars["ETU"] if due[row["code"]] <= each < dates[row["jalon"]][1]]
        assert len(worked) == int(row["preavis_jours_ouvres"])


def test_a_process_can_deliver_all_in_time_and_meet_whatever_holds_people_back(variant):
    _, _, truth = variant
    told = truth["deliveries"]
    deliveries = [Delivery(information=each["information"], gate=each["gate"]) for each in told["deliveries"]]
    process = ProcessBuilder("Piloter la maquette")
    pool = process.pool("Projet")
    steps = [process.start("Projet lancé", pool), process.task("Accompagner le changement", pool)]
    for gate in told["gates"]:
        before = [each.information for each in deliveries if each.gate == gate]
        steps += [process.milestone(name, pool) for name in [*before, gate]]
    process.sequence(*steps, process.end("Ouvrages remis", pool))
    assert delivery_faults(process.build(), deliveries) == []
    late = ProcessBuilder("Piloter la maquette")
    pool = late.pool("Projet")
    names = [*told["gates"], *(each.information for each in deliveries)]
    late.sequence(
        late.start("Projet lancé", pool), *(late.milestone(name, pool) for name in names), late.end("Fin", pool)
    )
    assert len(delivery_faults(late.build(), deliveries)) == len(deliveries)
    resistances = [Resistance(code=each["code"], group=each["group"]) for each in truth["interviews"]["resistances"]]
    actions = [
        Action(code=f"A{rank}", resistances=(each.code,), groups=(each.group,), node=steps[1])
        for rank, each in enumerate(resistances)
    ]
    assert change_problems(resistances, actions, set(steps)) == []


def test_the_plan_accumulates_month_by_month_up_to_the_budget(variant):
    public, _, truth = variant
    total, curve = 0.0, []
    for row in table(public, "valeur_planifiee.csv"):
        total += sum(number(cell) for lot, cell in row.items() if lot != "mois")
        curve.append(total)
    assert truth["progress"]["planned_curve_eur"] == curve
    assert curve[-1] == truth["progress"]["budget_eur"]


def test_who_takes_an_information_is_as_the_requirements_say(variant):
    public, _, truth = variant
    told = {row["code"]: (row["emetteur"], row["destinataire"]) for row in table(public, "exigences_echange.csv")}
    assert {each["code"]: (each["giver"], each["taker"]) for each in truth["deliveries"]["deliveries"]} == told


def test_the_ledger_has_the_slips_that_the_specification_tells_how_to_read(variant):
    public, _, _ = variant
    lines = table(public, "factures.csv")
    assert sum(times == 2 for times in Counter(row["numero"] for row in lines).values()) == 2
    assert sum(number(row["montant_eur"]) < 0 for row in lines) >= 2
    assert sum(row["recue_le"][4] == "-" for row in lines) == 4
    assert any(row["recue_le"][3:] != row["periode"] for row in lines)


def test_no_public_file_tells_what_was_planted(variant):
    public, _, truth = variant
    heads = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in public.glob("*.csv")}
    assert not [name for name, head in heads.items() if "branche" in head or "ecart" in head or "critique" in head]
    text = (public / "cahier_des_charges.md").read_text(encoding="utf-8")
    assert "$" not in text
    assert truth["schedule"]["finish"] not in text


def test_variants_differ_in_what_was_planted(variants):
    truths = [case.truth for _, case in variants]
    planted = [
        (
            truth["schedule"]["branch"],
            truth["progress"]["dear"]["lot"],
            truth["progress"]["late"]["lot"],
            tuple(truth["schedule"]["overloads"]),
            tuple(truth["register"]["missing"]),
            tuple(each["code"] for each in truth["interviews"]["resistances"]),
        )
        for truth in truths
    ]
    for part in zip(*planted, strict=True):
        assert len(set(part)) > 1
    assert len({truth["schedule"]["finish"] for truth in truths}) > 1


def test_months_follow_each_other_without_a_gap(variant):
    public, terms, _ = variant
    months = [day(f"01/{row['mois']}") for row in table(public, "valeur_planifiee.csv")]
    assert months[0] == day(terms["start_date"]).replace(day=1)
    assert all((before + timedelta(days=31)).replace(day=1) == after for before, after in pairwise(months))
