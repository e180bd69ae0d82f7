"""The virtual scanner: settings are chosen, time is counted, clouds come out.

The tool runs in the candidate's notebook, where everything can be read, so it must not hold the truth. It therefore
simulates nothing: the clouds of all permitted settings were computed beforehand and lie in the case's folder, and
the tool only picks a file and counts its duration against the budget. Nothing is hidden in it, and nothing is lost
if a candidate opens the files without it, because what is scarce is judged by the grader, from the plan that the
candidate declares: its total duration, and whether the qualified capture belongs to it. Other exercises that let a
candidate act on a simulated world within a budget follow the same pattern.
"""

import csv
from dataclasses import dataclass, fields
from html import escape
from typing import Any, NamedTuple

from .cases import Case
from .errors import AtelierError, CaseError
from .point_clouds import PointCloud, read_point_cloud

TABLE = "acquisitions.csv"
BUDGET_KEY = "time_budget_min"
# Durations are given to a tenth of a minute; sums of floats are not exact.
TOLERANCE_MIN = 1e-6
HEADINGS = ("Résolution", "Qualité", "Station", "Pas angulaire (mrad)", "Durée (min)", "Possible")


class AcquisitionError(AtelierError):
    """The scanner cannot make this acquisition: unknown setting, or not enough time left."""


class Setting(NamedTuple):
    """One setting of the scanner.

    Parameters
    ----------
    resolution, quality, station : str
    angular_step_mrad : float, mrad
    duration_min : float, min
    file : str
        Empty where the duration alone exceeds the budget.
    """

    resolution: str
    quality: str
    station: str
    angular_step_mrad: float
    duration_min: float
    file: str

    @property
    def name(self) -> str:
        """Name of the capture, as in ``qualified_capture``."""
        return f"{self.resolution}_{self.quality}_{self.station}"


@dataclass(frozen=True)
class Settings:
    """The table of settings; shown as a table in a notebook.

    Parameters
    ----------
    rows : tuple of Setting
    budget_min : float, min
    """

    rows: tuple[Setting, ...]
    budget_min: float

    def __iter__(self):  # type: ignore[no-untyped-def]
        """Iterate over the settings."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of settings."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Return one line a setting, columns aligned."""
        lines = [tuple(HEADINGS), *(_printed(row) for row in self.rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
        aligned = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
        return "\n".join([*(line.rstrip() for line in aligned), f"Temps disponible : {_minutes(self.budget_min)}."])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(word)}</th>' for word in HEADINGS)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _printed(row)) + "</tr>" for row in self.rows
        )
        caption = f"<caption>Réglages du scanner. Temps disponible : {_minutes(self.budget_min)}.</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Capture(PointCloud):
    """The cloud that one acquisition gave.

    Parameters
    ----------
    name : str
        ``<resolution>_<quality>_<station>``.
    """

    name: str


class VirtualScanner:
    """A scanner hired for a limited time.

    Parameters
    ----------
    case : Case
        The opened case; its data hold ``acquisitions.csv``, its specification the budget.

    Raises
    ------
    CaseError
        If the table of settings is missing or damaged.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._settings = _read_settings(case)
        self.budget_min = case.specification.number(BUDGET_KEY)
        self._acquired: dict[str, Capture] = {}

    def settings(self) -> Settings:
        """Return the settings and what each costs."""
        return Settings(self._settings, self.budget_min)

    def acquire(self, resolution: str, quality: str, station: str) -> Capture:
        """Scan with one setting and return the cloud, in the frame of the bench.

        An acquisition that is already in the plan costs nothing more: running a cell again returns the same cloud.

        Parameters
        ----------
        resolution, quality, station : str
            As in the table of settings.

        Returns
        -------
        Capture
            A point cloud, with the ``name`` to hand in as ``qualified_capture``.

        Raises
        ------
        AcquisitionError
            If there is no such setting, or too little time is left.
        """
        setting = self._find(resolution, quality, station)
        if setting.name in self._acquired:
            return self._acquired[setting.name]
        self._check_time(setting)
        cloud = read_point_cloud(self._case.path(setting.file))
        capture = Capture(name=setting.name, **{field.name: getattr(cloud, field.name) for field in fields(cloud)})
        self._acquired[setting.name] = capture
        return capture

    @property
    def plan(self) -> list[dict[str, str]]:
        """Acquisitions made so far, in order, as rows for ``acquisition_plan``."""
        made = {setting.name: setting for setting in self._settings}
        return [
            {part: getattr(made[name], part) for part in ("resolution", "quality", "station")}
            for name in self._acquired
        ]

    @property
    def spent_min(self) -> float:
        """Time used so far, in min."""
        return round(sum(s.duration_min for s in self._settings if s.name in self._acquired), 6)

    @property
    def remaining_min(self) -> float:
        """Time left, in min."""
        return round(self.budget_min - self.spent_min, 6)

    def reset(self) -> None:
        """Forget all acquisitions and start again with the full budget."""
        self._acquired.clear()

    def __repr__(self) -> str:
        """Return what was done and what time is left."""
        done = ", ".join(self._acquired) or "aucune"
        return (
            f"Scanner virtuel. Temps employé : {_minutes(self.spent_min)} sur {_minutes(self.budget_min)} ; "
            f"il reste {_minutes(self.remaining_min)}. Captures : {done}."
        )

    def _check_time(self, setting: Setting) -> None:
        if not setting.file or setting.duration_min > self.budget_min + TOLERANCE_MIN:
            raise AcquisitionError(
                f"La capture « {setting.name} » demande {_minutes(setting.duration_min)} à elle seule, pour un temps "
                f"disponible de {_minutes(self.budget_min)} : elle ne peut pas être faite. "
                "Choisissez un réglage plus court."
            )
        if setting.duration_min > self.remaining_min + TOLERANCE_MIN:
            raise AcquisitionError(
                f"La capture « {setting.name} » demande {_minutes(setting.duration_min)} ; il reste "
                f"{_minutes(self.remaining_min)} sur {_minutes(self.budget_min)}. Choisissez un réglage plus court, "
                "ou recommencez le plan par la méthode reset() de votre scanner (scanner.reset())."
            )

    def _find(self, resolution: str, quality: str, station: str) -> Setting:
        asked = {"resolution": resolution, "quality": quality, "station": station}
        for setting in self._settings:
            if all(getattr(setting, part) == str(value).strip() for part, value in asked.items()):
                return setting
        known = "".join(
            f" {label} : {', '.join(dict.fromkeys(getattr(setting, part) for setting in self._settings))}."
            for part, label in (("resolution", "Résolutions"), ("quality", "Qualités"), ("station", "Stations"))
        )
        received = ", ".join(str(value)[:40] for value in asked.values())
        raise AcquisitionError(f"Réglage inconnu ({received}).{known}")


def _read_settings(case: Case) -> tuple[Setting, ...]:
    with case.path(TABLE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    try:
        return tuple(_setting(row) for row in rows)
    except (KeyError, TypeError, ValueError):
        raise CaseError(f"Fichier « {TABLE} » endommagé. Téléchargez de nouveau l’étude de cas.") from None


def _setting(row: dict[str, Any]) -> Setting:
    return Setting(
        row["resolution"],
        row["quality"],
        row["station"],
        float(row["angular_step_mrad"]),
        float(row["duration_min"]),
        row["file"],
    )


def _printed(setting: Setting) -> tuple[str, ...]:
    return (
        setting.resolution,
        setting.quality,
        setting.station,
        f"{setting.angular_step_mrad:g}".replace(".", ","),
        f"{setting.duration_min:g}".replace(".", ","),
        "oui" if setting.file else "non, trop longue",
    )


def _minutes(duration_min: float) -> str:
    return f"{duration_min:.1f} min".replace(".", ",")
