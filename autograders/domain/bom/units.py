"""Units of measure of bills of materials, with exact factors, and quantities as exports write them.

Codes are those of UN/ECE Recommendation 20. The table is small and of our own: a general library of units brings
compound dimensions, offsets and a parser of expressions, none of which a bill of materials has.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ..errors import DomainError

_SHOWN_CHARACTERS = 40
_LONGEST_NUMBER = 60
# One separator alone is the decimal one; a separator of thousands differs from the decimal one.
_PLAIN = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]+)(?:[.,](?P<decimals>[0-9]*))?")
_GROUPED = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?P<group>[ .,])[0-9]{3}(?:(?P=group)[0-9]{3})*)"
    r"(?:(?!(?P=group))[.,](?P<decimals>[0-9]+))?"
)


class Dimension(StrEnum):
    """What is counted or measured; quantities convert within one dimension only."""

    COUNT = "nombre"
    LENGTH = "longueur"
    AREA = "surface"
    VOLUME = "volume"
    MASS = "masse"


@dataclass(frozen=True, kw_only=True)
class UnitOfMeasure:
    """A unit in which an article is managed or used.

    Parameters
    ----------
    symbol : str
    code : str
        Of UN/ECE Recommendation 20.
    dimension : Dimension
    factor : Fraction
        How many base units (pce, m, m2, m3, kg) one of it is.
    aliases : tuple of str
        Other ways of writing it, folded.
    """

    symbol: str
    code: str
    dimension: Dimension
    factor: Fraction
    aliases: tuple[str, ...] = ()


def _unit(symbol: str, code: str, dimension: Dimension, factor: Fraction | int, *aliases: str) -> UnitOfMeasure:
    ways = (symbol, code.casefold(), *aliases)
    return UnitOfMeasure(symbol=symbol, code=code, dimension=dimension, factor=Fraction(factor), aliases=ways)


UNITS = (
    _unit("pce", "H87", Dimension.COUNT, 1, "pc", "pcs", "pces", "pièce", "pièces", "u", "un", "unité", "ea", "c62"),
    _unit("paire", "PR", Dimension.COUNT, 2, "paires"),
    _unit("cent", "CEN", Dimension.COUNT, 100),
    _unit("mille", "MIL", Dimension.COUNT, 1000),
    _unit("mm", "MMT", Dimension.LENGTH, Fraction(1, 1000)),
    _unit("cm", "CMT", Dimension.LENGTH, Fraction(1, 100)),
    _unit("m", "MTR", Dimension.LENGTH, 1, "mètre", "mètres"),
    _unit("mm2", "MMK", Dimension.AREA, Fraction(1, 10**6)),
    _unit("cm2", "CMK", Dimension.AREA, Fraction(1, 10**4)),
    _unit("m2", "MTK", Dimension.AREA, 1),
    _unit("cm3", "CMQ", Dimension.VOLUME, Fraction(1, 10**6)),
    _unit("l", "LTR", Dimension.VOLUME, Fraction(1, 1000), "dm3", "dmq", "litre", "litres"),
    _unit("m3", "MTQ", Dimension.VOLUME, 1),
    _unit("g", "GRM", Dimension.MASS, Fraction(1, 1000)),
    _unit("kg", "KGM", Dimension.MASS, 1),
    _unit("t", "TNE", Dimension.MASS, 1000),
)
MILLILITRE = _unit("mL", "MLT", Dimension.VOLUME, Fraction(1, 10**6))
_BY_ALIAS = {alias: unit for unit in UNITS for alias in unit.aliases} | {"mlt": MILLILITRE}


def read_unit(text: str) -> UnitOfMeasure:
    """Return the unit that a cell of an export names, whatever its case and surrounding blanks.

    ``ml`` is refused: builders write it for the linear metre, laboratories for the millilitre, which is ``mL`` here.

    Parameters
    ----------
    text : str

    Raises
    ------
    DomainError
        If the unit is unknown or ambiguous.

    Examples
    --------
    >>> [read_unit(text).symbol for text in ("M²", " Pcs", "KGM", "mL")]
    ['m2', 'pce', 'kg', 'mL']
    """
    written = unicodedata.normalize("NFKC", text[:_SHOWN_CHARACTERS]).strip()
    if written == MILLILITRE.symbol:
        return MILLILITRE
    folded = written.casefold()
    if folded == "ml":
        raise DomainError(f"unité « {written} » ambiguë : écrire « m » (mètre linéaire) ou « mL » (millilitre)")
    if folded not in _BY_ALIAS:
        known = ", ".join(unit.symbol for unit in UNITS)
        raise DomainError(f"unité « {written} » inconnue ; unités admises : {known}, {MILLILITRE.symbol}")
    return _BY_ALIAS[folded]


def conversion_factor(source: UnitOfMeasure, target: UnitOfMeasure) -> Fraction:
    """Return by what a quantity in one unit is multiplied to be in another, exactly.

    Parameters
    ----------
    source, target : UnitOfMeasure

    Raises
    ------
    DomainError
        If they measure different things: a length never becomes a mass without a datum of the article.

    Examples
    --------
    >>> conversion_factor(read_unit("mm"), read_unit("m"))
    Fraction(1, 1000)
    """
    if source.dimension is not target.dimension:
        raise DomainError(
            f"« {source.symbol} » ({source.dimension.value}) reçu où il faut une unité de {target.dimension.value} "
            f"comme « {target.symbol} » : corriger l’unité de la ligne ou celle de l’article"
        )
    return source.factor / target.factor


def read_decimal(text: str) -> Decimal:
    """Return the number that a cell of an export holds, with a decimal comma or point and spaces between thousands.

    Conventions of ours: one separator alone is the decimal one, so that ``1,234`` is a little more than one; where
    there are two kinds, or one that comes back, thousands are grouped by three.

    Parameters
    ----------
    text : str

    Raises
    ------
    DomainError
        If it is not such a number.

    Examples
    --------
    >>> [str(read_decimal(text)) for text in ("2,5", "1 234,50", "1.234,5", "1,234", "1.234.567")]
    ['2.5', '1234.50', '1234.5', '1.234', '1234567']
    """
    # Compatibility forms turn the narrow and the non-breaking space into a plain one.
    written = unicodedata.normalize("NFKC", text[: _LONGEST_NUMBER + 1]).strip().replace("\u2212", "-")
    found = _PLAIN.fullmatch(written) or _GROUPED.fullmatch(written)
    if found is None or len(text) > _LONGEST_NUMBER:
        shown = text[:_SHOWN_CHARACTERS]
        raise DomainError(f"« {shown} » n’est pas un nombre : écrire par exemple « 1 234,5 » ou « 1234.5 »")
    whole, decimals = re.sub("[ .,]", "", found["whole"]), found["decimals"]
    return Decimal(f"{found['sign']}{whole}.{decimals}" if decimals else f"{found['sign']}{whole}")
