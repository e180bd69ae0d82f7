"""What follows from the structures: needs, masses, costs, reconciliation with the works and with the model."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from autograders.domain import bom

from .catalogue import Catalogue
from .extracts import Recorded
from .ifc_files import sets_of
from .manufacturing import Manufacturing
from .model import Model
from .structure import Article, Usage
from .vocabulary import ARTICLE, COUNT

TAKEN_OFF = {
    "IfcMember": ("Length", "length_m"),
    "IfcPipeSegment": ("Length", "length_m"),
    "IfcDuctSegment": ("Length", "length_m"),
    "IfcPlate": ("NetArea", "area_m2"),
    "IfcCovering": ("NetArea", "area_m2"),
}
ROLES = {"consommable": bom.Role.CONSUMABLE}


def structure_of(articles: Mapping[str, Article], usages: list[Usage]) -> bom.Structure:
    """Return a structure on which the computations of the field work."""
    return bom.structure_from_columns(
        [
            bom.Article(
                number=article.number,
                unit=article.unit,
                role=bom.Role.PHANTOM if article.phantom else ROLES.get(article.nature, bom.Role.STANDARD),
                mass_kg=article.mass_kg,
                cost_eur=article.cost_eur,
            )
            for article in articles.values()
        ],
        parents=[usage.parent for usage in usages],
        children=[usage.child for usage in usages],
        quantities=[usage.quantity for usage in usages],
        find_numbers=[str(usage.find) for usage in usages],
    )


def without_loop(recorded: Recorded) -> list[Usage]:
    """Return the recorded lines without the one that closes a loop."""
    closing = tuple(recorded.slips["cycle_line"])
    return [usage for usage in recorded.usages if (usage.parent, usage.child) != closing]


def plain_structure(articles: Mapping[str, Article], usages: list[Usage]) -> dict[str, Any]:
    """Return a structure as rows, from which a grader makes it again."""
    return {
        "articles": {
            article.number: {
                "unit": article.unit,
                "nature": article.nature,
                "phantom": article.phantom,
                "mass_kg": article.mass_kg,
                "cost_eur": article.cost_eur,
                "modelled": bool(article.ifc_class),
                "interchangeable": article.interchangeable,
            }
            for article in articles.values()
        },
        "lines": [[usage.parent, str(usage.find), usage.child, usage.quantity] for usage in usages],
    }


def bill_figures(structure: bom.Structure, catalogue: Catalogue) -> dict[str, Any]:
    """Return what the order needs and what it and each product weigh and cost."""
    need = bom.requirements(structure, {catalogue.order: 1})
    masses = bom.rolled_up(structure, bom.own_masses_kg(structure))
    costs = bom.rolled_up(structure, bom.own_costs_eur(structure))
    tops = [catalogue.order, *(product.number for product in catalogue.products)]
    return {
        "order": catalogue.order,
        "needs": {
            article.number: float(quantity)
            for article, quantity in zip(structure.articles, need, strict=True)
            if quantity > 0
        },
        "leaf_totals": bom.leaf_totals(structure, catalogue.order),
        "mass_kg": {number: float(masses[structure.position(number)]) for number in tops},
        "cost_eur": {number: float(costs[structure.position(number)]) for number in tops},
        "low_level_codes": dict(
            zip((each.number for each in structure.articles), bom.low_level_codes(structure).tolist(), strict=True)
        ),
    }


def reconciliation(structure: bom.Structure, made: Manufacturing, order: str) -> dict[str, Any]:
    """Return where the works depart from the design, for the whole order."""
    manufacturing = structure_of(made.articles, made.usages)
    rows = bom.reconciled(structure, manufacturing, order, order)
    return {
        "differences": [
            {
                "article": row.number,
                "unit": row.unit,
                "engineering": row.engineering,
                "manufacturing": row.manufacturing,
                "finding": row.finding.value,
            }
            for row in rows
            if row.finding is not bom.Finding.MATCHED
        ],
        "accounted_share": bom.accounted_share(rows),
        "accountability_by_unit": bom.accountability_by_unit(rows),
    }


def model_quantities(model: Model) -> dict[str, float]:
    """Return how many of each article the model holds, keys folded; a fastener stands for as many as it says."""
    counts: Counter[str] = Counter()
    for element in model.elements.values():
        kind = model.kinds[element.kind]
        number = sets_of(kind, element).get(ARTICLE, {}).get("ArticleNumber")
        if number is not None:
            counts[str(number).strip().upper()] += round(float(kind.quantities.get(COUNT, {}).get("Count", 1)))
    return dict(counts)


def take_off(model: Model) -> dict[str, dict[str, dict[str, float]]]:
    """Return what lengths and areas the model holds, in m and m², by article and by material.

    Lengths are those of members, pipes and ducts; areas the net ones of plates and coverings. What bears no quantity
    adds none, and what bears several materials has no one to be counted under.
    """
    found: dict[str, dict[str, Counter[str]]] = {"articles": {}, "materials": {}}
    for element in model.elements.values():
        kind = model.kinds[element.kind]
        values = next(iter(kind.quantities.values()), {})
        number = sets_of(kind, element).get(ARTICLE, {}).get("ArticleNumber")
        if kind.ifc_class not in TAKEN_OFF or not values or number is None:
            continue
        name, unit = TAKEN_OFF[kind.ifc_class]
        owners = [("articles", str(number).strip().upper())]
        if len(kind.layers) == 1:
            owners.append(("materials", kind.layers[0][0]))
        for group, owner in owners:
            found[group].setdefault(owner, Counter())[unit] += float(values[name])
    return {group: {owner: dict(sums) for owner, sums in owners.items()} for group, owners in found.items()}


def model_differences(
    model: Model, articles: Mapping[str, Article], needs: Mapping[str, float]
) -> list[dict[str, Any]]:
    """Return the articles of which the model and the order call for different numbers."""
    held = model_quantities(model)
    due = {number: needs[number] for number, article in articles.items() if article.ifc_class and number in needs}
    return [
        {"article": number, "model": held.get(number, 0), "plm": round(due.get(number, 0))}
        for number in sorted({*held, *due})
        if held.get(number, 0) != round(due.get(number, 0))
    ]
