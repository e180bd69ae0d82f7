# /// expected
# summary = "Relations conservées prises pour un rapport de nombres d’instances"
# [criteria."C4.3.2.kpi"]
# fraction = [0.85, 0.95]
# misconception = "relation-entities"
# message = "rapport de nombres"
# ///
# %% amend="kept"
kept["IFC2X3"]["relations"] = contents["IFC2X3"]["relations"] / contents["IFC4"]["relations"]
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
