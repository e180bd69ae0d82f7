"""Energy and greenhouse gases of equipment: what it draws, what making it cost.

Emission factors change with the year and the perimeter (production alone, or upstream of it as well): they are data,
and go with their source.
"""

from .errors import DomainError

HOURS_PER_YEAR = 8760


def energy_kwh(mean_power_w: float, *, pue: float = 1.0, hours: float = HOURS_PER_YEAR) -> float:
    """Return the energy drawn, premises included: P·PUE·t.

    Parameters
    ----------
    mean_power_w : float, W
        Average of the equipment, not what its plate says.
    pue : float
        Power usage effectiveness of the premises (ISO/IEC 30134-2): all energy over that of the equipment; 1 at least.
    hours : float, h
        A year by default.

    Returns
    -------
    float, kWh

    Raises
    ------
    DomainError
        If the effectiveness is below 1.

    Examples
    --------
    >>> energy_kwh(4 * 450, pue=1.5)
    23652.0
    """
    if not pue >= 1:
        raise DomainError(f"PUE de {pue:g} reçu ; 1 au moins attendu (énergie totale sur énergie des équipements)")
    return mean_power_w * pue * hours / 1000


def use_kgco2e(energy_kwh: float, factor_gco2e_per_kwh: float) -> float:
    """Return what the electricity emits.

    Parameters
    ----------
    energy_kwh : float, kWh
    factor_gco2e_per_kwh : float, gCO2e/kWh

    Returns
    -------
    float, kgCO2e

    Examples
    --------
    >>> round(use_kgco2e(23652, 52), 1)
    1229.9
    """
    return energy_kwh * factor_gco2e_per_kwh / 1000


def embodied_kgco2e(manufacturing_kgco2e: float, lifetime_years: float, years: float = 1.0) -> float:
    """Return the share of what making it emitted that falls to some years, in proportion to its lifetime.

    Parameters
    ----------
    manufacturing_kgco2e : float, kgCO2e
    lifetime_years, years : float, a

    Returns
    -------
    float, kgCO2e

    Raises
    ------
    DomainError
        If the lifetime is not positive, or shorter than the years.

    Examples
    --------
    >>> embodied_kgco2e(4 * 1300, 5)
    1040.0
    """
    if not lifetime_years > 0 or years > lifetime_years:
        raise DomainError(
            f"{years:g} ans sur une durée de vie de {lifetime_years:g} reçus ; "
            "durée de vie positive attendue, qui couvre ces années"
        )
    return manufacturing_kgco2e * years / lifetime_years
