"""Judges of the table of interfaces: ends, keys, conversions and directions of the flows that are demanded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograders.candidate.wire import Row
from autograders.criteria import Slip, folded, rows_check, unfounded
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .trials import MISTAKES

MODEL, REGISTER, EBOM, MBOM = "maquette", "articles.csv", "ebom.csv", "mbom.csv"
ARTICLE, USAGE = "numéro d’article", "parent, composant et rang"
PLACE, SUPPLIER = "repère de l’élément", "code fournisseur"
NONE, LINE_FROM_M, LINE_FROM_M2 = "aucune", "m → unité de la ligne", "m² → unité de la ligne"


@dataclass(frozen=True)
class Flow:
    """A flow that the specification demands, with what is admitted of it."""

    source: tuple[str, str]
    target: tuple[str, str]
    keys: tuple[str, ...]
    conversions: tuple[str, ...]
    direction: str


FLOWS = {
    "IF-01": Flow(
        (REGISTER, "revision"), (MODEL, "Merlaude_Configuration.Revision"), (ARTICLE,), (NONE,), "PLM → maquette"
    ),
    "IF-02": Flow(
        ("as_built.csv", "serie"),
        (MODEL, "Pset_ManufacturerOccurrence.SerialNumber"),
        (PLACE,),
        (NONE,),
        "chantier → maquette",
    ),
    # The line of a profile is known by it, as parent, and by its material.
    "IF-03": Flow(
        (MODEL, "Qto_MemberBaseQuantities.Length"),
        (EBOM, "quantite"),
        (ARTICLE, USAGE),
        (LINE_FROM_M,),
        "maquette → PLM",
    ),
    # Areas are in square metres on either side, spelled in several ways.
    "IF-04": Flow(
        (MODEL, "Qto_PlateBaseQuantities.NetArea"),
        (EBOM, "quantite"),
        (ARTICLE, USAGE),
        (LINE_FROM_M2, NONE),
        "maquette → PLM",
    ),
    "IF-05": Flow(
        (REGISTER, "masse"), ("bilan", "mass_kg"), (ARTICLE,), ("unité de masse de l’article → kg",), "PLM → bilan"
    ),
    "IF-06": Flow((REGISTER, "cout_eur"), ("bilan", "cost_eur"), (ARTICLE,), ("lot → unité",), "PLM → bilan"),
    "IF-07": Flow(
        (EBOM, "quantite"),
        (MBOM, "quantite"),
        (USAGE,),
        ("unité de la ligne → unité de l’article",),
        "études → fabrication",
    ),
    "IF-08": Flow(
        ("fournisseurs.csv", "raison_sociale"),
        ("bilan", "supplier"),
        (SUPPLIER,),
        ("Windows-1252 → UTF-8",),
        "achats → bilan",
    ),
}

UNDESCRIBED = "Aucun flux n’est décrit justement : donnez d’abord sources, cibles et champs."


def judge_interfaces(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the table of interfaces."""
    parts = (
        ("Flux décrits : source, cible et champs", 2.0, ends_slip, "Un champ s’écrit comme dans son fichier."),
        ("Clés de rapprochement", 1.0, key_slip, "Une clé survit aux changements de logiciel et suffit à désigner."),
        ("Conversions", 1.0, conversion_slip, "Comparez unités et codage des deux côtés, dans les fichiers mêmes."),
        ("Sens des flux", 0.5, direction_slip, "Le sens va de celui qui fait foi à celui qui le suit."),
    )
    ends, *others = (part_check(answers, label, weight, slip, advice) for label, weight, slip, advice in parts)
    if not ends.fraction and not ends.misconception:
        # The same key for all flows is right of some: of flows that nobody described it says nothing.
        others = unfounded(others, UNDESCRIBED)
    return [ends, *others]


def part_check(
    answers: Answers, label: str, weight: float, slip: Callable[[Flow, Row], Slip | None], advice: str
) -> Check:
    """Judge one aspect of the table, flow by flow."""
    return rows_check(
        answers,
        "interfaces",
        label=label,
        weight=weight,
        key="flow",
        expected=list(FLOWS),
        rule=lambda code, row: slip(FLOWS[code], row),
        advice=advice,
    )


def ends_slip(flow: Flow, row: Row) -> Slip | None:
    """Return what is wrong with where a flow starts and where it arrives."""
    given = (end(row["source"], row["source_field"]), end(row["target"], row["target_field"]))
    right = (end(*flow.source), end(*flow.target))
    if given == right:
        return None
    if (row["source"], row["target"]) == (flow.target[0], flow.source[0]):
        return Slip("source et cible à revoir", MISTAKES["source-and-target-swapped"])
    named = [name for name, one, other in zip(("source", "cible"), given, right, strict=True) if one != other]
    return Slip(f"{' et '.join(named)} à revoir")


def key_slip(flow: Flow, row: Row) -> Slip | None:
    """Return what is wrong with the key of a flow."""
    if row["key"] in flow.keys:
        return None
    return Slip("clé à revoir", MISTAKES["globalid-as-key"] if row["key"] == "GlobalId" else None)


def conversion_slip(flow: Flow, row: Row) -> Slip | None:
    """Return what is wrong with the conversion of a flow."""
    if row["conversion"] in flow.conversions:
        return None
    return Slip("conversion à revoir", MISTAKES["conversion-forgotten"] if row["conversion"] == NONE else None)


def direction_slip(flow: Flow, row: Row) -> Slip | None:
    """Return what is wrong with the direction of a flow."""
    return None if row["direction"] == flow.direction else Slip("sens à revoir")


def end(place: object, field: object) -> tuple[str, str]:
    """Return one end of a flow without what spelling changes.

    Examples
    --------
    >>> end("maquette", "Qto_MemberBaseQuantities . Length")
    ('maquette', 'qto_memberbasequantities.length')
    """
    return folded(place), "".join(folded(field).split())
