"""Products of the works as engineering breaks them down (EBOM): façade panels and technical modules."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .structure import Article, Register, Usage, draw_first_numbers

FAMILIES = ("Alba", "Belmont", "Tessel H", "Tessel V")
FACING_M, UPRIGHT_STEP_M = 1.2, 0.6
WINDOW_M = (1.2, 1.5)
MODULE_M = (1.2, 0.5, 2.2)
# How many widths there are before heights change too: fewer than lie between the two widths of panels.
WIDTHS = 100


@dataclass(frozen=True, kw_only=True)
class Product:
    """An end item.

    Parameters
    ----------
    number : str
    family : str
    width_m, height_m : float, m
    """

    number: str
    family: str
    width_m: float
    height_m: float

    @property
    def is_panel(self) -> bool:
        """Whether it is a façade panel, and not a technical module."""
        return not self.family.startswith("Tessel")


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Articles, usage lines and end items, without any error.

    Parameters
    ----------
    articles : dict of str to Article
    usages : list of Usage
    products : tuple of Product
    order : str
        The article of the project (affaire), whose lines are the products delivered.
    """

    articles: dict[str, Article]
    usages: list[Usage]
    products: tuple[Product, ...]
    order: str

    @cached_property
    def _numbers(self) -> dict[str, str]:
        return {article.label: number for number, article in self.articles.items()}

    def number_of(self, label: str) -> str:
        """Return the number of the article of that label."""
        return self._numbers[label]


def draw_catalogue(rng: np.random.Generator, *, products: int = 6, height_m: float = 3.0) -> Catalogue:
    """Return a catalogue of so many products; ten to fifteen usage lines come with each size.

    Parameters
    ----------
    rng : numpy.random.Generator
    products : int
        Six in a class-room; about 16 000 make 200 000 usage lines.
    height_m : float, m
        Of the panels: from floor to floor.

    Returns
    -------
    Catalogue
        The order is still empty.
    """
    register = Register(draw_first_numbers(rng))
    bought = _bought(register, rng)
    made = []
    for index in range(products):
        # Four panels of two widths, then two technical modules; beyond the class-room everything comes in more sizes.
        family, step = FAMILIES[(0, 0, 1, 1, 2, 3)[index % 6]], index // 6
        wider_m, higher_m = 0.005 * (step % WIDTHS), 0.01 * (step // WIDTHS)
        if family.startswith("Tessel"):
            made.append(_module(register, bought, family, MODULE_M[0] + wider_m, MODULE_M[2] + higher_m))
        else:
            width_m = (2.4, 3.0)[index % 2] + wider_m
            made.append(_panel(register, bought, family, width_m, height_m + higher_m))
    order = register.article("Affaire Les Terrasses du Lavoir", "affaire", interchangeable=True)
    return Catalogue(articles=register.articles, usages=register.usages, products=tuple(made), order=order)


def deliver(catalogue: Catalogue, counts: dict[str, int]) -> Catalogue:
    """Return the catalogue whose order holds so many of each product."""
    lines = [
        Usage(parent=catalogue.order, find=10 * rank, child=number, quantity=float(count))
        for rank, (number, count) in enumerate(counts.items(), start=1)
    ]
    return replace(catalogue, usages=[*catalogue.usages, *lines])


def _bought(register: Register, rng: np.random.Generator) -> dict[str, str]:
    prices = rng.uniform(0.85, 1.2, size=32)
    stock = (
        ("profil", "Profilé aluminium T60", "matiere", "m", 1.35, 6.8, ""),
        ("fibre", "Panneau fibre-ciment 10 mm", "matiere", "m2", 15.2, 21.5, ""),
        ("laine", "Laine de roche 140 mm", "matiere", "m2", 4.8, 9.2, ""),
        ("vitrage", "Triple vitrage 44", "matiere", "m2", 30.0, 62.0, ""),
        ("dormant", "Profilé de menuiserie", "matiere", "m", 1.9, 14.5, ""),
        ("acier", "Tube acier 40 × 40", "matiere", "m", 3.2, 5.4, ""),
        ("cuivre", "Tube cuivre 22 × 1", "matiere", "m", 0.59, 8.1, ""),
        ("tole", "Tôle galvanisée 0,8 mm", "matiere", "m2", 6.3, 11.0, ""),
        ("joint", "Joint EPDM 12 mm", "matiere", "m", 0.21, 1.9, ""),
        ("equerre", "Équerre de fixation réglable", "piece", "pce", 0.62, 4.9, "IfcDiscreteAccessory"),
        ("cheville", "Cheville métallique M12 × 110", "piece", "pce", 0.14, 1.15, "IfcMechanicalFastener"),
        ("vis", "Vis autoperceuse 4,8 × 25", "piece", "pce", 0.006, 0.04, ""),
        ("etiquette", "Étiquette d’identification RFID", "piece", "pce", 0.004, 0.85, ""),
        ("ferrure", "Ferrure oscillo-battante", "piece", "pce", 1.9, 38.0, ""),
        ("vanne", "Vanne d’isolement DN20", "piece", "pce", 0.48, 17.5, "IfcValve"),
        ("bouche", "Bouche de soufflage Ø 125", "piece", "pce", 0.55, 21.0, "IfcAirTerminal"),
        ("ventilateur", "Ventilateur en gaine Ø 160", "piece", "pce", 3.4, 118.0, "IfcFan"),
        ("sonde", "Sonde de température", "piece", "pce", 0.09, 24.0, "IfcSensor"),
        ("mastic", "Mastic polyuréthane", "consommable", "kg", 1.0, 7.4, ""),
        ("degraissant", "Dégraissant", "consommable", "l", 0.8, 5.2, ""),
    )
    numbers = {}
    for (key, label, nature, unit, mass_kg, cost_eur, ifc_class), price in zip(stock, prices, strict=False):
        numbers[key] = register.article(
            label, nature, unit=unit, mass_kg=mass_kg, cost_eur=round(cost_eur * price, 3), ifc_class=ifc_class
        )
    kit = register.article("Kit d’accrochage", "sous-ensemble", phantom=True)
    register.use(kit, (numbers["equerre"], 1), (numbers["cheville"], 2))
    return numbers | {"kit": kit}


def _cut(register: Register, label: str, ifc_class: str, material: str, quantity: float, cost_eur: float) -> str:
    """Return a part that is cut from one material."""
    if register.knows(label):
        return register.article(label, "piece")
    part = register.article(label, "piece", cost_eur=cost_eur, ifc_class=ifc_class)
    register.use(part, (material, quantity))
    return part


def _panel(register: Register, bought: dict[str, str], family: str, width_m: float, height_m: float) -> Product:
    size = f"{1000 * width_m:.0f} × {1000 * height_m:.0f}"
    frame = _frame(register, bought, width_m, height_m, size)
    facings = round(width_m / FACING_M)
    sheet_m = width_m / facings
    facing = _cut(
        register,
        f"Parement {1000 * sheet_m:.0f} × {1000 * height_m:.0f}",
        "IfcPlate",
        bought["fibre"],
        sheet_m * height_m,
        6.5,
    )
    opening_m2 = WINDOW_M[0] * WINDOW_M[1] if family == "Belmont" else 0.0
    wool_m2 = width_m * height_m - opening_m2
    wool = _cut(register, f"Isolant {family} {size}", "IfcCovering", bought["laine"], wool_m2, 2.2)
    panel = register.article(f"Panneau {family} {size}", "panneau", cost_eur=85.0, ifc_class="IfcElementAssembly")
    # The seal comes on two lines, uprights and crosswise: both count.
    lines = [(frame, 1), (facing, facings), (wool, 1), (bought["kit"], 2), (bought["joint"], 2 * height_m)]
    lines += [(bought["joint"], 2 * width_m), (bought["etiquette"], 1)]
    if opening_m2:
        lines += [(_window(register, bought), 1), (bought["joint"], 2 * sum(WINDOW_M))]
    register.use(panel, *lines, (bought["mastic"], 0.35))
    return Product(number=panel, family=family, width_m=width_m, height_m=height_m)


def upright_count(width_m: float) -> int:
    """Return how many uprights a frame has: one at each end and one every 0.6 m."""
    return round(width_m / UPRIGHT_STEP_M) + 1


def _frame(register: Register, bought: dict[str, str], width_m: float, height_m: float, size: str) -> str:
    label = f"Cadre {size}"
    if register.knows(label):
        return register.article(label, "sous-ensemble")
    upright = _cut(
        register, f"Montant {1000 * height_m:.0f}", "IfcMember", bought["profil"], height_m - 0.12, cost_eur=3.1
    )
    rail = _cut(register, f"Traverse {1000 * width_m:.0f}", "IfcMember", bought["profil"], width_m, cost_eur=3.4)
    frame = register.article(label, "sous-ensemble", cost_eur=22.0, ifc_class="IfcElementAssembly")
    count = upright_count(width_m)
    register.use(frame, (upright, count), (rail, 2), (bought["vis"], 4 * count))
    return frame


def _window(register: Register, bought: dict[str, str]) -> str:
    width_m, height_m = WINDOW_M
    label = f"Fenêtre {1000 * width_m:.0f} × {1000 * height_m:.0f}"
    if not register.knows(label):
        window = register.article(label, "sous-ensemble", cost_eur=64.0, ifc_class="IfcWindow", interchangeable=True)
        glass_m2 = (width_m - 0.14) * (height_m - 0.14)
        register.use(
            window, (bought["vitrage"], glass_m2), (bought["dormant"], 2 * (width_m + height_m)), (bought["ferrure"], 1)
        )
    return register.article(label, "sous-ensemble")


def _module(register: Register, bought: dict[str, str], family: str, width_m: float, height_m: float) -> Product:
    depth_m, size = MODULE_M[1], f"{1000 * width_m:.0f} × {1000 * height_m:.0f}"
    post = _cut(register, f"Poteau châssis {1000 * height_m:.0f}", "IfcMember", bought["acier"], height_m, 2.4)
    bar = _cut(register, f"Lisse châssis {1000 * width_m:.0f}", "IfcMember", bought["acier"], width_m, 2.0)
    label = f"Châssis {size}"
    known = register.knows(label)
    chassis = register.article(label, "sous-ensemble", cost_eur=41.0, ifc_class="IfcElementAssembly")
    if not known:
        register.use(chassis, (post, 4), (bar, 4), (bought["vis"], 24))
    module = register.article(
        f"Module {family} {size}", "module", cost_eur=140.0, ifc_class="IfcElementAssembly", interchangeable=True
    )
    if family == "Tessel H":
        pipe = _cut(register, "Conduite cuivre 1800", "IfcPipeSegment", bought["cuivre"], 1.8, 4.2)
        inside = [(pipe, 4), (bought["vanne"], 4), (bought["sonde"], 1)]
    else:
        duct_m2 = 3.1416 * 0.16 * 1.6
        duct = _cut(register, "Gaine Ø 160 1600", "IfcDuctSegment", bought["tole"], duct_m2, 7.9)
        inside = [(duct, 2), (bought["ventilateur"], 1), (bought["bouche"], 2), (bought["sonde"], 1)]
    jacket_m2 = 2 * width_m * height_m + 2 * depth_m * height_m
    jacket = _cut(register, f"Habillage isolant {size}", "", bought["laine"], jacket_m2, 3.0)
    tail = [(jacket, 1), (bought["kit"], 2), (bought["etiquette"], 1), (bought["mastic"], 0.12)]
    register.use(module, (chassis, 1), *inside, *tail)
    return Product(number=module, family=family, width_m=width_m, height_m=height_m)
