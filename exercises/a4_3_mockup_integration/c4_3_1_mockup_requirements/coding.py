"""The coding of what the partners tell: as they do, not as they announce."""

from collections.abc import Mapping
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Pair, Slip, pairs_check, rows_by_pair
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MISTAKES, NEVER, PHASES, plain

NAME, COLUMNS = "coded_practices", ("partner", "code")
EXCHANGES = ("file_format", "key", "frequency_days", "delay_days", "changes_per_month", "level")
COUNTS = {"frequency_days": "jour", "delay_days": "jour", "changes_per_month": "modification"}
# Of five partners: with so many rightly coded, what follows is judged from the candidate's own coding.
TRUSTED = 3


def partners(case: JudgedCase) -> Mapping[str, Mapping[str, Any]]:
    """Return the reference coding by partner."""
    return {item["partner"]: item for item in case.truth["practices"]}


def topics(case: JudgedCase) -> tuple[str, ...]:
    """Return the codes of data."""
    return tuple(case.truth["phases"])


def reference(case: JudgedCase, key: Pair) -> str:
    """Return the right value of a partner and a code."""
    item = partners(case)[key[0]]
    return str(item["needed_from"][key[1]] if key[1] in item["needed_from"] else item[key[1]])


def own_value(answers: Answers, key: Pair) -> str | None:
    """Return what the candidate coded, or ``None`` where that is nothing or two things."""
    rows = rows_by_pair(answers.rows(NAME), COLUMNS).get(key, [])
    return str(rows[0]["value"]) if len(rows) == 1 else None


def is_right(answers: Answers, case: JudgedCase, key: Pair) -> bool:
    """Return whether a partner and a code are rightly coded."""
    value = own_value(answers, key)
    return value is not None and same_value(key[1], value, reference(case, key))


def own_needs(answers: Answers, case: JudgedCase, topic: str) -> Mapping[str, str]:
    """Return the phase from which each partner needs a datum: the candidate's own coding, where it can be trusted."""
    right = {partner: str(item["needed_from"][topic]) for partner, item in partners(case).items()}
    # Read once for all partners: this is asked again for each requirement.
    coded = rows_by_pair(answers.rows(NAME), COLUMNS)
    rows = {partner: coded.get((partner, topic), []) for partner in right}
    own = {partner: plain(same[0]["value"]) if len(same) == 1 else "" for partner, same in rows.items()}
    trusted = sum(own[partner] == plain(phase) for partner, phase in right.items()) >= TRUSTED
    if trusted and all(phase in (*PHASES, NEVER) for phase in own.values()):
        return own
    return right


def same_value(code: str, given: str, wanted: str) -> bool:
    """Return whether a value is the one wanted; a number may be followed by what it counts.

    Examples
    --------
    >>> same_value("delay_days", "14 jours", "14"), same_value("delay_days", "10 à 14", "10")
    (True, False)
    """
    words = plain(given).split()
    if code in COUNTS:
        rest = all(word.startswith((COUNTS[code], "par", "mois")) or word == "j" for word in words[1:])
        return bool(words) and words[0] == wanted and rest
    return words == plain(wanted).split()


def judge_exchanges(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of formats, keys, figures and levels."""
    return pairs_check(
        answers,
        NAME,
        label="Échanges et modifications codés",
        weight=2.0,
        columns=COLUMNS,
        expected=[(partner, code) for partner in partners(case) for code in EXCHANGES],
        rule=lambda key, row: _exchange_slip(case, key, row),
        judged=lambda key: key[1] in EXCHANGES,
        advice="Relisez le texte du partenaire : ce qui se fait l’emporte sur ce qui est affiché.",
    )


def judge_needs(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the phases from which each partner needs each datum."""
    return pairs_check(
        answers,
        NAME,
        label="Besoins codés, donnée par donnée",
        weight=2.5,
        columns=COLUMNS,
        expected=[(partner, topic) for partner in partners(case) for topic in topics(case)],
        rule=lambda key, row: _need_slip(case, key, row),
        judged=lambda key: key[1] not in EXCHANGES,
        advice="La phase est celle qui ouvre la phrase où la donnée est citée ; « jamais » se dit aussi.",
    )


def _exchange_slip(case: JudgedCase, key: Pair, row: Row) -> Slip | None:
    given, wanted = str(row["value"]), reference(case, key)
    if same_value(key[1], given, wanted):
        return None
    if key[1] == "level":
        known = {"loin", "lod"} & {wanted, *plain(given).split()}
        return Slip("autre niveau attendu", MISTAKES["lod-is-not-loin"] if known else None)
    promised = _promised(case, key)
    if promised is not None and same_value(key[1], given, promised):
        return Slip("c’est le chiffre promis", MISTAKES["promised-figure"])
    return Slip("ce n’est pas ce que dit le texte")


def _promised(case: JudgedCase, key: Pair) -> str | None:
    """Return the figure that a partner announces beside the one that it keeps to."""
    partner, code = key
    delay = int(partners(case)[partner]["delay_days"])
    delays = {
        "astree": "2",
        "lanvaux": "0",
        "delorge": str(delay - 7),
        "rochebrune": str(delay // 2),
        "vertval": str(delay // 2),
    }
    if code == "delay_days":
        return delays[partner]
    return "0" if key == ("vertval", "frequency_days") else None


def _need_slip(case: JudgedCase, key: Pair, row: Row) -> Slip | None:
    given, wanted = plain(row["value"]), reference(case, key)
    if given == wanted:
        return None
    if given == partners(case)[key[0]]["announced"].get(key[1]):
        return Slip("c’est la phase de la procédure écrite", MISTAKES["announced-for-done"])
    if wanted == NEVER and given == PHASES[-1]:
        return Slip("le texte dit qu’elle ne sert pas", MISTAKES["never-as-late"])
    if given not in (*PHASES, NEVER):
        return Slip("une phase ou « jamais » attendu")
    return Slip("ce n’est pas la phase du texte")
