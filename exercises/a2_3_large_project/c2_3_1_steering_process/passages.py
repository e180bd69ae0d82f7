"""Evidence for what actions will be paid for: of each hindrance, short words of the person's own that carry it."""

from autograders.candidate.wire import Row
from autograders.criteria import Pair, Slip, pairs_check, passage_slip, to_be_founded
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .coding import COLUMNS, HINDRANCE, NAME, interviews, own_codes, reference
from .words import MISTAKES


def judge_passages(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the passages; where the coding is wrong, its passage is not asked for again."""
    hindrances = [key for key, code in reference(case).items() if code == HINDRANCE]
    own = own_codes(answers, case)
    return pairs_check(
        answers,
        NAME,
        label="Passages à l’appui des freins",
        weight=2.0,
        columns=COLUMNS,
        expected=to_be_founded(hindrances, lambda key: own[key] == HINDRANCE),
        rule=lambda key, row: _slip(case, key, row),
        judged=lambda key: False,
        lacking_as=lambda key: key[0],
        advice="Recopiez les mots où la difficulté se lit, dans le texte de la personne même.",
    )


def _slip(case: JudgedCase, key: Pair, row: Row) -> Slip | None:
    if row["code"] != HINDRANCE:
        return Slip("ce thème n’est pas codé en frein")
    told = interviews(case)
    texts = {interview: str(item["text"]) for interview, item in told.items()}
    lived = told[key[0]]["passages"][key[1]]
    return passage_slip(row["passage"], person=key[0], texts=texts, lived=lived, mistakes=MISTAKES)
