"""The lab as a candidate starts it: a real JupyterLab, by the command itself."""

import json
import os
import signal
import socket
import subprocess
import urllib.error
from pathlib import Path

import pytest
from support.practice_lab import command, practice_lab
from support.tiny_repository import ACTIVITY, EXERCISE, make_tiny_repository

from autograders.lab.home.server import OPENING_PAGE, RunningLab, find_running_lab
from autograders.lab.home.settings import jupyter_folder, runtime_folder


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Return a lab that all tests of this module look at."""
    root = tmp_path_factory.mktemp("lab")
    with practice_lab(root, make_tiny_repository(root / "dépôt")) as lab:
        yield lab


def test_the_command_says_in_french_where_the_lab_is_and_how_to_end_it(lab):
    printed = "".join(lab.lines)
    assert str(lab.home) in printed
    assert lab.running.address("Accueil.ipynb", reset=True) in printed
    assert "Pour arrêter : Ctrl + C" in printed


def test_the_token_is_in_no_list_of_processes_and_the_page_with_it_is_the_owner_s(lab):
    for pid in (lab.process.pid, json.loads(next(runtime_folder().glob("jpserver-*.json")).read_bytes())["pid"]):
        assert lab.running.token not in Path(f"/proc/{pid}/cmdline").read_text()
    page = lab.home / OPENING_PAGE
    assert lab.running.token in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o077 == 0


def test_only_this_machine_is_listened_to_and_only_with_the_token(lab):
    port = int(lab.running.url.rstrip("/").rpartition(":")[2])
    assert lab.running.url == f"http://127.0.0.1:{port}/"
    addresses = {line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if " 0A " in line}
    assert f"0100007F:{port:04X}" in addresses
    assert f"00000000:{port:04X}" not in addresses
    with pytest.raises(urllib.error.HTTPError, match="403"):
        lab.get("api/contents", token="wrong")


def test_notebooks_lie_in_the_folder_and_the_accueil_is_trusted(lab):
    listed = {item["name"] for item in json.loads(lab.get("api/contents"))["content"]}
    assert listed == {"Accueil.ipynb", "progression.html", ACTIVITY}
    content = json.loads(lab.get("api/contents/Accueil.ipynb?content=1"))["content"]
    assert content["cells"][0]["metadata"]["trusted"]
    assert (lab.home / ACTIVITY / f"{EXERCISE}.ipynb").is_file()


def test_the_lab_is_french_asks_nobody_for_news_and_offers_the_kernel_atelier(lab):
    translation = json.loads(lab.get("lab/api/settings/@jupyterlab/translation-extension:plugin"))
    assert translation["schema"]["properties"]["locale"]["default"] == "fr_FR"
    assert json.loads(lab.get("lab/api/translations/fr_FR"))["data"]
    page = lab.get("lab")
    config = json.loads(
        page.partition('<script id="jupyter-config-data" type="application/json">')[2].partition("<")[0]
    )
    assert config["news"] == {"disabled": True}
    assert config["buildCheck"] is False
    assert {"@jupyter/nbgrader", "@jupyterlab/terminal-extension"} <= set(config["disabledExtensions"])
    assert "atelier" in json.loads(lab.get("api/kernelspecs"))["kernelspecs"]


def test_a_button_is_served_by_the_thread_that_runs_cells_and_not_beside_it(lab):
    kernels = json.loads(lab.get("lab/api/settings/@jupyterlab/apputils-extension:kernels-settings"))
    assert kernels["schema"]["properties"]["commsOverSubshells"]["default"] == "disabled"


@pytest.mark.parametrize("path", ["api/terminals", "formgrader/api/status", "assignment_list"])
def test_what_a_candidate_has_no_use_for_is_not_served(lab, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        lab.get(path)


def test_the_user_s_own_settings_are_neither_followed_nor_changed(lab):
    user = jupyter_folder().parents[1] / "utilisateur"
    assert {path.relative_to(user).as_posix() for path in user.rglob("*") if path.is_file()} == {
        ".jupyter/jupyter_server_config.json"
    }


def test_a_second_command_finds_the_lab_that_is_open(lab):
    second = subprocess.run(command(lab.home, "C2.1.3"), capture_output=True, text=True, encoding="utf-8", check=False)
    assert second.returncode == 0, second.stderr
    assert "déjà ouvert" in second.stdout
    assert lab.running.address(f"{ACTIVITY}/{EXERCISE}.ipynb") in second.stdout
    assert len(list(runtime_folder().glob("jpserver-*.json"))) == 1


def test_an_unknown_exercise_is_told_in_one_line_before_anything_starts(lab):
    second = subprocess.run(command(lab.home, "C9.9.9"), capture_output=True, text=True, encoding="utf-8", check=False)
    assert second.returncode == 2
    assert "C9.9.9" in second.stderr
    assert "C2.1.3" in second.stderr
    assert len(second.stderr.splitlines()) == 1


def test_an_interruption_ends_the_server_and_leaves_no_token_behind(tmp_path):
    with practice_lab(tmp_path, make_tiny_repository(tmp_path / "dépôt")) as lab:
        server = json.loads(next(runtime_folder().glob("jpserver-*.json")).read_bytes())["pid"]
        lab.process.send_signal(signal.SIGINT)
        rest, _ = lab.process.communicate(timeout=120)
        assert (lab.process.returncode, rest.strip()) == (0, "L’atelier est fermé.")
        with pytest.raises(ProcessLookupError):
            os.kill(server, 0)
        assert not (lab.home / OPENING_PAGE).exists()
        assert find_running_lab(lab.home) is None


def test_a_server_that_died_is_not_taken_for_an_open_one(tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "données"))
    runtime_folder().mkdir(parents=True)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        note = {"url": address, "token": "t", "root_dir": str(tmp_path)}
        (runtime_folder() / "jpserver-1.json").write_text(json.dumps(note), encoding="utf-8")
        (runtime_folder() / "jpserver-2.json").write_text("{", encoding="utf-8")
        assert find_running_lab(tmp_path) is None


def test_an_address_carries_any_name_and_the_token():
    running = RunningLab(url="http://127.0.0.1:8888/", token="abc", root_dir="/home")
    assert running.address("Étude d’Inès/à part.ipynb") == (
        "http://127.0.0.1:8888/lab/tree/%C3%89tude%20d%E2%80%99In%C3%A8s/%C3%A0%20part.ipynb?token=abc"
    )
