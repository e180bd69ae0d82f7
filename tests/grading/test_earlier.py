"""A criterion may read what its candidate handed in with an earlier notebook of the case study."""

from dataclasses import replace

import nbformat
import pytest
from support.tiny_course import Sitting, built, with_solutions
from support.tiny_repository import (
    REPORT,
    add_report_exercise,
    let_the_report_read_the_mean,
    make_tiny_repository,
)

from autograders.assignments import reference_notebook
from autograders.candidate.wire import ANSWER_MIME
from autograders.grading.earlier import stored_earlier
from autograders.records import Records

SPECIFICATION = "C2.1.4.specification"
MEAN = "C2.1.3.mean_mm"


@pytest.fixture(scope="module")
def chained(tmp_path_factory) -> Sitting:
    """Return a sitting of two notebooks: the report's count is the rounded mean handed in with the ruler."""
    root = make_tiny_repository(tmp_path_factory.mktemp("chained") / "repository")
    let_the_report_read_the_mean(add_report_exercise(root))
    return built(root)


def report(sitting: Sitting, change: str = ""):
    """Return the solved report, with something done after the solution."""
    package = sitting.activity.exercises[1]
    released = nbformat.read(sitting.course.release(sitting.activity.name) / f"{REPORT}.ipynb", as_version=4)
    work = with_solutions(released, reference_notebook(package))
    next(cell for cell in work.cells if "count = round" in cell.source).source += f"\n{change}"
    return work


def ruler(sitting: Sitting, change: str = ""):
    work = sitting.solved()
    next(cell for cell in work.cells if "mean_mm = float" in cell.source).source += f"\n{change}"
    return work


def scores(sitting: Sitting, candidate: str, **notebooks):
    """Hand notebooks in and return the points by criterion."""
    folder = sitting.submitted(candidate)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.ipynb"):
        path.unlink()
    for name, work in notebooks.items():
        nbformat.write(work, folder / f"{name}.ipynb")
    (result,) = sitting.grade(candidate).candidates
    return dict(result.scores)


def test_a_figure_equal_to_the_one_measured_earlier_gets_its_points(chained):
    got = scores(chained, "ada", c2_1_3_tiny_ruler=ruler(chained), c2_1_4_tiny_report=report(chained))
    assert got[SPECIFICATION] == 2


def test_the_candidates_own_earlier_figure_decides_even_where_it_is_wrong(chained):
    wrong = ruler(chained, "mean_mm += 100")
    got = scores(chained, "bob", c2_1_3_tiny_ruler=wrong, c2_1_4_tiny_report=report(chained))
    assert got[SPECIFICATION] == 0
    got = scores(chained, "bob", c2_1_3_tiny_ruler=wrong, c2_1_4_tiny_report=report(chained, "count += 100"))
    assert got[SPECIFICATION] == 2


def test_an_earlier_notebook_that_was_not_handed_in_answers_nothing(chained):
    assert scores(chained, "cid", c2_1_4_tiny_report=report(chained))[SPECIFICATION] == 0


def test_an_earlier_notebook_that_is_no_longer_handed_in_answers_nothing_any_more(chained):
    scores(chained, "dot", c2_1_3_tiny_ruler=ruler(chained), c2_1_4_tiny_report=report(chained))
    assert scores(chained, "dot", c2_1_4_tiny_report=report(chained))[SPECIFICATION] == 0


def test_a_notebook_finds_beside_itself_what_the_earlier_one_really_handed_in(chained):
    taken = report(
        chained, "from autograders.candidate import handed_in\ncount = round(handed_in(case)['C2.1.3.mean_mm'])"
    )
    wrong = ruler(chained, "mean_mm += 100")
    assert scores(chained, "jan", c2_1_3_tiny_ruler=wrong, c2_1_4_tiny_report=taken)[SPECIFICATION] == 2


def test_a_notebook_finds_answers_too_that_no_judge_of_its_own_reads(chained):
    look = "from autograders.candidate import handed_in\nassert handed_in(case)['C2.1.3.conform'] in (0, 1)"
    curious = report(chained, look)
    got = scores(chained, "lou", c2_1_3_tiny_ruler=ruler(chained), c2_1_4_tiny_report=curious)
    assert got["C2.1.4.protocol"] == 4


def test_what_lies_beside_a_notebook_that_is_handed_in_is_not_what_is_graded(chained):
    folder = chained.submitted("kim") / "remises"
    folder.mkdir(parents=True)
    forged = '{"format": 1, "variant": "x", "answers": {"mean_mm": 8.0}}'
    (folder / "c2_1_3_tiny_ruler.json").write_text(forged, encoding="utf-8")
    taken = report(
        chained, "from autograders.candidate import handed_in\ncount = round(handed_in(case)['C2.1.3.mean_mm'])"
    )
    high = ruler(chained, "mean_mm += 100")
    assert scores(chained, "kim", c2_1_3_tiny_ruler=high, c2_1_4_tiny_report=taken)[SPECIFICATION] == 2


def test_nobody_else_answers_in_a_candidates_place(chained):
    scores(chained, "eve", c2_1_3_tiny_ruler=ruler(chained), c2_1_4_tiny_report=report(chained))
    assert scores(chained, "fay", c2_1_4_tiny_report=report(chained))[SPECIFICATION] == 0


def test_an_answer_given_under_an_earlier_ones_name_is_set_aside(chained):
    forged = report(chained, "from IPython.display import publish_display_data as show")
    claim = {"format": 1, "exercise": REPORT, "name": MEAN, "value": 8.0}
    cell = next(cell for cell in forged.cells if "count = round" in cell.source)
    cell.source += f"\ncount = 8\nshow({{{ANSWER_MIME!r}: {claim!r}}})"
    assert scores(chained, "gil", c2_1_4_tiny_report=forged)[SPECIFICATION] == 0


def test_the_evidence_of_a_verdict_holds_the_earlier_answer_that_it_rests_on(chained):
    scores(chained, "hal", c2_1_3_tiny_ruler=ruler(chained), c2_1_4_tiny_report=report(chained))
    with Records(chained.course.records_url) as records:
        stored = {item.grading.exercise: item for item in records.latest(chained.activity.name, "hal")}
        first, later = ({a.name: a for a in records.answers(item.id)} for item in stored.values())
    assert later[MEAN].wire == first["mean_mm"].wire
    assert later[MEAN].state == "given"


def test_an_earlier_answer_made_on_a_former_variant_is_missing(chained):
    scores(chained, "ida", c2_1_3_tiny_ruler=ruler(chained), c2_1_4_tiny_report=report(chained))
    package = chained.activity.exercises[1]
    variant = chained.course.variant_of(chained.activity.name, "ida")
    other = replace(variant, digests={"tiny_ruler": "0" * 64})
    with Records(chained.course.records_url) as records:
        assert [set(item.answers) for item in stored_earlier(package, variant, "ida", records)] == [
            {"mean_mm", "conform"}
        ]
        assert stored_earlier(package, other, "ida", records) == ()
