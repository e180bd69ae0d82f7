"""Small models written by hand, so that every expected value can be read off a test."""

import ifcopenshell


class Draft:
    """A model that a test writes by hand, entity by entity, without the helpers that are tested elsewhere."""

    def __init__(self, schema="IFC4", *, length_prefix=None):
        self.model = ifcopenshell.file(schema=schema)
        self.count = 0
        self.metre = {None: 1.0, "CENTI": 100.0, "MILLI": 1000.0}[length_prefix]
        person = self.make("IfcPerson", FamilyName="Essai")
        firm = self.make("IfcOrganization", Name="Essai")
        both = self.make("IfcPersonAndOrganization", ThePerson=person, TheOrganization=firm)
        tool = self.make(
            "IfcApplication",
            ApplicationDeveloper=firm,
            Version="1",
            ApplicationFullName="Essai",
            ApplicationIdentifier="E",
        )
        self.history = self.make(
            "IfcOwnerHistory", OwningUser=both, OwningApplication=tool, ChangeAction="NOCHANGE", CreationDate=0
        )
        self.units = [
            self.make("IfcSIUnit", UnitType="LENGTHUNIT", Prefix=length_prefix, Name="METRE"),
            self.make("IfcSIUnit", UnitType="AREAUNIT", Name="SQUARE_METRE"),
            self.make("IfcSIUnit", UnitType="MASSUNIT", Prefix="KILO", Name="GRAM"),
        ]
        axes = self.make("IfcAxis2Placement3D", Location=self.make("IfcCartesianPoint", (0.0, 0.0, 0.0)))
        self.context = self.make(
            "IfcGeometricRepresentationContext",
            ContextType="Model",
            CoordinateSpaceDimension=3,
            WorldCoordinateSystem=axes,
        )
        self.project = self.root(
            "IfcProject",
            RepresentationContexts=[self.context],
            UnitsInContext=self.make("IfcUnitAssignment", Units=self.units),
        )
        self.storey = self.root("IfcBuildingStorey", Name="R0", CompositionType="ELEMENT")

    def make(self, ifc_class, *positional, **values):
        return self.model.create_entity(ifc_class, *positional, **values)

    def root(self, ifc_class, **values):
        self.count += 1
        key = f"{self.count:022d}"
        return self.make(ifc_class, GlobalId=key, OwnerHistory=self.history, **values)

    def relate(self, ifc_class, **values):
        return self.root(ifc_class, **values)

    def contain(self, *elements):
        self.relate("IfcRelContainedInSpatialStructure", RelatingStructure=self.storey, RelatedElements=list(elements))

    def parts(self, whole, *parts, relation="IfcRelAggregates"):
        self.relate(relation, RelatingObject=whole, RelatedObjects=list(parts))

    def typed(self, its_type, *elements):
        self.relate("IfcRelDefinesByType", RelatingType=its_type, RelatedObjects=list(elements))

    def pset(self, name, **values):
        properties = [
            self.make("IfcPropertySingleValue", Name=key, NominalValue=self.make(*value))
            for key, value in values.items()
        ]
        return self.root("IfcPropertySet", Name=name, HasProperties=properties)

    def qto(self, name, **values):
        quantities = [
            self.make(f"IfcQuantity{kind}", Name=key, **{f"{kind}Value": number})
            for key, (kind, number) in values.items()
        ]
        return self.root("IfcElementQuantity", Name=name, Quantities=quantities)

    def define(self, definition, *elements):
        self.relate("IfcRelDefinesByProperties", RelatingPropertyDefinition=definition, RelatedObjects=list(elements))

    def point(self, *metres):
        return self.make("IfcCartesianPoint", tuple(float(value) * self.metre for value in metres))

    def place(self, product, origin_m, *, within=None, x_axis=(1.0, 0.0, 0.0)):
        """Place a product, relative to another one or to the project."""
        axes = self.make(
            "IfcAxis2Placement3D",
            Location=self.point(*origin_m),
            Axis=self.make("IfcDirection", (0.0, 0.0, 1.0)),
            RefDirection=self.make("IfcDirection", x_axis),
        )
        product.ObjectPlacement = self.make(
            "IfcLocalPlacement", PlacementRelTo=within and within.ObjectPlacement, RelativePlacement=axes
        )

    def box(self, product, size_m, *, corner_m=(0.0, 0.0, 0.0)):
        """Give a product the shape of a box whose sides follow its axes."""
        width, depth, height = size_m
        middle = self.make("IfcAxis2Placement2D", Location=self.point(width / 2, depth / 2))
        profile = self.make(
            "IfcRectangleProfileDef",
            ProfileType="AREA",
            Position=middle,
            XDim=width * self.metre,
            YDim=depth * self.metre,
        )
        solid = self.make(
            "IfcExtrudedAreaSolid",
            SweptArea=profile,
            Position=self.make("IfcAxis2Placement3D", Location=self.point(*corner_m)),
            ExtrudedDirection=self.make("IfcDirection", (0.0, 0.0, 1.0)),
            Depth=height * self.metre,
        )
        body = self.make(
            "IfcShapeRepresentation",
            ContextOfItems=self.context,
            RepresentationIdentifier="Body",
            RepresentationType="SweptSolid",
            Items=[solid],
        )
        product.Representation = self.make("IfcProductDefinitionShape", Representations=[body])
