"""Grading sheets: a workbook in which a person gives levels, and what is read back from it, whole or not at all."""

import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograders.assignments import Course
from autograders.candidate.errors import Fault, FaultsError
from autograders.grading.assessing import MAXIMUM_REMARK_CHARACTERS, AssessmentError, grader_name
from autograders.grading.texts import on_one_line, printable
from autograders.model.rubric import HIGHEST_LEVEL, LEVELS
from autograders.records import Assessment

from .pieces import Piece, pieces

FORMAT = 1
SHEET, ABOUT = "Niveaux", "Feuille"
COLUMNS = ("Candidat", "Nom", "Critère", "Intitulé", "Niveau", "Remarque", *(f"Niveau {level}" for level in LEVELS))
CANDIDATE, CRITERION, LEVEL, REMARK = 0, 2, 4, 5
_WIDTHS = (16, 20, 22, 30, 9, 40, *[38] * len(LEVELS))
ABOUT_KEYS = ("Format", "Épreuve", "Correcteur", "Arbitre")
YES, NO = "oui", "non"
MAXIMUM_ROWS = 20_000
# What the file may take unpacked: a few thousand bytes can be made to unpack to many millions.
MAXIMUM_UNPACKED_BYTES = 100 * 1024**2


@dataclass(frozen=True, kw_only=True)
class GradingSheet:
    """What a sheet says: who grades what, and the levels that the person gave."""

    scope: str
    grader: str
    assessments: tuple[Assessment, ...]


def write_sheet(course: Course, scope: str, grader: str, path: Path, *, is_arbiter: bool = False) -> int:
    """Write a new sheet with a row for each piece, and return how many; the levels that the person gave stand in it.

    An arbiter's sheet holds only what graders disagree on; that of a grader shows nobody else's levels.

    Parameters
    ----------
    course : Course
    scope : str
        Code or folder of an activity; ``THESIS``.
    grader : str
    path : Path
        Ends in ``.xlsx``; must not exist.
    is_arbiter : bool

    Raises
    ------
    AtelierError
        If nothing is to be graded there, the name is empty or the file is there already.
    """
    grader = grader_name(grader)
    found = [piece for piece in pieces(course, scope) if not is_arbiter or (piece.given and piece.given.is_disputed)]
    if not found:
        what = "nothing that graders disagree on" if is_arbiter else "nothing that a person grades by levels"
        raise AssessmentError(
            f"{scope}: {what}. Give an activity with hand-ins or a grid in course/grids.toml, or THESIS."
        )
    if path.suffix != ".xlsx":
        raise AssessmentError(f"{path}: a name that ends in .xlsx is expected.")
    workbook = _workbook(found, scope, grader, is_arbiter)
    try:
        # For its owner alone, as it holds names; one that somebody has begun to fill in is never written over.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise AssessmentError(f"{path}: is there already. Name a new file, or remove it first.") from None
    with os.fdopen(descriptor, "wb") as file:
        workbook.save(file)
    return len(found)


def read_sheet(course: Course, path: Path) -> GradingSheet:
    """Return what a filled-in sheet says; rows without a level are left out.

    Raises
    ------
    FaultsError
        With all that is wrong, by sheet and row: not a grading sheet, a candidate or criterion that has nothing to be
        graded, given twice, a level other than 0 to 4, a remark without a level.
    AtelierError
        As for ``pieces``.
    """
    about, rows = _content(path)
    scope, is_arbiter = str(about["Épreuve"]), about["Arbitre"] == YES
    try:
        grader = grader_name(str(about["Correcteur"] or ""))
    except AssessmentError as error:
        raise FaultsError([Fault(path.name, ABOUT, str(error), "Write the name in.")]) from None
    known = {(piece.candidate.id, piece.criterion.id) for piece in pieces(course, scope)}
    now = datetime.now(UTC)
    given: dict[tuple[str, str], Assessment] = {}
    faults: list[Fault] = []
    for number, row in rows:
        key = f"{SHEET}, ligne {number}"
        piece = (_text(row[CANDIDATE]), _text(row[CRITERION]))
        for message, repair in _row_faults(piece, row, known, given):
            faults.append(Fault(path.name, key, message, repair))
        if piece in known and piece not in given and row[LEVEL] is not None:
            given[piece] = Assessment(
                candidate=piece[0],
                criterion=piece[1],
                grader=grader,
                level=_level(row[LEVEL]) or 0,
                remark=printable(_text(row[REMARK]), MAXIMUM_REMARK_CHARACTERS),
                is_arbiter=is_arbiter,
                assessed_at=now,
            )
    if faults:
        raise FaultsError(faults)
    return GradingSheet(scope=scope, grader=grader, assessments=tuple(given.values()))


def _row_faults(
    piece: tuple[str, str], row: Sequence[Any], known: Iterable[tuple[str, str]], given: Mapping[tuple[str, str], Any]
) -> Iterator[tuple[str, str]]:
    named = f"{piece[0] or 'no candidate'}, {piece[1] or 'no criterion'}"
    if piece not in known:
        yield f"{named}: nothing to be graded.", "Correct the row, or write a new sheet."
    if piece in given:
        yield f"{named}: has a row above already.", "Keep one of them."
    if row[LEVEL] is not None and _level(row[LEVEL]) is None:
        yield f"level {on_one_line(str(row[LEVEL]), 40)!r}, a whole number from 0 to 4 expected.", "Correct it."
    if row[LEVEL] is None and _text(row[REMARK]):
        yield "a remark without a level.", "Give the level, or remove the remark."


def _level(value: Any) -> int | None:
    """Return a level; spreadsheets hold whole numbers as floats, too, and some people write them as text."""
    text = f"{value:g}" if isinstance(value, float) else str(value).strip()
    return int(text) if not isinstance(value, bool) and text in {str(level) for level in LEVELS} else None


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _content(path: Path) -> tuple[dict[str, Any], list[tuple[int, Sequence[Any]]]]:
    """Return what the sheet is about, and its rows with their numbers; empty rows are left out."""
    from openpyxl import load_workbook

    _refuse_what_unpacks_to_too_much(path)
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
        sheets = {name: workbook[name] for name in (ABOUT, SHEET)}
        about = {
            _text(row[0]): row[1]
            for row in sheets[ABOUT].iter_rows(max_row=len(ABOUT_KEYS), max_col=2, values_only=True)
            if row
        }
        header, *rows = sheets[SHEET].iter_rows(max_row=MAXIMUM_ROWS + 2, max_col=REMARK + 1, values_only=True)
    # A damaged or foreign workbook fails in the library in many ways.
    except Exception as error:  # noqa: BLE001
        reason = f"is no grading sheet that can be read ({type(error).__name__})."
        raise FaultsError([Fault(path.name, "", reason, "Give a file that 'atelier assess sheet' wrote.")]) from None
    if tuple(header) != COLUMNS[: REMARK + 1] or set(about) != set(ABOUT_KEYS) or about["Format"] != FORMAT:
        message = f"its columns, or the sheet {ABOUT}, are not those of a grading sheet of format {FORMAT}."
        raise FaultsError([Fault(path.name, "", message, "Put them back, or write a new sheet.")])
    if len(rows) > MAXIMUM_ROWS:
        raise FaultsError([Fault(path.name, SHEET, f"more than {MAXIMUM_ROWS} rows.", "Split it.")])
    return about, [(number, row) for number, row in enumerate(rows, start=2) if any(_text(value) for value in row)]


def _refuse_what_unpacks_to_too_much(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        message = "is no workbook (.xlsx)."
        raise FaultsError([Fault(path.name, "", message, "Give a file that 'atelier assess sheet' wrote.")]) from None
    if size > MAXIMUM_UNPACKED_BYTES:
        message = f"unpacks to {size} bytes, {MAXIMUM_UNPACKED_BYTES} at most expected."
        raise FaultsError([Fault(path.name, "", message, "Give a file that 'atelier assess sheet' wrote.")])


def _workbook(found: Sequence[Piece], scope: str, grader: str, is_arbiter: bool) -> Any:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    sheet.append(COLUMNS)
    for number, piece in enumerate(found, start=2):
        own = next((item for item in piece.given.assessments if item.grader == grader), None) if piece.given else None
        values = (
            on_one_line(piece.candidate.id),
            on_one_line(piece.candidate.full_name),
            piece.criterion.id,
            piece.criterion.label,
            own.level if own else None,
            own.remark if own else None,
            *piece.levels,
        )
        _append(sheet, values)
        for cell in sheet[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row=number, column=LEVEL + 1).fill = PatternFill("solid", fgColor="FFF2CC")
    for index, width in enumerate(_WIDTHS):
        letter = sheet.cell(row=1, column=index + 1).column_letter
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(row=2, column=LEVEL + 2)
    permitted = DataValidation(type="whole", operator="between", formula1="0", formula2=str(HIGHEST_LEVEL))
    permitted.showErrorMessage = True
    permitted.errorTitle, permitted.error = "Niveau", "Un nombre entier de 0 à 4 ; rien tant que vous n’avez pas noté."
    letter = sheet.cell(row=1, column=LEVEL + 1).column_letter
    permitted.add(f"{letter}2:{letter}{len(found) + 1}")
    sheet.add_data_validation(permitted)
    about = workbook.create_sheet(ABOUT)
    for row in zip(ABOUT_KEYS, (FORMAT, scope, grader, YES if is_arbiter else NO), strict=True):
        _append(about, row)
    return workbook


def _append(sheet: Any, values: Sequence[Any]) -> None:
    sheet.append(values)
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str):
            # No text becomes a formula.
            cell.data_type = "s"
