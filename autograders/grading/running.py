"""One notebook: run in confinement, its answers collected, its functions probed, its criteria judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from nbformat import NotebookNode

from autograders.assignments import ExercisePackage, Variant, write_declarations
from autograders.candidate.handed_in import FOLDER as HANDED_IN
from autograders.model.answers import Answers
from autograders.model.verdict import Verdict
from autograders.sandbox import ConfinementLevel, Ending, Limits, WarmSandbox, run_cells

from .collecting import collect_answers
from .earlier import EarlierNotebook, with_earlier, write_earlier
from .judging import PATIENT, calls_of, judge_notebook
from .own_folder import own_folder
from .probing import Inspect, inspect_file, inspect_files, probe_functions
from .telling import told_of_run
from .watchdog import Watchdog


@dataclass(frozen=True, kw_only=True)
class GradedNotebook:
    """What came of one notebook.

    Parameters
    ----------
    notebook : NotebookNode
        Copy with the outputs of the run, as the submission made them: hostile until sanitised.
    answers : Answers
        Those of the notebook, and those of earlier ones that its judges read.
    verdicts : tuple of Verdict
        One per automatic or mixed criterion, in the order of the exercise.
    ending : Ending or None
        Why the run did not reach its end; ``None`` when it did.
    confinement : ConfinementLevel
        Under which it ran.
    remarks : tuple of str
        In French: cells that stopped on an error, answers that did not come, what was emitted and set aside.
    faults : mapping of str to str
        Criterion to what went wrong in its grader, for the instructor.
    """

    notebook: NotebookNode
    answers: Answers
    verdicts: tuple[Verdict, ...]
    ending: Ending | None
    confinement: ConfinementLevel
    remarks: tuple[str, ...]
    faults: Mapping[str, str]


def grade_notebook(
    sandbox: WarmSandbox,
    package: ExercisePackage,
    variant: Variant,
    notebook: NotebookNode,
    limits: Limits | None = None,
    earlier: Sequence[EarlierNotebook] = (),
    watchdog: Watchdog = PATIENT,
    inspect: Inspect = inspect_file,
) -> GradedNotebook:
    """Run a notebook and judge what it answers; nothing that it does raises an exception.

    Parameters
    ----------
    sandbox : WarmSandbox
    package : ExercisePackage
    variant : Variant
        That the candidate was given: its public files are mounted, its truth goes to the judges alone.
    notebook : NotebookNode
        Format 4; it is not changed.
    limits : Limits, optional
    earlier : sequence of EarlierNotebook
        What was handed in with earlier notebooks of the case study.
    watchdog : Watchdog, optional
        Bounds the time of each judge.
    inspect : callable, optional
        Reads a file of the field that was handed in.

    Returns
    -------
    GradedNotebook

    Raises
    ------
    SandboxUnavailableError
        If no session can be started.
    AtelierError
        If the variant's files are damaged.
    """
    case = variant.case(package.exercise.dataset)
    calls, probe_fault = calls_of(package, case, watchdog)
    with TemporaryDirectory(prefix="notebook-", dir=own_folder()) as folder:
        mounts = {"declarations": Path(folder) / "declarations", HANDED_IN: Path(folder) / HANDED_IN}
        write_declarations([package], mounts["declarations"])
        mounts[HANDED_IN].mkdir()
        write_earlier(earlier, mounts[HANDED_IN])
        mounts["data"] = variant.public
        with sandbox.open(mounts=mounts, limits=limits) as session:
            run = run_cells(session, notebook)
            outputs = [output for cell in run.cells if cell is not None for output in cell.outputs]
            digest = variant.digests[package.exercise.dataset]
            collected = collect_answers(package.exercise, package.name, digest, outputs)
            probed = probe_functions(session, collected.answers, calls)
            # A function that never returns ends the session, too.
            ending = session.ending
    own = inspect_files(partial(sandbox.open, mounts={}, limits=limits), probed, calls, inspect)
    answers = with_earlier(package, own, earlier)
    message = ending.message if ending else ""
    judgements = judge_notebook(package, answers, case, watchdog, probe_fault=probe_fault, ending_message=message)
    return GradedNotebook(
        notebook=run.notebook,
        answers=answers,
        verdicts=tuple(item.verdict for item in judgements),
        ending=ending,
        confinement=sandbox.report.level,
        remarks=(*told_of_run(run.cells, own), *collected.remarks),
        faults=MappingProxyType({item.verdict.criterion: item.fault for item in judgements if item.fault}),
    )
