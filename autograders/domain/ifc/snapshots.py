"""All that is compared of a model at one time: elements, where they stand, what they look like."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .inventory import Item, elements_of, inventory
from .measures import SiScale
from .placements import Matrix, PlacementReader
from .relations import Links, links_of
from .shapes import Shape, local_shapes


@dataclass(frozen=True, eq=False, kw_only=True)
class Snapshot:
    """The elements of a model by what identifies them: a GlobalId, or a tag after ``keyed_by_tag``.

    Parameters
    ----------
    items : mapping of Item
    placements : mapping of ndarray, shape (4, 4)
        In the project's frame, in m.
    shapes : mapping of Shape
        In the elements' own axes; without those that have none.
    containers : mapping of str by GlobalId
        Class and name of each spatial element.
    links : mapping of sets of pairs by class of relation
        As ``links_of``.
    """

    items: Mapping[str, Item]
    placements: Mapping[str, Matrix]
    shapes: Mapping[str, Shape]
    containers: Mapping[str, str]
    links: Links

    def in_host(self, key: str) -> Matrix:
        """Return where an element stands in its host's axes, or in the project's where it has no host."""
        host = self.items[key].host
        own = self.placements[key]
        return np.asarray(np.linalg.solve(self.placements[host], own)) if host in self.placements else own


def snapshot(model: Any) -> Snapshot:
    """Return what there is to compare of a model; for one that was handed in, see what ``shapes`` says of its engine.

    Parameters
    ----------
    model : ifcopenshell.file

    Raises
    ------
    DomainError
        As ``inventory``, and if placements are malformed or relative to each other in a circle.
    FaultsError
        If mandatory attributes are empty, or refer to instances of other classes than the schema allows.
    """
    items = {item.global_id: item for item in inventory(model)}
    elements = elements_of(model)
    placements = PlacementReader(SiScale(model))
    spatial = model.by_type("IfcSpatialStructureElement")
    return Snapshot(
        items=items,
        placements={element.GlobalId: placements.of(element) for element in elements},
        shapes=local_shapes(model, elements),
        containers={each.GlobalId: f"{each.is_a()} {each.Name or ''}" for each in spatial},
        links=links_of(model),
    )


def keyed_by_tag(of: Snapshot) -> Snapshot:
    """Return a snapshot in which tags identify the elements: what survives a change of software when GlobalIds do not.

    An element whose tag is empty or comes twice keeps its GlobalId.

    Parameters
    ----------
    of : Snapshot
    """
    counts = Counter(item.tag for item in of.items.values())
    keys = {key: item.tag if item.tag and counts[item.tag] == 1 else key for key, item in of.items.items()}
    return Snapshot(
        items={
            keys[key]: replace(item, global_id=keys[key], host=keys.get(item.host, item.host))
            for key, item in of.items.items()
        },
        placements={keys[key]: matrix for key, matrix in of.placements.items()},
        shapes={keys[key]: shape for key, shape in of.shapes.items()},
        containers=of.containers,
        links={
            name: frozenset((keys.get(one, one), keys.get(other, other)) for one, other in pairs)
            for name, pairs in of.links.items()
        },
    )
