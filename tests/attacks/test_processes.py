"""A session starts no process, reaches none, opens no network, and calls nothing of the kernel beyond its needs."""

import os
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

RAW = """
import ctypes, os
r = ctypes.CDLL(None).syscall(*{call})
if r == 0: os._exit(0)
if r > 0: print('BREACH')"""
# Numbers of the calls on x86-64: asm/unistd_64.h. 17 is SIGCHLD.
NEW_PROCESSES = {
    "fork": "import os; p = os.fork()\nif p == 0: os._exit(0)\nprint('BREACH')",
    "raw fork": RAW.format(call=(57,)),
    "raw vfork": RAW.format(call=(58,)),
    "raw clone": RAW.format(call=(56, 17, 0, 0, 0, 0)),
    "raw clone3": """
import ctypes, struct
a = ctypes.create_string_buffer(struct.pack('8Q', 0, 0, 0, 0, 17, 0, 0, 0))
r = ctypes.CDLL(None).syscall(435, a, 64)
if r == 0: import os; os._exit(0)
if r > 0: print('BREACH')""",
    "fork bomb": """
import os
for _ in range(10000):
    try: os.fork()
    except OSError: continue
    print('BREACH')""",
    "subprocess": "import subprocess; print('BREACH', subprocess.run(['true']))",
    "spawn": "import os; print('BREACH', os.posix_spawn('/bin/true', ['true'], {}))",
    "exec": "import os; os.execv('/bin/echo', ['echo', 'BREACH'])",
    "system": "import os\nif os.system('true') == 0: print('BREACH')",
    "shell line": "!echo BRE''ACH",
    "multiprocessing": """
import multiprocessing
multiprocessing.get_context('fork').Process(target=print).start()
print('BREACH')""",
}


def breaches(session, sources):
    """Return the names of those that got through."""
    found = []
    for name, source in sources.items():
        _, said = session.run(source)
        if "BREACH" in said.replace("BRE''ACH", ""):
            found.append(name)
        assert session.ending is None, name
    return found


def test_no_process_can_be_started(session):
    assert breaches(session, NEW_PROCESSES) == []
    assert session.run("print(6 * 7)")[1].startswith("42")


REACHES = {
    "kill": "import os; os.kill({pid}, 9); print('BREACH')",
    "kill all": "import os; os.kill(-1, 9); print('BREACH')",
    "kill group": "import os; os.killpg(os.getpgid({pid}), 9); print('BREACH')",
    "probe": "import os; os.kill({pid}, 0); print('BREACH')",
    "queue": "import ctypes; print('BREACH' if ctypes.CDLL(None).sigqueue({pid}, 9, 0) == 0 else '')",
    "pidfd": "import os; print('BREACH', os.pidfd_open({pid}))",
    "ptrace": "import ctypes; print('BREACH' if ctypes.CDLL(None).ptrace(16, {pid}, 0, 0) == 0 else '')",
    "read memory": """
import ctypes
class V(ctypes.Structure): _fields_ = [('b', ctypes.c_void_p), ('n', ctypes.c_size_t)]
b = ctypes.create_string_buffer(8)
here, there = V(ctypes.addressof(b), 8), V(id(0), 8)
n = ctypes.CDLL(None).process_vm_readv({pid}, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
if n > 0: print('BREACH')""",
    "proc memory": "open('/proc/{pid}/mem', 'rb'); print('BREACH')",
    "proc command": "print('BREACH', open('/proc/{pid}/cmdline').read())",
    "limits": "import resource; resource.prlimit({pid}, resource.RLIMIT_CPU, (1, 1)); print('BREACH')",
    "read limits": "import resource; print('BREACH', resource.prlimit({pid}, resource.RLIMIT_CPU))",
    "affinity": "import os; os.sched_setaffinity({pid}, {{0}}); print('BREACH')",
    "priority": "import os; os.setpriority(os.PRIO_PROCESS, {pid}, 19); print('BREACH')",
    "priority of the user": "import os; os.setpriority(os.PRIO_USER, 0, 19); print('BREACH')",
    "scheduler": "import os; os.sched_setscheduler({pid}, os.SCHED_IDLE, os.sched_param(0)); print('BREACH')",
    "signal by descriptor": """
import fcntl, os
r, w = os.pipe()
fcntl.fcntl(r, fcntl.F_SETOWN, {pid}); fcntl.fcntl(r, 10, 9); print('BREACH')""",
}


def aimed_at(pid):
    return {name: source.format(pid=pid) for name, source in REACHES.items()}


def test_neither_parent_nor_driver_can_be_reached(session):
    for pid in (session.parent, session.driver):
        assert breaches(session, aimed_at(pid)) == []
    assert session.run("print(6 * 7)")[1].startswith("42")


def test_a_sibling_cannot_be_reached_and_goes_on_unharmed(place):
    victim, attacker = place.open(), place.open()
    pid = int(victim.run("import os; print(os.getpid())")[1].splitlines()[0])
    own = int(attacker.run("import os; print(os.getpid())")[1].splitlines()[0])
    # In a pid namespace both are number 1 of their own: then the attacker has no name for the other.
    for target in {pid, pid - 1, pid + 1} - {own, 0}:
        assert breaches(attacker, aimed_at(target)) == []
    assert victim.run("print(6 * 7)")[1].startswith("42")
    victim.close()
    attacker.close()


# Name, number on x86-64 (asm/unistd_64.h) and arguments of the call.
CALLS = {
    "socket": (41, 2, 1, 0),
    "socket of the kernel": (41, 16, 3, 0),
    "io_uring_setup": (425, 8, 0),
    "bpf": (321, 0, 0, 0),
    "perf_event_open": (298, 0, 0, -1, -1, 0),
    "keyctl": (250, 0, -3, 1),
    "add_key": (248, 0, 0, 0, 0, -3),
    "userfaultfd": (323, 0),
    "unshare": (272, 0x10000000),
    "setns": (308, 0, 0),
    "mount": (165, 0, 0, 0, 0, 0),
    "open_tree": (428, -100, 0, 0),
    "chroot": (161, 0),
    "pivot_root": (155, 0, 0),
    "shmget": (29, 0, 4096, 0o1777),
    "msgget": (68, 0, 0o1777),
    "mq_open": (240, 0, 0),
    "memfd_create": (319, 0, 0),
    "ptrace": (101, 0, 0, 0, 0),
    "init_module": (175, 0, 0, 0),
    "open_by_handle_at": (304, -100, 0, 0),
    "personality": (135, 0xFFFFFFFF),
    "prctl dumpable": (157, 4, 1, 0, 0, 0),
    "prctl parent's death": (157, 1, 0, 0, 0, 0),
    "inotify_init1": (294, 0),
    "setsid": (112,),
    "setuid": (105, 0),
    "capset": (126, 0, 0),
    "vmsplice": (278, 0, 0, 0, 0),
}


def test_a_call_that_no_notebook_needs_is_refused_whatever_its_arguments(session):
    source = f"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for name, call in {CALLS}.items():
    print(name, libc.syscall(*call), ctypes.get_errno(), sep=': ')
"""
    _, said = session.run(source)
    # EPERM or ENOSYS from the filter itself, before the kernel looks at any argument (EFAULT, EINVAL ... come later).
    answers = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    assert {name: answer for name, answer in answers.items() if answer not in {"-1: 1", "-1: 38"}} == {}
    assert len(answers) == len(CALLS)


@pytest.mark.parametrize("number", [0x40000000 + 39, 0x40000000 + 57])
def test_the_calls_of_another_architecture_end_the_session(place, number):
    session = place.open()
    status, _ = session.run(f"import ctypes; print('BREACH', ctypes.CDLL(None).syscall({number}))")
    assert (status, session.ending) == ("died", "killed")
    session.close()


class Greeter(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def web_port():
    server = HTTPServer(("127.0.0.1", 0), Greeter)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_there_is_no_network(session, web_port):
    source = f"import urllib.request as u; print('BREACH', u.urlopen('http://127.0.0.1:{web_port}').read())"
    assert "BREACH" not in session.run(source)[1]


def test_no_socket_can_be_made(session):
    source = """
import itertools, socket
families = ['AF_INET', 'AF_INET6', 'AF_UNIX', 'AF_NETLINK', 'AF_PACKET', 'AF_VSOCK', 'AF_ALG']
for family, kind in itertools.product(families, ['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_RAW']):
    try: socket.socket(getattr(socket, family), getattr(socket, kind)); print('BREACH')
    except PermissionError: print('refused')
"""
    status, said = session.run(source)
    assert (status, said.count("refused"), "BREACH" in said) == ("ok", 21, False)


def test_a_local_service_cannot_be_reached_through_its_socket_file(session, folder):
    path = folder / "service"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as service:
        service.bind(str(path))
        service.setblocking(False)
        path.chmod(0o777)
        session.run(f"import socket\na, b = socket.socketpair(type=socket.SOCK_DGRAM)\na.sendto(b'x', {str(path)!r})")
        session.run(f"import socket\na, b = socket.socketpair()\na.sendto(b'x', {str(path)!r})")
        with pytest.raises(BlockingIOError):
            service.recv(1)


def test_threads_work_and_are_bounded(session):
    source = """
import threading
stop = threading.Event()
started = 0
try:
    for _ in range(5000):
        threading.Thread(target=stop.wait, daemon=True).start(); started += 1
except RuntimeError:
    print('bounded', 8 <= started < 1000)
stop.set()
"""
    assert session.run(source)[1].startswith("bounded True")
    assert session.run("print(6 * 7)")[1].startswith("42")


def test_the_session_s_process_has_no_right_left(session):
    source = """
import ctypes, struct
h = ctypes.create_string_buffer(struct.pack('Ii', 0x20080522, 0)); d = ctypes.create_string_buffer(24)
ctypes.CDLL(None).capget(h, d)
print(struct.unpack('6I', d.raw), __import__('os').getuid())
"""
    _, said = session.run(source)
    words, user = said.splitlines()[0].rsplit(" ", 1)
    # From root one right is kept, that of reading (CAP_DAC_READ_SEARCH, bit 2; where it lacks, CAP_DAC_OVERRIDE,
    # bit 1), by a user who is nobody else.
    own = {"(4, 4, 0, 0, 0, 0)", "(2, 2, 0, 0, 0, 0)"}
    assert words in (own if int(user) in range(61184, 65520) else {"(0, 0, 0, 0, 0, 0)"})
    assert int(user) != 0
    assert os.getpid() != 0
