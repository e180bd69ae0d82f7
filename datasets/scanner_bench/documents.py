"""The files that a candidate receives: captures, scans, chart, tables, specification."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template

import numpy as np
from numpy.typing import NDArray

from autograders.candidate.cases import PublicFile, SpecificationValue
from autograders.domain.scan_files import Scan as StationScan
from autograders.domain.scan_files import write_e57, write_las, write_ply
from autograders.domain.scanner import Scan
from autograders.domain.scanner.bench import SPHERE_RADIUS_M, Bench
from autograders.domain.scanner.observations import LengthObservations, PosedScan

Floats = NDArray[np.float64]
Cells = Sequence[str | float]

SPECIFICATION = (
    ("time_budget_min", "Temps d’acquisition disponible", "min"),
    ("star_distance_m", "Distance du scanner à l’étoile de Böhler", "m"),
    ("star_distance_tolerance_m", "Tolérance sur cette distance (±)", "m"),
    ("noise_reference_distance_m", "Distance à laquelle le bruit est jugé", "m"),
    ("noise_limit_mm", "Bruit maximal (écart-type, 1 σ)", "mm"),
    ("spacing_panel", "Panneau sur lequel l’espacement est jugé", ""),
    ("spacing_limit_mm", "Espacement maximal des points", "mm"),
    ("slot_limit_mm", "Largeur maximale de la plus petite fente résolue", "mm"),
    ("beam_diameter_mm", "Diamètre du faisceau en sortie (fiche du scanner)", "mm"),
    ("beam_divergence_mrad", "Divergence du faisceau, angle plein (fiche du scanner)", "mrad"),
    ("bar", "Barre à sphères jugée", ""),
    ("length_mpe_mm", "Erreur maximale tolérée (EMT) sur sa longueur", "mm"),
    ("length_calibration_uncertainty_mm", "Incertitude d’étalonnage élargie des barres (k = 2)", "mm"),
    ("coverage_factor", "Facteur d’élargissement k", ""),
    ("scale_limit_ppm", "Erreur d’échelle maximale (valeur absolue)", "ppm"),
    ("delta_e_mean_limit", "Écart de couleur ΔE00 maximal : moyenne", ""),
    ("delta_e_p95_limit", "Écart de couleur ΔE00 maximal : 95e centile", ""),
    ("delta_e_maximum_limit", "Écart de couleur ΔE00 maximal : maximum", ""),
    ("grey_patch", "Plage grise du rapport signal sur bruit", ""),
    ("grey_snr_limit_db", "Rapport signal sur bruit minimal", "dB"),
)


def specification(terms: Mapping[str, float | str]) -> tuple[SpecificationValue, ...]:
    """Return the figures of the specification with their French labels and units."""
    return tuple(
        SpecificationValue(key=key, label=label, value=terms[key], unit=unit) for key, label, unit in SPECIFICATION
    )


def write_specification(public: Path, template: Path, values: Sequence[SpecificationValue]) -> PublicFile:
    """Write the specification as the client hands it over."""
    printed = {
        item.key: item.value if isinstance(item.value, str) else f"{item.value:g}".replace(".", ",") for item in values
    }
    text = Template(template.read_text(encoding="utf-8")).substitute(printed)
    path = "cahier_des_charges.md"
    (public / path).write_text(text, encoding="utf-8")
    return PublicFile(path=path, label="Cahier des charges de la variante")


def write_targets(public: Path, bench: Bench) -> PublicFile:
    """Write where the targets are; spheres only to a centimetre, since their distances are what is measured."""
    flat = [(panel, "panel") for panel in bench.panels] + [(bench.star, "star"), (bench.chart, "chart")]
    rows: list[Cells] = [
        (
            target.name,
            kind,
            *target.frame.centre_m.round(3),
            *target.frame.normal.round(6),
            round(target.width_m, 3),
            round(target.height_m, 3),
            "",
        )
        for target, kind in flat
    ]
    rows += [
        (name, "sphere", *centre.round(2), "", "", "", "", "", SPHERE_RADIUS_M)
        for name, centre in bench.spheres.items()
    ]
    header = "target kind x_m y_m z_m normal_x normal_y normal_z width_m height_m radius_m"
    return _write_csv(public, "targets.csv", "Cibles du banc", header, rows)


def write_stations(public: Path, bench: Bench) -> PublicFile:
    """Write where the scanner may stand."""
    rows = [(name, *place.round(3)) for name, place in bench.stations.items()]
    return _write_csv(public, "stations.csv", "Positions possibles du scanner", "station x_m y_m z_m", rows)


def write_settings(public: Path, rows: Iterable[Cells]) -> PublicFile:
    """Write the settings, what each costs, and the file that it gives."""
    header = "resolution quality station angular_step_mrad duration_min file"
    return _write_csv(public, "acquisitions.csv", "Réglages du scanner et durées", header, rows)


def write_captures(public: Path, clouds: Mapping[str, tuple[Floats, Scan]]) -> Iterable[PublicFile]:
    """Write one cloud a setting."""
    (public / "captures").mkdir()
    for stem, (points_m, scan) in clouds.items():
        path = f"captures/{stem}.laz"
        # As scanners store them: 8-bit intensities in the 16 bits of LAS.
        intensity = np.rint(255 * scan.intensity) / 65_535
        write_las(public / path, points_m, colours=scan.rgb, intensity=intensity)
        resolution, quality, station = stem.split("_")
        label = f"Capture, résolution {resolution}, qualité {quality}, station {station}"
        yield PublicFile(path=path, label=label)


def write_repetitions(public: Path, scans: Sequence[PosedScan]) -> PublicFile:
    """Write the repeated scans, each in the scanner's own frame with its pose."""
    rotation = scans[0].pose.rotation
    half_rad = math.atan2(rotation[1, 0], rotation[0, 0]) / 2
    stations = [
        StationScan(
            name=f"repetition_{number:02d}",
            points_m=posed.scan.points_m,
            colours=posed.scan.rgb,
            intensity=np.rint(255 * posed.scan.intensity) / 255,
            position_m=tuple(posed.pose.position_m.tolist()),
            rotation=(math.cos(half_rad), 0.0, 0.0, math.sin(half_rad)),
        )
        for number, posed in enumerate(scans, start=1)
    ]
    write_e57(public / "repeatability.e57", stations)
    return PublicFile(path="repeatability.e57", label="Scans répétés des barres à sphères")


def write_certificate(public: Path, rows: Iterable[Cells]) -> PublicFile:
    """Write the certificate of the sphere bars."""
    header = "bar sphere_1 sphere_2 calibrated_mm expanded_uncertainty_mm coverage_factor"
    return _write_csv(public, "sphere_bars.csv", "Certificat des barres à sphères", header, rows)


def write_lengths(public: Path, lengths: LengthObservations) -> PublicFile:
    """Write the field book: semicolons and decimal commas, as a French spreadsheet exports it."""
    rows = [
        (series, *(f"{value:.1f}".replace(".", ",") for value in (reference, measured)), "à rejeter" if bad else "")
        for series, reference, measured, bad in zip(
            lengths.series, lengths.reference_mm, lengths.measured_mm, lengths.rejected, strict=True
        )
    ]
    header = "serie reference_mm measured_mm remarque"
    return _write_csv(public, "lengths.csv", "Longueurs mesurées et références", header, rows, delimiter=";")


def write_chart(public: Path, chart_m: Floats, rgb: NDArray[np.uint8]) -> PublicFile:
    """Write the coloured points of the chart, in its own frame."""
    write_ply(public / "chart.ply", chart_m, colours=rgb)
    return PublicFile(path="chart.ply", label="Extrait coloré de la charte")


def write_chart_reference(public: Path, rows: Iterable[Cells]) -> PublicFile:
    """Write the certificate of the chart."""
    header = "patch row column x_min_m x_max_m y_min_m y_max_m L_D65 a_D65 b_D65 L_D50 a_D50 b_D50"
    label = "Certificat de la charte, sous D65 et sous D50"
    return _write_csv(public, "chart_reference.csv", label, header, rows)


def _write_csv(
    public: Path, path: str, label: str, header: str, rows: Iterable[Cells], *, delimiter: str = ","
) -> PublicFile:
    with (public / path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)
    return PublicFile(path=path, label=label)
