"""Files that nbgrader must not follow, copy or parse are moved away, and nothing is lost."""

import os

import pytest

from autograders.grading.setting_aside import SET_ASIDE, set_aside_strange_files

ACTIVITY = "a9_9_tiny"


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "submitted" / "ada" / ACTIVITY
    folder.mkdir(parents=True)
    (folder / "c9_9_9_tiny.ipynb").write_text("{}")
    return tmp_path


@pytest.fixture
def handed_in(course):
    return course / "submitted" / "ada" / ACTIVITY


def test_a_usual_submission_is_left_alone(course, handed_in):
    (handed_in / "candidat.txt").write_text("ada\n")
    (handed_in / "timestamp.txt").write_text("2026-06-01 09:30:00.123456 UTC")
    (handed_in / "figures").mkdir()
    (handed_in / "figures" / "bruit.png").write_bytes(b"png")
    assert set_aside_strange_files(course, ACTIVITY) == ()


@pytest.mark.parametrize("stamp", ["2026-06-01 09:30:00 UTC", "2026-06-01T09:30:00+02:00", "2026-06-01 09:30:00.5 Z"])
def test_time_stamps_as_nbgrader_and_iso_8601_write_them_are_kept(course, handed_in, stamp):
    (handed_in / "timestamp.txt").write_text(stamp)
    assert set_aside_strange_files(course, ACTIVITY) == ()


# The last four have the form of a time, and nbgrader's parser gives up the whole submission for each.
@pytest.mark.parametrize(
    "stamp",
    [
        *("9" * 2_000_000, "1." * 30, "hier", ""),
        *("0000-00-00 99:99:99 UTC", "2026-06-01 09:30:00 +99:99", "2026-06-01 09:30:00 Europe/Paris"),
        "0001-01-01 00:00:00 +14:00",
    ],
)
def test_a_time_stamp_that_is_none_is_moved_away(course, handed_in, stamp):
    (handed_in / "timestamp.txt").write_text(stamp)
    assert set_aside_strange_files(course, ACTIVITY) == (f"ada/{ACTIVITY}/timestamp.txt",)
    assert (course / SET_ASIDE / "ada" / ACTIVITY / "timestamp.txt").read_text() == stamp


def test_a_folder_in_the_place_of_a_time_stamp_is_moved_away(course, handed_in):
    (handed_in / "timestamp.txt").mkdir()
    assert set_aside_strange_files(course, ACTIVITY) == (f"ada/{ACTIVITY}/timestamp.txt",)


def test_links_are_moved_as_links_and_what_they_lead_to_stays(course, handed_in):
    (course / "gradebook.db").write_text("grades")
    (handed_in / "zero.bin").symlink_to("/dev/zero")
    (handed_in / "book.db").symlink_to(course / "gradebook.db")
    (handed_in / "nowhere").symlink_to("missing")
    assert len(set_aside_strange_files(course, ACTIVITY)) == 3
    assert (course / "gradebook.db").read_text() == "grades"
    assert sorted(path.name for path in handed_in.iterdir()) == ["c9_9_9_tiny.ipynb"]
    assert (course / SET_ASIDE / "ada" / ACTIVITY / "zero.bin").is_symlink()


def test_a_pipe_is_moved_without_being_opened(course, handed_in):
    os.mkfifo(handed_in / "pipe.csv")
    assert set_aside_strange_files(course, ACTIVITY) == (f"ada/{ACTIVITY}/pipe.csv",)


def test_a_flood_of_files_is_cut_and_the_notebook_stays(course, handed_in):
    for number in range(300):
        (handed_in / f"a{number:03}.txt").write_text("")
    moved = set_aside_strange_files(course, ACTIVITY)
    # 200 entries are kept, the notebook among them.
    assert len(moved) == 101
    assert (handed_in / "c9_9_9_tiny.ipynb").exists()


def test_a_file_handed_in_again_takes_the_place_of_the_one_set_aside(course, handed_in):
    for content in ("9" * 200, "8" * 200):
        (handed_in / "timestamp.txt").write_text(content)
        set_aside_strange_files(course, ACTIVITY)
    assert (course / SET_ASIDE / "ada" / ACTIVITY / "timestamp.txt").read_text() == "8" * 200


def test_only_the_candidate_that_is_asked_for_is_looked_at(course, handed_in):
    (handed_in / "zero.bin").symlink_to("/dev/zero")
    assert set_aside_strange_files(course, ACTIVITY, "grace") == ()
