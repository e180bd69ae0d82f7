"""Licences: named ones that a user owns, floating ones that a group takes out of a pool while it works."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .decision import best_selections
from .errors import DomainError
from .queueing import servers_for_blocking


@dataclass(frozen=True, kw_only=True)
class UserGroup:
    """People who use a software alike.

    Parameters
    ----------
    name : str
    users : int
    load_erlang : float, erlang
        Licences that the whole group has out on average in the busy hour.
    """

    name: str
    users: int
    load_erlang: float


@dataclass(frozen=True, kw_only=True)
class LicenceTerms:
    """What licences cost, and how often the pool may be empty.

    Parameters
    ----------
    named_eur, floating_eur : float, €
        Over the same period.
    maximum_blocking : float
        Share of the requests to the pool that may be refused, between 0 and 1.
    """

    named_eur: float
    floating_eur: float
    maximum_blocking: float


@dataclass(frozen=True, kw_only=True)
class LicencePlan:
    """Which groups own licences, how many float for the others, and what all cost.

    Parameters
    ----------
    named_groups : tuple of str
    floating : int
    cost_eur : float, €
    """

    named_groups: tuple[str, ...]
    floating: int
    cost_eur: float


def licence_plan(groups: Sequence[UserGroup], named_groups: Collection[str], terms: LicenceTerms) -> LicencePlan:
    """Return the plan in which some groups own licences and the others share one pool, sized by Erlang B.

    Parameters
    ----------
    groups : sequence of UserGroup
    named_groups : collection of str
        All other groups share the pool.
    terms : LicenceTerms

    Raises
    ------
    DomainError
        If a named group is unknown, or a figure out of range.

    Examples
    --------
    >>> groups = [
    ...     UserGroup(name="études", users=20, load_erlang=14),
    ...     UserGroup(name="chantier", users=60, load_erlang=6),
    ... ]
    >>> terms = LicenceTerms(named_eur=900, floating_eur=1800, maximum_blocking=0.01)
    >>> licence_plan(groups, ["études"], terms)
    LicencePlan(named_groups=('études',), floating=13, cost_eur=41400)
    """
    if unknown := sorted(set(named_groups) - {group.name for group in groups}):
        raise DomainError(f"groupes inconnus : {', '.join(unknown)} ; donner des noms de la liste")
    named = [group for group in groups if group.name in named_groups]
    floating = servers_for_blocking(
        sum(group.load_erlang for group in groups if group.name not in named_groups), terms.maximum_blocking
    )
    return LicencePlan(
        named_groups=tuple(group.name for group in named),
        floating=floating,
        cost_eur=sum(group.users for group in named) * terms.named_eur + floating * terms.floating_eur,
    )


def cheapest_licence_plans(groups: Sequence[UserGroup], terms: LicenceTerms) -> list[LicencePlan]:
    """Return the plans of the least cost, of all ways to give each group owned licences or the pool.

    Parameters
    ----------
    groups : sequence of UserGroup
        20 at most.
    terms : LicenceTerms

    Returns
    -------
    list of LicencePlan
        More than one where they cost the same.

    Raises
    ------
    DomainError
        If there are too many groups, or a figure is out of range.

    Examples
    --------
    >>> groups = [
    ...     UserGroup(name="études", users=20, load_erlang=14),
    ...     UserGroup(name="chantier", users=60, load_erlang=6),
    ... ]
    >>> terms = LicenceTerms(named_eur=900, floating_eur=1800, maximum_blocking=0.01)
    >>> [plan.named_groups for plan in cheapest_licence_plans(groups, terms)]
    [('études',)]
    """
    # Giving a group one or the other costs nothing: what licences cost is what a choice is worth.
    best = best_selections(
        {group.name: 0.0 for group in groups}, 0.0, lambda named: -licence_plan(groups, named, terms).cost_eur
    )
    return [licence_plan(groups, each.options, terms) for each in best]
