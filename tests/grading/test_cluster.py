"""Grading on a Dask cluster: real processes, no shared folder, a worker killed in the middle."""

import os
import signal
from collections import Counter

import pytest
from sqlalchemy import create_engine, text
from support.dask_cluster import dask_cluster
from support.gradebook_tables import gradebook_tables
from support.tiny_course import FULL_MARKS, new_sitting
from support.tiny_repository import COVERAGE, SUPPORT

from autograders.candidate.errors import AtelierError
from autograders.grading import grade_activity

RIGHT = [f"right-{number}" for number in range(8)]
OTHERS = {
    "wrong": ("wrong/in_metres", {COVERAGE: 0.0, SUPPORT: 5.0}),
    "crash": ("crash/division_by_zero", {COVERAGE: 0.0, SUPPORT: 0.0}),
}


def new_cohort(built_repository, folder):
    sitting = new_sitting(built_repository, folder)
    for candidate in RIGHT:
        sitting.hand_in(candidate, sitting.solved())
    for candidate, (name, _) in OTHERS.items():
        sitting.hand_in(candidate, sitting.bank(name))
    return sitting


def gradings_by_candidate(sitting):
    engine = create_engine(sitting.course.records_url)
    with engine.connect() as connection:
        counts = Counter(connection.execute(text("SELECT candidate FROM submission")).scalars())
    engine.dispose()
    return counts


@pytest.fixture(scope="module")
def graded(built_repository, tmp_path_factory):
    """Return a sitting graded on a cluster of two workers of which one was killed, and what came of it."""
    sitting = new_cohort(built_repository, tmp_path_factory.mktemp("sitting"))
    told = []

    with dask_cluster(tmp_path_factory.mktemp("cluster"), workers=2) as cluster:

        def kill_a_worker_after_the_first_result(stage, done, total):
            told.append(done)
            if done == 1:
                os.kill(cluster.workers[0].pid, signal.SIGKILL)

        run = grade_activity(
            sitting.course,
            sitting.activity,
            progress=kill_a_worker_after_the_first_result,
            scheduler=cluster.address,
        )
        assert cluster.workers[0].wait(10) == -signal.SIGKILL
        left = [{path.name for path in folder.glob("atelier-worker-*/*")} for folder in cluster.folders]
    return sitting, run, told, left


def test_everybody_is_graded_although_a_worker_is_killed_in_the_middle(graded):
    _, run, told, _ = graded
    scores = {result.candidate: dict(result.scores) for result in run.candidates}
    assert scores == {**dict.fromkeys(RIGHT, FULL_MARKS), **{name: points for name, (_, points) in OTHERS.items()}}
    assert told == list(range(len(scores) + 1))


def test_every_submission_is_graded_exactly_once(graded):
    sitting, run, _, _ = graded
    assert gradings_by_candidate(sitting) == Counter(result.candidate for result in run.candidates)


def test_a_worker_has_in_a_folder_of_its_own_what_it_needs_of_the_course(graded):
    _, _, _, left = graded
    # The graders, and at least one of the two variants.
    assert [len(bundles) >= 2 for bundles in left] == [True, True]
    assert len(left[1]) == 3


def test_the_gradebook_is_the_one_that_this_machine_alone_writes(graded, built_repository, tmp_path):
    alone = new_cohort(built_repository, tmp_path)
    assert {item.status for item in grade_activity(alone.course, alone.activity, workers=2).candidates} == {"graded"}
    assert gradebook_tables(graded[0].course.gradebook_url) == gradebook_tables(alone.course.gradebook_url)


def test_a_run_whose_scheduler_dies_in_the_middle_keeps_what_was_graded_and_goes_on_elsewhere(
    graded, built_repository, tmp_path
):
    sitting = new_cohort(built_repository, tmp_path / "course")
    with dask_cluster(tmp_path, workers=1) as cluster:

        def kill_the_scheduler_after_the_first_result(stage, done, total):
            if done == 1:
                os.kill(cluster.scheduler.pid, signal.SIGKILL)

        with pytest.raises(AtelierError, match=r"the scheduler is lost\. What was graded is kept"):
            grade_activity(
                sitting.course,
                sitting.activity,
                progress=kill_the_scheduler_after_the_first_result,
                scheduler=cluster.address,
            )
    before = gradings_by_candidate(sitting)
    assert before.total() > 0
    grade_activity(sitting.course, sitting.activity, workers=2)
    assert gradings_by_candidate(sitting) == Counter([*RIGHT, *OTHERS])
    assert gradebook_tables(sitting.course.gradebook_url) == gradebook_tables(graded[0].course.gradebook_url)


def test_a_scheduler_that_is_not_there_is_told_before_anything_is_graded(sitting):
    sitting.hand_in("ada", sitting.solved())
    with pytest.raises(AtelierError, match=r"tcp://127\.0\.0\.1:9: no scheduler is reached .* Start 'dask scheduler'"):
        grade_activity(sitting.course, sitting.activity, scheduler="tcp://127.0.0.1:9")
    assert not (sitting.course.folder / "autograded").exists()
