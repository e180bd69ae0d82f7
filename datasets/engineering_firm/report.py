"""What the firm's management asks of the report: sections in order, key figures with units, abbreviations to define."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.domain.case_files import write_table

SECTION_CHARACTERS = 250
# Title and content, in the usual order.
SECTIONS = {
    "Synthèse": "l’avis en quelques lignes, avec les chiffres qui le fondent",
    "Abréviations": "chaque abréviation que le rapport emploie, développée",
    "Pilotage des maquettes": "processus réel et écarts à la PQ-12, conformité des maquettes, conteneurs",
    "Installations": "accès, serveurs, licences, stockage et sauvegardes, énergie et coût",
    "Réseau": "débits requis, nombre de points de défaillance uniques, amélioration retenue",
    "Interopérabilité": "niveaux des échanges, chaîne, route, ce qui arrête la montée",
    "Analyse SWOT": "points saillants de chaque quadrant et leurs croisements",
    "Plan de déploiement": "ce qui se fait, dans quel ordre, à quel coût, par qui",
    "Limites et réserves": "ce qui n’est pas établi, ce qu’il faut remesurer et quand",
}
# Of these one is wanted elsewhere than where custom puts it.
MOVED = ("Abréviations", "Limites et réserves")
# Key, label, notebook that finds it, and the units with decimals in which the management may want it.
FIGURES = (
    ("conformite_min", "Conformité de la maquette la moins conforme", "C2.2.1", (("%", 1), ("%", 2))),
    ("ecarts_procedure", "Points sur lesquels le processus réel s’écarte de la PQ-12", "C2.2.1", (("", 0),)),
    ("cout_leviers", "Coût du programme de leviers retenu", "C2.2.1", (("€", 0), ("k€", 1))),
    ("volume_jour", "Volume échangé par jour", "C2.2.2", (("Go", 1), ("Mo", 0))),
    ("acces_simultanes", "Accès simultanés", "C2.2.2", (("", 1), ("", 2))),
    ("serveurs", "Serveurs de sessions du modèle retenu, secours compris", "C2.2.2", (("", 0),)),
    ("stockage", "Volume à provisionner", "C2.2.2", (("To", 2), ("Go", 0), ("Tio", 2))),
    ("debit_siege", "Débit requis du siège vers l’hébergeur", "C2.2.2", (("Mb/s", 0), ("Mb/s", 1))),
    ("duree_transfert", "Durée du transfert de la maquette fédérée", "C2.2.2", (("min", 1), ("s", 0))),
    ("points_uniques", "Points de défaillance uniques du réseau", "C2.2.2", (("", 0),)),
    ("niveau_chaine", "Niveau de Tolk de la chaîne", "C2.2.2", (("", 0),)),
    ("niveau_route", "Niveau de Tolk de la meilleure route", "C2.2.2", (("", 0),)),
)
# Of the field and of the firm; the list of the first is cut per variant, that of the second is whole.
FIELD = ("BIM", "IFC", "IDS", "SWOT", "RAID", "PUE")
HOUSE = ("EDC", "SIE", "AG1", "AG2", "HEB", "MOD", "COO", "GMA")
FIELD_DEMANDED = 4


@dataclass(frozen=True, kw_only=True)
class Demands:
    """What the report must hold.

    Parameters
    ----------
    sections : tuple of str
        Titles, in the order that is asked for.
    figures : tuple of (key, label, competency, unit, decimals)
    abbreviations : tuple of str
        To be defined in any case.
    """

    sections: tuple[str, ...]
    figures: tuple[tuple[str, str, str, str, int], ...]
    abbreviations: tuple[str, ...]


def draw_demands(rng: np.random.Generator) -> Demands:
    """Return the demands of one variant."""
    titles = list(SECTIONS)
    moved = str(rng.choice(MOVED))
    titles.remove(moved)
    titles.insert(int(rng.integers(0, 2)), moved)
    known = set(rng.choice(FIELD, FIELD_DEMANDED, replace=False).tolist())
    return Demands(
        sections=tuple(titles),
        figures=tuple(
            (key, label, source, *units[int(rng.integers(len(units)))]) for key, label, source, units in FIGURES
        ),
        abbreviations=(*(word for word in FIELD if word in known), *HOUSE),
    )


def write_demands(public: Path, demands: Demands) -> tuple[PublicFile, ...]:
    """Write the demands as tables; the definitions of the abbreviations are for the candidate to find."""
    sections = [(rank, title, SECTIONS[title]) for rank, title in enumerate(demands.sections, start=1)]
    return (
        write_table(
            public, "rapport_sections.csv", "Sections du rapport de déploiement", "ordre titre contenu", sections
        ),
        write_table(
            public,
            "rapport_chiffres.csv",
            "Chiffres clés du rapport de déploiement",
            "cle intitule carnet unite decimales",
            demands.figures,
        ),
        write_table(
            public,
            "rapport_abreviations.csv",
            "Abréviations que le rapport définit",
            "abreviation",
            [(word,) for word in demands.abbreviations],
        ),
    )


def printed_tables(demands: Demands) -> dict[str, str]:
    """Return the tables of the specification."""
    return {
        "report_sections": _rows((title, SECTIONS[title]) for title in demands.sections),
        "report_figures": _rows(
            (key, label, source, unit or "nombre", str(decimals))
            for key, label, source, unit, decimals in demands.figures
        ),
        "report_abbreviations": ", ".join(demands.abbreviations),
        "section_characters": str(SECTION_CHARACTERS),
    }


def demands_truth(demands: Demands) -> dict[str, object]:
    """Return what graders need of the demands."""
    return {
        "sections": list(demands.sections),
        "section_characters": SECTION_CHARACTERS,
        "figures": {key: {"unit": unit, "decimals": decimals} for key, _, _, unit, decimals in demands.figures},
        "abbreviations": list(demands.abbreviations),
    }


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
