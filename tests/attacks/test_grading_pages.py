"""Markup and script of a submission in the pages that candidates and instructors open, in a real browser.

Every attack would change the page's title. The pages are those that nbgrader itself makes: the feedback page, and
formgrader's page with the template and the settings that its server uses.
"""

import json
import re
import shutil
import subprocess

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from support.jupyter_server import TOKEN, formgrader
from support.tiny_course import FULL_MARKS, built_repository, shared_sitting
from support.tiny_repository import ACTIVITY, EXERCISE

from autograders.grading import generate_feedback

__all__ = ["built_repository", "shared_sitting"]

MARK = "document.title='FORGED'"
MARKUP = [
    f"<script>{MARK}</script>",
    f'<img src=x onerror="{MARK}">',
    f'<svg onload="{MARK}"></svg>',
    f"<svg><script>{MARK}</script></svg>",
    f'<iframe srcdoc="<script>parent.{MARK}</script>"></iframe>',
    f'<math><mtext><table><mglyph><style><img src=x onerror="{MARK}">',
    f'<details open ontoggle="{MARK}">x</details>',
    f'<input autofocus onfocus="{MARK}">',
    f'<video><source onerror="{MARK}"></video>',
    f'<body onload="{MARK}">',
    f"</div></div></div></div></div><script>{MARK}</script>",
    f'<meta http-equiv="refresh" content="0;url=javascript:{MARK}">',
    f'<a href="javascript:{MARK}" autofocus onfocus="{MARK}">x</a>',
    f'<noscript><p title="</noscript><img src=x onerror={MARK}>">',
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={MARK}>",
]
CODE = f"""
import sys
from IPython.display import HTML, Javascript, Latex, Markdown, SVG, display
mark, markups = {MARK!r}, {MARKUP!r}
script = "<script>" + mark + "</script>"
for markup in markups:
    display(HTML(markup), Markdown(markup), Latex(markup))
    print(markup)
    print(markup, file=sys.stderr)
display(Javascript(mark))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg'>" + script + "</svg>"))

def show(metadata=None, **data):
    bundle = {{key.replace("__", "/"): value for key, value in data.items()}}
    display(bundle | {{"text/plain": "x"}}, raw=True, metadata=metadata)

show(application__javascript=mark)
show(image__png='">' + script)
show(image__png="iVBORw0KGgo=", metadata={{"image/png": {{"width": '1">' + script, "alt": '">' + script}}}})
show(text__html=script, metadata={{"text/html": {{"isolated": True}}}})
display({{"application/vnd.jupyter.widget-view+json": {{"model_id": "</script>" + script}}}}, raw=True)
raise ValueError(script)
"""


def hostile(work):
    """Return a right submission with every attack in Markdown, raw and code cells, outputs, metadata, attachments."""
    work.cells.insert(0, new_code_cell(CODE))
    for markup in MARKUP:
        work.cells.append(new_markdown_cell(f"Avant *ceci* : {markup}"))
        work.cells.append(new_markdown_cell(markup))
        work.cells.append(new_raw_cell(markup))
        work.cells.append(new_code_cell(f"# {markup}\n{markup!r}"))
    work.cells.append(
        new_markdown_cell(f"![x](javascript:{MARK}) [y](javascript:{MARK}) $\\href{{javascript:{MARK}}}{{z}}$")
    )
    picture = new_markdown_cell("![x](attachment:a.svg) ![y](attachment:absent.png)")
    picture["attachments"] = {"a.svg": {"image/svg+xml": f"<svg onload={MARK}>", "text/html": MARKUP[0]}}
    work.cells.append(picture)
    for cell in work.cells:
        cell.metadata["tags"] = [f'"><script>{MARK}</script>']
        cell["id"] = f"x{work.cells.index(cell)}"
    work.metadata["title"] = MARKUP[0]
    work.metadata["language_info"] = {"name": MARKUP[0], "pygments_lexer": MARKUP[0]}
    work.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {}, "x": "</script>" + MARKUP[0]}
    }
    return work


@pytest.fixture(scope="module")
def graded(shared_sitting):
    """Return the sitting with a hostile submission graded and its feedback page made."""
    shared_sitting.configure()
    work = shared_sitting.solved()
    result = shared_sitting.grade_one(nbformat.writes(hostile(work)).encode())
    assert dict(result.scores) == FULL_MARKS
    assert generate_feedback(shared_sitting.course, shared_sitting.activity).problems == {}
    return shared_sitting


def feedback_page(sitting, candidate):
    return sitting.course.folder / "feedback" / candidate / ACTIVITY / f"{EXERCISE}.html"


def title_in_browser(address, folder):
    """Return the title of a page once a real browser has run all that it runs."""
    command = [
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run"),
        # Attacks need no network, and the machine may have none.
        *("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--user-data-dir={folder}"),
        *("--virtual-time-budget=5000", "--dump-dom", address),
    ]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    return re.search(r"<title>(.*?)</title>", dom, re.DOTALL).group(1)


@pytest.mark.needs("chromium")
def test_the_browser_test_would_notice_a_script(tmp_path):
    page = tmp_path / "page.html"
    for markup in (MARKUP[0], MARKUP[1], MARKUP[2]):
        page.write_text(f"<html><head><title>avant</title></head><body>{markup}</body></html>")
        assert title_in_browser(page.as_uri(), tmp_path / "browser") == "FORGED"


@pytest.mark.needs("chromium")
def test_nothing_of_a_submission_runs_in_its_feedback_page(graded, tmp_path):
    title = title_in_browser(feedback_page(graded, "ada").as_uri(), tmp_path / "browser")
    assert title == "Longueur d’une règle – copie corrigée"


@pytest.mark.needs("chromium")
def test_the_pages_own_cleaning_is_enough_for_a_notebook_that_was_never_sanitised(graded, tmp_path):
    # As if the graded notebook came from elsewhere: the hostile one itself, with its outputs.
    copy = graded.course.folder / "autograded" / "mal" / ACTIVITY
    shutil.copytree(graded.course.folder / "autograded" / "ada" / ACTIVITY, copy)
    path = copy / f"{EXERCISE}.ipynb"
    path.chmod(0o644)
    notebook = graded.graded_notebook("ada")
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
        shown = next(item for item in listed if item["student"] == "ada")
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
