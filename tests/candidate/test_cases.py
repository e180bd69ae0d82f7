"""Opening a case, and knowing which variant a candidate works on."""

import json
from collections import Counter
from pathlib import Path

import pytest

from autograders.candidate.cases import load_case, variant_index
from autograders.candidate.errors import CaseError

EXERCISE = {
    "format": 1,
    "exercise": "c9_9_9_tiny",
    "activity": "a9_9_tiny",
    "title": "Essai",
    "dataset": "tiny",
    "answers": [{"name": "sigma_mm", "type": "number", "label": "écart-type", "unit": "mm"}],
}


def case_of(digest):
    return {
        "format": 1,
        "dataset": "tiny",
        "digest": digest,
        "specification": [{"key": "limit_mm", "label": "Bruit admis", "value": 2.5, "unit": "mm"}],
        "files": [{"path": "points.csv", "label": "points"}],
    }


@pytest.fixture
def release(tmp_path):
    (tmp_path / "declarations").mkdir()
    (tmp_path / "declarations" / "c9_9_9_tiny.json").write_text(json.dumps(EXERCISE))
    for number in (1, 2, 3):
        folder = tmp_path / "data" / f"v{number}" / "tiny"
        folder.mkdir(parents=True)
        (folder / "case.json").write_text(json.dumps(case_of(f"digest-{number}")))
        (folder / "points.csv").write_text("x;y\n")
    return tmp_path


def test_a_candidate_known_by_the_file_always_gets_the_same_variant(release):
    (release / "candidat.txt").write_text("ada\n")
    expected = variant_index("ada", "a9_9_tiny", 3) + 1
    assert load_case("c9_9_9_tiny", release).digest == f"digest-{expected}"


def test_the_hub_s_user_comes_before_the_file(release, monkeypatch):
    (release / "candidat.txt").write_text("ada\n")
    monkeypatch.setenv("JUPYTERHUB_USER", "grace")
    expected = variant_index("grace", "a9_9_tiny", 3) + 1
    assert load_case("c9_9_9_tiny", release).digest == f"digest-{expected}"


def test_an_identifier_asked_once_is_kept_beside_the_notebook(release, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: "emilie.duchatelet")
    load_case("c9_9_9_tiny", release)
    assert (release / "candidat.txt").read_text() == "emilie.duchatelet\n"


def test_an_identifier_with_a_path_in_it_is_refused_and_not_kept(release, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: "../ada")
    with pytest.raises(CaseError, match="Identifiant de candidat « ../ada » reçu"):
        load_case("c9_9_9_tiny", release)
    assert not (release / "candidat.txt").exists()


def test_candidates_spread_evenly_over_the_variants():
    counts = Counter(variant_index(f"candidate{number}", "a9_9_tiny", 3) for number in range(3000))
    # Binomial(3000, 1/3): standard deviation 26; five of them.
    assert all(abs(count - 1000) < 130 for count in counts.values())


def test_the_specification_gives_figures_by_key_and_shows_them_in_french(release):
    (release / "candidat.txt").write_text("ada\n")
    specification = load_case("c9_9_9_tiny", release).specification
    assert specification.number("limit_mm") == 2.5
    assert "<td>2,5</td>" in specification._repr_html_()
    assert repr(specification).endswith(": 2,5 mm [limit_mm]")


def test_an_unknown_figure_is_refused_with_the_known_keys(release):
    (release / "candidat.txt").write_text("ada\n")
    with pytest.raises(CaseError, match="clés connues : limit_mm"):
        load_case("c9_9_9_tiny", release).specification["limite"]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b'{"format": 2}'])
def test_a_damaged_case_file_is_one_sentence_and_no_traceback(release, damage):
    (release / "candidat.txt").write_text("ada\n")
    for path in (release / "data").glob("*/tiny/case.json"):
        path.write_bytes(damage)
    with pytest.raises(CaseError, match="« case.json » endommagé"):
        load_case("c9_9_9_tiny", release)


def test_a_notebook_opened_outside_its_folder_is_told_so(tmp_path):
    with pytest.raises(CaseError, match="Ouvrez le carnet depuis le dossier complet"):
        load_case("c9_9_9_tiny", tmp_path)


def test_a_missing_data_file_is_refused_with_the_list_of_those_provided(release):
    (release / "candidat.txt").write_text("ada\n")
    with pytest.raises(CaseError, match=r"Fichiers fournis : points\.csv"):
        load_case("c9_9_9_tiny", release).path("nuage.laz")


def test_a_case_says_where_the_data_of_ones_own_variant_lie(release, monkeypatch):
    monkeypatch.chdir(release)
    (release / "candidat.txt").write_text("ada\n")
    number = variant_index("ada", "a9_9_tiny", 3) + 1
    shown = f"Essai\u00a0: données de votre variante dans data/v{number}/tiny (1 fichiers)."
    assert repr(load_case("c9_9_9_tiny", Path())) == shown
