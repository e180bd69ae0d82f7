"""A term as a class lives it: thirty candidates of known ability, two graders, and what goes wrong meanwhile.

What each hands in, and which level each grader gives, is drawn here from the ability and kept, so that a test can add
it all up by another way. Everything else is done by the commands.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import numpy as np
import openpyxl
from support.graded_cohort import gradebook
from support.term_repository import CORRECTION, PLAN, PLAN_ACTIVITY, make_term_repository
from support.tiny_course import Sitting, grade_id_of, with_solutions
from support.tiny_repository import ACTIVITY, EXERCISE, REPORT

from autograders.assignments import apply_submission, open_course, read_bank
from autograders.cli import main

SEED = 20261128
IN_TIME, A_DAY_LATE, DUE = "2026-06-01 11:00:00 UTC", "2026-06-02 12:00:00 UTC", "2026-06-01 12:00:00 UTC"
ERASED = "orlando.vesper"
ERASED_NAMES = {"first_name": "Orlando", "last_name": "Vesper", "email": "orlando@example.org"}
LATE, WITHOUT_REPORT, UNREADABLE_REPORT, WITHOUT_PLAN, ABSENT = "c04", "c21", "c22", "c20", "c29"
OVERRIDDEN, OVERRIDE_POINTS = "c02", 4.0

# From the weakest work to the best: submissions of the banks.
LADDERS = {
    EXERCISE: (
        "crash/division_by_zero",
        "wrong/always_the_contrary",
        "wrong/in_metres",
        "partial/no_function",
        "accepted/by_hand",
        "accepted/sum_over_count",
    ),
    REPORT: ("wrong/no_step", "wrong/seven", "accepted/as_float", "accepted/three_steps"),
    PLAN: ("wrong/largest", "wrong/rounded", "accepted/sorted", "accepted/max_less_min"),
}
ACTIVITIES = {EXERCISE: ACTIVITY, REPORT: ACTIVITY, PLAN: PLAN_ACTIVITY}
GRADERS = ("M. Volt", "Mme Ampère")
LEFT_FOR_LATER = ("c01", "C2.2.1.reasons")
SETTLED_BY_A_THIRD = ("c05", "C2.1.4.protocol", 3)
# What persons grade: criterion, and the notebook that it is in.
BY_PERSONS = {"C2.1.4.specification": REPORT, "C2.1.4.protocol": REPORT, "C2.2.1.reasons": PLAN}


@dataclass
class Candidate:
    """Who hands in what, and how two graders see it.

    Parameters
    ----------
    name : str
    ability : float
        From 0 to 1.
    works : dict
        From exercise to the submission of its bank; ``None`` where nothing is handed in, empty where it cannot be read.
    levels : dict
        From criterion to the levels (0 to 4) of both graders; the second one's may be left for later.
    """

    name: str
    ability: float
    works: dict[str, str | None] = field(default_factory=dict)
    levels: dict[str, tuple[int, int | None]] = field(default_factory=dict)


def drawn_candidates() -> list[Candidate]:
    """Return the class."""
    rng = np.random.default_rng(SEED)
    candidates = []
    for number, ability in enumerate(rng.uniform(0, 1, 30)):
        candidate = Candidate(ERASED if number == 7 else f"c{number:02d}", float(ability))
        for exercise, ladder in LADDERS.items():
            shown = np.clip(ability + rng.normal(0, 0.1), 0, 0.999)
            candidate.works[exercise] = ladder[int(shown * len(ladder))]
        for criterion in BY_PERSONS:
            candidate.levels[criterion] = _two_graders(ability, rng)
        candidates.append(candidate)
    by_name = {candidate.name: candidate for candidate in candidates}
    by_name[WITHOUT_REPORT].works[REPORT] = by_name[WITHOUT_PLAN].works[PLAN] = None
    by_name[UNREADABLE_REPORT].works[REPORT] = ""
    by_name[ABSENT].works = dict.fromkeys(LADDERS)
    candidate, criterion = LEFT_FOR_LATER
    by_name[candidate].levels[criterion] = (by_name[candidate].levels[criterion][0], None)
    return candidates


def _two_graders(ability, rng):
    """Return two levels: the second grader sees three pieces in ten one level apart, and one two levels."""
    first = int(np.clip(round(4 * ability + rng.normal(0, 0.3)), 0, 4))
    apart = int(rng.choice([0, 1, 2], p=[0.6, 0.3, 0.1]))
    return first, first + apart if first + apart <= 4 else first - apart


@dataclass
class Term:
    """A course, and who was in it.

    Parameters
    ----------
    folder : Path
        Of the course.
    candidates : list of Candidate
        The erased one left out.
    """

    folder: Path
    candidates: list[Candidate]

    def atelier(self, *arguments: str, status: int = 0) -> None:
        """Run a command on the course."""
        assert main([*arguments, "--course", str(self.folder)]) == status, arguments

    def sitting(self, code: str) -> Sitting:
        course = open_course(self.folder)
        return Sitting(course, course.repository.find_activity(code))


def play(root: Path) -> Term:
    """Live through a term in a missing folder."""
    make_term_repository(root)
    term = Term(root / "course", drawn_candidates())
    for code in ("A2.1", "A2.2"):
        term.atelier("build", code)
    sitting = term.sitting("A2.1")
    sitting.configure("c.AssignLatePenalties.plugin_class = 'support.graded_cohort.TwoPointsADay'")
    with gradebook(sitting) as book:
        book.update_or_create_assignment(ACTIVITY, duedate=DUE)
        book.update_or_create_student(ABSENT)
        book.update_or_create_student(ERASED, **ERASED_NAMES)
    hand_in(term)
    # Exit status 1: a person has to look at what could not be read.
    term.atelier("grade", "A2.1", "--no-feedback", status=1)
    term.atelier("grade", "A2.2", "--no-feedback")
    two_graders_grade(term)
    reason = f"{OVERRIDDEN} a raison : la fonction est juste."
    override = ("override", OVERRIDDEN, "C2.1.3.support", str(OVERRIDE_POINTS), "--reason", reason)
    term.atelier(*override, "--author", "M. Ohm")
    grader = root / "exercises" / PLAN_ACTIVITY / PLAN / "grading.py"
    grader.write_text(grader.read_text(encoding="utf-8").replace(*CORRECTION), encoding="utf-8")
    term.atelier("regrade", "A2.2", "--no-feedback")
    # A candidate who is erased has pages, and was in reports as well.
    term.atelier("grade", "A2.1", "--candidate", ERASED)
    term.atelier("report", "cohort", "A2.1", "--no-pdf")
    term.atelier("report", "candidate", ERASED, "--no-pdf")
    term.atelier("erase", ERASED, "--yes")
    term.candidates = [candidate for candidate in term.candidates if candidate.name != ERASED]
    return term


def hand_in(term: Term) -> None:
    """Put into ``submitted/`` what candidates hand in: the bank's work on the released notebook, texts by ability."""
    made = {exercise: _solved(term, exercise) for exercise in LADDERS}
    for candidate in term.candidates:
        for exercise, name in candidate.works.items():
            if name is None:
                continue
            folder = term.folder / "submitted" / candidate.name / ACTIVITIES[exercise]
            folder.mkdir(parents=True, exist_ok=True)
            late = candidate.name == LATE and exercise != PLAN
            (folder / "timestamp.txt").write_text(A_DAY_LATE if late else IN_TIME)
            work = _with_texts(made[exercise][name], candidate) if name else "no notebook"
            (folder / f"{exercise}.ipynb").write_text(json.dumps(work))


def _solved(term: Term, exercise: str):
    sitting = term.sitting("A2.2" if exercise == PLAN else "A2.1")
    package = next(item for item in sitting.activity.exercises if item.name == exercise)
    bank = {f"{item.kind}/{item.name}": item for item in read_bank(package)}
    path = sitting.course.release(package.activity_name) / f"{exercise}.ipynb"
    return {
        name: with_solutions(nbformat.read(path, as_version=4), apply_submission(package, bank[name]))
        for name in LADDERS[exercise]
    }


def _with_texts(notebook, candidate: Candidate):
    """Return a notebook with the candidate's prose; who gets nothing for it from both leaves the cell as it was."""
    notebook = deepcopy(notebook)
    for criterion, levels in candidate.levels.items():
        for cell in notebook.cells:
            if grade_id_of(cell) == rubric_cell(criterion) and levels != (0, 0):
                cell.source = f"Texte de niveau {levels[0]}, par {candidate.name}."
    return notebook


def rubric_cell(criterion: str) -> str:
    competency, _, slug = criterion.rpartition(".")
    return f"{competency.replace('.', '-')}_{slug}_rubric"


def two_graders_grade(term: Term) -> None:
    """Have two persons fill in their grading sheets, and a third one settle one of their disagreements."""
    for code in ("A2.1", "A2.2"):
        for number, grader in enumerate(GRADERS):
            sheet = term.folder.parent / f"{code} {number}.xlsx"
            term.atelier("assess", "sheet", code, str(sheet), "--grader", grader)
            fill_in(sheet, {candidate.name: candidate.levels for candidate in term.candidates}, number)
            # Exit status 1 where the second one disagrees with the first.
            term.atelier("assess", "read", str(sheet), status=number)
            # It is the grader's own, not the course's.
            sheet.unlink()
    candidate, criterion, level = SETTLED_BY_A_THIRD
    term.atelier("assess", "give", candidate, criterion, str(level), "--grader", "Mme Tesla", "--arbiter")


def fill_in(sheet: Path, levels: Mapping[str, Mapping[str, tuple[int, int | None]]], number: int) -> None:
    workbook = openpyxl.load_workbook(sheet)
    header, *rows = workbook["Niveaux"].iter_rows()
    column = {cell.value: index for index, cell in enumerate(header)}
    for row in rows:
        candidate, criterion = row[column["Candidat"]].value, row[column["Critère"]].value
        row[column["Niveau"]].value = levels[candidate][criterion][number]
    workbook.save(sheet)
