"""The candidate's settings of mock exams."""

import pytest

from autograders.lab.exam.errors import ExamError
from autograders.lab.exam.settings import read_settings, settings_file


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    """Keep them in a folder of the test's own."""
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))


def write(text):
    settings_file().write_bytes(text.encode() if isinstance(text, str) else text)


def test_by_default_there_is_neither_extra_time_nor_a_pause_and_a_file_says_how_to_have_them():
    settings = read_settings()
    assert (settings.temps_supplementaire_pour_cent, settings.pause_permise) == (0, False)
    assert "aménagement d’épreuve" in settings_file().read_text(encoding="utf-8")
    assert read_settings() == settings


def test_what_the_file_says_holds():
    write("[examen]\ntemps_supplementaire_pour_cent = 33\npause_permise = true\n")
    settings = read_settings()
    assert (settings.temps_supplementaire_pour_cent, settings.pause_permise) == (33, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[examen]\ntemps_supplementaire_pour_cent = -5\n", "temps_supplementaire_pour_cent"),
        ("[examen]\ntemps_supplementaire_pour_cent = 900\n", "temps_supplementaire_pour_cent"),
        ('[examen]\npause_permise = "oui"\n', "pause_permise"),
        ("[examen]\npause = true\n", "examen.pause"),
        ("[examen\n", "pas du TOML"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_slip_is_told_with_the_file_and_what_is_expected(text, told):
    write(text)
    with pytest.raises(ExamError, match="reglages.toml") as raised:
        read_settings()
    assert told in str(raised.value)
