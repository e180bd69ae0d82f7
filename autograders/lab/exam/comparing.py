"""An exam beside one's practice, and what to work on next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from autograders.lab.catalogue import Catalogue
from autograders.lab.progress import Attempt
from autograders.lab.progress.mastery import MASTERED_FROM, Mastery
from autograders.lab.progress.overview import overview

from .results import ActivityResult, CriterionResult, NotebookResult, Results

MAXIMUM_WEAK = 6


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One line: a case study, or a competency of it.

    Parameters
    ----------
    code, title : str
    exam : Fraction or None
        Share reached; ``None`` while anything has no score.
    practice : float or None
        Mastery by practice before and beside the exam; ``None`` where it was never tried.
    """

    code: str
    title: str
    exam: Fraction | None
    practice: float | None


@dataclass(frozen=True, kw_only=True)
class BlocComparison:
    """The lines of a bloc: each case study, then its competencies."""

    code: str
    title: str
    lines: tuple[Comparison, ...]


def compare(
    results: Results, levels: Mapping[str, int], catalogue: Catalogue, attempts: Sequence[Attempt]
) -> tuple[BlocComparison, ...]:
    """Return an exam beside one's practice, bloc by bloc.

    Parameters
    ----------
    results : Results
    levels : mapping of str to int
    catalogue : Catalogue
    attempts : sequence of Attempt
        All that are kept; those on the exam's own data are left out.
    """
    variants = {criterion.variant for criterion in results.criteria}
    practised = overview(catalogue, [attempt for attempt in attempts if attempt.variant not in variants])
    blocs: dict[str, list[Comparison]] = {}
    for activity in results.activities:
        lines = blocs.setdefault(activity.bloc, [])
        lines.append(_line(activity, activity.code, practised.activities.get(activity.code), levels))
        lines += [
            _line(notebook, notebook.competency, practised.competencies.get(notebook.competency), levels)
            for notebook in activity.notebooks
        ]
    return tuple(
        BlocComparison(code=code, title=catalogue.referential.bloc(code).title, lines=tuple(lines))
        for code, lines in blocs.items()
    )


def weakest(results: Results, levels: Mapping[str, int]) -> tuple[tuple[NotebookResult, CriterionResult], ...]:
    """Return the criteria to work on, the weakest first: those below what counts as mastered, by what is known."""
    known = [
        (share, notebook, criterion)
        for notebook in results.notebooks
        for criterion in notebook.criteria
        if (share := known_share(criterion, levels)) is not None and share < MASTERED_FROM
    ]
    return tuple(
        (notebook, criterion) for _, notebook, criterion in sorted(known, key=lambda item: item[0])[:MAXIMUM_WEAK]
    )


def known_share(criterion: CriterionResult, levels: Mapping[str, int]) -> float | None:
    """Return the share reached of a criterion, or of its automatic part while the other has no score."""
    share = criterion.share(levels)
    if share is not None:
        return float(share)
    if criterion.automatic_points is None or not criterion.automatic_maximum:
        return None
    return criterion.automatic_points / criterion.automatic_maximum


def _line(
    result: ActivityResult | NotebookResult, code: str, mastery: Mastery | None, levels: Mapping[str, int]
) -> Comparison:
    tried = mastery is not None and mastery.last_on is not None
    return Comparison(
        code=code,
        title=result.title,
        exam=result.share(levels),
        practice=mastery.score if mastery is not None and tried else None,
    )
