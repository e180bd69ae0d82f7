"""What to do next, and why. The order of the reasons is a convention of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from autograders.lab.catalogue import AvailableExercise, Catalogue

from .mastery import Level, Mastery
from .overview import Overview
from .wording import counted, printed_day, printed_share


class Reason(StrEnum):
    """Why an exercise is proposed."""

    CONTINUE = "continue"
    REVIEW = "review"
    WEAKEST = "weakest"
    NEVER_TRIED = "never_tried"
    AHEAD = "ahead"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """An exercise to work on.

    Parameters
    ----------
    exercise : AvailableExercise
    reason : Reason
    text : str
        The reason in French, one or two sentences.
    """

    exercise: AvailableExercise
    reason: Reason
    text: str


def to_continue(catalogue: Catalogue, standing: Overview, opened: Mapping[str, datetime]) -> Proposal | None:
    """Return the exercise that was opened last and of which a criterion is not mastered yet.

    Parameters
    ----------
    catalogue : Catalogue
    standing : Overview
    opened : mapping of str to datetime
        When each exercise was last opened, the latest first.

    Returns
    -------
    Proposal or None
        ``None`` where nothing is under way.
    """
    for name, at in opened.items():
        item = catalogue.by_name.get(name)
        if item is not None and not _is_finished(standing, item):
            levels = [mastery.level for mastery in _criteria(standing, item)]
            reached, missing = levels.count(Level.MASTERED), levels.count(Level.NONE)
            untried = f", {counted(missing, 'pas encore essayé', 'pas encore essayés')}" if missing else ""
            text = (
                f"Carnet ouvert le {printed_day(at.astimezone().date())} : "
                f"{counted(reached, 'critère acquis', 'critères acquis')} sur {len(levels)}{untried}."
            )
            return Proposal(exercise=item, reason=Reason.CONTINUE, text=text)
    return None


def next_for_you(
    catalogue: Catalogue, standing: Overview, today: date, under_way: Proposal | None = None
) -> Proposal | None:
    """Return the exercise that helps most now, besides the one under way.

    The first of: a review that is due, the longest overdue first; the weakest competency below half; the first never
    tried, in the order of the course; the weakest of which a criterion is not mastered; the one whose review comes up
    first.

    Parameters
    ----------
    catalogue : Catalogue
    standing : Overview
    today : date
    under_way : Proposal, optional
        What ``to_continue`` proposes, not to be proposed twice.

    Returns
    -------
    Proposal or None
        ``None`` where there is no other exercise.
    """
    left = [item for item in catalogue.exercises if under_way is None or item.name != under_way.exercise.name]
    for choose in (_due, _weak, _never_tried, _unfinished, _ahead):
        proposal = choose(standing, left, today)
        if proposal is not None:
            return proposal
    return None


def _mastery(standing: Overview, item: AvailableExercise) -> Mastery:
    return standing.competencies[item.exercise.competency]


def _criteria(standing: Overview, item: AvailableExercise) -> list[Mastery]:
    return [standing.criteria[criterion.id] for criterion in item.exercise.criteria]


def _is_finished(standing: Overview, item: AvailableExercise) -> bool:
    return all(mastery.level is Level.MASTERED for mastery in _criteria(standing, item))


def _reviews(standing: Overview, items: Sequence[AvailableExercise]) -> list[tuple[date, AvailableExercise]]:
    """Return the exercises with the date of their first review, the earliest first."""
    dated = []
    for item in items:
        known = [mastery.review_on for mastery in _criteria(standing, item) if mastery.review_on is not None]
        if known:
            dated.append((min(known), item))
    return sorted(dated, key=lambda pair: pair[0])


def _due(standing: Overview, items: Sequence[AvailableExercise], today: date) -> Proposal | None:
    for day, item in _reviews(standing, items):
        if day <= today:
            due = [
                mastery
                for mastery in _criteria(standing, item)
                if mastery.review_on is not None and mastery.review_on <= today
            ]
            hint = " Cette fois sans indice." if any(mastery.to_confirm for mastery in due) else ""
            text = (
                f"Révision conseillée depuis le {printed_day(day)}, sur une nouvelle variante : "
                f"{counted(len(due), 'critère acquis', 'critères acquis')} à entretenir.{hint}"
            )
            return Proposal(exercise=item, reason=Reason.REVIEW, text=text)
    return None


def _weak(standing: Overview, items: Sequence[AvailableExercise], today: date) -> Proposal | None:
    return _weakest(standing, [item for item in items if _mastery(standing, item).level is Level.BEGUN])


def _unfinished(standing: Overview, items: Sequence[AvailableExercise], today: date) -> Proposal | None:
    return _weakest(standing, [item for item in items if not _is_finished(standing, item)])


def _weakest(standing: Overview, items: Sequence[AvailableExercise]) -> Proposal | None:
    if not items:
        return None
    item = min(items, key=lambda candidate: _mastery(standing, candidate).score)
    share = printed_share(_mastery(standing, item).score)
    text = f"De ce que vous avez travaillé, c’est le plus faible : {share}."
    return Proposal(exercise=item, reason=Reason.WEAKEST, text=text)


def _never_tried(standing: Overview, items: Sequence[AvailableExercise], today: date) -> Proposal | None:
    for item in items:
        if _mastery(standing, item).level is Level.NONE:
            text = "Vous n’avez pas encore essayé cette compétence."
            return Proposal(exercise=item, reason=Reason.NEVER_TRIED, text=text)
    return None


def _ahead(standing: Overview, items: Sequence[AvailableExercise], today: date) -> Proposal | None:
    for day, item in _reviews(standing, items):
        text = f"Acquis. La prochaine révision vient le {printed_day(day)} ; rien n’empêche de la devancer."
        return Proposal(exercise=item, reason=Reason.AHEAD, text=text)
    return None
