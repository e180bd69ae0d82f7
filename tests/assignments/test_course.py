"""A course has settings, a secret of its own, and tells which variant a candidate works on."""

import re
import stat

import pytest
from support.tiny_repository import ACTIVITY, DATASET, make_tiny_repository

from autograders.assignments import make_variant, open_course
from autograders.candidate.cases import variant_index
from autograders.candidate.errors import AtelierError, FaultsError


def settle(root, text):
    (root / "course" / "course.toml").write_text(f'format = 1\ncourse_id = "essai"\n{text}\n', encoding="utf-8")


def test_a_course_is_found_from_the_repository_and_from_inside_it(root):
    for start in (root, root / "course", root / "exercises" / ACTIVITY):
        course = open_course(start)
        assert (course.folder, course.repository.root) == (root / "course", root)


def test_a_course_elsewhere_names_its_repository(tmp_path):
    root = make_tiny_repository(tmp_path / "repository")
    (tmp_path / "demo").mkdir()
    settings = f'format = 1\ncourse_id = "demo"\nvariants = 3\nrepository = "{root}"\n'
    (tmp_path / "demo" / "course.toml").write_text(settings, encoding="utf-8")
    course = open_course(tmp_path / "demo")
    assert (course.folder, course.repository.root) == (tmp_path / "demo", root)


def test_a_repository_that_is_not_where_the_settings_say_is_one_clear_error(root):
    settle(root, 'variants = 3\nrepository = "../elsewhere"')
    with pytest.raises(AtelierError, match=re.escape("repository: '../elsewhere' is no repository with exercises/.")):
        open_course(root)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("variants = 0", "course.toml: variants: Input should be greater than or equal to 1 (received 0). Correct it."),
        ('variants = "3"', "course.toml: variants: Input should be a valid integer (received '3'). Correct it."),
        ("", "course.toml: variants: missing. Add it."),
        ("variants = 3\nvariant = 3", "course.toml: variant: unknown key. Remove it, or correct its spelling."),
        (
            'variants = 3\naccept_reduced_confinement = "no"',
            "course.toml: accept_reduced_confinement: Input should be a valid boolean (received 'no'). Correct it.",
        ),
    ],
)
def test_faulty_settings_are_reported_with_file_key_and_repair(root, text, fault):
    settle(root, text)
    with pytest.raises(FaultsError) as caught:
        open_course(root)
    assert str(caught.value) == fault


def test_the_secret_is_made_once_for_its_owner_alone(root):
    course = open_course(root)
    secret = course.secret()
    path = root / "course" / "secret.key"
    assert len(secret) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_course(root).secret() == secret


def test_two_courses_have_two_secrets(tmp_path):
    courses = [open_course(make_tiny_repository(tmp_path / name)) for name in "ab"]
    assert courses[0].secret() != courses[1].secret()


@pytest.mark.parametrize("content", ["", "no hexadecimal digits", "00" * 31, "é"])
def test_a_damaged_secret_is_never_replaced(root, content):
    path = root / "course" / "secret.key"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AtelierError, match="holds no secret of 32 bytes"):
        open_course(root).secret()
    assert path.read_text(encoding="utf-8") == content


def test_a_candidate_gets_the_variant_that_the_notebook_opens(root):
    course = open_course(root)
    for number in (1, 2, 3):
        folder = course.variants_folder(ACTIVITY) / f"v{number}"
        make_variant(course.repository, [DATASET], number, number, folder)
    for candidate in ("ada", "blaise", "chloé", "d"):
        assert course.variant_of(ACTIVITY, candidate).number == variant_index(candidate, ACTIVITY, 3) + 1


def test_more_than_nine_variants_are_in_the_order_of_their_numbers(root):
    course = open_course(root)
    for number in (1, 2, 10):
        make_variant(course.repository, [DATASET], 1, number, course.variants_folder(ACTIVITY) / f"v{number}")
    assert [variant.number for variant in course.variants(ACTIVITY)] == [1, 2, 10]


def test_an_activity_that_was_not_built_is_one_clear_error(root):
    with pytest.raises(AtelierError, match=f"{ACTIVITY}: not built in .* Run 'atelier build {ACTIVITY}' first"):
        open_course(root).variants(ACTIVITY)


def test_databases_are_files_of_the_course_unless_the_settings_say_otherwise(root):
    assert open_course(root).gradebook_url == f"sqlite:///{root / 'course' / 'gradebook.db'}"
    settle(root, 'variants = 1\nrecords_url = "postgresql://server/records"')
    assert open_course(root).records_url == "postgresql://server/records"
