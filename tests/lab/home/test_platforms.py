"""The lab on systems that have no POSIX."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# What the standard library has on POSIX systems alone.
POSIX_ALONE = ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty", "pty", "posix_ipc")
LAB = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "autograders" / "lab").rglob("*.py")
)
# Hidden for our own code alone: libraries have a way of their own on each system.
HIDE = f"""
import sys
import builtins

real_import = builtins.__import__

def refusing(name, globals=None, locals=None, fromlist=(), level=0):
    importer = (globals or {{}}).get("__name__", "")
    if name in {POSIX_ALONE!r} and importer.startswith("autograders"):
        raise ImportError(f"{{importer}} imports {{name}}, which Windows lacks")
    return real_import(name, globals, locals, fromlist, level)

builtins.__import__ = refusing
import importlib
for module in sys.argv[1:]:
    importlib.import_module(module)
"""


def test_the_lab_and_all_it_needs_can_be_imported_without_the_modules_of_posix():
    finished = subprocess.run(
        [sys.executable, "-c", HIDE, *LAB, "autograders.cli.practice"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr


def test_the_test_would_see_such_an_import():
    finished = subprocess.run(
        [sys.executable, "-c", HIDE, "autograders.sandbox.limits"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "which Windows lacks" in finished.stderr


def test_no_module_of_the_lab_makes_symbolic_links_or_forks():
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "autograders" / "lab").rglob("*.py")}
    assert [
        path for path, text in sources.items() for word in ("symlink", "os.fork", "preexec_fn") if word in text
    ] == []
