"""A real PostgreSQL server: a cluster of its own, on loopback, gone afterwards, also where the tests are killed."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

# Debian keeps the server's programs out of the path, one folder a version.
_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, _FOLDERS)])
_USER = "atelier"
_PREFIX = "atelier-postgresql-"
_READY_SECONDS = 60


class Server:
    """A running server.

    Parameters
    ----------
    folder : Path
        Of the cluster; owned by an ordinary user, as the server refuses root.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.password = secrets.token_urlsafe(16)
        (folder / "password").write_text(self.password)
        self._owner = {}
        if os.geteuid() == 0:
            # Made by the server's package.
            user = pwd.getpwnam("postgres")
            self._owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            for path in (folder, folder / "password"):
                os.chown(path, user.pw_uid, user.pw_gid)
        secret = ("--auth=scram-sha-256", f"--pwfile={folder / 'password'}")
        self._run("initdb", f"--username={_USER}", *secret, "--encoding=UTF8", "--locale=C", "--no-sync")
        self._port = _free_port()
        self.start()

    def start(self) -> None:
        """Start the server as a child of this process, which the kernel ends when this thread is gone."""
        # The death signal last: a change of user would clear it. SIGQUIT is an immediate shutdown.
        end_with_us = [str(shutil.which("setpriv")), "--pdeathsig", "QUIT", str(shutil.which("postgres", path=PATH))]
        # Without fsync: what is written is thrown away.
        options = ["-p", str(self._port), "-c", "listen_addresses=127.0.0.1", "-k", str(self.folder), "-F"]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [*end_with_us, "-D", str(self.folder / "data"), *options],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self._owner,
            )
        self._wait_until_ready()

    def stop(self, mode: str = "immediate") -> None:
        """End the server and every connection; ``immediate`` is a crash."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")
        self.process.wait(timeout=60)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while True:
            try:
                self.connection("postgres").close()
                return
            except psycopg.OperationalError:
                ended = self.process.poll() is not None
                assert not ended and time.monotonic() < deadline, (self.folder / "log").read_text()
                time.sleep(0.05)

    def new_database(self, like: str = "template0") -> tuple[str, str]:
        """Make a database, empty or a copy of another one to which nobody is connected; return its name and URL."""
        name = f"course_{secrets.token_hex(4)}"
        with self.connection("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name, f"postgresql+psycopg://{_USER}:{self.password}@127.0.0.1:{self._port}/{name}"

    def connection(self, database: str) -> psycopg.Connection:
        """Return a connection of a test's own, outside of any transaction."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self._port,
            user=_USER,
            password=self.password,
            dbname=database,
            autocommit=True,
        )

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(shutil.which(program, path=PATH)), "-D", str(self.folder / "data"), *arguments]
        # To a file, not a pipe: the server would inherit it and keep it open.
        with (self.folder / "programs.log").open("a+") as log:
            done = subprocess.run(command, cwd=self.folder, stdout=log, stderr=log, timeout=120, **self._owner)
            log.seek(0)
            assert done.returncode == 0, log.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def remove_what_killed_tests_left():
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if not Path("/proc", process).exists():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running():
    remove_what_killed_tests_left()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    try:
        server = Server(folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql():
    with running() as server:
        yield server
