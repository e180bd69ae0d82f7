"""Comments that an instructor prepares."""

import pytest

from autograders.assignments import open_course
from autograders.assignments.comments import prepared_comments
from autograders.assignments.new_course import new_course
from autograders.candidate.errors import FaultsError
from autograders.model.exercise import Exercise
from autograders.model.reading import read_toml


def test_the_repositorys_own_are_for_criteria_that_a_person_reads():
    course = open_course()
    exercises = [read_toml(folder / "exercise.toml", Exercise) for folder in course.repository.exercise_folders()]
    read_by_a_person = {item.id for exercise in exercises for item in exercise.criteria if item.human_points}
    assert set(prepared_comments(course).criteria) <= read_by_a_person


def test_a_criterions_own_comments_come_before_those_for_all(tmp_path):
    course = open_course(new_course(open_course().repository, tmp_path / "course")[0].parent)
    (tmp_path / "course" / "comments.toml").write_text(
        'format = 1\nevery_criterion = ["Partout."]\n[criteria]\n"C2.1.4.protocol" = ["Ici."]\n'
    )
    assert prepared_comments(course).of("C2.1.4.protocol") == ("Ici.", "Partout.")
    assert prepared_comments(course).of("C2.1.4.specification") == ("Partout.",)


def test_a_course_without_any_takes_those_of_its_repository(tmp_path):
    repository = open_course().repository
    course = open_course(new_course(repository, tmp_path / "course")[0].parent)
    assert prepared_comments(course) == prepared_comments(open_course(repository.root))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("format = 1\ngeneral = []", "comments.toml: general: unknown key."),
        ('format = 1\n[criteria]\n"C2.1.4.protocole" = ["x"]', "comments.toml: criteria.C2.1.4.protocole: no such"),
        ('format = 1\nevery_criterion = ["a\\n\\nb"]', "comments.toml: every_criterion[0]: String should match"),
        ('format = 1\nevery_criterion = ["x', "comments.toml: is not valid TOML"),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path, text, fault):
    course = open_course(new_course(open_course().repository, tmp_path / "course")[0].parent)
    (tmp_path / "course" / "comments.toml").write_text(text)
    with pytest.raises(FaultsError) as raised:
        prepared_comments(course)
    assert str(raised.value).startswith(fault)
