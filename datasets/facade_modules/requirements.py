"""Information requirements on the model, judged on its description, and one way of breaking each of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from .ifc_files import sets_of
from .model import Element, Kind, Model, Value, with_property
from .vocabulary import ARTICLE, CONFIGURATION, FACADE, OCCURRENCE, QUANTITY_SETS

WALLS = {"IfcWall", "IfcWallStandardCase"}
NAME_PATTERN = r"(PF|MT)-R[0-9]-[NSEO]-[0-9]{2}"
ARTICLE_PATTERN = r"(PF|MT)-[0-9]{5}"
SERIAL_PATTERN = r"(PF|MT)[0-9]{6}"
WOOL = "Laine de roche"


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """What the model must say of some elements.

    Parameters
    ----------
    code : str
    subject : str
        Which elements: panneau, module, ouvrage (both), profil, fenêtre, isolant, voile.
    topic : str
        What practices call it; empty where the client asks for it in any case, from the first phase on.
    facet : str
        Of IDS: attribute, property, classification, material or partOf.
    pset, name : str
    values : tuple of str
        Admitted values; empty where any will do.
    pattern : str
    maximum : float or None
    """

    code: str
    subject: str
    facet: str
    topic: str = ""
    pset: str = ""
    name: str = ""
    values: tuple[str, ...] = ()
    pattern: str = ""
    maximum: float | None = None


def draw_requirements(fire_ratings: Sequence[str], panel_u: float, window_u: float) -> tuple[Requirement, ...]:
    """Return the twelve requirements with this variant's values.

    Parameters
    ----------
    fire_ratings : sequence of str
        Admitted for panels.
    panel_u, window_u : float, W/(m²·K)
        Largest thermal transmittances.
    """
    quantities = QUANTITY_SETS["IfcMember"]
    return (
        Requirement(code="EI-01", subject="ouvrage", facet="attribute", name="Name", pattern=NAME_PATTERN),
        Requirement(
            code="EI-02",
            subject="panneau",
            facet="property",
            topic="feu",
            pset=FACADE,
            name="FireRating",
            values=tuple(fire_ratings),
        ),
        Requirement(
            code="EI-03",
            subject="panneau",
            facet="property",
            topic="thermique_panneau",
            pset=FACADE,
            name="ThermalTransmittance",
            maximum=panel_u,
        ),
        Requirement(
            code="EI-04",
            subject="ouvrage",
            facet="property",
            topic="article",
            pset=ARTICLE,
            name="ArticleNumber",
            pattern=ARTICLE_PATTERN,
        ),
        Requirement(
            code="EI-05",
            subject="ouvrage",
            facet="property",
            topic="serie",
            pset=OCCURRENCE,
            name="SerialNumber",
            pattern=SERIAL_PATTERN,
        ),
        Requirement(
            code="EI-06",
            subject="fenêtre",
            facet="property",
            topic="thermique_fenetre",
            pset="Pset_WindowCommon",
            name="ThermalTransmittance",
            maximum=window_u,
        ),
        Requirement(code="EI-07", subject="profil", facet="property", topic="longueur", pset=quantities, name="Length"),
        Requirement(code="EI-08", subject="isolant", facet="material", topic="materiau", values=(WOOL,)),
        Requirement(code="EI-09", subject="ouvrage", facet="classification", topic="classification"),
        Requirement(code="EI-10", subject="profil", facet="partOf"),
        Requirement(
            code="EI-11",
            subject="voile",
            facet="property",
            pset="Pset_WallCommon",
            name="FireRating",
            values=("REI 60", "REI 90"),
        ),
        Requirement(
            code="EI-12", subject="module", facet="property", pset=CONFIGURATION, name="Revision", pattern="[A-Z]"
        ),
    )


def applies(subject: str, kind: Kind) -> bool:
    """Return whether elements of a kind are what a requirement speaks of."""
    if subject in ("panneau", "module", "ouvrage"):
        words = {"panneau": ("Panneau",), "module": ("Module",), "ouvrage": ("Panneau", "Module")}[subject]
        return kind.ifc_class == "IfcElementAssembly" and kind.name.startswith(words)
    classes = {"profil": {"IfcMember"}, "fenêtre": {"IfcWindow"}, "isolant": {"IfcCovering"}, "voile": WALLS}
    return kind.ifc_class in classes[subject]


def failing(model: Model, requirement: Requirement) -> tuple[str, ...]:
    """Return the keys of the elements that a requirement applies to and that do not meet it."""
    return tuple(
        key
        for key, element in model.elements.items()
        if applies(requirement.subject, model.kind_of(key)) and not _met(model, element, requirement)
    )


def applicable(model: Model, requirement: Requirement) -> int:
    """Return how many elements a requirement applies to."""
    return sum(applies(requirement.subject, model.kind_of(key)) for key in model.elements)


def _met(model: Model, element: Element, requirement: Requirement) -> bool:
    kind = model.kinds[element.kind]
    if requirement.facet == "attribute":
        return _admitted(element.name, requirement)
    if requirement.facet == "material":
        return any(name in requirement.values for name, _ in kind.layers)
    if requirement.facet == "classification":
        return bool(kind.classification)
    if requirement.facet == "partOf":
        return element.link == "aggregated"
    sets = {**sets_of(kind, element), **kind.quantities}
    return _admitted(sets.get(requirement.pset, {}).get(requirement.name), requirement)


def _admitted(value: Value | None, requirement: Requirement) -> bool:
    if value is None:
        return False
    if requirement.maximum is not None:
        return isinstance(value, float) and value <= requirement.maximum
    if requirement.values:
        return value in requirement.values
    return not requirement.pattern or re.fullmatch(requirement.pattern, str(value)) is not None


Breaking = Callable[[Model, str], Model]


def breakings(requirements: Sequence[Requirement]) -> Mapping[str, tuple[Breaking, ...]]:
    """Return by requirement how one element can be made to fail it: only that requirement, and by one fault each."""
    by_code = {item.code: item for item in requirements}
    wide_u = {code: float(by_code[code].maximum or 0.0) for code in ("EI-03", "EI-06")}
    return {
        "EI-01": (
            lambda model, key: _renamed(model, key, model.elements[key].name.lower()),
            lambda model, key: _renamed(model, key, model.elements[key].name.replace("-", "_")),
        ),
        "EI-02": (_own(FACADE, "FireRating", "EI30"), _own(FACADE, "FireRating", "EI 15")),
        "EI-03": (
            _own(FACADE, "ThermalTransmittance", round(wide_u["EI-03"] + 0.06, 2)),
            _own(FACADE, "ThermalTransmittance", f"{wide_u['EI-03']:.2f}".replace(".", ",")),
        ),
        "EI-04": (lambda model, key: _folded_article(model, key),),
        "EI-05": (_own(OCCURRENCE, "SerialNumber", None), _own(OCCURRENCE, "SerialNumber", "à compléter")),
        "EI-06": (
            with_twin("sans U", lambda kind: without_property(kind, "Pset_WindowCommon", "ThermalTransmittance")),
            _own("Pset_WindowCommon", "ThermalTransmittance", round(wide_u["EI-06"] + 0.3, 2)),
        ),
        "EI-07": (with_twin("sans quantités", lambda kind: replace(kind, quantities={})),),
        "EI-08": (with_twin("autre laine", lambda kind: replace(kind, layers=(("Laine de verre", 0.0),))),),
        "EI-09": (with_twin("sans classification", lambda kind: replace(kind, classification="")),),
        "EI-10": (_loose,),
        "EI-11": (_own("Pset_WallCommon", "FireRating", "REI 30"), _standard_case),
        "EI-12": (with_twin("sans indice", lambda kind: without_property(kind, CONFIGURATION, "Revision")),),
    }


def _renamed(model: Model, key: str, name: str) -> Model:
    return model.with_elements(replace(model.elements[key], name=name))


def _own(pset: str, name: str, value: Value | None) -> Breaking:
    return lambda model, key: model.with_elements(with_property(model.elements[key], pset, name, value))


def _folded_article(model: Model, key: str) -> Model:
    element = model.elements[key]
    number = str(sets_of(model.kinds[element.kind], element)[ARTICLE]["ArticleNumber"])
    return model.with_elements(with_property(element, ARTICLE, "ArticleNumber", f"{number.lower()} "))


def _standard_case(model: Model, key: str) -> Model:
    """Make a wall one of the subclass that tools still write, and that a rule on the class alone passes by."""
    subclass = with_twin("standard", lambda kind: replace(kind, ifc_class="IfcWallStandardCase"))
    return _own("Pset_WallCommon", "FireRating", "REI 30")(subclass(model, key), key)


def with_twin(suffix: str, change: Callable[[Kind], Kind]) -> Breaking:
    """Give an element a second type of the same name, as copying between projects leaves behind."""

    def broken(model: Model, key: str) -> Model:
        element = model.elements[key]
        twin = f"{element.kind} {suffix}"
        kinds = {twin: model.kinds.get(twin, change(model.kinds[element.kind]))}
        return model.with_kinds(kinds).with_elements(replace(element, kind=twin))

    return broken


def without_property(kind: Kind, pset: str, name: str) -> Kind:
    """Return a kind without a property, and without the set when that was its last one."""
    values = {key: value for key, value in kind.properties[pset].items() if key != name}
    sets = {key: dict(held) for key, held in kind.properties.items() if key != pset}
    return replace(kind, properties={**sets, pset: values} if values else sets)


def _loose(model: Model, key: str) -> Model:
    """Take a part out of its assembly and leave it on the storey, at the place where it was."""
    element = model.elements[key]
    x_m, y_m, z_m = element.origin_m
    storey, host, turned = model.storey_of(key), element.host, False
    while host not in model.storeys:
        whole = model.elements[host]
        sign = -1.0 if whole.turned else 1.0
        x_m, y_m, z_m = whole.origin_m[0] + sign * x_m, whole.origin_m[1] + sign * y_m, whole.origin_m[2] + z_m
        turned, host = turned ^ whole.turned, whole.host
    at = (round(x_m, 4), round(y_m, 4), round(z_m, 4))
    return model.with_elements(replace(element, host=storey, link="contained", origin_m=at, turned=turned))
