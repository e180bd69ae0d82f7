"""Practice in a kernel: what is handed in goes to the judge, what comes back is shown."""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from html import escape
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar
from urllib.parse import quote

from autograders.candidate.answers import opened_case
from autograders.candidate.cases import Case
from autograders.candidate.declarations import AnswerDeclaration
from autograders.model.rubric import HIGHEST_LEVEL, LEVELS

from .assessing import show_assessment
from .drawn import DrawnFigures
from .ledger import Ledger
from .panel import DRAWING, POLL_SECONDS, Panel, offer_assessments
from .process import PATIENCE_SECONDS, JudgeError, JudgeGoneError, JudgeProcess
from .protocol import (
    Criterion,
    Dashboard,
    Done,
    FigureRequest,
    Figures,
    HintRequest,
    Hints,
    JudgeRequest,
    LevelRequest,
    Message,
    Opened,
    OpenRequest,
    Place,
    ProgressRequest,
    Refusal,
    Reply,
    Request,
    Rubric,
    RubricRequest,
    SolutionRequest,
    Trials,
    VariantRequest,
    Verdicts,
)
from .showing import figures_html, figures_text, hints_html, hints_text, show, show_verdict
from .trying import try_answer

SOLUTIONS_FOLDER = "corriges"
# jupyter_server's: the path of the notebook that a kernel belongs to.
NOTEBOOK_VARIABLE = "JPY_SESSION_NAME"
DRAWING_SECONDS = 300.0
NOTHING_OPEN = "Aucune étude de cas n’est ouverte : exécutez d’abord la première cellule du carnet."
A_SOLUTION = "Ce carnet est un corrigé : ce qu’il remet n’est ni noté ni compté dans votre progression."
INTERRUPTED = "Jugement interrompu. Vos réponses sont gardées ; exécutez de nouveau la cellule pour un verdict."
CHANGING = "De nouvelles données se préparent pour tous les carnets de l’étude de cas : une à deux minutes."
NOT_DRAWN_IN_TIME = "La figure de référence n’est pas prête. Recommencez dans un instant."
WELCOME = (
    "Entraînement : le verdict de chaque critère s’affiche dès que ses réponses sont remises. Dans une cellule, "
    'hint("…") donne un indice, my_progress() votre progression, solution() le corrigé d’une variante terminée, '
    "new_variant() de nouvelles données."
)


FAULT = "Défaut interne de l’entraînement ({kind} : {text}). Vos réponses sont gardées."
NO_BREAK_SPACE = "\u00a0"


Kind = TypeVar("Kind", bound=Message)


class RefusedError(Exception):
    """The judge refuses; the message is for the candidate."""


class Practice:
    """Practice in one kernel.

    Parameters
    ----------
    judge : JudgeProcess
    drawn : DrawnFigures
        What the candidate's cells have drawn.
    """

    def __init__(self, judge: JudgeProcess, drawn: DrawnFigures) -> None:
        self._judge = judge
        self._drawn = drawn
        self._case: Case | None = None
        self._place: Place | None = None
        self._declarations: dict[str, AnswerDeclaration] = {}
        self._ledger = Ledger()
        self._opening: Future[Reply] | None = None
        self._criteria: tuple[Criterion, ...] | None = None

    def commands(self) -> Mapping[str, Callable[..., None]]:
        """Return what a candidate may call in a cell, by name; no worked solution gives such a name a value."""
        return {
            "hint": self.hint,
            "reference_figure": self.reference_figure,
            "self_assess": self.self_assess,
            "new_variant": self.new_variant,
            "solution": self.solution,
            "my_progress": self.my_progress,
        }

    def answered(self, case: Case, name: str, wire: Any) -> None:
        """Note what was handed in; the verdict comes when the cell has ended."""
        self._follow(case)
        self._ledger.note(name, wire)

    def after_cell(self) -> None:
        """Have judged what the cell completed, and show it under the cell."""
        case = opened_case()
        if case is None:
            return
        if self._follow(case):
            show(WELCOME if self._place else A_SOLUTION)
            if self._opening is not None:
                offer_assessments(self, self._opening)
        if self._place is not None and self._ledger.has_news:
            self._told(self._show_verdicts)

    def hint(self, criterion: str, rung: int = 1) -> None:
        """Show the hints of a criterion up to a rung: 1 the method, 2 the formula and its source, 3 the way."""
        self._told(lambda: self._show_hints(str(criterion), rung))

    def reference_figure(self, criterion: str) -> None:
        """Show the figures of the worked solution for a criterion beside one's own."""
        self._told(lambda: self._show_figures(str(criterion)))

    def self_assess(self, criterion: str, level: int | None = None, *, written: bool = False) -> None:
        """Compare one's text on a criterion with a model answer and the five levels, and keep one's own level.

        Parameters
        ----------
        criterion : str
        level : int, optional
            0 to 4: kept at once.
        written : bool
            Says that the text is written, though not in this notebook.
        """
        if level is not None:
            self._told(lambda: _say(self._keep_level(str(criterion), level)))
        else:
            self._told(lambda: self._assess(str(criterion), written=written))

    def new_variant(self) -> None:
        """Give the case study fresh data; the former ones stay open to ``solution()``."""
        self._told(self._change_variant)

    def solution(self, number: int | None = None) -> None:
        """Open the worked solution of a finished variant: the latest, or the one of that number."""
        self._told(lambda: _say(self._asked(SolutionRequest(place=self._current_place(), number=number), Done)))

    def my_progress(self) -> None:
        """Show one's progress."""
        self._told(lambda: _show_dashboard(self._asked(ProgressRequest(folder=Path.cwd()), Dashboard)))

    def take_hint(self, criterion: str, rung: int) -> Reply:
        """Take a hint, for a button."""
        return self._quietly(lambda place: HintRequest(place=place, criterion=criterion, rung=rung))

    def reference_figures(self, criterion: str) -> Reply:
        """Ask for the figures, for a button."""
        return self._quietly(lambda place: FigureRequest(place=place, criterion=criterion))

    def own_figures(self) -> Mapping[str, list[str]]:
        """Return what the candidate's cells have drawn, by the cell's identifier."""
        return self._drawn.by_cell

    def assess(self, criterion: str) -> None:
        """Show the self-assessment, for a button."""
        self.self_assess(criterion)

    def _follow(self, case: Case) -> bool:
        """Turn to a case, and return whether it is another than before."""
        if case is self._case:
            return False
        self._case, self._ledger, self._criteria, self._opening = case, Ledger(), None, None
        self._declarations = {declaration.name: declaration for declaration in case.exercise.answers}
        home = case.home.resolve()
        if home.parent.name == SOLUTIONS_FOLDER:
            self._place = None
            return True
        self._place = Place(
            folder=home, activity=case.exercise.activity, exercise=case.exercise.exercise, variant=case.digest
        )
        # Not waited for: the graders load while the candidate reads. What prevents that is told at the first answer.
        with suppress(OSError, JudgeError):
            self._opening = self._judge.send(OpenRequest(place=self._place))
        return True

    def _show_verdicts(self) -> None:
        place = self._current_place()
        criteria = {criterion.id: criterion for criterion in self._known_criteria(place)}
        for criterion, names in self._ledger.awaited(tuple(criteria.values())).items():
            listed = ", ".join(f"« {name} »" for name in names)
            show(f"{criterion}{NO_BREAK_SPACE}: pas encore de verdict, il manque {listed}.")
        completed = self._ledger.completed_by_cell(tuple(criteria.values()))
        if not completed:
            return
        request = JudgeRequest(place=place, criteria=completed, answers=dict(self._ledger.answers))
        reply = self._judge.ask(request)
        if isinstance(reply, Trials):
            answers = self._ledger.answers
            tried = {
                name: try_answer(self._declarations[name], answers[name], calls) for name, calls in reply.calls.items()
            }
            reply = self._judge.ask(request.model_copy(update={"tried": tried}))
        judged = _expected(reply, Verdicts)
        for verdict in judged.verdicts:
            show_verdict(verdict)
            Panel(self, criteria[verdict.criterion], verdict.hints, verdict.summary).show()
        if judged.note:
            show(judged.note)

    def _known_criteria(self, place: Place) -> tuple[Criterion, ...]:
        if self._criteria is None:
            opening, self._opening = self._opening, None
            try:
                reply = opening.result(PATIENCE_SECONDS) if opening else self._judge.ask(OpenRequest(place=place))
            except (JudgeGoneError, FutureTimeoutError):
                reply = self._judge.ask(OpenRequest(place=place))
            self._criteria = _expected(reply, Opened).criteria
        return self._criteria

    def _show_hints(self, criterion: str, rung: int) -> None:
        if rung not in (1, 2, 3):
            raise RefusedError(f"Indice {rung!r:.40} demandé ; 1, 2 ou 3 est attendu.")
        hints = self._asked(HintRequest(place=self._current_place(), criterion=criterion, rung=rung), Hints)
        show(hints_text(hints), hints_html(hints))

    def _show_figures(self, criterion: str) -> None:
        place = self._current_place()
        due, told = monotonic() + DRAWING_SECONDS, False
        while monotonic() < due:
            reply = self._asked(FigureRequest(place=place, criterion=criterion), Figures)
            if reply.ready:
                show(figures_text(reply), figures_html(reply, self.own_figures()))
                return
            if not told:
                show(DRAWING)
                told = True
            sleep(POLL_SECONDS)
        raise RefusedError(NOT_DRAWN_IN_TIME)

    def _assess(self, criterion: str, *, written: bool) -> None:
        place = self._current_place()
        request = RubricRequest(place=place, criterion=criterion, notebook=_notebook(place), written=written)
        rubric = self._asked(request, Rubric)
        show_assessment(
            rubric,
            lambda: self.self_assess(criterion, written=True),
            lambda level: self._quietly(lambda place: LevelRequest(place=place, criterion=criterion, level=level)),
        )

    def _change_variant(self) -> None:
        self._current_place()
        show(CHANGING)
        done = self._asked(VariantRequest(place=self._current_place()), Done)
        self._ledger = Ledger()
        _say(done)

    def _keep_level(self, criterion: str, level: int) -> Done:
        if type(level) is not int or level not in LEVELS:
            raise RefusedError(f"Niveau {level!r:.40} reçu ; un entier de 0 à {HIGHEST_LEVEL} est attendu.")
        return self._asked(LevelRequest(place=self._current_place(), criterion=criterion, level=level), Done)

    def _current_place(self) -> Place:
        case = opened_case()
        if case is None:
            raise RefusedError(NOTHING_OPEN)
        self._follow(case)
        if self._place is None:
            raise RefusedError(A_SOLUTION)
        return self._place

    def _asked(self, request: Request, kind: type[Kind]) -> Kind:
        return _expected(self._judge.ask(request), kind)

    def _quietly(self, request: Callable[[Place], Request]) -> Reply:
        try:
            return self._judge.ask(request(self._current_place()))
        except (RefusedError, JudgeError, ValueError) as error:
            return Refusal(message=str(error))

    def _told(self, action: Callable[[], None]) -> None:
        """Do something, and say in one line why it could not be done."""
        try:
            action()
        except (RefusedError, JudgeError) as error:
            show(str(error))
        except KeyboardInterrupt:
            show(INTERRUPTED)
        # The boundary towards the notebook: a fault of ours is told in one line, and costs no answer.
        except Exception as error:  # noqa: BLE001
            show(FAULT.format(kind=type(error).__name__, text=" ".join(str(error).split())[:200]))


def _expected(reply: Reply, kind: type[Kind]) -> Kind:
    """Return a reply if it is of a kind; a refusal is raised."""
    if isinstance(reply, kind):
        return reply
    raise RefusedError(reply.message if isinstance(reply, Refusal) else f"Réponse inattendue ({reply.reply}).")


def _say(reply: Done) -> None:
    """Show what was done, with a link where there is something to open."""
    if not reply.link:
        show(reply.message)
        return
    name = reply.link.rpartition("/")[2]
    link = f'<a href="{escape(quote(reply.link))}">Ouvrir {escape(name)}</a>'
    html = f'<p lang="fr" role="status">{escape(reply.message)} {link}</p>'
    show(f"{reply.message} Fichier{NO_BREAK_SPACE}: {reply.link}", html)


def _show_dashboard(dashboard: Dashboard) -> None:
    show(dashboard.text, dashboard.html)


def _notebook(place: Place) -> Path:
    """Return where the notebook is saved: as the server says, else where the case study puts it."""
    named = Path(os.environ.get(NOTEBOOK_VARIABLE, ""))
    return named if named.suffix == ".ipynb" and named.is_file() else place.folder / f"{place.exercise}.ipynb"
