"""A mock exam in a real browser, from the command to the report, with the keys alone and with everything that can stop.

The case study is the tiny ruler: eight readings, of which the mean is asked; the text of its report is for a person to
read.
"""

import os
import signal
from datetime import UTC, datetime

import psutil
import pytest
from support.browser import axe_violations, guarded_page
from support.desk import Desk
from support.exams import let_pass
from support.practice_lab import ATELIER, own_environment, running_lab
from support.tiny_repository import (
    ACTIVITY,
    COVERAGE,
    EXERCISE,
    REPORT,
    add_report_exercise,
    make_tiny_repository,
)

from autograders.lab.exam.records import read_sitting
from autograders.lab.exam.settings import settings_file
from autograders.lab.home.settings import runtime_folder
from autograders.lab.progress import Progress, Source

pytestmark = pytest.mark.needs("chromium")
PATIENCE_MS = 120_000
# Twenty minutes and a third more.
ALLOTTED = "26 min 36 s"
FRONT = "#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current"


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """Return the function that gives the command."""
    root = tmp_path_factory.mktemp("exam")
    repository = make_tiny_repository(root / "dépôt")
    add_report_exercise(repository)
    home = root / "Préparation d’Inès"
    words = [ATELIER, "exam", "A2.1", "--minutes", "20", "--no-browser", "--folder", str(home)]
    with own_environment(root, repository):
        settings_file().parent.mkdir()
        settings_file().write_text(
            "[examen]\ntemps_supplementaire_pour_cent = 33\npause_permise = true\n", encoding="utf-8"
        )
        yield lambda count: running_lab(words, home, count)


@pytest.fixture
def page(browser, screenshot):
    """Open a page."""
    with guarded_page(browser) as opened:
        opened.set_default_timeout(PATIENCE_MS)
        try:
            yield opened
        finally:
            screenshot("end", opened)


def assert_page_is_accessible(page, screenshot, name):
    """Look at a whole page of ours by light and by dark, and magnified to twice its size."""
    found = {}
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found[scheme] = axe_violations(page, "html")
        screenshot(f"{name}-{scheme}", page)
    assert found == {"dark": [], "light": []}
    page.set_viewport_size({"width": 640, "height": 400})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1280, "height": 800})


def seconds_left(page):
    """Return what the timer says, in seconds."""
    words = page.get_by_role("timer").inner_text().split()
    return int(words[-4]) * 60 + int(words[-2])


def assert_timer_is_seen(page):
    """Assert that nothing lies over the bar of the timer: what could be clicked there is seen there."""
    page.get_by_role("link", name="Rendre l’examen, ou faire une pause").click(trial=True)


def leave(page, folder, seconds):
    """Let time pass until so many seconds are left, and have the timer look at once, as when one comes back to it."""
    let_pass(folder, seconds=read_sitting(folder).left(datetime.now(UTC)).total_seconds() - seconds)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def kernels_in(folder):
    """Return the kernels that run in a folder."""
    return [
        process
        for process in psutil.process_iter(["cmdline", "cwd"])
        if "ipykernel_launcher" in (process.info["cmdline"] or ()) and process.info["cwd"] == str(folder)
    ]


def test_an_exam_goes_from_start_to_report_whatever_stops_in_between(started, page, screenshot):
    desk = Desk(page)
    with started(7) as lab:
        page.goto(lab.lines[5].strip())
        assert ALLOTTED in page.locator(".key").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        assert page.get_by_text("rien n’est scellé").is_visible()
        assert_page_is_accessible(page, screenshot, "waiting")
        (folder,) = (lab.home / "examens").iterdir()
        assert read_sitting(folder).started_at is None
        page.emulate_media(color_scheme="dark")
        desk.tab_to(page.get_by_role("button", name="Commencer"))
        desk.press("Enter")
        page.get_by_role("heading", name="Examen blanc A2.1").wait_for()
        first = seconds_left(page)
        assert 20 * 60 < first <= 26 * 60 + 36
        assert axe_violations(page, ".atelier-examen") == []
        assert_timer_is_seen(page)
        screenshot("lab", page)
        # Magnified to twice the size, nothing of it is cut off.
        page.set_viewport_size({"width": 640, "height": 400})
        page.get_by_role("link", name="Rendre l’examen, ou faire une pause").click(trial=True)
        page.set_viewport_size({"width": 1280, "height": 800})
        link = page.get_by_role("link", name="Longueur d’une règle")
        desk.tab_to(link)
        desk.press("Enter")
        desk.cell(8).wait_for()
        # Loaded again, the page shows what it showed.
        page.reload()
        page.locator(FRONT, has_text=f"{EXERCISE}.ipynb").wait_for()
        desk.wait_for_kernel()
        for rank in (1, 2):
            desk.run(rank)
        desk.run(3, "mean_mm = float(readings_mm.mean())")
        desk.run(6)
        desk.told("Reçu, bien formé")
        assert desk.notebook.get_by_role("region", name="Verdict").count() == 0
        assert desk.notebook.get_by_role("button", name="Indice").count() == 0

        # The kernel is killed: JupyterLab starts another.
        (kernel,) = kernels_in(folder / ACTIVITY)
        kernel.kill()
        kernel.wait()
        desk.wait_for_kernel()
        desk.run(8, f'hint("{COVERAGE}")')
        desk.told("avant la fin")
        screenshot("notebook", page)

        desk.press("Escape")
        page.get_by_role("link", name="Rendre l’examen").focus()
        desk.press("Enter")
        page.get_by_role("heading", name="Rendre l’examen").wait_for()
        page.reload()
        assert seconds_left(page) < first
        # The mean was handed in; the function was not, nor anything of the report.
        gaps = page.get_by_role("listitem").all_inner_texts()
        assert [gap.partition("\N{NO-BREAK SPACE}: ")[2] for gap in gaps[:1]] == [
            "«\N{NO-BREAK SPACE}Conformité\N{NO-BREAK SPACE}», "
            "«\N{NO-BREAK SPACE}Moyenne de lectures quelconques\N{NO-BREAK SPACE}»"
        ]
        assert len(gaps) == 3
        button, first_gap = page.get_by_role("button", name="Rendre définitivement"), page.get_by_role("listitem").first
        assert button.bounding_box()["y"] < first_gap.bounding_box()["y"]
        assert_page_is_accessible(page, screenshot, "hand-in")
        desk.tab_to(page.get_by_role("button", name="Faire une pause"))
        desk.press("Enter")
        page.get_by_role("heading", name="en pause").wait_for()
        assert axe_violations(page, "html") == []
        screenshot("paused", page)
        desk.tab_to(page.get_by_role("button", name="Reprendre"))
        desk.press("Enter")
        page.get_by_role("link", name="Continuer à travailler").wait_for()
        # The server is killed.
        os.kill(int(next(runtime_folder().glob("jpserver-*.json")).stem.partition("-")[2]), signal.SIGKILL)
        lab.process.wait()

    with started(6) as lab:
        assert "Un examen blanc est en cours" in lab.lines[0]
        page.goto(lab.lines[4].strip())
        desk.tab_to(page.get_by_role("link", name="Continuer à travailler"))
        desk.press("Enter")
        # What was open is open again, the notebook in front; a second window is never empty.
        page.locator(FRONT, has_text=f"{EXERCISE}.ipynb").wait_for()
        second = page.context.new_page()
        second.goto(lab.lines[4].strip())
        second.get_by_role("link", name="Continuer à travailler").click()
        second.locator(".lm-TabBar-tab", has_text="Consignes.md").wait_for(timeout=PATIENCE_MS)
        second.close()
        page.get_by_role("link", name="Consignes", exact=True).click()
        desk.tab_to(page.get_by_role("link", name="Rapport de mesure"))
        desk.press("Enter")
        page.locator("#jp-main-statusbar").get_by_text(f"{REPORT}.ipynb").wait_for()
        desk.wait_for_kernel()
        desk.run(0)
        desk.run(1, "count, protocol = 8, []")
        desk.run(2)
        desk.told("Reçu, bien formé")
        desk.write(3, "Il y a huit lectures, **relues**.")
        # Ten minutes are left, which is said; then some seconds: the end comes of itself, and saves the text.
        leave(page, folder, 599)
        page.get_by_role("status").filter(has_text="Il reste 10 minutes.").wait_for(state="attached")
        assert_timer_is_seen(page)
        screenshot("ten-minutes", page)
        leave(page, folder, 4)
        page.get_by_role("heading", name="Rapport de l’examen blanc A2.1").wait_for()
        assert read_sitting(folder).handed_in_at is None

        shown = page.get_by_role("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        # The mean 5, the conclusion without its function 0 (nothing handed in), the count 2, no step of two 0.
        assert "Points automatiques : 7 sur 16" in shown
        assert "1 texte reste à évaluer" in shown
        unknown = page.request.get(f"{page.url.rpartition('/')[0]}/2020-01-01-A2.1")
        assert (unknown.status, "il n’y a pas d’examen blanc" in unknown.text()) == (409, True)
        page.get_by_text("Pourquoi").first.click()
        assert page.get_by_text("Moyenne juste").is_visible()
        assert page.locator("strong", has_text="relues").is_visible()
        practised = page.get_by_role("link", name="Carnet de C2.1.3").get_attribute("href")
        assert practised.endswith(f"/lab/tree/{ACTIVITY}/{EXERCISE}.ipynb")
        assert "Rapport de l’examen blanc A2.1" in (lab.home / "Accueil.ipynb").read_text(encoding="utf-8")
        assert_page_is_accessible(page, screenshot, "report")
        for rank, criterion in enumerate(("C2.1.4.specification", "C2.1.4.protocol")):
            form = page.locator("form", has=page.locator(f"[id='{criterion}']"))
            desk.tab_to(form.get_by_role("radio").first)
            desk.press("Space")
            for _ in range(4 - rank):
                desk.press("ArrowDown")
            desk.tab_to(form.get_by_role("button"))
            desk.press("Enter")
            form.get_by_role("status").filter(has_text=f"Niveau {4 - rank} enregistré").wait_for()
        # Coverage 1, support 0; specification 1, protocol 3 of 8 points: (1/2 + (1 + 3/8) / 2) / 2 of 20.
        assert "Note : 11,88 sur 20" in page.get_by_role("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        page.screenshot(path=screenshot("report-whole", page), full_page=True)
        assert "11,88" in (folder / "rapport.html").read_text(encoding="utf-8")

    kept = [(item.criterion, item.source, item.points) for item in Progress().attempts()]
    assert (COVERAGE, Source.EXAM, 5) in kept
    assert ("C2.1.4.protocol", Source.SELF_ASSESSMENT, 3) in kept
