"""From a course to the files of a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograders.assignments import Course
from autograders.assignments.grids import criteria_in
from autograders.candidate.errors import AtelierError
from autograders.grading.consolidating import consolidated_by_piece
from autograders.model.referential import Referential
from autograders.model.referential_rules import THESIS
from autograders.records import Records

from .advice import misconception_frequencies, read_exercises, read_misconceptions
from .agreement import agreement_results, agreement_tables
from .facts import CandidateFacts
from .gathering import facts_of, gather
from .integrity import integrity_results, integrity_tables
from .item_answers import read_judged_answers, unexplained_answers
from .item_scores import score_sheet
from .item_tables import item_tables, items_document
from .item_times import TimesTaken, times_taken
from .item_wording import Severity, findings_of
from .items import item_analysis
from .jury import composition
from .pages import agreement_page, candidate_page, cohort_page, integrity_page, items_page, jury_page
from .printing import write_pdf
from .results import CandidateResults, candidate_results
from .tables import Table, criteria_table, csv_text, marks_table, thesis_table, write_xlsx

FOLDER = "reports"


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report before it is written: a page, the numbers on it as tables, and what a person has to look at."""

    name: str
    html: str
    tables: tuple[Table, ...]
    to_look_at: tuple[str, ...] = ()


def candidate_report(course: Course, candidate: str) -> Report:
    """Return what a candidate reads: verdicts, advice, evidence, profile by activity.

    Raises
    ------
    AtelierError
        If the candidate is not in the gradebook, or it cannot be read.
    """
    result = _result(course, candidate)
    html = candidate_page(_referential(course), result, read_misconceptions(course), datetime.now(UTC))
    tables = (criteria_table([result]), marks_table([result]))
    return Report(name=f"candidate-{file_name(candidate)}", html=html, tables=tables)


def cohort_report(course: Course, activity: str) -> Report:
    """Return what an instructor reads of a class in one activity, by its code or its folder's name.

    Raises
    ------
    AtelierError
        If there is no such activity, or the gradebook cannot be read.
    """
    code = course.repository.activity_code(activity)
    results = [candidate_results(_referential(course), facts, course.settings.thresholds) for facts in gather(course)]
    html = cohort_page(_referential(course), results, code, read_misconceptions(course), datetime.now(UTC))
    tables = (criteria_table(results, activity=code), marks_table(results, activity=code))
    return Report(name=f"cohort-{code}", html=html, tables=tables)


def jury_report(course: Course, candidate: str, bloc: str | None = None) -> Report:
    """Return the sheets of a candidate for a jury: one per bloc and that of the thesis, or one of them by its code.

    Raises
    ------
    AtelierError
        If the candidate or the bloc is unknown.
    """
    referential, settings = _referential(course), course.settings
    thesis = bloc in (None, THESIS)
    codes = [item.code for item in referential.blocs] if bloc is None else []
    codes += [referential.bloc(bloc).code] if bloc not in (None, THESIS) else []
    result = _result(course, candidate)
    html = jury_page(referential, result, codes, settings, datetime.now(UTC), thesis=thesis)
    tables = [] if bloc == THESIS else [criteria_table([result], bloc=bloc), marks_table([result], bloc=bloc)]
    seated = composition(settings.jury, referential.thesis.jury)
    return Report(
        name=f"jury-{file_name(candidate)}{'' if bloc is None else f'-{bloc}'}",
        html=html,
        tables=(*tables, *([thesis_table(result)] if thesis else [])),
        to_look_at=() if seated.fits or not thesis else (seated.text,),
    )


def agreement_report(course: Course, scope: str) -> Report:
    """Return how far graders agree on an activity, by its code or its folder's name, or on the thesis (``THESIS``).

    Raises
    ------
    AtelierError
        If there is no such activity, or the records cannot be read.
    """
    code = THESIS if scope.upper() == THESIS else course.repository.activity_code(scope)
    with Records(course.records_url) as records:
        found = consolidated_by_piece(records.assessments(), course.settings.graders_per_piece)
    results = agreement_results(criteria_in(course.repository, code), found)
    title = _referential(course).thesis.title if code == THESIS else code
    html = agreement_page(_referential(course), title, results, datetime.now(UTC))
    return Report(name=f"agreement-{code}", html=html, tables=agreement_tables(results))


def integrity_report(course: Course, activity: str) -> Report:
    """Return what a person may want to look at where candidates should have worked alone, in one activity.

    Raises
    ------
    AtelierError
        If there is no such activity, it was never built, or the records cannot be read.
    """
    package = course.repository.find_activity(activity)
    results = integrity_results(course, package)
    code = package.activity.code
    html = integrity_page(_referential(course), code, results, datetime.now(UTC))
    return Report(name=f"integrity-{code}", html=html, tables=integrity_tables(results))


def items_report(course: Course, activity: str) -> tuple[Report, dict[str, Any]]:
    """Return how the criteria of an activity behave in a class, and the same numbers as one JSON document.

    Raises
    ------
    AtelierError
        If there is no such activity, or the gradebook or the records cannot be read.
    """
    code = course.repository.activity_code(activity)
    referential, exercises = _referential(course), read_exercises(course)
    gathered = list(gather(course))
    results = [candidate_results(referential, facts) for facts in gathered]
    with Records(course.records_url) as records:
        folders = [folder.name for folder in course.repository.activity_folders()]
        distinct_answers = {
            key: count
            for name in folders
            if course.repository.activity_code(name) == code
            for key, count in records.distinct_answers(name).items()
        }
    analysis = item_analysis(score_sheet(results, code), distinct_answers)
    findings = findings_of(analysis)
    criteria = [(result.candidate.id, item) for result in results for item in result.activity(code).criteria]
    frequencies = misconception_frequencies(criteria, read_misconceptions(course))
    unexplained = unexplained_answers(read_judged_answers(course, code, exercises))
    minutes = {name: exercise.duration_minutes for name, exercise in exercises.items()}
    times = _times_taken(course, code, gathered)
    made_at = datetime.now(UTC)
    html = items_page(referential, code, analysis, findings, frequencies, unexplained, minutes, times, made_at)
    tables = item_tables(analysis, findings, frequencies, unexplained, times)
    warnings = tuple(item.title for item in findings if item.severity is Severity.WARNING)
    report = Report(name=f"items-{code}", html=html, tables=tables, to_look_at=warnings)
    return report, items_document(code, analysis, tables)


def _times_taken(course: Course, code: str, gathered: Iterable[CandidateFacts]) -> TimesTaken | None:
    exam = next((exam for exam in course.settings.exams if exam.activity == code), None)
    if exam is None:
        return None
    handed_in_at = {
        facts.candidate.id: max(moments)
        for facts in gathered
        if (
            moments := [
                notebook.handed_in_at
                for notebook in facts.notebooks
                if notebook.handed_in_at is not None and course.repository.activity_code(notebook.activity) == code
            ]
        )
    }
    return times_taken(handed_in_at, exam)


def write_report(report: Report, folder: Path, *, pdf: bool = True) -> tuple[Path, ...]:
    """Write a report's files and return their paths.

    Parameters
    ----------
    report : Report
    folder : Path
        Made where it is missing.
    pdf : bool
        Whether to make a PDF as well.

    Raises
    ------
    AtelierError
        If the folder cannot be written, or no PDF can be made here; the other files are there then.
    """
    page, workbook = folder / f"{report.name}.html", folder / f"{report.name}.xlsx"
    written = [page, workbook]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        page.write_text(report.html, encoding="utf-8")
        write_xlsx(report.tables, workbook)
        for table in report.tables:
            written.append(folder / f"{report.name}-{table.name}.csv")
            written[-1].write_text(csv_text(table), encoding="utf-8")
    except OSError as error:
        raise AtelierError(
            f"{error.filename or folder}: {error.strerror or error}. Make room, correct the rights, or name another "
            "folder with --folder."
        ) from None
    if pdf:
        written.append(folder / f"{report.name}.pdf")
        write_pdf(report.html, written[-1])
    return tuple(written)


def _referential(course: Course) -> Referential:
    return course.repository.referential


def _result(course: Course, candidate: str) -> CandidateResults:
    return candidate_results(_referential(course), facts_of(course, candidate), course.settings.thresholds)


def file_name(candidate: str) -> str:
    """Return a candidate's identifier as a part of a file's name, whatever characters it has."""
    return quote(candidate, safe="").replace(".", "%2E") if candidate.startswith(".") else quote(candidate, safe="")
