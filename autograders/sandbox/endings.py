"""Why a session ended, in words for the run's report."""

import signal
from collections.abc import Mapping
from typing import Any

from .limits import GIBIBYTE, MEBIBYTE, Limits
from .runs import Ending, EndingKind

# What the kernel's accounting and ours may differ by.
_CPU_MARGIN_SECONDS = 1


def ending_of_reason(reason: EndingKind, limits: Limits) -> Ending:
    """Return the ending that the driver decided on."""
    tree = f"{limits.tree_bytes / GIBIBYTE:.3g} Gio".replace(".", ",")
    messages = {
        EndingKind.MEMORY: f"Mémoire dépassée : {tree} au plus pour le carnet, tous ses processus, sa mémoire partagée "
        "et ses fichiers temporaires compris.",
        EndingKind.CLOSED: "La session a été fermée après la dernière cellule.",
        EndingKind.WALL_TIME: "Temps dépassé : "
        f"{limits.cell_wall_seconds:g} s au plus par cellule, {limits.wall_seconds:g} s pour le carnet.",
        EndingKind.OUTPUT: "Sorties trop volumineuses : "
        f"{limits.output_bytes / MEBIBYTE:g} Mio au plus pour le carnet.",
        EndingKind.PROTOCOL: "Le noyau a envoyé des données qui ne sont pas celles d’un noyau Jupyter.",
    }
    return Ending(reason, messages[reason])


def ending_of_process(report: Mapping[str, Any], limits: Limits) -> Ending:
    """Return the ending of a process that ended by itself.

    Parameters
    ----------
    report : mapping
        The supervisor's: ``code`` (negative for a signal), ``cpu_seconds``.
    limits : Limits
        The session's bounds.

    Examples
    --------
    >>> ending_of_process({"code": 3, "cpu_seconds": 0.1}, Limits()).kind
    <EndingKind.EXITED: 'exited'>
    """
    code, cpu_seconds = report.get("code"), report.get("cpu_seconds", 0.0)
    if code is None:
        return Ending(EndingKind.KILLED, "Le processus du carnet a disparu avec son superviseur.")
    if code >= 0:
        return Ending(EndingKind.EXITED, f"Le code du carnet a mis fin au noyau (code de sortie {code}).")
    if -code in {signal.SIGKILL, signal.SIGXCPU} and cpu_seconds >= limits.cpu_seconds - _CPU_MARGIN_SECONDS:
        return Ending(EndingKind.CPU_TIME, f"Temps de calcul dépassé : {limits.cpu_seconds} s de processeur au plus.")
    if -code == signal.SIGKILL:
        bound = f"{limits.memory_bytes / GIBIBYTE:.3g} Gio"
        return Ending(EndingKind.MEMORY, f"Le système a tué le noyau, faute de mémoire sans doute ({bound} au plus).")
    return Ending(EndingKind.KILLED, f"Le noyau a été tué par le signal {_signal_name(-code)}.")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
