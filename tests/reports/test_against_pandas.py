"""The marks of a graded cohort equal those that pandas computes from the gradebook's tables by another way."""

import tomllib
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from sqlalchemy import create_engine
from support.tiny_repository import ACTIVITY

from autograders.reports import candidate_results, gather

CELLS = """
    SELECT student.id AS candidate, notebook.name AS notebook, base_cell.name AS cell, grade_cells.max_score AS maximum,
           grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade,
           submitted_notebook.late_submission_penalty AS penalty
    FROM student
    CROSS JOIN grade_cells JOIN base_cell ON base_cell.id = grade_cells.id
    JOIN notebook ON notebook.id = base_cell.notebook_id
    LEFT JOIN submitted_assignment ON submitted_assignment.student_id = student.id
    LEFT JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
                                 AND submitted_notebook.notebook_id = notebook.id
    LEFT JOIN grade ON grade.cell_id = base_cell.id AND grade.notebook_id = submitted_notebook.id
"""


def work_of(sitting, candidate, notebook):
    """Return whether a notebook was handed in, and whether it can be read, from the file itself."""
    path = sitting.submitted(candidate) / f"{notebook}.ipynb"
    if not path.is_file():
        return "missing"
    try:
        nbformat.read(path, as_version=4)
    except nbformat.reader.NotJSONError:
        return "unreadable"
    return "readable"


def activity_marks(sitting):
    """Return the least and the greatest mark out of 20 of the activity A2.1, by candidate."""
    with create_engine(sitting.course.gradebook_url).connect() as connection:
        cells = pd.read_sql_query(CELLS, connection)
    works = [work_of(sitting, *key) for key in zip(cells.candidate, cells.notebook, strict=True)]
    by_person = cells.manual_score.notna()
    waits = cells.needs_manual_grade.fillna(1).astype(bool) | (cells.auto_score.isna() & ~by_person)
    is_open = waits | (~by_person & (pd.Series(works) != "readable"))
    score = cells.manual_score.fillna(cells.auto_score) + cells.extra_credit.fillna(0)
    score = score.clip(lower=0, upper=cells.maximum)
    cells["low"], cells["high"] = score.mask(is_open, 0), score.mask(is_open, cells.maximum)
    cells["criterion"] = cells.cell.str.removesuffix("_rubric").str.replace("-", ".", n=2).str.replace("_", ".")
    sums = cells.groupby(["candidate", "notebook", "criterion"])[["low", "high", "maximum"]].sum()
    shares = sums[["low", "high"]].div(sums.maximum, axis=0)
    lost = cells.groupby(["candidate", "notebook"]).agg(penalty=("penalty", "first"), maximum=("maximum", "sum"))
    lost_share = (lost.penalty.fillna(0) / lost.maximum).clip(lower=0)
    competencies = shares.groupby(["candidate", "notebook"]).mean().sub(lost_share, axis=0).clip(lower=0)
    marks = competencies.groupby("candidate").sum()
    text = (Path(sitting.course.folder) / "referential.toml").read_text(encoding="utf-8")
    in_all = sum(item["activity"] == "A2.1" for item in tomllib.loads(text)["competencies"])
    # Those that no exercise assesses can still bring everything.
    marks["high"] += in_all - cells.notebook.nunique()
    return marks * 20 / in_all


def test_the_marks_of_a_graded_cohort_equal_those_of_an_independent_computation(cohort):
    expected = activity_marks(cohort)
    found = {
        facts.candidate.id: candidate_results(cohort.course.repository.referential, facts).activity("A2.1").mark
        for facts in gather(cohort.course)
    }
    assert set(found) == set(expected.index) >= {"right", "late", "unreadable", "partly", "nobody"}
    for candidate, mark in found.items():
        low, high = expected.loc[candidate]
        assert 20 * float(mark.minimum) == pytest.approx(low, abs=1e-9), candidate
        assert 20 * float(mark.maximum) == pytest.approx(high, abs=1e-9), candidate
    # The cohort is no trivial one.
    assert expected.low.round(6).nunique() >= 5


def test_each_verdict_comes_with_its_evidence(cohort):
    right = next(facts for facts in gather(cohort.course) if facts.candidate.id == "right")
    result = candidate_results(cohort.course.repository.referential, right)
    supported = [item for item in result.activity("A2.1").criteria if item.evidence]
    assert len(supported) == 4
    for item in supported:
        assert item.notebook.activity == ACTIVITY
        assert len(item.evidence.grading.grader_version) == len(item.evidence.scored.answers_digest) == 64
        assert item.evidence.grading.graded_at.tzinfo is not None
