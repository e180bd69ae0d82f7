"""A real browser: the system's Chromium, driven by Playwright; nothing but this machine can be reached from it."""

import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# WCAG 2.2, levels A and AA, in the names that axe-core gives to its rules.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OWN_HOST = "127.0.0.1"
SCREENSHOTS = "ATELIER_SCREENSHOTS"


@pytest.fixture(scope="module")
def browser():
    """Start Chromium for the tests of one module.

    Not for the whole run: as long as Playwright runs, its event loop counts as running in this thread, and tests of
    other modules, which start loops of their own, would fail.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {OWN_HOST}", "--no-proxy-server"],
        )
        yield chromium
        chromium.close()


@contextmanager
def guarded_page(browser):
    """Open a page in French; raise if it, or one that it opens, asked any other machine for anything."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800}, service_workers="block")
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda opened: opened.on("websocket", lambda socket: asked.append(socket.url)))
    try:
        yield context.new_page()
    finally:
        context.close()
    elsewhere = [url for url in asked if leaves_the_machine(url)]
    assert elsewhere == [], "the page asked other machines"


@pytest.fixture
def page(browser):
    """Open a page; the test fails if it asks any other machine for anything."""
    with guarded_page(browser) as opened:
        yield opened


def leaves_the_machine(url):
    """Tell whether an address is one of another machine.

    >>> [leaves_the_machine(url) for url in ("http://127.0.0.1:8888/lab", "data:,x", "https://cdn.example/x.js")]
    [False, False, True]
    """
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != OWN_HOST


def axe_violations(page, selector):
    """Return what axe-core holds against the elements of a selector: rule, what it demands, and where.

    Parameters
    ----------
    page : playwright.sync_api.Page
    selector : str
        CSS, of what is ours on the page; at least one element must be there, or axe-core raises.

    Returns
    -------
    list of str
        One line for each element that breaks a rule of WCAG 2.2, level A or AA.
    """
    options = {"runOnly": {"type": "tag", "values": list(WCAG)}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=selector, options=options).response["violations"]
    return [
        f"{rule['id']} ({rule['help']}): {' '.join(map(str, node['target']))} {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.fixture
def screenshot(request, tmp_path):
    """Return a function that keeps a picture of a page, or of one element, under a name.

    In the folder that the environment variable ATELIER_SCREENSHOTS names, else among the test's temporary files.
    """
    folder = Path(os.environ.get(SCREENSHOTS) or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    test = re.sub(r"\W+", "-", request.node.name)

    def keep(name, shown):
        path = folder / f"{test}-{name}.png"
        shown.screenshot(path=path)
        return path

    return keep
