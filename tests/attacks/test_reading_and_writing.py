"""A session reads nothing but Python and its mounts, and writes nowhere but in its scratch folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "autograders"

WITHHELD = [
    ROOT / "pyproject.toml",
    PACKAGE / "grading" / "__init__.py",
    PACKAGE / "criteria" / "__init__.py",
    PACKAGE / "sandbox" / "seccomp.py",
    Path(__file__),
    Path("/etc/passwd"),
    Path("/proc/1/environ"),
    Path("/proc/self/environ"),
    Path("/proc/self/maps"),
]
WAYS_TO_READ = {
    "open": "found = open({path!r}, 'rb').read(10)",
    "descriptor": "import os; found = os.read(os.open({path!r}, os.O_RDONLY), 10)",
    "link": "import os; os.symlink({path!r}, 'l'); found = open('l', 'rb').read(10)",
    "hard link": "import os; os.link({path!r}, 'h'); found = open('h', 'rb').read(10)",
    "folder": "import os; found = os.listdir(os.path.dirname({path!r}))",
    "own root": "found = open('/proc/self/root' + {path!r}, 'rb').read(10)",
    "upwards": "found = open('../' * 9 + {path!r}, 'rb').read(10)",
    "raw call": """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
f = libc.syscall(437, -100, {path!r}.encode(), (ctypes.c_uint64 * 3)(0, 0, 0), 24)
assert f >= 0
found = os.read(f, 10)""",
    "rename": "import os; os.rename({path!r}, 'mine'); found = open('mine', 'rb').read(10)",
}


def reading(way, path):
    return WAYS_TO_READ[way].format(path=str(path)) + "\nif found: print('BREACH', found)"


@pytest.fixture
def case_folder(folder):
    """Return the place of a truth file that everybody on the machine may read and write, beside what is public."""
    (folder / "truth.json").write_text('{"sigma_mm": 1.5}')
    (folder / "truth.json").chmod(0o666)
    (folder / "public").mkdir()
    (folder / "public" / "case.json").write_text("{}")
    return folder


def test_what_is_not_its_own_cannot_be_read(session):
    for path in WITHHELD:
        status, said = session.run(reading("open", path))
        assert status == "error", path
        assert "BREACH" not in said


@pytest.mark.parametrize("way", WAYS_TO_READ)
def test_the_truth_cannot_be_read_by_any_way(place, case_folder, way):
    session = place.open(mounts={"data": case_folder / "public"})
    status, said = session.run(reading(way, case_folder / "truth.json"))
    session.close()
    assert status == "error"
    assert "BREACH" not in said
    assert (case_folder / "truth.json").exists()


@pytest.mark.parametrize("way", ["open", "descriptor", "link", "folder"])
def test_the_same_ways_do_read_where_no_sandbox_is(tmp_path, way):
    (tmp_path / "truth.json").write_text("1")
    code = reading(way, tmp_path / "truth.json")
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path)
    assert b"BREACH" in finished.stdout


def test_a_mount_is_read_through_its_name(place, case_folder):
    session = place.open(mounts={"data": case_folder / "public"})
    assert session.run("print(open('data/case.json').read())")[1].startswith("{}")
    session.close()


def test_a_mount_in_a_folder_closed_to_others_is_read_too(place, folder):
    (folder / "case.json").write_text("[]")
    folder.chmod(0o700)
    session = place.open(mounts={"data": folder})
    assert session.run("print(open('data/case.json').read())")[1].startswith("[]")
    session.close()


def test_the_public_part_of_the_package_can_be_imported_and_no_other(session):
    status, said = session.run("import autograders.candidate as c; print(open(c.__file__).read()[:3])")
    assert status == "ok", said
    for floor in ("grading", "criteria", "domain", "model", "assignments", "records"):
        status, said = session.run(f"import autograders.{floor}\nprint('BREACH')")
        assert status == "error", floor
        assert "BREACH" not in said


@pytest.mark.parametrize(
    "source",
    [
        "import os; print(os.environ)",
        "print(open('/proc/self/environ').read())",
        "import ctypes; p = (ctypes.c_char_p * 200).in_dll(ctypes.CDLL(None), '__environ'); print(p[:1])",
        "import os; [print(open(f'/proc/{p}/environ').read()) for p in os.listdir('/proc') if p.isdigit()]",
    ],
)
def test_no_secret_of_the_driver_s_environment_is_to_be_found(session, source):
    _, said = session.run(source)
    assert "s3cret" not in said
    assert "COURSE_SECRET" not in said


def test_only_the_variables_given_are_added(place):
    session = place.open(environment={"CASE_LANGUAGE": "fr"})
    _, said = session.run("import os; print(sorted(os.environ))")
    session.close()
    fixed = "HOME IPYTHONDIR LANG LOGNAME MPLBACKEND MPLCONFIGDIR PATH TMPDIR USER XDG_CACHE_HOME XDG_CONFIG_HOME"
    assert said.startswith(str(sorted([*fixed.split(), "CASE_LANGUAGE"])))


@pytest.mark.parametrize(
    "source",
    [
        "open({path!r}, 'a').write('x')",
        "open({path!r}, 'w')",
        "import os; os.open({path!r}, os.O_RDONLY | os.O_TRUNC)",
        "import os; os.truncate({path!r}, 0)",
        "import os; os.unlink({path!r})",
        "import os; os.rename({path!r}, {path!r} + '2')",
        "import os; os.replace('mine', {path!r})",
        "import os; os.symlink({path!r}, 'l'); open('l', 'w')",
        "open({folder!r} + '/new', 'w')",
        "import os; os.mkdir({folder!r} + '/new')",
        "import os; os.symlink('x', {folder!r} + '/new')",
        "import os; os.mkfifo({folder!r} + '/new')",
        "import os; os.chmod({path!r}, 0)",
        "import os; os.chmod(os.open({path!r}, os.O_RDONLY), 0)",
        "import os; os.utime({path!r}, (0, 0))",
        "import os; os.setxattr({path!r}, 'user.x', b'x')",
        "import os; os.chown({path!r}, 12345, 12345)",
    ],
)
def test_nothing_outside_the_scratch_folder_can_be_changed(place, folder, source):
    path = folder / "case.json"
    path.write_text("[]")
    owner = folder.stat()
    os.chown(path, owner.st_uid, owner.st_gid)
    before = path.stat()
    for mounts in ({}, {"data": folder}):
        session = place.open(mounts=mounts)
        session.run("open('mine', 'w').write('x')")
        session.run(source.format(path=str(path), folder=str(folder)))
        session.close()
    after = path.stat()
    assert path.read_text() == "[]"
    assert (before.st_mode, before.st_uid, before.st_mtime_ns) == (after.st_mode, after.st_uid, after.st_mtime_ns)
    assert [entry.name for entry in folder.iterdir()] == ["case.json"]
    assert os.listxattr(path) == []


def test_python_itself_cannot_be_changed(session):
    status, said = session.run("import numpy; open(numpy.__file__, 'a').write('x'); print('BREACH')")
    assert (status, "BREACH" in said) == ("error", False)


def test_the_scratch_folder_works_as_a_folder_should(session):
    source = """
import os, shutil, tempfile, pathlib
os.makedirs('a/b'); open('a/b/c', 'w').write('x'); os.rename('a/b/c', 'd'); shutil.copy('d', 'e'); os.symlink('d', 'l')
with tempfile.TemporaryDirectory() as t, open(t + '/x', 'w') as f: f.write('y')
shutil.rmtree('a'); pathlib.Path.home().joinpath('x').write_text('z'); os.truncate('e', 0) if False else open('e', 'w')
print(sorted(os.listdir('.')))
"""
    status, said = session.run(source)
    assert status == "ok", said
    assert said.startswith("['.home', '.tmp', 'd', 'e', 'l']")


def test_a_sibling_s_scratch_folder_is_out_of_reach(place):
    victim, attacker = place.open(), place.open()
    _, said = victim.run("import os; open('answer', 'w').write('42'); print(os.getcwd())")
    folder = said.splitlines()[0]
    for source in (
        "print('BREACH', open({0!r} + '/answer').read())",
        "import os; os.chdir({0!r}); print('BREACH', open('answer').read())",
        "import os; print('BREACH', os.listdir(os.path.dirname({0!r}) + '/' + os.path.basename({0!r}) + '/../..'))",
        "open({0!r} + '/answer', 'w').write('0')",
    ):
        _, said = attacker.run(source.format(folder))
        assert "BREACH" not in said
    assert victim.run("print(open('answer').read())")[1].startswith("42")
    victim.close()
    attacker.close()
