"""A real PostgreSQL server: a cluster of its own, on loopback, gone afterwards."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

# Debian keeps the server's programs out of the path, one folder a version.
_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, _FOLDERS)])
_USER = "atelier"


class Server:
    """A running server.

    Parameters
    ----------
    folder : Path
        Of the cluster; owned by an ordinary user, as the server refuses root.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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
        # Without fsync: what is written is thrown away.
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -k {self._folder} -F"
        self._run("pg_ctl", "-w", "-t", "60", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """End the server and every connection; ``immediate`` is a crash."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

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
        command = [str(shutil.which(program, path=PATH)), "-D", str(self._folder / "data"), *arguments]
        # To a file, not a pipe: the server would inherit it and keep it open.
        with (self._folder / "programs.log").open("a+") as log:
            done = subprocess.run(command, cwd=self._folder, stdout=log, stderr=log, timeout=120, **self._owner)
            log.seek(0)
            assert done.returncode == 0, log.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running():
    folder = Path(tempfile.mkdtemp(prefix="atelier-postgresql-"))
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
