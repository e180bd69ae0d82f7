# /// expected
# summary = "Éléments rapprochés par leur GlobalId"
# [criteria."C4.3.2.kpi"]
# fraction = [0.6, 0.8]
# misconception = "matched-by-identifier"
# message = "rapprochés par leur GlobalId"
# ///
# %% amend="kept"
same = [tag for tag in both if before[tag].GlobalId == after[tag].GlobalId]


def still_there(tag):
    there = {name: value for _, name, value in properties_of(after[tag])}
    return sum(there.get(name) == value for _, name, value in properties_of(before[tag]))


def host_id(element):
    relation = [*element.Decomposes, *getattr(element, "Nests", ()), *element.ContainedInStructure][0]
    contained = relation.is_a("IfcRelContainedInSpatialStructure")
    host = relation.RelatingStructure if contained else relation.RelatingObject
    return relation.is_a(), host.GlobalId


kept["IFC2X3"]["classes"] = sum(before[tag].is_a() == after[tag].is_a() for tag in same) / count
kept["IFC2X3"]["properties"] = sum(still_there(tag) for tag in same) / carried.total()
kept["IFC2X3"]["relations"] = sum(host_id(before[tag]) == host_id(after[tag]) for tag in both) / count
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
