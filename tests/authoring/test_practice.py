"""Practice variants are made once, are the same for everybody, and do not pile up."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.tiny_repository import DATASET

from autograders.assignments import make_variant, practice_seed
from autograders.authoring.cache import Cache
from autograders.authoring.practice import KEPT_SECONDS, practice_variants


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def test_variants_are_numbered_from_1_and_follow_from_their_number_alone(tiny, cache, tmp_path):
    first, second = practice_variants(tiny, DATASET, 2, cache)
    assert (first.number, second.number) == (1, 2)
    assert first.digests != second.digests
    again = make_variant(tiny, [DATASET], practice_seed(f"{DATASET} 2"), 2, tmp_path / "again")
    assert second.digests == again.digests


def test_what_is_there_is_not_made_again(tiny, cache):
    practice_variants(tiny, DATASET, 1, cache)
    stages = []
    practice_variants(tiny, DATASET, 1, cache, lambda *stage: stages.append(stage))
    assert stages == []


def test_who_comes_while_they_are_made_waits_for_them(tiny, cache, tmp_path):
    log = tmp_path / "log"
    generator = tiny.root / "datasets" / DATASET / "generate.py"
    text = generator.read_text(encoding="utf-8")
    noting = f'    with open({str(log)!r}, "a") as file:\n        file.write("made\\n")\n    mean_mm = float'
    generator.write_text(text.replace("    mean_mm = float", noting), encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: practice_variants(tiny, DATASET, 2, cache), range(2))
    assert one == other
    assert log.read_text().splitlines() == ["made"] * 2


def test_those_of_a_former_generator_stay_while_another_process_may_use_them(tiny, cache):
    (former,) = practice_variants(tiny, DATASET, 1, cache)
    generator = tiny.root / "datasets" / DATASET / "generate.py"
    generator.write_text(generator.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (current,) = practice_variants(tiny, DATASET, 1, cache)
    assert former.folder.is_dir()

    series = former.folder.parent
    long_ago = current.folder.parent.stat().st_mtime - KEPT_SECONDS - 60
    os.utime(series, (long_ago, long_ago))
    practice_variants(tiny, DATASET, 1, cache)
    assert not series.exists()
    assert current.folder.is_dir()
