"""Reference estimators of the quality of a point cloud: noise, spacing, star, spheres."""

from .noise_law import NoiseLaw, fit_noise_law
from .plane import (
    Plane,
    find_plane,
    fit_plane,
    mad_plane_noise_mm,
    plane_noise_mm,
    population_plane_noise_mm,
    robust_plane_noise_mm,
)
from .spacing import (
    Spacing,
    directional_spacing,
    dome_point_count,
    fine_detail_quality,
    gaussian_spot_diameter_mm,
    nearest_neighbour_spacing,
    spot_diameter_mm,
    theoretical_spacing_mm,
)
from .sphere import Sphere, find_sphere, fit_sphere
from .star import Annulus, StarResolution, smallest_resolved_radius, star_slot_width_mm

__all__ = [
    "Annulus",
    "NoiseLaw",
    "Plane",
    "Spacing",
    "Sphere",
    "StarResolution",
    "directional_spacing",
    "dome_point_count",
    "find_plane",
    "find_sphere",
    "fine_detail_quality",
    "fit_noise_law",
    "fit_plane",
    "fit_sphere",
    "gaussian_spot_diameter_mm",
    "mad_plane_noise_mm",
    "nearest_neighbour_spacing",
    "plane_noise_mm",
    "population_plane_noise_mm",
    "robust_plane_noise_mm",
    "smallest_resolved_radius",
    "spot_diameter_mm",
    "star_slot_width_mm",
    "theoretical_spacing_mm",
]
