"""A mock exam in a kernel: what is handed in is kept with its time; whether it is right is not told."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograders.candidate.answers import listen, opened_case
from autograders.candidate.cases import Case
from autograders.lab.feedback import showing
from autograders.lab.feedback.process import JudgeError, JudgeProcess
from autograders.lab.feedback.protocol import Place, TrialRequest, Trials
from autograders.lab.feedback.trying import try_answer

from .errors import ExamError
from .records import Given, keep_answer, read_sitting
from .sitting import Sitting, State
from .wording import french

COMMANDS = ("hint", "reference_figure", "self_assess", "new_variant", "solution", "my_progress")
BEFORE_THE_END = (
    "Examen blanc : pas d’indice, de figure de référence, de corrigé, d’auto-évaluation ni de nouvelles données avant "
    "la fin. Le rapport les remplace, une fois l’examen rendu."
)
AFTER_THE_END = "Cet examen blanc est terminé : ses résultats et l’auto-évaluation sont dans son rapport."
WELCOME = (
    "Examen blanc : chaque réponse est gardée avec son heure. Elle est dite bien formée ou non, rien de plus avant la "
    "fin ; la dernière réponse bien formée compte."
)
NOT_COUNTED = {
    State.WAITING: "L’examen n’a pas commencé : cette réponse ne compte pas. Sur sa page : « Commencer ».",
    State.PAUSED: "L’examen est en pause : cette réponse ne compte pas. Reprenez-le, puis exécutez la cellule.",
    State.ENDED: "L’examen est terminé : cette réponse ne compte pas. Le carnet reste lisible.",
}
NOT_KEPT = "Cette réponse n’a pas pu être gardée ({reason}). Faites de la place, puis exécutez de nouveau la cellule."
NOT_TRIED = (
    "« {name} » est gardée, mais n’a pas pu être essayée ({reason}). Exécutez de nouveau la cellule ; sinon le critère "
    "restera sans points à la fin."
)


class ExamDesk:
    """One notebook of a mock exam in its kernel.

    Parameters
    ----------
    judge : JudgeProcess
        Asked only for what it tries; started where something is.
    folder : Path
        Of the sitting.
    now : callable
        The clock.
    """

    def __init__(
        self, judge: JudgeProcess, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._judge = judge
        self._folder = folder
        self._now = now
        self._case: Case | None = None
        self._received: dict[str, Given] = {}
        self._uncounted: set[State] = set()

    def commands(self) -> Mapping[str, Callable[..., None]]:
        """Return what a candidate may call where one practises: here each says why it does not answer."""
        return dict.fromkeys(COMMANDS, self.refuse)

    def refuse(self, *_: object, **__: object) -> None:
        """Say that there is no help in an exam."""
        ended = self._told(lambda: self._sitting().state(self._now()) is State.ENDED)
        if ended is not None:
            show(AFTER_THE_END if ended else BEFORE_THE_END)

    def answered(self, case: Case, name: str, wire: Any) -> None:
        """Keep what was handed in; nothing well formed leaves the answer before it as it is."""
        if wire is not None:
            self._told(lambda: self._keep(case, name, wire))

    def after_cell(self) -> None:
        """Say what was received, once the cell has ended."""
        case = opened_case()
        if case is not None and case is not self._case:
            self._case = case
            show(WELCOME)
        received, self._received = self._received, {}
        uncounted, self._uncounted = self._uncounted, set()
        for state in uncounted:
            show(NOT_COUNTED[state])
        if case is not None and received:
            names = ", ".join(f"« {name} »" for name in received)
            show(f"Reçu, bien formé : {names}.")
            self._told(lambda: self._try(case, received))

    def _keep(self, case: Case, name: str, wire: Any) -> None:
        at = self._now()
        sitting = self._sitting()
        given = Given(at=at, variant=case.digest, name=name, wire=wire)
        keep_answer(self._folder, case.exercise.exercise, given)
        if sitting.counts(at):
            self._received[name] = given
        else:
            self._uncounted.add(sitting.state(at))

    def _try(self, case: Case, received: Mapping[str, Given]) -> None:
        """Have tried what has to be, and keep what came of it with the time of the answer."""
        exercise = case.exercise
        declared = {declaration.name: declaration for declaration in exercise.answers}
        wires = {name: given.wire for name, given in received.items() if declared[name].is_tried}
        if not wires:
            return
        place = Place(
            folder=case.home.resolve(), activity=exercise.activity, exercise=exercise.exercise, variant=case.digest
        )
        try:
            reply = self._judge.ask(TrialRequest(place=place, answers=wires))
        except JudgeError as error:
            show(NOT_TRIED.format(name=", ".join(wires), reason=str(error)))
            return
        if not isinstance(reply, Trials):
            show(NOT_TRIED.format(name=", ".join(wires), reason=getattr(reply, "message", reply.reply)))
            return
        for name, calls in reply.calls.items():
            tried = try_answer(declared[name], wires[name], calls)
            keep_answer(self._folder, exercise.exercise, received[name].model_copy(update={"tried": tried}))

    def _sitting(self) -> Sitting:
        return read_sitting(self._folder)

    def _told(self, action: Callable[[], Any]) -> Any:
        """Do something, and say in one line why it could not be done."""
        try:
            return action()
        except ExamError as error:
            show(str(error))
        except OSError as error:
            show(NOT_KEPT.format(reason=error.strerror or error))
        return None


def sit_exam(shell: Any, judge: JudgeProcess, folder: Path) -> None:
    """Make a kernel one of a mock exam.

    Parameters
    ----------
    shell : InteractiveShell
    judge : JudgeProcess
    folder : Path
        Of the sitting.
    """
    desk = ExamDesk(judge, folder)
    listen(desk.answered)
    shell.events.register("post_run_cell", lambda result: desk.after_cell())
    shell.push(desk.commands())


def show(text: str) -> None:
    """Show a line of ours."""
    showing.show(french(text))
