"""Sessions as the rest of the package uses them."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograders.sandbox import (
    CellStatus,
    ConfinementLevel,
    EndingKind,
    SandboxUnavailableError,
    WarmSandbox,
    probe_confinement,
)


@pytest.fixture(scope="module")
def sandbox():
    with WarmSandbox(preload=["autograders.candidate", "numpy"], minimum_level=ConfinementLevel.REDUCED) as warm:
        yield warm


def text_of(run):
    return "".join(output.get("text", "") for output in run.outputs)


def test_a_session_keeps_its_names_from_cell_to_cell_and_shares_them_with_no_other(sandbox):
    with sandbox.open(mounts={}) as first, sandbox.open(mounts={}) as second:
        first.execute("x = 6 * 7")
        assert text_of(first.execute("print(x)")) == "42\n"
        assert second.execute("print(x)").status is CellStatus.ERROR


def test_sessions_run_side_by_side_from_threads(sandbox):
    def answer(number):
        with sandbox.open(mounts={}) as session:
            return text_of(session.execute(f"import numpy as np; print(np.full(9, {number}).sum())"))

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(answer, range(12))) == [f"{9 * number}\n" for number in range(12)]


@pytest.mark.parametrize(("wanted", "threads"), [(None, "1"), ("2", "2")])
def test_linear_algebra_takes_one_thread_unless_whoever_grades_says_otherwise(monkeypatch, wanted, threads):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    if wanted:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", wanted)
    with WarmSandbox(minimum_level=ConfinementLevel.REDUCED) as warm:
        variables = Path(f"/proc/{warm.process_id}/environ").read_text().split("\0")
    assert f"OPENBLAS_NUM_THREADS={threads}" in variables


def test_random_numbers_differ_from_session_to_session(sandbox):
    def draw():
        with sandbox.open(mounts={}) as session:
            return text_of(session.execute("import random, numpy; print(random.random(), numpy.random.rand())")).split()

    assert set(draw()).isdisjoint(draw())


def test_raw_text_of_a_library_in_c_comes_with_its_cell(sandbox):
    with sandbox.open(mounts={}) as session:
        assert (
            text_of(session.execute("import os; os.write(1, 'été\\n'.encode()); os.write(2, b'err\\n');"))
            == "été\nerr\n"
        )
        assert text_of(session.execute("print(1)")) == "1\n"


def test_a_number_that_json_lacks_is_shown_as_a_stock_kernel_shows_it(sandbox):
    with sandbox.open(mounts={}) as session:
        run = session.execute("display({'application/json': {'a': float('nan')}}, raw=True)")
    assert run.outputs[0]["data"] == {"application/json": {"a": "nan"}}


def test_the_folder_of_a_session_holds_its_mounts_and_nothing_else(sandbox, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.csv").write_text("1")
    (tmp_path / "case.json").write_text("{}")
    with sandbox.open(mounts={"data": tmp_path / "data", "case.json": tmp_path / "case.json"}) as session:
        listing = "import glob; print(sorted(glob.glob('**', recursive=True)), open('case.json').read())"
        assert text_of(session.execute(listing)) == "['case.json', 'data', 'data/x.csv'] {}\n"


def test_an_ending_is_told_in_french_and_later_cells_are_skipped(sandbox):
    with sandbox.open(mounts={}) as session:
        assert session.ending is None
        assert session.execute("import os; os._exit(3)").status is CellStatus.DIED
        assert session.ending.kind is EndingKind.EXITED
        assert session.ending.message == "Le code du carnet a mis fin au noyau (code de sortie 3)."
        assert session.execute("1").status is CellStatus.SKIPPED


def test_closing_twice_does_no_harm_and_a_closed_session_skips(sandbox):
    session = sandbox.open(mounts={})
    session.close()
    session.close()
    assert session.ending.kind is EndingKind.CLOSED
    assert session.execute("1").status is CellStatus.SKIPPED


def test_a_closed_sandbox_has_ended_its_sessions_and_opens_no_other():
    warm = WarmSandbox(minimum_level=ConfinementLevel.REDUCED)
    session = warm.open(mounts={})
    warm.close()
    warm.close()
    assert session.execute("1").status is CellStatus.SKIPPED
    with pytest.raises(SandboxUnavailableError, match="gone"):
        warm.open(mounts={})


@pytest.mark.parametrize("name", ["", ".home", "../x", "a/b", "a b", "x" * 65])
def test_a_mount_s_name_is_one_plain_name(sandbox, tmp_path, name):
    with pytest.raises(ValueError, match="mount name"):
        sandbox.open(mounts={name: tmp_path})


def test_a_mount_must_exist(sandbox, tmp_path):
    with pytest.raises(FileNotFoundError):
        sandbox.open(mounts={"data": tmp_path / "none"})


def test_a_module_that_cannot_be_preloaded_is_named():
    with pytest.raises(SandboxUnavailableError, match="no_such_module"):
        WarmSandbox(preload=["no_such_module"])


def test_the_probe_reports_what_a_session_reaches(sandbox):
    report = probe_confinement()
    assert report.level is sandbox.report.level
    assert {m.name for m in report.mechanisms} == {"Landlock", "seccomp", "namespaces", "bubblewrap", "control groups"}
    assert all(m.detail for m in report.mechanisms)
    assert all(m.repair for m in report.mechanisms if not m.available)


def test_without_bubblewrap_a_session_is_confined_all_the_same(sandbox, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with WarmSandbox(minimum_level=sandbox.report.level) as warm, warm.open(mounts={}) as session:
        assert not {m.name: m.available for m in warm.report.mechanisms}["bubblewrap"]
        assert warm.report.level is sandbox.report.level
        assert session.execute(f"open({__file__!r})").status is CellStatus.ERROR
        assert text_of(session.execute("print(6 * 7)")) == "42\n"


# A kernel without Landlock, made by a filter that answers its first call with ENOSYS: number 444 everywhere.
WITHOUT_LANDLOCK = """
import errno
from autograders.sandbox.landlock import PR_SET_NO_NEW_PRIVS
from autograders.sandbox.seccomp import enforce_filter
from autograders.sandbox.syscalls import prctl
prctl(PR_SET_NO_NEW_PRIVS, 1)
enforce_filter([(0x20, 0, 0, 0), (0x15, 0, 1, 444), (6, 0, 0, 0x50000 | errno.ENOSYS), (6, 0, 0, 0x7FFF0000)])
from autograders.sandbox import *
"""


def run_without_landlock(code):
    source = WITHOUT_LANDLOCK + textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)


def test_without_the_core_nothing_runs():
    finished = run_without_landlock("WarmSandbox(minimum_level=ConfinementLevel.REDUCED)")
    assert finished.stderr.splitlines()[-1].startswith("autograders.sandbox.errors.SandboxUnavailableError")
    assert "Landlock: not in this kernel" in finished.stderr.splitlines()[-1]


def test_without_the_core_it_runs_bounded_only_where_that_was_asked_for():
    finished = run_without_landlock("""
        with WarmSandbox(minimum_level=ConfinementLevel.NONE) as warm, warm.open(mounts={}) as session:
            print(warm.report.level)
            print(session.execute("6 * 7").outputs[0]["data"]["text/plain"])
            print(session.execute("bytearray(8 * 2**30)").outputs[0]["ename"])
    """)
    assert finished.stdout.splitlines() == ["none", "42", "MemoryError"], finished.stderr


def test_nothing_of_a_sandbox_is_left_on_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with WarmSandbox(minimum_level=ConfinementLevel.REDUCED) as warm, warm.open(mounts={}) as session:
        session.execute("open('x', 'w').write('y')")
    assert list(Path(tmp_path).iterdir()) == []
