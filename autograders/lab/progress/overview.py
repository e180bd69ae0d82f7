"""Where a candidate stands: mastery of every criterion, competency and activity that can be practised."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograders.lab.catalogue import Catalogue

from .attempts import Attempt
from .mastery import Mastery, criterion_mastery, rolled_up


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Mastery by code; what no exercise practises yet is left out.

    Parameters
    ----------
    criteria, competencies, activities : mapping of str to Mastery
        In the order of the catalogue.
    """

    criteria: Mapping[str, Mastery]
    competencies: Mapping[str, Mastery]
    activities: Mapping[str, Mastery]


def overview(catalogue: Catalogue, attempts: Iterable[Attempt]) -> Overview:
    """Return where a candidate stands.

    Competencies weigh the same within an activity, criteria within a competency: conventions of ours, which the
    referential prints. Only what can be practised counts.

    Parameters
    ----------
    catalogue : Catalogue
    attempts : iterable of Attempt
        Those on criteria that no exercise has any more are passed over.
    """
    by_criterion: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_criterion[attempt.criterion].append(attempt)
    criteria: dict[str, Mastery] = {}
    competencies: dict[str, Mastery] = {}
    by_activity: dict[str, list[Mastery]] = defaultdict(list)
    for item in catalogue.exercises:
        competency = item.exercise.competency
        parts = {
            criterion.id: criterion_mastery(criterion.how, by_criterion.get(criterion.id, ()))
            for criterion in item.exercise.criteria
        }
        criteria |= parts
        competencies[competency] = rolled_up(tuple(parts.values()))
        by_activity[catalogue.referential.competency(competency).activity].append(competencies[competency])
    activities = {code: rolled_up(parts) for code, parts in by_activity.items()}
    return Overview(criteria=criteria, competencies=competencies, activities=activities)
