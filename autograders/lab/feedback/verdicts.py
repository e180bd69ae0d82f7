"""From what a practice notebook handed in to verdicts that can be shown, each kept as an attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from pydantic import ValidationError

from autograders.assignments import Call
from autograders.candidate.declarations import AnswerDeclaration
from autograders.candidate.handed_in import FOLDER as HANDED_IN
from autograders.candidate.handed_in import HandedIn
from autograders.candidate.inspections import inspection_result
from autograders.candidate.wire import ANSWER_MIME
from autograders.grading.collecting import collect_answers
from autograders.grading.earlier import EarlierNotebook, with_earlier
from autograders.grading.judging import (
    Judgement,
    automatic_points,
    calls_of,
    judge_criterion,
    judged_criteria,
    provisional_points,
)
from autograders.grading.presenting import verdict_html, verdict_text
from autograders.grading.probing import encoded_calls, read_probes
from autograders.grading.texts import NO_BREAK_SPACE, on_one_line, printed_points
from autograders.grading.watchdog import Watchdog
from autograders.lab.progress import Attempt, Progress, ProgressError, Source
from autograders.model.answers import Answer, Answers
from autograders.model.exercise import ExerciseCriterion
from autograders.model.verdict import Verdict, VerdictStatus

from .practised import Practised
from .protocol import JudgeRequest, ShownVerdict, TrialRequest, Trials, Verdicts

WATCHDOG = Watchdog(seconds=60.0)
GRADER_FAULT = (
    "{criterion} : le correcteur n’a pas pu juger ce critère. Le défaut est le sien, pas celui de votre réponse ; rien "
    "n’est compté."
)


@dataclass(frozen=True)
class Tried:
    """What a grader tries on one variant, and what went wrong when it was asked."""

    calls: Mapping[str, Sequence[Call]]
    fault: str


class VerdictMaker:
    """Judges, and keeps what was judged in the store of progress."""

    def __init__(self) -> None:
        self._tried: dict[int, tuple[Practised, Tried]] = {}

    def reply(self, practised: Practised, request: JudgeRequest) -> Trials | Verdicts:
        """Return the verdicts, or first what the kernel has to try for them.

        Parameters
        ----------
        practised : Practised
        request : JudgeRequest
        """
        asked = [criterion for criterion in judged_criteria(practised.package) if criterion.id in request.criteria]
        tried = self._tried_on(practised)
        own = own_answers(practised, request.answers)
        wanted = _wanted(asked, own, tried.calls)
        if request.tried is None and wanted:
            return Trials(calls={name: encoded_calls(tried.calls[name]) for name in wanted})
        own = with_probes(own, request.tried or {}, tried.calls)
        start = perf_counter()
        judgements = judgements_of(practised, asked, own, earlier_notebooks(practised), tried.fault)
        seconds = perf_counter() - start
        pairs = list(zip(asked, judgements, strict=True))
        hints, note = {}, ""
        try:
            with Progress() as progress:
                for criterion, judgement in pairs:
                    hints[criterion.id] = progress.hints(request.place.exercise, criterion.id, request.place.variant)
                    if is_attempt(criterion, judgement, own):
                        attempt = attempt_of(
                            practised, criterion, judgement.verdict, Source.PRACTICE, datetime.now(UTC)
                        )
                        progress.record(replace(attempt, hints=hints[criterion.id]))
        # A verdict is worth showing even where it cannot be kept.
        except ProgressError as error:
            note = f"Ce résultat n’a pas pu être gardé dans votre progression. {on_one_line(str(error), 400)}"
        shown = [_shown(practised, *pair, hints.get(pair[0].id, 0)) for pair in pairs]
        return Verdicts(verdicts=tuple(shown), seconds=seconds, note=note)

    def trials(self, practised: Practised, request: TrialRequest) -> Trials:
        """Return what the kernel has to try of answers that are judged later."""
        calls = self._tried_on(practised).calls
        own = own_answers(practised, request.answers)
        wanted = _wanted(judged_criteria(practised.package), own, calls)
        return Trials(calls={name: encoded_calls(calls[name]) for name in wanted})

    def _tried_on(self, practised: Practised) -> Tried:
        # By the case itself, which is kept as long as this entry.
        key = id(practised.case)
        if key not in self._tried:
            self._tried[key] = practised, tried_on(practised)
        return self._tried[key][1]


def tried_on(practised: Practised) -> Tried:
    """Return what the grader tries on a variant."""
    return Tried(*calls_of(practised.package, practised.case, WATCHDOG))


def judgements_of(
    practised: Practised,
    criteria: Sequence[ExerciseCriterion],
    own: Answers,
    earlier: Sequence[EarlierNotebook],
    probe_fault: str = "",
) -> list[Judgement]:
    """Return what the graders say of some criteria.

    Parameters
    ----------
    practised : Practised
    criteria : sequence of ExerciseCriterion
        Automatic or mixed ones.
    own : Answers
        Of the notebook, with what was tried.
    earlier : sequence of EarlierNotebook
    probe_fault : str
        Why what is tried could not be; empty where it could.
    """
    answers = with_earlier(practised.package, own, earlier)
    return [
        judge_criterion(practised.package, criterion, answers, practised.case, WATCHDOG, probe_fault=probe_fault)
        for criterion in criteria
    ]


def is_attempt(criterion: ExerciseCriterion, judgement: Judgement, own: Answers) -> bool:
    """Whether a judgement is an attempt: what a person has to look at, or no grader decided, is none."""
    judged = judgement.verdict.status is VerdictStatus.JUDGED
    return judged and all(own[name].given for name in criterion.own_answers)


def attempt_of(
    practised: Practised, criterion: ExerciseCriterion, verdict: Verdict, source: Source, at: datetime
) -> Attempt:
    """Return a judged criterion as what is kept of it, without any hint taken."""
    return Attempt(
        at=at,
        activity=practised.package.activity_name,
        exercise=practised.package.name,
        criterion=criterion.id,
        variant=practised.place.variant,
        source=source,
        fraction=verdict.fraction,
        points=provisional_points(verdict, criterion),
        maximum=automatic_points(criterion),
        misconceptions=verdict.misconceptions,
    )


def _shown(practised: Practised, criterion: ExerciseCriterion, judgement: Judgement, hints: int) -> ShownVerdict:
    if judgement.fault:
        text = GRADER_FAULT.format(criterion=criterion.id)
        html = f'<p lang="fr">{text}</p>'
        return ShownVerdict(criterion=criterion.id, html=html, text=text, summary=text, hints=hints)
    verdict, label = judgement.verdict, practised.label(criterion.id)
    points, maximum = provisional_points(verdict, criterion), automatic_points(criterion)
    reached = f"{printed_points(points)} points sur {printed_points(maximum)}"
    return ShownVerdict(
        criterion=criterion.id,
        html=verdict_html(verdict, criterion, label),
        text=verdict_text(verdict, criterion, label),
        summary=on_one_line(f"{criterion.id}, {label}{NO_BREAK_SPACE}: {reached}.", 300),
        hints=hints,
    )


def earlier_notebooks(practised: Practised) -> tuple[EarlierNotebook, ...]:
    """Return what the earlier notebooks of the case study handed in on this variant; a damaged file counts for none."""
    digests = set(practised.variant.digests.values())
    found = []
    for name in dict.fromkeys(item.exercise for item in practised.package.earlier):
        try:
            kept = HandedIn.model_validate_json((practised.place.folder / HANDED_IN / f"{name}.json").read_bytes())
        except (OSError, ValidationError):
            continue
        if kept.variant in digests:
            found.append(EarlierNotebook(exercise=name, variant=kept.variant, answers=kept.answers))
    return tuple(found)


def own_answers(practised: Practised, handed_in: Mapping[str, Any]) -> Answers:
    """Return what a notebook handed in, by name as it travels, checked against what the exercise declares."""
    place = practised.place
    claims = [
        {"format": 1, "exercise": place.exercise, "variant": place.variant, "name": name, "value": wire}
        for name, wire in handed_in.items()
    ]
    outputs = [{"data": {ANSWER_MIME: claim}} for claim in claims]
    return collect_answers(practised.package.exercise, place.exercise, place.variant, outputs).answers


def _wanted(
    criteria: Sequence[ExerciseCriterion], own: Answers, calls: Mapping[str, Sequence[Call]]
) -> tuple[str, ...]:
    """Return the names of the answers that have to be tried before these criteria are judged."""
    read = dict.fromkeys(name for criterion in criteria for name in criterion.own_answers)
    return tuple(name for name in read if own[name].given and own[name].declaration.is_tried and calls.get(name))


def with_probes(own: Answers, tried: Mapping[str, Sequence[Any]], calls: Mapping[str, Sequence[Call]]) -> Answers:
    """Return the answers, those that were tried with what came of it."""
    return Answers([_probed(answer, tried.get(name), calls.get(name, ())) for name, answer in own.items()])


def _probed(answer: Answer, outputs: Sequence[Any] | None, calls: Sequence[Call]) -> Answer:
    if outputs is None or not calls or not answer.declaration.is_tried:
        return answer
    return replace(answer, probes=read_probes(_result(answer.declaration), len(calls), outputs))


def _result(declaration: AnswerDeclaration) -> AnswerDeclaration:
    return inspection_result(declaration) if declaration.inspection else declaration.result()
