# /// expected
# summary = "Propriétés des occurrences seulement, celles des types oubliées"
# [criteria."C4.3.2.kpi"]
# fraction = [0.75, 0.92]
# misconception = "types-forgotten"
# message = "occurrences"
# ///
# %% amend="kept"
def own_properties(element):
    sets = ifcopenshell.util.element.get_psets(element, psets_only=True, should_inherit=False)
    return [(pset, name, value) for pset, held in sets.items() for name, value in held.items() if name != "id"]


own_carried, own_found = Counter(), Counter()
for tag, element in before.items():
    there = {name: value for _, name, value in own_properties(after[tag])} if tag in after else {}
    for pset, name, value in own_properties(element):
        own_carried[pset, name] += 1
        own_found[pset, name] += there.get(name) == value
kept["IFC2X3"]["properties"] = own_found.total() / own_carried.total()
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
for row in property_fates:
    key = tuple(row["property"].split("."))
    row["carried"], row["found"] = own_carried[key], own_found[key]
property_fates = [row for row in property_fates if row["carried"]]
