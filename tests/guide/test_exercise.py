"""The exercise that the page for authors adds is added as it says, and proves itself."""

from pathlib import Path

import pytest
from support.guides import GUIDE, blocks, command_lines
from support.tiny_repository import ROOT

from autograders.cli import main

PAGE = GUIDE / "auteur.md"


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Return a repository with the referential and no exercise yet."""
    for name in ("course/referential.toml", "course/course.toml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((ROOT / name).read_bytes())
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_exercise_of_the_page_proves_itself(repository, capsys):
    new, *proofs = command_lines(PAGE)
    assert main(list(new[1:])) == 0
    made = files(repository / "exercises")
    written = [block for block in blocks(PAGE) if block.caption]
    for block in written:
        path = repository / block.caption
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    # Every file that the command made is one of the page's, and no mark of an unfinished one is left.
    assert files(repository / "exercises") == made
    assert made == {
        Path(block.caption).relative_to("exercises").as_posix()
        for block in written
        if block.caption.startswith("exercises/")
    }
    for words in proofs:
        assert main(list(words[1:])) == 0, capsys.readouterr().out


def test_it_takes_ten_lines():
    text = PAGE.read_text(encoding="utf-8")
    lines = text[text.index("## En dix lignes") : text.index("## Un exemple complet")].splitlines()
    assert [line.split(".")[0] for line in lines if line[:1].isdigit()] == [str(number) for number in range(1, 11)]
