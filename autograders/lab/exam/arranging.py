"""A sitting before it begins: what is asked for, its folder, data that nobody has seen, and the page to begin with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograders.assignments.build import RELEASED_BRIEF
from autograders.assignments.files import replacing
from autograders.assignments.repository import Repository
from autograders.lab.catalogue import CaseStudy, read_case_studies
from autograders.lab.home.releases import place_case_study
from autograders.lab.home.variants import give_exam_variant
from autograders.lab.home.welcome import duration
from autograders.model.referential import Referential

from .errors import ExamError
from .records import FOLDER, KeptSitting, kept_sittings, name_of, sitting_folder, write_sitting
from .settings import ExamSettings
from .sitting import MAXIMUM_MINUTES, ExamActivity, ExamNotebook, Sitting, State
from .wording import rules, time_allotted

INSTRUCTIONS_FILE = "Consignes.md"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What an exam is on.

    Parameters
    ----------
    code, title : str
        Of an activity or of a bloc.
    studies : tuple of CaseStudy
        In sequence.
    without_notebook : tuple of str
        Competencies that no notebook exercises yet.
    """

    code: str
    title: str
    studies: tuple[CaseStudy, ...]
    without_notebook: tuple[str, ...]


def find_subject(repository: Repository, asked: str) -> Subject:
    """Return what an exam is on.

    Parameters
    ----------
    repository : Repository
    asked : str
        Code of an activity or of a bloc, in any case; or the name of an activity's folder.

    Raises
    ------
    ExamError
        If there is none, or no notebook for it.
    """
    referential, studies = repository.referential, read_case_studies(repository)
    wanted = asked.casefold()
    for bloc in referential.blocs:
        if bloc.code.casefold() == wanted:
            activities = [activity.code for activity in referential.activities_of(bloc.code)]
            return _subject(referential, bloc.code, bloc.title, activities, studies)
    for activity in referential.activities:
        folders = [study.name for study in studies if study.activity.code == activity.code]
        if wanted in (activity.code.casefold(), *folders):
            return _subject(referential, activity.code, activity.title, [activity.code], studies)
    raise ExamError(f"« {asked[:60]} » : ni activité ni bloc. {_possible(referential, studies)}")


def sitting_in_progress(home: Path, now: datetime) -> KeptSitting | None:
    """Return the sitting of a practice folder whose time runs, or is paused; ``None`` where there is none."""
    return next(
        (kept for kept in kept_sittings(home) if kept.sitting.state(now) in (State.RUNNING, State.PAUSED)), None
    )


def waiting_sitting(home: Path, asked: str, now: datetime) -> KeptSitting | None:
    """Return a sitting on what is asked that was prepared and has not begun, or ``None``."""
    return next(
        (
            kept
            for kept in kept_sittings(home)
            if kept.sitting.asked == asked and kept.sitting.state(now) is State.WAITING
        ),
        None,
    )


def planned_minutes(subject: Subject, minutes: float | None) -> float:
    """Return how long an exam lasts without extra time: as told, else as long as its notebooks take together."""
    if minutes is None:
        return float(
            sum(exercise.duration_minutes for study in subject.studies for exercise in study.exercises.values())
        )
    if not 0 < minutes <= MAXIMUM_MINUTES:
        raise ExamError(f"--minutes {minutes:g} : une durée de plus de 0 et d’au plus {MAXIMUM_MINUTES} est attendue.")
    return minutes


def timed(sitting: Sitting, minutes: float, settings: ExamSettings) -> Sitting:
    """Return a sitting that has not begun with its time as it is wanted now."""
    return sitting.model_copy(
        update={
            "minutes": minutes,
            "extra_time_percent": settings.temps_supplementaire_pour_cent,
            "pause_allowed": settings.pause_permise,
        }
    )


def arrange_sitting(
    subject: Subject,
    home: Path,
    minutes: float,
    settings: ExamSettings,
    now: datetime,
    tell: Callable[[str], None],
) -> KeptSitting:
    """Make the folder of a new sitting, with notebooks as released and data of new variants; all of it or nothing.

    Parameters
    ----------
    subject : Subject
    home : Path
        The practice folder.
    minutes : float
        Without extra time.
    settings : ExamSettings
    now : datetime
        By local time: names the folder.
    tell : callable
        Called with what is being done, in French.

    Raises
    ------
    ExamError, PracticeError
        If the disk refuses.
    FaultsError
        If an exercise or a generator is faulty.
    """
    name = name_of(now, subject.code, home / FOLDER)
    folder = sitting_folder(home, name)
    sitting = timed(
        Sitting(
            name=name,
            asked=subject.code,
            title=subject.title,
            activities=tuple(_activity(study) for study in subject.studies),
            without_notebook=subject.without_notebook,
            minutes=minutes,
            created_at=now,
        ),
        minutes,
        settings,
    )
    try:
        with replacing(folder) as new:
            for study in subject.studies:
                tell(f"Préparation des données de {study.activity.code} (une minute environ)…")
                place_case_study(study, new / study.name)
                give_exam_variant(new / study.name)
            keep_arranged(new, sitting)
    except OSError as error:
        raise ExamError(f"{folder} : l’examen blanc n’a pas pu être préparé ({error.strerror or error}).") from None
    return KeptSitting(folder, sitting)


def keep_arranged(folder: Path, sitting: Sitting) -> None:
    """Keep a sitting that has not begun, and write the page to begin with."""
    (folder / INSTRUCTIONS_FILE).write_text(instructions(sitting), encoding="utf-8")
    write_sitting(folder, sitting)


def instructions(sitting: Sitting) -> str:
    """Return the page on which the exam begins, as Markdown with links to briefs and notebooks."""
    lines = [
        f"# Examen blanc {sitting.asked}",
        "",
        sitting.title,
        "",
        f"**Durée\N{NO-BREAK SPACE}: {time_allotted(sitting)}.** Le temps qui reste est affiché en haut de la fenêtre.",
        "",
        *(f"- {rule}" for rule in rules(sitting)),
        "",
    ]
    for activity in sitting.activities:
        lines += [f"## {activity.code} · {activity.title}", ""]
        lines.append(f"1. [Énoncé de l’étude de cas]({activity.name}/{RELEASED_BRIEF})")
        lines += [
            f"1. [{notebook.competency} · {notebook.title}]({activity.name}/{notebook.exercise}.ipynb), "
            f"{duration(notebook.duration_minutes)}"
            for notebook in activity.notebooks
        ]
        lines.append("")
    if sitting.without_notebook:
        lines += [f"Pas encore de carnet pour\N{NO-BREAK SPACE}: {', '.join(sitting.without_notebook)}.", ""]
    return "\n".join(lines)


def _subject(
    referential: Referential, code: str, title: str, activities: Sequence[str], studies: Sequence[CaseStudy]
) -> Subject:
    chosen = tuple(study for activity in activities for study in studies if study.activity.code == activity)
    if not any(study.exercises for study in chosen):
        raise ExamError(f"{code} : pas encore de carnet, donc pas d’examen blanc. {_possible(referential, studies)}")
    exercised = {exercise.competency for study in chosen for exercise in study.exercises.values()}
    missing = tuple(
        competency.code
        for activity in activities
        for competency in referential.competencies_of(activity)
        if competency.code not in exercised
    )
    return Subject(code=code, title=title, studies=chosen, without_notebook=missing)


def _possible(referential: Referential, studies: Sequence[CaseStudy]) -> str:
    codes = sorted({study.activity.code for study in studies})
    blocs = sorted({referential.activity(code).bloc for code in codes})
    return f"Examens blancs possibles : {', '.join([*codes, *blocs])}."


def _activity(study: CaseStudy) -> ExamActivity:
    return ExamActivity(
        name=study.name,
        code=study.activity.code,
        title=study.activity.title,
        notebooks=tuple(
            ExamNotebook(
                exercise=name,
                competency=exercise.competency,
                title=exercise.title,
                duration_minutes=exercise.duration_minutes,
            )
            for name, exercise in study.exercises.items()
        ),
    )
