"""A plan seen in three dimensions, and the same said in words."""

from dataclasses import dataclass
from typing import Any

from .outcomes import PlanOutcome
from .sites import Flags, Site


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class PlanView:
    """A picture of a plan with its equivalent in words; a notebook shows the picture.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    text : str
        In French: how many points lack in each room, and whereabouts.
    """

    figure: Any
    text: str

    def __repr__(self) -> str:
        """Return the words."""
        return self.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {**self.figure._repr_mimebundle_(include, exclude), "text/plain": self.text}


def view_of(site: Site, outcome: PlanOutcome, seen: Flags) -> PlanView:
    """Return a plan's view.

    Parameters
    ----------
    site : Site
    outcome : PlanOutcome
    seen : ndarray of bool, shape (n,)
        The points that the plan surveys.
    """
    return PlanView(figure=_figure(site, outcome, seen), text=_text(site, outcome, seen))


def _figure(site: Site, outcome: PlanOutcome, seen: Flags) -> Any:
    import plotly.graph_objects as go

    figure = go.Figure()
    # Size and form tell them apart as well as colour.
    for name, shown, marker in (
        ("relevés", seen, {"size": 1.5, "color": "#4477aa"}),
        ("non relevés", ~seen, {"size": 3, "color": "#ee6677", "symbol": "x"}),
    ):
        x, y, z = site.points_m[shown].T
        figure.add_trace(
            go.Scatter3d(
                x=x, y=y, z=z, mode="markers", name=f"{int(shown.sum())} points {name}", marker=marker, hoverinfo="skip"
            )
        )
    names = [position for position, _ in outcome.stations]
    x, y, z = (list(values) for values in zip(*(site.positions[name].centre_m for name in names), strict=True))
    figure.add_trace(
        go.Scatter3d(
            x=x,
            y=y,
            z=z,
            mode="markers+text",
            name=f"{len(names)} stations",
            text=names,
            customdata=[resolution for _, resolution in outcome.stations],
            hovertemplate="%{text}, %{customdata}<extra></extra>",
            marker={"size": 5, "color": "black", "symbol": "diamond"},
        )
    )
    figure.update_layout(
        title="Points relevés et non relevés par le plan",
        height=620,
        margin={"l": 0, "r": 0, "t": 40, "b": 0},
        scene={"aspectmode": "data", "xaxis_title": "x (m)", "yaxis_title": "y (m)", "zaxis_title": "z (m)"},
    )
    return figure


def _text(site: Site, outcome: PlanOutcome, seen: Flags) -> str:
    lines = [f"Vue du plan : {int(seen.sum())} points relevés sur {len(seen)}, {len(outcome.stations)} stations."]
    for code, room in site.rooms.items():
        inside = site.point_rooms == code
        lacking = site.points_m[inside & ~seen]
        where = ""
        if len(lacking):
            middle = " ; ".join(
                f"{axis} = {value:.1f} m".replace(".", ",")
                for axis, value in zip("xyz", lacking.mean(axis=0), strict=True)
            )
            where = f", au centre de gravité {middle}"
        lines.append(f"{code} {room.name} : {len(lacking)} points non relevés sur {int(inside.sum())}{where}.")
    return "\n".join(lines)
