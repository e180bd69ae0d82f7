"""The figures that the specification states, drawn; by key, with their French labels and units."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from autograders.candidate.cases import SpecificationValue
from autograders.domain.earned_value import Forecast

LABELS = (
    ("metropolis", "Métropole", ""),
    ("start_date", "Début du planning", ""),
    ("status_date", "Date d’état", ""),
    ("interviews", "Entretiens à mener", ""),
    ("grid_threshold", "Note à partir de laquelle le pouvoir ou l’intérêt est fort", "sur 5"),
    ("change_days", "Jours disponibles pour la conduite du changement", "jours"),
    ("watch_below", "Indice au-dessous duquel il y a vigilance", ""),
    ("act_below", "Indice au-dessous duquel il y a alerte", ""),
    ("forecast", "Variante de l’estimation à l’achèvement", ""),
    ("sessions_per_server", "Sessions qu’un serveur porte", ""),
    ("target_load_percent", "Charge visée d’un serveur", "%"),
    ("spare_servers", "Serveurs de secours", ""),
    ("kept_years", "Durée de conservation de la production d’une année, elle comprise", "ans"),
    ("disk_tb", "Capacité d’un disque", "To"),
    ("maximum_fill_percent", "Taux de remplissage maximal", "%"),
)
METROPOLISES = ("Valbrenne", "Aulmont", "Castelmire", "Port-Levant", "Roquebelle")
STATIONS = (
    "Tanneries", "Grands Degrés", "Port-Sec", "Marché Couvert", "Belvédère", "Curie", "Val d’Ornelle", "Sainte-Foix",
    "Hôtel de Région", "Essarts-Neufs", "Université",
)  # fmt: skip


def draw_terms(rng: np.random.Generator) -> dict[str, Any]:
    """Return the figures that depend on nothing else."""
    year = int(rng.integers(2024, 2028))
    january = date(year, 1, 1) + timedelta(days=4)
    forecast = list(Forecast)[int(rng.integers(len(Forecast)))]
    watch = float(rng.choice([0.96, 0.97, 0.98]))
    return {
        "metropolis": METROPOLISES[int(rng.integers(len(METROPOLISES)))],
        "start": january - timedelta(days=january.weekday()) + timedelta(days=7 * int(rng.integers(1, 16))),
        "grid_threshold": int(rng.integers(3, 5)),
        "watch_below": watch,
        "act_below": round(watch - float(rng.choice([0.04, 0.06])), 2),
        "forecast": forecast.value,
        "sessions_per_server": int(rng.choice([12, 16, 20, 24])),
        "target_load_percent": int(rng.choice([65, 70, 75])),
        "spare_servers": int(rng.integers(1, 3)),
        "kept_years": int(rng.integers(3, 6)),
        "disk_tb": int(rng.choice([8, 12, 16])),
        "maximum_fill_percent": int(rng.choice([75, 80])),
    }


def draw_places(metropolis: str, rng: np.random.Generator) -> dict[str, str]:
    """Return the names of the stations, by key of ``taches.csv``, and of the metropolis."""
    names = [STATIONS[index] for index in rng.permutation(len(STATIONS))[:5].tolist()]
    return {f"s{rank}": f"Station {name}" for rank, name in enumerate(names, start=1)} | {"metropolis": metropolis}


def forecast_of(terms: Mapping[str, Any]) -> Forecast:
    """Return the variant of the estimate at completion that is asked for."""
    return Forecast(terms["forecast"])


def specification(terms: Mapping[str, Any]) -> tuple[SpecificationValue, ...]:
    """Return the figures of the specification with their French labels and units."""
    return tuple(SpecificationValue(key=key, label=label, value=terms[key], unit=unit) for key, label, unit in LABELS)
