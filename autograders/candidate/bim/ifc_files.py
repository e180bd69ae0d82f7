"""IFC files in the STEP encoding (ISO 10303-21), read whole or refused.

IfcOpenShell returns a model for a file cut in two, or with an unclosed text, and says nothing: it holds what was read
up to there. What was read is therefore compared with what the file holds.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import AtelierError

MAXIMUM_BYTES = 300_000_000
_SHOWN = 5
_START, _END = "ISO-10303-21;", "END-ISO-10303-21;"
_TEXT = re.compile(r"'[^']*'")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCHEMA = re.compile(r"FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'", re.IGNORECASE)
_INSTANCE = re.compile(r"#(\d+)\s*=")
_REFERENCE = re.compile(r"#(\d+)\b(?!\s*=)")


class IfcFileError(AtelierError):
    """An IFC file is damaged, or not one that is read here."""


def read_ifc(path: str | os.PathLike[str]) -> Any:
    """Return the model of an IFC file, if all of it could be read.

    Parameters
    ----------
    path : str or path
        STEP encoding, up to 300 MB.

    Returns
    -------
    ifcopenshell.file

    Raises
    ------
    IfcFileError
        With all that was found wrong, in French.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= MAXIMUM_BYTES else b""
    except OSError as error:
        raise IfcFileError(f"{file.name} : illisible ({error.strerror}). Vérifiez le chemin.") from None
    if size > MAXIMUM_BYTES:
        raise IfcFileError(
            f"{file.name} : {size / 1e6:.0f} Mo reçus, {MAXIMUM_BYTES / 1e6:.0f} Mo au plus. Découpez la maquette."
        )
    if content.startswith(b"PK\x03\x04"):
        raise IfcFileError(f"{file.name} : archive ZIP reçue, fichier IFC attendu. Décompressez-la d’abord.")
    # Other characters than ASCII are written as \X2\ sequences; some programs write them as they are.
    return ifc_from_text(content.decode("utf-8", errors="replace"), name=file.name)


def ifc_from_text(text: str, name: str = "maquette") -> Any:
    r"""Return the model that a text in the STEP encoding holds, if all of it could be read.

    Parameters
    ----------
    text : str
    name : str
        How to call it in a message.

    Raises
    ------
    IfcFileError

    Examples
    --------
    >>> import ifcopenshell
    >>> whole = ifcopenshell.file(schema="IFC4")
    >>> _ = whole.create_entity("IfcWall", GlobalId="2O2Fr$t4X7Zf8NOew3FLOH")
    >>> len(list(ifc_from_text(whole.to_string())))
    1
    >>> ifc_from_text(whole.to_string().replace("END-ISO-10303-21;", ""))
    Traceback (most recent call last):
    ...
    autograders.candidate.bim.ifc_files.IfcFileError: maquette : fichier IFC endommagé. La fin (END-ISO-10303-21;) ...
    """
    header = _SCHEMA.search(text[:1_000_000])
    if _START not in text[:1000] or header is None:
        raise IfcFileError(f"{name} : ce n’est pas un fichier IFC (en-tête ISO-10303-21 et FILE_SCHEMA attendus).")
    schema = header[1].upper()[:40]
    if schema not in _known_schemas():
        known = ", ".join(_known_schemas())
        raise IfcFileError(f"{name} : schéma {schema} reçu, un de {known} attendu. Changez l’export.")
    data = _data_section(text)
    faults = list(_faults(text, data))
    if not faults:
        model = _parsed(text, name)
        expected, read = len(_INSTANCE.findall(data)), len(model.entity_names())
        if read == expected:
            return model
        faults = [f"{read} instances lues sur {expected} : classe inconnue de {schema}, ou instance mal formée."]
    raise IfcFileError(f"{name} : fichier IFC endommagé. {' '.join(faults)} Demandez un nouvel export.")


@lru_cache(maxsize=1)
def _known_schemas() -> tuple[str, ...]:
    import ifcopenshell

    return tuple(each for each in ifcopenshell.ifcopenshell_wrapper.schema_names() if each.startswith("IFC"))


def _parsed(text: str, name: str) -> Any:
    import ifcopenshell

    try:
        return ifcopenshell.file.from_string(text)
    except (RuntimeError, ValueError, ifcopenshell.Error) as error:
        reason = " ".join(str(error).split())[:160]
        raise IfcFileError(f"{name} : fichier IFC illisible ({reason}). Demandez un nouvel export.") from None


def _data_section(text: str) -> str:
    """Return the data section without the contents of texts and comments, in which anything may stand."""
    # An apostrophe inside a text is doubled: two texts side by side, for this purpose.
    _, _, data = _COMMENT.sub("", _TEXT.sub("''", text)).partition("DATA;")
    return data


def _faults(text: str, data: str) -> Iterator[str]:
    if not text.rstrip().endswith(_END):
        yield f"La fin ({_END}) manque : le fichier est coupé."
    if data.count("'") % 2:
        yield "Une chaîne de caractères n’est pas fermée."
    defined = Counter(_INSTANCE.findall(data))
    twice = [f"#{number}" for number, count in defined.items() if count > 1]
    if twice:
        yield f"Instances définies plusieurs fois : {', '.join(twice[:_SHOWN])}."
    unknown = sorted(set(_REFERENCE.findall(data)) - defined.keys(), key=int)
    if unknown:
        yield f"Références à des instances absentes : {', '.join(f'#{number}' for number in unknown[:_SHOWN])}."
