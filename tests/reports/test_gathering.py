"""What is read from the gradebook and the records, whichever way a hand-in was graded."""

from dataclasses import replace

import pytest
from support.graded_cohort import hand_in, work_on
from support.tiny_course import new_sitting
from support.tiny_repository import ACTIVITY, EXERCISE, REPORT

from autograders.candidate.errors import AtelierError
from autograders.grading.nbgrader_runs import autograde, load_configuration
from autograders.reports import gather
from autograders.reports.gathering import UnknownCandidateError, facts_of


def handed_in(course, candidate):
    return {notebook.exercise: notebook.handed_in for notebook in facts_of(course, candidate).notebooks}


def test_a_notebook_that_a_later_hand_in_leaves_out_is_missing_also_where_nbgrader_alone_graded(
    two_notebooks, tmp_path
):
    sitting = new_sitting(two_notebooks, tmp_path)
    right, report = work_on(sitting, EXERCISE, "accepted/by_hand"), work_on(sitting, REPORT, "accepted/as_float")
    hand_in(sitting, "ada", ruler=right, report=report)
    sitting.grade()
    assert handed_in(sitting.course, "ada") == {EXERCISE: True, REPORT: True}
    hand_in(sitting, "ada", ruler=right)
    assert autograde(load_configuration(sitting.course), ACTIVITY, "ada") == ""
    assert handed_in(sitting.course, "ada") == {EXERCISE: True, REPORT: False}


def test_one_candidate_is_read_as_in_the_whole_cohort(cohort):
    everybody = {facts.candidate.id: facts for facts in gather(cohort.course)}
    for candidate in ("right", "late", "nobody"):
        assert facts_of(cohort.course, candidate) == everybody[candidate]


def test_who_is_not_there_is_told_who_nearly_is(cohort):
    with pytest.raises(UnknownCandidateError, match=r"rihgt: not in the gradebook \(did you mean right"):
        facts_of(cohort.course, "rihgt")


def test_without_a_gradebook_none_is_made(cohort, tmp_path):
    empty = replace(cohort.course, folder=tmp_path)
    with pytest.raises(AtelierError, match="no gradebook there. Run 'atelier build'"):
        gather(empty)
    assert list(tmp_path.iterdir()) == []
