"""What a candidate is told before handing in: what is not answered yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograders.candidate.cases import load_case
from autograders.candidate.errors import AtelierError
from autograders.lab.catalogue import Catalogue
from autograders.lab.feedback.rubrics import own_text
from autograders.model.exercise import ExerciseCriterion, Grading

from .records import answers_that_count
from .sitting import ExamActivity, ExamNotebook, Sitting
from .wording import french

NO_TEXT = "texte non rédigé, ou rédigé depuis le dernier enregistrement du carnet"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A criterion of which something is missing.

    Parameters
    ----------
    label : str
        Of the criterion.
    missing : str
        In French: which answers, or the text.
    """

    label: str
    missing: str


@dataclass(frozen=True, kw_only=True)
class NotebookGaps:
    """A notebook and what is missing in it; nothing where it is complete."""

    notebook: ExamNotebook
    gaps: tuple[Gap, ...]


def find_gaps(folder: Path, sitting: Sitting, catalogue: Catalogue) -> tuple[NotebookGaps, ...]:
    """Return what is missing in each notebook of a sitting, as answers were kept and notebooks saved.

    Parameters
    ----------
    folder : Path
        Of the sitting.
    sitting : Sitting
    catalogue : Catalogue
    """
    return tuple(
        NotebookGaps(notebook=notebook, gaps=tuple(_gaps(folder, sitting, activity, notebook, catalogue)))
        for activity, notebook in sitting.notebooks
    )


def _gaps(
    folder: Path, sitting: Sitting, activity: ExamActivity, notebook: ExamNotebook, catalogue: Catalogue
) -> Iterator[Gap]:
    item = catalogue.by_name.get(notebook.exercise)
    if item is None:
        return
    exercise, place = item.exercise, folder / activity.name
    try:
        variant = load_case(notebook.exercise, place).digest
    # Data that the candidate has damaged are told by the notebook itself.
    except AtelierError:
        return
    given = answers_that_count(folder, sitting, notebook.exercise, variant)
    labels = {declaration.name: declaration.label for declaration in exercise.answers}
    for criterion in exercise.criteria:
        missing = [f"« {labels[name]} »" for name in criterion.own_answers if name not in given]
        if not _is_written(criterion, place / f"{notebook.exercise}.ipynb"):
            missing.append(NO_TEXT)
        if missing:
            yield Gap(label=catalogue.labels.get(criterion.id, criterion.id), missing=french(", ".join(missing)))


def _is_written(criterion: ExerciseCriterion, notebook: Path) -> bool:
    return criterion.how is Grading.AUTO or bool(own_text(notebook, criterion.id))
