"""Data made while the candidate reads: a real kernel, as JupyterLab starts it."""

import os

import pytest
from jupyter_client.manager import start_new_kernel
from support.tiny_repository import ACTIVITY, DATASET, EXERCISE

from autograders.assignments import open_repository
from autograders.lab.catalogue import read_case_study
from autograders.lab.home.preparing import has_data, main
from autograders.lab.home.releases import place_case_study
from autograders.lab.home.settings import environment, write_settings

SECONDS = 120
OPENING = f"from autograders.candidate import open_case\nprint(open_case({EXERCISE!r}).path('readings.csv').is_file())"


@pytest.fixture
def case_study(repository, activity_folder):
    """Return the case study's folder with its notebooks and without data."""
    place_case_study(read_case_study(open_repository(repository), ACTIVITY), activity_folder)
    return activity_folder


@pytest.fixture
def kernel(repository, case_study, monkeypatch):
    """Return a client of the kernel « Atelier » in the case study's folder."""
    write_settings()
    lab = environment(open_repository(repository))
    for name, value in lab.items():
        monkeypatch.setenv(name, value)
    manager, client = start_new_kernel(kernel_name="atelier", cwd=str(case_study), env=os.environ | lab)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client, code):
    texts = {"stdout": "", "stderr": ""}

    def keep(message):
        if message["msg_type"] == "stream":
            texts[message["content"]["name"]] += message["content"]["text"]

    reply = client.execute_interactive(code, timeout=SECONDS, output_hook=keep)
    return reply["content"]["status"], texts["stdout"], texts["stderr"]


def test_the_first_cell_waits_for_the_data_says_so_once_and_then_runs(kernel, case_study):
    status, printed, _ = run(kernel, OPENING)
    assert (status, printed.splitlines()[-1]) == ("ok", "True")
    assert has_data(case_study)
    assert run(kernel, OPENING) == ("ok", "True\n", "")


def test_where_the_data_cannot_be_made_the_reason_is_told_and_the_next_cell_tries_again(kernel, case_study, repository):
    # The kernel has begun with the data already; a second case study shows what a fault looks like.
    run(kernel, OPENING)
    generator = repository / "datasets" / DATASET / "generate.py"
    sound = generator.read_text(encoding="utf-8")
    generator.write_text("def generate(seed, public):\n    1 / 0\n", encoding="utf-8")
    run(
        kernel,
        "import os, pathlib\n"
        f"pathlib.Path('../autre/{ACTIVITY}/declarations').mkdir(parents=True)\n"
        f"os.chdir('../autre/{ACTIVITY}')\n"
        "get_ipython().extension_manager.reload_extension('autograders.lab.home.preparing')",
    )
    _, printed, told = run(kernel, "print('suite')")
    assert printed.endswith("suite\n")
    assert "n’ont pas pu être préparées" in told
    assert "ZeroDivisionError" in told
    generator.write_text(sound, encoding="utf-8")
    run(kernel, "print('suite')")
    assert has_data(case_study.parent / "autre" / ACTIVITY)


def test_a_folder_that_is_no_case_study_gets_no_data(repository, tmp_path, monkeypatch):
    from autograders.lab.home.preparing import load_ipython_extension

    monkeypatch.chdir(tmp_path)
    # Neither a process nor an event: the shell is not even looked at.
    load_ipython_extension(None)
    assert not has_data(tmp_path)


def test_a_fault_is_one_line_and_an_exit_status(activity_folder, repository, capsys):
    (repository / "datasets" / DATASET / "generate.py").unlink()
    assert main(activity_folder) == 2
    assert "generate.py" in capsys.readouterr().err
