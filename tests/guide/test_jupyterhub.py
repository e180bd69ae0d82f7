"""The configuration of the page on JupyterHub: known to the programs that read it, and a hub started with it."""

import http.cookiejar
import json
import os
import secrets
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from support.guides import GUIDE, blocks
from support.tiny_course import COVERAGE_CELL, built_repository, new_sitting
from support.tiny_repository import ACTIVITY
from traitlets.config import PyFileConfigLoader

__all__ = ["built_repository"]
HUB = GUIDE / "jupyterhub" / "jupyterhub_config.py"
NBGRADER = GUIDE / "jupyterhub" / "nbgrader_config.py"
SERVICE = "/services/session-2026/"
ASSIGNMENTS = f"{SERVICE}formgrader/api/assignments"
PATIENCE_SECONDS = 120
# What a machine without accounts for the test changes: who logs in, under which account, where things lie.
OVERRIDES = """
load_subconfig({page!r})
c = get_config()
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = {password!r}
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.bind_url = {address!r}
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
(service,) = c.JupyterHub.services
del service["user"]
service["url"] = "http://127.0.0.1:{service}"
service["cwd"] = {course!r}
service["command"] = [{python!r}, "-m", "jupyterhub.singleuser", "--allow-root"]
"""


def unknown(config, classes):
    """Return the settings that no class has."""
    traits = {cls.__name__: set(cls.class_trait_names(config=True)) for cls in classes}
    return [f"{name}.{key}" for name, section in config.items() for key in section if key not in traits.get(name, ())]


def hub_classes():
    from jupyterhub.app import JupyterHub
    from jupyterhub.auth import PAMAuthenticator
    from jupyterhub.spawner import LocalProcessSpawner

    return {*JupyterHub().classes, JupyterHub, PAMAuthenticator, LocalProcessSpawner}


def test_the_hub_knows_every_setting():
    from jupyterhub.app import JupyterHub

    hub = JupyterHub()
    hub.load_config_file(str(HUB))
    assert unknown(hub.config, hub_classes()) == []
    assert hub.config.Authenticator.allowed_users >= {"claire.durand", "ada.martin"}


def test_nbgrader_knows_every_setting():
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import Exchange

    config = PyFileConfigLoader(NBGRADER.name, path=str(NBGRADER.parent)).load_config()
    assert unknown(config, {CourseDirectory, Exchange}) == []


def test_a_setting_that_nobody_knows_is_noticed(tmp_path):
    (tmp_path / "hub.py").write_text(f"load_subconfig({str(HUB)!r})\nget_config().Spawner.cmdd = []\n")
    config = PyFileConfigLoader("hub.py", path=str(tmp_path)).load_config()
    assert unknown(config, hub_classes()) == ["Spawner.cmdd"]


def test_both_files_name_the_same_course_as_the_page():
    hub = PyFileConfigLoader(HUB.name, path=str(HUB.parent)).load_config()
    shared = PyFileConfigLoader(NBGRADER.name, path=str(NBGRADER.parent)).load_config()
    (service,) = hub.JupyterHub.services
    assert service["name"] == shared.CourseDirectory.course_id
    assert f"/services/{service['name']}/" == SERVICE
    (settings,) = blocks(GUIDE / "jupyterhub.md", "toml")
    assert f'exchange = "{shared.Exchange.root}"' in settings.text


@pytest.mark.needs("postgresql")
def test_the_databases_of_the_page_are_made_and_reached_with_its_addresses(postgresql):
    (commands,) = blocks(GUIDE / "jupyterhub.md", "sql")
    (settings,) = blocks(GUIDE / "jupyterhub.md", "toml")
    with postgresql.connection("postgres") as connection:
        for command in commands.text.split(";"):
            if command.strip():
                connection.execute(command)
        port = connection.info.port
    addresses = [line.split('"')[1] for line in settings.text.splitlines() if "_url" in line]
    assert len(addresses) == 2
    for address in addresses:
        reached = address.replace("postgresql+psycopg", "postgresql").replace("@localhost/", f"@127.0.0.1:{port}/")
        with psycopg.connect(reached) as connection:
            connection.execute("CREATE TABLE essai (n integer)")


class Visitor:
    """Somebody with a browser, logged in."""

    def __init__(self, address, name, password):
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        handlers = (urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies))
        self.opener = urllib.request.build_opener(*handlers)
        self.get("/hub/login")
        token = next(cookie.value for cookie in self.cookies if cookie.name == "_xsrf" and cookie.path == "/hub/")
        form = urllib.parse.urlencode({"username": name, "password": password, "_xsrf": token})
        self.opener.open(f"{address}/hub/login?next=/hub/home", form.encode(), timeout=60).close()

    def get(self, path):
        """Return the status and the text of a page."""
        try:
            with self.opener.open(f"{self.address}{path}", timeout=60) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def post(self, path):
        """Return what a page of the service sends for a press of a button."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "_xsrf" and cookie.path == SERVICE)
        request = urllib.request.Request(f"{self.address}{path}", b"", {"X-XSRFToken": token})
        with self.opener.open(request, timeout=120) as response:
            return json.loads(response.read())


def free_ports(count):
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@contextmanager
def running_hub(folder, course):
    """Start a hub with the page's configuration; yields its address and everybody's password."""
    front, hub, api, service = free_ports(4)
    address, password = f"http://127.0.0.1:{front}", secrets.token_urlsafe(16)
    config = folder / "jupyterhub_config.py"
    config.write_text(
        OVERRIDES.format(
            page=str(HUB),
            python=sys.executable,
            proxy=str(Path(sysconfig.get_path("scripts")) / "configurable-http-proxy"),
            course=str(course),
            address=address,
            password=password,
            hub=hub,
            api=api,
            service=service,
        )
    )
    own = {name: str(folder) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", str(config)],
            cwd=folder,
            env=os.environ | own | {"PYTHONWARNINGS": "ignore"},
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_it_answers(process, address, folder / "log")
        yield address, password
    finally:
        # Its proxy and its service, too; nothing of theirs is looked at any more.
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        for member in (process, *family):
            with suppress(psutil.NoSuchProcess):
                member.kill()
        process.wait()


def wait_until_it_answers(process, address, log):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            opener.open(f"{address}/hub/health", timeout=10).close()
        except OSError:
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise AssertionError(f"the hub did not start:\n{log.read_text()}")


def assignments_seen_by(visitor):
    """Return the assignments that formgrader lists for somebody; its server starts after the hub."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (answer := visitor.get(ASSIGNMENTS))[0] == 503 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert answer[0] == 200, answer
    return [item["name"] for item in json.loads(answer[1])]


def test_graders_share_formgrader_and_candidates_are_kept_out(built_repository, tmp_path):
    sitting = new_sitting(built_repository, tmp_path)
    sitting.configure()
    sitting.hand_in("ada.martin", sitting.solved())
    folder = tmp_path / "hub"
    folder.mkdir()
    with running_hub(folder, sitting.course.folder) as (address, password):
        graders = [Visitor(address, name, password) for name in ("claire.durand", "marc.lenoir")]
        assert [assignments_seen_by(grader) for grader in graders] == [[ACTIVITY], [ACTIVITY]]
        told = graders[1].post(f"{SERVICE}formgrader/api/submission/{ACTIVITY}/ada.martin/autograde")
        assert told["success"], told
        candidate = Visitor(address, "ada.martin", password)
        assert candidate.get("/hub/home")[0] == 200
        for place in (SERVICE, ASSIGNMENTS):
            status, text = candidate.get(place)
            assert (status, ACTIVITY in text) == (403, False)
    assert sitting.gradebook("ada.martin")[COVERAGE_CELL][0] == 5.0
