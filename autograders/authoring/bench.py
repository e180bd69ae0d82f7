"""Where the submissions of one exercise are graded: a warm sandbox that starts when it is first needed."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType, TracebackType
from typing import Self, TypeAlias

from nbformat import NotebookNode

from autograders.assignments import ExercisePackage, Variant
from autograders.candidate.errors import AtelierError, Fault
from autograders.grading.earlier import EarlierNotebook
from autograders.grading.running import GradedNotebook, grade_notebook
from autograders.model.answers import Answers
from autograders.sandbox import ConfinementLevel, Limits, WarmSandbox

from .inspections import Inspections
from .junk_trial import junk_faults
from .reports import Outcome, criterion_outcome

# Less processor time than for candidates: a right solution is to stay far below. Elapsed time is no measure on a busy
# machine.
LIMITS = Limits(cell_wall_seconds=60, wall_seconds=120, cpu_seconds=10)
# An endless loop shows all that it can in little time, and what crashes has little to do before.
CRASH_LIMITS = replace(LIMITS, cpu_seconds=4)

# By number of the variant.
EarlierSeries: TypeAlias = Mapping[int, tuple[EarlierNotebook, ...]]
NOTHING_EARLIER: EarlierSeries = MappingProxyType({})


class Bench:
    """Grades notebooks of one exercise; a context manager, to be used from any number of threads.

    Parameters
    ----------
    package : ExercisePackage
    earlier : mapping
        By number of the variant, what earlier notebooks handed in.
    """

    def __init__(self, package: ExercisePackage, earlier: EarlierSeries = NOTHING_EARLIER) -> None:
        self._package = package
        self._earlier = earlier
        self._lock = threading.Lock()
        self._started: WarmSandbox | None = None
        self._inspections = Inspections()

    def __enter__(self) -> Self:
        """Return the bench."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the sandbox, if it was started."""
        if self._started is not None:
            self._started.close()

    def answers(self, notebook: NotebookNode, variant: Variant) -> Answers:
        """Return what a notebook hands in on a variant."""
        return self._graded(notebook, variant).answers

    def grade(self, notebook: NotebookNode, variant: Variant, limits: Limits = LIMITS) -> Outcome:
        """Return what a notebook gets on a variant, or why it could not be graded.

        Raises
        ------
        AtelierError
            If this machine cannot run submissions, or the variant is damaged.
        """
        try:
            graded = self._graded(notebook, variant, limits)
        except (AtelierError, OSError):
            # No fault of the submission: nothing is proved here.
            raise
        # A submission that breaks the grading is the finding, whatever it raises.
        except Exception as error:  # noqa: BLE001
            return Outcome(failure=f"{type(error).__name__}: {error}"[:300])
        return Outcome(
            criteria={
                verdict.criterion: criterion_outcome(verdict, graded.faults.get(verdict.criterion, ""))
                for verdict in graded.verdicts
            },
            ending="" if graded.ending is None else graded.ending.message,
        )

    def junk_faults(self, notebook: NotebookNode, variant: Variant) -> list[Fault]:
        """Return what the graders do wrongly with junk in place of the answers of a right notebook."""
        graded = self._graded(notebook, variant)
        case = variant.case(self._package.exercise.dataset)
        return list(junk_faults(self._package, graded.answers, case))

    def _graded(self, notebook: NotebookNode, variant: Variant, limits: Limits = LIMITS) -> GradedNotebook:
        earlier = self._earlier.get(variant.number, ())
        inspect = self._inspections.inspect
        return grade_notebook(self._sandbox(), self._package, variant, notebook, limits, earlier, inspect=inspect)

    def _sandbox(self) -> WarmSandbox:
        with self._lock:
            if self._started is None:
                # The bank is the author's own: a reduced confinement is enough to try it.
                self._started = WarmSandbox(
                    preload=self._package.exercise.libraries, minimum_level=ConfinementLevel.REDUCED
                )
            return self._started
