"""Variants of practice: which is current, how it is changed, what is kept."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.tiny_repository import ACTIVITY, DATASET

from autograders.lab.home.errors import PracticeError
from autograders.lab.home.variants import (
    change_variant,
    current_variant,
    ensure_variant,
    former_variants,
    variants_folder,
)


def readings(folder):
    return (folder / "data" / DATASET / "readings.csv").read_text(encoding="utf-8")


def test_the_first_variant_is_made_once_and_stays(activity_folder):
    first = ensure_variant(activity_folder)
    assert first.number == 1
    before = readings(activity_folder)
    assert ensure_variant(activity_folder).digests == first.digests
    assert readings(activity_folder) == before


def test_the_practice_folder_holds_the_public_part_and_nothing_of_the_truth(activity_folder):
    variant = ensure_variant(activity_folder)
    released = {path.relative_to(activity_folder / "data").as_posix() for path in activity_folder.rglob("*.*")}
    assert released == {f"{DATASET}/case.json", f"{DATASET}/readings.csv"}
    assert "TRUTH-OF-THE-RULER" in (variant.truth / f"{DATASET}.json").read_text(encoding="utf-8")


def test_a_change_gives_other_data_and_keeps_the_former_ones_with_their_truth(activity_folder):
    first = ensure_variant(activity_folder)
    before = readings(activity_folder)
    second = change_variant(activity_folder)
    assert second.number == 2
    assert readings(activity_folder) != before
    assert current_variant(activity_folder).digests == second.digests
    assert [variant.digests for variant in former_variants(activity_folder)] == [first.digests]
    assert former_variants(activity_folder)[0].case(DATASET).truth["secret"] == "TRUTH-OF-THE-RULER"


def test_former_variants_come_the_latest_first(activity_folder):
    ensure_variant(activity_folder)
    change_variant(activity_folder)
    change_variant(activity_folder)
    assert [variant.number for variant in former_variants(activity_folder)] == [2, 1]


def test_a_variant_of_a_former_generator_is_kept_while_it_is_worked_on(activity_folder, repository):
    first = ensure_variant(activity_folder)
    generator = repository / "datasets" / DATASET / "generate.py"
    generator.write_text(generator.read_text(encoding="utf-8").replace("1000.0", "2000.0"), encoding="utf-8")
    assert ensure_variant(activity_folder).digests == first.digests
    change_variant(activity_folder)
    assert float(readings(activity_folder).split()[1]) > 1500


def test_a_second_practice_folder_begins_on_the_latest_variant_without_making_it_again(activity_folder, tmp_path):
    ensure_variant(activity_folder)
    latest = change_variant(activity_folder)
    made = (latest.folder / "variant.json").stat().st_mtime_ns
    elsewhere = tmp_path / "ailleurs" / ACTIVITY
    assert ensure_variant(elsewhere).digests == latest.digests
    assert (latest.folder / "variant.json").stat().st_mtime_ns == made


def test_a_second_practice_folder_does_not_begin_on_data_of_a_former_generator(activity_folder, repository, tmp_path):
    ensure_variant(activity_folder)
    generator = repository / "datasets" / DATASET / "generate.py"
    generator.write_text(generator.read_text(encoding="utf-8").replace("1000.0", "2000.0"), encoding="utf-8")
    assert ensure_variant(tmp_path / "ailleurs" / ACTIVITY).number == 2


def test_data_that_are_no_kept_variant_are_not_guessed_at_nor_overwritten(activity_folder):
    ensure_variant(activity_folder)
    path = activity_folder / "data" / DATASET / "case.json"
    case = json.loads(path.read_bytes())
    path.write_text(json.dumps({**case, "digest": "0" * 64}), encoding="utf-8")
    with pytest.raises(PracticeError, match="new_variant"):
        current_variant(activity_folder)
    with pytest.raises(PracticeError, match="new_variant"):
        ensure_variant(activity_folder)
    assert json.loads(path.read_bytes())["digest"] == "0" * 64
    assert change_variant(activity_folder).number == 2


def test_a_damaged_case_file_is_told_and_a_change_mends_it(activity_folder):
    ensure_variant(activity_folder)
    (activity_folder / "data" / DATASET / "case.json").write_bytes(b"\xff{")
    with pytest.raises(PracticeError, match="endommagé"):
        current_variant(activity_folder)
    assert change_variant(activity_folder).number == 2


def test_a_damaged_kept_variant_is_left_out_and_its_number_not_given_again(activity_folder):
    ensure_variant(activity_folder)
    (variants_folder(ACTIVITY) / "v1" / "variant.json").write_text("{", encoding="utf-8")
    assert change_variant(activity_folder).number == 2
    assert former_variants(activity_folder) == ()


def test_a_generator_that_fails_leaves_the_present_data(activity_folder, repository):
    first = ensure_variant(activity_folder)
    (repository / "datasets" / DATASET / "generate.py").write_text("def generate(seed, public):\n    1 / 0\n")
    with pytest.raises(Exception, match="ZeroDivisionError"):
        change_variant(activity_folder)
    assert current_variant(activity_folder).digests == first.digests
    assert [path.name for path in activity_folder.iterdir()] == ["data"]


def test_two_who_ask_at_once_get_one_variant_each_in_turn(activity_folder):
    ensure_variant(activity_folder)
    with ThreadPoolExecutor(2) as pool:
        numbers = {variant.number for variant in pool.map(change_variant, [activity_folder] * 2)}
    assert numbers == {2, 3}
    assert current_variant(activity_folder).number == 3


def test_what_was_handed_in_on_former_data_is_not_taken_up_on_new_ones(activity_folder):
    ensure_variant(activity_folder)
    handed_in = activity_folder / "remises" / "c2_1_2_earlier.json"
    handed_in.parent.mkdir(exist_ok=True)
    handed_in.write_text("{}", encoding="utf-8")
    change_variant(activity_folder)
    assert not handed_in.exists()
