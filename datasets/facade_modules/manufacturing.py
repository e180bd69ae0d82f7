"""The structure by which the works make the products (MBOM): stages, kits spread out, consumables, and four slips."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .catalogue import Catalogue
from .structure import Article, Usage, lines_of, next_number, numbers_after

DEGREASER_L = 0.05
FILM_M2 = 7.2


@dataclass(frozen=True, kw_only=True)
class Manufacturing:
    """The manufacturing structure.

    Parameters
    ----------
    articles : dict of str to Article
        Those of the catalogue and stages of its own.
    usages : list of Usage
    slips : dict
        Where it departs from the engineering structure: ``missing``, ``fewer``, ``extra``, ``more``.
    """

    articles: dict[str, Article]
    usages: list[Usage]
    slips: dict[str, Any]


def draw_manufacturing(catalogue: Catalogue, recorded: dict[str, Article], rng: np.random.Generator) -> Manufacturing:
    """Return how the works make what the catalogue designs.

    Facings and wool form a stage that is never stocked, kits are spread out, seals come on one line, and consumables
    are added; the window's fittings are forgotten, so is the label of one product; one gets a film, one more anchors.

    Parameters
    ----------
    catalogue : Catalogue
    recorded : dict of str to Article
        The register, so that no number is given twice.
    rng : numpy.random.Generator
    """
    lines, articles = lines_of(catalogue.usages), dict(recorded)
    film = next_number(articles, "MP")
    articles[film] = Article(
        number=film, label="Film de protection", nature="matiere", unit="m2", mass_kg=0.09, cost_eur=0.55
    )
    stages = numbers_after(recorded, "SE")
    usages: list[Usage] = []
    for product in catalogue.products:
        stage = next(stages)
        articles[stage] = Article(
            number=stage,
            label=f"Stade habillage {articles[product.number].label}",
            nature="sous-ensemble",
            phantom=True,
        )
        usages += _product_lines(product.number, stage, lines, catalogue)
    # Products are made otherwise, kits not at all.
    made = {product.number for product in catalogue.products}
    made |= {number for number, article in catalogue.articles.items() if article.phantom}
    usages += [usage for usage in catalogue.usages if usage.parent not in made]
    ordered = [usage.child for usage in lines[catalogue.order]]
    forgetful, wrapped, generous = rng.permutation(ordered).tolist()[:3]
    label, anchor = (
        catalogue.number_of(name) for name in ("Étiquette d’identification RFID", "Cheville métallique M12 × 110")
    )
    fitting = catalogue.number_of("Ferrure oscillo-battante")
    usages = [usage for usage in usages if usage.child != fitting and (usage.parent, usage.child) != (forgetful, label)]
    usages.append(Usage(parent=wrapped, find=200, child=film, quantity=FILM_M2))
    usages = [
        replace(usage, quantity=usage.quantity + 2) if (usage.parent, usage.child) == (generous, anchor) else usage
        for usage in usages
    ]
    slips = {
        "missing": {"article": fitting},
        "fewer": {"article": label, "product": forgetful},
        "extra": {"article": film, "product": wrapped},
        "more": {"article": anchor, "product": generous},
    }
    return Manufacturing(articles=articles, usages=usages, slips=slips)


def _product_lines(number: str, stage: str, lines: dict[str, list[Usage]], catalogue: Catalogue) -> list[Usage]:
    """Return the lines of one product: what is spread out or put together, in the order of the shop."""
    own: dict[str, float] = {}
    staged: dict[str, float] = {}
    for usage in lines[number]:
        article = catalogue.articles[usage.child]
        if article.phantom:
            for below in lines[usage.child]:
                own[below.child] = own.get(below.child, 0.0) + usage.quantity * below.quantity
        else:
            target = staged if article.ifc_class in ("IfcPlate", "IfcCovering") else own
            target[usage.child] = target.get(usage.child, 0.0) + usage.quantity
    if not staged:
        # A module has no facing: its jacket alone is put on at that stage.
        jacket = next(child for child in own if catalogue.articles[child].label.startswith("Habillage"))
        staged[jacket] = own.pop(jacket)
    own |= {stage: 1.0, catalogue.number_of("Dégraissant"): DEGREASER_L}
    return [*_usages(number, own), *_usages(stage, staged)]


def _usages(parent: str, quantities: dict[str, float]) -> list[Usage]:
    return [
        Usage(parent=parent, find=10 * rank, child=child, quantity=round(quantity, 4))
        for rank, (child, quantity) in enumerate(quantities.items(), start=1)
    ]
