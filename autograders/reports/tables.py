"""The numbers as tables, for spreadsheets and programs: CSV (comma, decimal point, UTF-8) and XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from autograders.grading.texts import on_one_line

from .marks import Mark
from .results import ActivityResult, BlocResult, CandidateResults, CriterionResult

Value: TypeAlias = str | int | float | None
MAXIMUM_CHARACTERS = 1000
# What makes a spreadsheet take a text for a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, kw_only=True)
class Table:
    """A header and rows; ``name`` becomes the sheet's and a part of the file's name."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def criteria_table(results: Sequence[CandidateResults], activity: str | None = None, bloc: str | None = None) -> Table:
    """Return one row per candidate and criterion, with the evidence; of one activity or bloc, or of all."""
    header = (
        "candidate first_name last_name bloc activity epreuve group criterion state points points_maximum "
        "share_minimum share_maximum automatic_score manual_score level_minimum level_maximum extra_credit "
        "late_penalty_share verdict misconceptions grader_version variant variant_digest answers_digest graded_at "
        "level levels"
    )
    rows = [
        (
            *_identity(result),
            block.bloc.code,
            item.activity.code,
            part.epreuve.value,
            group.code,
            *_criterion(criterion),
        )
        for result in results
        for block, item in _activities(result, activity, bloc)
        for part in item.parts
        for group in part.groups
        for criterion in group.criteria
    ]
    return Table(name="criteria", header=tuple(header.split()), rows=tuple(rows))


def marks_table(results: Sequence[CandidateResults], activity: str | None = None, bloc: str | None = None) -> Table:
    """Return one row per candidate and competency, épreuve, activity and bloc: bounds out of 20 and what is settled."""
    header = "candidate first_name last_name level code weight mark minimum_out_of_20 maximum_out_of_20 settled outcome"
    rows: list[tuple[Value, ...]] = []
    for result in results:
        identity = _identity(result)
        shown = _activities(result, activity, bloc)
        for _, item in shown:
            for part in item.parts:
                share = Fraction(1, len(part.groups))
                rows += [(*identity, "group", group.code, *_mark(share, group.mark), "") for group in part.groups]
                code = f"{item.activity.code}.{part.epreuve.value}"
                rows.append((*identity, "epreuve", code, *_mark(part.weight, part.mark), ""))
            rows.append((*identity, "activity", item.activity.code, *_mark(item.weight, item.mark), item.outcome.value))
        if activity is None:
            blocs = dict.fromkeys(block.bloc.code for block, _ in shown)
            rows += [
                (*identity, "bloc", block.bloc.code, *_mark(None, block.mark), block.outcome.value)
                for block in result.blocs
                if block.bloc.code in blocs
            ]
    return Table(name="marks", header=tuple(header.split()), rows=tuple(rows))


def thesis_table(result: CandidateResults) -> Table:
    """Return one row per criterion of the thesis, which bears no points: its state and levels."""
    header = ("candidate", "first_name", "last_name", "criterion", "state", "level", "levels")
    rows = tuple((*_identity(result), item.criterion.id, item.state.value, *_levels(item)) for item in result.thesis)
    return Table(name="thesis", header=header, rows=rows)


def csv_text(table: Table) -> str:
    """Return a table as CSV; a text that a spreadsheet would take for a formula is marked as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows([_disarmed(value) for value in row] for row in table.rows)
    return text.getvalue()


def write_xlsx(tables: Iterable[Table], path: Path) -> None:
    """Write tables as sheets of one workbook, headers fixed and filterable; no text becomes a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook()
    workbook.remove(workbook.active)
    for table in tables:
        sheet = workbook.create_sheet(table.name)
        sheet.append(list(table.header))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for number, row in enumerate(table.rows, start=2):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(row=number, column=column, value=_clean(value))
                if isinstance(value, str):
                    cell.data_type = "s"
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    workbook.save(path)


def _activities(
    result: CandidateResults, activity: str | None, bloc: str | None
) -> list[tuple[BlocResult, ActivityResult]]:
    return [
        (block, item)
        for block in result.blocs
        for item in block.activities
        if activity in (None, item.activity.code) and bloc in (None, block.bloc.code)
    ]


def _identity(result: CandidateResults) -> tuple[Value, ...]:
    return (result.candidate.id, result.candidate.first_name, result.candidate.last_name)


def _criterion(item: CriterionResult) -> tuple[Value, ...]:
    scored = item.evidence.scored if item.evidence else None
    grading = item.evidence.grading if item.evidence else None
    return (
        item.criterion.id,
        item.state.value,
        item.points,
        item.points_maximum if item.cells else None,
        float(item.mark.minimum),
        float(item.mark.maximum),
        _sum(cell.cell.auto_score for cell in item.cells),
        _sum(cell.cell.manual_score for cell in item.cells),
        *next((cell.levels for cell in item.cells if cell.levels), (None, None)),
        sum(cell.cell.extra_credit for cell in item.cells),
        float(item.late_penalty),
        scored.verdict.status.value if scored else "",
        " ".join(scored.verdict.misconceptions) if scored else "",
        grading.grader_version if grading else "",
        grading.variant_number if grading else None,
        grading.variant_digest if grading else "",
        scored.answers_digest if scored else "",
        grading.graded_at.isoformat(timespec="seconds") if grading else "",
        *_levels(item),
    )


def _levels(item: CriterionResult) -> tuple[Value, Value]:
    if item.levels is None:
        return None, ""
    level = None if item.levels.level is None else float(item.levels.level)
    return level, "; ".join(f"{given.grader}={given.level}" for given in item.levels.assessments)


def _mark(weight: Fraction | None, mark: Mark) -> tuple[Value, ...]:
    value = None if mark.value is None else float(Mark.out_of_20(mark.value))
    bounds = (float(Mark.out_of_20(mark.minimum)), float(Mark.out_of_20(mark.maximum)))
    return (None if weight is None else float(weight), value, *bounds, float(mark.settled))


def _sum(scores: Iterable[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return sum(known) if known else None


def _clean(value: Value) -> Value:
    return on_one_line(value, MAXIMUM_CHARACTERS) if isinstance(value, str) else value


def _disarmed(value: Value) -> Value:
    clean = _clean(value)
    return f"'{clean}" if isinstance(clean, str) and clean.startswith(_FORMULA_SIGNS) else clean
