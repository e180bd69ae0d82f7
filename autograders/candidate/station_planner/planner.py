"""The tool that a candidate commands: what one station surveys, what a plan gives, how it looks."""

from collections.abc import Iterable, Sequence

import numpy as np

from ..cases import Case
from ..errors import AtelierError
from .outcomes import PlanLimits, PlanOutcome, RoomCoverage, linked_groups, links_from, overlap_percents
from .sites import Flags, Position, Setting, read_site, surveyed_points
from .views import PlanView, view_of

Plan = Sequence[tuple[str, str]]

_CONDITIONS = ("range_minimum_m", "range_maximum_m", "incidence_limit_deg", "lowest_elevation_deg")


class PlanError(AtelierError):
    """A plan names what does not exist, names a position twice, or is empty."""


class StationPlanner:
    """A site on which plans of stations can be tried; trying costs nothing.

    Parameters
    ----------
    case : Case
        The opened case; its data hold ``positions.csv``, ``reglages.csv``, ``pieces.csv``, ``points_a_relever.csv`` and
        ``visibilite.csv``.

    Raises
    ------
    CaseError
        If a table is missing or damaged.
    """

    def __init__(self, case: Case) -> None:
        number = case.specification.number
        self._site = read_site(case)
        self._conditions = {key: number(key) for key in _CONDITIONS}
        self._tied_from = number("anchor_targets")
        self._limits = PlanLimits(
            stations=int(number("station_limit")),
            minutes=number("minutes_limit"),
            coverage_percent=number("coverage_total_percent"),
            overlap_percent=number("overlap_percent"),
        )
        self._surveyed: dict[tuple[str, str], Flags] = {}

    @property
    def options(self) -> list[tuple[str, str]]:
        """Every position with every resolution: what a plan may be made of."""
        return [(position, resolution) for position in self._site.positions for resolution in self._site.settings]

    def minutes(self, position: str, resolution: str) -> float:
        """Return the time of one station in min: setting up and scan.

        Raises
        ------
        PlanError
            If there is no such position or resolution.
        """
        place, setting = self._find(position, resolution)
        return round(place.setup_min + setting.scan_min, 6)

    def surveyed(self, position: str, resolution: str) -> Flags:
        """Return which points of ``points_a_relever.csv`` one station surveys, in the order of the file.

        Returns
        -------
        ndarray of bool, shape (n,)

        Raises
        ------
        PlanError
            If there is no such position or resolution.
        """
        place, setting = self._find(position, resolution)
        if (position, resolution) not in self._surveyed:
            flags = surveyed_points(self._site, place, setting, self._conditions)
            flags.flags.writeable = False
            self._surveyed[position, resolution] = flags
        return self._surveyed[position, resolution]

    def evaluate(self, plan: Iterable[tuple[str, str]]) -> PlanOutcome:
        """Return what a plan gives.

        Parameters
        ----------
        plan : sequence of (position, resolution)

        Returns
        -------
        PlanOutcome
            Shown as a table; its ``rows`` are ready for the answer ``station_plan``.

        Raises
        ------
        PlanError
            If the plan is empty, names a position twice, or names what does not exist.
        """
        stations = self._checked(plan)
        flags = np.array([self.surveyed(*station) for station in stations])
        seen = np.asarray(flags.any(axis=0))
        names = [position for position, _ in stations]
        overlap = overlap_percents(flags)
        linked = overlap >= self._limits.overlap_percent
        tied = [self._site.positions[name].visible_targets >= self._tied_from for name in names]
        return PlanOutcome(
            stations=stations,
            minutes=round(sum(self.minutes(*station) for station in stations), 6),
            coverage_percent=100 * float(seen.mean()),
            rooms=tuple(
                RoomCoverage(
                    code=code,
                    name=room.name,
                    percent=100 * float(seen[self._site.point_rooms == code].mean()),
                    demanded_percent=room.demanded_percent,
                )
                for code, room in self._site.rooms.items()
            ),
            overlap_percent=overlap,
            groups=linked_groups(names, linked),
            links=links_from(names, linked, tied),
            limits=self._limits,
        )

    def show(self, plan: Iterable[tuple[str, str]]) -> PlanView:
        """Return a plan in three dimensions: stations, points surveyed and not; ``text`` says the same in words.

        Parameters
        ----------
        plan : sequence of (position, resolution)

        Raises
        ------
        PlanError
            As for ``evaluate``.
        """
        outcome = self.evaluate(plan)
        seen = np.any([self.surveyed(*station) for station in outcome.stations], axis=0)
        return view_of(self._site, outcome, seen)

    def __repr__(self) -> str:
        """Return what there is to choose from."""
        site = self._site
        return (
            f"Planificateur de stations : {len(site.positions)} positions, résolutions {', '.join(site.settings)}, "
            f"{len(site.points_m)} points à relever dans {len(site.rooms)} pièces."
        )

    def _find(self, position: str, resolution: str) -> tuple[Position, Setting]:
        site = self._site
        if position not in site.positions:
            known = list(site.positions)
            raise PlanError(
                f"Position inconnue ({str(position)[:40]}). Positions permises : {known[0]} à {known[-1]}, "
                "voir positions.csv."
            )
        if resolution not in site.settings:
            raise PlanError(f"Résolution inconnue ({str(resolution)[:40]}). Résolutions : {', '.join(site.settings)}.")
        return site.positions[position], site.settings[resolution]

    def _checked(self, plan: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        try:
            stations = tuple((position, resolution) for position, resolution in plan)
        except (TypeError, ValueError):
            raise PlanError(
                'Plan illisible. Donnez une liste de couples, par exemple [("S01", "moyenne"), ("S02", "fine")].'
            ) from None
        if not stations:
            raise PlanError("Plan vide. Donnez une station au moins.")
        for station in stations:
            self._find(*station)
        names = [position for position, _ in stations]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise PlanError(
                f"Positions employées deux fois : {', '.join(twice[:5])}. Une position ne sert qu’une fois."
            )
        return stations
