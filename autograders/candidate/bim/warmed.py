"""What checking models against an IDS needs for the first time, done by importing this module.

For a process that is forked for each submission, an exercise's ``libraries`` name it: compiling the schema of IDS takes
longer than checking a small model, and each session would do it anew.
"""

import ifcopenshell
import ifcopenshell.guid
from ifctester import ids

from .ids_files import check_ids
from .ifc_files import ifc_from_text

_SCHEMAS = ("IFC4", "IFC2X3")


def _warm() -> None:
    rules = ids.Ids(title="Murs")
    named = ids.Specification(name="Murs nommés", minOccurs=0, maxOccurs="unbounded", ifcVersion=list(_SCHEMAS))
    named.applicability.append(ids.Entity(name="IFCWALL"))
    fire = ids.Property(propertySet="Pset_WallCommon", baseName="FireRating", dataType="IFCLABEL")
    named.requirements += [ids.Attribute(name="Name", value=ids.Restriction({"pattern": "M[0-9]+"})), fire]
    rules.specifications.append(named)
    for schema in _SCHEMAS:
        model = ifcopenshell.file(schema=schema)
        model.create_entity("IfcWall", GlobalId=ifcopenshell.guid.new(), Name="M1")
        check_ids(rules.to_string(), ifc_from_text(model.to_string()))


_warm()
