"""Patches that bring one system to what another one says; what goes out of use is kept with a reason, never erased."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..errors import DomainError
from .differences import Key, Record, Records, Value, difference

_SHOWN_KEYS = 5


@dataclass(frozen=True, kw_only=True)
class Retired:
    """A record that went out of use.

    Parameters
    ----------
    key : Key
    record : Record
        As it was last.
    reason : str
    """

    key: Key
    record: Record
    reason: str


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one system holds.

    Parameters
    ----------
    active : mapping of records by key
    retired : tuple of Retired
        In the order in which they went; it only grows. A key may have come back since.
    """

    active: Records
    retired: tuple[Retired, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Patch:
    """What to do to a side; a key stands in one part only.

    Parameters
    ----------
    create : mapping of records by key
    update : mapping of records by key
        The fields to set, and only those; ``None`` empties a field.
    retire : mapping of str by key
        The reason of each; never blank.

    Raises
    ------
    DomainError
        If a key stands in several parts, or a reason is blank.
    """

    create: Records = field(default_factory=dict)
    update: Records = field(default_factory=dict)
    retire: Mapping[Key, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what has no single meaning."""
        several = (self.create.keys() & self.update.keys()) | (self.retire.keys() & {*self.create, *self.update})
        if several:
            raise DomainError(f"une seule opération par clé attendue ; plusieurs reçues pour {_listed(several)}")
        blank = [key for key, reason in self.retire.items() if not reason.strip()]
        if blank:
            raise DomainError(f"motif vide pour le retrait de {_listed(blank)} : dire pourquoi l’élément est obsolète")

    def __len__(self) -> int:
        """Return how many records it touches."""
        return len(self.create) + len(self.update) + len(self.retire)


def patch_towards(source: Records, target: Side, reason: str, fields: Collection[str] | None = None) -> Patch:
    """Return the smallest patch after which a side says what a source says.

    For the other direction, swap the two. Where each system is master of some fields, synchronise one after the other,
    each with its own ``fields``: first the one that decides which records there are.

    Parameters
    ----------
    source : mapping of records by key
    target : Side
    reason : str
        Why what the source does not have goes out of use.
    fields : collection of str, optional
        Those that the source is master of, the others are left as they are; all by default.

    Returns
    -------
    Patch
        Empty where both say the same.

    Raises
    ------
    DomainError
        If something is to go and the reason is blank.

    Examples
    --------
    >>> plm = Side(active={"g1": {"mass_kg": 12.0, "cost_eur": 80.0}, "g5": {}})
    >>> patch = patch_towards({"g1": {"mass_kg": 12.5}, "g3": {}}, plm, "absent de la maquette", {"mass_kg"})
    >>> patch
    Patch(create={'g3': {}}, update={'g1': {'mass_kg': 12.5}}, retire={'g5': 'absent de la maquette'})
    >>> apply_patch(patch, plm).active
    {'g1': {'mass_kg': 12.5, 'cost_eur': 80.0}, 'g3': {}}
    """
    found = difference(source, target.active, fields)
    update: dict[Key, dict[str, Value]] = {}
    for each in found.changed:
        update.setdefault(each.key, {})[each.field] = each.left
    return Patch(
        create={
            key: {name: value for name, value in source[key].items() if fields is None or name in fields}
            for key in found.only_left
        },
        update=update,
        retire=dict.fromkeys(found.only_right, reason),
    )


def apply_patch(patch: Patch, side: Side) -> Side:
    """Return a side as a patch leaves it; the second time it changes nothing.

    What is to be created and is there already is updated; what is to be retired and is not there stays so.

    Parameters
    ----------
    patch : Patch
    side : Side
        Not changed.

    Raises
    ------
    DomainError
        If something to be updated is not there: the patch was made for another state.
    """
    unknown = [key for key in patch.update if key not in side.active]
    if unknown:
        raise DomainError(f"mise à jour de {_listed(unknown)}, absents de la cible : refaire le correctif sur son état")
    active = {key: record for key, record in side.active.items() if key not in patch.retire}
    for key, fields in (*patch.create.items(), *patch.update.items()):
        active[key] = {**active.get(key, {}), **fields}
    gone = (
        Retired(key=key, record=side.active[key], reason=reason)
        for key, reason in patch.retire.items()
        if key in side.active
    )
    return Side(active=active, retired=(*side.retired, *gone))


def lost_without_trace(before: Side, after: Side) -> tuple[Key, ...]:
    """Return the keys that a side no longer holds without having retired them with a reason, or whose trace it lost.

    Parameters
    ----------
    before, after : Side

    Examples
    --------
    >>> before = Side(active={"g1": {}, "g2": {}})
    >>> lost_without_trace(before, Side(active={"g1": {}}))
    ('g2',)
    """
    traces, needed = (Counter(each.key for each in side.retired if each.reason.strip()) for side in (after, before))
    needed.update(key for key in before.active if key not in after.active)
    return tuple(key for key, times in needed.items() if traces[key] < times)


def _listed(keys: Collection[Key]) -> str:
    shown = [" / ".join(key) if isinstance(key, tuple) else key for key in keys][:_SHOWN_KEYS]
    more = len(keys) - len(shown)
    return ", ".join(f"« {key} »" for key in shown) + (f" et {more} de plus" if more else "")
