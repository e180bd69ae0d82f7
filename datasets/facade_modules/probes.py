"""Small models that a specification of requirements (IDS) is tried on: a good one, one broken for each requirement."""

import base64
import json
import lzma
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from .exports import export_2x3
from .ifc_files import element_id, model_text
from .model import Kind, Model, with_property
from .requirements import Requirement, applies, breakings, failing, with_twin, without_property
from .vocabulary import ARTICLE, CLASSIFICATION, CONFIGURATION, FACADE, OCCURRENCE

EXISTENCE = "existence"
# What may be missing from a model that is handed over.
_ELSEWHERE = {"IfcWindow", "IfcWall", "IfcWallStandardCase", "IfcMember", "IfcCovering"}


class Edge(NamedTuple):
    """A model at the edge of what a requirement admits.

    Parameters
    ----------
    requirement : str
        Its code, or ``existence``.
    name : str
    accepted : bool
        Whether the requirement is met.
    text : str
        STEP.
    """

    requirement: str
    name: str
    accepted: bool
    text: str


def make_probes(model: Model, requirements: Sequence[Requirement], key: str) -> dict[str, Any]:
    """Return the good model and the broken ones, as compressed text, with the GlobalIds that must fail.

    Parameters
    ----------
    model : Model
        Without faults; a panel with a window, a module and a wall are kept.
    requirements : sequence of Requirement
    key : str
        Decides the GlobalIds.

    Returns
    -------
    dict
        ``models``, packed: ``good``; ``empty``, without any panel or module, which a requirement that they must exist
        refuses; ``other_schema``, the good one as IFC2X3, to which a specification for IFC4 does not apply; the
        broken ones, which ``broken`` lists by requirement with what must fail in each; and those of ``edges``, each
        with its requirement and whether it meets it.
    """
    small = _small(model)
    exported, _ = export_2x3(small, np.random.default_rng(0))
    facade = [name for name in small.elements if applies("ouvrage", small.kind_of(name))]
    texts = {
        "good": model_text(small, "IFC4", key),
        "empty": model_text(small.without(*facade), "IFC4", key),
        "other_schema": model_text(exported, "IFC2X3", key),
    }
    broken: dict[str, list[dict[str, Any]]] = {}
    for requirement in requirements:
        target = next(name for name in small.elements if applies(requirement.subject, small.kind_of(name)))
        for rank, breaking in enumerate(breakings(requirements)[requirement.code], start=1):
            worse = breaking(small, target)
            name = f"{requirement.code}/{rank}"
            texts[name] = model_text(worse, "IFC4", key)
            ids = [element_id(key, worse.elements[each]) for each in failing(worse, requirement)]
            broken.setdefault(requirement.code, []).append({"model": name, "failing": ids})
    edges = list(_edges(small, {item.code: item for item in requirements}, key))
    texts |= {f"{edge.requirement}/{edge.name}": edge.text for edge in edges}
    # All together: they differ in a few lines, which costs next to nothing in one archive.
    packed = base64.b64encode(lzma.compress(json.dumps(texts).encode())).decode()
    told = [
        {"model": f"{edge.requirement}/{edge.name}", "requirement": edge.requirement, "accepted": edge.accepted}
        for edge in edges
    ]
    return {"models": packed, "broken": broken, "edges": told}


def unpack(packed: str) -> dict[str, str]:
    """Return the STEP texts by name."""
    texts: dict[str, str] = json.loads(lzma.decompress(base64.b64decode(packed)))
    return texts


def _small(model: Model) -> Model:
    windowed = {model.elements[key].host for key in model.elements if model.kind_of(key).ifc_class == "IfcWindow"}
    kept = {
        next(key for key in model.elements if key in windowed),
        next(key for key in model.elements if applies("module", model.kind_of(key))),
        next(key for key in model.elements if applies("voile", model.kind_of(key))),
    }
    return model.without(
        *[key for key, item in model.elements.items() if item.host in model.storeys and key not in kept]
    )


def _edges(small: Model, asked: Mapping[str, Requirement], key: str) -> Iterator[Edge]:
    """Yield the models that a specification a little too wide, or a little too narrow, judges wrongly."""
    first = {
        subject: next(name for name in small.elements if applies(subject, small.kind_of(name)))
        for subject in ("panneau", "module", "profil", "fenêtre", "voile")
    }

    def written(model: Model) -> str:
        return model_text(model, "IFC4", key)

    def valued(subject: str, pset: str, name: str, value: str | float) -> str:
        element = with_property(small.elements[first[subject]], pset, name, value)
        return written(small.with_elements(element))

    def twinned(subject: str, change: Callable[[Kind], Kind]) -> str:
        return written(with_twin("autre", change)(small, first[subject]))

    def lacking(subject: str, pset: str, name: str) -> str:
        return twinned(subject, lambda kind: without_property(kind, pset, name))

    panel, good = small.elements[first["panneau"]], written(small)
    panel_u, window_u = asked["EI-03"].maximum or 0.0, asked["EI-06"].maximum or 0.0
    article = str(small.kind_of(first["panneau"]).properties[ARTICLE]["ArticleNumber"])
    renamed, member = replace(panel, name=f"{panel.name} bis"), small.elements[first["profil"]]
    measure = f"IFCTHERMALTRANSMITTANCEMEASURE({panel_u:g})"
    at_limit = valued("panneau", FACADE, "ThermalTransmittance", panel_u)
    bare = small.without(*[name for name in small.elements if small.kind_of(name).ifc_class in _ELSEWHERE])
    rejected, accepted = False, True
    yield Edge("EI-01", "suffix", rejected, written(small.with_elements(renamed)))
    yield Edge("EI-02", "second_value", accepted, valued("panneau", FACADE, "FireRating", asked["EI-02"].values[1]))
    yield Edge("EI-02", "missing", rejected, lacking("panneau", FACADE, "FireRating"))
    yield Edge("EI-03", "at_limit", accepted, at_limit)
    yield Edge("EI-03", "above", rejected, valued("panneau", FACADE, "ThermalTransmittance", round(panel_u + 0.01, 2)))
    yield Edge("EI-03", "missing", rejected, lacking("panneau", FACADE, "ThermalTransmittance"))
    yield Edge("EI-03", "other_measure", rejected, at_limit.replace(measure, f"IFCREAL({panel_u:g})"))
    yield Edge("EI-04", "suffix", rejected, valued("panneau", ARTICLE, "ArticleNumber", f"{article}0"))
    yield Edge("EI-05", "suffix", rejected, valued("panneau", OCCURRENCE, "SerialNumber", "PF001912-2"))
    yield Edge("EI-06", "at_limit", accepted, valued("fenêtre", "Pset_WindowCommon", "ThermalTransmittance", window_u))
    yield Edge("EI-09", "other_system", rejected, good.replace(f"'{CLASSIFICATION['Name']}'", "'Uniclass 2015'"))
    yield Edge("EI-10", "nested", rejected, written(small.with_elements(replace(member, link="nested"))))
    yield Edge("EI-11", "second_value", accepted, valued("voile", "Pset_WallCommon", "FireRating", "REI 90"))
    yield Edge("EI-11", "missing", rejected, lacking("voile", "Pset_WallCommon", "FireRating"))
    yield Edge("EI-12", "two_letters", rejected, valued("module", CONFIGURATION, "Revision", "AB"))
    yield Edge("EI-12", "panel_without", accepted, lacking("panneau", CONFIGURATION, "Revision"))
    yield Edge(EXISTENCE, "no_panel", rejected, written(small.without(first["panneau"])))
    yield Edge(EXISTENCE, "no_module", rejected, written(small.without(first["module"])))
    yield Edge(EXISTENCE, "nothing_else", accepted, written(bare))
