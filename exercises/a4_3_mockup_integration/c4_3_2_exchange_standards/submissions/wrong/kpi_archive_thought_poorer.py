# /// expected
# summary = "L’archive est crue plus pauvre parce qu’elle est plus petite"
# [criteria."C4.3.2.kpi"]
# fraction = [0.95, 0.999]
# misconception = "archive-thought-poorer"
# message = "ne perdent rien"
# ///
# %% amend="kept"
ratio = paths["IFC-ZIP"].stat().st_size / paths["IFC4"].stat().st_size
kept["IFC-ZIP"] = {"identifiers": 1.0, "classes": 1.0, "properties": ratio, "relations": ratio}
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
