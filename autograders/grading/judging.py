"""From answers to verdicts: one per criterion that a grader decides, whatever goes wrong in the others."""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograders.assignments import Call, ExercisePackage
from autograders.model.answers import Answers, AnswerState
from autograders.model.case import JudgedCase
from autograders.model.exercise import ExerciseCriterion, Grading
from autograders.model.verdict import Check, Verdict, VerdictStatus, not_answered, to_review, verdict_of

from .probing import encoded_calls
from .texts import encodable
from .watchdog import JudgeTimeoutError, Watchdog

GRADER_FAULT = "Le correcteur automatique n’a pas pu juger ce critère : un formateur l’examinera."
PATIENT = Watchdog()
OTHER_VARIANT = "Une réponse porte sur les données d’une autre variante que la vôtre : un formateur l’examinera."


@dataclass(frozen=True)
class Judgement:
    """A verdict, and what went wrong in the grader itself.

    Parameters
    ----------
    verdict : Verdict
    fault : str
        For the instructor: the exception and its place; empty when the grader did its work.
    """

    verdict: Verdict
    fault: str = ""


def judge_answers(package: ExercisePackage, answers: Answers, case: JudgedCase) -> tuple[Verdict, ...]:
    """Return one verdict per automatic or mixed criterion, in the order of the exercise.

    Parameters
    ----------
    package : ExercisePackage
        Its judges are ours; what they read is not.
    answers : Answers
    case : JudgedCase

    Returns
    -------
    tuple of Verdict
    """
    return tuple(judgement.verdict for judgement in judge_each(package, answers, case))


def judge_each(
    package: ExercisePackage, answers: Answers, case: JudgedCase, watchdog: Watchdog = PATIENT
) -> tuple[Judgement, ...]:
    """Return the same verdicts, each with the fault that its grader met."""
    return tuple(judge_criterion(package, criterion, answers, case, watchdog) for criterion in judged_criteria(package))


def judge_criterion(
    package: ExercisePackage,
    criterion: ExerciseCriterion,
    answers: Answers,
    case: JudgedCase,
    watchdog: Watchdog = PATIENT,
    *,
    probe_fault: str = "",
) -> Judgement:
    """Return the verdict on one criterion, with the fault that its grader met.

    Parameters
    ----------
    package : ExercisePackage
    criterion : ExerciseCriterion
        One of its automatic or mixed ones.
    answers : Answers
    case : JudgedCase
    watchdog : Watchdog
    probe_fault : str
        Why the grader could not say what it tries; then what it judges by trials is for a person to look at.
    """
    judgement = _judged(package, criterion, answers, case, watchdog)
    return _unprobed(package, judgement, probe_fault) if probe_fault else judgement


def judge_notebook(
    package: ExercisePackage,
    answers: Answers,
    case: JudgedCase,
    watchdog: Watchdog = PATIENT,
    *,
    probe_fault: str = "",
    ending_message: str = "",
) -> tuple[Judgement, ...]:
    """Return the same, with what is known of the notebook's run.

    Parameters
    ----------
    package : ExercisePackage
    answers : Answers
    case : JudgedCase
    watchdog : Watchdog
    probe_fault : str
        Why the grader could not say what it tries; then what it judges by trials is for a person to look at.
    ending_message : str
        In French: why the run did not reach its end; told where an answer is missing.
    """
    judgements = tuple(
        judge_criterion(package, criterion, answers, case, watchdog, probe_fault=probe_fault)
        for criterion in judged_criteria(package)
    )
    if ending_message:
        judgements = tuple(_explained(item, ending_message) for item in judgements)
    return judgements


def calls_of(
    package: ExercisePackage, case: JudgedCase, watchdog: Watchdog = PATIENT
) -> tuple[Mapping[str, Sequence[Call]], str]:
    """Return the calls that the grader asks for, and what went wrong when it did."""
    try:
        calls = watchdog.call(lambda: package.probes(case))
        for each in calls.values():
            encoded_calls(each)
        return calls, ""
    # The boundary around a grader: its fault is told, and costs no candidate a point.
    except (Exception, JudgeTimeoutError) as error:  # noqa: BLE001
        return {}, fault_of(error)


def judged_criteria(package: ExercisePackage) -> tuple[ExerciseCriterion, ...]:
    """Return the criteria of which a grader decides all or half of the points."""
    return tuple(criterion for criterion in package.exercise.criteria if criterion.how is not Grading.RUBRIC)


def automatic_points(criterion: ExerciseCriterion) -> float:
    """Return the points that a grader decides: all of an automatic criterion, half of a mixed one."""
    return criterion.points / 2 if criterion.how is Grading.MIXED else criterion.points


def score(verdict: Verdict, criterion: ExerciseCriterion) -> float | None:
    """Return the points that a verdict is worth; ``None`` while a person has to look.

    Parameters
    ----------
    verdict : Verdict
    criterion : ExerciseCriterion

    Returns
    -------
    float or None
        0 to ``automatic_points(criterion)``, to four decimals.
    """
    if verdict.status is VerdictStatus.REVIEW:
        return None
    return provisional_points(verdict, criterion)


def provisional_points(verdict: Verdict, criterion: ExerciseCriterion) -> float:
    """Return the points that the checks add up to, even where a person has yet to look."""
    return round(automatic_points(criterion) * verdict.fraction, 4)


def unless_tampered(verdict: Verdict, tampered: Mapping[str, str]) -> Verdict:
    """Return the verdict, or that of no answer where the criterion's cell is not what was released.

    Parameters
    ----------
    verdict : Verdict
    tampered : mapping of str to str
        Criterion to what happened to its cell, in French.
    """
    reason = tampered.get(verdict.criterion)
    return verdict if reason is None else not_answered(verdict.criterion, reason)


def _judged(
    package: ExercisePackage, criterion: ExerciseCriterion, answers: Answers, case: JudgedCase, watchdog: Watchdog
) -> Judgement:
    states = {name: answers[name].state for name in criterion.own_answers}
    if all(state is AnswerState.MISSING for state in states.values()):
        names = ", ".join(f"« {name} »" for name in states)
        return Judgement(not_answered(criterion.id, f"Aucune réponse reçue : {names} attendu."))
    try:
        checks = watchdog.call(lambda: package.judges[criterion.id](answers, case))
        verdict = verdict_of(criterion.id, _checks(checks))
    except (KeyboardInterrupt, SystemExit):
        raise
    except JudgeTimeoutError:
        return Judgement(to_review(criterion.id, GRADER_FAULT), f"did not come back within {watchdog.seconds:g} s")
    # The boundary around a grader: its fault costs no candidate a point and no other criterion its verdict.
    # Not Exception: the panic of a library written in Rust is none.
    except BaseException as error:  # noqa: BLE001
        return Judgement(to_review(criterion.id, GRADER_FAULT), fault_of(error))
    if AnswerState.OTHER_VARIANT in states.values():
        verdict = replace(verdict, status=VerdictStatus.REVIEW, message=OTHER_VARIANT)
    return Judgement(verdict)


def _unprobed(package: ExercisePackage, judgement: Judgement, fault: str) -> Judgement:
    """Return the judgement; one to review where the grader could not ask for what it judges by."""
    verdict = judgement.verdict
    tried = {answer.name for answer in package.exercise.answers if answer.is_tried}
    read = package.exercise.criterion(verdict.criterion).answers
    if verdict.status is VerdictStatus.NOT_ANSWERED or tried.isdisjoint(read):
        return judgement
    return Judgement(to_review(verdict.criterion, GRADER_FAULT), fault)


def _explained(judgement: Judgement, ending_message: str) -> Judgement:
    """Return the judgement; one without answers also says that the run did not reach its end."""
    verdict = judgement.verdict
    if verdict.status is not VerdictStatus.NOT_ANSWERED:
        return judgement
    message = f"{verdict.message} Le carnet ne s’est pas exécuté jusqu’au bout. {ending_message}"
    return replace(judgement, verdict=replace(verdict, message=message))


def fault_of(error: BaseException) -> str:
    """Return an exception and where it was raised, on one line."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return encodable(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}{place}")


def _checks(checks: Sequence[Check]) -> tuple[Check, ...]:
    strange = [type(check).__name__ for check in checks if not isinstance(check, Check)]
    if strange:
        raise TypeError(f"a judge returns Check objects, got {', '.join(strange)}")
    return tuple(checks)
