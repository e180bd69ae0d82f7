"""The values that the page marks: those of the tables, told to people as they are told to machines."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date

from autograders.candidate.pages import Content, Mark, PageCheck, page_from_rows
from autograders.criteria import Slip, absent, folded, plain, right, rows_by_key, wrong
from autograders.criteria.rows import commonest
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .figures import NAME as FIGURES
from .figures import figure_slip, wanted
from .own import OPENING, OPENING_KEY, asked, day_of, milestones
from .stages import stated_dates
from .words import MEASURES, MISTAKES

NAME = "page"
MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_NUMBER = re.compile(r"([-−–+]?)\s?(\d[\d\s]*(?:[.,]\d+)?)")
_EXCEEDING = ("depass", "surcout", "trop", "de plus", "perte")
# A figure farther than this share from the right one, and that no known slip gives, is invented.
FARTHEST = 0.5
# From this share of the values asked for on, a page is about this project: its text counts without any of its own.
FEWEST_FACTS = 1 / 3
_SHOWN = 4


def read(answers: Answers, *, label: str, weight: float) -> tuple[Content, tuple[PageCheck, ...]] | Check:
    """Return what our reader found in the page, or the check of a page that cannot be judged."""
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    result = next(iter(answers[NAME].probes), None)
    # What our own reader returns ends with what each rule finds.
    if result is not None and result.rows and result.rows[-1]["record"] == "check":
        return page_from_rows({name: str(cell) for name, cell in row.items()} for row in result.rows)
    # Its words about the candidate's own page, without the name of the exception.
    reason = result.error.partition(" : ")[2] if result is not None else ""
    return wrong(label, weight, f"La page n’a pas pu être lue. {reason}".strip())


def judge_marks(answers: Answers, case: JudgedCase) -> Check:
    """Return the check that the page shows each figure and each milestone as the tables have it."""
    label, weight = "Chiffres et jalons dans la page, tels que dans vos tableaux", 2.0
    if isinstance(found := read(answers, label=label, weight=weight), Check):
        return found
    content, _ = found
    slips = {key: slip for key in demanded(case) if (slip := slip_of(answers, case, key, content.marks)) is not None}
    count = len(demanded(case))
    received = f"{count - len(slips)} valeurs justes sur {count}."
    if not slips:
        return right(label, weight, received)
    told = " ".join(f"{key} : {slip.message}." for key, slip in list(slips.items())[:_SHOWN])
    return wrong(
        label,
        weight,
        f"{received} {told}",
        misconception=commonest(slips.values()),
        advice="Écrivez la page à partir de vos tableaux.",
        fraction=1 - len(slips) / count,
    )


def judge_order(answers: Answers, case: JudgedCase) -> Check:
    """Return the check that under some heading all the stages follow each other as the calendar has them."""
    label, weight = "Étapes dans l’ordre du calendrier, sous un même titre", 0.5
    if isinstance(found := read(answers, label=label, weight=weight), Check):
        return found
    content, _ = found
    codes = milestones(case)
    under: dict[tuple[str, ...], list[str]] = {}
    for mark in content.marks:
        for depth in range(len(mark.path) + 1):
            if mark.key in codes:
                under.setdefault(mark.path[:depth], []).append(mark.key)
    whole = [order for keys in under.values() if len(order := list(dict.fromkeys(keys))) == len(codes)]
    if not whole:
        return wrong(label, weight, "Les étapes ne se trouvent pas toutes sous un même titre, marquées.")
    dates = {code: min(days) for code, days in stated_dates(answers, case).items()}
    if any([dates[code] for code in order] == sorted(dates.values()) for order in whole):
        return right(label, weight, "Les étapes suivent le calendrier.")
    return wrong(label, weight, "Les étapes ne se suivent pas par date.", misconception=MISTAKES["code-order"])


def demanded(case: JudgedCase) -> list[str]:
    """Return the keys of the values that the page marks: figures, then milestones."""
    return [*asked(case), *milestones(case)]


def credible(answers: Answers, case: JudgedCase, marks: Iterable[Mark]) -> set[str]:
    """Return the keys that count as marked: all, but where most values are invented, those alone that are not."""
    marks = list(marks)
    keys = {mark.key for mark in marks}
    slips = {key: slip_of(answers, case, key, marks) for key in demanded(case) if key in keys}
    invented = {key for key, slip in slips.items() if slip and slip.misconception is not MISTAKES["seen-otherwise"]}
    return keys - invented - {OPENING_KEY} if 2 * len(invented) > len(slips) else keys


def bears_facts(keys: Collection[str], case: JudgedCase) -> bool:
    """Return whether enough values are marked for the texts around them to be looked at."""
    return len(set(demanded(case)).intersection(keys)) >= FEWEST_FACTS * len(demanded(case))


def slip_of(answers: Answers, case: JudgedCase, key: str, marks: Iterable[Mark]) -> Slip | None:
    """Return what is wrong with the marks of a key: none, or another value, or told otherwise than it is marked."""
    own = [mark for mark in marks if mark.key == key]
    if not own:
        return Slip("absent, ou sans data-cle", MISTAKES["unmarked-value"])
    return next((slip for mark in own if (slip := _slip(answers, case, mark)) is not None), None)


def _slip(answers: Answers, case: JudgedCase, mark: Mark) -> Slip | None:
    dated = {**dict.fromkeys(milestones(case)), OPENING_KEY: None}
    if mark.key in dated:
        day = day_of(mark.value)
        if day is None:
            return Slip("datetime attend AAAA-MM-JJ", MISTAKES["unmarked-value"])
        code = OPENING if mark.key == OPENING_KEY else mark.key
        if day not in stated_dates(answers, case)[code]:
            return Slip("ce n’est pas la date au plus tôt de votre tableau", MISTAKES["page-contradicts-table"])
        return None if shows_day(mark.text, day) else Slip("la date affichée diffère", MISTAKES["seen-otherwise"])
    value = number_of(mark.value)
    if value is None:
        return Slip("value attend un nombre", MISTAKES["unmarked-value"])
    step = 0.500001 * 10.0 ** -int(asked(case)[mark.key]["decimals"])
    if not any(abs(value - each) <= step for each in _stated(answers, case, mark.key)):
        return Slip("ce n’est pas la valeur de votre tableau", MISTAKES["page-contradicts-table"])
    if not shows_number(mark.text, value, step) or not shows_unit(mark.text, asked(case)[mark.key]["unit"]):
        return Slip("la valeur affichée, ou son unité, diffère", MISTAKES["seen-otherwise"])
    return None


def _stated(answers: Answers, case: JudgedCase, key: str) -> list[float]:
    """Return the value of a figure in the candidate's table; what it would be, where it has no plausible one."""
    rows = rows_by_key(answers.rows(FIGURES) or (), "key").get(folded(key), ())
    own = wanted(answers, case, key)
    if own is None:
        return []
    slips = [(float(row["value"]), figure_slip(answers, case, key, row)) for row in rows]
    plausible = [
        value
        for value, slip in slips
        if slip is None or slip.misconception is not None or abs(value - own) <= FARTHEST * abs(own)
    ]
    return plausible or [own]


def number_of(text: str) -> float | None:
    """Return the number that an attribute tells, with a point or a comma; ``None`` for anything else."""
    try:
        value = float(text.strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


def shows_number(text: str, value: float, step: float) -> bool:
    """Return whether a text shows a number as French prints it, to a step.

    A cost that is told to exceed may stand without its sign.

    Examples
    --------
    >>> shows_number("1\u202f272,2 M€", 1272.15, 0.05), shows_number("−11,26 M€", -11.26, 0.005)
    (True, True)
    >>> shows_number("11,26 M€ de trop", -11.26, 0.005), shows_number("11,26 M€", -11.26, 0.005)
    (True, False)
    """
    words = _bare(text)
    unsigned = any(word in words for word in _EXCEEDING)
    for sign, digits in _NUMBER.findall(text):
        shown = float(re.sub(r"\s", "", digits).replace(",", "."))
        shown = -shown if sign in ("-", "−", "–") and sign else shown
        if abs(shown - value) <= 1.01 * step or (unsigned and abs(abs(shown) - abs(value)) <= 1.01 * step):
            return True
    return False


def shows_unit(text: str, unit: str) -> bool:
    """Return whether a text names a unit, or a word for it.

    Examples
    --------
    >>> shows_unit("12,4 millions d’euros", "M€"), shows_unit("12,4 k€", "M€"), shows_unit("213", "")
    (True, False, True)
    """
    named = MEASURES.named(unit)
    rest = " ".join(_NUMBER.sub(" ", _bare(text)).split())
    if not named:
        return True
    known = [named, *(word for word, each in MEASURES.synonyms.items() if each == named)]
    return any(re.search(rf"(?<![a-z€]){re.escape(_bare(word))}(?![a-z€])", rest) for word in known)


def shows_day(text: str, day: date) -> bool:
    """Return whether a text shows a day as French writes it.

    Examples
    --------
    >>> shows_day("6 mai 2029", date(2029, 5, 6)), shows_day("06/05/2029", date(2029, 5, 6))
    (True, True)
    >>> shows_day("1er mars 2029", date(2029, 3, 1)), shows_day("mai 2029", date(2029, 5, 6))
    (True, False)
    """
    words = plain(text)
    ordinal = "1er" if day.day == 1 else f"{day.day}"
    written = {f"{first} {MONTHS[day.month - 1]} {day.year}" for first in (ordinal, f"{day.day}", f"{day.day:02d}")}
    written |= {f"{day.day:02d} {day.month:02d} {day.year}", f"{day.day} {day.month} {day.year}"}
    written |= {f"{day.year} {day.month:02d} {day.day:02d}"}
    return any(f" {each} " in f" {words} " for each in written)


def _bare(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in bare if not unicodedata.combining(each)).replace("'", "’")
