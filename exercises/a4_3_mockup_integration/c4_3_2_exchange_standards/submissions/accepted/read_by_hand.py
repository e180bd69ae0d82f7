# /// expected
# summary = "Relations parcourues à la main, ensembles de GlobalId, formes lues dans les profils, intervalle balayé"
# ///
# %% amend="exports"
with zipfile.ZipFile(paths["IFC-ZIP"], "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    archive.write(paths["IFC4"], "maquette.ifc")


def step_counts(path):
    lines = re.findall(r"^#\d+=([A-Z0-9]+)\(", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    schema = ifcopenshell.schema_by_name("IFC4" if "ifc4" in path.name else "IFC2X3")
    names = Counter(lines)
    kinds = {name: schema.declaration_by_name(name).as_entity() for name in names}
    counts = {"entities": len(lines)}
    for indicator, entity in COUNTED.items():
        counts[indicator] = sum(number for name, number in names.items() if kinds[name]._is(entity))
    return counts


counted = {"IFC4": step_counts(paths["IFC4"]), "IFC2X3": step_counts(paths["IFC2X3"])}
counted["IFC-ZIP"] = counted["IFC4"]
counted["glTF"] = {name: len(gltf_ids) if name == "elements" else 0 for name in counted["IFC4"]}
file_measures = [{"standard": s, "bytes": len(paths[s].read_bytes()), **counted[s]} for s in reversed(paths)]


# %% amend="kept"
def held(element):
    definitions = [r.RelatingPropertyDefinition for r in element.IsDefinedBy if r.is_a("IfcRelDefinesByProperties")]
    kind = ifcopenshell.util.element.get_type(element)
    if kind is not None:
        definitions = [*(kind.HasPropertySets or ()), *definitions]
    values = {}
    for definition in definitions:
        if definition.is_a("IfcPropertySet"):
            for item in definition.HasProperties:
                if item.NominalValue is not None:
                    values[definition.Name, item.Name] = item.NominalValue.wrappedValue
    return values


def links(model):
    triples = set()
    for relation in model.by_type("IfcRelContainedInSpatialStructure"):
        for element in relation.RelatedElements:
            triples.add((element.Tag, "in", relation.RelatingStructure.Name))
    for kind in ("IfcRelAggregates", "IfcRelNests"):
        for relation in model.by_type(kind):
            if relation.RelatingObject.is_a("IfcElement"):
                for element in relation.RelatedObjects:
                    triples.add((element.Tag, kind, relation.RelatingObject.Tag))
    return triples


ids_before = {e.GlobalId for e in models["IFC4"].by_type("IfcElement")}
ids_after = {e.GlobalId for e in models["IFC2X3"].by_type("IfcElement")}
tally = defaultdict(lambda: [0, 0, ""])
for tag, element in before.items():
    there = defaultdict(list)
    for (pset, name), value in (held(after[tag]) if tag in after else {}).items():
        there[name].append((pset, value))
    for (pset, name), value in held(element).items():
        entry = tally[f"{pset}.{name}"]
        entry[0] += 1
        for other, found_value in there[name]:
            if found_value == value:
                entry[1] += 1
                entry[2] = other
property_fates = [
    {
        "property": path.upper(),
        "carried": wanted,
        "found": got,
        "found_in": place,
        "fate": "perdue" if not got else ("retrouvée" if path.startswith(place + ".") else "jeu renommé"),
    }
    for path, (wanted, got, place) in sorted(tally.items())
]
first_links, second_links = links(models["IFC4"]), links(models["IFC2X3"])
kept["IFC2X3"] = {
    "identifiers": len(ids_before & ids_after) / len(ids_before),
    "classes": len({(t, e.is_a()) for t, e in before.items()} & {(t, e.is_a()) for t, e in after.items()})
    / len(before),
    "properties": sum(entry[1] for entry in tally.values()) / sum(entry[0] for entry in tally.values()),
    "relations": len(first_links & second_links) / len(first_links),
}
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
# %% solution="shapes"
import ifcopenshell.util.placement


def box(element):
    solid = element.Representation.Representations[0].Items[0].MappingSource.MappedRepresentation.Items[0]
    return np.array([solid.SweptArea.XDim, solid.SweptArea.YDim, solid.Depth])


SCALE = {"IFC4": 1.0, "IFC2X3": 0.001}
volumes, centres = {}, {}
si_totals = []
for standard, model in models.items():
    for element in model.by_type("IfcElement"):
        if element.Representation is not None:
            sides = box(element)
            matrix = ifcopenshell.util.placement.get_local_placement(element.ObjectPlacement)
            volumes[standard, element.Tag] = np.prod(sides * SCALE[standard])
            centres[standard, element.Tag] = (matrix @ np.append(sides / 2, 1))[:3] * SCALE[standard]
    length = area = 0
    for relation in model.by_type("IfcRelDefinesByProperties"):
        definition = relation.RelatingPropertyDefinition
        if definition.is_a("IfcElementQuantity"):
            for item in definition.Quantities:
                if item.Name == "Length":
                    length += item.LengthValue * sum(e.is_a("IfcMember") for e in relation.RelatedObjects)
                if item.Name == "NetArea":
                    area += item.AreaValue * len(relation.RelatedObjects)
    si_totals.append({"standard": standard, "member_length_m": length * SCALE[standard], "net_area_m2": area})
for name, matrix, vertices, _ in gltf_shapes(paths["glTF"]):
    corners = np.c_[vertices, np.ones(len(vertices))] @ matrix.T
    corners = corners[:, [0, 2, 1]] * [1, -1, 1]
    tag = models["IFC4"].by_guid(name).Tag
    volumes["glTF", tag] = np.prod(np.ptp(vertices, axis=0))
    centres["glTF", tag] = (corners.max(axis=0) + corners.min(axis=0)) / 2
shape_deviations = []
for standard in ("glTF", "IFC2X3"):
    shared = [tag for each, tag in volumes if each == standard and ("IFC4", tag) in volumes]
    change = [volumes[standard, t] / volumes["IFC4", t] - 1 for t in shared]
    shift = [np.linalg.norm(centres[standard, t] - centres["IFC4", t]) for t in shared]
    shape_deviations.append(
        {
            "standard": standard,
            "compared": len(shared),
            "volume_percent": 100 * np.abs(change).max(),
            "position_mm": 1000 * max(shift),
        }
    )


# %% amend="names"
def naming_faults(rows):
    found = []
    for row in rows:
        if not re.match(r"\A(?:PF|MT)-R[0-9]-[NSEO]-[0-9][0-9]\Z", row["name"]):
            found.append({"tag": row["tag"], "convention": "nom"})
        if not re.match(r"\A(?:PF|MT)-[0-9]{5}\Z", row["article"]):
            found.append({"tag": row["tag"], "convention": "article"})
        if not re.match(r"\A(?:PF|MT)[0-9]{6}\Z", row["serial"]):
            found.append({"tag": row["tag"], "convention": "série"})
    return found[::-1]


misnamed = naming_faults([names_of(element) for element in products])


# %% amend="choice"
def first_at(t):
    trial = np.append((1 - t) * weights[:-1] / weights[:-1].sum(), t)
    return int(np.argmax(scaled @ trial))


stable = [t for t in np.linspace(0, 1, 1001) if first_at(t) == order[0]]
weight_low, weight_high = min(stable), max(stable)
