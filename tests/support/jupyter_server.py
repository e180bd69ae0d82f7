"""A real Jupyter server with formgrader, as an instructor starts it in the course's folder."""

import json
import os
import re
import select
import socket
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

TOKEN = "test-token"
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/")


class Formgrader:
    """Requests to a running server."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, path: str) -> str:
        return self._ask(path, "GET")

    def post(self, path: str):
        return json.loads(self._ask(path, "POST"))

    def _ask(self, path: str, method: str) -> str:
        headers = {"Authorization": f"token {TOKEN}"}
        data = b"" if method == "POST" else None
        request = urllib.request.Request(f"{self.address}{path}", data=data, headers=headers, method=method)
        # No proxy of the machine's stands between a test and its own server.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=120) as response:
            return response.read().decode("utf-8")


@contextmanager
def formgrader(folder: Path, home: Path):
    """Start a server in a course's folder, with a home of its own, and end it."""
    home.mkdir(exist_ok=True)
    command = [
        *(sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"),
        *(f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"),
        "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}",
    ]
    environment = os.environ | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home)}
    with tempfile.TemporaryFile("w+") as quiet:
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=quiet, stderr=subprocess.PIPE, text=True, errors="replace"
        )
        try:
            lines = []
            for line in server.stderr:
                lines.append(line)
                if found := _ADDRESS.search(line):
                    break
            else:
                raise AssertionError("the server did not start:\n" + "".join(lines))
            _wait_until_it_listens(server, found.group(1))
            yield Formgrader(found.group(1))
        finally:
            server.terminate()
            server.communicate(timeout=30)


def _wait_until_it_listens(server, address: str) -> None:
    """Wait: the server tells its address just before it listens there."""
    host, port = address.removeprefix("http://").split(":")
    while server.poll() is None:
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except ConnectionRefusedError:
            select.select([server.stderr], [], [], 0.05)
        else:
            return
    raise AssertionError("the server ended before it listened")
