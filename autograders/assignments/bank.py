"""The submission bank of an exercise: what simulated candidates hand in, and what each must get."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import Field, ValidationError

from autograders.candidate.declarations import Public
from autograders.candidate.errors import Fault
from autograders.model.exercise import Exercise, Grading
from autograders.model.reading import faults_of

from .percent import BANK_ROLES, Role, SourceCell, read_percent

KINDS = ("accepted", "partial", "wrong", "crash", "forged")
# These start from the empty stub, the others from the reference solution.
STUB_KINDS = ("crash", "forged")
ACCEPTED_AT_LEAST = 2
WRONG_AT_LEAST = 2
_OPENING = "# /// expected"
_CLOSING = "# ///"

Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What a submission must get for one criterion.

    Parameters
    ----------
    low, high : float
        Inclusive range of the fraction of the automatic points, 0 to 1.
    misconception : str
        Identifier that a check must carry; empty for any.
    message : str
        Fragment that a check's message must contain; empty for any.
    sometimes : tuple of str
        Misconceptions that it provokes on some variants only.
    """

    low: float
    high: float
    misconception: str = ""
    message: str = ""
    sometimes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BankSubmission:
    """One submission of the bank.

    Parameters
    ----------
    kind : str
        The folder: accepted, partial, wrong, crash or forged.
    name : str
        The file without its ending.
    path : Path
    summary : str
        What this candidate did, in French.
    expected : mapping
        By criterion, those that the file names; the others get full marks, or nothing for crash and forged.
    cells : tuple of SourceCell
        What it replaces, amends and adds.
    """

    kind: str
    name: str
    path: Path
    summary: str
    expected: Mapping[str, Expectation]
    cells: tuple[SourceCell, ...]

    @property
    def where(self) -> str:
        """How a fault calls the file, relative to the exercise's folder."""
        return f"submissions/{self.kind}/{self.name}.py"


class _StatedCriterion(Public):
    fraction: Share | tuple[Share, Share]
    misconception: str = ""
    message: str = ""
    sometimes: tuple[str, ...] = ()


class _Stated(Public):
    summary: Annotated[str, Field(min_length=1)]
    criteria: dict[str, _StatedCriterion] = Field(default_factory=dict)


def read_submissions(
    folder: Path, exercise: Exercise, cells: Sequence[SourceCell]
) -> tuple[tuple[BankSubmission, ...], list[Fault]]:
    """Return the submission bank of an exercise, and everything that is wrong with it.

    Parameters
    ----------
    folder : Path
        Of the exercise.
    exercise : Exercise
    cells : sequence of SourceCell
        Of its notebook.
    """
    bank = folder / "submissions"
    faults = [
        Fault(f"submissions/{path.name}", "", "is no kind of submission.", f"Move it: {', '.join(KINDS)}.")
        for path in sorted(bank.iterdir() if bank.is_dir() else ())
        if path.name not in KINDS and path.name != "__pycache__"
    ]
    submissions: list[BankSubmission] = []
    for kind in KINDS:
        for path in sorted((bank / kind).glob("*.py")):
            submission, found = _read(path, kind)
            faults += found
            if submission is not None:
                submissions.append(submission)
                faults += _submission_faults(submission, exercise, cells)
    return tuple(submissions), faults + _rule_faults(submissions, exercise)


def _read(path: Path, kind: str) -> tuple[BankSubmission | None, list[Fault]]:
    where = f"submissions/{kind}/{path.name}"
    try:
        block, rest = _split(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None, [Fault(where, "", "cannot be read as UTF-8 text.", "Save it as UTF-8.")]
    if block is None:
        repair = f"Begin the file with '{_OPENING}', TOML in comments, and '{_CLOSING}'."
        return None, [Fault(where, "", "does not say what is expected.", repair)]
    try:
        stated = _Stated.model_validate(tomllib.loads(block))
    except tomllib.TOMLDecodeError as error:
        return None, [Fault(where, "expected", f"is not valid TOML: {error}.", "Correct that line.")]
    except ValidationError as error:
        return None, faults_of(error, where)
    cells, faults = read_percent(rest, where, BANK_ROLES)
    submission = BankSubmission(
        kind=kind,
        name=path.stem,
        path=path,
        summary=stated.summary,
        expected={criterion: _expectation(kind, item) for criterion, item in stated.criteria.items()},
        cells=cells,
    )
    return submission, faults


def _split(text: str) -> tuple[str | None, str]:
    """Return the TOML inside the leading comment block, and the script below it."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != _OPENING:
        return None, text
    end = next((index for index, line in enumerate(lines[1:], start=1) if line.rstrip() == _CLOSING), None)
    if end is None or any(not line.startswith("#") for line in lines[1:end]):
        return None, text
    block = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines[1:end])
    return block, "\n".join(lines[end + 1 :]).strip("\n")


def _expectation(kind: str, stated: _StatedCriterion) -> Expectation:
    if isinstance(stated.fraction, tuple):
        low, high = stated.fraction
    else:
        # What crashes or forges must not exceed the figure; it need not reach it.
        low, high = (0.0 if kind in STUB_KINDS else stated.fraction), stated.fraction
    return Expectation(
        low=low,
        high=high,
        misconception=stated.misconception,
        message=stated.message,
        sometimes=stated.sometimes,
    )


def _submission_faults(submission: BankSubmission, exercise: Exercise, notebook: Sequence[SourceCell]) -> list[Fault]:
    where = submission.where
    faults = []
    solutions = [cell.name for cell in notebook if cell.role is Role.SOLUTION]
    changed = [cell.name for cell in submission.cells if cell.role in (Role.SOLUTION, Role.AMENDMENT)]
    for cell in submission.cells:
        if cell.role in (Role.PROSE, Role.GIVEN):
            repair = "Give it a header: solution, amend or extra."
            faults.append(Fault(where, cell.key, "has no role.", repair))
        if cell.role is Role.EXTRA and cell.name not in ("first", "last"):
            faults.append(Fault(where, cell.key, "is not a place.", 'Write extra="first" or extra="last".'))
        if cell.role in (Role.SOLUTION, Role.AMENDMENT) and cell.name not in solutions:
            known = ", ".join(solutions)
            faults.append(Fault(where, cell.key, "names no solution cell of notebook.py.", f"Use one of {known}."))
    for name in sorted({name for name in changed if changed.count(name) > 1}):
        faults.append(Fault(where, f'solution="{name}"', "is changed twice.", "Keep one of the cells."))
    if not submission.cells:
        faults.append(Fault(where, "", "changes nothing.", "Add the cells in which this candidate differs."))
    return faults + _expected_faults(submission, exercise)


def _expected_faults(submission: BankSubmission, exercise: Exercise) -> list[Fault]:
    where = submission.where
    automatic = {criterion.id: criterion for criterion in exercise.criteria if criterion.how is not Grading.RUBRIC}
    faults = []
    for identifier, expectation in submission.expected.items():
        key = f'criteria."{identifier}"'
        if identifier not in automatic:
            known = ", ".join(automatic)
            faults.append(Fault(where, key, "is no automatic criterion of the exercise.", f"Use one of {known}."))
            continue
        if expectation.low > expectation.high:
            message = f"range from {expectation.low:g} to {expectation.high:g} is empty."
            faults.append(Fault(where, f"{key}.fraction", message, "Write the lower bound first."))
        declared = [misconception.id for misconception in automatic[identifier].misconceptions]
        stated = [("misconception", name) for name in [expectation.misconception] if name]
        stated += [("sometimes", name) for name in expectation.sometimes]
        for field, name in stated:
            if name not in declared:
                message = f"'{name}' is not declared for {identifier}."
                repair = f"Declare it in exercise.toml, or use one of: {', '.join(declared) or 'none yet'}."
                faults.append(Fault(where, f"{key}.{field}", message, repair))
    loses = any(expectation.high < 1 for expectation in submission.expected.values())
    if submission.kind == "accepted" and submission.expected:
        repair = "Remove them: an accepted submission gets full marks everywhere."
        faults.append(Fault(where, "criteria", "states fractions.", repair))
    if submission.kind in ("partial", "wrong") and not loses:
        repair = "Name the criteria that it must lose, with a fraction below 1."
        faults.append(Fault(where, "criteria", "loses nothing.", repair))
    return faults


def _rule_faults(submissions: Sequence[BankSubmission], exercise: Exercise) -> list[Fault]:
    faults = []
    accepted = sum(submission.kind == "accepted" for submission in submissions)
    if accepted < ACCEPTED_AT_LEAST:
        message = f"{accepted} found, at least {ACCEPTED_AT_LEAST} by different methods expected."
        faults.append(Fault("submissions/accepted", "", message, "Add right solutions by other methods."))
    for criterion in exercise.criteria:
        if criterion.how is Grading.RUBRIC:
            continue
        losing = sum(
            submission.kind == "wrong"
            and criterion.id in submission.expected
            and submission.expected[criterion.id].high < 1
            for submission in submissions
        )
        if losing < WRONG_AT_LEAST:
            message = f"{losing} found that lose it, at least {WRONG_AT_LEAST} expected."
            repair = "Add wrong solutions that a real candidate would hand in."
            faults.append(Fault("submissions/wrong", criterion.id, message, repair))
    return faults
