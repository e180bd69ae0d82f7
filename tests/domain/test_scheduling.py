"""Schedules: textbook networks, a published benchmark, an independent longest path, and the laws of floats."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograders.candidate.errors import FaultsError
from autograders.domain.errors import DomainError
from autograders.domain.scheduling import (
    EVERY_DAY,
    WEEKDAYS,
    Activity,
    Calendar,
    LinkType,
    Precedence,
    Project,
    critical_activities,
    critical_links,
    critical_paths,
    driving_links,
    french_public_holidays,
    levelled,
    overloads,
    project_faults,
    resource_profile,
    schedule,
)

MONDAY = date(2026, 1, 5)


def project(durations, links, calendar=EVERY_DAY):
    """Return a project from durations by code and links such as "AB", or (A, B, type, lag)."""
    typed = [(one, other, *(kind or ["FS"])) for one, other, *kind in links]
    return Project(
        start=MONDAY,
        activities=tuple(Activity(code=code, duration_days=days) for code, days in durations.items()),
        precedences=tuple(
            Precedence(predecessor=one, successor=other, type=LinkType(kind), lag_days=sum(lag))
            for one, other, kind, *lag in typed
        ),
        calendar=calendar,
    )


def days(found):
    """Return the duration of a schedule on a calendar on which every day is worked."""
    return (found.finish - MONDAY).days + 1


def starts(found, which="early"):
    return {code: (getattr(each, which).first_day - MONDAY).days for code, each in found.activities.items()}


# Hillier and Lieberman, Introduction to Operations Research, the Reliable Construction Co.: 44 weeks, A-B-C-E-F-J-L-N.
RELIABLE = dict(zip("ABCDEFGHIJKLMN", [2, 4, 10, 6, 4, 5, 7, 9, 7, 8, 4, 5, 2, 6], strict=True))
RELIABLE_LINKS = ["AB", "BC", "CD", "CE", "EF", "DG", "EH", "GH", "CI", "FJ", "IJ", "JK", "JL", "HM", "KN", "LN"]
# The house among the examples of the GNU Linear Programming Kit (cpp.mod): 46.
HOUSE = dict(zip("ABCDEFGHIJKLM", [3, 4, 3, 10, 8, 4, 6, 8, 5, 5, 4, 2, 4], strict=True))
HOUSE_LINKS = ["AB", "BC", "BD", "DE", "DF", "DG", "CH", "EH", "FH", "GH", "HI", "HJ", "IK", "JL", "KM", "LM"]
# A training module of road works, the same activities by finish-to-start links alone: 41, by A-B-F-I-K-L-N.
MODULE = dict(zip("ABCDEFGHIJKLMN", [2, 10, 13, 12, 12, 7, 10, 16, 6, 12, 5, 8, 5, 3], strict=True))
MODULE_LINKS = ["AB", "AC", "AD", "BE", "BF", "DG", "DH", "FI", "CJ", "GJ", "IK", "EL", "KL", "HM", "JN", "LN", "MN"]


@pytest.mark.parametrize(
    ("durations", "links", "duration", "path"),
    [
        (RELIABLE, RELIABLE_LINKS, 44, "ABCEFJLN"),
        (HOUSE, HOUSE_LINKS, 46, "ABDEHIKM"),
        (MODULE, MODULE_LINKS, 41, "ABFIKLN"),
    ],
)
def test_the_critical_paths_that_textbooks_print(durations, links, duration, path):
    found = schedule(project(durations, links))
    assert days(found) == duration
    assert critical_paths(found) == [tuple(path)]


def test_the_slacks_that_the_textbook_prints():
    found = schedule(project(RELIABLE, RELIABLE_LINKS))
    slack = {code: each.total_float_days for code, each in found.activities.items() if each.total_float_days}
    assert slack == {"D": 4, "G": 4, "H": 4, "M": 4, "I": 2, "K": 1}


def test_total_and_free_floats_by_hand():
    durations = dict(zip("ABCDEFGH", [3, 4, 2, 5, 1, 2, 6, 3], strict=True))
    found = schedule(project(durations, ["AB", "AC", "BD", "CE", "CG", "DF", "EF", "FH", "GH"]))
    floats = {code: (each.total_float_days, each.free_float_days) for code, each in found.activities.items()}
    assert days(found) == 17
    assert critical_activities(found) == ("A", "B", "D", "F", "H")
    assert {code: floats[code] for code in "CEG"} == {"C": (3, 0), "E": (6, 6), "G": (3, 3)}


def test_the_training_module_with_start_to_start_links():
    # A-B, G-J and I-K from start to start; J after C, L after E, I and K, N after G, J, L and M. By hand: B 0 to 10,
    # I 17 to 23, L 23 to 31, D 2 to 14, H 14 to 30, M 30 to 35, N 35 to 38.
    links = ["AC", "AD", "BE", "BF", "DG", "DH", "FI", "CJ", "EL", "IL", "KL", "HM", "GN", "JN", "LN", "MN"]
    links += [(one, other, "SS") for one, other in ("AB", "GJ", "IK")]
    found = schedule(project(MODULE, links))
    assert days(found) == 38
    assert critical_paths(found) == [tuple("ADHMN")]
    assert [starts(found)[code] for code in "BEFGHIJKLMN"] == [0, 10, 10, 14, 14, 17, 15, 17, 23, 30, 35]


@pytest.mark.parametrize(
    ("kind", "lag", "start"),
    # A lasts 5, B 3: B starts after A's finish, start; or finishes after A's finish, start.
    [("FS", 0, 5), ("FS", 2, 7), ("FS", -2, 3), ("SS", 2, 2), ("FF", 0, 2), ("FF", 1, 3), ("SF", 6, 3), ("SF", 0, 0)],
)
def test_each_kind_of_link_by_hand(kind, lag, start):
    found = schedule(project({"A": 5, "B": 3}, [("A", "B", kind, lag)]))
    assert starts(found)["B"] == start


# PSPLIB (Kolisch and Sprecher, 1996), instance j301_1: its file prints the length of the critical path, 38; with its
# resources, the library's optimum is 43.
J301_1_DURATIONS = [0, 8, 4, 6, 3, 8, 5, 9, 2, 7, 9, 2, 6, 3, 9, 10, 6, 5, 3, 7, 2, 7, 2, 3, 3, 7, 8, 3, 7, 2, 2, 0]
J301_1_SUCCESSORS = [
    *[(2, 3, 4), (6, 11, 15), (7, 8, 13), (5, 9, 10), (20,), (30,), (27,), (12, 19, 27), (14,), (16, 25), (20, 26)],
    *[(14,), (17, 18), (17,), (25,), (21, 22), (22,), (20, 22), (24, 29), (23, 25), (28,), (23,), (24,), (30,), (30,)],
    *[(31,), (28,), (31,), (32,), (32,), (32,)],
]
J301_1_DEMANDS = {
    "R1": {2: 4, 3: 10, 5: 3, 7: 4, 9: 6, 13: 4, 15: 3, 22: 2, 23: 3, 25: 4},
    "R2": {8: 1, 11: 5, 12: 7, 14: 8, 19: 1, 20: 10, 24: 9, 28: 8, 29: 7, 30: 7},
    "R3": {26: 4, 31: 2},
    "R4": {4: 3, 6: 8, 10: 1, 16: 5, 17: 8, 18: 7, 21: 6, 27: 7},
}
J301_1_CAPACITIES = {"R1": 12, "R2": 13, "R3": 4, "R4": 12}


def j301_1():
    return Project(
        start=MONDAY,
        calendar=EVERY_DAY,
        activities=tuple(
            Activity(
                code=str(job),
                duration_days=duration,
                demands={name: units[job] for name, units in J301_1_DEMANDS.items() if job in units},
            )
            for job, duration in enumerate(J301_1_DURATIONS, start=1)
        ),
        precedences=tuple(
            Precedence(predecessor=str(job), successor=str(other))
            for job, others in enumerate(J301_1_SUCCESSORS, start=1)
            for other in others
        ),
    )


def test_the_critical_path_of_the_benchmark_is_the_one_that_its_library_prints():
    assert days(schedule(j301_1())) == 38


def test_a_levelled_plan_of_the_benchmark_is_feasible_and_not_below_its_optimum():
    found = schedule(j301_1())
    plan = levelled(found, J301_1_CAPACITIES)
    activities = found.project.activities
    assert overloads(resource_profile(activities, {c: e.early for c, e in found.activities.items()}), J301_1_CAPACITIES)
    assert overloads(resource_profile(activities, plan), J301_1_CAPACITIES) == []
    assert all(plan[link.predecessor].ends <= plan[link.successor].begins for link in found.project.precedences)
    # The upper bound is ours: a rule of thumb that lost a sixth would be a poor one.
    assert 43 <= max(span.ends for span in plan.values()) - MONDAY.toordinal() <= 50


FLAWLESS = st.integers(2, 7).flatmap(
    lambda size: st.tuples(
        st.lists(st.integers(0, 6), min_size=size, max_size=size),
        st.lists(
            st.tuples(
                st.sampled_from([(one, other) for other in range(size) for one in range(other)]),
                st.sampled_from(LinkType),
                st.integers(-3, 4),
            ),
            max_size=12,
        ),
    )
)
CALENDARS = [
    EVERY_DAY,
    WEEKDAYS,
    Calendar(weekdays=frozenset(range(6)), holidays=frozenset({MONDAY + timedelta(days=3)})),
]


def drawn(network, calendars):
    durations, links = network
    return Project(
        start=MONDAY,
        calendar=EVERY_DAY,
        activities=tuple(
            Activity(code=str(rank), duration_days=days, calendar=calendars[rank % len(calendars)])
            for rank, days in enumerate(durations)
        ),
        precedences=tuple(
            Precedence(predecessor=str(one), successor=str(other), type=kind, lag_days=lag)
            for (one, other), kind, lag in links
        ),
    )


def longest(constraints, source):
    """Return the longest way from a node to each other one of a system of constraints, by Bellman and Ford."""
    graph = nx.DiGraph()
    for one, other, least in constraints:
        known = graph.get_edge_data(one, other, {"weight": -least})["weight"]
        graph.add_edge(one, other, weight=min(known, -least))
    return {node: -length for node, length in nx.single_source_bellman_ford_path_length(graph, source).items()}


@settings(max_examples=50)
@given(FLAWLESS, st.sampled_from([EVERY_DAY, WEEKDAYS]))
def test_on_one_calendar_all_links_are_the_constraints_that_an_independent_library_solves(network, calendar):
    durations, links = network
    found = schedule(drawn(network, [calendar]))
    # Each activity has a start and a finish, as far apart as it lasts, between the project's start and its end.
    constraints = [
        *((f"F{rank}", f"S{rank}", -days) for rank, days in enumerate(durations)),
        *((f"S{rank}", f"F{rank}", days) for rank, days in enumerate(durations)),
        *(("start", f"S{rank}", 0) for rank in range(len(durations))),
        *((f"F{rank}", "end", 0) for rank in range(len(durations))),
        *((f"{kind[0]}{one}", f"{kind[1]}{other}", lag) for (one, other), kind, lag in links),
    ]
    early, origin = longest(constraints, "start"), calendar.count_before(MONDAY.toordinal())
    to_end = longest([(other, one, least) for one, other, least in constraints], "end")
    for rank in range(len(durations)):
        each = found.activities[str(rank)]
        assert each.early.start - origin == early[f"S{rank}"]
        assert each.late.start - origin == early["end"] - to_end[f"S{rank}"]


@settings(max_examples=50)
@given(FLAWLESS, st.sampled_from([[EVERY_DAY], [WEEKDAYS], CALENDARS]))
def test_total_float_is_never_below_free_float_nor_free_float_below_nothing(network, calendars):
    for each in schedule(drawn(network, calendars)).activities.values():
        assert each.total_float_days >= each.free_float_days >= 0


def kept(link, spans):
    """Return whether dates as they are printed keep a link of finish or start without a lag."""
    one, other = spans[link.predecessor], spans[link.successor]
    match link.type:
        case LinkType.FINISH_START:
            return one.ends <= other.begins
        case LinkType.START_START:
            return one.begins <= other.begins
        case LinkType.FINISH_FINISH:
            return one.ends <= other.ends
        case LinkType.START_FINISH:
            # On a calendar with a weekend, the evening before it is the morning after it.
            return one.begins <= other.calendar.ordinal(other.start + other.days)


@settings(max_examples=50)
@given(FLAWLESS, st.sampled_from([[EVERY_DAY], [WEEKDAYS], CALENDARS]))
def test_early_and_late_dates_keep_every_link_without_a_lag(network, calendars):
    durations, links = network
    found = schedule(drawn((durations, [(ends, kind, 0) for ends, kind, _ in links]), calendars))
    for spans in (
        {code: each.early for code, each in found.activities.items()},
        {code: each.late for code, each in found.activities.items()},
    ):
        assert all(kept(link, spans) for link in found.project.precedences)


@settings(max_examples=50)
@given(FLAWLESS)
def test_all_late_is_not_later_than_all_early(network):
    found = schedule(drawn(network, CALENDARS))
    early, late = ([getattr(each, which).ends for each in found.activities.values()] for which in ("early", "late"))
    assert max(late) <= max(early)


@settings(max_examples=50)
@given(FLAWLESS, st.randoms(use_true_random=False))
def test_floats_do_not_depend_on_codes_nor_on_order(network, random):
    given_project = drawn(network, CALENDARS)
    codes = [activity.code for activity in given_project.activities]
    names = dict(zip(codes, random.sample(codes, len(codes)), strict=True))
    activities = [replace(activity, code=names[activity.code]) for activity in given_project.activities]
    links = [
        replace(link, predecessor=names[link.predecessor], successor=names[link.successor])
        for link in given_project.precedences
    ]
    random.shuffle(activities)
    random.shuffle(links)
    renamed = schedule(replace(given_project, activities=tuple(activities), precedences=tuple(links))).activities
    for code, each in schedule(given_project).activities.items():
        other = renamed[names[code]]
        assert (each.early, each.late, each.free_float_days) == (other.early, other.late, other.free_float_days)


@settings(max_examples=50)
@given(FLAWLESS, st.sampled_from([[EVERY_DAY], [WEEKDAYS]]))
def test_on_one_calendar_what_drives_the_end_is_what_has_no_float(network, calendars):
    found = schedule(drawn(network, calendars))
    assert set(critical_activities(found)) == {
        code for code, each in found.activities.items() if each.total_float_days == 0
    }


@settings(max_examples=50)
@given(FLAWLESS, st.data())
def test_a_day_more_on_a_critical_activity_by_finish_to_start_is_a_day_more_of_the_project(network, data):
    durations, links = network
    given_project = drawn((durations, [(ends, LinkType.FINISH_START, lag) for ends, _, lag in links]), [EVERY_DAY])
    found = schedule(given_project)
    code = data.draw(st.sampled_from([activity.code for activity in given_project.activities]))
    longer = replace(
        given_project,
        activities=tuple(
            replace(each, duration_days=each.duration_days + 1) if each.code == code else each
            for each in given_project.activities
        ),
    )
    ends = [max(each.early.ends for each in one.activities.values()) for one in (schedule(longer), found)]
    assert ends[0] - ends[1] == (code in critical_activities(found))


def test_all_critical_paths_are_told():
    found = schedule(project({"A": 2, "B": 3, "C": 3, "D": 1}, ["AB", "AC", "BD", "CD"]))
    assert sorted(critical_paths(found)) == [tuple("ABD"), tuple("ACD")]
    assert len(critical_links(found)) == len(driving_links(found)) == 4


def test_more_critical_paths_than_can_be_read_are_refused():
    # Ten forks of two in a row: 1 024 paths.
    codes = {f"{fork}{side}": 1 for fork in range(10) for side in "ab"}
    links = [(f"{f}{one}", f"{f + 1}{other}") for f in range(9) for one in "ab" for other in "ab"]
    with pytest.raises(DomainError, match="1000 chemins"):
        critical_paths(schedule(project(codes, links)))


def test_a_chain_of_a_thousand_activities_is_one_path():
    codes = [str(rank) for rank in range(1000)]
    assert critical_paths(schedule(project(dict.fromkeys(codes, 1), pairwise(codes)))) == [tuple(codes)]


def test_weekends_and_holidays_are_not_worked():
    # Thursday 2 April 2026 and four days more: Good Friday is worked in most of France, Easter Monday (6) is not.
    easter = Calendar(holidays=french_public_holidays(2026))
    activity = Activity(code="A", duration_days=4)
    found = schedule(Project(start=date(2026, 4, 2), activities=(activity,), calendar=easter))
    assert found.finish == date(2026, 4, 8)


def test_the_movable_holidays_of_two_years_as_calendars_print_them():
    assert {date(2024, 4, 1), date(2024, 5, 9), date(2024, 5, 20)} < french_public_holidays(2024)
    assert {date(2025, 4, 21), date(2025, 5, 29), date(2025, 6, 9)} < french_public_holidays(2025)


@given(st.sampled_from(CALENDARS), st.integers(700_000, 760_000))
def test_numbers_of_working_days_count_one_by_one(calendar, ordinal):
    number = calendar.count_before(ordinal)
    day = calendar.ordinal(number)
    assert calendar.is_working(date.fromordinal(day))
    assert all(not calendar.is_working(date.fromordinal(between)) for between in range(ordinal, day))
    assert calendar.count_before(day + 1) == number + 1


def test_each_activity_follows_its_own_calendar():
    # Concrete cures over the weekend: poured on Friday, cured on Sunday evening, formwork off on Monday.
    activities = (
        Activity(code="coulage", duration_days=5),
        Activity(code="cure", duration_days=2, calendar=EVERY_DAY),
        Activity(code="décoffrage", duration_days=1),
    )
    links = tuple(Precedence(predecessor=a.code, successor=b.code) for a, b in pairwise(activities))
    found = schedule(Project(start=MONDAY, activities=activities, precedences=links))
    assert [each.early.first_day.isoformat() for each in found.activities.values()] == [
        "2026-01-05",
        "2026-01-10",
        "2026-01-12",
    ]
    assert critical_activities(found) == ("coulage", "cure", "décoffrage")


def test_a_milestone_is_dated_on_the_evening_of_what_it_closes_and_on_the_morning_of_what_it_opens():
    activities = (
        Activity(code="lancement", duration_days=0),
        Activity(code="étude", duration_days=5),
        Activity(code="remise", duration_days=0),
        Activity(code="suite", duration_days=1),
    )
    links = tuple(Precedence(predecessor=a.code, successor=b.code) for a, b in pairwise(activities))
    found = schedule(Project(start=MONDAY, activities=activities, precedences=links)).activities
    assert found["lancement"].early.first_day == MONDAY
    assert found["remise"].early.first_day == found["remise"].early.last_day == date(2026, 1, 9)
    assert found["suite"].early.first_day == date(2026, 1, 12)


def test_a_milestone_is_not_dated_before_what_it_closes_nor_before_its_imposed_date():
    activities = (
        # Worked until Saturday; the milestone counts on Monday.
        Activity(code="essais", duration_days=6, calendar=EVERY_DAY),
        Activity(code="réception", duration_days=0),
        Activity(code="jeudi", duration_days=0, not_before=date(2026, 1, 15)),
        Activity(code="samedi", duration_days=0, not_before=date(2026, 1, 17)),
    )
    links = tuple(Precedence(predecessor="essais", successor=each.code) for each in activities[1:])
    found = schedule(Project(start=MONDAY, activities=activities, precedences=links)).activities
    assert [each.early.first_day.day for each in found.values()] == [5, 12, 15, 19]


def test_imposed_dates_hold_back_and_make_floats_negative():
    activities = (
        Activity(code="A", duration_days=5, not_before=date(2026, 1, 10)),
        Activity(code="B", duration_days=2),
        Activity(code="J", duration_days=0, not_after=date(2026, 1, 19)),
    )
    links = tuple(Precedence(predecessor=a.code, successor=b.code) for a, b in pairwise(activities))
    found = schedule(Project(start=MONDAY, activities=activities, precedences=links))
    # From Monday 12 to Friday 16, then to Tuesday 20: a day after the milestone's limit.
    assert found.activities["A"].early.first_day == date(2026, 1, 12)
    assert found.finish == date(2026, 1, 20)
    assert found.broken_dates == ("J",)
    assert {each.total_float_days for each in found.activities.values()} == {-1}


def test_a_profile_and_its_peaks_by_hand():
    activities = (
        Activity(code="A", duration_days=3, demands={"modeleur": 2}),
        Activity(code="B", duration_days=2, demands={"modeleur": 1, "grue": 1}),
        Activity(code="C", duration_days=1, demands={"modeleur": 1}),
    )
    found = schedule(Project(start=date(2026, 1, 8), activities=activities))
    profile = resource_profile(activities, {code: each.early for code, each in found.activities.items()})
    assert {day.day: load for day, load in profile["modeleur"].items()} == {8: 4, 9: 3, 12: 2}
    assert [(each.day.day, each.load) for each in overloads(profile, {"modeleur": 3})] == [(8, 4)]


@settings(max_examples=50)
@given(FLAWLESS, st.lists(st.integers(0, 3), min_size=7, max_size=7))
def test_a_levelled_plan_is_never_overloaded_and_never_starts_before_its_early_dates(network, units):
    given_project = drawn(network, CALENDARS)
    loaded = replace(
        given_project,
        activities=tuple(
            replace(activity, demands={"R": units[rank]}) for rank, activity in enumerate(given_project.activities)
        ),
    )
    found = schedule(loaded)
    plan = levelled(found, {"R": 3})
    assert overloads(resource_profile(loaded.activities, plan), {"R": 3}) == []
    assert all(plan[code].start >= each.early.start for code, each in found.activities.items())


def test_an_activity_that_asks_for_more_than_there_is_cannot_be_levelled():
    activities = (Activity(code="A", duration_days=1, demands={"R": 4}),)
    with pytest.raises(DomainError, match="disponibles"):
        levelled(schedule(Project(start=MONDAY, activities=activities)), {"R": 3})


def test_a_cycle_is_named():
    with pytest.raises(FaultsError, match="→") as raised:
        schedule(project({"A": 1, "B": 1, "C": 1, "D": 1}, ["AB", "BC", "CB", "CD"]))
    (fault,) = raised.value.faults
    path = fault.key.split(" → ")
    assert path[0] == path[-1] and set(path) == {"B", "C"}


def test_all_faults_of_a_project_are_told_at_once():
    flawed = Project(
        start=MONDAY,
        activities=(
            Activity(code="A", duration_days=-1),
            Activity(code="A", duration_days=1, demands={"R": float("nan")}),
        ),
        precedences=(Precedence(predecessor="A", successor="Z", lag_days=10**9),),
    )
    assert [fault.key for fault in project_faults(flawed)] == ["A", "A", "A", "A → Z", "A → Z"]
    assert len(project_faults(Project(start=MONDAY, activities=()))) == 1


@pytest.mark.parametrize(
    "refused",
    [
        lambda: Calendar(weekdays=frozenset()),
        lambda: Calendar(weekdays=frozenset({7})),
        lambda: schedule(project(dict.fromkeys(range(800), 5_000), pairwise(range(800)))),
    ],
)
def test_calendars_without_work_and_dates_without_end_are_refused(refused):
    with pytest.raises(DomainError, match="attendu|revoir"):
        refused()
