"""Where elements stand, in metres and in the project's frame, whichever unit the file is in."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import DomainError
from .measures import SiScale

Matrix = NDArray[np.float64]


class PlacementReader:
    """Reads the placements of one model, those that are shared once.

    Parameters
    ----------
    scale : SiScale
        Of the model.
    """

    def __init__(self, scale: SiScale) -> None:
        self._metres = scale.length
        self._known: dict[int, Matrix] = {}

    def of(self, product: Any) -> Matrix:
        """Return where a product stands: the product of the placements that its own is relative to.

        Parameters
        ----------
        product : entity

        Returns
        -------
        ndarray, shape (4, 4)
            From the product's axes to the project's, translation in m. The identity where it has no placement, or one
            by a grid or an alignment, which is not read here.

        Raises
        ------
        DomainError
            If placements are relative to each other in a circle, or if axes are malformed.
        """
        chain: dict[int, Any] = {}
        placement = product.ObjectPlacement
        while placement is not None and placement.id() not in self._known and placement.is_a("IfcLocalPlacement"):
            if placement.id() in chain:
                raise DomainError(f"le placement de {product.GlobalId} tourne en rond : corriger l’export")
            chain[placement.id()] = placement
            placement = placement.PlacementRelTo
        matrix = np.eye(4) if placement is None else self._known.get(placement.id(), np.eye(4))
        for key, item in reversed(chain.items()):
            matrix = matrix @ self._relative(item.RelativePlacement)
            self._known[key] = matrix
        return matrix

    def _relative(self, axes: Any) -> Matrix:
        from ifcopenshell.util.placement import get_axis2placement

        try:
            matrix = np.array(get_axis2placement(axes), dtype=np.float64)
        except (ValueError, AttributeError, TypeError, LookupError):
            raise DomainError(f"axes #{axes.id()} mal formés : demander un export conforme au schéma") from None
        matrix[:3, 3] *= self._metres
        return matrix


def distance_m(left: Matrix, right: Matrix) -> float:
    """Return how far apart the origins of two placements are, in m."""
    return float(np.linalg.norm(left[:3, 3] - right[:3, 3]))


def angle_deg(left: Matrix, right: Matrix) -> float:
    """Return by which angle two placements are turned to each other, from 0 to 180 degrees.

    The angle of the rotation RᵗS, from the chord ‖R − S‖ = 2√2·sin(θ/2), which keeps small angles exact.

    Examples
    --------
    >>> quarter = np.array([[0.0, -1, 0, 5], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    >>> round(angle_deg(np.eye(4), quarter), 9)
    90.0
    """
    chord = np.linalg.norm(left[:3, :3] - right[:3, :3]) / np.sqrt(8.0)
    return float(np.degrees(2.0 * np.arcsin(min(chord, 1.0))))
