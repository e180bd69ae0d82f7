"""Makes one variant of the mill of Vaubrun and its survey; the other modules of this folder make its parts."""

import math
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import ifcopenshell
import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.domain.building import BuildingMesh, read_mesh
from autograders.domain.deployment import coverage_by_zone, covered, pack_flags
from autograders.domain.registration import chain_error_mm, register
from autograders.domain.scanner import AngularWindow, Camera, Instrument, Scene, light, measure
from autograders.domain.sizing import LINK_EFFICIENCY
from autograders.model.case import GeneratedCase

from . import dimensions, documents, drawings, offers, parts, plan, positions, report, survey, targets
from . import mill as mill_model
from .report_documents import write_report_files

HERE = Path(__file__).parent

INCIDENCE_DEG, RANGE_M, OVERLAP_PERCENT = 75, (0.6, 40.0), 15
SCAN_STEP_RAD = 14e-3
WHOLE_DOME = AngularWindow(azimuth_rad=(-math.pi, math.pi), elevation_rad=(-math.pi / 3, math.pi / 2))
REFLECTANCE = {
    parts.STONE: 0.6,
    parts.TIMBER: 0.35,
    parts.TILES: 0.3,
    parts.BOARDS: 0.45,
}


def generate(seed: int, public: Path) -> GeneratedCase:
    """Write one variant of the mill and return its specification and its truth.

    The model is written first and read back; everything else follows from the mesh that a reader gets from it.

    Parameters
    ----------
    seed : int
        Decides everything; not negative.
    public : Path
        Existing folder that receives the files.

    Returns
    -------
    GeneratedCase
    """
    # One stream a part: a change in one leaves the others as they were.
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(12)]
    mill = dimensions.draw_mill(streams[0])
    model = public / "moulin.ifc"
    mill_model.write_mill(mill, f"heritage_building/{seed}", model, streams[1])
    mesh = read_mesh(ifcopenshell.open(model))
    stands = positions.permitted_positions(mill, streams[2])
    stations_m, zones = np.array([item.centre_m for item in stands]), [item.zone for item in stands]
    names = [item.name for item in stands]
    surfaces = survey.survey(mesh, mill, stations_m)
    settings, rate = survey.draw_settings(streams[3])
    limits = survey.reach(surfaces.zone, INCIDENCE_DEG, RANGE_M)
    deployment = plan.draw_deployment(
        survey.surveyed_by_option(surfaces.lines, settings, limits),
        surfaces.zone,
        np.array([item.setup_min for item in stands]),
        [item.duration_min for item in settings],
        overlap=OVERLAP_PERCENT / 100,
        rng=streams[4],
    )
    network = targets.place_targets(mill, mesh, stations_m, streams[5])
    target_sigma_mm = round(float(streams[6].uniform(0.9, 1.4)), 2)
    campaign = targets.observe(network, stations_m, zones, sigma_mm=target_sigma_mm, rng=streams[6])
    counts = campaign.targets.seen.sum(axis=1).tolist()
    anchors = [name for name, count in zip(names, counts, strict=True) if count >= targets.ANCHOR_TARGETS]
    assembly, farthest = _draw_assembly(deployment, names, anchors, campaign, streams[7])
    practice = offers.draw_practice(streams[8])
    wanted = _needs(deployment, settings, practice)
    catalogue = offers.draw_catalogue(practice, wanted, streams[9])
    terms = _terms(deployment, practice, catalogue) | assembly | {"scanner_rate_pts_per_s": rate}
    specification = documents.specification(terms)
    scans = _scan_pair(mesh, campaign, names, streams[10])
    facts = report.draw_report([names[item.position] for item in campaign.observations], streams[11])
    files = (
        documents.write_specification(public, HERE / "cahier_des_charges.in", specification),
        PublicFile(path=model.name, label="Maquette IFC4 du moulin"),
        documents.write_rooms(public, _room_rows(mill, surfaces, deployment)),
        documents.write_positions(public, stands, counts),
        documents.write_settings(public, settings),
        documents.write_points(public, surfaces, mesh),
        documents.write_sight(public, surfaces, names),
        *_plans(public, mesh, mill, stands),
        documents.write_targets(public, campaign.targets),
        documents.write_observations(public, campaign, names),
        *documents.write_scans(public, scans),
        *documents.write_offers(public, catalogue),
        *write_report_files(public, HERE / "exigences_du_rapport.in", facts),
    )
    truth = {
        "mill": asdict(mill),
        "positions": {
            "names": names,
            "centre_m": stations_m,
            "zones": zones,
            "setup_min": [item.setup_min for item in stands],
            "visible_targets": counts,
        },
        "settings": [asdict(item) for item in settings],
        "points": {
            "positions_m": surfaces.points.positions_m,
            "normals": surfaces.points.normals,
            "zones": surfaces.zone.tolist(),
            "area_m2": surfaces.points.area_m2,
            "spacing_mm": limits.spacing_mm,
        },
        "sight": pack_flags(surfaces.lines.free),
        "requirement": dict(zip(deployment.zones, deployment.minimum_percent, strict=True)),
        "plan": _plan_truth(deployment, surfaces, names, zones, settings, farthest),
        "registration": _registration_truth(campaign, names, target_sigma_mm, assembly),
        "network": _network_truth(campaign, names),
        "practice": asdict(practice),
        "offers": {
            "storages": [asdict(item) for item in catalogue.storages],
            "links": [asdict(item) | {"cost_eur": item.cost_eur} for item in catalogue.links],
            "workstations": [asdict(item) for item in catalogue.workstations],
        },
        "sizing": offers.figures(practice, wanted, catalogue),
        "report": _report_truth(facts),
    }
    return GeneratedCase(specification=specification, files=files, truth=truth)


def _draw_assembly(
    deployment: Any, names: list[str], anchors: list[str], campaign: Any, rng: np.random.Generator
) -> tuple[dict[str, float], int]:
    farthest = plan.farthest_links(deployment, names, anchors)
    if farthest is None:
        raise RuntimeError("the reference plan holds no station that is tied to the control network")
    link_mm = round(float(rng.uniform(1.2, 2.0)), 1)
    # One link more than the reference plan needs is admitted, two are not.
    chain_mm = round(chain_error_mm([link_mm] * (farthest + 1)) + 0.05, 1)
    terms = {
        "link_error_mm": link_mm,
        "chain_error_limit_mm": chain_mm,
        "tie_rmse_limit_mm": targets.tie_limit_mm(campaign),
        "check_rmse_limit_mm": targets.check_limit_mm(campaign, rng),
        "anchor_targets": targets.ANCHOR_TARGETS,
    }
    return terms, farthest


def _terms(deployment: Any, practice: Any, catalogue: Any) -> dict[str, float]:
    return {
        "point_area_m2": survey.POINT_AREA_M2,
        "station_limit": deployment.station_limit,
        "minutes_limit": deployment.minutes_limit,
        "coverage_total_percent": deployment.total_percent,
        "overlap_percent": OVERLAP_PERCENT,
        "range_minimum_m": RANGE_M[0],
        "range_maximum_m": RANGE_M[1],
        "incidence_limit_deg": INCIDENCE_DEG,
        "lowest_elevation_deg": round(math.degrees(survey.LOWEST_ELEVATION_RAD)),
        "bytes_per_point": practice.bytes_per_point,
        "images_per_station": practice.images_per_station,
        "megabytes_per_image": practice.bytes_per_image / 1e6,
        "derived_percent": round(100 * practice.derived_share),
        "sites_per_year": practice.sites_per_year,
        "growth_percent": round(100 * practice.growth),
        "years": practice.years,
        "maximum_fill_percent": round(100 * practice.maximum_fill),
        "link_efficiency_percent": round(100 * LINK_EFFICIENCY),
        "transfer_limit_h": catalogue.transfer_limit_h,
        "processing_limit_h": catalogue.processing_limit_h,
        "link_months": offers.LINK_MONTHS,
        "budget_eur": catalogue.budget_eur,
    }


def _needs(deployment: Any, settings: tuple[Any, ...], practice: Any) -> Any:
    chosen = np.asarray(deployment.reference) // (len(deployment.options.place) // len(settings))
    points = sum(settings[index].points for index in chosen)
    return offers.needs(practice, points, len(chosen))


def _room_rows(mill: Any, surfaces: Any, deployment: Any) -> Iterable[tuple[str | float, ...]]:
    labels = {room.code: (room.name, room.storey) for room in dimensions.rooms(mill)}
    labels[dimensions.FACADES] = (survey.FACADES_NAME, "RDC")
    for code, percent in zip(deployment.zones, deployment.minimum_percent, strict=True):
        yield (code, *labels[code], int((surfaces.zone == code).sum()), survey.SPACING_MM[code], percent)


def _plans(public: Path, mesh: BuildingMesh, mill: Any, stands: Any) -> Iterable[PublicFile]:
    for storey, path in drawings.FILES.items():
        svg = drawings.storey_plan(mesh, mill, storey, stands)
        yield documents.write_plan(public, path, f"Plan du niveau {drawings.NAMES[storey]}", svg)


def _scan_pair(
    mesh: BuildingMesh, campaign: Any, names: list[str], rng: np.random.Generator
) -> dict[str, tuple[np.ndarray, Any]]:
    """Scan from the hall and from the room of the stones, coarsely, registered on the sound targets."""
    scene = Scene(survey.occluders(mesh).for_the_scanner(REFLECTANCE))
    instrument = Instrument(
        noise_a_mm=1.2, noise_b_mm_per_m=0.05, angular_noise_urad=40, dropout_rate=0.01, outlier_rate=0.002
    )
    scans = {}
    for observation in campaign.observations[:2]:
        sound = targets.ties(campaign, observation) & (observation.targets != campaign.wrong)
        known = campaign.targets.positions_m[observation.targets[sound]]
        registered = register(observation.scanner_m[sound], known).pose
        directions = WHOLE_DOME.beams(SCAN_STEP_RAD) @ observation.pose.rotation.T
        echoes = light(scene, instrument, observation.pose.position_m, directions, rng)
        scan = measure(echoes, instrument, Camera(), averaging=4, rng=rng)
        # Points come along the project's axes: back to the scanner's own, then by the pose that registration gives.
        scans[names[observation.position]] = (registered.to_project(scan.points_m @ observation.pose.rotation), scan)
    return scans


def _plan_truth(
    deployment: Any, surfaces: Any, names: list[str], zones: list[str], settings: tuple[Any, ...], farthest: int
) -> dict[str, Any]:
    seen = covered(deployment.options.surveyed[deployment.reference])
    everything = covered(deployment.options.surveyed)
    return {
        "reference": [
            {"position": names[option % len(names)], "resolution": settings[option // len(names)].resolution}
            for option in deployment.reference
        ],
        "minutes": float(deployment.options.minutes[deployment.reference].sum()),
        "coverage": float(seen.mean()),
        "coverage_by_zone": coverage_by_zone(seen, surfaces.zone),
        "best_coverage": float(everything.mean()),
        "best_coverage_by_zone": coverage_by_zone(everything, surfaces.zone),
        "farthest_links": farthest,
        "naive": {
            setting.resolution: plan.shortfall(deployment, plan.naive_plan(deployment, zones, index))
            for index, setting in enumerate(settings)
        },
    }


def _registration_truth(
    campaign: Any, names: list[str], target_sigma_mm: float, assembly: dict[str, float]
) -> dict[str, Any]:
    stations = {}
    for observation in campaign.observations:
        figures = targets.registration_figures(campaign, observation)
        stations[names[figures.pop("position")]] = figures | {
            "true_position_m": observation.pose.position_m,
            "true_rotation": observation.pose.rotation,
            "check_conform": figures["sound"]["check_rmse_mm"] <= assembly["check_rmse_limit_mm"],
        }
    return {
        "wrong_target": campaign.targets.names[campaign.wrong],
        "shift_mm": campaign.shift_mm,
        "target_sigma_mm": target_sigma_mm,
        "stations": stations,
    }


def _network_truth(campaign: Any, names: list[str]) -> dict[str, Any]:
    known = campaign.targets
    return {
        "targets": {
            name: {"position_m": position, "check": bool(check)}
            for name, position, check in zip(known.names, known.positions_m.tolist(), known.check, strict=True)
        },
        "observations": {
            names[item.position]: {
                known.names[target]: seen for target, seen in zip(item.targets, item.scanner_m.tolist(), strict=True)
            }
            for item in campaign.observations
        },
    }


def _report_truth(facts: Any) -> dict[str, Any]:
    scanner = facts.current
    return {
        "sections": list(facts.sections),
        "section_characters": report.SECTION_CHARACTERS,
        "figures": {key: {"unit": unit, "decimals": decimals} for key, _, _, unit, decimals in facts.figures},
        "metadata": {
            "numero_serie": scanner.serial,
            "date_etalonnage": scanner.calibrated.isoformat(),
            "etalonnage_valide": "oui" if facts.day <= scanner.valid_until else "non",
            "date_releve": facts.day.isoformat(),
            "fonction_operateur": facts.function,
            "modele": scanner.model,
            "certificat": scanner.number,
            "fin_validite": scanner.valid_until.isoformat(),
            "logiciel": facts.software,
            "serie_tacheometre": facts.total_station.serial,
        },
        "demanded_metadata": list(facts.metadata),
        "validity_months": report.VALIDITY_MONTHS,
        "operator": facts.operator,
        "former": {"date_etalonnage": facts.former.calibrated.isoformat(), "certificat": facts.former.number},
        "other": {
            "numero_serie": facts.other.serial,
            "date_etalonnage": facts.other.calibrated.isoformat(),
            "certificat": facts.other.number,
        },
        "issued": scanner.issued.isoformat(),
        "step_unit": facts.step_unit,
        "parameters": {key: unit for key, (_, unit) in report.PARAMETERS.items()},
        "tolerances": {key: tolerance for key, (_, _, tolerance) in report.INDICATORS.items()},
    }
