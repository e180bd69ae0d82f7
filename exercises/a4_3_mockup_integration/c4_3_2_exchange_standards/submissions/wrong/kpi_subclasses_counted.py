# /// expected
# summary = "Classes comptées avec by_type, sous-classes comprises ; éléments perdus oubliés"
# [criteria."C4.3.2.kpi"]
# fraction = [0.95, 0.999]
# message = "nombres d’éléments à revoir"
# ///
# %% amend="kept"
class_fates = [
    row | {"recast": len(models["IFC4"].by_type(row["class_ifc4"])), "lost": 0} for row in class_fates if row["recast"]
]
