"""One notebook judged again: the verdicts of the present grader on answers out of the records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograders.assignments import Call, ExercisePackage, Variant
from autograders.model.case import JudgedCase
from autograders.model.verdict import to_review
from autograders.records import Entry, StoredAnswer, stored_answers

from .changes import CriterionChange, changes_between
from .earlier import EarlierNotebook, with_earlier
from .gradings import scored_verdicts
from .judging import Judgement, calls_of, judge_notebook, judged_criteria, unless_tampered
from .probing import calls_digest
from .recalling import Recalled, Staleness
from .reviewing import for_a_person
from .watchdog import Watchdog

UNSETTLED = {
    Staleness.PROBE: "La fonction remise n’a pas pu être essayée à nouveau : un formateur examinera ce critère.",
    Staleness.INSPECTION: "Le fichier remis n’a pas pu être lu à nouveau : un formateur examinera ce critère.",
    Staleness.RUN: "Une réponse n’était pas demandée ainsi quand le carnet a été exécuté : un formateur examinera ce "
    "critère.",
}


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What the present grader of an exercise brings for one variant.

    Parameters
    ----------
    case : JudgedCase
    calls : mapping of str to sequence of tuple
        What it tries, by name of the answer.
    calls_digests : mapping of str to str
    fault : str
        Why it could not say what it tries; empty where it could.
    """

    case: JudgedCase
    calls: Mapping[str, Sequence[Call]]
    calls_digests: Mapping[str, str]
    fault: str


def examination_of(package: ExercisePackage, variant: Variant, watchdog: Watchdog) -> Examination:
    """Return what the grader of an exercise brings for a variant.

    Raises
    ------
    AtelierError
        If the variant's files are damaged.
    """
    case = variant.case(package.exercise.dataset)
    calls, fault = calls_of(package, case, watchdog)
    digests = {
        declaration.name: calls_digest(declaration, calls[declaration.name])
        for declaration in package.exercise.answers
        if calls.get(declaration.name)
    }
    return Examination(case=case, calls=calls, calls_digests=digests, fault=fault)


@dataclass(frozen=True, kw_only=True)
class Rejudged:
    """A notebook before and after.

    Parameters
    ----------
    before, after : Entry
    changes : tuple of CriterionChange
    unsettled : mapping of str to str
        Criterion to why it could not be judged again, in French; a person has to look at it.
    """

    before: Entry
    after: Entry
    changes: tuple[CriterionChange, ...]
    unsettled: Mapping[str, str]

    @property
    def differs(self) -> bool:
        """Whether there is anything new to keep: verdicts, what they rest on, or by which grader."""
        before, after = self.before.grading, self.after.grading
        of_grader = (before.grader_version, dict(before.faults)) != (after.grader_version, dict(after.faults))
        return bool(self.changes) or of_grader or self.before.answers != self.after.answers


def rejudged(
    package: ExercisePackage,
    entry: Entry,
    examination: Examination,
    recalled: Recalled,
    earlier: Iterable[EarlierNotebook],
    watchdog: Watchdog,
    failing: frozenset[str] = frozenset(),
) -> Rejudged:
    """Return what the present grader says of a notebook.

    Parameters
    ----------
    package : ExercisePackage
    entry : Entry
        Its last grading, of a notebook that was run.
    examination : Examination
        Of the variant on which it was run.
    recalled : Recalled
        Its answers; what is still stale is for a person to look at.
    earlier : iterable of EarlierNotebook
        What the candidate handed in with earlier notebooks.
    watchdog : Watchdog
    failing : frozenset of str
        Criteria on which this very grader is known to fail too often.

    Returns
    -------
    Rejudged
    """
    answers = with_earlier(package, recalled.answers, earlier)
    judgements = judge_notebook(
        package,
        answers,
        examination.case,
        watchdog,
        probe_fault=examination.fault,
        ending_message=entry.grading.ending_message,
    )
    voided = {item.verdict.criterion: item.verdict.message for item in entry.verdicts if item.voided}
    unsettled = {name: why for name, why in _unsettled(package, recalled.stale) if name not in voided}
    judgements = tuple(_settled(item, unsettled) for item in judgements)
    verdicts = [unless_tampered(item.verdict, voided) for item in judgements]
    grading = replace(
        entry.grading,
        grader_version=package.version,
        faults={item.verdict.criterion: item.fault for item in judgements if item.fault},
        work_key="",
    )
    scored = scored_verdicts(package, answers, verdicts, voided)
    after = Entry(
        grading=grading,
        answers=_kept(entry.answers or (), stored_answers(answers), recalled.stale),
        verdicts=tuple(for_a_person(item, failing) for item in scored),
    )
    changes = changes_between(package.name, entry.verdicts, after.verdicts)
    return Rejudged(before=entry, after=after, changes=changes, unsettled=unsettled)


def _unsettled(package: ExercisePackage, stale: Mapping[str, Staleness]) -> Iterable[tuple[str, str]]:
    for criterion in judged_criteria(package):
        lacking = [stale[name] for name in criterion.answers if name in stale]
        if lacking:
            yield criterion.id, UNSETTLED[lacking[0]]


def _settled(judgement: Judgement, unsettled: Mapping[str, str]) -> Judgement:
    criterion = judgement.verdict.criterion
    if criterion not in unsettled:
        return judgement
    return Judgement(to_review(criterion, unsettled[criterion]))


def _kept(
    before: Iterable[StoredAnswer], now: Iterable[StoredAnswer], stale: Mapping[str, Staleness]
) -> tuple[StoredAnswer, ...]:
    """Return the answers to keep: what could not be made out stays as it arrived, for the next time."""
    arrived = {answer.name: answer for answer in before}
    return tuple(
        arrived[answer.name] if answer.name in stale else answer
        for answer in now
        if answer.name not in stale or answer.name in arrived
    )
