"""Point clouds: millions of points, of which as many are shown as a browser turns with ease."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..point_clouds import PointCloud
from .colouring import Colouring, own_colours, scale_of
from .errors import ViewError
from .still import still_picture
from .tables import Table
from .texts import counted, printed_count, printed_number
from .thinning import Thinning, thinned
from .view import View

MAXIMUM_SHOWN_POINTS = 150_000
_MANY = 20_000
# Coordinates beyond this are shown from the lowest corner: a float32 keeps a tenth of a millimetre up to here.
_LARGEST_M = 1_000.0


def view_cloud(
    cloud: PointCloud | ArrayLike,
    *,
    colours: ArrayLike | None = None,
    values: ArrayLike | None = None,
    label: str = "valeur",
    title: str = "Nuage de points",
) -> View:
    r"""Show a point cloud that can be turned, with its figures in words.

    Of more than 150 000 points, one is shown of each cell of a grid (``thinning.thinned``); counts, extents and
    the bounds of the colours are those of all points.

    Parameters
    ----------
    cloud : PointCloud or array_like, shape (n, 3), m
    colours : array_like, shape (n, 3), optional
        Red, green, blue: whole numbers from 0 to 255, or numbers from 0 to 1. By default those of the cloud.
    values : array_like, shape (n,), optional
        A number for each point, shown as colour in place of colours: a distance to a plane, an intensity. Without
        either, the height is shown.
    label : str
        What ``values`` are, with their unit.
    title : str

    Returns
    -------
    View

    Raises
    ------
    ViewError
        If there is no finite point, or an array has another shape.

    Examples
    --------
    >>> corners = np.array([[0, 0, 0], [4, 0, 0], [4, 3, 0], [0, 3, 2.5]])
    >>> print(str(view_cloud(corners)).replace("\xa0", " "))
    Nuage de points
    4 points, tous affichés. Étendue : 4,000 m en x, 3,000 m en y, 2,500 m en z. Couleurs : z (m), de 0,000 ...
    """
    points, origin = _points(cloud)
    own = cloud.colours if isinstance(cloud, PointCloud) and colours is None else colours
    rgb = None if own is None or values is not None else _colours(own, len(points))
    numbers = None if values is None else _numbers(values, len(points))
    finite = np.isfinite(points.sum(axis=1) if numbers is None else points.sum(axis=1) + numbers)
    left_out = len(points) - int(np.count_nonzero(finite))
    if left_out == len(points):
        raise ViewError(f"{counted(len(points), 'point')} reçus, aucun de coordonnées et de valeur finies.")
    if left_out:
        points = points[finite]
        rgb = None if rgb is None else rgb[finite]
        numbers = None if numbers is None else numbers[finite]
    thinning = thinned(points, MAXIMUM_SHOWN_POINTS)
    colouring = _colouring(points, rgb, numbers, thinning, label)
    lowest = np.array([points[:, axis].min() for axis in range(3)])
    highest = np.array([points[:, axis].max() for axis in range(3)])
    shift = np.floor(lowest) if max(abs(lowest).max(), abs(highest).max()) > _LARGEST_M else np.zeros(3)
    shown = (points[thinning.kept] - shift).astype(np.float32)
    summary = _summary(len(points), left_out, lowest, highest, thinning, colouring)
    return View(
        title=title,
        summary=summary,
        equivalent=_table(len(points), lowest, highest, origin, thinning, colouring),
        still={"text/html": still_picture(shown, colouring.rgb, f"{title}. {summary}")},
        make_widget=lambda: _widget(shown, colouring, shift, f"{title}. {summary}"),
    )


def _points(cloud: PointCloud | ArrayLike) -> tuple[NDArray[np.floating[Any]], NDArray[np.float64]]:
    if isinstance(cloud, PointCloud):
        return cloud.points_m, cloud.origin_m
    points = _array(cloud, "Points")
    if points.ndim != 2 or points.shape[1] != 3 or not len(points):
        raise ViewError(f"Points : tableau de forme {points.shape} reçu, (n, 3) attendu, n au moins 1 : x, y, z en m.")
    return points, np.zeros(3)


def _colours(colours: ArrayLike, count: int) -> NDArray[Any]:
    rgb = _array(colours, "Couleurs")
    if rgb.shape != (count, 3):
        raise ViewError(f"Couleurs : forme {rgb.shape} reçue, ({count}, 3) attendue, une couleur par point.")
    whole = np.asarray(colours).dtype.kind in "iu"
    low, high = rgb.min(), rgb.max()
    if not (low >= 0 and high <= (255 if whole else 1)):
        raise ViewError(
            f"Couleurs : valeurs de {low:g} à {high:g} reçues ; entiers de 0 à 255, ou nombres de 0 à 1, attendus."
        )
    return rgb.astype(np.uint8) if whole else rgb


def _numbers(values: ArrayLike, count: int) -> NDArray[Any]:
    numbers = _array(values, "Valeurs")
    if numbers.shape != (count,):
        raise ViewError(f"Valeurs : forme {numbers.shape} reçue, ({count},) attendue, un nombre par point.")
    return numbers


def _array(values: ArrayLike, name: str) -> NDArray[Any]:
    try:
        array = np.asarray(values)
        return array if array.dtype in (np.uint8, np.float32) else array.astype(np.float64)
    except (TypeError, ValueError):
        raise ViewError(f"{name} : {type(values).__name__} reçu, tableau de nombres attendu.") from None


def _colouring(
    points: NDArray[Any], rgb: NDArray[Any] | None, numbers: NDArray[Any] | None, thinning: Thinning, label: str
) -> Colouring:
    if numbers is not None:
        return scale_of(numbers, thinning.kept, label)
    return scale_of(points[:, 2], thinning.kept, "z (m)") if rgb is None else own_colours(rgb, thinning.kept)


def _summary(
    count: int,
    left_out: int,
    lowest: NDArray[Any],
    highest: NDArray[Any],
    thinning: Thinning,
    colouring: Colouring,
) -> str:
    shown = "tous affichés"
    if len(thinning.kept) < count:
        shown = (
            f"dont {printed_count(len(thinning.kept))} affichés (le premier de chaque cellule de "
            f"{printed_number(thinning.cell_m, 3)} m)"
        )
    lacking = f" {counted(left_out, 'point écarté', 'points écartés')}, sans coordonnées ou valeur finies."
    extents = ", ".join(
        f"{printed_number(size, 3)} m en {axis}" for axis, size in zip("xyz", highest - lowest, strict=True)
    )
    return f"{counted(count, 'point')}, {shown}.{lacking if left_out else ''} Étendue : {extents}. {colouring.text}"


def _table(
    count: int,
    lowest: NDArray[Any],
    highest: NDArray[Any],
    origin: NDArray[np.float64],
    thinning: Thinning,
    colouring: Colouring,
) -> Table:
    per_cell = thinning.per_cell
    rows = [("Points", printed_count(count)), ("Points affichés", printed_count(len(thinning.kept)))]
    rows += [
        (
            f"Étendue en {axis}",
            f"de {printed_number(low, 3)} à {printed_number(high, 3)} m, soit {printed_number(high - low, 3)} m",
        )
        for axis, low, high in zip("xyz", lowest, highest, strict=True)
    ]
    if origin.any():
        rows.append(("Origine à ajouter", " ; ".join(f"{printed_number(value, 0)} m" for value in origin)))
    if thinning.cell_m:
        rows.append(
            (
                f"Densité (cellules de {printed_number(thinning.cell_m, 3)} m)",
                f"{counted(len(per_cell), 'cellule occupée', 'cellules occupées')} ; points par cellule : médiane "
                f"{printed_number(float(np.median(per_cell)), 0)}, maximum {printed_count(int(per_cell.max()))}",
            )
        )
    rows.append(("Couleurs", colouring.text.removeprefix("Couleurs : ")))
    return Table(caption="Le nuage en chiffres", columns=("Grandeur", "Valeur"), rows=tuple(rows))


def _widget(shown: NDArray[np.float32], colouring: Colouring, shift: NDArray[Any], description: str) -> Any:
    from .figure import Figure3D, scene_layout

    def make_figure() -> dict[str, Any]:
        x, y, z = shown.T
        size = 1.6 if len(shown) > _MANY else 3
        trace = {
            "type": "scatter3d",
            "mode": "markers",
            "x": x,
            "y": y,
            "z": z,
            "marker": {"size": size, **colouring.make_marker()},
            "hovertemplate": "x %{x:.3f} m, y %{y:.3f} m, z %{z:.3f} m<extra></extra>",
        }
        return {"data": [trace], "layout": scene_layout([f"{-value:+.0f}" if value else "" for value in shift])}

    return Figure3D(make_figure, description=description)
