"""The doctor finds what is wrong with a machine, says what it means for grading, and names the repair."""

import importlib.metadata

import pytest

from autograders.authoring.environment import (
    Finding,
    Fitness,
    confinement,
    declared_requirements,
    disk_space,
    kernel,
    lab_extension,
    libraries,
    libusb,
    python_version,
    server_extension,
    write_access,
)
from autograders.authoring.imports import import_failures
from autograders.sandbox import ConfinementLevel, ConfinementReport, Mechanism

REDUCED = ConfinementReport(
    ConfinementLevel.REDUCED,
    (Mechanism("Landlock", True, "version 7"), Mechanism("namespaces", False, "denied", "Run 'sudo sysctl'.")),
)


@pytest.mark.parametrize(
    ("version", "fitness"),
    [
        ((3, 10, 14), Fitness.FAULT),
        ((3, 11, 0), Fitness.OK),
        ((3, 13, 2), Fitness.OK),
        ((3, 14, 0), Fitness.FAULT),
    ],
)
def test_python_is_fit_from_3_11_to_3_13(version, fitness):
    assert python_version(version).fitness is fitness


def test_every_declared_library_of_this_machine_is_examined():
    declared = declared_requirements()
    assert any(requirement.startswith("numpy") for requirement in declared)
    # The libraries of the extra "test" are no condition for grading.
    assert not any(requirement.startswith("hypothesis") for requirement in declared)


def test_a_library_that_is_missing_too_old_or_sound_is_told_apart():
    version = importlib.metadata.version("rich")
    missing, old, sound = libraries(["no-such-library>=1", "rich>=999", "rich"])
    assert (missing.fitness, missing.detail) == (Fitness.FAULT, "not installed")
    assert (old.fitness, old.detail) == (Fitness.FAULT, f"{version} found, >=999 expected")
    assert (sound.fitness, sound.detail) == (Fitness.OK, version)
    assert missing.repair == old.repair == "Run 'pip install -e .' again in the environment of the course."


def test_a_module_that_takes_the_process_down_hides_none_of_the_others(tmp_path, monkeypatch):
    (tmp_path / "crashing.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    (tmp_path / "leaving.py").write_text("import os\nos._exit(3)\n")
    (tmp_path / "noisy.py").write_text("print('hello')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert import_failures(["noisy", "crashing", "leaving", "json", "absent"]) == {
        "noisy": "",
        "crashing": "crashed with signal 11",
        "leaving": "ended with exit status 3",
        "json": "",
        "absent": "ModuleNotFoundError: No module named 'absent'",
    }


def test_a_file_of_the_current_folder_does_not_pass_for_a_library(tmp_path, monkeypatch):
    (tmp_path / "masquerading.py").write_text("")
    monkeypatch.chdir(tmp_path)
    assert "No module named" in import_failures(["masquerading"])["masquerading"]


def test_full_confinement_is_fit():
    report = ConfinementReport(ConfinementLevel.FULL, (Mechanism("Landlock", True, "version 7"),))
    assert confinement(report, accept_reduced=False) == Finding(name="confinement", fitness=Fitness.OK, detail="full")


def test_memory_that_is_bounded_for_each_process_only_is_told_with_its_repair_and_prevents_nothing():
    mechanism = Mechanism("control groups", False, "memory is bounded for each process only (none)", "Do this.")
    finding = confinement(ConfinementReport(ConfinementLevel.FULL, (mechanism,)), accept_reduced=False)
    assert (finding.fitness, finding.repair) == (Fitness.OK, "Do this.")
    assert finding.detail == "full; missing: control groups (memory is bounded for each process only (none))"


def test_reduced_confinement_prevents_grading_until_it_is_accepted():
    refused, accepted = (confinement(REDUCED, accept_reduced=accept) for accept in (False, True))
    assert (refused.fitness, accepted.fitness) == (Fitness.FAULT, Fitness.WARNING)
    assert refused.detail == accepted.detail == "reduced; missing: namespaces (denied)"
    assert accepted.repair == "Run 'sudo sysctl'."
    assert refused.repair.endswith("Or accept it: accept_reduced_confinement = true in course/course.toml.")


def test_no_confinement_prevents_grading_even_where_the_reduced_level_is_accepted():
    report = ConfinementReport(ConfinementLevel.NONE, (Mechanism("Landlock", False, "no", "Use a newer kernel."),))
    finding = confinement(report, accept_reduced=True)
    assert (finding.fitness, finding.repair) == (Fitness.FAULT, "Use a newer kernel.")


def test_what_the_course_installs_is_found_here():
    for finding in (
        libusb(),
        kernel(),
        server_extension("nbgrader.server_extensions.formgrader"),
        lab_extension("@jupyter/nbgrader"),
    ):
        assert finding.fitness is Fitness.OK, finding


def test_an_extension_that_is_not_there_takes_something_away_but_does_not_prevent_grading():
    missing, disabled = lab_extension("@nobody/nothing"), server_extension("nobody.nothing")
    assert (missing.fitness, disabled.fitness) == (Fitness.WARNING, Fitness.WARNING)
    assert disabled.repair == "Run 'jupyter server extension enable --sys-prefix nobody.nothing'."


def test_room_and_rights_are_told_for_the_folder_in_question(tmp_path):
    assert str(tmp_path) in disk_space(tmp_path).detail
    assert write_access(tmp_path).fitness is Fitness.OK
    absent = write_access(tmp_path / "absent")
    assert (absent.fitness, absent.detail) == (Fitness.FAULT, f"{tmp_path / 'absent'}: No such file or directory")
