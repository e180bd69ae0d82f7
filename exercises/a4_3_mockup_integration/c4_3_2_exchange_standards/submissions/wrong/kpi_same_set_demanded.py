# /// expected
# summary = "Propriétés cherchées dans le jeu de même nom"
# [criteria."C4.3.2.kpi"]
# fraction = [0.8, 0.95]
# misconception = "same-set-demanded"
# message = "jeu de même nom"
# ///
# %% amend="kept"
there = {tag: set(properties_of(after[tag])) for tag in both}
same_set = Counter(triple[:2] for tag in both for triple in properties_of(before[tag]) if triple in there[tag])
kept["IFC2X3"]["properties"] = same_set.total() / carried.total()
for row in property_fates:
    row["found"] = same_set[tuple(row["property"].split("."))]
    if not row["found"]:
        row["fate"], row["found_in"] = "perdue", ""
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
