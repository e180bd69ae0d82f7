"""Real Jupyter servers: with formgrader, as an instructor starts it in the course's folder; JupyterLab."""

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
    """Start a server with formgrader in a course's folder, with a home of its own, and end it."""
    options = ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"]
    with _server("jupyter_server", folder, home, options) as address:
        yield Formgrader(address)


@contextmanager
def jupyterlab(folder: Path, home: Path):
    """Start JupyterLab in a folder, with a home of its own, and end it and its kernels; yields its address."""
    settings = home / "labconfig" / "page_config.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    # No question about news or a build stands between a test and its notebook.
    settings.write_text(
        json.dumps({"buildCheck": False, "disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}})
    )
    with _server("jupyterlab", folder, home, ["--LabApp.expose_app_in_browser=True"]) as address:
        yield address


@contextmanager
def _server(module: str, folder: Path, home: Path, options: list[str]):
    home.mkdir(exist_ok=True)
    command = [
        *(sys.executable, "-m", module, "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"),
        *(f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}", *options),
    ]
    # Settings and data of whoever runs the tests stay out of it.
    own = {name: str(home) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    with tempfile.TemporaryFile("w+") as quiet:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | own,
            stdout=quiet,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
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
            yield found.group(1)
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
