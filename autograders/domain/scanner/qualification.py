"""What reference estimators find on a scan of the bench, and the band that legitimate ones may give."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..errors import DomainError
from ..point_cloud import (
    directional_spacing,
    fit_noise_law,
    fit_plane,
    nearest_neighbour_spacing,
    plane_noise_mm,
    smallest_resolved_radius,
    star_slot_width_mm,
    theoretical_spacing_mm,
)
from ..point_cloud.plane import INLIER_SIGMAS
from ..point_cloud.robust import MAD_TO_SIGMA
from ..point_cloud.star import NEAR_FRACTION, OUTER_RADIUS_MM
from .bench import Bench, Panel
from .instrument import Instrument
from .scene import Floats

# A panel with fewer points is not worth a figure.
MINIMUM_PANEL_POINTS = 30
# Beyond what the reference estimators themselves give.
NOISE_BAND = 0.04
STAR_RING_MM = 10.0
STAR_SHARE_BAND = 0.02


@dataclass(frozen=True, kw_only=True)
class PanelQuality:
    """Noise and spacing on one panel of one scan.

    Parameters
    ----------
    range_m, tilt_deg : float, m and degree
        From the station to the panel's centre, and against its normal.
    count : int
        Points on the panel, its edges left out.
    sigma_planted_mm : float, mm
        Across the plane, from the instrument's law.
    sigma_lsq_mm, sigma_mad_mm : float, mm
        Least squares on all points within 6σ (n − 3), and 1.4826 times the median absolute deviation.
    theoretical_spacing_mm : float, mm
        R·tan Δ/cos α.
    spacing_slope_mm, spacing_nearest_mm, spacing_raw_3d_mm : float or None, mm
        Medians: along the tilt and in any direction, both projected, and in space. None but on the panel judged.
    """

    range_m: float
    tilt_deg: float
    count: int
    sigma_planted_mm: float
    sigma_lsq_mm: float
    sigma_mad_mm: float
    theoretical_spacing_mm: float
    spacing_slope_mm: float | None = None
    spacing_nearest_mm: float | None = None
    spacing_raw_3d_mm: float | None = None


@dataclass(frozen=True, kw_only=True)
class Band:
    """What legitimate estimators may give: a reference figure and its bounds.

    Parameters
    ----------
    reference : float
    low, high : float
    """

    reference: float
    low: float
    high: float

    def at_most(self, limit: float) -> bool | None:
        """Return whether the figure respects a limit, or None where legitimate estimators would disagree.

        Examples
        --------
        >>> band = Band(reference=2.0, low=1.9, high=2.1)
        >>> band.at_most(2.2), band.at_most(2.0), band.at_most(1.8)
        (True, None, False)
        """
        if self.high <= limit:
            return True
        return False if self.low > limit else None


def panel_quality(
    points_m: Floats,
    bench: Bench,
    station: str,
    panel: Panel,
    *,
    instrument: Instrument,
    averaging: int,
    step_rad: float,
    spacing_panel: str,
) -> PanelQuality | None:
    """Return the reference figures of a panel, or None if too few points lie on it.

    Parameters
    ----------
    points_m : ndarray, shape (n, 3), m
        Whole scan in the frame of the bench.
    bench : Bench
    station : str
    panel : Panel
    instrument : Instrument
        Whose law was planted.
    averaging : int
    step_rad : float, rad
    spacing_panel : str
        The only panel on which spacings are measured.
    """
    points = points_m[panel.holds(points_m)]
    if len(points) < MINIMUM_PANEL_POINTS:
        return None
    tilt_deg, range_m = bench.tilt_deg(station, panel), bench.range_m(station, panel)
    tilt = math.radians(tilt_deg)
    # The panel's place is known: no search is needed to tell its points from outliers.
    front_m = panel.frame.local(points)[:, 2]
    deviations_m = np.abs(front_m - np.median(front_m))
    plane_points = points[deviations_m <= INLIER_SIGMAS * MAD_TO_SIGMA * np.median(deviations_m)]
    plane = fit_plane(plane_points)
    residuals_m = plane.distances_m(points)
    quality = {
        "range_m": range_m,
        "tilt_deg": tilt_deg,
        "count": len(points),
        "sigma_planted_mm": instrument.plane_noise_mm(range_m, math.cos(tilt), averaging),
        "sigma_lsq_mm": plane_noise_mm(plane_points),
        "sigma_mad_mm": 1e3 * MAD_TO_SIGMA * float(np.median(np.abs(residuals_m - np.median(residuals_m)))),
        "theoretical_spacing_mm": theoretical_spacing_mm(range_m, step_rad, tilt),
    }
    if panel.name == spacing_panel:
        sight = panel.frame.centre_m - bench.stations[station]
        quality |= {
            "spacing_slope_mm": directional_spacing(points, sight).median_mm,
            "spacing_nearest_mm": nearest_neighbour_spacing(points).median_mm,
            "spacing_raw_3d_mm": _nearest_in_space_mm(plane_points),
        }
    return PanelQuality(**quality)  # type: ignore[arg-type]


def noise_at_reference(panels: Mapping[str, PanelQuality], reference_m: float, planted_mm: float) -> Band | None:
    """Return σ at a distance from laws adjusted to the frontal panels, or None if fewer than three are there.

    The band holds what least squares and the median absolute deviation give, and what was planted, widened
    by 4 %.

    Parameters
    ----------
    panels : mapping of str to PanelQuality
    reference_m : float, m
    planted_mm : float, mm
        σ of the planted law at that distance.
    """
    frontal = [quality for name, quality in panels.items() if name.startswith("P")]
    if len(frontal) < 3:
        return None
    ranges = [quality.range_m for quality in frontal]
    figures = [
        fit_noise_law(ranges, sigmas).sigma_mm(reference_m)
        for sigmas in ([q.sigma_lsq_mm for q in frontal], [q.sigma_mad_mm for q in frontal])
    ]
    low, high = min(*figures, planted_mm), max(*figures, planted_mm)
    return Band(reference=figures[0], low=low * (1 - NOISE_BAND), high=high * (1 + NOISE_BAND))


def star_slot(points_m: Floats, star: Panel) -> Band | None:
    """Return the smallest slot that a scan of the star resolves, or None if it resolves none.

    The share of unmixed points falls slowly towards the centre, with ripples: where it lingers near the printed
    share, another centre or another estimate of σ moves the last resolved ring by several. The band holds what
    shares 2 % to either side give, and one ring more to either side.

    Parameters
    ----------
    points_m : ndarray, shape (n, 3), m
        Whole scan in the frame of the bench.
    star : Panel
        The star's front plate.
    """
    near = points_m[star.holds(points_m, scale=1.1, reach_m=0.12)]
    try:
        lenient_mm, radius_mm, strict_mm = (
            smallest_resolved_radius(
                near, star.frame.centre_m, annulus_width_mm=STAR_RING_MM, near_fraction=NEAR_FRACTION + shift
            ).radius_mm
            for shift in (-STAR_SHARE_BAND, 0.0, STAR_SHARE_BAND)
        )
    except DomainError:
        # Too few points, or no two faces to be told apart.
        return None
    if radius_mm is None or lenient_mm is None:
        return None
    outermost_mm = OUTER_RADIUS_MM - STAR_RING_MM / 2
    return Band(
        reference=star_slot_width_mm(radius_mm),
        low=star_slot_width_mm(min(lenient_mm, radius_mm - STAR_RING_MM)),
        high=star_slot_width_mm(max(strict_mm or outermost_mm, radius_mm + STAR_RING_MM)),
    )


def _nearest_in_space_mm(points_m: Floats) -> float:
    from scipy.spatial import cKDTree

    distances, _ = cKDTree(points_m).query(points_m, k=2)
    return 1e3 * float(np.median(distances[:, 1]))
