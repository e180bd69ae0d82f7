"""Building models as files: IFC read with care, and checked against an IDS."""

from .ids_files import IdsError, IdsOutcome, Outcome, check_ids, checked_specifications, read_ids
from .ifc_files import IfcFileError, ifc_from_text, read_ifc

__all__ = [
    "IdsError",
    "IdsOutcome",
    "IfcFileError",
    "Outcome",
    "check_ids",
    "checked_specifications",
    "ifc_from_text",
    "read_ids",
    "read_ifc",
]
