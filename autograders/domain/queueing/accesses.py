"""Accesses: accounts that are named, those active at the same time, and the servers that carry their sessions."""

import math
from collections.abc import Mapping

from autograders.candidate.errors import Fault, FaultsError

from ..errors import DomainError

# Share of what a server can carry that is planned for; a convention of ours.
TARGET_LOAD = 0.7


def concurrent_accesses(named: Mapping[str, float], concurrency: Mapping[str, float]) -> float:
    """Return how many named accounts are active at the same time, Σ named·concurrency over the groups.

    The sum is not rounded, so that groups that are busy together are not rounded one by one.

    Parameters
    ----------
    named : mapping of float by group
        Accounts, not negative.
    concurrency : mapping of float by group
        Share of the accounts that is active in the busy hour, from 0 to 1.

    Raises
    ------
    FaultsError
        With all groups that have one of the two alone, a negative number or a share outside of 0 to 1.

    Examples
    --------
    >>> concurrent_accesses({"études": 120, "partenaires": 60}, {"études": 0.4, "partenaires": 0.1})
    54.0
    """
    faults = [
        Fault("accès", group, "présent d’un seul côté.", "Donner ses comptes et son taux de simultanéité.")
        for group in sorted(named.keys() ^ concurrency.keys())
    ]
    faults += [
        Fault("accès", group, f"{accounts:g} comptes reçus.", "Donner un nombre fini, positif ou nul.")
        for group, accounts in named.items()
        if not 0 <= accounts < math.inf
    ]
    faults += [
        Fault("accès", group, f"taux de simultanéité de {share:g} reçu.", "Donner un taux de 0 à 1.")
        for group, share in concurrency.items()
        if not 0 <= share <= 1
    ]
    if faults:
        raise FaultsError(faults)
    return math.fsum(accounts * concurrency[group] for group, accounts in named.items())


def servers_for_load(concurrent: float, sessions_per_server: float, target_load: float = TARGET_LOAD) -> int:
    """Return how many servers carry sessions at a target load, ⌈concurrent/(sessions·load)⌉.

    A server more, so that one may fail (N + 1), is the caller's to add.

    Parameters
    ----------
    concurrent : float
        Sessions open at the same time.
    sessions_per_server : float
        That one server carries when full.
    target_load : float
        Up to 1.

    Raises
    ------
    DomainError
        If a number is out of range.

    Examples
    --------
    >>> servers_for_load(54, 25)
    4
    """
    if not (0 <= concurrent < math.inf and 0 < sessions_per_server < math.inf and 0 < target_load <= 1):
        raise DomainError(
            f"{concurrent:g} sessions, {sessions_per_server:g} par serveur, taux de charge de {target_load:g} reçus ; "
            "nombres positifs et taux dans ] 0 ; 1 ] attendus"
        )
    # A hair of tolerance, so that an exact fit needs no further server.
    return math.ceil(concurrent / (sessions_per_server * target_load) - 1e-9)
