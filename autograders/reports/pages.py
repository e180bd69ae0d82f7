"""The pages of the reports: self-contained HTML in French, from templates that escape whatever they show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment

from autograders.assignments.course import CourseSettings
from autograders.grading.consolidating import CONVENTIONS as LEVEL_CONVENTIONS
from autograders.grading.overriding import override_text
from autograders.grading.rendering import page_templates
from autograders.grading.texts import moment, on_one_line, printable, printed_points
from autograders.model.referential import Referential
from autograders.model.verdict import VerdictStatus

from . import wording
from .advice import Frequency, Misconceptions, advice, misconception_frequencies
from .agreement import CONVENTIONS as AGREEMENT_CONVENTIONS
from .agreement import AgreementResults
from .figures import bars, classes, dots
from .integrity import CONVENTIONS as INTEGRITY_CONVENTIONS
from .integrity import INNOCENT, IntegrityResults
from .item_answers import Unexplained
from .item_times import TimesTaken
from .item_wording import CONVENTIONS as ITEM_CONVENTIONS
from .item_wording import (
    Finding,
    Severity,
    alpha_text,
    interval_text,
    item_name,
    plain,
    probability_text,
    signed,
    too_few,
)
from .items import ItemAnalysis
from .jury import composition, defence_of
from .marks import MARK_MAXIMUM, Mark, Outcome, State
from .results import CONVENTIONS, CandidateResults, CriterionResult, state_counts

# Ours: whoever has established less than half of a criterion is told to work on it.
HELP_BELOW = 0.5
DIGEST_CHARACTERS = 12


def candidate_page(
    referential: Referential, result: CandidateResults, misconceptions: Misconceptions, made_at: datetime
) -> str:
    """Return the page of a candidate: marks, profile by activity, verdicts, advice and evidence by criterion."""
    activities = [item for bloc in result.blocs for item in bloc.activities]
    assessed = [item for item in activities if set(state_counts(item.criteria)) != {State.NOT_ASSESSED}]
    profile = bars([(item.activity.code, item.mark) for item in assessed])
    return _render(
        "candidate.html.j2",
        referential,
        made_at,
        result=result,
        assessed=assessed,
        unassessed=[item.activity.code for item in activities if item not in assessed],
        profile=profile,
        advice=lambda item: advice(item, misconceptions),
        thesis_assessed=any(item.levels for item in result.thesis),
    )


def cohort_page(
    referential: Referential,
    results: Sequence[CandidateResults],
    activity: str,
    misconceptions: Misconceptions,
    made_at: datetime,
) -> str:
    """Return the page of a class in one activity: heat map, distributions, misconceptions, who needs help on what."""
    rows = [(result.candidate, result.activity(activity)) for result in results]
    built = [
        item.criterion
        for item in (rows[0][1].criteria if rows else ())
        if any(other.state is not State.NOT_ASSESSED for _, row in rows for other in row.criteria if _same(other, item))
    ]
    names = {item.id for item in built}
    criteria = [(candidate.id, item) for candidate, row in rows for item in row.criteria if item.criterion.id in names]
    return _render(
        "cohort.html.j2",
        referential,
        made_at,
        activity=referential.activity(activity),
        rows=rows,
        criteria=built,
        columns=[(code, list(items)) for code, items in groupby(built, lambda item: item.id.rpartition(".")[0])],
        cells={(candidate, item.criterion.id): item for candidate, item in criteria},
        marks=bars([(candidate.id, row.mark) for candidate, row in rows]),
        distributions=[
            classes(item.id, item.label, [found.mark for _, found in criteria if found.criterion.id == item.id])
            for item in built
        ],
        frequencies=misconception_frequencies(criteria, misconceptions),
        help=_help(criteria),
        not_built=len(referential.criteria_of_activity(activity)) - len(built),
    )


def jury_page(
    referential: Referential,
    result: CandidateResults,
    blocs: Sequence[str],
    settings: CourseSettings,
    made_at: datetime,
    *,
    thesis: bool,
) -> str:
    """Return the sheets of a candidate for a jury, one per bloc, and that of the thesis where it is wanted."""
    return _render(
        "jury.html.j2",
        referential,
        made_at,
        result=result,
        blocs=[bloc for bloc in result.blocs if bloc.bloc.code in blocs],
        thresholds=settings.thresholds,
        jury=settings.jury,
        signatures=referential.thesis.jury.members,
        thesis=thesis,
        defence=defence_of(referential.thesis, result.defence),
        composition=composition(settings.jury, referential.thesis.jury).text,
    )


def agreement_page(referential: Referential, title: str, results: AgreementResults, made_at: datetime) -> str:
    """Return the page of the agreement of graders: by criterion and overall, then the disagreements."""
    conventions = (*AGREEMENT_CONVENTIONS, *LEVEL_CONVENTIONS)
    return _render("agreement.html.j2", referential, made_at, conventions=conventions, title=title, results=results)


def integrity_page(referential: Referential, activity: str, results: IntegrityResults, made_at: datetime) -> str:
    """Return the page of what a person may want to look at where candidates should have worked alone."""
    return _render(
        "integrity.html.j2",
        referential,
        made_at,
        conventions=INTEGRITY_CONVENTIONS,
        activity=referential.activity(activity),
        results=results,
        innocent=INNOCENT,
        unexplained=[fact for fact in results.answers.shared if not fact.explanations],
        explained=[fact for fact in results.answers.shared if fact.explanations],
    )


def items_page(
    referential: Referential,
    activity: str,
    analysis: ItemAnalysis,
    findings: Sequence[Finding],
    frequencies: Sequence[Frequency],
    unexplained: Sequence[Unexplained],
    planned_minutes: Mapping[str, int],
    times: TimesTaken | None,
    made_at: datetime,
) -> str:
    """Return the page of how the criteria of an activity behave: findings, figures, variants, mistakes; no names."""
    warned = {(item.subject, item.part) for item in findings if item.severity is Severity.WARNING}
    numbered = list(enumerate(analysis.items, start=1))
    compared = [
        (name, tested)
        for name, tested in (
            *((item_name(found.item), found.variants) for found in analysis.items),
            *((f"Compétence {group.code}", group.variants) for group in analysis.groups),
        )
        if tested is not None
    ]
    return _render(
        "items.html.j2",
        referential,
        made_at,
        conventions=ITEM_CONVENTIONS,
        activity=referential.activity(activity),
        analysis=analysis,
        numbered=numbered,
        compared=sorted(compared, key=lambda pair: pair[1].adjusted_probability),
        findings=findings,
        frequencies=frequencies,
        unexplained=unexplained,
        planned_minutes=planned_minutes,
        times=times,
        too_few=too_few(analysis),
        dots=dots(
            [
                (
                    number,
                    found.difficulty,
                    found.discrimination.item_rest,
                    (found.item.criterion.id, found.item.part.value) in warned,
                )
                for number, found in numbered
                if found.difficulty is not None and found.discrimination.item_rest is not None
            ]
        ),
    )


def shade(mark: Mark) -> int:
    """Return the class of colour of a settled mark, 0 to 4; the number stands beside it."""
    return 0 if mark.value is None else int(mark.value * 4)


def short_text(item: CriterionResult) -> str:
    """Return what a cell of the heat map says: points obtained, else why there are none."""
    if item.points is None:
        level = item.levels.level if item.levels and not item.cells else None
        return wording.SHORT_STATES[item.state] if level is None else printed_points(float(level))
    unanswered = item.evidence and item.evidence.scored.verdict.status is VerdictStatus.NOT_ANSWERED
    return f"0 {wording.NOT_ANSWERED[0]}" if unanswered and item.points == 0 else printed_points(item.points)


def _same(one: CriterionResult, other: CriterionResult) -> bool:
    return one.criterion.id == other.criterion.id


def _help(criteria: Sequence[tuple[str, CriterionResult]]) -> Mapping[str, list[str]]:
    """Return who established less than half of what, by criterion; what is open says nothing."""
    found: dict[str, list[str]] = {}
    for candidate, item in criteria:
        if item.mark.value is not None and item.mark.value < HELP_BELOW:
            found.setdefault(item.criterion.id, []).append(candidate)
    return found


def _render(template: str, referential: Referential, made_at: datetime, **context: Any) -> str:
    context = {"conventions": (*referential.conventions, *CONVENTIONS)} | context
    return _environment().get_template(template).render(referential=referential, made_at=moment(made_at), **context)


@cache
def _environment() -> Environment:
    environment = page_templates("autograders.reports")
    environment.filters |= {
        "line": lambda text: on_one_line(str(text), 200),
        "printable": lambda text: printable(str(text), 2000),
        "evidence": lambda text: wording.evidence_text(printable(str(text), 2000)),
        "mark": wording.mark_text,
        "out_of_20": wording.out_of_20,
        "percent": wording.percent,
        "share": lambda value: wording.percent(Fraction(round(100 * value), 100)),
        "points": wording.points_text,
        "cell": wording.cell_text,
        "override": override_text,
        "levels": wording.levels_text,
        "standing": wording.standing_text,
        "interval": interval_text,
        "item_name": item_name,
        "plain": plain,
        "alpha": alpha_text,
        "signed": signed,
        "probability": probability_text,
        "kappa": lambda value: "non défini" if value is None else wording.number(value),
        "moment": moment,
        "digest": lambda text: text[:DIGEST_CHARACTERS] or "–",
        "state": wording.STATES.__getitem__,
        "outcome": wording.OUTCOMES.__getitem__,
        "epreuve": wording.EPREUVES.__getitem__,
        "shade": shade,
        "short": short_text,
        "states": lambda criteria: [
            f"{wording.STATES[state]}\u00a0: {count}" for state, count in state_counts(criteria).items()
        ],
        "number": lambda value: printed_points(float(value)),
    }
    environment.globals |= {
        "MARK_MAXIMUM": MARK_MAXIMUM,
        "WARNING": Severity.WARNING,
        "NO_THRESHOLD": Outcome.NO_THRESHOLD,
        "short_states": [
            wording.NOT_ANSWERED,
            *((wording.SHORT_STATES[state], wording.STATES[state]) for state in State if wording.SHORT_STATES[state]),
        ],
    }
    return environment
