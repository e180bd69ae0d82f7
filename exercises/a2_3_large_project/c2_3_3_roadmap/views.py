"""One view for each trade: a heading of its own, a text of its own, and the marked values that concern it."""

from collections.abc import Collection, Iterable, Mapping

from autograders.candidate.pages import Content, Mark
from autograders.criteria import Slip, holds, plain, right, wrong
from autograders.criteria.rows import commonest
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .marks import bears_facts, credible, read
from .own import OPENING_KEY, milestones
from .words import MISTAKES

# Conventions that the notebook prints.
CHARACTERS, DIFFERENT_WORDS = 200, 30
ALIKE = 0.8
COMPANIES, OPERATOR = "ENT", "EXP"
COSTS = ("budget", "ecart_cout", "indice_cout", "estimation")
IN_EUROS = ("budget", "ecart_cout", "estimation")
IN_THE_STREET, BEFORE_WORKS, DURING_WORKS = ("J4", "J5", "J7"), ("J2", "J3", "J4"), ("J5", "J6", "J7", "J8")
_LEADING = {"vue", "pour", "de", "du", "des", "les", "le", "la", "l", "d", "metier", "a", "au", "aux"}
_SHOWN = 4


def trades(case: JudgedCase) -> list[str]:
    """Return the trades that have a view."""
    return list(case.truth["roadmap"]["views"])


def due(case: JudgedCase, trade: str) -> list[str]:
    """Return the keys of what the view of a trade marks, by the table that the notebook prints."""
    deliveries, on_roadmap = case.truth["deliveries"]["deliveries"], milestones(case)
    chosen: Mapping[str, Iterable[str]] = {
        "élus": IN_EUROS,
        "riverains": [code for code in IN_THE_STREET if code in on_roadmap],
        "entreprises": [each["code"] for each in deliveries if each["giver"] == COMPANIES],
        "maîtrise d’œuvre": on_roadmap,
        "exploitant": [each["code"] for each in deliveries if each["taker"] == OPERATOR],
        "concessionnaires": [code for code in BEFORE_WORKS if code in on_roadmap],
        "services de secours": [code for code in DURING_WORKS if code in on_roadmap],
        "finances": COSTS,
    }
    return [*chosen[trade], OPENING_KEY]


def judge_views(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the views; half of each is its text, half what it marks."""
    label, weight = "Une vue par métier, à lui, avec ce qui le concerne", 3.0
    if isinstance(found := read(answers, label=label, weight=weight), Check):
        return found
    content, _ = found
    bodies = {trade: body_of(content, trade) for trade in trades(case)}
    keys = credible(answers, case, content.marks)
    points, slips = 0.0, dict[str, Slip]()
    for trade in trades(case):
        text_slip, lacking = _text_slip(trade, bodies), _lacking(case, content, trade, keys)
        if bodies[trade] is None:
            slips[trade] = Slip("pas de titre à son nom", MISTAKES["view-missing"])
            continue
        # Where the page bears hardly any fact, words alone may be anything.
        told = text_slip is None and (len(lacking) < len(due(case, trade)) or bears_facts(keys, case))
        points += (0.5 if told else 0.0) + 0.5 * (1 - len(lacking) / len(due(case, trade)))
        if text_slip is not None:
            slips[trade] = text_slip
        elif lacking:
            slips[trade] = Slip(f"sans {', '.join(lacking[:_SHOWN])}", MISTAKES["view-without-its-facts"])
    count = len(bodies)
    received = f"{count - len(slips)} vues complètes sur {count}."
    if not slips:
        return right(label, weight, received)
    told = " ".join(f"{trade} : {slip.message}." for trade, slip in slips.items())
    return wrong(label, weight, f"{received} {told}", misconception=commonest(slips.values()), fraction=points / count)


def is_view(title: str, trade: str) -> bool:
    """Return whether a heading is that of a trade's view: its name, whatever small words stand before it.

    Examples
    --------
    >>> is_view("Vue : élus", "élus"), is_view("Pour les élus", "élus")
    (True, True)
    >>> is_view("Engager les entreprises", "entreprises")
    False
    """
    return _name(title) == _name(trade)


def body_of(content: Content, trade: str) -> str | None:
    """Return the text under the heading of a trade, without case, accents or signs; ``None`` without a heading."""
    if not any(is_view(heading.path[-1], trade) for heading in content.headings):
        return None
    return plain(" ".join(" ".join(said) for path, said in content.texts.items() if within(path, trade)))


def within(path: Iterable[str], trade: str) -> bool:
    """Return whether something stands in the view of a trade."""
    return any(is_view(title, trade) for title in path)


def _text_slip(trade: str, bodies: Mapping[str, str | None]) -> Slip | None:
    body = bodies[trade] or ""
    words = set(body.split())
    if len(body.replace(" ", "")) < CHARACTERS or len(words) < DIFFERENT_WORDS:
        return Slip("texte absent ou trop bref", MISTAKES["view-thin"])
    others = (set(other.split()) for name, other in bodies.items() if name != trade and other)
    if any(len(words & other) > ALIKE * len(words | other) for other in others):
        return Slip("même texte que celui d’un autre métier", MISTAKES["view-copied"])
    return None


def _lacking(case: JudgedCase, content: Content, trade: str, keys: Collection[str]) -> list[str]:
    """Return what a view should mark and does not; a value that is wrong pays where the values are judged."""
    marks = [mark for mark in content.marks if within(mark.path, trade)]
    deliveries = {each["code"]: each for each in case.truth["deliveries"]["deliveries"]}
    return [
        key
        for key in due(case, trade)
        if key not in keys
        or not any(mark.key == key and (key not in deliveries or _tells(mark, deliveries[key])) for mark in marks)
    ]


def _tells(mark: Mark, delivery: Mapping[str, str]) -> bool:
    """Return whether a delivery is told by its milestone and by its name."""
    named = holds(plain(mark.text), plain(delivery["information"]))
    return named and mark.value.strip().upper() == delivery["milestone"]


def _name(title: str) -> str:
    words = plain(title).split()
    while words and words[0] in _LEADING:
        words = words[1:]
    return " ".join(words)
