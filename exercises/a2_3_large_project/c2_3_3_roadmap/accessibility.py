"""Whether the page is accessible, by the rules that a program can settle; and there is something to be accessible."""

from autograders.candidate.pages import Content, Outcome, PageCheck
from autograders.criteria import right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .marks import credible, demanded, read
from .views import body_of, trades
from .words import MISTAKES

BETRAYED = {
    "language": "no-language",
    "title": "no-title",
    "main": "no-main",
    "headings": "headings-skipped",
    "table-headers": "table-without-headers",
    "table-titles": "table-without-title",
    "alternatives": "image-without-alternative",
    "contrast": "weak-contrast",
    "links": "vague-link",
    "identifiers": "doubled-identifier",
    "self-contained": "not-self-contained",
}
# The notebook asks for a table of the stages and for a timeline.
NEEDED = {"table-headers": "aucun tableau", "table-titles": "aucun tableau", "alternatives": "aucune image"}
# A convention that the notebook prints: from this share on, what lacks is paid for where it lacks.
ENOUGH_HELD = 0.75
_SHOWN = 4


def judge_accessibility(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the rules, as far as the page holds what a roadmap holds."""
    label, weight = "Accessibilité de la page (RGAA)", 4.0
    if isinstance(found := read(answers, label=label, weight=weight), Check):
        return found
    content, checks = found
    broken = [each for each in checks if _is_broken(each)]
    unsure = [each for each in checks if each.outcome is Outcome.UNSURE]
    held, whole = _held(answers, content, case)
    share = min(1.0, held / (ENOUGH_HELD * whole))
    fraction = (1 - len(broken) / len(checks)) * share
    parts = [f"{len(checks) - len(broken)} règles tenues sur {len(checks)}."]
    parts += [f"{each.label} : {each.detail or NEEDED[each.rule]}." for each in broken[:_SHOWN]]
    parts += [f"La page ne porte que {held} des {whole} valeurs et vues attendues."] if share < 1 else []
    parts += [f"À voir par un correcteur : {each.label}, {each.detail}." for each in unsure]
    message = " ".join(parts)
    if unsure:
        return Check(label=label, weight=weight, fraction=fraction, message=message, review=True)
    if fraction == 1.0:
        return right(label, weight, message)
    mistake = MISTAKES[BETRAYED[broken[0].rule]] if broken else None
    return wrong(label, weight, message, misconception=mistake, fraction=fraction)


def _is_broken(check: PageCheck) -> bool:
    return check.outcome is Outcome.BROKEN or (check.outcome is Outcome.ABSENT and check.rule in NEEDED)


def _held(answers: Answers, content: Content, case: JudgedCase) -> tuple[int, int]:
    """Return how many of the values and views of a roadmap are there, not invented, and how many there should be."""
    keys = credible(answers, case, content.marks)
    held = sum(key in keys for key in demanded(case))
    held += sum(body_of(content, trade) is not None for trade in trades(case))
    return held, len(demanded(case)) + len(trades(case))
