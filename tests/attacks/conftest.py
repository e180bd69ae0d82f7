"""Sessions as root and as an ordinary user, with namespaces granted and refused: each attack meets them all."""

import json
import os
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

import pytest

from autograders.sandbox.namespaces import isolate

HERE = Path(__file__).parent


def grants_namespaces():
    child = os.fork()
    if child == 0:
        try:
            isolate()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


PEOPLE = ["self", "ordinary"] if os.geteuid() == 0 else ["self"]
LEVELS = ["full", "reduced"] if grants_namespaces() else ["reduced"]
PLACES = [(person, level) for person in PEOPLE for level in LEVELS]
if os.geteuid() == 0:
    PLACES.append(("contained", "reduced"))


def pytest_report_header():
    return f"sandbox: attacks as {', '.join(PEOPLE)}, confinement {', '.join(LEVELS)}"


class Shown(str):
    """What a cell printed, displayed or raised."""


class ConfinedSession:
    def __init__(self, place, number):
        self.place, self.number = place, number
        self.ending = None
        self.level, self.parent = place.level, place.parent
        self.driver = place.pid

    def run(self, source):
        """Return the status of a cell and all that it said."""
        answer = self.place.ask("execute", self.number, source=source)
        self.ending = answer["ending"]
        said = [o.get("text", "") + o.get("evalue", "") + json.dumps(o.get("data", "")) for o in answer["outputs"]]
        return answer["status"], Shown("\n".join(said))

    def close(self):
        self.place.ask("close", self.number)


class Place:
    def __init__(self, person, level, preload=()):
        namespaces = "refused" if level == "reduced" and "full" in LEVELS else "granted"
        enter = [sys.executable, str(HERE / "enter.py"), person, namespaces]
        work = [sys.executable, str(HERE / "worker.py"), level, *preload]
        self.process = subprocess.Popen(
            [*enter, *work], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True, cwd="/"
        )
        greeting = self.process.stdout.readline()
        assert greeting, f"the worker as {person}, {level}, did not start"
        facts = json.loads(greeting)
        self.level, self.pid, self.parent = facts["level"], facts["pid"], facts["parent"]
        assert self.level == level
        self.numbers = count()

    def ask(self, what, number, **details):
        print(json.dumps({"do": what, "session": number, **details}), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        assert "failed" not in answer, answer
        return answer

    def open(self, mounts=None, environment=None, **limits):
        number = next(self.numbers)
        mounts = {name: str(path) for name, path in (mounts or {}).items()}
        self.ask("open", number, mounts=mounts, environment=environment or {}, limits=limits)
        return ConfinedSession(self, number)

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)


@pytest.fixture(scope="session", params=PLACES, ids=lambda place: "-".join(place))
def place(request):
    """Return a driver with its warm parent, as one person at one level."""
    there = Place(*request.param)
    yield there
    there.close()


@pytest.fixture
def folder(place):
    """Return a folder of the driver's user that anybody may enter, outside pytest's own closed one."""
    with tempfile.TemporaryDirectory(prefix="attacked-") as made:
        owner = Path(f"/proc/{place.pid}").stat()
        os.chown(made, owner.st_uid, owner.st_gid)
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def session(place):
    opened = place.open(cell_wall_seconds=20)
    yield opened
    opened.close()


@pytest.fixture
def open_place(request):
    """Start drivers that a test will treat badly."""
    opened = []

    def start(person, level):
        opened.append(Place(person, level))
        return opened[-1]

    yield start
    for there in opened:
        there.close()


def pytest_generate_tests(metafunc):
    if "person" in metafunc.fixturenames:
        metafunc.parametrize(("person", "level"), [(person, level) for person in PEOPLE for level in LEVELS])
    elif "level" in metafunc.fixturenames:
        metafunc.parametrize("level", LEVELS)
