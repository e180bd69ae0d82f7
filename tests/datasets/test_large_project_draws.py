"""What the generator of the large project draws over many seeds: levelling asks for about as much in each variant."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from autograders.assignments.modules import load_module
from autograders.domain.scheduling import levelled

FOLDER = Path(__file__).resolve().parents[2] / "datasets" / "large_project"
SEEDS = range(20)


@pytest.fixture(scope="module")
def plans():
    modules = load_module(FOLDER / "generate.py", "generate")
    places = modules.draw_places("Aulmont", np.random.default_rng(0))
    listed = modules.read_tasks(FOLDER / "taches.csv", places)
    calendars = modules.calendars.calendars_of(modules.calendars.draw_closures(2027, np.random.default_rng(0)))
    return [modules.works.draw_plan(listed, date(2027, 2, 1), calendars, np.random.default_rng(seed)) for seed in SEEDS]


def test_levelling_starts_five_to_nine_tasks_later_and_opens_the_line_later_in_each_of_twenty_variants(plans):
    # The bounds are those that the data set's README states.
    for plan in plans:
        early = {code: each.early for code, each in plan.schedule.activities.items()}
        feasible = levelled(plan.schedule, plan.capacities)
        later = [code for code, span in feasible.items() if span.days and span.first_day > early[code].first_day]
        assert 5 <= len(later) <= 9
        assert 10 <= (feasible["J8"].last_day - early["J8"].last_day).days <= 100


def test_no_two_milestones_are_reached_within_five_days(plans):
    for plan in plans:
        days = sorted(each.early.last_day for each in plan.schedule.activities.values() if not each.early.days)
        assert len(days) == 8
        assert min((after - before).days for before, after in pairwise(days)) >= 5


def test_variants_differ_in_what_is_critical_and_in_what_is_short(plans):
    assert len({plan.branch for plan in plans}) >= 4
    assert len({tuple(sorted(plan.capacities.items())) for plan in plans}) >= 15
