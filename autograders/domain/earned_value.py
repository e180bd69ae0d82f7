"""Earned value: cost and progress of a project on one scale, forecasts, alerts (ISO 21508:2018, PMI).

Three sums are compared, of which two alone say little: the planned value (PV, formerly BCWS; « valeur planifiée »), the
earned value (EV, BCWP; « valeur acquise »), both at budgeted costs, and the actual cost (AC, ACWP; « coût réel »).
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from .errors import DomainError

_Key = TypeVar("_Key", str, int)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What was planned, earned and spent up to one same date, or in one same period.

    Parameters
    ----------
    planned_eur, earned_eur, actual_eur : float, €
        PV, EV and AC.

    Examples
    --------
    >>> measure = Measure(planned_eur=250, earned_eur=220, actual_eur=260)
    >>> measure.cost_variance_eur, measure.schedule_variance_eur, measure.spending_gap_eur
    (-40, -30, 10)
    >>> round(measure.cost_performance_index, 4), measure.schedule_performance_index
    (0.8462, 0.88)
    """

    planned_eur: float
    earned_eur: float
    actual_eur: float

    @property
    def cost_variance_eur(self) -> float:
        """CV = EV − AC: negative when what was done cost more than its budget."""
        return self.earned_eur - self.actual_eur

    @property
    def schedule_variance_eur(self) -> float:
        """SV = EV − PV: negative when less was done than planned."""
        return self.earned_eur - self.planned_eur

    @property
    def spending_gap_eur(self) -> float:
        """AC − PV = SV − CV: more spent than planned, whether by doing more or by paying more for it."""
        return self.actual_eur - self.planned_eur

    @property
    def cost_performance_index(self) -> float:
        """CPI = EV/AC, below 1 when work costs more than its budget; refused before anything is spent."""
        return _quotient(self.earned_eur, self.actual_eur, "l’indice de coût : coût réel")

    @property
    def schedule_performance_index(self) -> float:
        """SPI = EV/PV, below 1 when work is late; 1 once all is done, however late; refused before any is planned."""
        return _quotient(self.earned_eur, self.planned_eur, "l’indice de délai : valeur planifiée")


class Forecast(StrEnum):
    """What is supposed of the work that is left, from which the estimate at completion follows."""

    AT_BUDGET = "au budget"
    AT_COST_INDEX = "au rythme de coût observé"
    AT_BOTH_INDICES = "aux rythmes de coût et d’avancement observés"


def estimate_at_completion_eur(measure: Measure, budget_eur: float, forecast: Forecast) -> float:
    """Return the estimate at completion (EAC, « coût estimé à l’achèvement »).

    At budget: AC + (BAC − EV). At the cost index: BAC/CPI. At both indices: AC + (BAC − EV)/(CPI·SPI).

    Parameters
    ----------
    measure : Measure
        Up to the date of the forecast.
    budget_eur : float, €
        BAC, of the whole project.
    forecast : Forecast

    Returns
    -------
    float, €

    Raises
    ------
    DomainError
        If an index that it takes is 0 or not defined.

    Examples
    --------
    >>> measure = Measure(planned_eur=250, earned_eur=220, actual_eur=260)
    >>> [round(estimate_at_completion_eur(measure, 500, forecast), 1) for forecast in Forecast]
    [540, 590.9, 636.0]
    """
    left_eur = budget_eur - measure.earned_eur
    match forecast:
        case Forecast.AT_BUDGET:
            return measure.actual_eur + left_eur
        case Forecast.AT_COST_INDEX:
            return _quotient(budget_eur, measure.cost_performance_index, "l’estimation à l’achèvement : indice de coût")
        case Forecast.AT_BOTH_INDICES:
            pace = measure.cost_performance_index * measure.schedule_performance_index
            return measure.actual_eur + _quotient(left_eur, pace, "l’estimation à l’achèvement : produit des indices")


def estimate_to_complete_eur(measure: Measure, budget_eur: float, forecast: Forecast) -> float:
    """Return what is still to be spent (ETC, « reste à dépenser »), EAC − AC.

    Parameters
    ----------
    measure : Measure
    budget_eur : float, €
    forecast : Forecast

    Returns
    -------
    float, €

    Examples
    --------
    >>> measure = Measure(planned_eur=250, earned_eur=220, actual_eur=260)
    >>> estimate_to_complete_eur(measure, 500, Forecast.AT_BUDGET)
    280
    """
    return estimate_at_completion_eur(measure, budget_eur, forecast) - measure.actual_eur


def to_complete_performance_index(measure: Measure, budget_eur: float, target_eur: float | None = None) -> float:
    """Return the cost index at which the rest must be done to end at a target, TCPI = (BAC − EV)/(target − AC).

    Parameters
    ----------
    measure : Measure
    budget_eur : float, €
        BAC.
    target_eur : float or None, €
        The budget by default; else an estimate at completion that was agreed on.

    Raises
    ------
    DomainError
        If the target is spent already.

    Examples
    --------
    >>> round(to_complete_performance_index(Measure(planned_eur=250, earned_eur=220, actual_eur=260), 500), 4)
    1.1667
    """
    target = budget_eur if target_eur is None else target_eur
    if not target > measure.actual_eur:
        raise DomainError(
            f"objectif de {target:g} € reçu, {measure.actual_eur:g} € déjà dépensés ; objectif supérieur attendu"
        )
    return (budget_eur - measure.earned_eur) / (target - measure.actual_eur)


def earned_schedule(planned_eur: Sequence[float], earned_eur: float) -> float:
    """Return at which time of the plan as much was to be earned as is now (Lipke, 2003).

    ES = C + (EV − PV(C))/(PV(C + 1) − PV(C)). C is how many whole periods of the plan are earned, EV ≥ PV(C); within
    the next one the plan is taken as linear. SV(t) is ES less the periods that have gone by, SPI(t) their quotient:
    unlike SV and SPI they stay meaningful to the end.

    Parameters
    ----------
    planned_eur : sequence of float, €
        Planned value accumulated at the end of each period, never decreasing; the plan ends where its last value is
        first reached.
    earned_eur : float, €
        From 0; beyond the budget it counts as all of it.

    Returns
    -------
    float, periods

    Raises
    ------
    DomainError
        If the plan decreases or plans nothing, or the earned value is negative.

    Examples
    --------
    >>> earned_schedule([100, 250, 450, 600], 300)
    2.25
    """
    plan = [0.0, *planned_eur]
    if not (plan[-1] > 0 and all(before <= after for before, after in pairwise(plan))):
        raise DomainError("courbe planifiée reçue qui décroît ou ne prévoit rien ; cumul croissant et positif attendu")
    if not earned_eur >= 0:
        raise DomainError(f"valeur acquise de {earned_eur:g} € reçue ; nombre positif ou nul attendu")
    if earned_eur >= plan[-1]:
        return float(plan.index(plan[-1]))
    whole = max(period for period, planned in enumerate(plan) if planned <= earned_eur)
    return whole + (earned_eur - plan[whole]) / (plan[whole + 1] - plan[whole])


def estimated_duration(planned_periods: float, elapsed_periods: float, earned_periods: float) -> float:
    """Return how long the project lasts at the pace so far, IEAC(t) = PD/SPI(t) = PD·AT/ES (Lipke, 2003).

    Parameters
    ----------
    planned_periods : float
        PD.
    elapsed_periods : float
        AT, those that have gone by.
    earned_periods : float
        ES, as ``earned_schedule`` returns it.

    Returns
    -------
    float, periods

    Raises
    ------
    DomainError
        If nothing is earned.

    Examples
    --------
    >>> estimated_duration(12, 6, 4.5)
    16.0
    """
    return _quotient(planned_periods * elapsed_periods, earned_periods, "la durée estimée : durée acquise")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What was planned, earned and spent on a work package in a period; not accumulated.

    Parameters
    ----------
    package : str
    period : int
        From 1.
    measure : Measure
    """

    package: str
    period: int
    measure: Measure


def total(measures: Iterable[Measure]) -> Measure:
    """Return the sums of measures.

    Examples
    --------
    >>> total([Measure(planned_eur=1, earned_eur=2, actual_eur=3)] * 2)
    Measure(planned_eur=2.0, earned_eur=4.0, actual_eur=6.0)
    """
    held = list(measures)
    return Measure(
        planned_eur=math.fsum(each.planned_eur for each in held),
        earned_eur=math.fsum(each.earned_eur for each in held),
        actual_eur=math.fsum(each.actual_eur for each in held),
    )


def by_package(entries: Iterable[Entry], *, until: int | None = None) -> dict[str, Measure]:
    """Return the sums of each work package: where a deviation comes from.

    Parameters
    ----------
    entries : iterable of Entry
    until : int or None
        The last period that counts; all by default.

    Examples
    --------
    >>> entries = [
    ...     Entry(package="lot 1", period=period, measure=Measure(planned_eur=10, earned_eur=8, actual_eur=9))
    ...     for period in (1, 2, 3)
    ... ]
    >>> by_package(entries, until=2)["lot 1"].schedule_variance_eur
    -4.0
    """
    counted = [entry for entry in entries if until is None or entry.period <= until]
    return _summed(counted, lambda entry: entry.package)


def by_period(entries: Iterable[Entry]) -> dict[int, Measure]:
    """Return the sums of each period, in order: when a deviation came about.

    Parameters
    ----------
    entries : iterable of Entry

    Examples
    --------
    >>> entries = [
    ...     Entry(package=package, period=2, measure=Measure(planned_eur=10, earned_eur=8, actual_eur=9))
    ...     for package in ("lot 1", "lot 2")
    ... ]
    >>> by_period(entries)[2].cost_variance_eur
    -2.0
    """
    return dict(sorted(_summed(entries, lambda entry: entry.period).items()))


class Alert(StrEnum):
    """What an index calls for."""

    NONE = "conforme"
    WATCH = "vigilance"
    ACT = "alerte"


def alert(index: float, *, watch_below: float = 0.95, act_below: float = 0.90) -> Alert:
    """Return what a cost or schedule index calls for.

    Parameters
    ----------
    index : float
        CPI, SPI or SPI(t).
    watch_below, act_below : float
        Thresholds, which the project's own rules fix; those given here are a convention of ours.

    Raises
    ------
    DomainError
        If the thresholds are not in order, or the index is no number.

    Examples
    --------
    >>> [alert(index).value for index in (0.95, 0.94, 0.8462)]
    ['conforme', 'vigilance', 'alerte']
    """
    if not act_below <= watch_below or math.isnan(index):
        raise DomainError(
            f"indice de {index:g}, seuils de {watch_below:g} (vigilance) et {act_below:g} (alerte) reçus ; "
            "nombre attendu, et seuil d’alerte au plus égal à celui de vigilance"
        )
    if index < act_below:
        return Alert.ACT
    return Alert.WATCH if index < watch_below else Alert.NONE


def worst_first(measures: Mapping[str, Measure]) -> list[str]:
    """Return work packages from the lowest to the highest variance of cost, equal ones by name.

    Parameters
    ----------
    measures : mapping of Measure by package

    Examples
    --------
    >>> late, dear = (Measure(planned_eur=10, earned_eur=5, actual_eur=spent) for spent in (5, 9))
    >>> worst_first({"lot 1": late, "lot 2": dear})
    ['lot 2', 'lot 1']
    """
    return sorted(measures, key=lambda package: (measures[package].cost_variance_eur, package))


def _summed(entries: Iterable[Entry], key: Callable[[Entry], _Key]) -> dict[_Key, Measure]:
    grouped: defaultdict[_Key, list[Measure]] = defaultdict(list)
    for entry in entries:
        grouped[key(entry)].append(entry.measure)
    return {name: total(measures) for name, measures in grouped.items()}


def _quotient(numerator: float, denominator: float, what: str) -> float:
    if denominator == 0:
        raise DomainError(f"{what} de 0 ; nombre positif attendu")
    return numerator / denominator
