"""From cells to marks: weights of the referential, conventions of ours, and nothing open that counts as zero.

Expected marks are computed by hand from the weights that the referential prints.
"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograders.assignments.course import Thresholds
from autograders.model.exercise import grade_id, manual_grade_id
from autograders.model.referential import load_referential
from autograders.reports import Candidate, CandidateFacts, Cell, NotebookFacts, Outcome, State, candidate_results
from autograders.reports.results import state_counts

REFERENTIAL = load_referential(Path(__file__).resolve().parents[2] / "course" / "referential.toml")
NOISE, SPACING = grade_id("C2.1.2.noise"), manual_grade_id("C2.1.2.noise")


def notebook(*cells, handed_in=True, problem="", late_penalty=0.0, exercise="c2_1_2_x"):
    return NotebookFacts(
        activity="a2_1_x",
        exercise=exercise,
        handed_in=handed_in,
        problem=problem,
        late_penalty=late_penalty,
        cells={cell.name: cell for cell in cells},
    )


def results(*notebooks, thresholds=None):
    return candidate_results(
        REFERENTIAL, CandidateFacts(candidate=Candidate(id="ada"), notebooks=notebooks), thresholds
    )


def everything(share):
    """Return a notebook that holds a cell of 10 points for every criterion of the referential."""
    cells = [Cell(name=grade_id(item.id), maximum=10.0, auto_score=10.0 * share) for item in REFERENTIAL.criteria]
    return notebook(*cells)


def criterion(result, identifier):
    found = [item for bloc in result.blocs for item in bloc.criteria if item.criterion.id == identifier]
    assert len(found) == 1
    return found[0]


def test_every_criterion_of_the_referential_counts_once():
    result = results()
    ids = [item.criterion.id for bloc in result.blocs for item in bloc.criteria]
    assert sorted([*ids, *(item.criterion.id for item in result.thesis)]) == sorted(
        item.id for item in REFERENTIAL.criteria
    )


def test_weights_add_up_to_one_at_every_level():
    for bloc in results().blocs:
        assert sum(activity.weight for activity in bloc.activities) == 1
        for activity in bloc.activities:
            assert sum(part.weight for part in activity.parts) == 1


def test_what_no_exercise_assesses_leaves_the_whole_interval_open():
    for bloc in results().blocs:
        assert (bloc.mark.minimum, bloc.mark.maximum, bloc.mark.value) == (0, 1, None)
        assert set(state_counts(bloc.criteria)) == {State.NOT_ASSESSED}


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_same_share_of_every_criterion_is_that_share_of_every_bloc(share):
    for bloc in results(everything(share)).blocs:
        assert bloc.mark.value == Fraction(share)


def test_an_oral_weighs_the_half_that_the_referential_gives_it():
    oral = {item.id for item in REFERENTIAL.criteria if item.epreuve == "oral"}
    cells = [
        Cell(name=grade_id(item.id), maximum=4.0, auto_score=4.0 if item.id in oral else 0.0)
        for item in REFERENTIAL.criteria
    ]
    blocs = {bloc.bloc.code: bloc for bloc in results(notebook(*cells)).blocs}
    assert {item.activity.code: item.mark.value for item in blocs["B1"].activities} == {
        "A1.1": Fraction(1, 2), "A1.2": Fraction(1, 2), "A1.3": 0,
    }  # fmt: skip
    # 30 % and 40 % of the bloc, half of each.
    assert blocs["B1"].mark.value == Fraction(35, 100)


def test_an_epreuve_weighs_what_the_referential_says_whatever_that_is():
    written, oral = REFERENTIAL.activity("A4.1").parts
    parts = (written.model_copy(update={"weight_percent": 70}), oral.model_copy(update={"weight_percent": 30}))
    activities = tuple(
        item.model_copy(update={"parts": parts}) if item.code == "A4.1" else item for item in REFERENTIAL.activities
    )
    cells = [
        Cell(name=grade_id(item.id), maximum=4.0, auto_score=4.0 if item.epreuve == "oral" else 0.0)
        for item in REFERENTIAL.criteria
    ]
    facts = CandidateFacts(candidate=Candidate(id="ada"), notebooks=(notebook(*cells),))
    result = candidate_results(REFERENTIAL.model_copy(update={"activities": activities}), facts)
    assert result.activity("A4.1").mark.value == Fraction(30, 100)


def test_half_of_a_mixed_criterion_that_waits_for_a_person_is_pending_and_bounded():
    auto = Cell(name=NOISE, maximum=2.5, auto_score=2.0)
    human = Cell(name=SPACING, maximum=2.5, needs_manual_grade=True)
    found = criterion(results(notebook(auto, human)), "C2.1.2.noise")
    assert (found.state, found.points) == (State.PENDING, None)
    assert (found.mark.minimum, found.mark.maximum, found.mark.settled) == (
        Fraction(2, 5), Fraction(9, 10), Fraction(1, 2),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "facts", "state"),
    [
        ({"auto_score": 3.0}, {}, State.COMPLETE),
        ({"auto_score": 0.0}, {"handed_in": False}, State.MISSING),
        ({"auto_score": None, "needs_manual_grade": True}, {}, State.REVIEW),
        ({"auto_score": 3.0, "manual_score": 4.0}, {}, State.COMPLETE),
        ({"auto_score": 3.0, "manual_score": 4.0, "needs_manual_grade": True}, {}, State.REVIEW),
        ({"auto_score": 0.0, "manual_score": 4.0}, {"handed_in": False}, State.COMPLETE),
        ({"auto_score": 0.0}, {"problem": "Carnet illisible."}, State.REVIEW),
    ],
)
def test_a_state_stands_beside_each_number(cell, facts, state):
    assert criterion(results(notebook(Cell(name=NOISE, maximum=5.0, **cell), **facts)), "C2.1.2.noise").state is state


def test_extra_credit_counts_but_not_above_the_maximum():
    cell = Cell(name=NOISE, maximum=5.0, auto_score=3.0, extra_credit=1.5)
    assert criterion(results(notebook(cell)), "C2.1.2.noise").points == 4.5
    cell = Cell(name=NOISE, maximum=5.0, auto_score=5.0, extra_credit=1.5)
    assert criterion(results(notebook(cell)), "C2.1.2.noise").points == 5.0


def test_a_late_penalty_takes_the_same_share_of_the_competency_as_of_the_notebook():
    ids = [item.id for item in REFERENTIAL.criteria_of("C2.1.3")]
    cells = [Cell(name=grade_id(item), maximum=5.0, auto_score=4.0) for item in ids]
    groups = results(notebook(*cells, late_penalty=2.0)).activity("A2.1").parts[0].groups
    mark = next(group.mark for group in groups if group.code == "C2.1.3")
    # 8 of 10 points less 2.
    assert mark.value == Fraction(6, 10)


def test_a_bloc_is_reached_with_its_threshold_and_those_of_its_activities():
    asked = Thresholds(bloc=10, activity=7)
    assert {bloc.outcome for bloc in results(everything(0.5), thresholds=asked).blocs} == {Outcome.REACHED}
    assert {bloc.outcome for bloc in results(everything(0.25), thresholds=asked).blocs} == {Outcome.NOT_REACHED}
    assert {bloc.outcome for bloc in results(thresholds=asked).blocs} == {Outcome.OPEN}
    assert results(everything(1.0)).outcome is Outcome.NO_THRESHOLD


CELLS = st.builds(
    Cell,
    name=st.sampled_from([grade_id(item.id) for item in REFERENTIAL.criteria]),
    maximum=st.sampled_from([1.0, 2.5, 10.0]),
    auto_score=st.none() | st.sampled_from([0.0, 0.3, 1.0]),
    manual_score=st.none() | st.sampled_from([0.0, 0.7, 20.0]),
    extra_credit=st.sampled_from([0.0, 0.5, -3.0]),
    needs_manual_grade=st.booleans(),
)


@settings(max_examples=40)
@given(st.lists(CELLS, max_size=12, unique_by=lambda cell: cell.name), st.floats(0, 5), st.booleans())
def test_whatever_the_gradebook_holds_marks_stay_within_bounds_and_a_value_means_that_nothing_is_open(
    cells, penalty, handed_in
):
    for bloc in results(notebook(*cells, late_penalty=penalty, handed_in=handed_in)).blocs:
        for activity in bloc.activities:
            open_criteria = set(state_counts(activity.criteria)) - {State.COMPLETE}
            assert (activity.mark.value is None) == bool(open_criteria)
            assert 0 <= activity.mark.minimum <= activity.mark.maximum <= 1


@settings(max_examples=40)
@given(st.lists(CELLS, min_size=1, max_size=8, unique_by=lambda cell: cell.name), st.floats(0, 5), st.data())
def test_a_better_score_in_a_cell_never_lowers_a_bloc(cells, penalty, data):
    index = data.draw(st.integers(0, len(cells) - 1))
    scored = replace(cells[index], auto_score=0.3, manual_score=None, needs_manual_grade=False)
    better = replace(scored, auto_score=data.draw(st.floats(0.3, 1)))
    before, after = (
        results(notebook(*cells[:index], cell, *cells[index + 1 :], late_penalty=penalty)).blocs
        for cell in (scored, better)
    )
    for former, latter in zip(before, after, strict=True):
        assert latter.mark.minimum >= former.mark.minimum
        assert latter.mark.maximum >= former.mark.maximum
