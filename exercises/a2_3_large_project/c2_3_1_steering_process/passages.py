"""Evidence for what actions will be paid for: of each hindrance, short words of the person's own that carry it."""

from autograders.candidate.wire import Row
from autograders.criteria import Pair, Slip, holds, pairs_check, plain
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .coding import COLUMNS, HINDRANCE, NAME, interviews, own_codes, reference
from .words import MISTAKES

LEAST_WORDS, MOST_WORDS = 4, 30


def judge_passages(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the passages; where the coding is wrong, its passage is not asked for again."""
    wanted = [key for key, code in reference(case).items() if code == HINDRANCE]
    own = own_codes(answers, case)
    founded = [key for key in wanted if own[key] == HINDRANCE]
    return pairs_check(
        answers,
        NAME,
        label="Passages à l’appui des freins",
        weight=2.0,
        columns=COLUMNS,
        # Where hardly anything is rightly coded there is nothing to spare.
        expected=founded if 2 * len(founded) >= len(wanted) else wanted,
        rule=lambda key, row: _slip(case, key, row),
        judged=lambda key: False,
        lacking_as=lambda key: key[0],
        advice="Recopiez les mots où la difficulté se lit, dans le texte de la personne même.",
    )


def _slip(case: JudgedCase, key: Pair, row: Row) -> Slip | None:
    if row["code"] != HINDRANCE:
        return Slip("ce thème n’est pas codé en frein")
    passage, told = plain(row["passage"]), interviews(case)
    count = len(passage.split())
    if not passage:
        return Slip("passage absent")
    if not holds(plain(told[key[0]]["text"]), passage):
        elsewhere = any(holds(plain(item["text"]), passage) for item in told.values())
        return Slip("introuvable dans son texte", MISTAKES["other-person" if elsewhere else "paraphrase"])
    if count > MOST_WORDS:
        return Slip(f"plus de {MOST_WORDS} mots", MISTAKES["passage-too-long"])
    if count < LEAST_WORDS:
        return Slip(f"moins de {LEAST_WORDS} mots : on ne peut pas juger de quoi il parle")
    lived = plain(told[key[0]]["passages"][key[1]])
    # A word or two around it do no harm.
    if not (holds(lived, passage) or holds(passage, lived)):
        return Slip("il ne porte pas sur ce thème", MISTAKES["passage-beside"])
    return None
