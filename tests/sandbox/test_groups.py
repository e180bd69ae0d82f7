"""What the processes of a session take together is bounded where the machine lets us, and told where it does not."""

import json
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support import without_control_groups, without_landlock

from autograders.sandbox import CellStatus, EndingKind, Limits, WarmSandbox
from autograders.sandbox.groups import ControlGroups
from autograders.sandbox.hierarchies import NoControlGroupError, find_places

MEBIBYTE = 1024**2
LIMITS = Limits(memory_bytes=512 * MEBIBYTE, scratch_bytes=64 * MEBIBYTE, cell_wall_seconds=30)
MESSAGE = (
    "Mémoire dépassée : 0,562 Gio au plus pour le carnet, tous ses processus, sa mémoire partagée et ses fichiers "
    "temporaires compris."
)
SHARED = """
import mmap
held = []
for _ in range({count}):
    held.append(mmap.mmap(-1, 2**26))
    held[-1].write(bytes(2**26))
"""
# The room is gone when the last piece does not fit: the error is shown after some was given back.
PRIVATE = """
held = []
try:
    while True:
        held.append(bytearray(b"x") * 2**25)
except MemoryError as error:
    held = None
    print(type(error).__name__)
"""
# Each child holds 200 MiB and stays; the cell ends when one of them has.
TREE = """
import os, signal
for _ in range({count}):
    if os.fork() == 0:
        held = bytearray(b"x") * (200 * 2**20)
        signal.pause() if {stay} else os._exit(0)
print(os.wait()[1])
"""
MEMFD = """
import os
for _ in range({count}):
    os.write(os.memfd_create("held"), bytes(2**25))
"""
# Without Landlock a session is bounded only, and free to start processes.
UNCONFINED = """
import json
from autograders.sandbox import ConfinementLevel, Limits, WarmSandbox
limits = Limits(**{limits})
def said(run):
    return [run.status, "".join(output.get("text", "") for output in run.outputs)]
with WarmSandbox(minimum_level=ConfinementLevel.NONE) as warm:
    with warm.open(mounts={{}}, limits=limits) as greedy, warm.open(mounts={{}}, limits=limits) as neighbour:
        status = said(greedy.execute({greedy!r}))[0]
        print(json.dumps([warm.report.level, status, greedy.ending and [greedy.ending.kind, greedy.ending.message],
                          said(neighbour.execute({modest!r}))]))
"""


def places_here():
    try:
        return find_places()
    except NoControlGroupError:
        return ()


def groups_of_descendants(ancestor):
    """Return the sessions' groups that hold a process which descends from another; more drivers may be at work."""
    files = [file for place in places_here() for file in place.glob("atelier-*/*/cgroup.procs")]
    return [file.parent for file in files if any(descends(process, ancestor) for process in words(file))]


def descends(process, ancestor):
    if process == str(ancestor):
        return True
    # The fourth field of proc_pid_stat(5), the second after the name in brackets.
    fields = words(Path(f"/proc/{process}/stat"))
    return len(fields) > 3 and descends(fields[[field.endswith(")") for field in fields].index(True) + 2], ancestor)


def words(file):
    """Return what a file holds: nothing if it is that of a process or session that has ended meanwhile."""
    try:
        return file.read_text().split()
    except OSError:
        return []


def text_of(run):
    return "".join(output.get("text", "") for output in run.outputs)


def last_line(command, code):
    finished = subprocess.run(
        [*command, sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def sandbox():
    with WarmSandbox(preload=["numpy"]) as warm:
        yield warm


@pytest.mark.needs("control groups")
@pytest.mark.parametrize(
    ("greedy", "modest", "answer"),
    [
        (TREE.format(count=4, stay=True), TREE.format(count=1, stay=False), "0\n"),
        (MEMFD.format(count=40), MEMFD.format(count=2) + "print('fits')", "fits\n"),
    ],
    ids=["tree", "memfd"],
)
def test_processes_below_their_own_bound_are_ended_when_they_pass_it_together_and_the_neighbour_lives(
    greedy, modest, answer
):
    command = [sys.executable, without_landlock.__file__]
    code = UNCONFINED.format(limits=LIMITS.to_json(), greedy=greedy, modest=modest)
    level, status, ending, neighbour = last_line(command, code)
    assert level == "none"
    assert (status, ending) == ("died", ["memory", MESSAGE])
    assert neighbour == ["ok", answer]


@pytest.mark.needs("control groups")
def test_shared_memory_counts_and_neighbour_and_parent_live_on(sandbox):
    with sandbox.open(mounts={}, limits=LIMITS) as greedy, sandbox.open(mounts={}, limits=LIMITS) as neighbour:
        neighbour.execute("x = 6 * 7")
        assert greedy.execute(SHARED.format(count=20)).status is CellStatus.DIED
        assert (greedy.ending.kind, greedy.ending.message) == (EndingKind.MEMORY, MESSAGE)
        assert text_of(neighbour.execute("print(x)")) == "42\n"
        assert neighbour.execute(SHARED.format(count=2)).status is CellStatus.OK
    with sandbox.open(mounts={}) as later:
        assert text_of(later.execute("print(6 * 7)")) == "42\n"


def test_private_memory_is_a_memory_error_before_the_group_ends_the_session(sandbox):
    with sandbox.open(mounts={}, limits=LIMITS) as session:
        # The scratch folder has its own share, full or empty.
        session.execute("open('full', 'wb').write(bytes(60 * 2**20))")
        run = session.execute(PRIVATE)
        assert text_of(run) == "MemoryError\n"
        assert text_of(session.execute("print(6 * 7)")) == "42\n"


@pytest.mark.needs("control groups")
def test_no_group_is_left_behind():
    with WarmSandbox() as warm:
        with warm.open(mounts={}) as session:
            groups = groups_of_descendants(warm.process_id)
            assert len(groups) == len(places_here())
            session.execute("1")
        assert not [group for group in groups if group.exists()]
        left_open = warm.open(mounts={})
    assert left_open.ending.kind is EndingKind.CLOSED
    assert not [group.parent for group in groups if group.parent.exists()]


@pytest.mark.needs("control groups")
def test_the_next_driver_removes_what_a_killed_one_left_and_nothing_of_one_that_lives():
    code = textwrap.dedent("""
        import json, os
        from autograders.sandbox import Limits
        from autograders.sandbox.groups import ControlGroups
        from autograders.sandbox.hierarchies import find_places
        groups = ControlGroups(find_places())
        group = groups.make(Limits())
        print(json.dumps([os.readlink(f"/proc/self/fd/{door}") for door in group.doors]), flush=True)
        os.read(0, 1)
    """)
    driver = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with driver:
        groups = [Path(door).parent for door in json.loads(driver.stdout.readline())]
        ControlGroups(places_here()).close()
        assert all(group.is_dir() for group in groups)
        driver.send_signal(signal.SIGKILL)
        driver.wait()
    ControlGroups(places_here()).close()
    assert not [group.parent for group in groups if group.parent.exists()]


@pytest.mark.needs("control groups")
def test_drivers_that_start_at_once_do_not_sweep_each_other_away():
    places = places_here()

    def start(_):
        groups = ControlGroups(places)
        groups.make(Limits()).remove()
        return groups

    with ThreadPoolExecutor(8) as pool:
        started = list(pool.map(start, range(40)))
    for groups in started:
        groups.make(Limits())
        groups.close()


@pytest.mark.needs("control groups")
def test_a_session_holds_no_way_to_its_group(sandbox):
    devices = {place.stat().st_dev for place in places_here()}
    listing = textwrap.dedent("""
        import os
        found = set()
        for descriptor in range(1024):
            try: found.add(os.fstat(descriptor).st_dev)
            except OSError: pass
        print(sorted(found))
    """)
    with sandbox.open(mounts={}) as session:
        found = json.loads(text_of(session.execute(listing)))
    assert found
    assert devices.isdisjoint(found)


UNGROUPED = """
import json
from autograders.sandbox import ConfinementLevel, WarmSandbox
with WarmSandbox(minimum_level=ConfinementLevel.REDUCED) as warm, warm.open(mounts={}) as session:
    answer = session.execute("6 * 7").outputs[0]["data"]["text/plain"]
    print(json.dumps([answer, warm.report.unbounded]))
"""


def test_without_groups_sessions_run_and_the_report_says_what_is_not_bounded_and_the_repair():
    answer, unbounded = last_line([sys.executable, without_control_groups.__file__], UNGROUPED)
    assert answer == "42"
    assert unbounded.startswith("memory is bounded for each process only (")
    assert unbounded.endswith(" (not required).")


def process_folder(tmp_path, mounts, groups):
    (tmp_path / "mountinfo").write_text(mounts)
    (tmp_path / "cgroup").write_text(groups)
    return tmp_path


def made_group(folder, **files):
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(content)
    return folder


def unified(tmp_path, group):
    """Return a process's folder as proc_pid_mountinfo(5) and cgroups(7) describe it for version 2."""
    point = tmp_path / "unified"
    return process_folder(
        tmp_path, f"30 24 0:26 / {point} rw shared:4 - cgroup2 cgroup2 rw,nsdelegate\n", f"0::{group}\n"
    )


def test_a_delegated_group_of_version_2_is_divided_and_its_own_processes_move_down(tmp_path):
    top = made_group(
        tmp_path / "unified",
        cgroup__controllers="cpu memory pids\n",
        cgroup__procs="4242\n",
        cgroup__subtree_control="",
        cgroup__events="populated 1\n",
    )
    made_group(top / "atelier.main", cgroup__procs="", cgroup__controllers="memory pids\n")
    assert find_places(unified(tmp_path, "/")) == (top,)
    assert (top / "atelier.main" / "cgroup.procs").read_text() == "4242"
    assert (top / "cgroup.subtree_control").read_text() == "+memory +pids"
    # What is started later is down there already.
    assert find_places(unified(tmp_path, "/atelier.main")) == (top,)


def test_a_group_of_version_2_that_was_not_delegated_is_left_alone(tmp_path):
    group = made_group(
        tmp_path / "unified" / "session.scope", cgroup__controllers="memory pids\n", cgroup__procs="4242\n"
    )
    with pytest.raises(NoControlGroupError, match="session.scope is not delegated to this user"):
        find_places(unified(tmp_path, "/session.scope"))
    assert {entry.name for entry in group.iterdir()} == {"cgroup.controllers", "cgroup.procs"}


@pytest.mark.parametrize(
    ("limit", "allowed"), [("9223372036854771712", True), (str(4 * 1024**3), False)], ids=["unbounded", "bounded"]
)
def test_a_session_leaves_no_group_of_version_1_that_has_a_bound(tmp_path, limit, allowed):
    lines, groups = [], []
    for controller in ("memory", "pids"):
        made_group(tmp_path / controller / "service" / "inner", memory__limit_in_bytes="9223372036854771712\n")
        lines.append(f"31 24 0:27 / {tmp_path / controller} rw shared:5 - cgroup cgroup rw,{controller}\n")
        groups.append(f"4:{controller}:/service/inner\n")
    (tmp_path / "memory" / "service" / "memory.limit_in_bytes").write_text(f"{limit}\n")
    process = process_folder(tmp_path, "".join(lines), "".join(groups))
    if allowed:
        assert find_places(process) == (tmp_path / "memory", tmp_path / "pids")
    else:
        with pytest.raises(NoControlGroupError, match="service has a bound"):
            find_places(process)
