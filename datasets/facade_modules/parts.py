"""Shapes, places, quantities and materials of the parts of products, told from the first word of their labels."""

from collections.abc import Callable

from .catalogue import WINDOW_M, Catalogue, Product
from .model import Box, Sets
from .structure import Article
from .vocabulary import COUNT, QUANTITY_SETS

Point = tuple[float, float, float]


def layers_of(article: Article) -> tuple[tuple[str, float], ...]:
    """Return the materials of an article, with their thickness in m where they are layers."""
    if article.nature == "panneau":
        return (("Plaque fibre-ciment", 0.01), ("Laine de roche", 0.14), ("Plaque fibre-ciment", 0.01))
    single = {
        "Montant": "Aluminium",
        "Traverse": "Aluminium",
        "Parement": "Plaque fibre-ciment",
        "Isolant": "Laine de roche",
        "Poteau": "Acier",
        "Lisse": "Acier",
        "Équerre": "Acier",
        "Conduite": "Cuivre",
        "Gaine": "Acier galvanisé",
    }
    word = _word(article)
    return ((single[word], 0.0),) if word in single else ()


def _word(article: Article) -> str:
    return article.label.split()[0]


def _size_m(article: Article) -> tuple[float, ...]:
    return tuple(int(text) / 1000 for text in article.label.split() if text.isdigit() and len(text) > 3)


def box_of(article: Article, catalogue: Catalogue) -> Box | None:
    """Return the envelope of a part; what is stamped out or hollow is not drawn in detail."""
    size, word = _size_m(article), _word(article)
    cut_m = next((usage.quantity for usage in catalogue.usages if usage.parent == article.number), 0.0)
    makers: dict[str, Callable[[], Box]] = {
        "Montant": lambda: Box(x_m=0.06, y_m=0.14, z_m=cut_m),
        "Traverse": lambda: Box(x_m=size[0], y_m=0.14, z_m=0.06),
        "Parement": lambda: Box(x_m=size[0], y_m=0.01, z_m=size[1]),
        # As high as gives the insulated area: around a window it has no simple outline.
        "Isolant": lambda: Box(x_m=size[0], y_m=0.14, z_m=round(cut_m / size[0], 4)),
        "Fenêtre": lambda: Box(x_m=WINDOW_M[0], y_m=0.08, z_m=WINDOW_M[1]),
        "Équerre": lambda: Box(x_m=0.08, y_m=0.12, z_m=0.1),
        "Cheville": lambda: Box(x_m=0.012, y_m=0.11, z_m=0.012),
        "Poteau": lambda: Box(x_m=0.04, y_m=0.04, z_m=cut_m),
        "Lisse": lambda: Box(x_m=cut_m, y_m=0.04, z_m=0.04),
        "Conduite": lambda: Box(x_m=0.022, y_m=0.022, z_m=cut_m),
        "Gaine": lambda: Box(x_m=0.16, y_m=0.16, z_m=1.6),
        "Vanne": lambda: Box(x_m=0.06, y_m=0.06, z_m=0.09),
        "Bouche": lambda: Box(x_m=0.16, y_m=0.16, z_m=0.05),
        "Ventilateur": lambda: Box(x_m=0.25, y_m=0.25, z_m=0.3),
        "Sonde": lambda: Box(x_m=0.04, y_m=0.03, z_m=0.04),
    }
    return makers[word]() if word in makers else None


def quantities_of(article: Article, box: Box | None) -> Sets:
    """Return the sets of quantities of an article whose envelope is known."""
    if _word(article) == "Cheville":
        return {COUNT: {"Count": 2.0}}
    if box is None or article.ifc_class not in QUANTITY_SETS:
        return {}
    area_m2 = box.x_m * box.z_m
    values = {
        "IfcMember": {"Length": max(box.x_m, box.z_m)},
        "IfcPlate": {"Width": box.y_m, "GrossArea": area_m2, "NetArea": area_m2},
        "IfcCovering": {"Width": box.y_m, "GrossArea": area_m2, "NetArea": area_m2},
        "IfcWindow": {"Width": box.x_m, "Height": box.z_m, "Area": area_m2},
        "IfcPipeSegment": {"Length": box.z_m},
        "IfcDuctSegment": {"Length": box.z_m},
    }[article.ifc_class]
    return {QUANTITY_SETS[article.ifc_class]: values}


def position_of(article: Article, product: Product, rank: int, count: int) -> Point:
    """Return where the part of a rank among so many stands in its product, in m."""
    width_m, height_m, share = product.width_m, product.height_m, rank / max(count - 1, 1)
    places: dict[str, Point] = {
        "Montant": (share * (width_m - 0.06), 0.01, 0.06),
        "Traverse": (0.0, 0.01, share * (height_m - 0.06)),
        "Parement": (rank * width_m / count, 0.15, 0.0),
        "Isolant": (0.0, 0.01, 0.0),
        "Fenêtre": ((width_m - WINDOW_M[0]) / 2, 0.04, 0.9),
        "Poteau": ((rank % 2) * (width_m - 0.04), (rank // 2) * 0.46, 0.0),
        "Lisse": (0.0, (rank % 2) * 0.46, (rank // 2) * (height_m - 0.04)),
        "Conduite": (0.2 + 0.25 * rank, 0.24, 0.2),
        "Vanne": (0.18 + 0.25 * rank, 0.3, 1.0),
        "Gaine": (0.2 + 0.4 * rank, 0.17, 0.2),
        "Bouche": (0.2 + 0.4 * rank, 0.17, 1.85),
        "Ventilateur": (0.55, 0.12, 1.9),
        "Sonde": (0.1, 0.1, 1.5),
    }
    x_m, y_m, z_m = places[_word(article)]
    return round(x_m, 4), round(y_m, 4), round(z_m, 4)
