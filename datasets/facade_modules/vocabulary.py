"""Names that the description, both schemas and the requirements share: sets, measures, units, classes."""

ARTICLE, OCCURRENCE = "Pset_ManufacturerTypeInformation", "Pset_ManufacturerOccurrence"
FACADE, CONFIGURATION = "Merlaude_Facade", "Merlaude_Configuration"
COUNT = "Merlaude_Quantites"

CLASSIFICATION = {
    "Source": "Ateliers Merlaude",
    "Edition": "2024",
    "Name": "Nomenclature Merlaude",
}

MEASURES = {
    "ArticleNumber": "IfcIdentifier",
    "SerialNumber": "IfcIdentifier",
    "Reference": "IfcIdentifier",
    "ThermalTransmittance": "IfcThermalTransmittanceMeasure",
}

QUANTITY_UNITS = {
    "Length": "Length",
    "Width": "Length",
    "Height": "Length",
    "GrossArea": "Area",
    "NetArea": "Area",
    "Area": "Area",
    "GrossVolume": "Volume",
    "NetVolume": "Volume",
    "Count": "Count",
}

# IFC4 class of an element: class of its type, class in IFC2X3, predefined type, standard set of quantities.
CLASSES = {
    "IfcElementAssembly": ("IfcElementAssemblyType", "IfcElementAssembly", "USERDEFINED", ""),
    "IfcPlate": ("IfcPlateType", "IfcPlate", "SHEET", "Qto_PlateBaseQuantities"),
    "IfcMember": ("IfcMemberType", "IfcMember", "MULLION", "Qto_MemberBaseQuantities"),
    "IfcCovering": ("IfcCoveringType", "IfcCovering", "INSULATION", "Qto_CoveringBaseQuantities"),
    "IfcWindow": ("IfcWindowType", "IfcWindow", "WINDOW", "Qto_WindowBaseQuantities"),
    "IfcDiscreteAccessory": ("IfcDiscreteAccessoryType", "IfcDiscreteAccessory", "BRACKET", ""),
    "IfcMechanicalFastener": ("IfcMechanicalFastenerType", "IfcMechanicalFastener", "ANCHORBOLT", ""),
    "IfcPipeSegment": ("IfcPipeSegmentType", "IfcFlowSegment", "RIGIDSEGMENT", "Qto_PipeSegmentBaseQuantities"),
    "IfcDuctSegment": ("IfcDuctSegmentType", "IfcFlowSegment", "RIGIDSEGMENT", "Qto_DuctSegmentBaseQuantities"),
    "IfcValve": ("IfcValveType", "IfcFlowController", "ISOLATING", ""),
    "IfcFan": ("IfcFanType", "IfcFlowMovingDevice", "TUBEAXIAL", ""),
    "IfcAirTerminal": ("IfcAirTerminalType", "IfcFlowTerminal", "DIFFUSER", ""),
    "IfcSensor": ("IfcSensorType", "IfcDistributionControlElement", "TEMPERATURESENSOR", ""),
    "IfcWall": ("IfcWallType", "IfcWallStandardCase", "SOLIDWALL", "Qto_WallBaseQuantities"),
    "IfcWallStandardCase": ("IfcWallType", "IfcWallStandardCase", "SOLIDWALL", "Qto_WallBaseQuantities"),
    "IfcSlab": ("IfcSlabType", "IfcSlab", "FLOOR", "Qto_SlabBaseQuantities"),
    "IfcBuildingElementProxy": ("IfcBuildingElementProxyType", "IfcBuildingElementProxy", "ELEMENT", ""),
}
TYPE_CLASSES = {name: row[0] for name, row in CLASSES.items()}
CLASSES_2X3 = {name: row[1] for name, row in CLASSES.items()}
PREDEFINED = {name: row[2] for name, row in CLASSES.items()}
QUANTITY_SETS = {name: row[3] for name, row in CLASSES.items() if row[3]}
# Predefined types that IFC2X3 knows of the classes above.
PREDEFINED_2X3 = {"IfcElementAssembly", "IfcCovering", "IfcSlab"}
