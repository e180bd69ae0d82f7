"""What a plan of stations gives: coverage, time, overlaps, groups, links; as values, as text and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from .sites import Flags, Floats

HEADINGS = ("Pièce", "Nom", "Relevé (%)", "Demandé (%)")
TENABLE = "Ces limites sont tenues ; l’erreur de la chaîne reste à juger."
# Durations are given to a tenth of a minute; sums of floats are not exact.
TOLERANCE_MIN = 1e-6


@dataclass(frozen=True, kw_only=True)
class RoomCoverage:
    """How much of a room a plan surveys.

    Parameters
    ----------
    code, name : str
    percent, demanded_percent : float, %
    """

    code: str
    name: str
    percent: float
    demanded_percent: float

    @property
    def is_reached(self) -> bool:
        """Whether the room has the coverage that is demanded of it."""
        return self.percent >= self.demanded_percent - 1e-9


@dataclass(frozen=True, kw_only=True)
class PlanLimits:
    """What the specification asks of a plan.

    Parameters
    ----------
    stations : int
    minutes : float, min
    coverage_percent, overlap_percent : float, %
    """

    stations: int
    minutes: float
    coverage_percent: float
    overlap_percent: float


@dataclass(frozen=True, eq=False, kw_only=True)
class PlanOutcome:
    """What a plan gives, beside what is asked of it; shown as a table in a notebook.

    Parameters
    ----------
    stations : tuple of (position, resolution)
    minutes : float, min
        Setting up and scans of all stations.
    coverage_percent : float, %
        Points that one station at least surveys.
    rooms : tuple of RoomCoverage
    overlap_percent : ndarray, shape (stations, stations), %
        |A ∩ B|/min(|A|, |B|), in the order of the plan.
    groups : tuple of tuple of str
        Positions that hang together through overlaps, the largest group first.
    links : mapping
        By position, how many links part it from a station that is tied to the control network; ``None`` where no way
        leads there.
    limits : PlanLimits
    """

    stations: tuple[tuple[str, str], ...]
    minutes: float
    coverage_percent: float
    rooms: tuple[RoomCoverage, ...]
    overlap_percent: Floats
    groups: tuple[tuple[str, ...], ...]
    links: Mapping[str, int | None]
    limits: PlanLimits

    @property
    def rows(self) -> list[dict[str, str]]:
        """The plan as rows for the answer ``station_plan``."""
        return [{"position": position, "resolution": resolution} for position, resolution in self.stations]

    @property
    def farthest_links(self) -> int | None:
        """Links of the farthest station that a way leads to; ``None`` where no station is tied."""
        return max((count for count in self.links.values() if count is not None), default=None)

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """What the plan lacks of these limits, in French; the error of the chain is yours to judge."""
        limits = self.limits
        short = [room for room in self.rooms if not room.is_reached]
        found = {
            f"{len(self.stations)} stations pour {limits.stations} au plus": len(self.stations) > limits.stations,
            f"{_comma(self.minutes)} min pour {limits.minutes:g} au plus": self.minutes
            > limits.minutes + TOLERANCE_MIN,
            f"couverture de {_comma(self.coverage_percent)} % pour {limits.coverage_percent:g} % au moins": (
                self.coverage_percent < limits.coverage_percent - 1e-9
            ),
            f"pièces trop peu relevées : {', '.join(room.code for room in short)}": bool(short),
            f"{len(self.groups)} groupes de stations sans liaison entre eux": len(self.groups) > 1,
            "aucune station rattachée au canevas": self.farthest_links is None,
        }
        return tuple(sentence for sentence, lacking in found.items() if lacking)

    def __repr__(self) -> str:
        """Return the figures, one line a room, and what is lacking."""
        cells = [HEADINGS, *(_cells(room) for room in self.rooms)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(HEADINGS))]
        table = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
        ]
        return "\n".join([self._figures(), *table, self._assembly(), self._verdict()])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(word)}</th>' for word in HEADINGS)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(room)) + "</tr>" for room in self.rooms
        )
        caption = f"<caption>{escape(self._figures())}</caption>"
        table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}<p>{escape(self._assembly())}</p><p>{escape(self._verdict())}</p>"

    def _figures(self) -> str:
        limits = self.limits
        return (
            f"Plan de {len(self.stations)} stations ({limits.stations} au plus), {_comma(self.minutes)} min "
            f"({limits.minutes:g} au plus), couverture de {_comma(self.coverage_percent)} % "
            f"({limits.coverage_percent:g} % au moins)."
        )

    def _assembly(self) -> str:
        alone = "" if len(self.groups) == 1 else f" À part : {'; '.join(', '.join(each) for each in self.groups[1:])}."
        links = self.farthest_links
        farthest = "aucune n’est rattachée" if links is None else f"la plus éloignée en est à {links} assemblages"
        return f"Groupes de stations : {len(self.groups)}.{alone} Canevas : {farthest}."

    def _verdict(self) -> str:
        return f"À reprendre : {' ; '.join(self.shortfalls)}." if self.shortfalls else TENABLE


def overlap_percents(surveyed: Flags) -> Floats:
    """Return |A ∩ B|/min(|A|, |B|) in % for each pair of stations; 0 where one surveys nothing.

    Examples
    --------
    >>> overlap_percents(np.array([[True, True, False, False], [False, True, True, True]])).tolist()
    [[100.0, 50.0], [50.0, 100.0]]
    """
    common = surveyed.astype(np.float64) @ surveyed.T
    counts = common.diagonal()
    smaller = np.minimum.outer(counts, counts)
    return np.asarray(100 * common / np.where(smaller > 0, smaller, np.inf))


def linked_groups(names: Sequence[str], linked: Flags) -> tuple[tuple[str, ...], ...]:
    """Return the groups of stations that hang together, the largest first.

    Examples
    --------
    >>> linked_groups(["A", "B", "C"], np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]], dtype=bool))
    (('A', 'C'), ('B',))
    """
    left, groups = set(range(len(names))), []
    while left:
        steps = _steps_from({min(left)}, linked)
        groups.append(tuple(names[index] for index in sorted(steps)))
        left -= set(steps)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def links_from(names: Sequence[str], linked: Flags, tied: Sequence[bool]) -> dict[str, int | None]:
    """Return by how many links each station is parted from the nearest one that is tied.

    Examples
    --------
    >>> linked = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]], dtype=bool)
    >>> links_from(["A", "B", "C"], linked, [True, False, False])
    {'A': 0, 'B': 1, 'C': None}
    """
    steps = _steps_from({index for index, is_tied in enumerate(tied) if is_tied}, linked)
    return {name: steps.get(index) for index, name in enumerate(names)}


def _steps_from(start: set[int], linked: Flags) -> dict[int, int]:
    """Return the fewest steps to each station that can be reached (breadth first)."""
    steps = dict.fromkeys(start, 0)
    edge, count = start, 0
    while edge:
        count += 1
        edge = {int(index) for at in edge for index in np.flatnonzero(linked[at])} - set(steps)
        steps |= dict.fromkeys(edge, count)
    return steps


def _cells(room: RoomCoverage) -> tuple[str, str, str, str]:
    mark = "" if room.is_reached else " ✗"
    return room.code, room.name, _comma(room.percent) + mark, f"{room.demanded_percent:g}"


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
