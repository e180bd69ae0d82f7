"""The house's own rules: style, types, floors, and what may be committed."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PERMITTED = {
    "LICENSE",
    "CHANGELOG.md",
    "README.md",
    "pyproject.toml",
    "course",
    "exercises",
    "autograders",
    "datasets",
    "tests",
}


def tracked_files():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listing.splitlines()]


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
    ],
    ids=lambda command: " ".join(command),
)
def test_the_sources_pass(command):
    finished = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_an_import_only_goes_down_the_floors():
    finished = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_only_the_agreed_names_lie_at_the_top():
    top = {path.parts[0] for path in tracked_files()}
    assert {name for name in top if not name.startswith(".")} <= PERMITTED


def test_autograders_is_the_only_importable_folder():
    assert [path for path in tracked_files() if path.name == "__init__.py" and path.parts[0] != "autograders"] == []


def test_no_committed_file_is_above_a_megabyte_and_a_half():
    assert [path for path in tracked_files() if (ROOT / path).stat().st_size > 1_500_000] == []


def test_the_continuous_integration_runs_the_readme_s_test_command():
    command = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_dependency_says_why_it_is_there():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    block = lines[start + 1 : lines.index("]", start)]
    assert block[0].lstrip().startswith("#")
    declared = tomllib.loads("\n".join(lines))["project"]["dependencies"]
    assert len(declared) == sum(not line.lstrip().startswith("#") for line in block)
