"""Points that stand for surfaces: the same area each, spread evenly, and always the same for the same triangles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import DomainError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Steps of the R2 sequence, 1/p and 1/p² for the plastic number p = 1.3247… (Roberts, 2018): even in two dimensions.
R2_STEPS = np.array([0.7548776662466927, 0.5698402909980532])


@dataclass(frozen=True, eq=False, kw_only=True)
class SurveyPoints:
    """Points of surfaces to be surveyed.

    Parameters
    ----------
    positions_m : ndarray, shape (n, 3), m
    normals : ndarray, shape (n, 3)
        Unit vectors, out of the surface.
    triangle : ndarray of int, shape (n,)
        The triangle that each point lies on.
    area_m2 : float, m²
        What one point stands for.
    """

    positions_m: Floats
    normals: Floats
    triangle: Integers
    area_m2: float

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.positions_m)

    def where(self, kept: NDArray[np.bool_]) -> "SurveyPoints":
        """Return the points that a mask keeps."""
        return SurveyPoints(
            positions_m=self.positions_m[kept],
            normals=self.normals[kept],
            triangle=self.triangle[kept],
            area_m2=self.area_m2,
        )


def spread_points(vertices_m: ArrayLike, triangles: ArrayLike, *, area_m2: float) -> SurveyPoints:
    """Return points spread over triangles, one for each so many square metres.

    Triangles are laid end to end by area and a point is taken at every step (systematic sampling), so that the
    number on any part is right to within one; inside its triangle a point follows the R2 sequence. No random draw.

    Parameters
    ----------
    vertices_m : array_like, shape (n, 3), m
    triangles : array_like of int, shape (m, 3)
        Normals by the right-hand rule.
    area_m2 : float, m²
        Above 0.

    Returns
    -------
    SurveyPoints

    Raises
    ------
    DomainError
        If the step is not positive, or larger than the whole surface.

    Examples
    --------
    >>> square = [[0, 0, 0], [2, 0, 0], [2, 2, 0], [0, 2, 0]]
    >>> points = spread_points(square, [[0, 1, 2], [0, 2, 3]], area_m2=0.5)
    >>> len(points), np.bincount(points.triangle).tolist(), points.normals[0].tolist()
    (8, [4, 4], [0.0, 0.0, 1.0])
    """
    corners = np.asarray(vertices_m, dtype=np.float64)[np.asarray(triangles, dtype=np.int64)]
    crosses = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    doubled = np.linalg.norm(crosses, axis=1)
    end_m2 = np.cumsum(doubled / 2)
    if not 0 < area_m2 <= end_m2[-1]:
        raise DomainError(f"pas de {area_m2:g} m² reçu, entre 0 et l’aire totale ({end_m2[-1]:g} m²) attendu")
    count = round(end_m2[-1] / area_m2)
    at_m2 = (np.arange(count) + 0.5) * area_m2
    triangle = np.minimum(np.searchsorted(end_m2, at_m2), len(end_m2) - 1)
    share = (0.5 + np.outer(np.arange(1, count + 1), R2_STEPS)) % 1
    # The unit square folded on its diagonal.
    share = np.where(share.sum(axis=1, keepdims=True) > 1, 1 - share, share)
    first, second, third = np.moveaxis(corners[triangle], 1, 0)
    positions = first + share[:, :1] * (second - first) + share[:, 1:] * (third - first)
    return SurveyPoints(
        positions_m=positions,
        normals=crosses[triangle] / doubled[triangle, None],
        triangle=triangle,
        area_m2=area_m2,
    )
