"""Which criteria of the referential are graded, by which exercise, and whether that is proved."""

from dataclasses import dataclass

from autograders.assignments import Repository
from autograders.model.exercise import Exercise, ExerciseCriterion
from autograders.model.reading import read_toml

from .cache import FOLDER, Cache
from .proofs import is_proved

THESIS = "THESIS"


@dataclass(frozen=True, kw_only=True)
class CoverageRow:
    """One criterion of the referential.

    Parameters
    ----------
    criterion : str
    competency : str or None
        Code; ``None`` for a criterion of an oral as a whole or of the thesis.
    activity : str
        Code; ``THESIS`` for the thesis.
    exercise : str or None
        Folder of the exercise that grades it.
    how : str
        auto, mixed or rubric: as the exercise grades it, else the least that the referential asks for.
    points : float
        In the exercise; 0 without one.
    verified : bool
        Whether the exercise, as it is now, passed its whole verification.
    """

    criterion: str
    competency: str | None
    activity: str
    exercise: str | None
    how: str
    points: float
    verified: bool


def coverage(repository: Repository) -> tuple[CoverageRow, ...]:
    """Return one row per criterion, in the order of the referential.

    Raises
    ------
    FaultsError
        If an ``exercise.toml`` is faulty.
    """
    cache = Cache(repository.root / FOLDER)
    graded: dict[str, tuple[str, ExerciseCriterion, bool]] = {}
    for folder in repository.exercise_folders():
        where = (folder / "exercise.toml").relative_to(repository.root).as_posix()
        exercise = read_toml(folder / "exercise.toml", Exercise, where=where)
        proved = is_proved(repository, folder, exercise, cache)
        graded |= {criterion.id: (folder.name, criterion, proved) for criterion in exercise.criteria}
    rows = []
    for criterion in repository.referential.criteria:
        activity = repository.referential.activity_of(criterion.id)
        exercise_name, item, verified = graded.get(criterion.id, (None, None, False))
        rows.append(
            CoverageRow(
                criterion=criterion.id,
                competency=criterion.competency,
                activity=THESIS if activity is None else activity.code,
                exercise=exercise_name,
                how=str(criterion.how if item is None else item.how),
                points=0.0 if item is None else item.points,
                verified=verified,
            )
        )
    return tuple(rows)
