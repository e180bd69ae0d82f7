"""Evidence for the coding: short passages that stand in the partner's own text, and what the procedures announce."""

from autograders.candidate.wire import Row
from autograders.criteria import Pair, Slip, holds, pairs_check, to_be_founded
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .coding import is_right, partners, reference
from .words import MISTAKES, plain

NAME, COLUMNS = "practice_passages", ("partner", "code")
MAXIMUM_WORDS = 20
LEVEL_WORDS = {"lod": "lod", "loin": "besoin d information"}


def judge_passages(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the passages; where the coding is wrong, its passage is not asked for again."""
    demanded = [
        *((partner, code) for partner in partners(case) for code in ("frequency_days", "delay_days")),
        *((partner, "level") for partner, item in partners(case).items() if item["level"] != "aucun"),
    ]
    return pairs_check(
        answers,
        NAME,
        label="Passages à l’appui",
        weight=1.5,
        columns=COLUMNS,
        expected=to_be_founded(demanded, lambda key: is_right(answers, case, key)),
        rule=lambda key, row: _passage_slip(case, key, row),
        judged=lambda key: key not in demanded and is_right(answers, case, key),
        advice="Recopiez le passage tel quel, assez long pour porter la valeur, assez court pour tenir en vingt mots.",
    )


def judge_set_aside(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of what the written procedures announce and nobody does."""
    announced = {
        (partner, topic): phase
        for partner, item in partners(case).items()
        for topic, phase in item["announced"].items()
    }
    return pairs_check(
        answers,
        "set_aside",
        label="Phases annoncées et écartées",
        weight=1.0,
        columns=COLUMNS,
        expected=list(announced),
        rule=lambda key, row: _announced_slip(case, key, row, announced[key]),
        lacking_as=lambda key: key[0],
        advice="Chaque texte cite sa procédure écrite une fois, pour dire que personne ne l’applique.",
    )


def _passage_slip(case: JudgedCase, key: Pair, row: Row) -> Slip | None:
    passage, texts = plain(row["passage"]), case.truth["practice_texts"]
    if not passage:
        return Slip("vide")
    # A mark that stands between spaces is no word.
    if sum(any(map(str.isalnum, piece)) for piece in str(row["passage"]).split()) > MAXIMUM_WORDS:
        return Slip(f"plus de {MAXIMUM_WORDS} mots", MISTAKES["passage-too-long"])
    if not holds(plain(texts[key[0]]), passage):
        elsewhere = any(holds(plain(text), passage) for text in texts.values())
        mistake = "other-partner" if elsewhere else "paraphrase"
        return Slip("introuvable dans son texte", MISTAKES[mistake])
    if _supports(key[1], passage, reference(case, key)):
        return None
    return Slip("il ne porte pas la valeur codée", MISTAKES["passage-beside"])


def _supports(code: str, passage: str, value: str) -> bool:
    if code == "level":
        return holds(passage, LEVEL_WORDS[value])
    return holds(passage, value) and any(word.startswith("jour") for word in passage.split())


def _announced_slip(case: JudgedCase, key: Pair, row: Row, announced: str) -> Slip | None:
    if row["announced"] == announced:
        return None
    if row["announced"] == reference(case, key):
        return Slip("c’est la phase suivie, non celle qui est annoncée", MISTAKES["done-for-announced"])
    return Slip("ce n’est pas la phase que la procédure écrite demande")
