"""Answers that fit another candidate's variant better than one's own, and wrong ones that several have in common."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograders.model.answers import Answer
from autograders.model.exercise import ExerciseCriterion
from autograders.model.verdict import Verdict

from .judging import CrossJudge, HandIn
from .values import digits_of, moved, shown_value

# Ours: answers with fewer significant digits are alike by chance.
MINIMUM_DIGITS = 4
# Ours: what more others than both share is a habit of the class.
COMMON_SHARE = 0.25
COMMON_AT_LEAST = 3
EXPLAINED_BY_SPECIFICATION = "chiffre du cahier des charges"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An answer as evidence: its name and its value, cut where it is long."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ForeignAnswer:
    """Answers to a criterion that are wrong on one's own variant and right on another candidate's.

    Parameters
    ----------
    candidate, exercise, criterion : str
    own_variant, variant : int
        The candidate's, and the one that the answers fit.
    checks : tuple of str
        What of the criterion is wrong on the former and right on the latter.
    owners : tuple of str
        Who works on the latter.
    owner : str
        Whose answers are shown beside; empty where nobody's are as right.
    answers, owner_answers : tuple of Shown
    identical : tuple of str
        Names of the answers that both gave to the last digit.
    others_fitting, others : int
        How many others, neither on that variant, would be right there too, and of how many.
    elsewhere : tuple of str
        Names of the answers that bear another variant's digest.
    misconceptions : tuple of str
        What the grader recognised on the candidate's own variant.
    """

    candidate: str
    exercise: str
    criterion: str
    own_variant: int
    variant: int
    checks: tuple[str, ...]
    owners: tuple[str, ...]
    owner: str
    answers: tuple[Shown, ...]
    owner_answers: tuple[Shown, ...]
    identical: tuple[str, ...]
    others_fitting: int
    others: int
    elsewhere: tuple[str, ...]
    misconceptions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SharedAnswer:
    """The same wrong value, to the last digit, from candidates on different variants.

    Parameters
    ----------
    exercise : str
    answer : Shown
    candidates : tuple of (str, int)
        With the variant that each works on.
    handed_in : int
        How many gave that answer at all.
    digits : int
        How many significant digits the value has.
    explanations : tuple of str
        Why it is no surprise; empty where nothing known explains it.
    """

    exercise: str
    answer: Shown
    candidates: tuple[tuple[str, int], ...]
    handed_in: int
    digits: int
    explanations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OtherDigest:
    """Answers that bear the digest of another variant than the candidate's, and the variants that they would fit."""

    candidate: str
    exercise: str
    own_variant: int
    names: tuple[str, ...]
    fits: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerFacts:
    """What the answers of an activity show.

    Parameters
    ----------
    foreign : tuple of ForeignAnswer
        Those who fit one other variant on most criteria come first.
    shared : tuple of SharedAnswer
        The rarest first; those that something explains last.
    other_digests : tuple of OtherDigest
    left_out : int
        Judgements that were not made, because there would have been too many.
    """

    foreign: tuple[ForeignAnswer, ...]
    shared: tuple[SharedAnswer, ...]
    other_digests: tuple[OtherDigest, ...]
    left_out: int


def answer_facts(hand_ins: Sequence[HandIn], judge: CrossJudge) -> AnswerFacts:
    """Return what the answers of an activity show.

    Parameters
    ----------
    hand_ins : sequence of HandIn
        Of all its candidates and exercises, each on the variant that the course has now.
    judge : CrossJudge
    """
    by_exercise: dict[str, list[HandIn]] = defaultdict(list)
    for hand_in in hand_ins:
        by_exercise[hand_in.package.name].append(hand_in)
    foreign = [fact for group in by_exercise.values() for fact in _foreign(group, judge)]
    shared = [fact for group in by_exercise.values() for fact in _shared(group, judge)]
    weight: dict[tuple[str, int], int] = defaultdict(int)
    for fact in foreign:
        weight[fact.candidate, fact.variant] += 1
    foreign.sort(key=lambda fact: (-weight[fact.candidate, fact.variant], fact.candidate, fact.variant))
    shared.sort(key=lambda fact: (bool(fact.explanations), len(fact.candidates), -fact.digits))
    return AnswerFacts(
        foreign=tuple(foreign),
        shared=tuple(shared),
        other_digests=tuple(_other_digest(hand_in, foreign) for hand_in in hand_ins if hand_in.elsewhere),
        left_out=judge.left_out,
    )


def _foreign(group: Sequence[HandIn], judge: CrossJudge) -> Iterator[ForeignAnswer]:
    numbers = sorted({hand_in.variant.number for hand_in in group})
    for hand_in in group:
        for criterion in _judged(hand_in):
            own = judge.verdict(hand_in, criterion.id, hand_in.variant.number)
            if own is None or own.fraction >= 1 or not _tells(hand_in, criterion, judge):
                continue
            others = [number for number in numbers if number != hand_in.variant.number]
            fitting = {number: _fitting(hand_in, criterion, number, own, judge) for number in others}
            fitting = {number: checks for number, checks in fitting.items() if checks}
            # What fits most variants says nothing of any.
            if len(fitting) > max(1, len(others) // 2):
                continue
            for number, checks in fitting.items():
                fact = _foreign_fact(hand_in, criterion, number, checks, own, group, judge)
                if fact.others_fitting < max(COMMON_AT_LEAST, COMMON_SHARE * fact.others):
                    yield fact


def _judged(hand_in: HandIn) -> list[ExerciseCriterion]:
    return [criterion for criterion in hand_in.package.exercise.criteria if criterion.id in hand_in.package.judges]


def _own_answers(hand_in: HandIn, criterion: ExerciseCriterion, judge: CrossJudge) -> list[Answer]:
    answers = judge.answers(hand_in, hand_in.variant.number).answers
    return [answers[name] for name in criterion.own_answers if answers[name].given]


def _tells(hand_in: HandIn, criterion: ExerciseCriterion, judge: CrossJudge) -> bool:
    return sum(map(digits_of, _own_answers(hand_in, criterion, judge))) >= MINIMUM_DIGITS


def _fitting(
    hand_in: HandIn, criterion: ExerciseCriterion, number: int, own: Verdict, judge: CrossJudge
) -> tuple[str, ...]:
    """Return the checks that a variant's grader finds right and the own one wrong, because of the values given."""
    wrong = {check.label for check in own.checks if check.fraction < 1}
    checks = wrong & _right(judge.verdict(hand_in, criterion.id, number))
    if not checks:
        return ()
    telling = [answer for answer in _own_answers(hand_in, criterion, judge) if digits_of(answer)]
    for others in zip(*(moved(answer) for answer in telling), strict=True):
        # What is right whatever the values are is right by a word, or by a relation that holds on any variant.
        verdict = judge.changed(hand_in, criterion.id, number, {item.declaration.name: item for item in others})
        checks = set() if verdict is None else checks - _right(verdict)
    return tuple(check.label for check in own.checks if check.label in checks)


def _right(verdict: Verdict | None) -> set[str]:
    return set() if verdict is None else {check.label for check in verdict.checks if check.fraction >= 1}


def _foreign_fact(
    hand_in: HandIn,
    criterion: ExerciseCriterion,
    number: int,
    checks: tuple[str, ...],
    own: Verdict,
    group: Sequence[HandIn],
    judge: CrossJudge,
) -> ForeignAnswer:
    mine = {answer.declaration.name: answer for answer in _own_answers(hand_in, criterion, judge)}
    owners = [other for other in group if other.variant.number == number]
    right = [other for other in owners if set(checks) <= _right(judge.verdict(other, criterion.id, number))]
    nearest = max(right, key=lambda other: len(_same(mine, other, criterion, judge)), default=None)
    theirs = _own_answers(nearest, criterion, judge) if nearest else []
    others = [other for other in group if other.variant.number != number and other is not hand_in]
    return ForeignAnswer(
        candidate=hand_in.candidate,
        exercise=hand_in.package.name,
        criterion=criterion.id,
        own_variant=hand_in.variant.number,
        variant=number,
        checks=checks,
        owners=tuple(other.candidate for other in owners),
        owner=nearest.candidate if nearest else "",
        answers=_evidence(mine.values()),
        owner_answers=_evidence(theirs),
        identical=_same(mine, nearest, criterion, judge) if nearest else (),
        others_fitting=sum(set(checks) <= _right(judge.verdict(other, criterion.id, number)) for other in others),
        others=len(others),
        elsewhere=tuple(name for name in criterion.own_answers if name in hand_in.elsewhere),
        misconceptions=tuple(dict.fromkeys(own.misconceptions)),
    )


def _same(
    mine: Mapping[str, Answer], other: HandIn, criterion: ExerciseCriterion, judge: CrossJudge
) -> tuple[str, ...]:
    theirs = {answer.declaration.name: answer for answer in _own_answers(other, criterion, judge)}
    return tuple(
        name
        for name, answer in mine.items()
        if name in theirs and digits_of(answer) and _key(answer) == _key(theirs[name])
    )


def _evidence(answers: Iterable[Answer]) -> tuple[Shown, ...]:
    return tuple(Shown(name=answer.declaration.name, value=shown_value(answer)) for answer in answers)


def _key(answer: Answer) -> str:
    return json.dumps(answer.wire, sort_keys=True)


def _other_digest(hand_in: HandIn, foreign: Sequence[ForeignAnswer]) -> OtherDigest:
    fits = {
        fact.variant
        for fact in foreign
        if (fact.candidate, fact.exercise) == (hand_in.candidate, hand_in.package.name) and fact.elsewhere
    }
    return OtherDigest(
        candidate=hand_in.candidate,
        exercise=hand_in.package.name,
        own_variant=hand_in.variant.number,
        names=tuple(sorted(hand_in.elsewhere)),
        fits=tuple(sorted(fits)),
    )


def _shared(group: Sequence[HandIn], judge: CrossJudge) -> Iterator[SharedAnswer]:
    for declaration in group[0].package.exercise.answers:
        given = [
            (hand_in, answers[declaration.name])
            for hand_in in group
            if (answers := judge.answers(hand_in, hand_in.variant.number).answers)[declaration.name].given
        ]
        by_value: dict[str, list[tuple[HandIn, Answer]]] = defaultdict(list)
        for hand_in, answer in given:
            if digits_of(answer) >= MINIMUM_DIGITS:
                by_value[_key(answer)].append((hand_in, answer))
        for found in by_value.values():
            variants = {hand_in.variant.number for hand_in, _ in found}
            if len(variants) > 1 and all(_is_wrong(hand_in, answer, judge) for hand_in, answer in found):
                yield _shared_fact(found, len(given), judge)


def _reading(hand_in: HandIn, answer: Answer) -> list[ExerciseCriterion]:
    return [criterion for criterion in _judged(hand_in) if answer.declaration.name in criterion.own_answers]


def _is_wrong(hand_in: HandIn, answer: Answer, judge: CrossJudge) -> bool:
    """Return whether a grader finds fault with an answer itself, rather than with another that it reads beside.

    It does where a criterion that reads no other loses points, or where all that read it do, with nothing right
    because of its value. What only follows from it in another criterion may well be right.
    """
    verdicts = {item: judge.verdict(hand_in, item.id, hand_in.variant.number) for item in _reading(hand_in, answer)}
    wrong = {item: verdict for item, verdict in verdicts.items() if verdict is not None and verdict.fraction < 1}
    blamed = [item for item, verdict in wrong.items() if not _helps(hand_in, item, answer, verdict, judge)]
    return any(len(item.own_answers) == 1 for item in blamed) or (bool(verdicts) and len(blamed) == len(verdicts))


def _helps(hand_in: HandIn, criterion: ExerciseCriterion, answer: Answer, verdict: Verdict, judge: CrossJudge) -> bool:
    """Return whether anything of a criterion is right because of an answer's value."""
    right = _right(verdict)
    for other in moved(answer):
        changed = judge.changed(hand_in, criterion.id, hand_in.variant.number, {answer.declaration.name: other})
        right -= _right(changed)
    return bool(right)


def _shared_fact(found: Sequence[tuple[HandIn, Answer]], handed_in: int, judge: CrossJudge) -> SharedAnswer:
    answer = found[0][1]
    recognised: list[set[str]] = []
    for hand_in, other in found:
        verdicts = [judge.verdict(hand_in, item.id, hand_in.variant.number) for item in _reading(hand_in, other)]
        recognised.append({name for verdict in verdicts if verdict for name in verdict.misconceptions})
    messages = _messages(found[0][0])
    explanations = [
        f"erreur reconnue\u00a0: {messages.get(name, name)}" for name in sorted(set.intersection(*recognised))
    ]
    scalar = isinstance(answer.value, int | float | str)
    if scalar and all(answer.value in _figures(hand_in, judge) for hand_in, _ in found):
        explanations.append(EXPLAINED_BY_SPECIFICATION)
    if len(found) > max(COMMON_AT_LEAST, COMMON_SHARE * handed_in):
        explanations.append("valeur répandue dans la promotion")
    return SharedAnswer(
        exercise=found[0][0].package.name,
        answer=Shown(name=answer.declaration.name, value=shown_value(answer)),
        candidates=tuple((hand_in.candidate, hand_in.variant.number) for hand_in, _ in found),
        handed_in=handed_in,
        digits=digits_of(answer),
        explanations=tuple(explanations),
    )


def _messages(hand_in: HandIn) -> dict[str, str]:
    """Return what is said of each error that the exercise's graders recognise."""
    stated = [item for criterion in hand_in.package.exercise.criteria for item in criterion.misconceptions]
    return {item.id: item.message for item in stated}


def _figures(hand_in: HandIn, judge: CrossJudge) -> list[float | int | str]:
    return list(judge.specification(hand_in).values())
