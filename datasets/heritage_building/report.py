"""What a report on the survey must say, and the facts that its author finds by reading: certificates, site journal."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

VALIDITY_MONTHS = 12
SECTION_CHARACTERS = 250
MODELS = ("Altimo RX", "Boréale 40", "Céladon S3", "Estran 7")
LABORATORIES = ("Métrolab Bourgogne", "Laboratoire Arpège", "Étalons de Saône")
SOFTWARE = ("Concordance", "Assemblo", "Nuée Atelier")
OPERATORS = ("L. Perrin", "S. Diallo", "M. Vasseur", "A. Quéré")
FUNCTIONS = ("opératrice de numérisation", "technicien géomètre", "chargée de relevé")
SURVEYOR = ("J. Bonnot", "topographe")

# Title and content, in the usual order; the first six are demanded of every report.
ALWAYS = (
    "Matériel et étalonnage",
    "Plan de stations",
    "Canevas et assemblage",
    "Repère et unités",
    "Protocole de reproduction",
    "Limites et réserves",
)
SECTIONS = {
    "Synthèse": "l’avis en quelques lignes, avec les chiffres qui le fondent",
    "Objet et périmètre": "ce qui est relevé, pour quels usages, ce qui est hors marché",
    "Documents de référence": "cahier des charges, maquette, certificats, normes appliquées",
    "Matériel et étalonnage": "appareil, numéro de série, certificat, validité au jour du relevé",
    "Qualification du scanner": "bruit, détail, justesse mesurés au banc, au regard des limites",
    "Plan de stations": "positions, réglages, couverture et durée obtenues",
    "Canevas et assemblage": "cibles de calage et de contrôle, cible écartée, écarts par rôle",
    "Repère et unités": "origine, axes, absence ou présence de rattachement national, unités",
    "Données livrées et supports": "volumes, formats, stockage, remise",
    "Protocole de reproduction": "ordre des stations, réglages, cibles, paramètres, tolérances",
    "Traçabilité et données personnelles": "dates, fonctions des intervenants, logiciels, ce qui n’est pas publié",
    "Limites et réserves": "ce qui n’est pas établi, ce qui manque, ce qu’il faudrait vérifier",
}
# Key, label, notebook that measures it, and the units with decimals in which a client may want it.
FIGURES = (
    ("bruit_reference", "Bruit du scanner à la distance de référence, 1 σ", "C2.1.2", (("mm", 2), ("µm", 0))),
    ("plus_petite_fente", "Plus petite fente résolue", "C2.1.2", (("mm", 1), ("cm", 2))),
    ("biais_barre", "Biais de longueur de la barre jugée, avec son signe", "C2.1.2", (("mm", 2), ("µm", 0))),
    ("stations", "Nombre de stations du plan", "C2.1.3", (("", 0),)),
    ("couverture", "Couverture de l’ensemble des points", "C2.1.3", (("%", 1), ("%", 2))),
    ("duree", "Temps sur place, mises en station comprises", "C2.1.3", (("min", 0), ("h", 2))),
    ("ecart_controle", "Plus grande erreur quadratique aux cibles de contrôle", "C2.1.3", (("mm", 2), ("cm", 3))),
    ("volume_brut", "Volume brut du moulin", "C2.1.3", (("Go", 1), ("To", 4))),
    ("stockage", "Volume à conserver à la fin de la période, tous chantiers", "C2.1.3", (("To", 1), ("Go", 0))),
)
METADATA_ALWAYS = {
    "appareil_recommande": "repère, au catalogue, de l’appareil que recommande l’étude de choix (C2.1.1)",
    "numero_serie": "numéro de série du scanner dont viennent les mesures livrées",
    "date_etalonnage": "date à laquelle ce scanner a été étalonné, au dernier certificat en date",
    "etalonnage_valide": "« oui » ou « non » : l’étalonnage est-il encore valide au jour du relevé ?",
    "date_releve": "date des mesures livrées",
    "repere": "système de coordonnées des données livrées",
    "fonction_operateur": "fonction de la personne qui a conduit le scanner, sans son nom",
}
METADATA_SOMETIMES = {
    "modele": "modèle de ce scanner",
    "certificat": "numéro de ce certificat",
    "fin_validite": "dernier jour de validité de cet étalonnage",
    "unite_longueur": "unité des coordonnées livrées",
    "logiciel": "logiciel d’assemblage et sa version",
    "serie_tacheometre": "numéro de série du tachéomètre qui a levé les cibles",
}
PARAMETERS = {
    "portee_min": ("distance minimale de relevé", "m"),
    "portee_max": ("distance maximale de relevé", "m"),
    "incidence_max": ("angle d’incidence maximal", "°"),
    "elevation_min": ("élévation minimale d’un point relevé", "°"),
    "recouvrement_min": ("recouvrement minimal de deux stations à assembler", "%"),
    "cibles_rattachement": ("cibles visibles qui rattachent une station au canevas", ""),
}
STEP_UNITS = ("mrad", "°")
INDICATORS = {
    "couverture": ("couverture de l’ensemble des points", "%", 0.1),
    "duree": ("temps sur place, mises en station comprises", "min", 0.1),
    "groupes": ("groupes de stations que le recouvrement relie, 1 si tout tient ensemble", "", 0),
    "liaisons_max": ("assemblages entre le canevas et la station la plus éloignée", "", 0),
    "rmse_calage": ("plus grande erreur quadratique aux cibles de calage, station par station", "mm", 0.06),
    "rmse_controle": ("plus grande erreur quadratique aux cibles de contrôle, station par station", "mm", 0.06),
}


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A calibration certificate; its validity runs from the calibration, not from the issue."""

    number: str
    instrument: str
    model: str
    serial: str
    laboratory: str
    calibrated: date
    issued: date

    @property
    def valid_until(self) -> date:
        """Last day of validity."""
        return self.calibrated.replace(year=self.calibrated.year + VALIDITY_MONTHS // 12)


@dataclass(frozen=True, kw_only=True)
class JournalEntry:
    """A line of the site journal."""

    day: date
    hour: str
    station: str
    operator: str
    function: str
    instrument: str
    serial: str
    temperature_c: float
    remark: str


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """What the client asks of the report, and what is true of the survey.

    Parameters
    ----------
    sections : tuple of str
        Titles in the order that is asked for.
    figures : tuple of (key, label, competency, unit, decimals)
    metadata : tuple of str
        Keys.
    step_unit : str
        In which the angular steps are to be stated.
    certificates : tuple of Certificate
        In no order; the first of ``current`` and ``former`` are among them.
    journal : tuple of JournalEntry
    current, former, other, total_station : Certificate
        Of the scanner that was used, its last and the one before; of the one exchanged; of the total station.
    operator, function, software : str
    day : date
        Of the measurements that are handed over.
    """

    sections: tuple[str, ...]
    figures: tuple[tuple[str, str, str, str, int], ...]
    metadata: tuple[str, ...]
    step_unit: str
    certificates: tuple[Certificate, ...]
    journal: tuple[JournalEntry, ...]
    current: Certificate
    former: Certificate
    other: Certificate
    total_station: Certificate
    operator: str
    function: str
    software: str
    day: date


def draw_report(stations: list[str], rng: np.random.Generator) -> ReportFacts:
    """Return the client's demands and the facts of one variant.

    Parameters
    ----------
    stations : list of str
        Positions of the first campaign, in the order of their observation.
    rng : Generator
    """
    day = date(2026, 3, 2) + timedelta(days=int(rng.integers(0, 200)))
    current, former, other, total = _certificates(day, rng)
    operator, function = str(rng.choice(OPERATORS)), str(rng.choice(FUNCTIONS))
    software = f"{rng.choice(SOFTWARE)} {rng.integers(2, 8)}.{rng.integers(0, 10)}"
    certificates = (current, former, other, total)
    return ReportFacts(
        sections=_sections(rng),
        figures=tuple(
            (key, label, source, *units[int(rng.integers(len(units)))]) for key, label, source, units in FIGURES
        ),
        metadata=_metadata(rng),
        step_unit=str(rng.choice(STEP_UNITS)),
        certificates=tuple(certificates[index] for index in rng.permutation(len(certificates))),
        journal=_journal(day, stations, (current, other, total), (operator, function), software, rng),
        current=current,
        former=former,
        other=other,
        total_station=total,
        operator=operator,
        function=function,
        software=software,
        day=day,
    )


def _sections(rng: np.random.Generator) -> tuple[str, ...]:
    others = [title for title in SECTIONS if title not in ALWAYS]
    kept = {*ALWAYS, *rng.choice(others, 3, replace=False).tolist()}
    titles = [title for title in SECTIONS if title in kept]
    # One section is wanted elsewhere than where custom puts it.
    moved = str(rng.choice(["Limites et réserves", "Repère et unités"]))
    titles.remove(moved)
    titles.insert(int(rng.integers(0, 3)), moved)
    return tuple(titles)


def _metadata(rng: np.random.Generator) -> tuple[str, ...]:
    kept = {*METADATA_ALWAYS, *rng.choice(list(METADATA_SOMETIMES), 4, replace=False).tolist()}
    return tuple(key for key in METADATA_ALWAYS | METADATA_SOMETIMES if key in kept)


def _certificates(day: date, rng: np.random.Generator) -> tuple[Certificate, ...]:
    model = str(rng.choice(MODELS))
    head, first = model[:2].upper().replace("É", "E"), int(rng.integers(1000, 8000))
    # In some variants the validity has run out some days before, although a year from the issue has not.
    expired = rng.random() < 0.4
    age_days = 365 + int(rng.integers(2, 7)) if expired else int(rng.integers(60, 300))
    calibrated = _no_leap_day(day - timedelta(days=age_days))
    laboratories = rng.permutation(LABORATORIES).tolist()

    def certificate(instrument: str, model: str, serial: str, laboratory: str, calibrated: date) -> Certificate:
        issued = calibrated + timedelta(days=int(rng.integers(9, 21)))
        number = f"{laboratory[0].upper()}-{calibrated.year}-{rng.integers(100, 999)}"
        return Certificate(
            number=number.replace("É", "E"),
            instrument=instrument,
            model=model,
            serial=serial,
            laboratory=laboratory,
            calibrated=calibrated,
            issued=issued,
        )

    before = _no_leap_day(calibrated - timedelta(days=int(rng.integers(340, 390))))
    lately = _no_leap_day(day - timedelta(days=int(rng.integers(20, 55))))
    return (
        certificate("scanner", model, f"{head}-{first}", laboratories[0], calibrated),
        certificate("scanner", model, f"{head}-{first}", laboratories[1], before),
        # The next one of the same make, so that a serial read in haste is the wrong one.
        certificate("scanner", model, f"{head}-{first + 9}", laboratories[0], lately),
        certificate("tachéomètre", "Quadrant T2", f"QT-{rng.integers(100, 999)}", laboratories[2], lately),
    )


def _journal(
    day: date,
    stations: list[str],
    certificates: tuple[Certificate, Certificate, Certificate],
    person: tuple[str, str],
    software: str,
    rng: np.random.Generator,
) -> tuple[JournalEntry, ...]:
    scanner, exchanged, total = certificates
    operator, function = person
    the_day_before = day - timedelta(days=1)
    morning_c = round(float(rng.uniform(6, 15)), 1)

    def entry(when: date, hour: str, station: str, certificate: Certificate, remark: str, **of: str) -> JournalEntry:
        return JournalEntry(
            day=when,
            hour=hour,
            station=station,
            operator=of.get("operator", operator),
            function=of.get("function", function),
            instrument=certificate.instrument,
            serial=certificate.serial,
            temperature_c=round(morning_c + 0.8 * (int(hour[:2]) - 8), 1),
            remark=remark,
        )

    surveyor = {"operator": SURVEYOR[0], "function": SURVEYOR[1]}
    remarks = ["rien à signaler", "portes ouvertes, fenêtres fermées", "passage d’un riverain, scan repris"]
    return (
        entry(the_day_before, "09:30", "", total, "lever des cibles dans le repère local du moulin", **surveyor),
        entry(the_day_before, "15:10", stations[0], exchanged, "compensateur en défaut : mesures annulées"),
        entry(the_day_before, "16:40", "", exchanged, "appareil rendu au loueur, échangé contre un autre"),
        *[
            entry(day, f"{9 + 2 * index:02d}:15", station, scanner, remarks[int(rng.integers(len(remarks)))])
            for index, station in enumerate(stations)
        ],
        entry(day, "18:05", "", scanner, f"données déchargées ; assemblage prévu avec {software}"),
    )


def _no_leap_day(when: date) -> date:
    return when - timedelta(days=1) if (when.month, when.day) == (2, 29) else when
