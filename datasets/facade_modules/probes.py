"""Small models that a specification of requirements (IDS) is tried on: a good one, one broken for each requirement."""

import base64
import json
import lzma
from collections.abc import Sequence
from typing import Any

import numpy as np

from .exports import export_2x3
from .ifc_files import element_id, model_text
from .model import Model
from .requirements import Requirement, applies, breakings, failing


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
        refuses; ``other_schema``, the good one as IFC2X3, to which a specification for IFC4 does not apply; and the
        broken ones, which ``broken`` lists by requirement with what must fail in each.
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
    # All together: they differ in a few lines, which costs next to nothing in one archive.
    packed = base64.b64encode(lzma.compress(json.dumps(texts).encode())).decode()
    return {"models": packed, "broken": broken}


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
