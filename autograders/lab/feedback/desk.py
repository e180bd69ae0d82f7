"""What the judge does with a request: each kind has its own few lines."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import TypeAlias

from autograders.candidate.errors import AtelierError
from autograders.grading.judging import fault_of
from autograders.grading.texts import on_one_line
from autograders.lab.exam.records import enclosing_sitting
from autograders.lab.progress import Progress
from autograders.model.exercise import ExerciseCriterion, Grading

from .board import show_board
from .figures import figures_by_criterion
from .finishing import change_data, open_solution
from .practised import Library, Practised, RequestRefusedError
from .protocol import (
    Criterion,
    FigureRequest,
    HintRequest,
    Hints,
    JudgeRequest,
    LevelRequest,
    Opened,
    OpenRequest,
    ProgressRequest,
    Refusal,
    Reply,
    Request,
    RubricRequest,
    SolutionRequest,
    TrialRequest,
    VariantRequest,
    Verdicts,
)
from .rubrics import keep_level, show_rubric
from .verdicts import VerdictMaker
from .worked import WorkedSolutions

MAXIMUM_REFUSAL_CHARACTERS = 600
IN_AN_EXAM = (
    "Ce dossier est celui d’un examen blanc : ni verdict, ni indice, ni figure de référence, ni corrigé. Les résultats "
    "sont dans son rapport, une fois l’examen rendu."
)
OnPractised: TypeAlias = OpenRequest | JudgeRequest | HintRequest | FigureRequest | RubricRequest | LevelRequest


class Desk:
    """Replies to requests, one at a time; whatever goes wrong is a reply as well."""

    def __init__(self) -> None:
        self._library = Library()
        self._verdicts = VerdictMaker()
        self._worked = WorkedSolutions()
        self._to_draw: Practised | None = None

    def end(self) -> None:
        """Stop what runs in the background."""
        self._worked.end()

    def catch_up(self) -> None:
        """Begin with what was put off until a reply was sent: the candidate does not wait for it."""
        practised, self._to_draw = self._to_draw, None
        if practised is not None:
            # What hinders it is told when its figures are asked for.
            with suppress(AtelierError, OSError):
                self._worked.run(practised)

    def wait(self) -> None:
        """Wait until nothing runs in the background."""
        self._worked.wait()

    def reply(self, request: Request) -> Reply:
        """Return the reply to a request."""
        try:
            return self._reply(request)
        except AtelierError as error:
            return Refusal(message=on_one_line(str(error), MAXIMUM_REFUSAL_CHARACTERS))
        # The boundary of the process: a fault of ours is told in one line, and the next request is served.
        except Exception as error:  # noqa: BLE001
            return Refusal(message=f"Défaut interne du correcteur ({fault_of(error)}). Votre réponse est gardée.")

    def _reply(self, request: Request) -> Reply:
        match request:
            case ProgressRequest():
                return show_board(request.folder)
            case TrialRequest():
                return self._verdicts.trials(self._library.practised(request.place), request)
            case _:
                return self._where_one_practises(request)

    def _where_one_practises(self, request: OnPractised | SolutionRequest | VariantRequest) -> Reply:
        if enclosing_sitting(request.place.folder) is not None:
            raise RequestRefusedError(IN_AN_EXAM)
        match request:
            case SolutionRequest():
                return open_solution(self._library, self._worked, request)
            case VariantRequest():
                return change_data(request.place)
            case _:
                return self._on_practised(self._library.practised(request.place), request)

    def _on_practised(self, practised: Practised, request: OnPractised) -> Reply:
        match request:
            case OpenRequest():
                return _opened(practised)
            case JudgeRequest():
                reply = self._verdicts.reply(practised, request)
                if isinstance(reply, Verdicts) and _has_figures(practised, request):
                    self._to_draw = practised
                return reply
            case HintRequest():
                return _hints(practised, request)
            case FigureRequest():
                return self._worked.figures(practised, _criterion(practised, request.criterion).id)
            case RubricRequest():
                return show_rubric(practised, request)
            case LevelRequest():
                return keep_level(practised, request)


def _has_figures(practised: Practised, request: JudgeRequest) -> bool:
    """Return whether figures of the worked solution will be offered with these verdicts."""
    return not figures_by_criterion(practised.package.cells).keys().isdisjoint(request.criteria)


def _opened(practised: Practised) -> Opened:
    with Progress() as progress:
        progress.open_exercise(practised.package.name, datetime.now(UTC))
    drawn = figures_by_criterion(practised.package.cells)
    return Opened(
        criteria=tuple(
            Criterion(
                id=criterion.id,
                answers=criterion.own_answers,
                has_figure=criterion.id in drawn,
                has_rubric=criterion.how is not Grading.AUTO,
            )
            for criterion in practised.package.exercise.criteria
        )
    )


def _hints(practised: Practised, request: HintRequest) -> Hints:
    criterion, place = _criterion(practised, request.criterion), practised.place
    with Progress() as progress:
        taken = progress.hints(place.exercise, criterion.id, place.variant)
        if request.rung > taken + 1:
            raise RequestRefusedError(
                f"Indice {request.rung} demandé ; l’indice {taken + 1} vient d’abord : "
                f'hint("{criterion.id}", {taken + 1}).'
            )
        if request.rung > taken:
            progress.take_hint(place.exercise, criterion.id, place.variant, request.rung)
    return Hints(criterion=criterion.id, taken=criterion.hints[: max(taken, request.rung)])


def _criterion(practised: Practised, identifier: str) -> ExerciseCriterion:
    criteria = practised.package.exercise.criteria
    for criterion in criteria:
        # « noise » for « C2.1.2.noise » too.
        if identifier in (criterion.id, criterion.id.rpartition(".")[2]):
            return criterion
    listed = ", ".join(criterion.id for criterion in criteria)
    raise RequestRefusedError(f"« {identifier[:60]} » n’est pas un critère de ce carnet ; critères : {listed}.")
