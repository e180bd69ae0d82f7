"""The figures that the specification states, drawn; by key, with their French labels and units."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograders.candidate.cases import SpecificationValue

LABELS = (
    ("project", "Affaire dont les maquettes sont auditées", ""),
    ("users", "Comptes actifs du personnel", ""),
    ("system_count", "Logiciels du système d’information", ""),
    ("blocking_limit_percent", "Part des demandes de jeton refusées, au plus", "%"),
    ("target_load_percent", "Charge visée d’un serveur", "%"),
    ("conversions_per_h", "Conversions de maquettes demandées à l’heure de pointe", "par heure"),
    ("conversion_min", "Durée moyenne d’une conversion", "min"),
    ("wait_limit_min", "Attente moyenne d’une conversion, au plus", "min"),
    ("derived_percent", "Fichiers dérivés, en part du volume des maquettes", "%"),
    ("growth_percent", "Croissance annuelle du volume produit", "%"),
    ("storage_years", "Horizon du stockage", "ans"),
    ("kept_years", "Durée de conservation de la production d’une année", "ans"),
    ("daily_change_percent", "Part du volume modifiée chaque jour", "%"),
    ("snapshot_days", "Jours d’instantanés conservés", "jours"),
    ("maximum_fill_percent", "Taux de remplissage maximal", "%"),
    ("local_fulls", "Sauvegardes complètes conservées sur place", ""),
    ("local_increments", "Sauvegardes incrémentales conservées sur place", ""),
    ("remote_fulls", "Sauvegardes complètes conservées hors site", ""),
    ("remote_increments", "Sauvegardes incrémentales conservées hors site", ""),
    ("reduction", "Réduction par compression et déduplication", ""),
    ("link_efficiency_percent", "Rendement d’une liaison", "%"),
    ("session_mbps", "Débit d’une session", "Mb/s"),
    ("traffic_growth_percent", "Croissance annuelle du trafic", "%"),
    ("network_horizon_years", "Horizon du réseau", "ans"),
    ("file_gb", "Maquette fédérée à transférer depuis Port-Armel", "Go"),
    ("window_kib", "Fenêtre d’une connexion", "Kio"),
    ("network_months", "Durée des contrats de liaison", "mois"),
    ("network_budget_eur", "Budget des liaisons", "€"),
    ("pue", "PUE du local de l’hébergeur", ""),
    ("electricity_eur_per_kwh", "Prix de l’électricité", "€/kWh"),
    ("emission_gco2e_per_kwh", "Facteur d’émission de l’électricité", "gCO2e/kWh"),
    ("emission_perimeter", "Périmètre et année du facteur d’émission", ""),
    ("lifetime_years", "Durée de vie des matériels", "ans"),
    ("maintenance_percent", "Maintenance annuelle, en part de l’achat", "%"),
    ("discount_percent", "Taux d’actualisation", "%"),
    ("cost_years", "Durée du coût global", "ans"),
    ("service_budget_eur", "Budget des services", "€"),
    ("lever_budget_eur", "Budget des leviers", "€"),
    ("lever_weeks", "Semaines de travail disponibles pour les leviers", "semaines"),
    ("share_limit_percent", "Part à conserver pour franchir G2", "%"),
)
# Perimeters are never mixed: each factor goes with its own words.
EMISSIONS = ((21.7, "production en France, 2024, sans l’amont"), (52.0, "mix moyen français, amont compris, 2023"))


def draw_terms(rng: np.random.Generator) -> dict[str, Any]:
    """Return the figures that depend on nothing else."""
    factor, perimeter = EMISSIONS[int(rng.integers(len(EMISSIONS)))]
    kept = int(rng.integers(3, 5))
    duration = int(rng.choice([4, 5, 6, 8]))
    return {
        "project": f"P{int(rng.integers(181, 259))}",
        "blocking_limit_percent": float(rng.choice([1.0, 2.0, 3.0])),
        "target_load_percent": int(rng.choice([65, 70, 75])),
        "conversions_per_h": int(rng.integers(18, 60)),
        "conversion_min": duration,
        "wait_limit_min": float(rng.choice([0.5, 1.0, 1.5])),
        "derived_percent": int(rng.integers(25, 61)),
        "growth_percent": int(rng.integers(8, 23)),
        "storage_years": 5,
        "kept_years": kept,
        "daily_change_percent": float(rng.choice([0.4, 0.5, 0.8, 1.0])),
        "snapshot_days": int(rng.choice([14, 21, 30])),
        "maximum_fill_percent": int(rng.choice([75, 80])),
        "local_fulls": int(rng.integers(2, 5)),
        "local_increments": int(rng.choice([14, 21, 28])),
        "remote_fulls": int(rng.choice([6, 12])),
        "remote_increments": int(rng.choice([7, 14])),
        "reduction": float(rng.choice([3.0, 4.0, 5.0])),
        "link_efficiency_percent": 80,
        "session_mbps": float(rng.choice([0.4, 0.5, 0.6, 0.8])),
        "traffic_growth_percent": int(rng.integers(8, 19)),
        "network_horizon_years": 3,
        "file_gb": float(rng.choice([1.2, 1.6, 2.4, 3.2])),
        "window_kib": int(rng.choice([64, 128, 256])),
        "pue": float(rng.choice([1.3, 1.4, 1.5, 1.6])),
        "electricity_eur_per_kwh": float(rng.choice([0.16, 0.18, 0.2])),
        "emission_gco2e_per_kwh": factor,
        "emission_perimeter": perimeter,
        "lifetime_years": int(rng.choice([5, 6])),
        "maintenance_percent": int(rng.choice([8, 10, 12])),
        "discount_percent": int(rng.choice([3, 4, 5])),
        "cost_years": 5,
    }


def specification(terms: Mapping[str, Any]) -> tuple[SpecificationValue, ...]:
    """Return the figures of the specification with their French labels and units."""
    return tuple(SpecificationValue(key=key, label=label, value=terms[key], unit=unit) for key, label, unit in LABELS)
