"""The three models that the firm has to audit: what is required of each element, and where it is not met."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .description import STOREYS, Element, Model, draw_model
from .ifc_files import element_id, storey_id
from .kinds import FIRM_SET, PROXY, Value

DUCTS = ("IfcDuctSegment", "IfcPipeSegment")
NETWORKS = (*DUCTS, "IfcAirTerminal", "IfcCableCarrierSegment", "IfcLightFixture", "IfcOutlet")
STRUCTURE = ("IfcWall", "IfcSlab", "IfcColumn", "IfcBeam")
STOREY_RULE, PROXY_RULE = "EX-01", "EX-09"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A requirement of the IDS on elements.

    Parameters
    ----------
    classes : tuple of str
        That it applies to.
    breakings : tuple of callable
        Each makes an element fail it and nothing else.
    """

    classes: tuple[str, ...]
    breakings: tuple[Callable[[Element], Element], ...]


@dataclass(frozen=True, kw_only=True)
class Audited:
    """A model to audit.

    Parameters
    ----------
    model : Model
    key : str
        Decides the GlobalIds.
    applicable : mapping of int by requirement
    failing : mapping of tuple of GlobalIds by requirement
    """

    model: Model
    key: str
    applicable: Mapping[str, int]
    failing: Mapping[str, tuple[str, ...]]


def _set(group: str, name: str, value: Value | None) -> Callable[[Element], Element]:
    def broken(element: Element) -> Element:
        values = {key: held for key, held in element.properties.get(group, {}).items() if key != name}
        if value is not None:
            values[name] = value
        return replace(element, properties={**element.properties, group: values})

    return broken


RULES: Mapping[str, Rule] = {
    "EX-02": Rule(
        classes=("IfcWall",),
        breakings=tuple(_set("Pset_WallCommon", "FireRating", value) for value in (None, "CF 2 h", "REI60")),
    ),
    "EX-03": Rule(
        classes=("IfcColumn",),
        breakings=tuple(_set("Pset_ColumnCommon", "LoadBearing", value) for value in (None, False)),
    ),
    "EX-04": Rule(classes=("IfcSlab",), breakings=(lambda each: replace(each, material=""),)),
    "EX-05": Rule(classes=DUCTS, breakings=tuple(_set(FIRM_SET, "Reservation", value) for value in (None, "50 mm"))),
    "EX-06": Rule(classes=NETWORKS, breakings=(lambda each: replace(each, group=""),)),
    "EX-07": Rule(
        classes=(*STRUCTURE, *NETWORKS),
        breakings=tuple(_set(FIRM_SET, "Lot", value) for value in (None, "Gros œuvre", "str")),
    ),
    "EX-08": Rule(
        classes=(*STRUCTURE, *NETWORKS),
        breakings=(lambda each: replace(each, code=""), lambda each: replace(each, code=each.code.replace("-", " "))),
    ),
    PROXY_RULE: Rule(classes=(), breakings=(lambda each: replace(each, ifc_class=PROXY),)),
}
CONTENTS = {
    "structure": {"voile": 12, "dalle": 6, "poteau": 12, "poutre": 10},
    "fluides": {"gaine": 14, "tube": 14, "bouche": 10},
    "electricite": {"chemin": 12, "luminaire": 14, "prise": 12},
}
LABELS = {"structure": "Structure", "fluides": "Fluides", "electricite": "Électricité"}


def draw_audited(name: str, project: str, key: str, rng: np.random.Generator) -> Audited:
    """Return a model of the firm in which a few requirements are not met, each by a few elements.

    Parameters
    ----------
    name : str
        Key of ``CONTENTS``.
    project : str
    key : str
        Decides the GlobalIds.
    rng : numpy Generator
    """
    model = draw_model(f"{project} – {LABELS[name]}", CONTENTS[name], rng)
    classes = {each.ifc_class for each in model.elements.values()}
    codes = [code for code, rule in RULES.items() if code == PROXY_RULE or classes & set(rule.classes)]
    broken = [codes[index] for index in sorted(rng.permutation(len(codes))[: int(rng.integers(3, 5))].tolist())]
    untouched = list(model.elements)
    failing: dict[str, tuple[str, ...]] = {}
    for code in broken:
        rule = RULES[code]
        eligible = [tag for tag in untouched if not rule.classes or model.elements[tag].ifc_class in rule.classes]
        count = min(int(rng.integers(2, 7)), len(eligible) - 1)
        tags = [eligible[index] for index in sorted(rng.permutation(len(eligible))[:count].tolist())]
        untouched = [tag for tag in untouched if tag not in tags]
        changed = {
            tag: rule.breakings[rank % len(rule.breakings)](model.elements[tag]) for rank, tag in enumerate(tags)
        }
        model = model.with_elements(changed)
        failing[code] = tuple(element_id(key, model.elements[tag]) for tag in tags)
    if rng.random() < 0.5:
        model, storeys = _rename_storey(model)
        failing[STOREY_RULE] = tuple(storey_id(key, storey) for storey in storeys)
    everything = [STOREY_RULE, *RULES]
    return Audited(
        model=model,
        key=key,
        applicable={code: _applicable(model, code) for code in everything},
        failing={code: failing.get(code, ()) for code in everything},
    )


def conformity_percent(audited: Audited) -> float:
    """Return the share of satisfied checks: pairs of element and requirement, what is forbidden left out."""
    codes = [code for code in audited.applicable if code != PROXY_RULE]
    checks = sum(audited.applicable[code] for code in codes)
    return 100 * (1 - sum(len(audited.failing[code]) for code in codes) / checks)


def audit_truth(audited: Audited) -> dict[str, Any]:
    """Return what graders need of an audited model."""
    return {
        "project": audited.model.name,
        "conformity_percent": conformity_percent(audited),
        "applicable": dict(audited.applicable),
        "failing": {code: list(ids) for code, ids in audited.failing.items()},
    }


def _applicable(model: Model, code: str) -> int:
    if code == STOREY_RULE:
        return len(model.storeys)
    classes = (PROXY,) if code == PROXY_RULE else RULES[code].classes
    return sum(each.ifc_class in classes for each in model.elements.values())


def _rename_storey(model: Model) -> tuple[Model, tuple[str, ...]]:
    old, new = list(STOREYS)[-1], "Toiture"
    storeys = {new if name == old else name: level for name, level in model.storeys.items()}
    moved = {
        tag: replace(each, storey=new, name=each.name.replace(old, new))
        for tag, each in model.elements.items()
        if each.storey == old
    }
    return replace(model.with_elements(moved), storeys=storeys), (new,)
