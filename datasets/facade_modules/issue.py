"""The three model files of a variant: handed over, exported by the other tool, revised; and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from . import exports, faults, ifc_files, measures, probes, requirements, retention, revisions
from .catalogue import Catalogue
from .model import Model
from .practices import is_due, needed_phases
from .requirements import Requirement
from .terms import MAJORITY, Terms

EXPORTER = "Atelier Export 7"


@dataclass(frozen=True, kw_only=True)
class Issue:
    """The model files and what is known of them.

    Parameters
    ----------
    texts : dict of str to str
        STEP files: ``ifc4``, ``ifc2x3``, ``rev_b``.
    handed_over : Model
        What ``ifc4`` holds.
    ids : dict of str to str
        GlobalId of each element of ``ifc4`` by its Tag.
    truth : dict
    """

    texts: dict[str, str]
    handed_over: Model
    ids: dict[str, str]
    truth: dict[str, Any]


def issue_models(
    model: Model,
    catalogue: Catalogue,
    terms: Terms,
    published: Mapping[str, str],
    key: str,
    streams: Sequence[np.random.Generator],
) -> Issue:
    """Return the files made from a faultless model.

    Parameters
    ----------
    model : Model
    catalogue : Catalogue
    terms : Terms
    published : mapping of str to str
        Revision by article.
    key : str
        Decides the GlobalIds.
    streams : sequence of numpy.random.Generator
        For the faults, the export and the revision.
    """
    asked = requirements.draw_requirements(terms.fire_ratings, terms.panel_u_limit, terms.window_u_limit)
    handed, model_plm = faults.plant_plm_differences(model, catalogue, streams[0])
    handed, stale = faults.make_stale(handed, published, streams[0])
    handed, planted = faults.plant_requirement_faults(handed, asked, streams[0])
    exported, lost = exports.export_2x3(handed, streams[1])
    untouched = {name for names in planted.values() for name in names}
    revised, changed = revisions.revise(handed, terms.fire_ratings[1], untouched, streams[2])
    described = {"ifc4": handed, "ifc2x3": exported, "rev_b": revised}
    texts = {
        "ifc4": ifc_files.model_text(handed, "IFC4", key),
        "ifc2x3": ifc_files.model_text(exported, "IFC2X3", key, originator=EXPORTER),
        "rev_b": ifc_files.model_text(revised, "IFC4", key),
    }
    ids = {
        name: {tag: ifc_files.element_id(key, element) for tag, element in item.elements.items()}
        for name, item in described.items()
    }
    before = ids["ifc4"]
    stray = model_plm["unknown_to_plm"]
    truth = {
        "requirements": {item.code: _judged(item, described, ids, terms) for item in asked},
        "planted": {code: [before[tag] for tag in tags] for code, tags in planted.items()},
        "elements": before,
        "export": lost
        | {
            "regenerated": [[before[tag], ids["ifc2x3"][tag]] for tag in lost["regenerated"]],
            "lost_elements": [before[tag] for tag in lost["lost_elements"]],
            "retained": retention.retained_shares(handed, exported),
        },
        "revision_b": _revision_truth(changed, before, ids["rev_b"]),
        "model_plm": model_plm
        | {"unknown_to_plm": stray | {"elements": [before[tag] for tag in stray["elements"]]}}
        | {"stale_revisions": stale},
        "measures": {name: measures.counts_of(text) for name, text in texts.items()},
        "probes": probes.make_probes(model, asked, f"{key}/probe"),
    }
    return Issue(texts=texts, handed_over=handed, ids=before, truth=truth)


def _judged(
    requirement: Requirement,
    described: Mapping[str, Model],
    ids: Mapping[str, Mapping[str, str]],
    terms: Terms,
) -> dict[str, Any]:
    """Return a requirement with the phase from which it holds and the elements that fail it in each file."""
    first = needed_phases(terms.practices, MAJORITY).get(requirement.topic, "conception")
    return asdict(requirement) | {
        "first_phase": first,
        "due": is_due(first, terms.phase),
        "applicable": {name: requirements.applicable(model, requirement) for name, model in described.items()},
        "failing": {
            name: [ids[name][tag] for tag in requirements.failing(model, requirement)]
            for name, model in described.items()
        },
    }


def _revision_truth(
    changed: Mapping[str, list[str]], before: Mapping[str, str], after: Mapping[str, str]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: [after[tag] if name == "added" else before[tag] for tag in tags]
        for name, tags in changed.items()
        if name != "regenerated"
    }
    return found | {"regenerated": [[before[tag], after[tag]] for tag in changed["regenerated"]]}
