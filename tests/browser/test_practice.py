"""A candidate's evening in a real browser, with the keys alone: from the command to a new variant and back home.

The case study is the tiny ruler: eight readings, of which the mean is asked; the text of its report is for a person to
read.
"""

import shutil

import psutil
import pytest
from support.browser import axe_violations, guarded_page
from support.desk import Desk, assert_accessible
from support.practice_lab import practice_lab
from support.tiny_repository import (
    ACTIVITY,
    COVERAGE,
    EXERCISE,
    REPORT,
    ROOT,
    SUPPORT,
    add_report_exercise,
    make_tiny_repository,
)

from autograders.lab.progress import Progress
from autograders.lab.progress.privacy import FILE as PRIVACY
from autograders.lab.progress.store import PAGE_NAME

pytestmark = pytest.mark.needs("chromium")
PATIENCE_MS = 120_000
JUDGE = "autograders.lab.feedback.judge"
FULL = "5\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}5\N{NO-BREAK SPACE}points"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Start the command, once for the module."""
    root = tmp_path_factory.mktemp("practice")
    repository = make_tiny_repository(root / "dépôt")
    add_report_exercise(repository)
    shutil.copy(ROOT / PRIVACY, repository / PRIVACY)
    with practice_lab(root, repository) as running:
        yield running


@pytest.fixture
def desk(lab, browser, screenshot):
    """Open the address that the command printed."""
    with guarded_page(browser) as page:
        page.set_default_timeout(PATIENCE_MS)
        page.goto(lab.lines[3].strip())
        page.get_by_role("heading", name="Votre préparation").wait_for()
        try:
            yield Desk(page)
        finally:
            screenshot("end", page)


def judges_of(folder):
    """Return how many judges work for kernels that were started in a folder."""
    return [
        process.pid
        for process in psutil.process_iter(["cmdline", "cwd"])
        if JUDGE in (process.info["cmdline"] or ()) and process.info["cwd"] == str(folder)
    ]


def test_the_accueil_is_french_shows_no_pop_up_and_breaks_no_rule(desk, screenshot):
    page = desk.page
    assert page.get_by_role("menuitem", name="Fichier").is_visible()
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert_accessible(page, ".atelier-accueil", screenshot)


def test_a_wrong_answer_is_explained_helped_and_mended_and_fresh_data_follow(desk, lab, screenshot):
    page = desk.page
    desk.tab_to(page.locator(".atelier-way").get_by_role("link", name="Longueur d’une règle"))
    desk.press("Enter")
    desk.cell(8).wait_for()
    desk.wait_for_kernel()
    desk.run(1)
    desk.run(2)
    desk.run(3, "mean_mm = float(readings_mm[0]) + 1")
    desk.run(6)
    verdict = desk.verdict(COVERAGE, "0\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}5")
    assert "huit lectures sont à moyenner" in verdict.inner_text()
    screenshot("wrong", page)

    desk.go_to(6)
    desk.tab_to(desk.notebook.get_by_role("button", name="Indice 1"))
    desk.press("Enter")
    desk.told("Méthode.")
    desk.press("Escape")
    desk.press("b")
    desk.run(7, f'hint("{COVERAGE}", 2)')
    desk.told("Formule.")

    desk.run(3, "mean_mm = float(readings_mm.mean())")
    desk.run(6)
    desk.verdict(COVERAGE, FULL)
    desk.run(8, 'conform = mean_mm <= case.specification["limit_mm"]\nmean_of = lambda r: np.mean(r)')
    desk.run(9)
    desk.verdict(SUPPORT, FULL)

    desk.run(9)
    desk.run(10, "my_progress()")
    desk.told("Historique")
    screenshot("progress", page)
    desk.run(11, "solution()")
    desk.go_to(11)
    desk.tab_to(desk.notebook.get_by_role("link", name="Ouvrir"))
    desk.press("Enter")
    desk.told("Ce carnet n’est pas le vôtre")
    desk.turn_to("c2_1_3_tiny_ruler.ipynb")

    desk.run(12, "new_variant()")
    desk.told("variante 2")
    desk.run(6)
    desk.told("redémarrez le noyau")
    screenshot("variant", page)
    assert desk.notebook.get_by_role("region", name=f"Verdict {COVERAGE}").count() == 0
    # Restarting, which asks first.
    desk.press("Escape")
    desk.press("0")
    desk.press("0")
    question = page.locator(".jp-Dialog", has_text="Redémarrer le noyau")
    question.wait_for()
    desk.press("Enter")
    question.wait_for(state="detached")
    for rank in (1, 2, 3, 6):
        desk.run(rank)
    desk.verdict(COVERAGE, FULL)
    kept = [(attempt.criterion, attempt.fraction, attempt.hints) for attempt in Progress().attempts(EXERCISE)]
    assert kept == [(COVERAGE, 0, 0), (COVERAGE, 1, 2), (SUPPORT, 1, 0), (COVERAGE, 1, 0)]
    first, *_, last = Progress().attempts(EXERCISE)
    assert first.variant != last.variant

    # Last: as JupyterLab changes the theme, the notebook loses the focus.
    assert_accessible(page, ".jp-NotebookPanel .jp-OutputArea-output", screenshot)

    desk.turn_to("Accueil.ipynb")
    row = page.get_by_role("row", name="Longueur d’une règle")
    assert "Pas encore essayé" in row.inner_text()
    desk.run_here(0)
    row.filter(has_text="Acquis, 100").wait_for()
    screenshot("accueil", page)
    assert judges_of(lab.home) == []
    assert len(judges_of(lab.home / ACTIVITY)) == 1
    desk.tab_to(page.get_by_role("link", name="Votre progression en détail"))
    desk.press("Enter")
    dashboard = page.frame_locator("iframe").get_by_role("heading", name="Votre progression")
    dashboard.wait_for()
    screenshot("dashboard", page)


def test_the_dashboard_s_page_breaks_no_rule(lab, page):
    page.set_content((lab.home / PAGE_NAME).read_text(encoding="utf-8"))
    assert axe_violations(page, "body") == []


def test_a_text_is_assessed_with_the_keys_and_the_notebook_keeps_its_cells(desk, screenshot):
    page = desk.page
    desk.tab_to(page.get_by_role("link", name="Rapport de mesure").last)
    desk.press("Enter")
    desk.cell(5).wait_for()
    desk.wait_for_kernel()
    desk.run(0)
    desk.run(1, "count, protocol = 8, []")
    desk.write(3, "Il y a huit lectures.")
    desk.press("Shift+Enter")
    desk.press("Control+S")
    desk.run(2)
    desk.verdict("C2.1.4.specification", "2\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}2")
    desk.go_to(2)
    desk.tab_to(desk.notebook.get_by_role("button", name="S’évaluer"))
    desk.press("Enter")
    desk.told("Une réponse modèle")
    levels = desk.notebook.get_by_role("radio")
    cells = desk.notebook.locator(".jp-Cell").count()
    desk.tab_to(levels.first)
    desk.press("Space")
    for _ in range(3):
        desk.press("ArrowDown")
    # JupyterLab's key for a new cell.
    desk.press("b")
    assert levels.nth(3).is_checked()
    assert desk.notebook.locator(".jp-Cell").count() == cells
    desk.tab_to(desk.notebook.get_by_role("button", name="Enregistrer mon niveau"))
    desk.press("Enter")
    desk.notebook.get_by_role("status").filter(has_text="niveau 3 enregistré").wait_for(state="attached")
    assert_accessible(page, ".jp-NotebookPanel .jp-OutputArea-output", screenshot)
    assert Progress().attempts(REPORT)[-1].fraction == 0.75
