"""What changed between two revisions of a model: elements, types, properties, places, shapes, identifiers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..bom import FieldDifference, Key, Record, Value, difference
from .inventory import Item
from .placements import angle_deg, distance_m
from .regenerated import Pair, Tolerances, regenerated_pairs, same_shape
from .snapshots import Snapshot

SameHost = Callable[[Pair], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An element that stands elsewhere in its host, or in the project where it has none or another one.

    Parameters
    ----------
    key : Key
    distance_m : float, m
    angle_deg : float, degrees
    """

    key: Key
    distance_m: float
    angle_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reshaped:
    """An element whose shape has another volume or another extent.

    Parameters
    ----------
    key : Key
    left_m3, right_m3 : float or None, m³
        ``None`` where it has no shape.
    """

    key: Key
    left_m3: float | None
    right_m3: float | None


@dataclass(frozen=True, kw_only=True)
class ModelDifference:
    """What changed from a left model to a right one.

    An element that both have is known by its identifier; one that was given another, by both identifiers.

    Parameters
    ----------
    removed, added : tuple of str
    regenerated : tuple of pairs of str
        Same element, other identifier.
    changed : tuple of FieldDifference
        Fields ``class``, ``predefined type``, ``type``, ``name``, ``tag``, ``materials``, ``classification``, ``host``,
        ``container``, and ``Set.Name`` for each property and each quantity.
    moved : tuple of Moved
    reshaped : tuple of Reshaped
    """

    removed: tuple[str, ...]
    added: tuple[str, ...]
    regenerated: tuple[Pair, ...]
    changed: tuple[FieldDifference, ...]
    moved: tuple[Moved, ...]
    reshaped: tuple[Reshaped, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both models say the same, identifiers included."""
        return not (self.removed or self.added or self.regenerated or self.changed or self.moved or self.reshaped)


def model_difference(left: Snapshot, right: Snapshot, tolerances: Tolerances | None = None) -> ModelDifference:
    """Return what changed from one model to another, in the order of the left one.

    Values are compared as ``domain.bom.same_value`` does, with what types say, and measures in SI: a model in
    millimetres can be compared with one in metres. Parts that follow their host have not moved.

    Parameters
    ----------
    left, right : Snapshot
    tolerances : Tolerances, optional

    Examples
    --------
    >>> import ifcopenshell
    >>> from autograders.domain.ifc import snapshot
    >>> before, after = ifcopenshell.file(schema="IFC4"), ifcopenshell.file(schema="IFC4")
    >>> for model, name in ((before, "VB-01"), (after, "VB-02")):
    ...     _ = model.create_entity("IfcWall", GlobalId="2O2Fr$t4X7Zf8NOew3FLOH", Name=name)
    >>> [(each.field, each.left, each.right) for each in model_difference(snapshot(before), snapshot(after)).changed]
    [('name', 'VB-01', 'VB-02')]
    """
    chosen = tolerances or Tolerances()
    gone = [key for key in left.items if key not in right.items]
    come = [key for key in right.items if key not in left.items]
    pairs = regenerated_pairs(left, right, gone, come, chosen)
    forth = dict(pairs)
    back = {other: one for one, other in pairs}
    both = [(key, forth.get(key, key)) for key in left.items if key in forth or key in right.items]
    same_host = _same_host(left, right, forth)
    return ModelDifference(
        removed=tuple(key for key in gone if key not in forth),
        added=tuple(key for key in come if key not in back),
        regenerated=tuple(pair for pair in both if pair[0] != pair[1]),
        changed=(
            *difference(
                {_key(pair): _record(left.items[pair[0]]) for pair in both},
                {_key(pair): _record(right.items[pair[1]]) for pair in both},
            ).changed,
            *_rehosted(left, right, both, same_host),
        ),
        moved=tuple(_moves(left, right, both, same_host, chosen)),
        reshaped=tuple(_reshapings(left, right, both, chosen)),
    )


def _key(pair: Pair) -> Key:
    return pair[0] if pair[0] == pair[1] else pair


def _record(item: Item) -> Record:
    fields: dict[str, Value] = {
        "class": item.ifc_class,
        "predefined type": item.predefined_type,
        # Without its GlobalId: a type that was written anew under its name is the same.
        "type": (item.type_class, item.type_name),
        "name": item.name,
        "tag": item.tag,
        "materials": tuple(
            value for layer in item.layers for value in (layer.material, layer.thickness_m, layer.share)
        ),
        "classification": tuple(value for each in item.classification for value in (each.system, each.code)),
    }
    fields |= {".".join(path): value for path, value in item.properties.items()}
    return fields | {".".join(path): quantity.value for path, quantity in item.quantities.items()}


def _same_host(left: Snapshot, right: Snapshot, forth: Mapping[str, str]) -> SameHost:
    def same(pair: Pair) -> bool:
        host = left.items[pair[0]].host
        return forth.get(host, host) == right.items[pair[1]].host

    return same


def _rehosted(left: Snapshot, right: Snapshot, both: list[Pair], same_host: SameHost) -> list[FieldDifference]:
    found = []
    for pair in both:
        one, other = left.items[pair[0]], right.items[pair[1]]
        if not same_host(pair):
            found.append(FieldDifference(key=_key(pair), field="host", left=one.host, right=other.host))
        if _container(one, left, right) != _container(other, right, left):
            found.append(FieldDifference(key=_key(pair), field="container", left=one.container, right=other.container))
    return found


def _container(item: Item, own: Snapshot, other: Snapshot) -> str:
    """Return what identifies a container in both models: its GlobalId, or its name if the other does not have that."""
    return item.container if item.container in other.containers else own.containers.get(item.container, "")


def _moves(
    left: Snapshot, right: Snapshot, both: list[Pair], same_host: SameHost, tolerances: Tolerances
) -> list[Moved]:
    found = []
    for pair in both:
        one, other = left.placements[pair[0]], right.placements[pair[1]]
        if same_host(pair):
            one, other = left.in_host(pair[0]), right.in_host(pair[1])
        moved = Moved(key=_key(pair), distance_m=distance_m(one, other), angle_deg=angle_deg(one, other))
        if moved.distance_m > tolerances.distance_m or moved.angle_deg > tolerances.angle_deg:
            found.append(moved)
    return found


def _reshapings(left: Snapshot, right: Snapshot, both: list[Pair], tolerances: Tolerances) -> list[Reshaped]:
    found = []
    for pair in both:
        one, other = left.shapes.get(pair[0]), right.shapes.get(pair[1])
        if not same_shape(one, other, tolerances):
            volumes = [None if shape is None else shape.volume_m3 for shape in (one, other)]
            found.append(Reshaped(key=_key(pair), left_m3=volumes[0], right_m3=volumes[1]))
    return found
