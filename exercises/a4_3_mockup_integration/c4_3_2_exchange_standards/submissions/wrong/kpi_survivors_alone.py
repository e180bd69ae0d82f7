# /// expected
# summary = "Parts rapportées aux seuls éléments retrouvés"
# [criteria."C4.3.2.kpi"]
# fraction = [0.65, 0.8]
# misconception = "survivors-alone"
# message = "ont survécu"
# ///
# %% amend="kept"
wanted = sum(len(properties_of(before[tag])) for tag in both)
kept["IFC2X3"] = {name: value * count / len(both) for name, value in kept["IFC2X3"].items()}
kept["IFC2X3"]["properties"] = found.total() / wanted
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
