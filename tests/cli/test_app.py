"""Every command has help; whatever is typed wrongly is one clear line and exit status 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograders.cli import main
from autograders.cli.errors import explained

COMMANDS = ["doctor", "new", "verify", "build", "coverage", "grade", "demo"]
ENTRY = "import sys; from autograders.cli import main; sys.exit(main())"


def atelier(*arguments, stdout=subprocess.PIPE):
    command = [sys.executable, "-c", ENTRY, *arguments]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=120, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command, capsys):
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Usage: atelier " + command in shown


def test_the_help_names_every_command_and_the_exit_statuses(capsys):
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [command for command in COMMANDS if command not in shown] == []
    assert "Exit status" in shown


def test_the_version_is_printed(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "atelier 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["frob"], "frob"),
        (["coverage", "--frob"], "--frob"),
        (["coverage", "frob"], "frob"),
        (["build"], "activity"),
        (["verify", "--variants", "many"], "--variants"),
        (["verify", "--variants", "0"], "--variants"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrongly_is_one_line_that_names_it_and_exit_status_2(arguments, named, capsys):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert line.startswith("atelier: ")
    assert named in line.lower()
    assert line.endswith(". Try 'atelier --help'.")
    assert captured.out == ""


def test_without_a_command_the_help_is_shown_and_nothing_was_done(capsys):
    assert main([]) == 2
    assert "Usage: atelier" in capsys.readouterr().out


def test_help_needs_none_of_the_heavy_libraries():
    source = (
        "import sys; from autograders.cli import main; main(['--help']); "
        "print(sorted({'numpy', 'scipy', 'open3d', 'nbgrader', 'sqlalchemy', 'pydantic'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"


def test_a_reader_that_closes_the_pipe_early_is_not_told_about_it():
    reading, writing = os.pipe()
    os.close(reading)
    finished = atelier("--help", stdout=writing)
    os.close(writing)
    assert (finished.returncode, finished.stderr) == (1, "")


def test_a_full_device_behind_the_standard_output_is_one_line_and_exit_status_2():
    with Path("/dev/full").open("w") as full:
        finished = atelier("--help", stdout=full)
    expected = "atelier: No space left on device. Free some space, then run the command again.\n"
    assert (finished.returncode, finished.stderr) == (2, expected)


def test_an_interruption_is_quiet_and_has_its_own_exit_status():
    source = (
        "import sys, autograders.cli.app as app\n"
        "@app.app.command()\n"
        "def wait():\n    raise KeyboardInterrupt\n"
        "sys.exit(app.main(['wait']))"
    )
    finished = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stdout, finished.stderr) == (130, "", "")


def test_an_error_that_nobody_foresaw_is_one_line_that_says_where_it_came_from():
    try:
        {}["missing"]
    except KeyError as error:
        (line,) = explained(error)
    assert line.startswith("unexpected KeyError in test_app.py, line ")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (PermissionError(13, "", "course"), "Permission denied (course). Get the right to use it, or choose another"),
        (OSError(28, "", "course/release"), "No space left on device (course/release). Free some space"),
        (FileNotFoundError(2, "", "course"), "No such file or directory (course). Check the path."),
        (OSError(5, ""), "Input/output error. Check the path and the disk."),
        (MemoryError(), "not enough memory. Close other programs"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_error_of_the_system_names_the_file_and_the_repair(error, line):
    (explanation,) = explained(error)
    assert explanation.startswith(line)
