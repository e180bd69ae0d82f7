"""A cohort in which honest candidates are graded beside those of a corpus; what came of it, held against the data."""

import json

from support.corpus import Entry, Family, hand_in, honest_work
from support.tiny_course import Sitting
from support.tiny_repository import EXERCISE

from autograders.grading import CandidateResult

# Said by a notebook that got what it wanted; no source of the corpus holds the word itself.
BREACH = "BREACH"
# By the hand of the tiny exercise: two criteria of five points, half of the second one for the function.
HONEST_POINTS = {"released": 0.0, "half": 7.5, "solved": 10.0}
NO_BREAK_SPACE = "\u00a0"


def graded_cohort(sitting: Sitting, family: Family) -> dict[str, CandidateResult]:
    """Grade a family in one run: honest candidates, one for each start, before the others and one after them."""
    sitting.configure(*family.settings)
    for start in _starts(family):
        sitting.hand_in(f"0-{start}", honest_work(sitting, start))
    for entry in family.entries:
        hand_in(sitting, family, entry)
    sitting.hand_in("zz-solved", honest_work(sitting, "solved"))
    return {result.candidate: result for result in sitting.grade().candidates}


def complaints(sitting: Sitting, family: Family, results: dict[str, CandidateResult]) -> list[str]:
    """Return what did not go as the data say, one line each; nothing is what a test wants."""
    found = _about_the_honest(family, results)
    for entry in family.entries:
        found += [f"{entry}: {complaint}" for complaint in _about(sitting, entry, results)]
    return found


def report_of(result: CandidateResult) -> str:
    """Return the lines of the report on one candidate."""
    return "\n".join([result.problem, *result.remarks, *result.faults.values()]).replace(NO_BREAK_SPACE, " ")


def _starts(family: Family) -> set[str]:
    return {entry.start for entry in family.entries}


def _about_the_honest(family: Family, results):
    wanted = {f"0-{start}": HONEST_POINTS[start] for start in _starts(family)} | {"zz-solved": HONEST_POINTS["solved"]}
    had = {name: (results[name].status, results[name].total) for name in wanted}
    return [f"honest {name}: {had[name]}" for name, points in wanted.items() if had[name] != ("graded", points)]


def _about(sitting: Sitting, entry: Entry, results: dict[str, CandidateResult]):
    if entry.name not in results:
        return ["was not graded"]
    result, honest = results[entry.name], results[f"0-{entry.start}"].total
    report = report_of(result)
    found = []
    if entry.honest != honest:
        found.append(f"the honest work is worth {honest}, the file says {entry.honest}")
    if result.total > honest:
        found.append(f"{result.total} is above the honest {honest}")
    if (result.status, result.total) != (entry.status, entry.points):
        found.append(f"{result.status}, {result.total}; {entry.status}, {entry.points} wanted; report: {report}")
    found += [f"not told: {text}; report: {report}" for text in entry.told if text not in report]
    if not entry.told:
        found.append("the file does not say what must be told")
    by_nbgrader = _points_by_nbgraders_reading(sitting, entry.name)
    if by_nbgrader > honest:
        found.append(f"nbgrader itself would read {by_nbgrader} points out of the graded notebook")
    if BREACH in _outputs(sitting, entry.name):
        found.append(f"got through: {_outputs(sitting, entry.name)[:600]}")
    return found + _about_the_gradebook(sitting, entry, result)


def _about_the_gradebook(sitting: Sitting, entry: Entry, result: CandidateResult):
    if result.status == "failed":
        return []
    had = sorted(sitting.gradebook(entry.name).items())
    scores = [score for _, (score, _, _) in had]
    if scores != [points for _, points in sorted(result.scores.items())]:
        return [f"the gradebook says {scores}, the report {dict(result.scores)}"]
    if any(needs_person is not (score is None) for _, (score, _, needs_person) in had):
        return [f"the gradebook asks for a person in the wrong place: {had}"]
    return []


def _points_by_nbgraders_reading(sitting: Sitting, candidate: str) -> float:
    from nbgrader.utils import determine_grade, is_grade

    if not _graded_path(sitting, candidate).is_file():
        return 0.0
    return sum(determine_grade(cell)[0] or 0.0 for cell in sitting.graded_notebook(candidate).cells if is_grade(cell))


def _graded_path(sitting: Sitting, candidate: str):
    return sitting.course.folder / "autograded" / candidate / sitting.activity.name / f"{EXERCISE}.ipynb"


def _outputs(sitting: Sitting, candidate: str) -> str:
    if not _graded_path(sitting, candidate).is_file():
        return ""
    notebook = sitting.graded_notebook(candidate)
    return json.dumps([cell.outputs for cell in notebook.cells if cell.cell_type == "code"])
