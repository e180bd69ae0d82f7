"""When a session, its parent or its driver ends, nothing of it is left: no process, no thread, no file."""

import contextlib
import os
import select
import signal
import subprocess
from pathlib import Path

HOLD_OUT = """
import os, signal, threading
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
threading.Thread(target=threading.Event().wait, daemon=False).start()
os.makedirs('a/' * 60); os.symlink('/', 'root'); os.mkdir('closed', 0); open('f', 'w').write('x')
print(os.getcwd())
"""


def descendants(pid):
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children = {}
    for line in listing.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found, pending = set(), [pid]
    while pending:
        for child in children.get(pending.pop(), []):
            found.add(child)
            pending.append(child)
    return found


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def wait_for_end(pids):
    for pid in pids:
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        assert select.select([descriptor], [], [], 30)[0], f"process {pid} lives on"
        os.close(descriptor)


def test_a_closed_session_leaves_no_process_and_no_folder(place):
    before = descendants(place.pid)
    session = place.open()
    status, said = session.run(HOLD_OUT)
    assert status == "ok", said
    assert len(descendants(place.pid) - before) == 2
    session.close()
    # The supervisor says that all is done, and then ends itself.
    wait_for_end(descendants(place.pid) - before)
    scratch = Path(said.splitlines()[0])
    assert not scratch.is_dir() or scratch.parts[1] != "tmp"


def test_very_deep_and_closed_folders_are_removed_too(place):
    session = place.open(cell_wall_seconds=20)
    deep = "import os\nprint(os.getcwd())\nfor _ in range(3000): os.mkdir('d'); os.chdir('d')\nos.mkdir('x', 0)"
    status, said = session.run(deep)
    assert status == "ok", said
    session.close()
    scratch = Path(said.splitlines()[0])
    assert not scratch.exists() or scratch.parts[1] == "scratch"


def test_when_the_driver_is_killed_all_ends(open_place, person, level):
    place = open_place(person, level)
    _, said = place.open().run(HOLD_OUT)
    family = descendants(place.pid)
    os.kill(place.pid, signal.SIGKILL)
    wait_for_end(family)
    scratch = Path(said.splitlines()[0])
    assert scratch.parts[1] != "tmp" or not scratch.parent.exists()


def test_when_the_parent_is_killed_its_sessions_end_and_the_driver_lives(open_place, level):
    place = open_place("self", level)
    session = place.open()
    session.run(HOLD_OUT)
    # Where bubblewrap stands around it, the parent is a process further down.
    parents = [pid for pid in {place.parent, *descendants(place.parent)} if b"sandbox.parent" in command(pid)]
    family = descendants(place.pid)
    for pid in parents:
        # The end of one may have been the end of the next.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_for_end(family)
    assert session.run("1")[0] == "died"
    assert session.ending == "killed"
    session.close()


def test_a_sibling_s_violent_end_harms_nobody(place):
    victim, attacker = place.open(), place.open()
    victim.run("x = 6 * 7")
    attacker.run(HOLD_OUT + "\nimport ctypes; ctypes.string_at(0)")
    attacker.close()
    assert victim.run("print(x)")[1].startswith("42")
    victim.close()
