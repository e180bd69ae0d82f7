"""How far two graders of the same pieces agree, criterion by criterion, and on which pieces they do not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from autograders.domain.agreement import Agreement, agreement
from autograders.grading.consolidating import Consolidated
from autograders.model.referential import Criterion
from autograders.records import Assessment

from .tables import Table, Value

# Ours, beside Cohen's definitions.
CONVENTIONS = (
    "Accord observé\u00a0: part des pièces auxquelles les deux correcteurs donnent le même niveau.",
    "Kappa (Cohen, 1960)\u00a0: accord au-delà de celui que le hasard donnerait à deux correcteurs qui emploient les "
    "niveaux aussi souvent que ceux-ci\u00a0; 1 est l’accord parfait, 0 celui du hasard, et un kappa négatif dit moins "
    "d’accord que le hasard.",
    "Kappa pondéré (Cohen, 1968)\u00a0: un désaccord y compte comme le carré de l’écart entre les niveaux.",
    "Un kappa n’est pas défini quand le hasard seul donnerait un accord entier, par exemple quand les deux correcteurs "
    "n’emploient qu’un même niveau.",
    "Les deux correcteurs d’une pièce sont pris dans l’ordre alphabétique\u00a0; quand ils sont plus de deux, chaque "
    "paire compte\u00a0; un arbitre ne compte pas.",
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two graders' levels for one piece.

    Parameters
    ----------
    first, second : Assessment
        In the alphabetical order of the graders.
    piece : Consolidated
        What the piece comes to.
    """

    first: Assessment
    second: Assessment
    piece: Consolidated

    @property
    def gap(self) -> int:
        """How many levels lie between them."""
        return abs(self.first.level - self.second.level)


@dataclass(frozen=True, kw_only=True)
class CriterionAgreement:
    """The agreement on one criterion."""

    criterion: Criterion
    agreement: Agreement


@dataclass(frozen=True, kw_only=True)
class AgreementResults:
    """How far two graders agree.

    Parameters
    ----------
    criteria : tuple of CriterionAgreement
        Those that persons grade by levels and that anybody was graded on.
    overall : Agreement
        Of the pieces of all of them.
    disagreements : tuple of Pair
        The largest first.
    single : int
        Pieces that one person alone has graded.
    """

    criteria: tuple[CriterionAgreement, ...]
    overall: Agreement
    disagreements: tuple[Pair, ...]
    single: int


def agreement_results(
    criteria: Sequence[Criterion], pieces: Mapping[tuple[str, str], Consolidated]
) -> AgreementResults:
    """Return how far graders agree on some criteria.

    Parameters
    ----------
    criteria : sequence of Criterion
    pieces : mapping of (str, str) to Consolidated
        By candidate and criterion; those of other criteria do not count.
    """
    wanted = {criterion.id for criterion in criteria}
    ours = {key: piece for key, piece in pieces.items() if key[1] in wanted}
    pairs = [pair for _, piece in sorted(ours.items()) for pair in _pairs(piece)]
    by_criterion = {
        criterion: [pair for pair in pairs if pair.first.criterion == criterion.id] for criterion in criteria
    }
    graded = {criterion for _, criterion in ours}
    return AgreementResults(
        criteria=tuple(
            CriterionAgreement(criterion=criterion, agreement=_agreement(found))
            for criterion, found in by_criterion.items()
            if criterion.id in graded
        ),
        overall=_agreement(pairs),
        disagreements=tuple(sorted((pair for pair in pairs if pair.gap), key=lambda pair: -pair.gap)),
        single=sum(not _pairs(piece) for piece in ours.values()),
    )


def agreement_tables(results: AgreementResults) -> tuple[Table, Table]:
    """Return the agreement, one row per criterion and one for all, and the list of disagreements."""
    header = ("criterion", "pieces", "observed_agreement", "kappa", "quadratic_weighted_kappa")
    rows = [_row(item.criterion.id, item.agreement) for item in results.criteria]
    disagreements = tuple(
        (
            pair.first.candidate,
            pair.first.criterion,
            pair.gap,
            pair.first.grader,
            pair.first.level,
            pair.first.remark,
            pair.second.grader,
            pair.second.level,
            pair.second.remark,
            pair.piece.standing.value,
            _number(pair.piece.level),
        )
        for pair in results.disagreements
    )
    columns = (
        "candidate criterion gap first_grader first_level first_remark second_grader second_level second_remark "
        "standing level"
    )
    return (
        Table(name="agreement", header=header, rows=(*rows, _row("all", results.overall))),
        Table(name="disagreements", header=tuple(columns.split()), rows=disagreements),
    )


def _pairs(piece: Consolidated) -> list[Pair]:
    graders = [item for item in piece.assessments if not item.is_arbiter]
    return [Pair(first=first, second=second, piece=piece) for first, second in combinations(graders, 2)]


def _agreement(pairs: Iterable[Pair]) -> Agreement:
    return agreement([(pair.first.level, pair.second.level) for pair in pairs])


def _row(name: str, found: Agreement) -> tuple[Value, ...]:
    return (name, found.pieces, *map(_number, (found.observed, found.kappa, found.weighted_kappa)))


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
