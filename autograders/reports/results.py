"""From cells to the certification: criterion, competency, épreuve, activity (out of 20), bloc.

The referential weighs activities in a bloc and épreuves in an activity. What it does not weigh follows conventions of
ours, which ``CONVENTIONS`` states and every report prints. Nothing that is open counts as zero: a mark says how much
of it is settled and between which bounds it can still end.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from autograders.assignments.course import Thresholds
from autograders.grading.consolidating import CONVENTIONS as LEVEL_CONVENTIONS
from autograders.grading.consolidating import Consolidated, Standing
from autograders.model.exercise import grade_id, manual_grade_id
from autograders.model.referential import Activity, Bloc, Criterion, Epreuve, Referential
from autograders.model.rubric import levels_around
from autograders.records import DefenceTime, Override

from .facts import Candidate, CandidateFacts, Cell, Evidence, NotebookFacts
from .marks import OPEN_MARK, Mark, Outcome, State, mean, outcome, reduced, together, weighted

# Ours, beside those of the referential.
CONVENTIONS = (
    "Dans une épreuve, les compétences qui y sont évaluées ont toutes le même poids ; les critères propres à l’épreuve "
    "(posture, support) comptent ensemble comme une compétence de plus.",
    "La note d’un critère est la part de ses points qui est obtenue ; celle d’une activité est donnée sur 20.",
    "Des points supplémentaires comptent dans leur cellule, sans dépasser son maximum.",
    "Une pénalité de retard ôte à la compétence la part que nbgrader ôte aux points du carnet, sans descendre sous 0.",
    "Ce qui est en attente, à revoir, non remis ou pas encore évalué ne compte ni 0 ni plein : la note reste un "
    "intervalle.",
    "Un seuil se compare à la note exacte, non à la note arrondie qui est imprimée.",
    *LEVEL_CONVENTIONS,
)
_WORST_FIRST = tuple(reversed(State))
_STATES = {
    Standing.SETTLED: State.COMPLETE,
    Standing.AWAITED: State.PENDING,
    Standing.DISPUTED: State.REVIEW,
}


@dataclass(frozen=True, kw_only=True)
class CellResult:
    """A cell, the points that it brings and how far they are established; ``points`` is ``None`` while open."""

    cell: Cell
    human: bool
    state: State
    points: float | None

    @property
    def levels(self) -> tuple[int, int] | None:
        """Level of the rubric at which a person placed the answer (see ``levels_around``); ``None`` where none did."""
        score = self.cell.manual_score
        if not self.human or self.points is None or score is None or not self.cell.maximum:
            return None
        return levels_around(score, self.cell.maximum)


@dataclass(frozen=True, kw_only=True)
class CriterionResult:
    """A criterion: its mark, the cells it comes from and the verdict that supports it.

    Parameters
    ----------
    criterion : Criterion
    state : State
        The least settled of its cells'.
    mark : Mark
    cells : tuple of CellResult
        The grader's, then the person's; none where no exercise assesses it: then ``levels`` alone do.
    notebook : NotebookFacts or None
    evidence : Evidence or None
        ``None`` where no grader judged it.
    late_penalty : Fraction
        Share of its notebook that nbgrader takes off.
    levels : Consolidated or None
        What persons gave by levels, and what it comes to.
    """

    criterion: Criterion
    state: State
    mark: Mark
    cells: tuple[CellResult, ...] = ()
    notebook: NotebookFacts | None = None
    evidence: Evidence | None = None
    late_penalty: Fraction = Fraction(0)
    levels: Consolidated | None = None

    @property
    def points_maximum(self) -> float:
        """Points that can be had."""
        return sum(item.cell.maximum for item in self.cells)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """What persons decided of it."""
        return tuple(override for item in self.cells for override in item.cell.overrides)

    @property
    def points(self) -> float | None:
        """Points obtained; ``None`` while any of its cells is open."""
        known = [item.points for item in self.cells if item.points is not None]
        return sum(known) if self.cells and len(known) == len(self.cells) else None


@dataclass(frozen=True, kw_only=True)
class GroupResult:
    """The criteria of one competency, or of the épreuve as a whole, that are judged in one épreuve.

    Parameters
    ----------
    code : str
        Of the competency; ``A4.1.oral`` and the like for an épreuve's own criteria.
    title : str
    criteria : tuple of CriterionResult
    late_penalty : Fraction
        Share taken off.
    mark : Mark
        Penalty taken.
    """

    code: str
    title: str
    criteria: tuple[CriterionResult, ...]
    late_penalty: Fraction
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class PartResult:
    """An épreuve of an activity; ``weight`` is its share in the activity."""

    epreuve: Epreuve
    weight: Fraction
    groups: tuple[GroupResult, ...]
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class ActivityResult:
    """An activity; ``weight`` is its share in the bloc."""

    activity: Activity
    weight: Fraction
    parts: tuple[PartResult, ...]
    mark: Mark
    outcome: Outcome

    @property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """All its criteria, épreuve by épreuve."""
        return tuple(item for part in self.parts for group in part.groups for item in group.criteria)


@dataclass(frozen=True, kw_only=True)
class BlocResult:
    """A bloc; it is reached with its own threshold and those of its activities."""

    bloc: Bloc
    activities: tuple[ActivityResult, ...]
    mark: Mark
    outcome: Outcome

    @property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """All its criteria."""
        return tuple(item for activity in self.activities for item in activity.criteria)


@dataclass(frozen=True, kw_only=True)
class CandidateResults:
    """A candidate's results.

    Parameters
    ----------
    candidate : Candidate
    blocs : tuple of BlocResult
    thesis : tuple of CriterionResult
        The thesis bears no mark: its jury gives an opinion.
    defence : mapping of str to DefenceTime
        The last note on each stage of its defence, by the stage's title.
    outcome : Outcome
        Of all blocs together, the thesis aside.
    """

    candidate: Candidate
    blocs: tuple[BlocResult, ...]
    thesis: tuple[CriterionResult, ...]
    defence: Mapping[str, DefenceTime]
    outcome: Outcome

    def activity(self, code: str) -> ActivityResult:
        """Return an activity by its code."""
        return next(item for bloc in self.blocs for item in bloc.activities if item.activity.code == code)


def state_counts(criteria: Iterable[CriterionResult]) -> dict[State, int]:
    """Return how many criteria are in which state, in the order of the states; none that is absent."""
    counts = Counter(item.state for item in criteria)
    return {state: counts[state] for state in State if counts[state]}


def candidate_results(
    referential: Referential, facts: CandidateFacts, thresholds: Thresholds | None = None
) -> CandidateResults:
    """Return a candidate's results.

    Parameters
    ----------
    referential : Referential
    facts : CandidateFacts
    thresholds : Thresholds, optional
        None by default: the referential states none.

    Returns
    -------
    CandidateResults
        Every criterion of the referential is in it once.
    """
    thresholds = thresholds or Thresholds()
    place = {name: notebook for notebook in facts.notebooks for name in notebook.cells}
    found = {item.id: criterion_result(item, place, facts.levels.get(item.id)) for item in referential.criteria}
    blocs = tuple(_bloc(referential, bloc, found, thresholds) for bloc in referential.blocs)
    return CandidateResults(
        candidate=facts.candidate,
        blocs=blocs,
        thesis=tuple(found[criterion.id] for criterion in referential.criteria_of_thesis()),
        defence=facts.defence,
        outcome=together(bloc.outcome for bloc in blocs),
    )


def criterion_result(
    criterion: Criterion, place: Mapping[str, NotebookFacts], levels: Consolidated | None = None
) -> CriterionResult:
    """Return what became of a criterion.

    Parameters
    ----------
    criterion : Criterion
    place : mapping of str to NotebookFacts
        The notebook that holds a cell, by the cell's identifier.
    levels : Consolidated, optional
        What persons gave by levels.
    """
    names = (grade_id(criterion.id), manual_grade_id(criterion.id))
    notebook = next((place[name] for name in names if name in place), None)
    if notebook is None:
        return _judged_by_levels(criterion, levels)
    disputed = levels is not None and levels.standing is Standing.DISPUTED
    cells = tuple(
        _cell_result(notebook.cells[name], notebook, human=name == names[1], disputed=disputed and name == names[1])
        for name in names
        if name in notebook.cells
    )
    total = sum((Fraction(item.cell.maximum) for item in cells), Fraction(0))
    if total == 0:
        return CriterionResult(criterion=criterion, state=State.NOT_ASSESSED, mark=OPEN_MARK)
    return CriterionResult(
        criterion=criterion,
        state=_least_settled(item.state for item in cells),
        mark=weighted((Fraction(item.cell.maximum) / total, _cell_mark(item)) for item in cells),
        cells=cells,
        notebook=notebook,
        evidence=notebook.evidence.get(criterion.id),
        late_penalty=Fraction(notebook.late_penalty) / Fraction(notebook.maximum),
        levels=levels,
    )


def _judged_by_levels(criterion: Criterion, levels: Consolidated | None) -> CriterionResult:
    if levels is None:
        return CriterionResult(criterion=criterion, state=State.NOT_ASSESSED, mark=OPEN_MARK)
    mark = OPEN_MARK if levels.share is None else _settled(levels.share)
    return CriterionResult(criterion=criterion, state=_STATES[levels.standing], mark=mark, levels=levels)


def _cell_result(cell: Cell, notebook: NotebookFacts, *, human: bool, disputed: bool) -> CellResult:
    state = cell_state(cell, handed_in=notebook.handed_in, readable=not notebook.problem, human=human)
    # A manual score may be there from before the graders came to disagree.
    state = State.REVIEW if disputed else state
    score = cell.auto_score if cell.manual_score is None else cell.manual_score
    if state is not State.COMPLETE or score is None:
        return CellResult(cell=cell, human=human, state=state, points=None)
    points = min(cell.maximum, max(0.0, score + cell.extra_credit))
    return CellResult(cell=cell, human=human, state=state, points=points)


def cell_state(cell: Cell, *, handed_in: bool, readable: bool, human: bool) -> State:
    """Return how far a cell's points are established.

    Parameters
    ----------
    cell : Cell
    handed_in : bool
        Whether its notebook was; nbgrader writes 0 where it was not.
    readable : bool
        Whether its notebook could be read; what nbgrader then says of the released cells in its place means nothing.
    human : bool
        Whether it is for a person to grade in any case.

    Examples
    --------
    >>> half = Cell(name="C2-1-4_protocol_rubric", maximum=5.0, needs_manual_grade=True)
    >>> cell_state(half, handed_in=True, readable=True, human=True).value
    'pending'
    """
    if cell.manual_score is not None:
        return State.REVIEW if cell.needs_manual_grade and not cell.is_confirmed else State.COMPLETE
    if not handed_in:
        return State.MISSING
    if cell.auto_score is None or cell.needs_manual_grade or not readable:
        return State.PENDING if human and readable else State.REVIEW
    return State.COMPLETE


def _cell_mark(item: CellResult) -> Mark:
    if item.points is None or item.cell.maximum == 0:
        return OPEN_MARK
    return _settled(Fraction(item.points) / Fraction(item.cell.maximum))


def _settled(share: Fraction) -> Mark:
    return Mark(minimum=share, maximum=share, settled=Fraction(1))


def _least_settled(states: Iterable[State]) -> State:
    found = set(states)
    return next(state for state in _WORST_FIRST if state in found)


def _bloc(
    referential: Referential, bloc: Bloc, found: Mapping[str, CriterionResult], thresholds: Thresholds
) -> BlocResult:
    activities = tuple(
        _activity(referential, activity, found, thresholds) for activity in referential.activities_of(bloc.code)
    )
    mark = weighted((item.weight, item.mark) for item in activities)
    outcomes = [outcome(mark, thresholds.bloc), *(item.outcome for item in activities)]
    return BlocResult(bloc=bloc, activities=activities, mark=mark, outcome=together(outcomes))


def _activity(
    referential: Referential, activity: Activity, found: Mapping[str, CriterionResult], thresholds: Thresholds
) -> ActivityResult:
    criteria = referential.criteria_of_activity(activity.code)
    parts = []
    for part in activity.parts:
        judged = [criterion for criterion in criteria if criterion.epreuve is part.epreuve]
        groups = _groups(referential, activity, [found[criterion.id] for criterion in judged])
        weight = Fraction(part.weight_percent, 100)
        parts.append(
            PartResult(epreuve=part.epreuve, weight=weight, groups=groups, mark=mean(item.mark for item in groups))
        )
    mark = weighted((part.weight, part.mark) for part in parts)
    return ActivityResult(
        activity=activity,
        weight=Fraction(activity.weight_percent, 100),
        parts=tuple(parts),
        mark=mark,
        outcome=outcome(mark, thresholds.activity),
    )


def _groups(referential: Referential, activity: Activity, judged: Sequence[CriterionResult]) -> tuple[GroupResult, ...]:
    competencies = dict.fromkeys(item.criterion.competency for item in judged)
    groups = []
    for competency in competencies:
        results = tuple(item for item in judged if item.criterion.competency == competency)
        own = f"{activity.code}.{results[0].criterion.epreuve}", "Critères propres à l’épreuve"
        code, title = own if competency is None else (competency, referential.competency(competency).statement)
        penalty = sum((item.late_penalty for item in results), Fraction(0)) / len(results)
        mark = reduced(mean(item.mark for item in results), penalty)
        groups.append(GroupResult(code=code, title=title, criteria=results, late_penalty=penalty, mark=mark))
    return tuple(groups)
