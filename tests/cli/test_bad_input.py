"""Bad input of every kind is one clear line with its repair and exit status 2; nothing is left half-written."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.tiny_repository import ACTIVITY, DATASET, EXERCISE, ROOT, exercise_folder, make_tiny_repository

from autograders.cli import main

ENTRY = "import sys; from autograders.cli import main; sys.exit(main())"
ATELIER = [sys.executable, "-c", ENTRY]
ENTER = [sys.executable, str(ROOT / "tests" / "attacks" / "enter.py")]
WITHOUT_LANDLOCK = [sys.executable, str(ROOT / "tests" / "support" / "without_landlock.py")]
COMMANDS = {
    "new": ["new", "C2.1.1"],
    "verify": ["verify", "--variants", "1"],
    "build": ["build", "A2.1"],
    "coverage": ["coverage"],
    "grade": ["grade", "A2.1"],
    "demo": ["demo"],
}
WRITING = [name for name in COMMANDS if name != "coverage"]


@dataclass(frozen=True)
class Finished:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def atelier(monkeypatch, capfd):
    """Run a command in this process."""

    def run(arguments, folder):
        monkeypatch.chdir(folder)
        status = main(arguments)
        captured = capfd.readouterr()
        return Finished(status, captured.out, captured.err)

    return run


def elsewhere(arguments, folder, *, through=(), **options):
    """Run a command in a process of its own, by way of another program."""
    command = [*through, *ATELIER, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False, **options)


def complaint(finished):
    """Return the lines of a command that could not run, after checking that they are all it said."""
    assert finished.returncode == 2, finished.stdout + finished.stderr
    assert "Traceback" not in finished.stdout + finished.stderr
    assert "unexpected" not in finished.stderr
    assert finished.stdout == ""
    lines = [line for line in finished.stderr.splitlines() if line.startswith("atelier: ")]
    assert lines, finished.stderr
    return [line.removeprefix("atelier: ") for line in lines]


def content(root):
    """Return the files of a repository that hold anything, but for those that are only kept to save time."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.stat().st_size and ".atelier" not in path.parts
    }


@pytest.fixture
def tiny(tmp_path):
    return make_tiny_repository(tmp_path / "repository")


@pytest.fixture
def built(built_repository, tmp_path):
    root = tmp_path / "built"
    shutil.copytree(built_repository, root)
    handed_in = root / "course" / "submitted" / "ada" / ACTIVITY
    shutil.copytree(root / "course" / "release" / ACTIVITY, handed_in)
    return root


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["verify", "C2.1.9"], "exercise 'C2.1.9': no such folder in exercises/. Did you mean c2_1_3_tiny_ruler?"),
        (["verify", "A9.9"], "activity 'A9.9': no such folder in exercises/. Did you mean a2_1_tiny_case?"),
        (["build", "A9.9"], "activity 'A9.9': no such folder in exercises/. Did you mean a2_1_tiny_case?"),
        (["grade", "A9.9"], "activity 'A9.9': no such folder in exercises/. Did you mean a2_1_tiny_case?"),
        (["regrade", "A9.9"], "activity 'A9.9': no such folder in exercises/. Did you mean a2_1_tiny_case?"),
        (["regrade", "A2.1", "--course", "absent"], "absent: no course there (no course.toml). Name the folder that "),
        (["regrade", "A2.1"], "a2_1_tiny_case: not built in "),
        (["new", "C9.9.9"], "the referential has no competency 'C9.9.9'; the nearest is "),
        (["new", "everything"], "'everything' is no code of a competency. Write it as "),
        (["build", "A2.1", "--course", "absent"], "absent: no course there (no course.toml). Name the folder that "),
        (["grade", "A2.1", "--course", "absent"], "absent: no course there (no course.toml). Name the folder that "),
        (["grade", "A2.1"], "a2_1_tiny_case: not built in "),
        (["demo", "--folder", "exercises"], "exercises: holds something else than a demonstration. Choose another"),
        (["demo", "--folder", "course/course.toml/demo"], "Not a directory ("),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_name_or_a_missing_folder(atelier, tiny, arguments, line):
    before = content(tiny)
    (said,) = complaint(atelier(arguments, tiny))
    assert line in said
    assert content(tiny) == before


def test_a_candidate_who_handed_nothing_in(atelier, built):
    (line,) = complaint(atelier(["grade", "A2.1", "--candidate", "grace"], built))
    assert line == "a2_1_tiny_case: no submission of grace. Those who handed something in: ada."


@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_referential(atelier, tiny, command):
    (tiny / "course" / "referential.toml").write_text("format = ", encoding="utf-8")
    before = content(tiny)
    (line,) = complaint(atelier(COMMANDS[command], tiny))
    assert line.startswith("referential.toml: is not valid TOML: ")
    assert content(tiny) == before


@pytest.mark.parametrize("command", ["build", "grade"])
def test_settings_that_are_no_toml_or_hold_unknown_keys(atelier, tiny, command):
    path = tiny / "course" / "course.toml"
    path.write_text("variants = 'many'\nfoo = 1\n", encoding="utf-8")
    lines = complaint(atelier(COMMANDS[command], tiny))
    assert [line.split(": ")[1] for line in lines] == ["format", "course_id", "variants", "foo"]
    path.write_bytes(b"\xff\xfe")
    assert complaint(atelier(COMMANDS[command], tiny)) == ["course.toml: is not UTF-8 text. Save it as UTF-8."]


@pytest.mark.parametrize("command", ["build", "grade", "demo", "coverage"])
def test_a_damaged_exercise(atelier, tiny, command):
    (exercise_folder(tiny) / "exercise.toml").write_text("format = 1\n", encoding="utf-8")
    before = content(tiny)
    lines = complaint(atelier(COMMANDS[command], tiny))
    assert any("duration_minutes: missing. Add it." in line for line in lines)
    assert content(tiny) == before


@pytest.mark.parametrize("name", ["gradebook.db", "records.db"])
def test_a_damaged_database(atelier, built, name):
    (built / "course" / name).write_bytes(b"This is no database. " * 500)
    before = content(built)
    (line,) = complaint(atelier(["grade", "A2.1"], built))
    assert name in line
    assert {path: content(built)[path] for path in before} == before


def test_damaged_variants(atelier, built):
    for number in (1, 2):
        (built / "course" / "variants" / ACTIVITY / f"v{number}" / "variant.json").write_text("{", encoding="utf-8")
    (line,) = complaint(atelier(["grade", "A2.1"], built))
    assert line.endswith("variant.json: is damaged. Build the activity again.")


def test_a_damaged_truth_is_told_for_each_candidate_of_that_variant_and_stops_nothing(atelier, built):
    for number in (1, 2):
        truth = built / "course" / "variants" / ACTIVITY / f"v{number}" / "truth" / f"{DATASET}.json"
        truth.write_text("{", encoding="utf-8")
    finished = atelier(["grade", "A2.1", "--no-feedback"], built)
    assert finished.returncode == 1
    assert f"truth/{DATASET}.json: cannot be read" in finished.stdout
    assert "Build the activity again." in finished.stdout


@pytest.fixture
def closed_repository():
    """Return a repository of somebody else, which an ordinary user may read and not write."""
    with tempfile.TemporaryDirectory(prefix="atelier-closed-") as made:
        root = make_tiny_repository(Path(made) / "repository")
        for path in [Path(made), *Path(made).rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield root
        for path in [Path(made), *Path(made).rglob("*")]:
            path.chmod(0o755)


# To grade, one needs a build first, which the same lack of rights prevents.
@pytest.mark.parametrize("command", [name for name in WRITING if name != "grade"])
def test_no_right_to_write(closed_repository, command):
    through = [*ENTER, "ordinary", "granted"] if os.geteuid() == 0 else []
    before = content(closed_repository)
    (line,) = complaint(elsewhere(COMMANDS[command], closed_repository, through=through))
    assert "ermission" in line
    assert content(closed_repository) == before


def smallest_files():
    """Let no file grow beyond 2 kB, as on a disk without room."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))


@pytest.mark.parametrize("command", WRITING)
def test_no_room_for_files(built, command):
    before = content(built)
    (line,) = complaint(elsewhere(COMMANDS[command], built, preexec_fn=smallest_files))
    assert any(word in line for word in ("File too large", "full", "disk", "room")), line
    assert content(built) == before


def test_without_landlock_nothing_is_graded(built):
    (line,) = complaint(elsewhere(["grade", "A2.1"], built, through=WITHOUT_LANDLOCK))
    assert "Landlock" in line
    assert "Use Linux 5.13 or later" in line


def test_the_doctor_says_that_without_landlock_nothing_can_be_graded(tiny):
    finished = elsewhere(["doctor", "--json"], tiny, through=WITHOUT_LANDLOCK)
    assert finished.returncode == 1
    report = json.loads(finished.stdout)
    (fault,) = [finding for finding in report["findings"] if finding["fitness"] == "fault"]
    assert report["ok"] is False
    assert fault["name"] == "confinement"
    assert fault["detail"].startswith("none; missing: Landlock (not in this kernel)")
    assert fault["repair"].startswith("Use Linux 5.13 or later")


def test_a_notebook_that_is_none_is_for_a_person_to_look_at_and_stops_nothing(atelier, built):
    path = built / "course" / "submitted" / "ada" / ACTIVITY / f"{EXERCISE}.ipynb"
    path.write_bytes(b"\x00 no notebook")
    finished = atelier(["grade", "A2.1", "--no-feedback"], built)
    assert finished.returncode == 1
    assert "to-review" in finished.stdout
    assert "Le carnet remis n’est pas un fichier JSON valide." in finished.stdout
