"""What a grading process keeps on the disk goes with it, however it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import autograders

MODULE = Path(autograders.__file__).parent / "grading" / "own_folder.py"
# Without the package around it, whose import takes seconds.
OWN = f"import os, runpy; own_folder = runpy.run_path({str(MODULE)!r})['own_folder']; (own_folder() / 'truth').touch();"
ENDS = {
    "by itself": "",
    "at once, as from a judge that does not come back": "os._exit(1)",
    "by a signal that nothing catches": "os.kill(os.getpid(), 9)",
    "as a process of a pool": "p = __import__('multiprocessing').get_context('fork').Process(target=own_folder);"
    "p.start(); p.join(); assert len(os.listdir(os.environ['TMPDIR'])) == 1",
}


def run(folder, program):
    return subprocess.run([sys.executable, "-c", program], env={**os.environ, "TMPDIR": str(folder)}, timeout=120)


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_folder_of_a_process_is_gone_when_the_next_one_has_begun(tmp_path, end):
    run(tmp_path, OWN + end)
    assert run(tmp_path, f"{OWN} assert len(os.listdir({str(tmp_path)!r})) == 1").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_folders_of_processes_that_live_and_of_others_are_left_alone(tmp_path):
    living, foreign = tmp_path / f"atelier-worker-{os.getpid()}-x", tmp_path / "worker-1-x"
    for folder in (living, foreign):
        folder.mkdir()
    assert run(tmp_path, OWN).returncode == 0
    assert sorted(tmp_path.iterdir()) == [living, foreign]
