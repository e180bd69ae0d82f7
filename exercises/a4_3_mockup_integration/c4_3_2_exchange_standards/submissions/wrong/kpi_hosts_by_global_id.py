# /// expected
# summary = "Éléments rapprochés par leur repère, hôtes comparés par leur GlobalId"
# [criteria."C4.3.2.kpi"]
# fraction = [0.85, 0.95]
# misconception = "matched-by-identifier"
# message = "rapprochés par leur GlobalId"
# ///
# %% amend="kept"
def host_id(element):
    relation = [*element.Decomposes, *getattr(element, "Nests", ()), *element.ContainedInStructure][0]
    contained = relation.is_a("IfcRelContainedInSpatialStructure")
    host = relation.RelatingStructure if contained else relation.RelatingObject
    return relation.is_a(), host.GlobalId


kept["IFC2X3"]["relations"] = sum(host_id(before[tag]) == host_id(after[tag]) for tag in both) / count
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
