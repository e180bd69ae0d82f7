"""What an item analysis says in French: names of items, warnings with their evidence and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from autograders.domain.item_analysis import Alpha, VariantDifference
from autograders.domain.item_analysis.discrimination import EBEL_POOR
from autograders.domain.item_analysis.variants import LEAST_CANDIDATES, PERMUTATIONS

from .item_scores import Item, Part
from .items import (
    LEAST_ESTABLISHED_SHARE,
    LEAST_FOR_ALPHA,
    LEAST_FOR_DIFFICULTY,
    LEAST_FOR_DISCRIMINATION,
    LEAST_FOR_VARIANTS,
    ItemAnalysis,
    ItemFigures,
    TestedVariants,
)
from .wording import number, percent

# Ours.
ALARM_PROBABILITY = 0.05
TOO_EASY, TOO_HARD = 0.95, 0.05
LEAST_VARIANT_DIFFERENCE = 0.15
LEAST_REPLACED, LEAST_REPLACED_SHARE = 3, 0.1

_PARTS = {Part.AUTOMATIC: "part automatique", Part.HUMAN: "part humaine", Part.LEVELS: "niveaux"}

CONVENTIONS = (
    "Un item est un critère, ou la part d’un critère que note le correcteur automatique ou une personne. Chaque "
    "critère pèse autant\u00a0; ses parts se partagent son poids selon leurs points. Seul compte ce qui est "
    "établi\u00a0: ce qui est en attente, à revoir ou non remis ne vaut pas zéro.",
    "Difficulté\u00a0: part moyenne des points obtenue. Malgré son nom, 1 est un item que tous réussissent.",
    "Écart 27\u00a0%\u00a0: part moyenne des 27\u00a0% de candidats les meilleurs sur l’activité, moins celle des "
    "27\u00a0% les plus faibles (Kelley, 1939). Qui est à égalité à la limite d’un groupe y compte pour une part des "
    "places.",
    "Corrélation item-reste\u00a0: corrélation de l’item avec l’ensemble des autres (point-bisériale corrigée\u00a0; "
    "Crocker et Algina, 1986). En dessous de 0,20, un item distingue mal (Ebel, 1965)\u00a0; en dessous de 0, les "
    "meilleurs y réussissent moins que les autres.",
    "Alpha de Cronbach (1951), avec son intervalle à 95\u00a0% (Feldt, 1965)\u00a0: cohérence des items, au plus 1. Il "
    "est calculé sur les candidats dont tous les items retenus sont établis\u00a0; un item établi pour moins de "
    f"{number(LEAST_ESTABLISHED_SHARE * 100, 0)}\u00a0% d’entre eux est laissé de côté. Un alpha plus grand "
    "«\u00a0sans l’item\u00a0» dit que l’item ne va pas avec les autres.",
    "Variantes\u00a0: elles sont attribuées d’après l’identifiant, sans lien avec le niveau. Chaque item est comparé à "
    "niveau égal (ce que le reste de l’activité laisse attendre), chaque compétence telle quelle. L’écart le plus "
    f"grand est comparé à ceux de {PERMUTATIONS} redistributions des variantes au hasard (test de permutation, graine "
    "fixée)\u00a0; un écart en écarts-types est donné à côté.",
    f"Une alerte demande une probabilité au hasard inférieure à {percent(Fraction(5, 100))}, corrigée pour le nombre "
    "d’items et de compétences examinés ensemble (Holm, 1979), et, entre variantes, un écart d’au moins "
    f"{number(LEAST_VARIANT_DIFFERENCE)}\u00a0: dans une promotion sans défaut, une analyse sur vingt au plus "
    "en donne une à tort, pour la discrimination comme pour les variantes. La difficulté n’est pas corrigée "
    "ainsi\u00a0: elle constate ce qu’a fait cette promotion, et son intervalle dit ce qu’une autre pourrait faire.",
    "Intervalles à 95\u00a0%\u00a0: de la difficulté, celui de Wilson (1927)\u00a0; de la corrélation, celui de Fisher "
    "(1921), approché pour des scores qui ne sont pas normaux.",
    "Une alerte absente ne dit pas que l’item est bon\u00a0: un item auquel on répond au hasard est signalé moins "
    "d’une fois sur cinq, même à 60 candidats. "
    "Le guide de l’instructeur donne ce qui est trouvé, par taille de promotion.",
    f"Un chiffre n’alerte qu’à partir de {LEAST_FOR_DIFFICULTY} candidats établis pour la difficulté, "
    f"{LEAST_FOR_DISCRIMINATION} pour la discrimination, {LEAST_FOR_ALPHA} pour alpha, {LEAST_FOR_VARIANTS} pour les "
    f"variantes, dont {LEAST_CANDIDATES} au moins sur la variante. En dessous, le hasard l’emporte\u00a0: à 20 "
    "candidats, une corrélation de 0,30 peut encore venir de tout ce qui va de −0,16 à 0,66. Ces seuils sont des "
    "conventions de ce cours.",
)


class Severity(StrEnum):
    """Whether somebody has to look, or may want to know."""

    WARNING = "warning"
    REMARK = "remark"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong with an item, a competency or a variant.

    Parameters
    ----------
    severity : Severity
    kind : str
        For programs.
    subject : str
        Identifier of the criterion or the competency.
    part : str
        For programs, see ``Part``; empty for a competency.
    title, evidence, action : str
        In French.
    """

    severity: Severity
    kind: str
    subject: str
    part: str
    title: str
    evidence: str
    action: str


def findings_of(analysis: ItemAnalysis) -> tuple[Finding, ...]:
    """Return what an analysis warns of, warnings before remarks, otherwise in the order of the referential."""
    found = [finding for item in analysis.items for finding in _of_item(item)]
    found += [
        _of_variant(group.code, "", f"Compétence {group.code}", group.variants)
        for group in analysis.groups
        if _stands_out(group.variants)
    ]
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))


def item_name(item: Item) -> str:
    """Return what an item is called: the criterion's identifier, and which part of it where it has two."""
    return item.criterion.id if item.maximum == 1 else f"{item.criterion.id} ({_PARTS[item.part]})"


def signed(value: float) -> str:
    """Return a number with two decimals and its sign, as printed in French.

    Examples
    --------
    >>> signed(-0.125), signed(0.5), signed(-0.001)
    ('−0,13', '+0,50', '0,00')
    """
    text = number(abs(value))
    return text if text == "0,00" else f"{'−' if value < 0 else '+'}{text}"


def plain(value: float | None) -> str:
    """Return a number with two decimals, with a minus sign as printed; a dash where there is none."""
    return "–" if value is None else signed(value).removeprefix("+")


def interval_text(bounds: tuple[float, float] | None) -> str:
    """Return an interval as printed; nothing where there is none.

    Examples
    --------
    >>> interval_text((-0.164, 0.656))
    'de −0,16 à 0,66'
    """
    return "" if bounds is None else f"de {plain(bounds[0])} à {plain(bounds[1])}"


def _between(bounds: tuple[float, float] | None) -> str:
    text = interval_text(bounds)
    return f" (intervalle à 95\u00a0%\u00a0: {text})" if text else ""


def probability_text(probability: float) -> str:
    """Return a probability as printed.

    Examples
    --------
    >>> probability_text(0.0312), probability_text(0.0004)
    ('0,031', 'moins de 0,001')
    """
    return "moins de 0,001" if probability < 0.001 else number(probability, 3)


def alpha_text(alpha: Alpha) -> str:
    """Return an alpha, its interval, and from what it is computed; a warning in words where that is little."""
    basis = f"{alpha.items}\u00a0items, {alpha.candidates}\u00a0candidats complets"
    if alpha.value is None or alpha.lower is None or alpha.upper is None:
        return f"non défini ({basis})"
    hint = "" if alpha.candidates >= LEAST_FOR_ALPHA else f"\u00a0; indicatif, moins de {LEAST_FOR_ALPHA} candidats"
    return f"{plain(alpha.value)}, entre {plain(alpha.lower)} et {plain(alpha.upper)} ({basis}{hint})"


def too_few(analysis: ItemAnalysis) -> tuple[str, ...]:
    """Return what cannot be said of so small a class, and why."""
    wanted = (
        ("les difficultés", LEAST_FOR_DIFFICULTY),
        ("la discrimination", LEAST_FOR_DISCRIMINATION),
        ("les variantes", LEAST_FOR_VARIANTS),
    )
    small = [f"{what} (il en faut {least})" for what, least in wanted if analysis.candidates < least]
    return tuple(small)


def _of_item(item: ItemFigures) -> Iterator[Finding]:
    name = item_name(item.item)

    def finding(kind: str, title: str, evidence: str, action: str, severity: Severity = Severity.WARNING) -> Finding:
        return Finding(
            severity=severity,
            kind=kind,
            subject=item.item.criterion.id,
            part=item.item.part.value,
            title=f"{name}\u00a0: {title}",
            evidence=evidence,
            action=action,
        )

    told, value = item.discrimination, item.difficulty
    is_weak = item.weak_probability is not None and item.weak_probability < ALARM_PROBABILITY
    correlation = told.item_rest
    if is_weak and correlation is not None:
        evidence = (
            f"Corrélation item-reste {plain(correlation)}{_between(item.item_rest_interval)}, écart 27\u00a0% "
            f"{plain(told.upper_lower)}, sur {told.candidates} candidats. Avec un item qui distingue assez "
            f"({number(EBEL_POOR)}), la probabilité d’une corrélation si basse, corrigée, serait de "
            f"{probability_text(item.weak_probability or 0.0)}."
        )
        if correlation < 0:
            yield finding(
                "negative_discrimination",
                "les meilleurs y réussissent moins que les autres",
                evidence,
                "Relisez le correcteur et l’énoncé\u00a0: une vérité inversée, une unité ambiguë ou une bonne réponse "
                "refusée donnent ce profil. Corrigez le correcteur, puis «\u00a0atelier regrade\u00a0».",
            )
        elif value is not None and value < TOO_EASY:
            yield finding(
                "weak_discrimination",
                "il ne distingue pas les candidats",
                evidence,
                "Regardez s’il juge autre chose que le reste de l’activité, si sa tolérance est trop large ou trop "
                "étroite, ou si l’on y répond au hasard.",
            )
    if value is not None and item.established >= LEAST_FOR_DIFFICULTY:
        between = _between(item.difficulty_interval)
        evidence = f"Part moyenne des points {number(value)}{between}, sur {item.established} candidats."
        if value >= TOO_EASY:
            yield finding(
                "too_easy",
                "presque tous ont tout",
                evidence,
                "Pour une certification, ce n’est pas un défaut en soi\u00a0; vérifiez que le correcteur refuse ce qui "
                "est faux, ou demandez davantage.",
                Severity.REMARK,
            )
        elif value <= TOO_HARD:
            yield finding(
                "too_hard",
                "presque personne n’obtient de points",
                evidence,
                "Vérifiez le correcteur sur une réponse juste, puis l’énoncé, les données et ce qui a été enseigné.",
            )
        if item.replaced >= max(LEAST_REPLACED, LEAST_REPLACED_SHARE * item.established):
            yield finding(
                "scores_replaced",
                "des personnes ont souvent remplacé la note du correcteur",
                f"{item.replaced} notes automatiques remplacées, sur {item.established} établies.",
                "Lisez les motifs des remplacements\u00a0; si le correcteur a tort, corrigez-le, puis «\u00a0atelier "
                "regrade\u00a0».",
            )
    if _stands_out(item.variants):
        yield _of_variant(item.item.criterion.id, item.item.part.value, name, item.variants)


def _stands_out(tested: TestedVariants | None) -> bool:
    return (
        tested is not None
        and tested.adjusted_probability < ALARM_PROBABILITY
        and abs(tested.comparison.differences[0].difference) >= LEAST_VARIANT_DIFFERENCE
    )


def _of_variant(subject: str, part: str, name: str, tested: TestedVariants | None) -> Finding:
    if tested is None:
        raise ValueError(f"{subject}: no variants were compared")
    first = tested.comparison.differences[0]
    harder = first.difference < 0
    found = "difficile" if harder else "facile"
    return Finding(
        severity=Severity.WARNING,
        kind="harder_variant" if harder else "easier_variant",
        subject=subject,
        part=part,
        title=f"{name}\u00a0: la variante {first.variant} est plus {found} que les autres",
        evidence=_variant_evidence(first, tested.adjusted_probability, "" if part == "" else ", à niveau égal"),
        action="Refaites l’item sur cette variante et comparez sa vérité, ses tolérances et ses données à celles des "
        "autres. Corrigez le correcteur, puis «\u00a0atelier regrade\u00a0»\u00a0; si les données sont en cause, "
        "rétablissez les notes par «\u00a0atelier override\u00a0», motif à l’appui, et retirez la variante.",
    )


def _variant_evidence(found: VariantDifference, probability: float, how: str) -> str:
    return (
        f"{signed(found.difference)} de part des points par rapport aux autres variantes{how} "
        f"({signed(found.standardised)} écart-type), sur {found.candidates} candidats de cette variante. Probabilité "
        f"au hasard, corrigée\u00a0: {probability_text(probability)}."
    )
