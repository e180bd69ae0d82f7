"""A candidate's file for an appeal: complete, sealed by digests, and nothing of anybody else in it."""

import hashlib
import json
from zipfile import ZipFile

import pytest
from support.tiny_repository import ACTIVITY, COVERAGE, EXERCISE

from autograders.cli import main


@pytest.fixture(scope="module")
def archive(cohort, tmp_path_factory):
    folder = tmp_path_factory.mktemp("appeal")
    secret = folder / "secret.txt"
    secret.write_text("NOT-FOR-THE-CANDIDATE")
    link = cohort.submitted("wrong") / "lien.txt"
    link.symlink_to(secret)
    try:
        assert main(["report", "appeal", "wrong", "--course", str(cohort.course.folder), "--folder", str(folder)]) == 0
    finally:
        link.unlink()
    with ZipFile(folder / "appeal-wrong.zip") as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_it_holds_answers_verdicts_and_notebooks(cohort, archive):
    history = json.loads(archive["historique.json"])
    assert {entry["grading"]["exercise"] for entry in history} == {"c2_1_3_tiny_ruler", "c2_1_4_tiny_report"}
    ruler = next(entry for entry in history if entry["grading"]["exercise"] == EXERCISE)
    assert {answer["name"] for answer in ruler["answers"]} == {"mean_mm", "conform", "mean_of"}
    assert COVERAGE in {item["verdict"]["criterion"] for item in ruler["verdicts"]}
    handed_in = f"submitted/wrong/{ACTIVITY}/{EXERCISE}.ipynb"
    assert archive[handed_in] == (cohort.course.folder / handed_in).read_bytes()
    assert f"autograded/wrong/{ACTIVITY}/{EXERCISE}.ipynb" in archive
    assert json.loads(archive["modifications.json"]) == []


def test_every_file_bears_its_digest(archive):
    lines = archive["empreintes.txt"].decode().splitlines()
    assert {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines} == {
        name: hashlib.sha256(content).hexdigest() for name, content in archive.items() if name != "empreintes.txt"
    }


def test_nothing_of_anybody_else_is_in_it(archive):
    assert all(b"NOT-FOR-THE-CANDIDATE" not in content for content in archive.values())
    assert not [name for name in archive if "/right/" in name or name.startswith("/") or ".." in name]
    assert b"unreadable" not in archive["carnet-de-notes.json"] + archive["historique.json"]


def test_who_is_unknown_has_no_file(cohort, tmp_path, capsys):
    assert main(["report", "appeal", "nemo", "--course", str(cohort.course.folder), "--folder", str(tmp_path)]) == 2
    assert "nemo: not in the gradebook" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
