"""What a reader finds when the model is compared from one standard to another: fates of properties and classes, totals.

Read from the files, as a candidate reads them; ``retention.py`` says the shares from the descriptions.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import ifcopenshell
import ifcopenshell.util.element as element_util
import ifcopenshell.util.unit as unit_util

from .tools import FORMATS, LEVELS, Tool

# Of six partners; fewer where the software of fewer opens IFC4. A convention of ours, printed.
PARTNERS = 4
MINIMUM_IDENTIFIERS_PERCENT = 95
Elements = Mapping[str, Any]


def readers(tools: tuple[Tool, ...]) -> dict[str, int]:
    """Return how many partners have software that reads each format."""
    return {each: len({tool.partner for tool in tools if LEVELS[tool.levels[each]] > 0}) for each in FORMATS}


def reader_slips(tools: tuple[Tool, ...]) -> dict[str, dict[str, int]]:
    """Return, by format, the software that reads it, and the partners and the software that also write it."""
    writing = {each: len({tool.partner for tool in tools if LEVELS[tool.levels[each]] == 1}) for each in FORMATS}
    software = {each: sum(LEVELS[tool.levels[each]] > 0 for tool in tools) for each in FORMATS}
    fluent = {each: sum(LEVELS[tool.levels[each]] == 1 for tool in tools) for each in FORMATS}
    return {"software": software, "writing": writing, "writing_software": fluent}


def minimum_partners(tools: tuple[Tool, ...]) -> int:
    """Return how many partners must be able to read the standard that is chosen."""
    return min(PARTNERS, readers(tools)["IFC4"])


def compared(ifc4: str, ifc2x3: str) -> dict[str, Any]:
    """Return what the comparison of two files of one building gives, elements matched by their Tags.

    Parameters
    ----------
    ifc4, ifc2x3 : str
        Texts of the STEP files.

    Returns
    -------
    dict
        ``shaped`` elements; ``shaped_in_both`` by Tag and ``shaped_same_id`` by GlobalId; ``deflated_bytes`` at the
        best and the worst level; ``properties`` by set and name: elements that carry it, that are found with it, and
        the set in which; ``classes`` that lose elements or turn into another; ``totals`` in SI by file; ``slips``:
        shares that wrong readings give.
    """
    models = {"ifc4": ifcopenshell.file.from_string(ifc4), "ifc2x3": ifcopenshell.file.from_string(ifc2x3)}
    before, after = (_by_tag(model) for model in models.values())
    shaped = {name: _shaped(elements) for name, elements in (("ifc4", before), ("ifc2x3", after))}
    sizes = [len(zlib.compress(ifc4.encode(), level)) for level in range(1, 10)]
    return {
        "shaped": len(shaped["ifc4"]),
        "shaped_in_both": len(shaped["ifc4"].keys() & shaped["ifc2x3"].keys()),
        "shaped_same_id": len(set(shaped["ifc4"].values()) & set(shaped["ifc2x3"].values())),
        "deflated_bytes": [min(sizes), max(sizes)],
        "properties": _property_fates(before, after),
        "classes": _class_fates(before, after),
        "totals": {name: _totals(model) for name, model in models.items()},
        "slips": _slips(before, after),
    }


def _by_tag(model: Any) -> dict[str, Any]:
    return {element.Tag: element for element in model.by_type("IfcElement")}


def _shaped(elements: Elements) -> dict[str, str]:
    return {tag: element.GlobalId for tag, element in elements.items() if element.Representation is not None}


def _sets(element: Any, *, inherited: bool = True) -> dict[tuple[str, str], Any]:
    found = element_util.get_psets(element, psets_only=True, should_inherit=inherited)
    return {(name, key): value for name, values in found.items() for key, value in values.items() if key != "id"}


def _property_fates(before: Elements, after: Elements) -> dict[str, dict[str, Any]]:
    carried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    places: dict[str, set[str]] = defaultdict(set)
    for tag, element in before.items():
        offered = {key: (name, value) for (name, key), value in _sets(after[tag]).items()} if tag in after else {}
        for (name, key), value in _sets(element).items():
            path = f"{name}.{key}"
            carried[path] += 1
            if key in offered and offered[key][1] == value:
                found[path] += 1
                places[path].add(offered[key][0])
    return {
        path: {"carried": count, "found": found[path], "found_in": "".join(sorted(places[path]))}
        for path, count in carried.items()
    }


def _class_fates(before: Elements, after: Elements) -> dict[str, dict[str, Any]]:
    lost = Counter(element.is_a() for tag, element in before.items() if tag not in after)
    turned = Counter(
        (element.is_a(), after[tag].is_a())
        for tag, element in before.items()
        if tag in after and after[tag].is_a() != element.is_a()
    )
    into = dict(turned.keys())
    recast = {old: count for (old, _), count in turned.items()}
    return {
        name: {"lost": lost[name], "recast": recast.get(name, 0), "class_after": into.get(name, "")}
        for name in sorted({*lost, *recast})
    }


def _totals(model: Any) -> dict[str, float]:
    length = unit_util.calculate_unit_scale(model)
    area = unit_util.calculate_unit_scale(model, "AREAUNIT")
    lengths = (_quantity(element, "Length") for element in model.by_type("IfcMember"))
    areas = (_quantity(element, "NetArea") for element in model.by_type("IfcElement"))
    return {"length_m": length * sum(lengths), "net_area_m2": area * sum(areas)}


def _quantity(element: Any, name: str) -> float:
    sets = element_util.get_psets(element, qtos_only=True)
    return sum(float(values[name]) for values in sets.values() if name in values)


def _slips(before: Elements, after: Elements) -> dict[str, float]:
    both = [tag for tag in before if tag in after]
    same_id = [tag for tag in both if before[tag].GlobalId == after[tag].GlobalId]
    wanted = {tag: _sets(element) for tag, element in before.items()}
    own = {tag: _sets(element, inherited=False) for tag, element in before.items()}
    offered = {tag: _sets(after[tag]) for tag in both}
    by_name = {tag: {key: value for (_, key), value in offered[tag].items()} for tag in both}
    carried = sum(map(len, wanted.values()))
    same_set = sum(offered[tag].get(path) == value for tag in both for path, value in wanted[tag].items())
    hosts = sum(_host(before[tag]) == _host(after[tag]) for tag in both)
    classes = sum(before[tag].is_a() == after[tag].is_a() for tag in same_id)
    return {
        "survivors": len(both) / len(before),
        "properties_in_same_set": same_set / carried,
        "properties_of_occurrences": _found(own, by_name, both) / max(1, sum(map(len, own.values()))),
        "properties_by_identifier": _found(wanted, by_name, same_id) / carried,
        "properties_of_survivors": _found(wanted, by_name, both) / sum(len(wanted[tag]) for tag in both),
        "classes_by_identifier": classes / len(before),
        "relations_by_identifier": hosts / len(before),
    }


def _found(wanted: Mapping[str, Any], by_name: Mapping[str, Any], tags: Iterable[str]) -> int:
    return sum(by_name[tag].get(key) == value for tag in tags for (_, key), value in wanted[tag].items())


def _host(element: Any) -> tuple[str, str]:
    relations = [*element.Decomposes, *getattr(element, "Nests", ()), *element.ContainedInStructure]
    relation = relations[0]
    host = relation.RelatingStructure if relation.is_a("IfcRelContainedInSpatialStructure") else relation.RelatingObject
    return relation.is_a(), host.GlobalId
