"""From a course to the files of a report."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from autograders.assignments import Course
from autograders.candidate.errors import AtelierError
from autograders.model.referential import Referential

from .advice import read_misconceptions
from .gathering import facts_of, gather
from .pages import candidate_page, cohort_page, jury_page
from .printing import write_pdf
from .results import CandidateResults, candidate_results
from .tables import Table, criteria_table, csv_text, marks_table, write_xlsx

FOLDER = "reports"


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report before it is written: a page, and the numbers on it as tables."""

    name: str
    html: str
    tables: tuple[Table, ...]


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
    code = _activity_code(course, activity)
    results = [candidate_results(_referential(course), facts, course.settings.thresholds) for facts in gather(course)]
    html = cohort_page(_referential(course), results, code, read_misconceptions(course), datetime.now(UTC))
    tables = (criteria_table(results, activity=code), marks_table(results, activity=code))
    return Report(name=f"cohort-{code}", html=html, tables=tables)


def jury_report(course: Course, candidate: str, bloc: str | None = None) -> Report:
    """Return the sheets of a candidate for a jury: one per bloc, or that of one bloc by its code.

    Raises
    ------
    AtelierError
        If the candidate or the bloc is unknown.
    """
    referential = _referential(course)
    codes = [item.code for item in referential.blocs] if bloc is None else [referential.bloc(bloc).code]
    result = _result(course, candidate)
    html = jury_page(referential, result, codes, course.settings.thresholds, datetime.now(UTC))
    tables = (criteria_table([result], bloc=bloc), marks_table([result], bloc=bloc))
    suffix = "" if bloc is None else f"-{bloc}"
    return Report(name=f"jury-{file_name(candidate)}{suffix}", html=html, tables=tables)


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


def _activity_code(course: Course, activity: str) -> str:
    codes = [item.code for item in _referential(course).activities]
    if activity.upper() in codes:
        return activity.upper()
    found = re.match(r"a(\d)_(\d)_", course.repository.activity_folder(activity).name)
    return f"A{found[1]}.{found[2]}" if found else _referential(course).activity(activity).code


def file_name(candidate: str) -> str:
    """Return a candidate's identifier as a part of a file's name, whatever characters it has."""
    return quote(candidate, safe="").replace(".", "%2E") if candidate.startswith(".") else quote(candidate, safe="")
