"""What was worked out once is found again, exactly as long as nothing that it depends on has changed."""

import pytest

from autograders.authoring.cache import Cache, digest_of, folder_digest, grader_digest, libraries_digest


def test_what_was_written_is_read_again(tmp_path):
    Cache(tmp_path / "made").write("verify/c2_1_2", {"ok": True})
    assert Cache(tmp_path / "made").read("verify/c2_1_2") == {"ok": True}


def test_nothing_kept_reads_as_none(tmp_path):
    assert Cache(tmp_path).read("verify/c2_1_2") is None


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe"])
def test_a_damaged_document_reads_as_none(tmp_path, content):
    (tmp_path / "report.json").write_bytes(content)
    assert Cache(tmp_path).read("report") is None


def test_a_document_that_cannot_be_written_leaves_nothing_half_written(tmp_path):
    with pytest.raises(TypeError):
        Cache(tmp_path).write("report", {"ok": object()})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_appears_under_its_name_only_when_complete(tmp_path):
    target = tmp_path / "v0"
    with pytest.raises(OSError, match="full"), Cache(tmp_path).folder_in_the_making(target) as folder:
        (folder / "case.json").write_text("{}")
        raise OSError("the disk is full")
    assert list(tmp_path.iterdir()) == []
    with Cache(tmp_path).folder_in_the_making(target) as folder:
        (folder / "case.json").write_text("{}")
        assert not target.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["v0"]


def test_of_two_makers_of_one_folder_the_first_to_finish_keeps_it(tmp_path):
    target = tmp_path / "v0"
    with Cache(tmp_path).folder_in_the_making(target) as slow:
        with Cache(tmp_path).folder_in_the_making(target) as fast:
            (fast / "maker").write_text("fast")
        (slow / "maker").write_text("slow")
    assert (target / "maker").read_text() == "fast"
    assert [path.name for path in tmp_path.iterdir()] == ["v0"]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.py").write_text("2"),
        lambda folder: (folder / "a.py").rename(folder / "b.py"),
        lambda folder: (folder / "sub" / "new.py").write_text(""),
    ],
    ids=["content", "name", "file added"],
)
def test_a_folder_s_digest_changes_with(tmp_path, change):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.py").write_text("1")
    before = folder_digest(tmp_path)
    change(tmp_path)
    assert folder_digest(tmp_path) != before


def test_a_folder_s_digest_ignores_what_python_and_editors_leave(tmp_path):
    (tmp_path / "a.py").write_text("1")
    before = folder_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"1")
    (tmp_path / ".a.py.swp").write_bytes(b"1")
    assert folder_digest(tmp_path) == before


def test_texts_that_join_to_the_same_have_different_digests():
    assert digest_of("ab", "c") != digest_of("a", "bc")


def test_code_and_libraries_have_a_digest():
    assert len(grader_digest()) == len(libraries_digest()) == 64
