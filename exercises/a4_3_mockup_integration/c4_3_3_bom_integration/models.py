"""Small IFC4 models on which extraction and take-off are tried, written as STEP text: a judge opens no IFC library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# Attributes between the tag and the predefined type, of occurrences and of types.
BETWEEN = {"IFCMECHANICALFASTENER": ("$", "$"), "IFCELEMENTASSEMBLY": ("$",)}
PREDEFINED = {
    "IFCMEMBER": "MULLION",
    "IFCPLATE": "SHEET",
    "IFCCOVERING": "INSULATION",
    "IFCPIPESEGMENT": "RIGIDSEGMENT",
    "IFCDUCTSEGMENT": "RIGIDSEGMENT",
    "IFCMECHANICALFASTENER": "ANCHORBOLT",
    "IFCDISCRETEACCESSORY": "BRACKET",
    "IFCELEMENTASSEMBLY": "NOTDEFINED",
    "IFCWALL": "SOLIDWALL",
}
AFTER_TYPE = {"IFCMECHANICALFASTENER": ("$", "$")}
QUANTITIES = {"Length": "IFCQUANTITYLENGTH", "NetArea": "IFCQUANTITYAREA", "GrossArea": "IFCQUANTITYAREA"}


@dataclass(frozen=True)
class Kind:
    """What occurrences share, or what one bears of its own.

    Parameters
    ----------
    article : str
        Article number; empty where there is none.
    quantities : mapping of float by name
    material : str
    """

    article: str = ""
    quantities: Mapping[str, float] = field(default_factory=dict)
    material: str = ""


@dataclass(frozen=True)
class Element:
    """One element of a class, with its type and what it bears of its own.

    Parameters
    ----------
    ifc_class : str
        In capitals.
    kind : Kind or None
        Its type.
    own : Kind
    host : int or None
        Rank of the element that it is nested in, or a part of.
    nested : bool
        Whether it is nested rather than aggregated.
    """

    ifc_class: str
    kind: Kind | None = None
    own: Kind = Kind()
    host: int | None = None
    nested: bool = False


@dataclass
class _Step:
    lines: list[str] = field(default_factory=list)

    def add(self, entity: str, *attributes: str) -> str:
        self.lines.append(f"#{len(self.lines) + 1}={entity}({','.join(attributes)});")
        return f"#{len(self.lines)}"

    def rooted(self, entity: str, *attributes: str) -> str:
        identifier = f"'{len(self.lines) + 1:022d}'"
        return self.add(entity, identifier, "$", *attributes)


def model_text(elements: Sequence[Element], *, millimetres: bool = False) -> str:
    """Return a model of these elements, types shared by equal kinds."""
    step = _Step()
    prefix = ".MILLI." if millimetres else "$"
    length = step.add("IFCSIUNIT", "*", ".LENGTHUNIT.", prefix, ".METRE.")
    area = step.add("IFCSIUNIT", "*", ".AREAUNIT.", "$", ".SQUARE_METRE.")
    units = step.add("IFCUNITASSIGNMENT", listed([length, area]))
    step.rooted("IFCPROJECT", "'Essai'", "$", "$", "$", "$", "$", units)
    numbers = [_occurrence(step, element, rank) for rank, element in enumerate(elements)]
    shared: dict[tuple[str, str], list[str]] = {}
    for element, number in zip(elements, numbers, strict=True):
        _own(step, element.own, number)
        if element.kind is not None:
            shared.setdefault((element.ifc_class, repr(element.kind)), []).append(number)
    kinds = {(each.ifc_class, repr(each.kind)): each.kind for each in elements if each.kind is not None}
    for (ifc_class, _), kind in kinds.items():
        number = _type(step, ifc_class, kind)
        step.rooted("IFCRELDEFINESBYTYPE", "$", "$", listed(shared[ifc_class, repr(kind)]), number)
        _material(step, kind, number)
    for element, number in zip(elements, numbers, strict=True):
        if element.host is not None:
            relation = "IFCRELNESTS" if element.nested else "IFCRELAGGREGATES"
            step.rooted(relation, "$", "$", numbers[element.host], listed([number]))
    header = (
        "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\n"
        "FILE_NAME('essai','2025-01-01T00:00:00',(''),(''),'','','');\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
    )
    return header + "\n".join(step.lines) + "\nENDSEC;\nEND-ISO-10303-21;\n"


def listed(numbers: Iterable[str]) -> str:
    """Return a list of STEP.

    Examples
    --------
    >>> listed(["#1", "#2"])
    '(#1,#2)'
    """
    return f"({','.join(numbers)})"


def _occurrence(step: _Step, element: Element, rank: int) -> str:
    between = BETWEEN.get(element.ifc_class, ())
    predefined = f".{PREDEFINED[element.ifc_class]}."
    return step.rooted(element.ifc_class, f"'E{rank}'", "$", "$", "$", "$", f"'E{rank}'", *between, predefined)


def _type(step: _Step, ifc_class: str, kind: Kind) -> str:
    sets = listed(_sets(step, kind)) if kind.article or kind.quantities else "$"
    after = AFTER_TYPE.get(ifc_class, ())
    predefined = f".{PREDEFINED[ifc_class]}."
    return step.rooted(f"{ifc_class}TYPE", "'T'", "$", "$", sets, "$", "$", "$", predefined, *after)


def _own(step: _Step, own: Kind, number: str) -> None:
    for each in _sets(step, own):
        step.rooted("IFCRELDEFINESBYPROPERTIES", "$", "$", listed([number]), each)
    _material(step, own, number)


def _material(step: _Step, kind: Kind, number: str) -> None:
    if kind.material:
        material = step.add("IFCMATERIAL", f"'{kind.material}'", "$", "$")
        step.rooted("IFCRELASSOCIATESMATERIAL", "$", "$", listed([number]), material)


def _sets(step: _Step, kind: Kind) -> list[str]:
    sets = []
    if kind.article:
        value = f"IFCIDENTIFIER('{kind.article}')"
        stated = step.add("IFCPROPERTYSINGLEVALUE", "'ArticleNumber'", "$", value, "$")
        sets.append(step.rooted("IFCPROPERTYSET", "'Pset_ManufacturerTypeInformation'", "$", listed([stated])))
    if kind.quantities:
        name = "Merlaude_Quantites" if "Count" in kind.quantities else "Qto_BaseQuantities"
        values = [
            step.add(QUANTITIES.get(each, "IFCQUANTITYCOUNT"), f"'{each}'", "$", "$", f"{float(value)!r}", "$")
            for each, value in kind.quantities.items()
        ]
        sets.append(step.rooted("IFCELEMENTQUANTITY", f"'{name}'", "$", "$", listed(values)))
    return sets
