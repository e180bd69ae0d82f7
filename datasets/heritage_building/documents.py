"""The files that a candidate receives: tables, plans, scans, specification."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile, SpecificationValue
from autograders.domain.building import BuildingMesh
from autograders.domain.scan_files import write_las

Cells = Sequence[str | float]

SPECIFICATION = (
    ("point_area_m2", "Aire que représente un point à relever", "m²"),
    ("station_limit", "Nombre maximal de stations", ""),
    ("minutes_limit", "Temps maximal sur place", "min"),
    ("coverage_total_percent", "Couverture minimale de l’ensemble", "%"),
    ("overlap_percent", "Recouvrement minimal de deux stations à assembler", "%"),
    ("range_minimum_m", "Distance minimale de relevé", "m"),
    ("range_maximum_m", "Distance maximale de relevé", "m"),
    ("incidence_limit_deg", "Angle d’incidence maximal", "°"),
    ("lowest_elevation_deg", "Élévation minimale d’un point relevé", "°"),
    ("anchor_targets", "Cibles visibles qui rattachent une station au canevas", ""),
    ("tie_rmse_limit_mm", "Erreur quadratique moyenne maximale aux cibles de calage", "mm"),
    ("check_rmse_limit_mm", "Erreur quadratique moyenne maximale aux cibles de contrôle", "mm"),
    ("link_error_mm", "Erreur ajoutée par un assemblage (1 σ)", "mm"),
    ("chain_error_limit_mm", "Erreur maximale à la station la plus éloignée (1 σ)", "mm"),
    ("scanner_rate_pts_per_s", "Cadence du scanner", "points/s"),
    ("bytes_per_point", "Taille d’un point", "octets"),
    ("images_per_station", "Photographies par station", ""),
    ("megabytes_per_image", "Taille d’une photographie", "Mo"),
    ("derived_percent", "Données dérivées, en part du volume brut", "%"),
    ("sites_per_year", "Chantiers de cette taille la première année", ""),
    ("growth_percent", "Croissance annuelle du nombre de chantiers", "%"),
    ("years", "Durée de conservation et d’exercice", "ans"),
    ("maximum_fill_percent", "Taux de remplissage maximal du stockage", "%"),
    ("link_efficiency_percent", "Rendement d’une liaison", "%"),
    ("transfer_limit_h", "Délai de remise du volume brut", "h"),
    ("processing_limit_h", "Délai d’assemblage et de nettoyage", "h"),
    ("link_months", "Durée du contrat de liaison", "mois"),
    ("budget_eur", "Budget des supports", "€"),
)


def specification(terms: Mapping[str, float | int | str]) -> tuple[SpecificationValue, ...]:
    """Return the figures of the specification with their French labels and units."""
    return tuple(
        SpecificationValue(key=key, label=label, value=terms[key], unit=unit) for key, label, unit in SPECIFICATION
    )


def write_specification(public: Path, template: Path, values: Sequence[SpecificationValue]) -> PublicFile:
    """Write the specification as the client hands it over."""
    printed = {
        item.key: item.value if isinstance(item.value, str) else f"{item.value:.10g}".replace(".", ",")
        for item in values
    }
    text = Template(template.read_text(encoding="utf-8")).substitute(printed)
    path = "cahier_des_charges.md"
    (public / path).write_text(text, encoding="utf-8", newline="\n")
    return PublicFile(path=path, label="Cahier des charges de la variante")


def write_rooms(public: Path, rooms: Iterable[Cells]) -> PublicFile:
    """Write what is asked of each room."""
    header = "piece nom niveau points espacement_max_mm couverture_min_pct"
    return write_csv(public, "pieces.csv", "Pièces, espacements et couvertures demandés", header, rooms)


def write_positions(public: Path, positions: Sequence[Any], visible_targets: Sequence[int]) -> PublicFile:
    """Write where the scanner may stand."""
    rows = [
        (item.name, *item.centre_m, item.storey, item.zone, item.setup_min, count)
        for item, count in zip(positions, visible_targets, strict=True)
    ]
    header = "position x_m y_m z_m niveau piece mise_en_station_min cibles_visibles"
    return write_csv(public, "positions.csv", "Positions permises du scanner", header, rows)


def write_settings(public: Path, settings: Iterable[Any]) -> PublicFile:
    """Write the scanner's settings."""
    rows = [(item.resolution, item.step_mrad, item.points, item.duration_min) for item in settings]
    label = "Réglages du scanner : pas, points et durée d’un scan"
    return write_csv(public, "reglages.csv", label, "resolution pas_mrad points duree_min", rows)


def write_points(public: Path, survey: Any, mesh: BuildingMesh) -> PublicFile:
    """Write the points to be surveyed."""
    rows = [
        (f"P{number:04d}", *position, *normal, zone, mesh.elements[element].global_id)
        for number, (position, normal, zone, element) in enumerate(
            zip(
                survey.points.positions_m.tolist(),
                survey.points.normals.tolist(),
                survey.zone.tolist(),
                survey.element.tolist(),
                strict=True,
            ),
            start=1,
        )
    ]
    header = "point x_m y_m z_m nx ny nz piece global_id"
    return write_csv(public, "points_a_relever.csv", "Points qui représentent les surfaces à relever", header, rows)


def write_sight(public: Path, survey: Any, names: Sequence[str]) -> PublicFile:
    """Write from where each point can be seen, a row a point and a column a position."""
    path = "visibilite.csv"
    rows = [",".join(["point", *names])]
    for number, flags in enumerate(survey.lines.free.T.astype(int).tolist(), start=1):
        rows.append(",".join([f"P{number:04d}", *map(str, flags)]))
    (public / path).write_text("\n".join([*rows, ""]), encoding="utf-8", newline="\n")
    return PublicFile(path=path, label="Lignes de visée libres entre positions et points")


def write_targets(public: Path, targets: Any) -> PublicFile:
    """Write the control network."""
    rows = [
        (name, *position, "controle" if check else "calage")
        for name, position, check in zip(targets.names, targets.positions_m.tolist(), targets.check, strict=True)
    ]
    return write_csv(public, "cibles.csv", "Cibles levées au tachéomètre", "cible x_m y_m z_m role", rows)


def write_observations(public: Path, campaign: Any, names: Sequence[str]) -> PublicFile:
    """Write what the first campaign observed, in each scanner's own frame."""
    rows = [
        (names[item.position], campaign.targets.names[target], *seen)
        for item in campaign.observations
        for target, seen in zip(item.targets, item.scanner_m.tolist(), strict=True)
    ]
    label = "Cibles observées à la reconnaissance, dans le repère du scanner"
    return write_csv(public, "observations_cibles.csv", label, "station cible x_m y_m z_m", rows)


def write_offers(public: Path, catalogue: Any) -> tuple[PublicFile, ...]:
    """Write the offers of storage, links and workstations."""
    storages = [
        (item.name, item.bays, item.disks, item.disk_tb, item.redundancy.value, item.price_eur, item.power_w)
        for item in catalogue.storages
    ]
    links = [(item.name, item.down_mbps, item.up_mbps, item.setup_eur, item.monthly_eur) for item in catalogue.links]
    machines = [(item.name, item.mpts_per_min, item.price_eur, item.power_w) for item in catalogue.workstations]
    return (
        write_csv(
            public,
            "offres_stockage.csv",
            "Offres de stockage, disques compris",
            "offre baies disques disque_to redondance prix_eur puissance_w",
            storages,
        ),
        write_csv(
            public,
            "offres_liaison.csv",
            "Offres de liaison",
            "offre descendant_mbps montant_mbps mise_en_service_eur mensuel_eur",
            links,
        ),
        write_csv(
            public,
            "offres_poste.csv",
            "Offres de poste de calcul",
            "offre millions_points_par_min prix_eur puissance_w",
            machines,
        ),
    )


def write_scans(public: Path, scans: Mapping[str, Any]) -> tuple[PublicFile, ...]:
    """Write one cloud a station, in the project's frame as registered."""
    (public / "scans").mkdir()
    files = []
    for name, (points_m, scan) in scans.items():
        path = f"scans/{name}.laz"
        intensity = np.rint(255 * scan.intensity) / 65_535
        write_las(public / path, points_m, colours=scan.rgb, intensity=intensity, scale_m=1e-3)
        files.append(PublicFile(path=path, label=f"Nuage décimé de la station {name}, repère du projet"))
    return tuple(files)


def write_plan(public: Path, path: str, label: str, svg: str) -> PublicFile:
    """Write the plan of a storey."""
    (public / path).write_text(svg, encoding="utf-8", newline="\n")
    return PublicFile(path=path, label=label)


def write_csv(public: Path, path: str, label: str, header: str, rows: Iterable[Cells]) -> PublicFile:
    """Write a table whose header is given as words."""
    with (public / path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)
    return PublicFile(path=path, label=label)
