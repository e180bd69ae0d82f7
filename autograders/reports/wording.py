"""How numbers, states and outcomes are said in French."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from autograders.grading.consolidating import Consolidated, Standing, printed_level, said
from autograders.grading.texts import level_text, printed_points
from autograders.model.referential import Epreuve

from .marks import Mark, Outcome, State
from .results import CellResult, CriterionResult

NO_BREAK_SPACE = "\u00a0"
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
_TRUTHS = {"true": "vrai", "false": "faux"}

STATES = {
    State.COMPLETE: "établi",
    State.PENDING: "en attente de correction humaine",
    State.REVIEW: "à revoir par un formateur",
    State.MISSING: "non remis",
    State.NOT_ASSESSED: "pas encore évalué",
}
SHORT_STATES = {
    State.COMPLETE: "",
    State.PENDING: "att.",
    State.REVIEW: "rev.",
    State.MISSING: "n. r.",
    State.NOT_ASSESSED: "n. é.",
}
# Handed in, but with nothing to judge: worth 0, and told from a wrong answer.
NOT_ANSWERED = ("s.\u00a0r.", "sans réponse dans un carnet remis")
OUTCOMES = {
    Outcome.REACHED: "seuil atteint",
    Outcome.NOT_REACHED: "seuil non atteint",
    Outcome.OPEN: "seuil pas encore décidé",
    Outcome.NO_THRESHOLD: "aucun seuil fixé",
}
EPREUVES = {
    Epreuve.WRITTEN: "épreuve écrite",
    Epreuve.ORAL: "épreuve orale",
    Epreuve.PRACTICAL: "épreuve pratique",
    Epreuve.REPORT: "rapport",
}


def number(value: Fraction | float, decimals: int = 2) -> str:
    """Return a number as printed in French, rounded half up.

    Examples
    --------
    >>> number(Fraction(25, 2)), number(Fraction(2, 3)), number(0.125)
    ('12,50', '0,67', '0,13')
    """
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(decimal.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)).replace(".", ",")


def whole_number(value: int) -> str:
    """Return a whole number as printed in French: thousands apart from five digits on.

    Examples
    --------
    >>> whole_number(4999), whole_number(20000)
    ('4999', '20\u202f000')
    """
    return f"{value:,}".replace(",", "\u202f") if value >= 10_000 else str(value)


def evidence_text(value: str) -> str:
    """Return an answer that is shown as evidence: a number, a yes or no as printed in French, else as it is stored.

    Examples
    --------
    >>> evidence_text("-12345.678"), evidence_text("true"), evidence_text('"12.5"')
    ('−12345,678', 'vrai', '"12.5"')
    """
    if _NUMBER.fullmatch(value):
        return value.replace(".", ",").replace("-", "−")
    return _TRUTHS.get(value, value)


def out_of_20(share: Fraction) -> str:
    """Return a share as a mark out of 20, without what it is out of."""
    return number(Mark.out_of_20(share))


def percent(share: Fraction) -> str:
    """Return a share in percent, without decimals where there are none.

    Examples
    --------
    >>> percent(Fraction(3, 10)), percent(Fraction(1, 3))
    ('30\u00a0%', '33,33\u00a0%')
    """
    return f"{printed_points(float(share * 100))}{NO_BREAK_SPACE}%"


def mark_text(mark: Mark) -> str:
    """Return a mark in words: the number, or what is settled and between which bounds it will end.

    Examples
    --------
    >>> mark_text(Mark(minimum=Fraction(1, 2), maximum=Fraction(1, 2), settled=Fraction(1)))
    '10,00\u00a0/\u00a020'
    >>> mark_text(Mark(minimum=Fraction(1, 4), maximum=Fraction(3, 4), settled=Fraction(1, 2)))
    '5,00 sur 10,00 établis à ce jour\u00a0; note finale entre 5,00 et 15,00'
    """
    if mark.value is not None:
        return f"{out_of_20(mark.value)}{NO_BREAK_SPACE}/{NO_BREAK_SPACE}20"
    bounds = f"note finale entre {out_of_20(mark.minimum)} et {out_of_20(mark.maximum)}"
    if mark.settled == 0:
        return f"rien d’établi à ce jour{NO_BREAK_SPACE}; {bounds}"
    settled = f"{out_of_20(mark.minimum)} sur {out_of_20(mark.settled)} établis à ce jour"
    return f"{settled}{NO_BREAK_SPACE}; {bounds}"


def points_text(result: CriterionResult) -> str:
    """Return the points of a criterion: obtained of those that can be had; what is open is said, not counted."""
    if not result.cells:
        return printed_level(result.levels.level) if result.levels and result.levels.level is not None else "–"
    maximum = printed_points(result.points_maximum)
    if result.points is not None:
        return f"{printed_points(result.points)}{NO_BREAK_SPACE}/{NO_BREAK_SPACE}{maximum}"
    known = [item for item in result.cells if item.points is not None]
    if not known:
        return f"–{NO_BREAK_SPACE}/{NO_BREAK_SPACE}{maximum}"
    settled = printed_points(sum(item.cell.maximum for item in known))
    reached = printed_points(sum(item.points or 0.0 for item in known))
    return f"{reached} sur {settled} établis, {maximum} en tout"


def cell_text(item: CellResult) -> str:
    """Return what one cell brings, and who decided it."""
    who = "part humaine" if item.human else "part automatique"
    if item.points is None:
        return f"{who}{NO_BREAK_SPACE}: {STATES[item.state]}"
    shown = f"{printed_points(item.points)}{NO_BREAK_SPACE}/{NO_BREAK_SPACE}{printed_points(item.cell.maximum)}"
    replaced = item.cell.manual_score is not None and item.cell.auto_score is not None and not item.human
    note = f" (note du correcteur automatique remplacée{NO_BREAK_SPACE}: " if replaced else ""
    note += f"{printed_points(item.cell.auto_score or 0.0)})" if replaced else ""
    extra = f" (dont points supplémentaires{NO_BREAK_SPACE}: {printed_points(item.cell.extra_credit)})"
    level = f", {level_text(item.levels)}" if item.levels else ""
    return f"{who}{NO_BREAK_SPACE}: {shown}{level}{note}{extra if item.cell.extra_credit else ''}"


def levels_text(result: CriterionResult) -> tuple[str, ...]:
    """Return who gave which level and what they come to, then what each remarked; nothing without levels.

    Where the levels became a score, the line on that score says them.
    """
    levels = result.levels
    if levels is None:
        return ()
    told = levels.standing is Standing.SETTLED and result.overrides
    remarks = (f"{item.grader}{NO_BREAK_SPACE}: {item.remark}" for item in levels.assessments if item.remark)
    return (*(() if told else (said(levels),)), *remarks)


def standing_text(piece: Consolidated) -> str:
    """Return what a piece comes to, and by whose word."""
    if piece.level is None:
        return "à revoir" if piece.is_disputed else "autre correcteur attendu"
    arbiter = next((item.grader for item in piece.assessments if item.is_arbiter), "")
    return f"{printed_level(piece.level)} ({f'arbitrage de {arbiter}' if arbiter else 'moyenne'})"
