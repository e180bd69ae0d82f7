"""From the levels that several persons gave to one piece to the one that counts, or to why none does yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from autograders.model.rubric import HIGHEST_LEVEL
from autograders.records import Assessment

from .texts import printed_points

# Levels further apart than this are no matter of nuance.
TOLERATED_GAP = 1
# Ours, printed wherever such levels are.
CONVENTIONS = (
    "Un niveau vaut le quart de son rang\u00a0: le niveau 4 donne tous les points, le niveau 0 aucun.",
    "Deux correcteurs\u00a0: le même niveau compte tel quel, deux niveaux voisins comptent pour leur moyenne\u00a0; "
    "deux niveaux d’écart ou plus sont à revoir, et le niveau que donne un arbitre compte alors seul.",
    "Le dernier niveau qu’un correcteur donne à une pièce remplace ses précédents, qui restent enregistrés.",
    "Une note de formgrader compte jusqu’à ce que des niveaux soient consolidés\u00a0; elle reste enregistrée.",
)


class Standing(StrEnum):
    """How far several persons have come with a piece."""

    SETTLED = "settled"
    AWAITED = "awaited"
    DISPUTED = "disputed"


@dataclass(frozen=True, kw_only=True)
class Consolidated:
    """What several persons together said of a piece.

    Parameters
    ----------
    standing : Standing
    level : Fraction or None
        Between 0 and 4; ``None`` unless settled.
    assessments : tuple of Assessment
        The last of each grader, by grader, the arbiter's at the end.
    """

    standing: Standing
    level: Fraction | None
    assessments: tuple[Assessment, ...]

    @property
    def share(self) -> Fraction | None:
        """Share of the criterion's points; ``None`` unless settled."""
        return None if self.level is None else self.level / HIGHEST_LEVEL

    @property
    def is_disputed(self) -> bool:
        """Whether graders disagree and nobody has settled it."""
        return self.standing is Standing.DISPUTED

    @property
    def graders(self) -> tuple[str, ...]:
        """Who graded."""
        return tuple(item.grader for item in self.assessments)


def consolidated(assessments: Iterable[Assessment], graders_per_piece: int) -> Consolidated:
    """Return what the assessments of one piece, the first one first, come to by ``CONVENTIONS``.

    Parameters
    ----------
    assessments : iterable of Assessment
        At least one.
    graders_per_piece : int
        How many are expected.
    """
    last = {item.grader: item for item in assessments}
    in_order = tuple(sorted(last.values(), key=lambda item: (item.is_arbiter, item.grader)))
    levels = [item.level for item in in_order if not item.is_arbiter]
    arbiters = [item for item in in_order if item.is_arbiter]
    standing, level = Standing.SETTLED, None
    if arbiters:
        level = Fraction(max(arbiters, key=lambda item: item.assessed_at).level)
    elif len(levels) > 1 and max(levels) - min(levels) > TOLERATED_GAP:
        standing = Standing.DISPUTED
    elif len(levels) < graders_per_piece:
        standing = Standing.AWAITED
    else:
        level = Fraction(sum(levels), len(levels))
    return Consolidated(standing=standing, level=level, assessments=in_order)


def consolidated_by_piece(
    assessments: Iterable[Assessment], graders_per_piece: int
) -> Mapping[tuple[str, str], Consolidated]:
    """Return what all assessments, the first one first, come to, by candidate and criterion."""
    pieces: dict[tuple[str, str], list[Assessment]] = {}
    for item in assessments:
        pieces.setdefault((item.candidate, item.criterion), []).append(item)
    return {piece: consolidated(given, graders_per_piece) for piece, given in pieces.items()}


def said(piece: Consolidated) -> str:
    """Return, in French, who gave which level, and what they come to."""
    levels = "\u00a0; ".join(
        f"{item.grader}{' (arbitre)' if item.is_arbiter else ''}\u00a0: niveau {item.level}"
        for item in piece.assessments
    )
    if piece.level is not None:
        return f"{levels}. Retenu\u00a0: {printed_level(piece.level)}."
    awaited = piece.standing is Standing.AWAITED
    return f"{levels}. {'Autre correcteur attendu' if awaited else 'Désaccord, arbitrage attendu'}."


def printed_level(level: Fraction) -> str:
    """Return a level as printed.

    Examples
    --------
    >>> printed_level(Fraction(7, 2))
    'niveau 3,5 sur 4'
    """
    return f"niveau {printed_points(float(level))} sur {HIGHEST_LEVEL}"
