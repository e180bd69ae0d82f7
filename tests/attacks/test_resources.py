"""What a session consumes and says is bounded, and its end is told."""

import pytest

MEBIBYTE = 1024**2
ALIVE = "print(6 * 7)"


@pytest.mark.parametrize(
    "source",
    [
        "import numpy; numpy.ones(2**30)",
        "import numpy; numpy.empty(2**30)",
        "bytearray(8 * 2**30)",
        "import mmap; mmap.mmap(-1, 8 * 2**30)",
        "import mmap; mmap.mmap(-1, 8 * 2**30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)",
        "x = []\nwhile True: x.append(bytearray(2**27))",
        "import mmap; x = []\nwhile True: x.append(mmap.mmap(-1, 2**28))",
    ],
)
def test_eight_gigabytes_are_a_memory_error_and_the_notebook_goes_on(place, source):
    session = place.open(cell_wall_seconds=20, memory_bytes=1024 * MEBIBYTE)
    status, said = session.run(source)
    assert status == "error"
    assert "llocate" in said or "emory" in said or said.strip() == '""'
    session.run("x = None")
    assert session.run(ALIVE)[1].startswith("42")
    session.close()


def test_control_groups_are_neither_seen_nor_changed(place):
    session = place.open()
    for hierarchy in ("memory", "pids", ""):
        status, _ = session.run(f"open('/sys/fs/cgroup/{hierarchy}/cgroup.procs', 'w').write('0')")
        assert status == "error"
    assert session.run("import os; os.listdir('/sys/fs/cgroup')")[0] == "error"
    assert session.run("open('/proc/self/cgroup').read()")[0] == "error"
    session.close()


def test_an_endless_loop_is_ended_by_the_clock(place):
    session = place.open(cell_wall_seconds=0.5)
    assert session.run("print('before', flush=True)\nwhile True: pass")[0] == "timeout"
    assert session.ending == "wall-time"
    assert session.run(ALIVE)[0] == "skipped"
    session.close()


def test_what_was_said_before_the_clock_ran_out_is_kept(place):
    session = place.open(cell_wall_seconds=1)
    assert "before" in session.run("print('before')\nwhile True: pass")[1]
    session.close()


@pytest.mark.parametrize(
    "source",
    [
        """
import signal
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass""",
        "import time; time.sleep(1000)",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import ctypes; ctypes.CDLL(None).pause()",
        "import os; os.read(3, 1); os.read(3, 1)",
        "import threading; threading.Event().wait()",
    ],
)
def test_no_way_of_holding_out_survives_the_clock(place, source):
    session = place.open(cell_wall_seconds=0.3)
    assert session.run(source)[0] == "timeout"
    session.close()


def test_the_cells_together_have_a_bound_too(place):
    session = place.open(wall_seconds=0.6, cell_wall_seconds=60)
    statuses = [session.run("import time; time.sleep(0.25)")[0] for _ in range(4)]
    assert statuses[-1] in {"timeout", "skipped"}
    assert "timeout" in statuses
    session.close()


def test_processor_time_is_bounded(place):
    session = place.open(cpu_seconds=1, cell_wall_seconds=30)
    assert session.run("while True: pass")[0] == "died"
    assert session.ending == "cpu-time"
    session.close()


@pytest.mark.parametrize(
    "source",
    [
        "while True: print('x' * 1000)",
        "print('x' * 300_000_000)",
        "import os\nwhile True: os.write(1, b'x' * 60000)",
        "import sys\nwhile True: sys.stderr.write('x' * 1000)",
        "display({'text/plain': 'x' * 3_000_000}, raw=True)",
        "'x' * 3_000_000",
        "raise ValueError('x' * 3_000_000)",
    ],
)
def test_endless_output_is_cut(place, source):
    session = place.open(output_bytes=MEBIBYTE, cell_wall_seconds=30)
    status, said = session.run(source)
    assert (status, session.ending) == ("output-limit", "output")
    assert len(said) < 3 * MEBIBYTE
    session.close()


def test_displays_without_end_are_cut(place):
    session = place.open(output_bytes=MEBIBYTE // 16, cell_wall_seconds=30)
    assert session.run("while True: display(1)")[0] == "output-limit"
    session.close()


def test_displays_that_are_updated_without_end_do_not_hold_the_driver(place):
    session = place.open(cell_wall_seconds=30)
    status, _ = session.run("while True: display(1, display_id='same')")
    assert status == "output-limit"
    session.close()


def test_a_file_is_bounded_and_so_is_the_scratch_folder(place):
    session = place.open(file_bytes=MEBIBYTE, scratch_bytes=4 * MEBIBYTE)
    status, said = session.run("open('big', 'wb').write(b'x' * 2**21)")
    assert status == "error"
    assert "too large" in said
    if place.level == "full":
        status, said = session.run("for i in range(20): open(f'f{i}', 'wb').write(b'x' * 2**20)")
        assert "No space" in said
    session.close()


@pytest.mark.parametrize(
    ("source", "ending"),
    [
        ("import os; os._exit(3)", "exited"),
        ("import os; os._exit(0)", "exited"),
        ("import ctypes; ctypes.string_at(0)", "killed"),
        ("import os; os.abort()", "killed"),
        ("import os; os.close(4)\nwhile True: pass", "protocol"),
        ("import os; os.closerange(0, 100)", "exited"),
        ("import os; os.close(3)", "exited"),
        ("get_ipython().kernel.execute_request = None; import sys; sys.stdout = None; 1/0", None),
    ],
)
def test_a_kernel_that_ends_itself_is_told_apart(place, source, ending):
    session = place.open(cell_wall_seconds=20)
    session.run(source)
    status, _ = session.run(ALIVE)
    if ending is not None:
        assert session.ending == ending
        assert status in {"skipped", "died"}
    session.close()


@pytest.mark.parametrize("source", ["import sys; sys.exit(1)", "raise SystemExit", "raise KeyboardInterrupt", "exit()"])
def test_an_exit_or_interrupt_ends_the_cell_alone(session, source):
    session.run(source)
    assert session.run(ALIVE)[1].startswith("42")
