"""Information Delivery Specifications (buildingSMART IDS 1.0, June 2024): read, and checked on a model.

The checks are those of ifctester, with what it leaves to its caller: a specification that is meant for another version
of IFC is told apart instead of being applied, and one that applies to nothing is told apart from one that is met.
"""

from collections.abc import Iterator
from copy import deepcopy
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree import ElementTree

from ..errors import AtelierError

MAXIMUM_CHARACTERS = 200_000
MAXIMUM_SPECIFICATIONS = 200
_NAMESPACE = "http://standards.buildingsmart.org/IDS"
_SHOWN = 5


class IdsError(AtelierError):
    """A text is no valid IDS 1.0 file."""


class Outcome(StrEnum):
    """What a specification says of a model."""

    MET = "respectée"
    BROKEN = "enfreinte"
    NOT_APPLICABLE = "sans objet"
    OTHER_VERSION = "autre version"


class IdsOutcome(NamedTuple):
    """What one specification says of a model.

    Parameters
    ----------
    specification : str
        Its name.
    outcome : Outcome
    applicable : int
        Elements to which it applies.
    failed : tuple of str
        GlobalIds of those that do not meet it, sorted; elements without one are left out.
    """

    specification: str
    outcome: Outcome
    applicable: int
    failed: tuple[str, ...]


def read_ids(text: str) -> Any:
    """Return the specifications that a text holds, if it is valid against the schema of IDS 1.0.

    Parameters
    ----------
    text : str
        XML.

    Returns
    -------
    ifctester.ids.Ids

    Raises
    ------
    IdsError
        With the first faults of the whole file, in French.
    """
    from ifctester import ids
    from xmlschema import XMLSchemaException

    if len(text) > MAXIMUM_CHARACTERS:
        raise IdsError(f"IDS de {len(text)} caractères reçu, {MAXIMUM_CHARACTERS} au plus attendus.")
    # Entities could grow without bound, or name other files; no IDS needs any.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise IdsError("IDS avec une déclaration DOCTYPE ou ENTITY reçu : retirez-la, IDS 1.0 n’en a pas besoin.")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - bounded above, and without entities
    except (ElementTree.ParseError, ValueError) as error:
        raise IdsError(f"Le texte n’est pas du XML bien formé ({error}).") from None
    if root.tag != f"{{{_NAMESPACE}}}ids":
        raise IdsError(f"Élément racine {root.tag[:80]} reçu, « ids » de l’espace de noms {_NAMESPACE} attendu.")
    faults = list(_schema_faults(ids.get_schema(), text.strip()))
    if faults:
        more = f" … et {len(faults) - _SHOWN} autres." if len(faults) > _SHOWN else ""
        raise IdsError(f"Non valide au regard du schéma IDS 1.0. {' '.join(faults[:_SHOWN])}{more}")
    try:
        read = ids.from_string(text)
    except (XMLSchemaException, KeyError, TypeError, ValueError) as error:
        raise IdsError(f"IDS valide mais non lu ({type(error).__name__}). Simplifiez-le.") from None
    if len(read.specifications) > MAXIMUM_SPECIFICATIONS:
        count = len(read.specifications)
        raise IdsError(f"{count} spécifications reçues, {MAXIMUM_SPECIFICATIONS} au plus attendues.")
    return read


def check_ids(text: str, model: Any) -> tuple[IdsOutcome, ...]:
    """Return what each specification of an IDS says of a model, in the order of the file.

    A specification without any applicable element is broken where it is required (``minOccurs="1"``), and says nothing
    of the model where it is optional.

    Parameters
    ----------
    text : str
        The IDS.
    model : ifcopenshell.file

    Raises
    ------
    IdsError
        If the text is no valid IDS 1.0 file.
    """
    # What is checked bears the marks of its check: each works on a copy.
    specifications = deepcopy(_read_once(text))
    specifications.validate(model, should_filter_version=True)
    return tuple(_outcome(item) for item in specifications.specifications)


@lru_cache(maxsize=1)
def _read_once(text: str) -> Any:
    """Return what ``read_ids`` does: reading takes five times as long as checking a small model, and many follow."""
    return read_ids(text)


def checked_specifications(ids_text: str, model_text: str) -> list[dict[str, str | int]]:
    """Return what ``check_ids`` finds as rows, from texts alone.

    Parameters
    ----------
    ids_text : str
    model_text : str
        IFC in the STEP encoding.

    Returns
    -------
    list of dict
        ``specification``, ``outcome``, ``applicable`` and ``failed``, the last two as numbers of elements.

    Raises
    ------
    IdsError, IfcFileError
    """
    from .ifc_files import ifc_from_text

    return [
        {
            "specification": item.specification[:200],
            "outcome": item.outcome.value,
            "applicable": item.applicable,
            "failed": len(item.failed),
        }
        for item in check_ids(ids_text, ifc_from_text(model_text))
    ]


def _outcome(specification: Any) -> IdsOutcome:
    applicable = specification.applicable_entities
    failed = {
        getattr(element, "GlobalId", None)
        for element in (applicable if specification.maxOccurs == 0 else specification.failed_entities)
    }
    return IdsOutcome(
        specification=str(specification.name),
        outcome=_verdict(specification),
        applicable=len(applicable),
        failed=tuple(sorted(item for item in failed if isinstance(item, str))),
    )


def _verdict(specification: Any) -> Outcome:
    if specification.status is None:
        return Outcome.OTHER_VERSION
    if not specification.status:
        return Outcome.BROKEN
    # A prohibited one is met where nothing is there to which it applies.
    if not specification.applicable_entities and specification.maxOccurs != 0:
        return Outcome.NOT_APPLICABLE
    return Outcome.MET


def _schema_faults(schema: Any, text: str) -> Iterator[str]:
    # The text and not its tree, which has lost the prefixes that a restriction's base needs.
    for error in schema.iter_errors(text):
        path = (error.path or "ids").replace(f"{{{_NAMESPACE}}}", "")
        yield f"{path} : {' '.join(str(error.reason or error.message).split())[:200]}."
