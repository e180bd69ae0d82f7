"""Answers that are tried again in confinement, because the grader tries them otherwise than it did."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograders.assignments import Course, ExercisePackage, Variant
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.sandbox import Limits

from .earlier import EarlierNotebook
from .inspecting import METADATA_KEY
from .probing import inspect_files
from .recalling import Recalled, Staleness
from .rejudging import Examination
from .workshop import WORKSHOP


def tried_again(
    course: Course,
    package: ExercisePackage,
    variant: Variant,
    candidate: str,
    recalled: Recalled,
    examination: Examination,
    earlier: tuple[EarlierNotebook, ...],
    limits: Limits,
) -> Recalled:
    """Return answers with what came of the trials that the present grader asks for.

    Parameters
    ----------
    course : Course
    package : ExercisePackage
    variant : Variant
    candidate : str
    recalled : Recalled
    examination : Examination
    earlier : tuple of EarlierNotebook
    limits : Limits

    Returns
    -------
    Recalled
        A function is as stale as before where its notebook's graded copy is gone, or did not hand it in this time.

    Raises
    ------
    SandboxUnavailableError
        If no notebook can be run.
    """
    renewed: dict[str, Answer] = {}
    files = [name for name, lack in recalled.stale.items() if lack is Staleness.INSPECTION]
    if files:
        sandbox = WORKSHOP.sandbox(course, package.exercise.libraries)
        open_session = partial(sandbox.open, mounts={}, limits=limits)
        read = Answers([recalled.answers[name] for name in files])
        renewed |= inspect_files(open_session, read, examination.calls)
    functions = [name for name, lack in recalled.stale.items() if lack is Staleness.PROBE]
    notebook = _graded_copy(course, package, candidate) if functions else None
    if notebook is not None:
        graded = WORKSHOP.grade(course, package, variant, candidate, notebook, limits, earlier)
        for answer in graded.answers or ():
            if answer.name in functions and answer.state is AnswerState.GIVEN:
                known = recalled.answers[answer.name]
                renewed[answer.name] = replace(known, probes=answer.probes, calls_digest=answer.calls_digest)
    return Recalled(
        Answers([renewed.get(name, answer) for name, answer in recalled.answers.items()]),
        {name: lack for name, lack in recalled.stale.items() if name not in renewed},
    )


def _graded_copy(course: Course, package: ExercisePackage, candidate: str) -> NotebookNode | None:
    """Return the very notebook that was run, without what its run showed; ``None`` where it is gone."""
    path: Path = course.folder / "autograded" / candidate / package.activity_name / f"{package.name}.ipynb"
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except (OSError, ValueError):
        return None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    # It is set back on the release already.
    notebook.metadata[METADATA_KEY] = {"problem": "", "irregularities": [], "voided": {}}
    return notebook
