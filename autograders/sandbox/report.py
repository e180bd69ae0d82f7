"""What this machine offers for confinement, mechanism by mechanism, and how to repair what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from .confinement import ConfinementLevel
from .landlock import landlock_version


@dataclass(frozen=True)
class Mechanism:
    """One mechanism of the kernel or system.

    Parameters
    ----------
    name : str
        Its usual name.
    available : bool
        Whether it works here.
    detail : str
        What was found.
    repair : str
        What to do about it, in French; empty when it is available.
    """

    name: str
    available: bool
    detail: str
    repair: str = ""


@dataclass(frozen=True)
class ConfinementReport:
    """The level reached, and what there is.

    Parameters
    ----------
    level : ConfinementLevel
        What sessions get.
    mechanisms : tuple of Mechanism
        One by one.
    """

    level: ConfinementLevel
    mechanisms: tuple[Mechanism, ...]

    def repairs(self) -> str:
        """Return what is missing and its repair, in a line."""
        return " ".join(f"{m.name}: {m.detail}. {m.repair}" for m in self.mechanisms if not m.available)


def probe_mechanisms(refusals: Mapping[ConfinementLevel, str]) -> tuple[Mechanism, ...]:
    """Return the mechanisms, given what made a level fail.

    Parameters
    ----------
    refusals : mapping of ConfinementLevel to str
        For each level that was tried in vain, the reason.
    """
    version = landlock_version()
    return (Mechanism("Landlock", version > 0, f"version {version}", "" if version else _LANDLOCK_REPAIR),)


_LANDLOCK_REPAIR = "Noyau Linux 5.13 ou plus récent."
