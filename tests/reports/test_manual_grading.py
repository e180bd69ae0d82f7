"""A person grades in the real formgrader, with the rubric beside the answer; the reports then say what was reached."""

import json
from contextlib import contextmanager

import pytest
from support.browser import OWN_HOST, axe_violations
from support.graded_cohort import RUBRIC, gradebook
from support.jupyter_server import TOKEN, formgrader
from support.tiny_course import new_sitting
from support.tiny_repository import ACTIVITY, REPORT

from autograders.grading.rubric_facts import rubric_facts
from autograders.reports.writing import candidate_report

# Each handed in a report whose protocol nobody has graded yet; five others were told "Bien expliqué.".
SEEN, CLICKED, TYPED, BETWEEN = "late-none", "long", "unreadable", "tampered"
GIVEN = "Bien expliqué."
PREPARED = "Dites d’abord pourquoi."
PANEL = f'.rubric[data-cell="{RUBRIC}"]'
COMMENTS = f".nbgrader_cell:has(#{RUBRIC}) .rubric-comments button"
OTHER_PANEL = '.rubric[data-cell="C2-1-4_specification_rubric"]'


@pytest.fixture(scope="module")
def sitting(cohort, tmp_path_factory):
    """Return a copy of the graded cohort's course, with a comment prepared for one criterion."""
    copy = new_sitting(cohort.course.folder.parent, tmp_path_factory.mktemp("manual"))
    (copy.course.folder / "comments.toml").write_text(
        f'format = 1\nevery_criterion = ["Partout."]\n[criteria]\n"C2.1.4.protocol" = ["{PREPARED}"]\n'
    )
    return copy


def stored(sitting, candidate):
    """Return a manual score, the need of a person and the comment as the gradebook has them now."""
    with gradebook(sitting) as book:
        grade = book.find_grade(RUBRIC, REPORT, ACTIVITY, candidate)
        comment = book.find_comment(RUBRIC, REPORT, ACTIVITY, candidate)
        return grade.manual_score, grade.needs_manual_grade, comment.manual_comment


@pytest.fixture(scope="module")
def opened(sitting, browser, tmp_path_factory):
    """Return a function that opens a candidate's report in formgrader; no other machine is asked but for MathJax."""
    asked = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    with formgrader(sitting.course.folder, tmp_path_factory.mktemp("home")) as server:
        listed = json.loads(server.get(f"/formgrader/api/submitted_notebooks/{ACTIVITY}/{REPORT}"))
        places = {item["student"]: f"/formgrader/submissions/{item['id']}/" for item in listed}

        def open_page(candidate):
            # Past the server's own door: formgrader's pages keep their cookie to themselves.
            page.goto(f"{server.address}/login?token={TOKEN}&next={places[candidate]}")
            # What the box holds is known then.
            page.wait_for_function(f"document.querySelector('{PANEL} .rubric-state').textContent.trim() !== ''")
            # formgrader scrolls to its first box: what moves between the button's going down and up is not clicked.
            page.wait_for_function("MathJax.loaded && $(':animated').length === 0")
            return page

        yield open_page
    context.close()
    elsewhere = [url for url in asked if f"//{OWN_HOST}:" not in url and "/mathjax/" not in url]
    assert elsewhere == []


@contextmanager
def saved(page):
    """Wait until nbgrader has saved what is clicked in the block, and assert that it could."""
    with page.expect_response(lambda response: response.request.method == "PUT") as answer:
        yield
    assert answer.value.ok, answer.value.status
    # The page takes the answer in after the network has it.
    page.wait_for_function("$.active === 0")


@pytest.mark.needs("chromium")
def test_a_person_sees_the_rubric_and_what_is_established_beside_the_answer(opened, screenshot):
    page = opened(SEEN)
    panel = page.locator(PANEL)
    answer = page.locator(f".nbgrader_cell:has(#{RUBRIC}) > .panel-body")
    assert panel.locator("h4").inner_text().startswith("Protocole reproductible")
    assert panel.locator(".rubric-state").inner_text() == "À noter."
    levels = panel.locator(".rubric-levels button").all_inner_texts()
    assert [text.split() for text in levels][3] == ["3", "Toutes", "les", "étapes.", "3", "pt"]
    assert "étapes\u00a0: juste. Deux attendues." in panel.inner_text()
    assert answer.bounding_box()["x"] + answer.bounding_box()["width"] <= panel.bounding_box()["x"] + 1
    comments = page.locator(COMMENTS).all_inner_texts()
    assert [" ".join(text.split()).removesuffix(" 1 fois") for text in comments] == [
        f"{GIVEN} 5 fois",
        PREPARED,
        "Partout.",
    ]
    # Left as it was released: nbgrader gives 0 by itself.
    assert "Rien n’a été écrit" in page.locator(f"{OTHER_PANEL} .rubric-state").inner_text()
    screenshot("rubric", page)
    assert axe_violations(page, ".rubric") == []


@pytest.mark.needs("chromium")
def test_a_click_on_a_level_and_on_a_comment_is_stored_by_nbgrader_and_comes_into_the_report(opened, sitting):
    page = opened(CLICKED)
    panel = page.locator(PANEL)
    with saved(page):
        panel.locator(".rubric-levels button").nth(3).click()
    with saved(page):
        page.locator(COMMENTS, has_text=GIVEN).click()
    with saved(page):
        page.locator(COMMENTS, has_text=PREPARED).click()
    assert stored(sitting, CLICKED) == (3.0, False, f"{GIVEN}\n\n{PREPARED}")
    with saved(page):
        page.locator(COMMENTS, has_text=GIVEN).click()
    assert stored(sitting, CLICKED) == (3.0, False, PREPARED)
    again = opened(CLICKED).locator(f".nbgrader_cell:has(#{RUBRIC})")
    assert again.locator(".rubric-state").inner_text() == "Niveau 3\u00a0: 3\u00a0/\u00a04 points."
    pressed = again.locator('button[aria-pressed="true"]').all_inner_texts()
    assert [" ".join(text.split()) for text in pressed] == ["3 Toutes les étapes. 3 pt", PREPARED]
    report = candidate_report(sitting.course, CLICKED)
    assert "part humaine\u00a0: 3\u00a0/\u00a04, niveau 3" in report.html
    rows = [dict(zip(report.tables[0].header, row, strict=True)) for row in report.tables[0].rows]
    row = next(row for row in rows if row["criterion"] == "C2.1.4.protocol")
    # All four points of the grader's half with them.
    assert [row[name] for name in ("state", "points", "level_minimum", "level_maximum")] == ["complete", 7.0, 3, 3]


@pytest.mark.needs("chromium")
def test_the_keyboard_reaches_levels_and_comments(opened, sitting):
    page = opened(TYPED)
    page.locator(f"#{RUBRIC}").focus()
    # Past the extra credit, into the levels.
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText").split()[0] == "1"
    with saved(page):
        page.keyboard.press("Enter")
    assert stored(sitting, TYPED)[0] == 1.0
    assert page.locator(f"{PANEL} .rubric-state").inner_text() == "Niveau 1\u00a0: 1\u00a0/\u00a04 points."
    # Past the other levels and the two summaries into the comment, and on to those that can be used again.
    for _ in range(6):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == f"{RUBRIC}-comment"
    page.keyboard.press("Tab")
    with saved(page):
        page.keyboard.press("Enter")
    assert stored(sitting, TYPED)[2] == GIVEN


@pytest.mark.needs("chromium")
def test_points_between_two_levels_are_said_and_a_grade_that_is_not_saved_too(opened):
    page = opened(BETWEEN)
    box, state = page.locator(f"#{RUBRIC}"), page.locator(f"{PANEL} .rubric-state")
    with saved(page):
        box.fill("2.5")
        box.press("Escape")
    assert state.inner_text() == "2,5\u00a0/\u00a04\u00a0: entre les niveaux 2 et 3."
    page.route("**/api/grade/*", lambda route: route.fulfill(status=403))
    page.locator(f"{PANEL} .rubric-levels button").nth(4).click()
    state.filter(has_text="rien n’est enregistré").wait_for()
    page.unroute_all()


def test_a_slip_in_the_prepared_comments_is_told_and_the_rubric_stays(sitting):
    file = sitting.course.folder / "comments.toml"
    before = file.read_text()
    file.write_text('format = 1\n[criteria]\n"C2.1.4.protocole" = ["Bien."]\n')
    facts = rubric_facts(sitting.course, ACTIVITY, REPORT, SEEN, RUBRIC)
    file.write_text(before)
    assert facts.comments_problem.startswith("comments.toml: criteria.C2.1.4.protocole: no such criterion.")
    assert GIVEN in [comment.text for comment in facts.comments]
    assert len(facts.levels) == 5
