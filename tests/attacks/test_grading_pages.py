"""Markup and script of a submission in the pages that candidates and instructors open, in a real browser.

Every attack would change the page's title. The pages are those that nbgrader itself makes: the feedback page, and
formgrader's page with the template and the settings that its server uses.
"""

import json
import re
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from support.cohorts import complaints, graded_cohort
from support.corpus import MAKE, read_families
from support.jupyter_server import TOKEN, formgrader
from support.tiny_course import FULL_MARKS, built_repository, shared_sitting
from support.tiny_repository import ACTIVITY, EXERCISE

from autograders.grading import generate_feedback

__all__ = ["built_repository", "shared_sitting"]

FAMILY = read_families(Path(__file__).parent)["markup"]
MARK = "document.title='FORGED'"
# A few that need nothing of a notebook, for what is tried without one.
MARKUP = [f"<script>{MARK}</script>", f'<img src=x onerror="{MARK}">', f'<svg onload="{MARK}"></svg>']
TITLE = "Longueur d’une règle – copie corrigée"
# A candidate whose notebook holds every attack of the family at once.
ALL = "all"


def all_at_once(sitting):
    """Return a right submission with the cells of every attack in it."""
    work = sitting.solved()
    work.cells.insert(0, new_code_cell(FAMILY.preamble))
    for entry in FAMILY.entries:
        for change in entry.change.get("cells", ()):
            work.cells.append(MAKE[change.get("kind", "code")](change["source"], **change.get("more", {})))
    return work


@pytest.fixture(scope="module")
def graded(shared_sitting):
    """Return the sitting with the family graded and its feedback pages made."""
    shared_sitting.hand_in(ALL, nbformat.writes(all_at_once(shared_sitting)).encode())
    results = graded_cohort(shared_sitting, FAMILY)
    found = complaints(shared_sitting, FAMILY, results)
    assert not found, "\n".join(found)
    assert dict(results[ALL].scores) == FULL_MARKS
    assert generate_feedback(shared_sitting.course, shared_sitting.activity).problems == {}
    return shared_sitting


def title_in_browser(address, folder):
    """Return the title of a page once a real browser has run all that it runs."""
    return re.search(r"<title>(.*?)</title>", shown_in_browser(address, folder), re.DOTALL).group(1)


def shown_in_browser(address, folder):
    """Return the document of a page once a real browser has run all that it runs."""
    command = [
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run"),
        # Attacks need no network, and the machine may have none.
        *("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--user-data-dir={folder}"),
        *("--virtual-time-budget=5000", "--dump-dom", address),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def titles_in_browser(folder, pages, browser):
    """Return the titles of many pages below a folder, by page, after one start of a browser."""
    frames = "".join(f'<iframe src="{page}"></iframe>' for page in pages)
    read = "Array.from(document.querySelectorAll('iframe'), frame => frame.contentDocument.title)"
    script = f"onload = () => {{ document.body.innerText = 'titles ' + JSON.stringify({read}) }}"
    (folder / "all.html").write_text(f"<body>{frames}<script>{script}</script></body>")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            shown = shown_in_browser(f"http://127.0.0.1:{server.server_port}/all.html", browser)
        finally:
            server.shutdown()
            thread.join()
    titles = json.loads(re.search(r"titles (\[.*\])", shown, re.DOTALL).group(1))
    return dict(zip(pages, titles, strict=True))


@pytest.mark.needs("chromium")
def test_the_browser_test_would_notice_a_script(tmp_path):
    for number, markup in enumerate(MARKUP):
        page = tmp_path / f"{number}.html"
        page.write_text(f"<html><head><title>avant</title></head><body>{markup}</body></html>")
    titles = titles_in_browser(tmp_path, [f"{number}.html" for number in range(len(MARKUP))], tmp_path / "browser")
    assert set(titles.values()) == {"FORGED"}


@pytest.mark.needs("chromium")
def test_nothing_of_a_submission_runs_in_its_feedback_page(graded, tmp_path):
    pages = [f"{name}/{ACTIVITY}/{EXERCISE}.html" for name in [ALL, *[entry.name for entry in FAMILY.entries]]]
    titles = titles_in_browser(graded.course.folder / "feedback", pages, tmp_path / "browser")
    assert titles == dict.fromkeys(pages, TITLE)


@pytest.mark.needs("chromium")
def test_the_pages_own_cleaning_is_enough_for_a_notebook_that_was_never_sanitised(graded, tmp_path):
    # As if the graded notebook came from elsewhere: the hostile one itself, with its outputs.
    copy = graded.course.folder / "autograded" / "mal" / ACTIVITY
    shutil.copytree(graded.course.folder / "autograded" / ALL / ACTIVITY, copy)
    path = copy / f"{EXERCISE}.ipynb"
    path.chmod(0o644)
    notebook = graded.graded_notebook(ALL)
    outputs = [
        nbformat.v4.new_output("display_data", data={"text/html": markup, "text/markdown": markup}) for markup in MARKUP
    ]
    outputs.append(nbformat.v4.new_output("display_data", data={"application/javascript": MARK}))
    for cell in notebook.cells:
        cell.metadata.get("nbgrader", {})["score"] = 0.0
    # nbconvert alone gives up a page for a picture that is not attached.
    notebook.cells = [cell for cell in notebook.cells if "attachment:" not in cell.source]
    notebook.cells += [new_code_cell("", outputs=outputs), *[new_markdown_cell(markup) for markup in MARKUP]]
    nbformat.write(notebook, path)
    assert title_in_browser(rendered(graded, path, cleaning=True).as_uri(), tmp_path / "browser") == EXERCISE
    # And it is needed: without the course's settings nbgrader's page runs what the notebook holds.
    assert title_in_browser(rendered(graded, path, cleaning=False).as_uri(), tmp_path / "browser") == "FORGED"


@pytest.mark.needs("chromium")
def test_nothing_of_a_submission_runs_in_formgraders_page(graded, tmp_path):
    with formgrader(graded.course.folder, tmp_path / "home") as server:
        listed = json.loads(server.get(f"/formgrader/api/submitted_notebooks/{ACTIVITY}/{EXERCISE}"))
        shown = next(item for item in listed if item["student"] == ALL)
        place = f"/formgrader/submissions/{shown['id']}/?index=0"
        # The page that the instructor gets, with the server's own scripts.
        assert "Points retenus par le correcteur automatique" in server.get(place)
        address = f"{server.address}{place}&token={TOKEN}"
        assert title_in_browser(address, tmp_path / "browser") == EXERCISE


def rendered(sitting, path, *, cleaning):
    """Return the feedback page that nbgrader's exporter makes of a notebook, with the course's settings or without."""
    import nbgrader.server_extensions.formgrader.handlers as handlers
    from nbconvert.exporters import HTMLExporter
    from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
    from traitlets.config import Config

    from autograders.grading.nbgrader_runs import load_configuration

    config = load_configuration(sitting.course) if cleaning else Config()
    config.HTMLExporter.template_name = "feedback"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    config.HTMLExporter.extra_template_paths = [f"{handlers.static_path}/node_modules/bootstrap/dist/css"]
    exporter = HTMLExporter(config=config)
    exporter.register_preprocessor(CSSHTMLHeaderPreprocessor, enabled=True)
    stated = {"notebook": EXERCISE, "score": 10, "max_score": 10, "late_penalty": 0}
    html, _ = exporter.from_filename(str(path), resources={"nbgrader": stated})
    page = path.with_suffix(".html")
    page.write_text(html)
    return page
