"""Stored answers judged as if they had been given on another variant; what is judged once is not judged again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from autograders.assignments import ActivityPackage, ExercisePackage, Variant
from autograders.candidate.cases import Specification
from autograders.candidate.errors import AtelierError
from autograders.grading.earlier import EarlierNotebook, with_earlier
from autograders.grading.judging import judge_criterion
from autograders.grading.recalling import Recalled, recall_answers
from autograders.grading.rejudging import Examination, examination_of
from autograders.grading.watchdog import Watchdog
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.model.verdict import Verdict
from autograders.records import Entry

# Ours: what one report may take.
MAXIMUM_JUDGEMENTS = 20_000
EXAMINATIONS_AT_HAND = 64
ANSWERS_AT_HAND = 1024


@dataclass(frozen=True, kw_only=True, eq=False)
class HandIn:
    """A notebook that was run, and what its candidate had handed in before.

    Parameters
    ----------
    candidate : str
    package : ExercisePackage
    variant : Variant
        That the candidate works on.
    entry : Entry
        Its last grading.
    earlier : tuple of EarlierNotebook
    """

    candidate: str
    package: ExercisePackage
    variant: Variant
    entry: Entry
    earlier: tuple[EarlierNotebook, ...]

    @property
    def elsewhere(self) -> frozenset[str]:
        """Names of the answers that bear the digest of another variant than the candidate's."""
        return frozenset(item.name for item in self.entry.answers or () if item.state is AnswerState.OTHER_VARIANT)


class CrossJudge:
    """Judges hand-ins on any variant of an activity, up to ``MAXIMUM_JUDGEMENTS`` times.

    Parameters
    ----------
    activity : ActivityPackage
    variants : sequence of Variant
    watchdog : Watchdog
    maximum_judgements : int
    """

    def __init__(
        self,
        activity: ActivityPackage,
        variants: Sequence[Variant],
        watchdog: Watchdog,
        maximum_judgements: int = MAXIMUM_JUDGEMENTS,
    ) -> None:
        self._packages = {package.name: package for package in activity.exercises}
        self._variants = {variant.number: variant for variant in variants}
        self._watchdog = watchdog
        self._left = maximum_judgements
        self._examination = lru_cache(EXAMINATIONS_AT_HAND)(self._examined)
        self._recalled = lru_cache(ANSWERS_AT_HAND)(self._recall)
        self._verdicts: dict[tuple[str, str, str, int], Verdict | None] = {}
        self.left_out = 0

    def specification(self, hand_in: HandIn) -> Specification:
        """Return the public figures of the variant that a candidate works on."""
        return self._examination(hand_in.package.name, hand_in.variant.number).case.specification

    def answers(self, hand_in: HandIn, number: int) -> Recalled:
        """Return a hand-in's answers as a variant's grader reads them; those made on another variant, too."""
        return self._recalled(hand_in, number)

    def _recall(self, hand_in: HandIn, number: int) -> Recalled:
        given = [
            replace(item, state=AnswerState.GIVEN) if item.name in hand_in.elsewhere else item
            for item in hand_in.entry.answers or ()
        ]
        return recall_answers(hand_in.package, given, self._examination(hand_in.package.name, number).calls_digests)

    def verdict(self, hand_in: HandIn, criterion: str, number: int) -> Verdict | None:
        """Return what a variant's grader says of a criterion; ``None`` where it cannot tell, or no time is left.

        It cannot where the records lack what a function or a file gives on that variant, or where it fails.
        """
        key = (hand_in.candidate, hand_in.package.name, criterion, number)
        if key not in self._verdicts:
            self._verdicts[key] = self.changed(hand_in, criterion, number, {})
        return self._verdicts[key]

    def changed(self, hand_in: HandIn, criterion: str, number: int, answers: Mapping[str, Answer]) -> Verdict | None:
        """Return the same with other answers in the place of some."""
        stated = hand_in.package.exercise.criterion(criterion)
        try:
            examination = self._examination(hand_in.package.name, number)
            recalled = self.answers(hand_in, number)
        except AtelierError:  # the variant's files are damaged
            return None
        if any(name in recalled.stale for name in stated.answers) or examination.fault:
            return None
        if self._left == 0:
            self.left_out += 1
            return None
        self._left -= 1
        own = Answers([answers.get(name, answer) for name, answer in recalled.answers.items()])
        read = with_earlier(hand_in.package, own, hand_in.earlier)
        judged = judge_criterion(hand_in.package, stated, read, examination.case, self._watchdog)
        return None if judged.fault else judged.verdict

    def _examined(self, exercise: str, number: int) -> Examination:
        return examination_of(self._packages[exercise], self._variants[number], self._watchdog)
