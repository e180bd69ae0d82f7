"""An IFC4 model written in IFC2X3, with all that did not come through counted."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from typing import Any

from ..errors import DomainError


@dataclass(frozen=True, kw_only=True)
class Migration:
    """A model in another schema.

    Parameters
    ----------
    model : ifcopenshell.file
    dropped : mapping of int by class
        Instances that the schema has no place for, and those that refer to them.
    recast : mapping of int by pair of classes
        Instances that became another class, the first one above theirs that the schema knows.
    undefined : mapping of int by class and attribute
        Mandatory enumerations whose value the schema does not know: ``NOTDEFINED`` stands for them.
    """

    model: Any
    dropped: Mapping[str, int]
    recast: Mapping[tuple[str, str], int]
    undefined: Mapping[tuple[str, str], int]


def migrated_to_ifc2x3(model: Any) -> Migration:
    """Return an IFC4 model in IFC2X3, by IfcOpenShell's migrator.

    Where the migrator knows no equivalent of a class, the nearest class above it that IFC2X3 can hold takes its place,
    as exporters do: a valve becomes an ``IfcFlowController``. Geometry that IFC2X3 cannot hold is dropped with what
    refers to it.

    Parameters
    ----------
    model : ifcopenshell.file
        Left as it is.

    Raises
    ------
    DomainError
        If the model is in another schema.
    """
    import ifcopenshell
    from ifcopenshell.util.schema import Migrator

    if model.schema != "IFC4":
        raise DomainError(f"schéma {model.schema} reçu, IFC4 attendu pour une conversion vers IFC2X3")
    target = ifcopenshell.file(schema="IFC2X3")
    target.assign_header_from(model)
    migrator = Migrator()
    above = {name: _class_above(name) for name in {item.is_a() for item in model} if not _is_known(name)}
    migrator.class_4_to_2x3 |= {
        name: found for name, found in above.items() if found and not migrator.class_4_to_2x3.get(name)
    }
    migrator.generate_default_value = _with_one_history(migrator.generate_default_value, target)
    dropped: Counter[str] = Counter()
    # The migrator prints what it cannot do.
    with redirect_stdout(io.StringIO()):
        for instance in sorted(model, key=lambda item: int(item.id())):
            try:
                migrator.migrate(instance, target)
            except (NotImplementedError, RuntimeError, TypeError, ValueError, AttributeError):
                dropped[instance.is_a()] += 1
    _remove_half_made(target, set(migrator.migrated_ids.values()))
    recast = Counter((model.by_id(old).is_a(), target.by_id(new).is_a()) for old, new in migrator.migrated_ids.items())
    return Migration(
        model=target,
        dropped=dict(sorted(dropped.items())),
        recast={pair: count for pair, count in sorted(recast.items()) if pair[0] != pair[1]},
        undefined=dict(sorted(Counter(_define(target)).items())),
    )


def _is_known(name: str) -> bool:
    return name in _instantiable()


def _class_above(name: str) -> str:
    import ifcopenshell

    declaration = ifcopenshell.schema_by_name("IFC4").declaration_by_name(name).as_entity()
    # Only objects and their types keep their meaning in a class above theirs.
    if not any(declaration._is(root) for root in ("IfcElement", "IfcTypeObject")):
        return ""
    while (declaration := declaration.supertype()) is not None:
        if _is_known(declaration.name()):
            return str(declaration.name())
    return ""


def _instantiable() -> frozenset[str]:
    import ifcopenshell

    entities = ifcopenshell.schema_by_name("IFC2X3").entities()
    return frozenset(entity.name() for entity in entities if not entity.is_abstract())


def _with_one_history(default: Any, target: Any) -> Any:
    """Return the making of default values with one owner history for all, of no particular day."""
    made: list[Any] = []

    def value(attribute: Any, file: Any) -> Any:
        if attribute.name() != "OwnerHistory":
            return default(attribute, file)
        if not made:
            history = default(attribute, target)
            history.CreationDate = 0
            made.append(history)
        return made[0]

    return value


def _define(target: Any) -> Iterator[tuple[str, str]]:
    from ifcopenshell.util.attribute import get_enum_items, get_primitive_type

    for item in target.by_type("IfcRoot"):
        for attribute in item.declaration.as_entity().all_attributes():
            name = attribute.name()
            if attribute.optional() or get_primitive_type(attribute) != "enum" or getattr(item, name) is not None:
                continue
            if "NOTDEFINED" in get_enum_items(attribute):
                setattr(item, name, "NOTDEFINED")
                yield item.is_a(), name


def _remove_half_made(target: Any, whole: set[int]) -> None:
    """Remove what was begun when the migrator gave up, then what only that referred to."""
    while True:
        left = [item for item in target if item.id() not in whole and not target.get_inverse(item)]
        if not left:
            return
        for item in left:
            target.remove(item)
