"""Removal of a folder that a hostile process has filled."""

import os
from pathlib import Path

from autograders.sandbox.scratch import remove_scratch


def test_links_are_removed_and_not_followed(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("x")
    scratch = tmp_path / "scratch"
    (scratch / "a").mkdir(parents=True)
    (scratch / "a" / "link").symlink_to(tmp_path / "kept")
    (scratch / "up").symlink_to("..")
    remove_scratch(scratch)
    assert not scratch.exists()
    assert (tmp_path / "kept" / "file").read_text() == "x"


def test_a_link_in_place_of_the_folder_is_left_alone(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "scratch").symlink_to("kept")
    remove_scratch(tmp_path / "scratch")
    assert (tmp_path / "kept").is_dir()


def test_depth_beyond_paths_and_recursion_is_no_obstacle(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.chdir(scratch)
    for _ in range(1500):
        Path("d").mkdir()
        os.chdir("d")
    monkeypatch.undo()
    remove_scratch(scratch)
    assert not scratch.exists()


def test_closed_folders_are_opened_first(tmp_path):
    scratch = tmp_path / "scratch"
    (scratch / "a" / "b").mkdir(parents=True)
    (scratch / "a" / "b" / "f").touch()
    (scratch / "a" / "b").chmod(0)
    (scratch / "a").chmod(0)
    remove_scratch(scratch)
    assert not scratch.exists()


def test_a_folder_that_is_gone_is_no_error(tmp_path):
    remove_scratch(tmp_path / "none")
